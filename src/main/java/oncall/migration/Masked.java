package oncall.migration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.runbook.Location;

/**
 * A source text beside a copy of the same length in which comments and the insides of strings are blank, so that what is looked
 * for in the copy is code. Every offset in one is the same place in the other.
 */
final class Masked {
    /**
     * A string as it stands.
     *
     * @param from offset of its first character, behind the quote
     * @param to offset of the quote that ends it
     * @param plain nothing is put into it when it runs
     * @param raw a backslash in it means itself
     */
    record Literal(int from, int to, boolean plain, boolean raw) {}

    private static final Pattern HEREDOC = Pattern.compile("<<[~-]?(['\"`]?)([A-Z_a-z]\\w*)\\1");

    private final String path;
    private final String text;
    private final Language language;
    private final char[] code;
    private final List<Literal> literals = new ArrayList<>();
    /** Where a text of several lines is announced, and where it begins. */
    private final Map<Integer, Integer> heredocs = new HashMap<>();

    private final int[] lines;
    private final String masked;
    private int unclosed = -1;

    Masked(String path, String text, Language language) {
        this.path = path;
        this.text = text;
        this.language = language;
        this.code = text.toCharArray();
        this.lines = lines(text);
        mask();
        this.masked = new String(code);
    }

    String text() {
        return text;
    }

    /** The text with comments and the insides of strings blank. */
    String code() {
        return masked;
    }

    List<Literal> literals() {
        return literals;
    }

    /** Where a string or comment opens that never ends. */
    Optional<Location> unclosed() {
        return unclosed < 0 ? Optional.empty() : Optional.of(at(unclosed));
    }

    Location at(int offset) {
        int found = Arrays.binarySearch(lines, offset);
        int line = found >= 0 ? found : -found - 2;
        return new Location(path, line + 1, 1 + text.codePointCount(lines[line], Math.min(offset, text.length())));
    }

