package oncall.migration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the parts of a program text that say something about a migration, by its outer form and not by running it. */
final class Code {
    /** A part of a text. */
    record Part(int from, int to) {}

    private static final Pattern CONSTANT = Pattern.compile(
            "(?m)^[ \\t]*(?:export\\s+)?(?:const\\s+|let\\s+|var\\s+)?(\\w{1,80})[ \\t]*(?::[ \\t]*\\w{1,40}[ \\t]*)?=[ \\t]*(?=[\"'])");

    private final Masked masked;
    /** Of every bracket that opens, where it closes; elsewhere and where it does not, -1. */
    private final int[] closing;

    private Map<String, Optional<String>> constants;

    Code(Masked masked) {
        this.masked = masked;
        this.closing = closing(masked.code());
    }

    private static int[] closing(String code) {
        int[] closing = new int[code.length()];
        int[] open = new int[code.length()];
        int depth = 0;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            closing[i] = -1;
            if (c == '(' || c == '[' || c == '{') {
                open[depth++] = i;
            } else if (depth > 0 && (c == ')' || c == ']' || c == '}')) {
                closing[open[--depth]] = i;
            }
        }
        return closing;
    }

    /** The value of a name that is given one once, as a plain string at the beginning of a line. */
    Optional<String> constant(String name) {
        if (constants == null) {
            constants = new HashMap<>();
            Matcher given = CONSTANT.matcher(masked.code());
            while (given.find()) {
                Optional<String> value =
                        masked.literalAt(given.end(), masked.code().length()).map(this::said);
                constants.merge(given.group(1), value, (one, other) -> Optional.empty());
            }
        }
        return constants.getOrDefault(name, Optional.empty());
    }

    Masked masked() {
        return masked;
    }

    String code(Part part) {
        return masked.code().substring(part.from(), part.to());
    }

    Part whole() {
        return new Part(0, masked.code().length());
    }

    /** Whether a short body, its blanks taken together, is what a pattern says; a long one never is. */
    static boolean matches(Pattern pattern, String body) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < body.length() && plain.length() < 300; i++) {
            boolean blank = Character.isWhitespace(body.charAt(i));
            if (!blank || plain.length() > 0 && plain.charAt(plain.length() - 1) != ' ') {
                plain.append(blank ? ' ' : body.charAt(i));
            }
        }
        return plain.length() < 300 && pattern.matcher(plain).matches();
    }

    /** The first match of a pattern in the code of a part. */
    Optional<Matcher> first(Pattern pattern, Part part) {
        Matcher matcher = pattern.matcher(masked.code()).region(part.from(), part.to());
        return matcher.find() ? Optional.of(matcher) : Optional.empty();
    }

    /** The lines below a heading that are indented deeper than it, as Python and well laid out Ruby have it. */
    Optional<Part> indented(Pattern heading) {
        Optional<Matcher> found = first(heading, whole());
        return found.map(matcher -> body(matcher.start(), matcher.end()));
    }

    /** The lines below the one at an offset that are indented deeper than it. */
    Part below(int offset) {
        return body(offset, offset);
    }

    private Part body(int start, int from) {
        String code = masked.code();
        int lineStart = code.lastIndexOf('\n', start) + 1;
        int indent = indent(lineStart);
        int end = lineEnd(from);
        int at = end + 1;
        while (at < code.length()) {
            int lineEnd = lineEnd(at);
            boolean blank = code.substring(at, lineEnd).isBlank();
            if (!blank && indent(at) <= indent) {
                break;
            }
            end = lineEnd;
            at = lineEnd + 1;
        }
        return new Part(from, Math.max(from, Math.min(end, code.length())));
    }

    private int indent(int lineStart) {
        String code = masked.code();
        int i = lineStart;
        while (i < code.length() && (code.charAt(i) == ' ' || code.charAt(i) == '\t')) {
            i++;
        }
        return i - lineStart;
    }

    private int lineEnd(int from) {
        int end = masked.code().indexOf('\n', from);
        return end < 0 ? masked.code().length() : end;
    }

    /** The part inside the bracket that stands at an offset; empty where it does not close. */
    Optional<Part> inside(int bracket) {
        boolean closes = bracket >= 0 && bracket < closing.length && closing[bracket] >= 0;
        return closes ? Optional.of(new Part(bracket + 1, closing[bracket])) : Optional.empty();
    }

    /** The parts between the commas of a part that stand in no bracket of it; blank ones are left out. */
    List<Part> arguments(Part part) {
        List<Part> all = new ArrayList<>();
        String code = masked.code();
        int depth = 0;
        int from = part.from();
        for (int i = part.from(); i <= part.to(); i++) {
            char c = i == part.to() ? ',' : code.charAt(i);
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            } else if (c == ',' && (depth == 0 || i == part.to())) {
                if (!masked.text().substring(from, i).isBlank()) {
                    all.add(new Part(from, i));
                }
                from = i + 1;
            }
        }
        return all;
    }

    /** The string that an argument is or begins with. */
    Optional<Masked.Literal> literal(Part argument) {
        return masked.literalAt(argument.from(), argument.to());
    }

    /** What a string says. */
    String said(Masked.Literal literal) {
        return masked.text().substring(literal.from(), literal.to());
    }
}
