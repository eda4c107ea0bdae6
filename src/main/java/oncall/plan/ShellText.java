package oncall.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import oncall.runbook.Command;

/**
 * An sh script taken apart into simple commands, those inside of others too. It is read with caution: where a script may be right,
 * it is. Nothing is run or expanded; any text is taken.
 */
final class ShellText {
    /**
     * A word as the shell sees it, quotes taken away, values left as they are written.
     *
     * @param quoted whether any of it stood in quotes
     */
    record Word(String letters, boolean quoted) {}

    /** A program and its arguments, in order; never empty. */
    record Simple(List<Word> words) {
        Simple {
            words = List.copyOf(words);
        }

        String program() {
            String first = words.get(0).letters();
            return first.substring(first.lastIndexOf('/') + 1);
        }

        List<String> letters() {
            return words.stream().map(Word::letters).toList();
        }
    }

    private static final int DEEPEST = 20;
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\+?=.*", Pattern.DOTALL);
    private static final Set<String> GO_ON = Set.of("then", "do", "else", "elif", "!", "time");
    private static final Set<String> TWO_SIGNS = Set.of("&&", "||", ";;", ";&", "|&");
    private static final Set<String> CLOSERS = Set.of("fi", "done", "esac", "}");

    private final String script;
    private final int depth;
    private final List<Simple> commands;
    private final Deque<String> open = new ArrayDeque<>();
    private final List<Word> words = new ArrayList<>();
    private final List<String> hereDocuments = new ArrayList<>();
    private int at;
    /** An operator that waits for a command after it. */
    private String waiting = "";

    private boolean complete;
    private boolean assigned;
    private boolean inPattern;
    private boolean inHead;
    private boolean cut;
    private Optional<String> wrong = Optional.empty();

    private ShellText(String script, int depth, List<Simple> commands) {
        this.script = script;
        this.depth = depth;
        this.commands = commands;
    }

    static ShellText of(String script) {
        return of(script, 0, new ArrayList<>());
    }

    private static ShellText of(String script, int depth, List<Simple> commands) {
        ShellText text = new ShellText(script, depth, commands);
        text.read();
        return text;
    }

    /** The simple commands of any command; a list of a program and its arguments is one. */
    static List<Simple> commands(Command command) {
        if (command instanceof Command.Argv argv) {
            List<Word> words =
                    argv.items().stream().map(item -> new Word(item, true)).toList();
            return words.isEmpty() ? List.of() : List.of(new Simple(words));
        }
        return of(command.display()).commands();
    }

    /** The script itself. */
    String script() {
        return script;
    }

    /** All of them, in the order in which they end. */
    List<Simple> commands() {
        return commands;
    }

    /** What is wrong with it, as one sentence; quotes and here-documents that never close are not told. */
    Optional<String> wrong() {
        return wrong;
    }

    private void read() {
        while (at < script.length() && !cut && wrong.isEmpty()) {
            char c = script.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (c == '\n') {
                at++;
                endOfLine();
            } else if (c == '#') {
                int line = script.indexOf('\n', at);
                at = line < 0 ? script.length() : line;
            } else if (script.startsWith("\\\n", at)) {
                at += 2;
            } else if (";&|()".indexOf(c) >= 0) {
                operator(c);
            } else if (c == '<' || c == '>') {
                redirection();
            } else {
                word();
            }
        }
        if (!cut && wrong.isEmpty()) {
            endCommand();
            if (!waiting.isEmpty()) {
                wrong("Nothing stands after `" + waiting + "`.");
            } else if (!open.isEmpty()) {
                wrong("`" + open.peek() + "` is missing at the end.");
            }
        }
    }

    private void wrong(String sentence) {
        if (wrong.isEmpty()) {
            wrong = Optional.of(sentence);
        }
    }

    private void endOfLine() {
        if (!inPattern) {
            endCommand();
        }
        for (String end : hereDocuments) {
            boolean closed = false;
            while (!closed && at < script.length()) {
                int lineEnd = script.indexOf('\n', at);
                int stop = lineEnd < 0 ? script.length() : lineEnd;
                closed = script.substring(at, stop).strip().equals(end);
                at = Math.min(stop + 1, script.length());
            }
        }
        hereDocuments.clear();
    }

