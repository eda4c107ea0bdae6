package oncall.runbook;

import java.util.regex.Pattern;

/**
 * A pattern for paths, as `paths` of the team file has them: `*` is everything but a slash, `**` everything, two stars and a slash any number of
 * folders or none, `?` one character but a slash, `{a,b}` one of them, `[a-z]` one of a set. Paths begin at the top of their
 * repository, with slashes and none in front. What is not closed is taken as it stands.
 */
public final class Glob {
    private final String text;
    private final Pattern pattern;

    private Glob(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /** The pattern of that text; any text is one. */
    public static Glob of(String text) {
        return new Glob(text, Pattern.compile(translate(text), Pattern.DOTALL));
    }

    /** As it is written. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && glob.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /** Whether the whole path is meant. */
    public boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    private static String translate(String text) {
        StringBuilder regex = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (text.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (text.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else if (c == '{' && text.indexOf('}', i) > 0) {
                regex.append("(?:");
                braces++;
            } else if (c == '}' && braces > 0) {
                regex.append(')');
                braces--;
            } else if (c == ',' && braces > 0) {
                regex.append('|');
            } else if (c == '[' && isSet(text, i)) {
                int end = text.indexOf(']', i + 2);
                regex.append(set(text.substring(i + 1, end)));
                i = end;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.append(")".repeat(braces)).toString();
    }

    private static boolean isSet(String text, int from) {
        int end = text.indexOf(']', from + 2);
        return end > 0 && text.indexOf('/', from) > end || end > 0 && text.indexOf('/', from) < 0;
    }

    /** Single characters and ranges; `!` in front turns it round. A set never holds a slash. */
    private static String set(String inside) {
        boolean not = inside.startsWith("!") && inside.length() > 1;
        String letters = not ? inside.substring(1) : inside;
        StringBuilder regex = new StringBuilder(not ? "[^/" : "[");
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            boolean range =
                    c == '-' && i > 0 && i + 1 < letters.length() && letters.charAt(i - 1) <= letters.charAt(i + 1);
            regex.append(range ? "-" : Character.isLetterOrDigit(c) ? String.valueOf(c) : "\\" + c);
        }
        return regex.append(']').toString();
    }
}
