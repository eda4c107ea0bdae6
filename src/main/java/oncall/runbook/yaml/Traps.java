package oncall.runbook.yaml;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Says in the writer's words why YAML stumbled, and how the line should read. */
final class Traps {
    /** What stands before the value of a line: indentation, dashes, and one of our keys. */
    private static final Pattern VALUE = Pattern.compile("^(\\s*(?:-\\s+)*(?:[a-z][a-z0-9_-]*:\\s+)?)(.*)$");

    private static final Pattern BLOCK_WITH_WORDS = Pattern.compile("^[>|][+-]?\\d?\\s*[^\\s#+-].*");
    private static final Pattern BRACKET_WITH_WORDS = Pattern.compile("^(\\[[^\\]]*\\]|\\{[^}]*\\})\\s*[^\\s#,].*");
    private static final Pattern CLOSED_QUOTE =
            Pattern.compile("^(\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^']|'')*+')\\s*(#.*)?$");
    private static final Pattern LOST = Pattern.compile("\\s(#\\S+)");

    /** Longer lines are no sentences; looking at them closely would only cost time. */
    private static final int LONGEST = 1000;

    private final Problems problems;

    private Traps(Problems problems) {
        this.problems = problems;
    }

    static void report(MarkedYAMLException error, Problems problems) {
        new Traps(problems).report(error);
    }

    /** The line with its value in quotes. */
    static String mended(String line) {
        if (line.length() > LONGEST) {
            return "the value between double quotes";
        }
        Matcher value = VALUE.matcher(line.stripTrailing());
        return value.matches() && !value.group(2).isEmpty() ? value.group(1) + Quotes.around(value.group(2)) : line;
    }

    private String line(int number) {
        String line = number < 1 ? "" : problems.line(number).stripTrailing();
        return line.length() > LONGEST ? "" : line;
    }

    private void report(MarkedYAMLException error) {
        String problem = error.getProblem() == null ? "" : error.getProblem();
        Mark mark = error.getProblemMark() != null ? error.getProblemMark() : error.getContextMark();
        Spot at = mark == null ? Spot.START : within(Spot.of(mark));
        if (error.getContext() != null
                && error.getContext().contains("quoted scalar")
                && problem.contains("end of stream")) {
            Spot open = error.getContextMark() == null ? at : Spot.of(error.getContextMark());
            say(
                    "open-quote",
                    open,
                    "The quote that opens here is never closed.",
                    "close it, or put the words into the other kind of quotes");
            return;
        }
        if (problem.contains("TAB") || problem.contains("\\t")) {
            say(
                    "tab",
                    at,
                    "A tab stands where YAML wants spaces.",
                    "write spaces:\n" + problems.line(at.line()).replace("\t", "  "));
            return;
        }
        if (problem.contains("mapping values are not allowed") && colon(at)) {
            return;
        }
        if (questionMark(at, problem)
                || special(at.line())
                || lost(at.line() - 1)
                || lost(at.line())
                || openQuoteAbove(at)
                || contextSpecial(error)) {
            return;
        }
        say(
                "syntax",
                at,
                inWords(problem, error.getContextMark()),
                "check the indentation, quotes and brackets of this line and of the one above");
    }

    private void say(String rule, Spot at, String message, String remedy) {
        problems.forget(at.line());
        problems.format(rule, at, message, remedy);
    }

    private boolean contextSpecial(MarkedYAMLException error) {
        return error.getContextMark() != null && special(error.getContextMark().getLine() + 1);
    }

    /** The end of a file is shown on its last line that has words. */
    private Spot within(Spot at) {
        if (at.line() <= problems.lineCount() && !problems.line(at.line()).isBlank()) {
            return at;
        }
        int line = Math.min(at.line(), problems.lineCount());
        while (line > 1 && problems.line(line).isBlank()) {
            line--;
        }
        String words = problems.line(Math.max(1, line));
        return new Spot(Math.max(1, line), Math.max(1, words.codePointCount(0, words.length())), 1);
    }