    /** Whether a command stood there. */
    private boolean endCommand() {
        boolean there = !words.isEmpty() || assigned || complete;
        if (!words.isEmpty() && !inHead) {
            commands.add(new Simple(words));
        }
        if (there) {
            waiting = "";
        }
        words.clear();
        assigned = false;
        complete = false;
        inHead = false;
        return there;
    }

    private void operator(char c) {
        if (c == '(') {
            bracket();
            return;
        }
        if (c == ')') {
            at++;
            if (inPattern) {
                inPattern = false;
                words.clear();
            } else {
                endCommand();
                close(")");
            }
            return;
        }
        String two = at + 1 < script.length() ? script.substring(at, at + 2) : "";
        String sign = TWO_SIGNS.contains(two) ? two : String.valueOf(c);
        at += sign.length();
        if (inPattern) {
            return;
        }
        boolean there = endCommand();
        if (sign.equals(";;") || sign.equals(";&")) {
            inPattern = "esac".equals(open.peek());
        } else if (!there && waiting.isEmpty()) {
            wrong("Nothing stands before `" + sign + "`.");
        } else if (!there) {
            wrong("Nothing stands between `" + waiting + "` and `" + sign + "`.");
        } else if (!sign.equals(";") && !sign.equals("&")) {
            waiting = sign;
        }
    }

    /** A subshell, the brackets of a function, or the one before a pattern. */
    private void bracket() {
        at++;
        if (inPattern) {
            return;
        }
        if (script.startsWith("(", at) && words.isEmpty()) {
            int end = script.indexOf("))", at);
            at = end < 0 ? script.length() : end + 2;
            cut = end < 0;
            complete = true;
        } else if (words.isEmpty()) {
            open.push(")");
            waiting = "";
        } else if (words.size() == 1 && script.substring(at).stripLeading().startsWith(")")) {
            at = script.indexOf(')', at) + 1;
            words.clear();
        } else {
            wrong("A `(` stands where no command begins.");
        }
    }

    private void close(String closer) {
        if (!waiting.isEmpty()) {
            wrong("Nothing stands after `" + waiting + "`.");
        } else if (closer.equals(open.peek())) {
            open.pop();
            complete = true;
        } else {
            wrong("`" + closer + "` closes nothing.");
        }
    }

    private void redirection() {
        boolean here = script.startsWith("<<", at) && !script.startsWith("<<<", at);
        if (script.startsWith("<(", at) || script.startsWith(">(", at)) {
            at++;
            nested(")");
            return;
        }
        while (at < script.length() && "<>&|-".indexOf(script.charAt(at)) >= 0) {
            at++;
        }
        while (at < script.length() && (script.charAt(at) == ' ' || script.charAt(at) == '\t')) {
            at++;
        }
        StringBuilder target = new StringBuilder();
        boolean there = letters(target, new boolean[1]);
        if (here && there) {
            hereDocuments.add(target.toString());
        }
        complete |= words.isEmpty() && there;
    }

    private void word() {
        StringBuilder letters = new StringBuilder();
        boolean[] quoted = new boolean[1];
        letters(letters, quoted);
        String word = letters.toString();
        boolean descriptor = word.length() == 1
                && Character.isDigit(word.charAt(0))
                && at < script.length()
                && "<>".indexOf(script.charAt(at)) >= 0;
        if (descriptor || cut || inPattern && !word.equals("esac")) {
            return;
        }
        if (words.isEmpty() && !quoted[0] && reserved(word)) {
            return;
        }
        if (words.isEmpty() && word.indexOf('=') > 0 && ASSIGNMENT.matcher(word).matches()) {
            assigned = true;
            return;
        }
        words.add(new Word(word, quoted[0]));
    }