    private static int[] lines(String text) {
        int[] lines = new int[64];
        int count = 1;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            lines = count < lines.length ? lines : Arrays.copyOf(lines, 2 * count);
            lines[count++] = i + 1;
        }
        return Arrays.copyOf(lines, count);
    }

    /** The string that begins at this offset or behind blanks and prefixes there, if one does. */
    Optional<Literal> literalAt(int offset, int limit) {
        int i = offset;
        while (i < limit && (Character.isWhitespace(code[i]) || code[i] == '(' || code[i] == '[')) {
            i++;
        }
        Integer heredoc = heredocs.get(i);
        int at = heredoc == null ? firstBehind(i) : firstBehind(heredoc - 1);
        if (at >= literals.size()) {
            return Optional.empty();
        }
        Literal literal = literals.get(at);
        boolean here = heredoc != null
                || literal.from() <= i + 8 && literal.to() <= limit + 1 && quotesOnly(i, literal.from());
        return here ? Optional.of(literal) : Optional.empty();
    }

    /** The first string that begins behind an offset: they stand in the order of the text. */
    private int firstBehind(int offset) {
        int low = 0;
        int high = literals.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (literals.get(middle).from() > offset) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private boolean quotesOnly(int from, int to) {
        boolean quote = false;
        for (int i = from; i < to; i++) {
            char c = code[i];
            if (c == '"' || c == '\'' || c == '`') {
                quote = true;
            } else if (quote || "rRbBuUfF".indexOf(c) < 0) {
                return false;
            }
        }
        return quote;
    }

    /** The SQL in a string, with every escape blanked out to its own length. */
    SqlText sql(Literal literal) {
        StringBuilder plain = new StringBuilder(text.substring(literal.from(), literal.to()));
        for (int i = 0; !literal.raw() && i + 1 < plain.length(); i++) {
            if (plain.charAt(i) == '\\' && plain.charAt(i + 1) != '\n') {
                char escaped = plain.charAt(i + 1);
                plain.setCharAt(i, ' ');
                plain.setCharAt(i + 1, Character.isLetterOrDigit(escaped) ? ' ' : escaped);
                i++;
            } else if (plain.charAt(i) == '\\') {
                plain.setCharAt(i, ' ');
            }
        }
        return new SqlText(at(literal.from()), plain.toString());
    }

    private void mask() {
        List<int[]> waiting = new ArrayList<>();
        int i = 0;
        while (i < code.length) {
            char c = code[i];
            if (c == '\n' && !waiting.isEmpty()) {
                i = heredocs(i, waiting);
                waiting.clear();
            } else if (text.startsWith(language.line(), i) && !(language == Language.RUBY && hash(i))) {
                i = blank(i, lineEnd(i));
            } else if (!language.open().isEmpty() && text.startsWith(language.open(), i) && opens(i)) {
                i = comment(i);
            } else if (c == '\'' || c == '"' || c == '`' && language != Language.PYTHON) {
                i = string(i, c);
            } else if (language == Language.RUBY && c == '<' && text.startsWith("<<", i)) {
                i = opensHeredoc(i, waiting);
            } else {
                i++;
            }
        }
    }

    /** In Ruby a `#` may be part of a character literal; then it is none. */
    private boolean hash(int at) {
        return at > 0 && code[at - 1] == '?';
    }

    private boolean opens(int at) {
        return language != Language.RUBY || at == 0 || code[at - 1] == '\n';
    }

    private int comment(int from) {
        int end = text.indexOf(language.close(), from + language.open().length());
        if (end < 0) {
            unclosed = from;
            return blank(from, code.length);
        }
        return blank(from, end + language.close().length());
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? code.length : end;
    }

    private int blank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (code[i] != '\n') {
                code[i] = ' ';
            }
        }
        return to;
    }

    private int string(int from, char quote) {
        String triple = String.valueOf(quote).repeat(3);
        boolean tripled = language == Language.PYTHON && text.startsWith(triple, from);
        String end = tripled ? triple : String.valueOf(quote);
        String prefix = prefix(from);
        boolean raw = language == Language.SQL || language == Language.PYTHON && prefix.indexOf('r') >= 0;
        int i = from + end.length();
        while (i < text.length() && !text.startsWith(end, i)) {
            if (text.charAt(i) == '\n' && !tripled && quote != '`' && language == Language.SCRIPT) {
                break;
            }
            i += text.charAt(i) == '\\' && language != Language.SQL ? 2 : 1;
        }
        if (i >= text.length() || !text.startsWith(end, i)) {
            unclosed = unclosed < 0 ? from : unclosed;
            return i >= text.length() ? blank(from + 1, code.length) : i;
        }
        int begin = from + end.length();
        String inside = text.substring(begin, i);
        boolean filled = language == Language.RUBY && quote != '\'' && inside.contains("#{")
                || language == Language.SCRIPT && quote == '`' && inside.contains("${")
                || language == Language.PYTHON && prefix.indexOf('f') >= 0 && inside.contains("{");
        literals.add(new Literal(begin, i, !filled, raw));
        blank(begin, i);
        return i + end.length();
    }

    private String prefix(int from) {
        int i = from;
        while (i > 0 && from - i < 2 && Character.isLetter(text.charAt(i - 1))) {
            i--;
        }
        boolean word = i > 0 && Character.isLetterOrDigit(text.charAt(i - 1));
        return word ? "" : text.substring(i, from).toLowerCase(java.util.Locale.ROOT);
    }

    private int opensHeredoc(int from, List<int[]> waiting) {
        Matcher heredoc = HEREDOC.matcher(text).region(from, Math.min(text.length(), from + 80));
        if (!heredoc.lookingAt()) {
            return from + 2;
        }
        waiting.add(new int[] {
            from, heredoc.start(2), heredoc.end(2), heredoc.group(1).equals("'") ? 1 : 0
        });
        return heredoc.end();
    }

    /** The bodies of all that were opened in the line that ends here. */
    private int heredocs(int newline, List<int[]> waiting) {
        int at = newline + 1;
        for (int[] heredoc : waiting) {
            String name = text.substring(heredoc[1], heredoc[2]);
            int line = at;
            while (line < text.length()
                    && !text.substring(line, lineEnd(line)).strip().equals(name)) {
                line = lineEnd(line) + 1;
            }
            int end = Math.min(line, text.length());
            if (line >= text.length()) {
                unclosed = unclosed < 0 ? heredoc[0] : unclosed;
            }
            boolean raw = heredoc[3] == 1;
            literals.add(new Literal(at, end, raw || !text.substring(at, end).contains("#{"), raw));
            heredocs.put(heredoc[0], at);
            blank(at, end);
            at = end >= text.length() ? end : blank(end, lineEnd(end));
        }
        return at;
    }
}
