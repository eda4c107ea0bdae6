package oncall.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts SQL into statements of tokens, whatever the dialect: strings, dollar quotes, comments, `DELIMITER`, `GO`, lines for psql,
 * bodies of routines. Reads every character once, but for a second try where a backslash was taken wrongly.
 */
final class Splitter {
    /**
     * One statement.
     *
     * @param tokens at least one
     * @param end offset behind its last character
     */
    record Statement(List<Token> tokens, int end) {
        int start() {
            return tokens.get(0).start();
        }
    }

    /** A place that could not be read. */
    record Unread(int at, String why) {}

    /** Words after a backslash that change nothing in the database. */
    private static final Set<String> HARMLESS_LINES =
            Set.of(("set unset echo qecho warn timing pset encoding connect c restrict unrestrict if elif else endif "
                            + "prompt q quit x a t o cd pager copy ")
                    .split(" "));

    private static final Set<String> ROUTINES = Set.of("TRIGGER", "PROCEDURE", "PROC", "FUNCTION", "EVENT", "PACKAGE");

    /** Their statements go on over any line. */
    private static final Set<String> NOT_ENDED_BY_LINES = Set.of("WITH", "EXPLAIN", "GRANT", "REVOKE", "MERGE");

    private static final Set<String> NO_END_WITHIN = Set.of("RULE", "SCHEMA", "PUBLICATION", "POLICY");

    private final String text;
    private final int base;
    private final boolean backslash;
    private final boolean batches;
    private final List<Statement> statements = new ArrayList<>();
    private final List<Unread> unread = new ArrayList<>();
    private List<Token> current = new ArrayList<>();
    private String delimiter = ";";
    private int at;
    private int blocks;
    private boolean routine;
    private boolean conditional;
    private boolean unclosed;
    private boolean nesting = true;
    private int depth;
    private boolean firstOfLine;

    private Splitter(String text, int base, boolean backslash, boolean batches) {
        this.text = text;
        this.base = base;
        this.backslash = backslash;
        this.batches = batches;
    }

    /**
     * Splits.
     *
     * @param base what is added to every offset: where the text begins in a larger one
     */
    static Splitter split(String text, int base) {
        boolean mysql = mysql(text);
        boolean batches = batches(text);
        Splitter first = new Splitter(text, base, mysql, batches);
        first.run();
        if (!first.unclosed) {
            return first;
        }
        Splitter second = new Splitter(text, base, !mysql, batches);
        second.run();
        return second.unclosed ? first : second;
    }

    List<Statement> statements() {
        return statements;
    }

    List<Unread> unread() {
        return unread;
    }

    private static boolean mysql(String text) {
        return text.indexOf('`') >= 0 || holds(text, "engine=") || holds(text, "auto_increment") || holds(text, "/*!");
    }