    private boolean reserved(String word) {
        switch (word) {
            case "if" -> open.push("fi");
            case "while", "until" -> open.push("done");
            case "for" -> {
                open.push("done");
                head();
            }
            case "case" -> {
                open.push("esac");
                head();
                inPattern = true;
            }
            case "{" -> open.push("}");
            default -> {
                if (CLOSERS.contains(word)) {
                    inPattern = false;
                    endCommand();
                    close(word);
                    return true;
                }
                return GO_ON.contains(word);
            }
        }
        waiting = "";
        return true;
    }

    /** Passes over what stands between `for` or `case` and its list. */
    private void head() {
        inHead = true;
        while (at < script.length() && ";\n".indexOf(script.charAt(at)) < 0) {
            while (at < script.length() && (script.charAt(at) == ' ' || script.charAt(at) == '\t')) {
                at++;
            }
            int before = at;
            StringBuilder word = new StringBuilder();
            letters(word, new boolean[1]);
            if (word.toString().equals("in") && open.peek().equals("esac") || at == before) {
                break;
            }
        }
        inHead = false;
        complete = open.peek().equals("done");
    }

    /** Reads one word up to where it ends. Whether there is one. */
    private boolean letters(StringBuilder letters, boolean[] quoted) {
        int from = at;
        while (at < script.length() && !cut) {
            char c = script.charAt(at);
            if (" \t\r\n;&|()<>".indexOf(c) >= 0) {
                break;
            }
            switch (c) {
                case '\'' -> {
                    quoted[0] = true;
                    int end = script.indexOf('\'', at + 1);
                    cut = end < 0;
                    letters.append(script, at + 1, cut ? script.length() : end);
                    at = cut ? script.length() : end + 1;
                }
                case '"' -> {
                    quoted[0] = true;
                    doubleQuoted(letters);
                }
                case '\\' -> {
                    if (at + 1 < script.length() && script.charAt(at + 1) != '\n') {
                        letters.append(script.charAt(at + 1));
                    }
                    at += 2;
                }
                case '$', '`' -> value(letters);
                default -> {
                    letters.append(c);
                    at++;
                }
            }
        }
        at = Math.min(at, script.length());
        return at > from;
    }

    private void doubleQuoted(StringBuilder letters) {
        at++;
        while (at < script.length() && script.charAt(at) != '"' && !cut) {
            char c = script.charAt(at);
            if (c == '\\' && at + 1 < script.length()) {
                char next = script.charAt(at + 1);
                letters.append("$`\"\\".indexOf(next) >= 0 ? String.valueOf(next) : "\\" + next);
                at += 2;
            } else if (c == '$' || c == '`') {
                value(letters);
            } else {
                letters.append(c);
                at++;
            }
        }
        cut |= at >= script.length();
        at++;
    }

    private void value(StringBuilder letters) {
        int from = at;
        if (script.charAt(at) == '`') {
            nested("`");
        } else if (script.startsWith("$((", at)) {
            int end = script.indexOf("))", at);
            cut = end < 0;
            at = cut ? script.length() : end + 2;
        } else if (script.startsWith("$(", at)) {
            at++;
            nested(")");
        } else if (script.startsWith("${", at)) {
            int end = script.indexOf('}', at);
            cut = end < 0;
            at = cut ? script.length() : end + 1;
        } else {
            at++;
        }
        letters.append(script, from, Math.min(at, script.length()));
    }

    /** At the bracket or backtick that opens a script of its own; afterwards behind the one that closes it. */
    private void nested(String closer) {
        int end = closer.equals("`") ? script.indexOf('`', at + 1) : matching();
        if (end < 0 || depth > DEEPEST) {
            cut = true;
            at = script.length();
            return;
        }
        ShellText inner = of(script.substring(at + 1, end), depth + 1, commands);
        inner.wrong.ifPresent(this::wrong);
        at = end + 1;
    }

    /** The bracket that closes the one here, quotes passed over. */
    private int matching() {
        int brackets = 0;
        char quote = 0;
        for (int i = at; i < script.length(); i++) {
            char c = script.charAt(i);
            if (c == '\\' && quote != '\'') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '(') {
                brackets++;
            } else if (c == ')' && --brackets == 0) {
                return i;
            }
        }
        return -1;
    }
}