    /** `{text: Which?}`: a bare word may not end so before a comma or a bracket. */
    private boolean questionMark(Spot at, String problem) {
        String line = line(at.line());
        int mark = line.offsetByCodePoints(0, Math.min(at.column() - 1, line.codePointCount(0, line.length())));
        int end = mark + 1;
        if (!problem.startsWith("expected ',' or") || mark >= line.length() || line.charAt(mark) != '?') {
            return false;
        }
        int start = end;
        while (start > 0
                && "{}[],\"'".indexOf(line.charAt(start - 1)) < 0
                && !line.substring(start - 1, end).startsWith(": ")) {
            start--;
        }
        String words = line.substring(start, end).strip();
        int length = words.codePointCount(0, words.length());
        say(
                "unquoted-words",
                new Spot(at.line(), at.column() - length + 1, length),
                "Words with a `?` inside {} or [] stand in quotes.",
                "write " + Quotes.around(words));
        return true;
    }

    private boolean colon(Spot at) {
        String line = line(at.line());
        Matcher value = VALUE.matcher(line);
        if (!value.matches()
                || !value.group(2).contains(": ") && !value.group(2).endsWith(":")) {
            return false;
        }
        say("colon-in-words", at, "A `: ` inside bare words begins a new key.", "write\n" + mended(line));
        return true;
    }

    /** A value that begins with a character YAML keeps for itself. */
    private boolean special(int number) {
        String line = line(number);
        Matcher value = VALUE.matcher(line);
        if (!value.matches() || value.group(2).isEmpty()) {
            return false;
        }
        String rest = value.group(2);
        char first = rest.charAt(0);
        boolean trap = switch (first) {
            case '`', '@', '%', '*', '&', '!' -> true;
            case '"', '\'' -> !CLOSED_QUOTE.matcher(rest).matches() && rest.indexOf(first, 1) > 0;
            case '[', '{' -> BRACKET_WITH_WORDS.matcher(rest).matches();
            case '>', '|' -> BLOCK_WITH_WORDS.matcher(rest).matches();
            default -> false;
        };
        if (trap) {
            int column = value.group(1).codePointCount(0, value.group(1).length()) + 1;
            say(
                    "special-character",
                    new Spot(number, column, 1),
                    "Words that begin with " + (first == '`' ? "a backtick" : "`" + first + "`") + " stand in quotes.",
                    "write\n" + mended(line));
        }
        return trap;
    }

    private boolean lost(int number) {
        String line = line(number);
        Matcher value = VALUE.matcher(line);
        Matcher lost = LOST.matcher(line);
        boolean bare = value.matches()
                && !value.group(2).isEmpty()
                && "\"'[{#|>".indexOf(value.group(2).charAt(0)) < 0;
        if (!bare || !lost.find(value.end(1))) {
            return false;
        }
        Spot at = new Spot(
                number,
                line.codePointCount(0, lost.start(1)) + 1,
                lost.group(1).codePointCount(0, lost.group(1).length()));
        say(
                "lost-words",
                at,
                "Everything from `" + lost.group(1) + "` on is lost: ` #` begins a comment.",
                "write\n" + mended(line));
        return true;
    }

    private boolean openQuoteAbove(Spot at) {
        for (int number = at.line(); number >= Math.max(1, at.line() - 20); number--) {
            String line = line(number);
            Matcher value = VALUE.matcher(line);
            if (value.matches() && !value.group(2).isEmpty()) {
                char first = value.group(2).charAt(0);
                if ((first == '"' || first == '\'') && value.group(2).indexOf(first, 1) < 0) {
                    Spot open = new Spot(
                            number,
                            value.group(1).codePointCount(0, value.group(1).length()) + 1,
                            1);
                    say(
                            "open-quote",
                            open,
                            "The quote that opens here is not closed on its line.",
                            "close it where the words end");
                    return true;
                }
            }
        }
        return false;
    }

    private static String inWords(String problem, Mark context) {
        if (problem.startsWith("expected <block end>")) {
            return "This line does not fit the ones above: its indentation or a quote is wrong.";
        }
        if (problem.contains("could not find expected ':'")) {
            return "This line is neither `key: value` nor a list entry.";
        }
        if (problem.startsWith("expected ',' or")) {
            String where = context == null ? "" : " that opens in line " + (context.getLine() + 1);
            return "The bracket" + where + " is not closed, or a comma is missing.";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "A key cannot stand here; the line above may lack its indentation or quotes.";
        }
        if (problem.contains("sequence entries are not allowed")) {
            return "A list entry (`- `) cannot stand here.";
        }
        return "This is not YAML: "
                + (problem.isEmpty()
                        ? "the line cannot be read"
                        : Optional.of(problem).get()) + ".";
    }
}