    private static boolean holds(String text, String word) {
        for (int i = 0; i + word.length() <= text.length(); i++) {
            if (text.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean batches(String text) {
        for (int i = 0; i >= 0 && i < text.length(); i = next(text, i)) {
            if (goLine(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static int next(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? -1 : end + 1;
    }

    private static boolean goLine(String text, int from) {
        int i = blank(text, from);
        if (!text.regionMatches(true, i, "GO", 0, 2)) {
            return false;
        }
        i = blank(text, i + 2);
        while (i < text.length() && (Character.isDigit(text.charAt(i)) || text.charAt(i) == ';')) {
            i++;
        }
        i = blank(text, i);
        return i >= text.length() || text.charAt(i) == '\n';
    }

    private static int blank(String text, int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t' || text.charAt(i) == '\r')) {
            i++;
        }
        return i;
    }

    private void run() {
        boolean lineStart = true;
        firstOfLine = true;
        if (text.startsWith("\uFEFF")) {
            at = 1;
        }
        while (at < text.length()) {
            if (lineStart && line()) {
                continue;
            }
            char c = text.charAt(at);
            lineStart = c == '\n';
            firstOfLine |= lineStart;
            if (text.startsWith(delimiter, at)) {
                terminator();
            } else if (c <= ' ' || c == '\u00a0' || c == '\u200b' || c == '\ufeff') {
                if (c == 0) {
                    unread.add(new Unread(base + at, "A NUL character stands here: the file may not be UTF-8 text."));
                    at = text.length();
                    flush(at);
                    return;
                }
                at++;
            } else {
                token(c);
                firstOfLine = false;
            }
        }
        flush(at);
        if (blocks > 0) {
            unread.add(
                    new Unread(statements.get(statements.size() - 1).start(), "A body that begins here does not end."));
        }
    }

    /** Takes a whole line that is no SQL; false where it is SQL. */
    private boolean line() {
        int from = blank(text, at);
        if (from >= text.length()) {
            return false;
        }
        if (batches && goLine(text, at)) {
            flush(at);
            at = endOfLine(at);
            return true;
        }
        if (text.regionMatches(true, from, "DELIMITER", 0, 9)
                && from + 9 < text.length()
                && text.charAt(from + 9) <= ' ') {
            flush(at);
            int end = endOfLine(from);
            String wanted = text.substring(from + 9, end).strip();
            delimiter = wanted.isEmpty() ? ";" : wanted;
            at = end;
            return true;
        }
        char c = text.charAt(from);
        if (c == '\\') {
            return psql(from);
        }
        if (c == '/' && endsLine(from + 1)) {
            flush(at);
            at = endOfLine(from);
            return true;
        }
        if (c == '#' && (endsLine(from + 1) || text.charAt(from + 1) <= ' ')) {
            at = endOfLine(from);
            return true;
        }
        return c == '.' && current.isEmpty() && dot(from);
    }

    private boolean endsLine(int from) {
        int i = blank(text, from);
        return i >= text.length() || text.charAt(i) == '\n';
    }

    private int endOfLine(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private boolean psql(int from) {
        int end = endOfLine(from);
        int i = from + 1;
        while (i < end && Character.isLetter(text.charAt(i))) {
            i++;
        }
        String word = text.substring(from + 1, i).toLowerCase(Locale.ROOT);
        if (word.startsWith("i") && !word.equals("if")) {
            unread.add(new Unread(base + from, "Another file is included here, and only this one is read."));
        } else if (word.startsWith("g")) {
            unread.add(new Unread(base + from, "What runs here is made by a query."));
        } else if (!HARMLESS_LINES.contains(word) && !word.isEmpty()) {
            unread.add(new Unread(base + from, "This line for psql is not known."));
        }
        if (word.startsWith("g")) {
            flush(from);
        }
        at = end;
        return true;
    }

    /** A line for the shell of SQLite. */
    private boolean dot(int from) {
        int end = endOfLine(from);
        String line = text.substring(from, end);
        if (!line.matches("\\.[a-z]+(\\s.*)?")) {
            return false;
        }
        if (line.startsWith(".read")) {
            unread.add(new Unread(base + from, "Another file is included here, and only this one is read."));
        }
        at = end;
        return true;
    }

    private void terminator() {
        boolean plain = delimiter.equals(";");
        if (plain && (blocks > 0 || routine && batches)) {
            add(Token.Kind.SIGN, at, at + 1, ";");
            at++;
            return;
        }
        int end = at;
        at += delimiter.length();
        boolean data = copiesFromHere();
        flush(end);
        if (data) {
            int stop = text.indexOf("\n\\.", at);
            at = stop < 0 ? text.length() : endOfLine(stop + 1);
        }
    }

    /** `COPY t FROM stdin;` is followed by rows, not by SQL. */
    private boolean copiesFromHere() {
        return !current.isEmpty()
                && current.get(0).is("COPY")
                && current.stream().anyMatch(token -> token.is("STDIN"));
    }

    private void flush(int end) {
        if (!current.isEmpty()) {
            statements.add(new Statement(current, base + end));
            current = new ArrayList<>();
        }
        if (end < text.length()) {
            blocks = 0;
        }
        routine = false;
        depth = 0;
    }

    private void token(char c) {
        int from = at;
        if (c == '-' && text.startsWith("--", at) || c == '#' && backslash) {
            at = endOfLine(at);
        } else if (c == '/' && text.startsWith("/*", at)) {
            comment();
        } else if (conditional && c == '*' && text.startsWith("*/", at)) {
            conditional = false;
            at += 2;
        } else if (c == '\'') {
            quoted('\'', from, Token.Kind.STRING, backslash || escaped());
        } else if (c == '"') {
            quoted('"', from, Token.Kind.QUOTED, backslash);
        } else if (c == '`') {
            quoted('`', from, Token.Kind.QUOTED, false);
        } else if (c == '[' && bracketName()) {
            quoted(']', from, Token.Kind.QUOTED, false);
        } else if (c == '$' && (dollar(from) || holder(from, '{', '}'))) {
            return;
        } else if (c == '{' && text.startsWith("{{", at) && holder(from - 1, '{', '}')) {
            return;
        } else if (Character.isDigit(c)) {
            at = wordEnd(at);
            add(Token.Kind.NUMBER, from, at, "");
        } else if (wordStart(c)) {
            word(from);
        } else {
            at += Character.charCount(text.codePointAt(at));
            add(Token.Kind.SIGN, from, at, text.substring(from, at));
        }
    }

    private void word(int from) {
        at = wordEnd(from);
        if (firstOfLine && depth == 0 && !current.isEmpty() && !routine && beginsStatement(from)) {
            flush(from);
        }
        add(Token.Kind.WORD, from, at, text.substring(from, at));
        Token word = current.get(current.size() - 1);
        if (!routine) {
            routine = current.size() <= 12
                    && ROUTINES.contains(word.upper())
                    && (current.get(0).is("CREATE")
                            || current.size() == 2 && current.get(0).is("ALTER"));
        } else if (word.is("BEGIN") && !before("TRAN", "TRANSACTION") || word.is("CASE") && !after("END")) {
            blocks++;
        } else if (word.is("END") && blocks > 0 && !before("IF", "LOOP", "WHILE", "REPEAT", "FOR")) {
            blocks--;
        }
    }

    /** Scripts for SQL Server need no semicolon: what can only be the beginning of a statement begins a line there. */
    private boolean beginsStatement(int from) {
        if (NOT_ENDED_BY_LINES.contains(current.get(0).upper())
                || current.stream().limit(4).anyMatch(token -> NO_END_WITHIN.contains(token.upper()))) {
            return false;
        }
        String verb = text.substring(from, at).toUpperCase(Locale.ROOT);
        switch (verb) {
            case "ALTER", "CREATE", "DROP":
                return before("TABLE", "VIEW", "PROCEDURE", "FUNCTION", "TRIGGER", "SCHEMA", "DATABASE", "TYPE")
                        || verb.equals("CREATE") && before("INDEX", "UNIQUE", "NONCLUSTERED", "CLUSTERED")
                        || verb.equals("DROP")
                                && before("INDEX")
                                && !current.get(0).is("ALTER");
            case "TRUNCATE":
                return before("TABLE");
            case "DELETE":
                return before("FROM") && !current.get(current.size() - 1).is("ON");
            case "INSERT":
                return before("INTO") && !current.get(current.size() - 1).is("THEN");
            case "EXEC":
                return true;
            case "UPDATE":
                return updates();
            default:
                return false;
        }
    }

    /** `UPDATE name SET`, which `ON CONFLICT DO UPDATE SET` is not. */
    private boolean updates() {
        int i = space(at);
        int name = i;
        while (i < text.length() && (wordPart(text.charAt(i)) || ".[]\"`".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return !text.substring(name, i).equalsIgnoreCase("SET") && word(space(i), "SET");
    }

    private int space(int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) <= ' ') {
            i++;
        }
        return i;
    }

    private boolean word(int from, String word) {
        return text.regionMatches(true, from, word, 0, word.length())
                && (from + word.length() >= text.length() || !wordPart(text.charAt(from + word.length())));
    }

    /** Whether one of these follows. */
    private boolean before(String... words) {
        int i = space(at);
        for (String word : words) {
            if (word(i, word)) {
                return true;
            }
        }
        return false;
    }

    private boolean after(String word) {
        return current.size() > 1 && current.get(current.size() - 2).is(word);
    }

    private static boolean wordStart(char c) {
        return Character.isLetter(c) || c == '_' || c == '@' || c == '#' || Character.isSurrogate(c);
    }

    private static boolean wordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '#' || c == '@' || Character.isSurrogate(c);
    }

    private int wordEnd(int from) {
        int i = from;
        while (i < text.length() && wordPart(text.charAt(i)) && (i == from || !text.startsWith(delimiter, i))) {
            i++;
        }
        return Math.max(i, from + 1);
    }

    private boolean escaped() {
        if (at == 0 || Character.toLowerCase(text.charAt(at - 1)) != 'e') {
            return false;
        }
        return at < 2 || !wordPart(text.charAt(at - 2));
    }

    /** `[name]`, not `a[1]` nor `ARRAY[x]`. */
    private boolean bracketName() {
        if (at > 0 && (wordPart(text.charAt(at - 1)) || "])\"".indexOf(text.charAt(at - 1)) >= 0) || after0("ARRAY")) {
            return false;
        }
        int i = at + 1;
        if (i >= text.length() || !wordStart(text.charAt(i))) {
            return false;
        }
        while (i < text.length() && i - at < 130 && text.charAt(i) != ']' && text.charAt(i) != '\n') {
            i++;
        }
        return i < text.length() && text.charAt(i) == ']';
    }

    private boolean after0(String word) {
        return !current.isEmpty() && current.get(current.size() - 1).is(word);
    }

    private void quoted(char quote, int from, Token.Kind kind, boolean escapes) {
        int i = from + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\' && escapes) {
                i += 2;
            } else if (c == quote && i + 1 < text.length() && text.charAt(i + 1) == quote) {
                i += 2;
            } else if (c == quote) {
                at = i + 1;
                add(kind, from, at, kind == Token.Kind.STRING && at - from > 200 ? "" : text.substring(from, at));
                return;
            } else {
                i++;
            }
        }
        unclosed(from, "A quote that is opened here is not closed.");
    }

    private void unclosed(int from, String why) {
        unclosed = true;
        unread.add(new Unread(base + from, why + " What follows is not read."));
        at = text.length();
    }

    private boolean dollar(int from) {
        if (from > 0 && wordPart(text.charAt(from - 1))) {
            return false;
        }
        int i = from + 1;
        while (i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_')) {
            i++;
        }
        if (i >= text.length() || text.charAt(i) != '$' || i > from + 1 && Character.isDigit(text.charAt(from + 1))) {
            return false;
        }
        String tag = text.substring(from, i + 1);
        if (tag.equals(delimiter)) {
            return false;
        }
        int end = text.indexOf(tag, i + 1);
        if (end < 0) {
            unclosed(from, "A text in dollar quotes that is opened here is not closed.");
            return true;
        }
        at = end + tag.length();
        add(Token.Kind.STRING, from, at, "");
        return true;
    }

    /** `${schema}` and `{{ schema }}` stand for a name. */
    private boolean holder(int from, char open, char close) {
        if (from + 1 >= text.length() || text.charAt(from + 1) != open) {
            return false;
        }
        int end = from + 2;
        while (end < text.length() && end - from < 200 && text.charAt(end) != close) {
            end++;
        }
        if (end >= text.length() || text.charAt(end) != close) {
            return false;
        }
        int start = Math.max(from, at);
        at = end + 1 < text.length() && text.charAt(end + 1) == close ? end + 2 : end + 1;
        at = at < text.length() && wordPart(text.charAt(at)) ? wordEnd(at) : at;
        add(Token.Kind.WORD, start, at, text.substring(start, at));
        return true;
    }

    private void comment() {
        if (text.startsWith("/*!", at)) {
            at += 3;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
            conditional = true;
            return;
        }
        int from = at;
        int end = text.indexOf("*/", at + 2);
        int nested = text.indexOf("/*", at + 2);
        if (nesting && nested >= 0 && nested < end) {
            end = nestedEnd(end);
        }
        if (end < 0) {
            unclosed(from, "A comment that is opened here is not closed.");
            return;
        }
        at = end + 2;
    }

    /** Comments nest in some dialects; where that does not come out even, they do not here. */
    private int nestedEnd(int plain) {
        int depth = 0;
        for (int i = at; i + 1 < text.length(); i++) {
            if (text.charAt(i) == '/' && text.charAt(i + 1) == '*') {
                depth++;
                i++;
            } else if (text.charAt(i) == '*' && text.charAt(i + 1) == '/') {
                depth--;
                if (depth == 0) {
                    return i;
                }
                i++;
            }
        }
        nesting = false;
        return plain;
    }

    private void add(Token.Kind kind, int start, int end, String word) {
        if (kind == Token.Kind.SIGN) {
            depth += word.equals("(") ? 1 : word.equals(")") && depth > 0 ? -1 : 0;
        }
        current.add(new Token(kind, base + start, base + end, word));
    }

    /** The text inside the quotes of a string token of this text, and where it begins. */
    Optional<String> inside(Token token) {
        if (token.kind() != Token.Kind.STRING) {
            return Optional.empty();
        }
        String whole = text.substring(token.start() - base, token.end() - base);
        int open = opening(whole);
        return whole.length() < 2 * open ? Optional.empty() : Optional.of(whole.substring(open, whole.length() - open));
    }

    /** How long the opening quote of a string token is. */
    int opening(Token token) {
        return opening(text.substring(token.start() - base, token.end() - base));
    }

    private static int opening(String whole) {
        return whole.startsWith("$") ? whole.indexOf('$', 1) + 1 : 1;
    }
}
