package oncall.command;

import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.secret.NamedValues;
import oncall.secret.ProviderKeys;
import oncall.secret.Spans;

/** One stream of lines: finds the secrets of each, and follows those that go over several. Constant memory. */
final class SecretLines implements Redaction {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;:]{0,40}[mK]");
    private static final Pattern BEGIN =
            Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|^Private-Lines: \\d+");
    private static final Pattern END =
            Pattern.compile("-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|^Private-MAC:");
    private static final Pattern BODY = Pattern.compile("[A-Za-z0-9+/=_.-]+");
    private static final Pattern LONG_RUN = Pattern.compile("[A-Za-z0-9+/]{32}");
    private static final Pattern KEY_HEADER = Pattern.compile("(?:Proc-Type|DEK-Info|Comment|Version|Hash) ?:.*");
    private static final Pattern BLOCK = Pattern.compile(
            "(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)[\"']?\\s{0,4}:\\s{0,4}[|>][+-]?$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME_LINE = Pattern.compile(
            "(?:- )?[\"']?(?:name|key)[\"']?\\s*:\\s*[\"']?[A-Za-z0-9_.-]{0,60}(?:PASSW(?:OR)?D|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|CREDENTIALS?)[\"']?,?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern VALUE_LINE =
            Pattern.compile("(?:- )?[\"']?value[\"']?\\s{0,20}:\\s{0,20}[\"']?([^\"']{3,8000})[\"']?,?");
    private static final Pattern LOGIN_LINE = Pattern.compile("machine\\s+\\S+.*|default|login\\s+\\S+");
    private static final Pattern PASSWORD_LINE = Pattern.compile("password\\s+(\\S+).*");
    private static final Pattern CUT_TOKEN = Pattern.compile("(?<![A-Za-z0-9])eyJ[A-Za-z0-9_-]{30,}$");
    private static final int WRAPPED = 60;
    private static final int LONG_PIECE = 20;
    private static final int AFTER_GAP = 40;
    private static final int MOST_KEY_LINES = 400;
    private static final int LONGEST_NAME_LINE = 300;
    private final BiConsumer<String, Spans> known;
    private State state = State.PLAIN;
    private int keyLines;
    private int keyColumn;

    /** What the next line may be part of. */
    private enum State {
        PLAIN,
        /** Inside a private key. */
        KEY,
        /** A secret went up to the end of a full line. */
        WRAPPED,
        /** Lines were passed over. */
        GAP,
        /** The name of a secret stood on a line of its own, its value comes. */
        VALUE,
        /** A block of text that is the secret comes. */
        BLOCK,
        /** A machine or login of a `.netrc`. */
        LOGIN
    }

    SecretLines(BiConsumer<String, Spans> known) {
        this.known = known;
    }

    @Override
    public void gap() {
        state = State.GAP;
    }

    @Override
    public String line(String given) {
        String line =
                given.indexOf('\u001b') < 0 ? given : COLOUR.matcher(given).replaceAll("");
        String clean = clean(line);
        return clean.equals(line) ? given : clean;
    }

    private String clean(String line) {
        if (state == State.KEY) {
            return inKey(line);
        }
        String stripped = line.strip();
        boolean body = !stripped.isEmpty() && BODY.matcher(stripped).matches();
        boolean goesOn = body && (state == State.WRAPPED || state == State.GAP && stripped.length() >= AFTER_GAP);
        if (goesOn || state == State.BLOCK && !stripped.isEmpty()) {
            state = goesOn ? State.WRAPPED : State.PLAIN;
            return whole(line, stripped, "wrapped");
        }
        Spans spans = new Spans();
        carried(line, stripped, spans);
        known.accept(line, spans);
        ProviderKeys.find(line, spans);
        NamedValues.find(line, spans);
        state = next(line, stripped, spans);
        return spans.isEmpty() ? line : spans.applyTo(line);
    }

    private String inKey(String line) {
        Matcher end = END.matcher(line);
        if (end.find()) {
            state = State.PLAIN;
            String before = line.substring(0, end.start());
            return line.startsWith("Private-MAC:")
                    ? "Private-MAC: " + Spans.mark("private-key", line.length())
                    : LONG_RUN.matcher(before).find()
                            ? Spans.mark("private-key", before.length()) + line.substring(end.start())
                            : line;
        }
        String stripped = line.strip();
        String inColumn = line.substring(Math.min(keyColumn, line.length())).strip();
        boolean part = inColumn.isEmpty() && keyColumn <= line.length()
                || BODY.matcher(inColumn).matches()
                || LONG_RUN.matcher(line).find()
                || KEY_HEADER.matcher(inColumn).matches();
        if (!part || ++keyLines > MOST_KEY_LINES) {
            state = State.PLAIN;
            return clean(line);
        }
        return stripped.isEmpty() ? line : whole(line, stripped, "private-key");
    }

    private static String whole(String line, String stripped, String kind) {
        return line.substring(0, line.indexOf(stripped)) + Spans.mark(kind, stripped.length());
    }

    /** What the line before said about this one. */
    private void carried(String line, String stripped, Spans spans) {
        if (state != State.VALUE && state != State.LOGIN) {
            return;
        }
        Matcher value = (state == State.VALUE ? VALUE_LINE : PASSWORD_LINE).matcher(stripped);
        if (value.matches()
                && !value.group(1).startsWith("[redacted")
                && !value.group(1).startsWith("$")) {
            int shift = line.indexOf(stripped);
            spans.add(shift + value.start(1), shift + value.end(1), "value");
        }
    }

    private State next(String line, String stripped, Spans spans) {
        if (line.contains("PRIVATE KEY") || line.startsWith("Private-Lines")) {
            Matcher begin = BEGIN.matcher(line);
            if (begin.find() && !END.matcher(line).find(begin.end())) {
                keyLines = 0;
                keyColumn = begin.start();
                return State.KEY;
            }
        }
        if (line.length() >= WRAPPED && cut(line, spans)) {
            return State.WRAPPED;
        }
        if (stripped.length() > LONGEST_NAME_LINE) {
            return State.PLAIN;
        }
        if (NAME_LINE.matcher(stripped).matches()) {
            return State.VALUE;
        }
        char last = stripped.isEmpty() ? ' ' : stripped.charAt(stripped.length() - 1);
        if ("|>+-".indexOf(last) >= 0 && BLOCK.matcher(stripped).find()) {
            return State.BLOCK;
        }
        return LOGIN_LINE.matcher(stripped).matches() ? State.LOGIN : State.PLAIN;
    }

    /** Whether a secret was cut off by the end of a full line; a token that is only the beginning of one is taken out, too. */
    private static boolean cut(String line, Spans spans) {
        Matcher token = CUT_TOKEN.matcher(line);
        if (line.contains("eyJ") && token.find()) {
            spans.add(token.start(), token.end(), "json-web-token");
        }
        return spans.reachesEnd(line, LONG_PIECE);
    }
}
