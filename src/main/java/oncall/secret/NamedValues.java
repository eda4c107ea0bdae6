package oncall.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Secrets that are told by the name beside them: `password=`, `"token": "..."`, `--api-key ...`, headers, logins. A name alone
 * is not enough: the value must look like one.
 */
public final class NamedValues {
    private static final List<String> STEMS =
            List.of("pass", "pwd", "secret", "token", "key", "credential", "connection", "jwt", "auth");
    private static final Pattern WORD = Pattern.compile(
            "(pass(?:words?|wd|phrase|code)?|pwd)"
                    + "|(?:secret(?:[_-]?access)?(?:[_-]?keys?)?s?|tokens?|keys?(?:[_-]?data)?|credentials?|connection[_-]?string|jwt|auth)");
    private static final Pattern SEPARATOR = Pattern.compile(
            "(?:[_-]?(?:old|new|prod|production|staging|dev|test|value|data|hash|b64|base64|[0-9]{1,3}))?(?![a-z0-9])"
                    + "(?:\\\\?[\"'])?\\]?\\s{0,60}+(=>|:=|==?|:(?!:))\\s{0,60}+");
    private static final Pattern FLAG_GAP = Pattern.compile("\\s{1,4}(?=[^\\s-])");
    private static final Pattern KEY_OF = Pattern.compile(
            "(?:api|access|private|secret|auth|encryption|signing|account|master|service|license|app|shared|webhook|client|storage)[_-]?$");
    private static final int LONGEST_QUALIFIER = 12;
    private static final Pattern HEADER = Pattern.compile(
            "(?<![A-Za-z0-9])(?:proxy-)?authorization[\"']?\\s{0,8}[:=]\\s{0,8}[\"']?"
                    + "(?:(?:basic|bearer|token|negotiate|apikey|key|ntlm|splunk|genie-?key) ([^\"'\\s,]{4,8000})"
                    + "|(?:digest|aws4-[a-z0-9-]{1,30}|signature|hawk) ([^\"']{8,8000})"
                    + "|([^\"'\\s,]{16,8000}))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SCHEME = Pattern.compile(
            "(?<![A-Za-z0-9])(bearer|basic|token)[ :]{1,3}([A-Za-z0-9+/_~.-]{8,8000}+={0,2})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern COOKIES = Pattern.compile(
            "(?<![A-Za-z0-9-])cookie[\"']?\\s{0,4}[:=]\\s{0,4}[\"']?([A-Za-z0-9_.-]{1,80}=[^\"'\\r\\n]{1,8000})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SET_COOKIE = Pattern.compile(
            "set-cookie[\"']?\\s{0,4}[:=]\\s{0,4}[\"']?[A-Za-z0-9_.-]{1,80}=([^\"';\\s]{4,8000})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LOGIN = Pattern.compile(
            "\\b(?:login|user|account)\\s{1,8}\\S{1,100}\\s{1,8}passw(?:or)?d\\s{1,8}(\\S{3,200})|^\\s{0,20}password\\s{1,8}(\\S{4,200})\\s{0,8}$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern POSTGRES_LINE = Pattern.compile(
            "^[A-Za-z0-9.*_-]{1,200}:(?:[0-9]{2,5}|\\*):[A-Za-z0-9.*_-]{1,64}:[A-Za-z0-9.*_-]{1,64}:(\\S{4,200})\\s{0,8}$");
    private static final Pattern TOOL = Pattern.compile(
            "\\b(?:curl|wget|http)\\b.{0,500}?\\s(?:-u|--user|--proxy-user)[ =]{0,2}['\"]?[^\\s:'\"]{1,100}:([^\\s'\"]{3,200})"
                    + "|\\b(?:mysql|mysqldump|mysqladmin|mariadb)\\b.{0,300}?\\s-p['\"]?([^\\s'\"]{4,200})"
                    + "|\\bsshpass\\s{1,4}-p\\s{0,4}['\"]?([^\\s'\"]{3,200})"
                    + "|\\bredis-cli\\b.{0,300}?\\s-a\\s{1,4}['\"]?([^\\s'\"]{4,200})");
    private static final Pattern NAME_AND_VALUE = Pattern.compile(
            "name[\"']?\\s{0,4}[:=]\\s{0,4}[\"']?[a-z0-9_.-]{0,60}?(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key)s?"
                    + "[\"']?\\s{0,4},?\\s{0,4}[\"']?value[\"']?\\s{0,4}[:=]\\s{0,4}[\"']?([^\\s\"',}]{4,4000})");
    private static final Pattern BASE64_LOGIN =
            Pattern.compile("(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/]{12,400}+={0,2}(?![A-Za-z0-9+/_-])");
    private static final Pattern DECODED_LOGIN = Pattern.compile("[A-Za-z0-9._@+-]{1,64}:(?!//)[!-~]{4,200}");
    private static final Pattern KUBERNETES_NAME =
            Pattern.compile("(?=.*(?<![a-z0-9])[a-z]{3,}(?![a-z0-9]))[a-z0-9]{1,20}(?:[-.][a-z0-9]{1,20})+");
    private static final Set<String> NOT_SECRET = Set.of(
            "true",
            "false",
            "null",
            "none",
            "nil",
            "undefined",
            "yes",
            "no",
            "on",
            "off",
            "required",
            "optional",
            "expired",
            "invalid",
            "incorrect",
            "missing",
            "unset",
            "empty",
            "changed",
            "prompt",
            "unknown",
            "disabled",
            "enabled",
            "string",
            "secret",
            "password",
            "token",
            "redacted",
            "hidden",
            "masked",
            "authentication",
            "accepted",
            "rejected",
            "failed",
            "denied");

    private static final int COLONS_OF_POSTGRES = 4;
    private static final int SHORTEST_LOGIN = 12;
    private static final int SHORTEST_KEY = 8;
    private static final int LONGEST_JUDGED = 1000;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private NamedValues() {}

    /** What is looked for before a pattern is tried, in the order of {@link Sign}; behind them the stems. */
    private static final Signs SIGNS = new Signs(
            Stream.concat(Sign.WORDS.stream(), STEMS.stream().map(List::of)).toList());

    /** Words that stand beside what a pattern is for. */
    private enum Sign {
        AUTHORIZATION,
        COOKIE,
        VALUE,
        NAME,
        SCHEME,
        LOGIN,
        TOOL;

        /** The words of each. */
        static final List<List<String>> WORDS = List.of(
                List.of("authorization"),
                List.of("cookie"),
                List.of("value"),
                List.of("name"),
                List.of("bearer", "basic", "token"),
                List.of("passw"),
                List.of("curl", "wget", "http", "mysql", "mariadb", "sshpass", "redis-cli"));

        boolean isIn(long signs) {
            return (signs >> ordinal() & 1) != 0;
        }
    }

    /** Adds what is found in the line; each pattern is tried only where its word stands. */
    public static void find(String line, Spans spans) {
        String lower = lower(line);
        long signs = SIGNS.in(lower);
        if (Sign.AUTHORIZATION.isIn(signs)) {
            group(HEADER, "authorization", line, spans);
        }
        if (Sign.COOKIE.isIn(signs)) {
            group(SET_COOKIE, "cookie", line, spans);
            group(COOKIES, "cookie", line, spans);
        }
        if (Sign.VALUE.isIn(signs) && Sign.NAME.isIn(signs)) {
            group(NAME_AND_VALUE, "value", lower, spans);
        }
        for (long left = signs >> Sign.WORDS.size(); left != 0; left &= left - 1) {
            named(line, lower, STEMS.get(Long.numberOfTrailingZeros(left)), spans);
        }
        if (Sign.SCHEME.isIn(signs)) {
            schemes(line, spans);
        }
        if (Sign.LOGIN.isIn(signs)) {
            logins(line, spans);
        }
        if (Sign.TOOL.isIn(signs)) {
            group(TOOL, "password", line, spans);
        }
        postgres(line, spans);
        if (holdsRun(line)) {
            base64(line, spans);
        }
    }

    private static void postgres(String line, Spans spans) {
        int colon = line.indexOf(':');
        for (int i = 1; i < COLONS_OF_POSTGRES && colon >= 0; i++) {
            colon = line.indexOf(':', colon + 1);
        }
        if (colon < 0) {
            return;
        }
        Matcher postgres = POSTGRES_LINE.matcher(line);
        if (postgres.find() && !digits(postgres.group(1)) && strong(postgres.group(1), true)) {
            spans.add(postgres.start(1), postgres.end(1), "password");
        }
    }

    /** Whether so many letters and digits stand together that they may be a login in base64. */
    private static boolean holdsRun(String line) {
        int run = 0;
        for (int i = 0; i < line.length() && run < SHORTEST_LOGIN; i++) {
            char c = line.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '/' && c <= '9' || c == '+';
            run = letter ? run + 1 : 0;
        }
        return run >= SHORTEST_LOGIN;
    }

    /** ASCII letters only, so that every place stays where it was. */
    private static String lower(String line) {
        int first = 0;
        while (first < line.length() && (line.charAt(first) < 'A' || line.charAt(first) > 'Z')) {
            first++;
        }
        if (first == line.length()) {
            return line;
        }
        char[] chars = line.toCharArray();
        for (int i = first; i < chars.length; i++) {
            if (chars[i] >= 'A' && chars[i] <= 'Z') {
                chars[i] += 'a' - 'A';
            }
        }
        return new String(chars);
    }

    private static void group(Pattern pattern, String kind, String line, Spans spans) {
        Matcher match = pattern.matcher(line);
        while (match.find()) {
            for (int i = 1; i <= match.groupCount(); i++) {
                if (match.group(i) != null && !placeholder(match.group(i))) {
                    spans.add(match.start(i), match.end(i), kind);
                }
            }
        }
    }

    private static void named(String line, String lower, String stem, Spans spans) {
        int at = lower.indexOf(stem);
        if (at < 0) {
            return;
        }
        Matcher word = WORD.matcher(lower);
        Matcher after = SEPARATOR.matcher(lower);
        Matcher flag = FLAG_GAP.matcher(lower);
        int done = 0;
        for (; at >= 0; at = lower.indexOf(stem, Math.max(done, at + 1))) {
            if (!word.region(at, line.length()).lookingAt() || !counts(line, lower, at, word)) {
                continue;
            }
            boolean password = word.group(1) != null;
            String name = word.group();
            if (after.region(word.end(), line.length()).lookingAt()) {
                boolean path = after.group(1).equals(":") && at > 0 && line.charAt(at - 1) == ':';
                boolean assigned = after.group(1).startsWith("=");
                if (!path) {
                    done = value(line, after.end(), password, name, assigned ? Form.ASSIGNED : Form.SAID, spans);
                }
            } else if (flag.region(word.end(), line.length()).lookingAt() && isFlag(lower, at)) {
                done = value(line, flag.end(), password, name, Form.FLAG, spans);
            }
        }
    }

    /** How the value stands beside its name. */
    private enum Form {
        ASSIGNED,
        SAID,
        FLAG
    }

    /** Whether the word is a name of its own: not the end of another word (`compass`, `oauth`), and not any key. */
    private static boolean counts(String line, String lower, int at, Matcher word) {
        String name = word.group();
        if (name.startsWith("key")) {
            return KEY_OF.matcher(lower.substring(Math.max(0, at - LONGEST_QUALIFIER), at))
                    .find();
        }
        boolean isShort = name.equals("pass") || name.equals("auth") || name.equals("jwt") || name.equals("pwd");
        boolean inside = at > 0 && Character.isLetter(line.charAt(at - 1)) && Character.isLowerCase(line.charAt(at));
        return !(isShort && inside && !name.equals("pwd"));
    }

    private static boolean isFlag(String lower, int at) {
        int from = at;
        while (from > 0
                && at - from < 30
                && (Character.isLetterOrDigit(lower.charAt(from - 1)) || lower.charAt(from - 1) == '-')) {
            from--;
        }
        return from < at && lower.charAt(from) == '-' && (from == 0 || Character.isWhitespace(lower.charAt(from - 1)));
    }

    /** Judges the value that begins at `start`; returns where it ends if it is a secret, else `start`. */
    private static int value(String line, int start, boolean password, String word, Form form, Spans spans) {
        int from = start;
        while (from < line.length() && from < start + 2 && (line.charAt(from) == '\\' || quote(line.charAt(from)))) {
            from++;
        }
        boolean quoted = from > start;
        // judged by its beginning, so that a line full of names is not read again for each of them
        int near = Math.min(line.length(), from + LONGEST_JUDGED);
        int end = quoted ? closing(line, from, near, line.charAt(from - 1)) : bareEnd(line, from, near);
        if (end <= from) {
            return start;
        }
        String value = line.substring(from, end);
        boolean alone = quoted
                || form == Form.ASSIGNED
                || form == Form.FLAG && Entropy.of(value) >= 3
                || blankFrom(line, end, near)
                || line.charAt(end) == ',';
        boolean secret = switch (word) {
            case "pwd" -> !value.startsWith("/") && strong(value, alone);
            case "pass" -> !digits(value) && strong(value, false);
            case "auth" -> login(value) || value.length() >= 16 && weak(value);
            case "key-data" -> value.length() >= SHORTEST_KEY;
            default -> password ? strong(value, alone) : weak(value);
        };
        if (!secret || placeholder(value)) {
            return start;
        }
        int whole = end < near
                ? end
                : quoted
                        ? closing(line, from, line.length(), line.charAt(from - 1))
                        : bareEnd(line, from, line.length());
        spans.add(from, whole, password ? "password" : kind(word));
        return whole;
    }

    private static boolean blankFrom(String line, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Character.isWhitespace(line.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static String kind(String word) {
        return word.contains("token") || word.equals("jwt") ? "token" : word.contains("key") ? "key" : "secret";
    }

    private static boolean quote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    private static int closing(String line, int from, int to, char quote) {
        for (int i = from; i < to; i++) {
            if (line.charAt(i) == quote) {
                return i > from && line.charAt(i - 1) == '\\'
                        ? (quoteEscaped(line, from) ? i - 1 : nextClosing(line, i + 1, to, quote))
                        : i;
            }
        }
        return to;
    }

    /** Whether the opening quote was itself escaped: JSON inside a string. */
    private static boolean quoteEscaped(String line, int from) {
        return from >= 2 && line.charAt(from - 2) == '\\';
    }

    private static int nextClosing(String line, int from, int to, char quote) {
        for (int i = from; i < to; i++) {
            if (line.charAt(i) == quote && line.charAt(i - 1) != '\\') {
                return i;
            }
        }
        return to;
    }

    private static int bareEnd(String line, int from, int to) {
        int end = from;
        while (end < to && " \t\"'`,;&|)]}<>".indexOf(line.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** Whether this may be a password: `alone` when nothing but the value stands there, so that it is not prose. */
    private static boolean strong(String value, boolean alone) {
        if (value.length() < 4 || NOT_SECRET.contains(value.toLowerCase(Locale.ROOT))) {
            return false;
        }
        return mixed(value) || Entropy.of(value) >= 3.5 || alone && value.length() >= 6;
    }

    /** Whether this may be a key or token: long enough, not words, not a number, not a name. */
    private static boolean weak(String value) {
        int length = value.length();
        if (length < 8 || digits(value) || NOT_SECRET.contains(value.toLowerCase(Locale.ROOT))) {
            return false;
        }
        if (KUBERNETES_NAME.matcher(value).matches() || value.startsWith("/") || value.contains("://")) {
            return false;
        }
        double enough = Math.min(3.5, 0.8 * Math.log(length) / Math.log(2));
        boolean hex = length >= 16 && value.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == '-');
        return mixed(value) && (Entropy.of(value) >= enough || hex && Entropy.of(value) >= 2.5);
    }

    /** Whether letters and digits, or letters and signs, or both cases in the middle of it, stand together. */
    private static boolean mixed(String value) {
        boolean letter = false;
        boolean digit = false;
        boolean sign = false;
        boolean hump = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            letter |= Character.isLetter(c);
            digit |= Character.isDigit(c);
            sign |= "!#$%^*+=?~@&".indexOf(c) >= 0;
            hump |= i > 1
                    && Character.isUpperCase(c)
                    && Character.isLowerCase(value.charAt(i - 1))
                    && value.length() >= 12
                    && Entropy.of(value) >= 3.5;
        }
        return letter && (digit || sign || hump);
    }

    private static boolean digits(String value) {
        return value.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.' || c == ',' || c == '%');
    }

    /** A hole somebody left for the secret, or one we left. */
    private static boolean placeholder(String value) {
        return value.startsWith("$") && value.matches("\\$\\{?[A-Za-z_][A-Za-z0-9_.:-]*\\}?.?")
                || value.startsWith("{{")
                || value.startsWith("%{")
                || value.startsWith("<")
                || value.startsWith("[redacted")
                || value.startsWith("(")
                || value.matches("[*xX.\u2022#-]{3,}");
    }

    private static void schemes(String line, Spans spans) {
        Matcher scheme = SCHEME.matcher(line);
        while (scheme.find()) {
            String value = scheme.group(2);
            boolean basic = scheme.group(1).equalsIgnoreCase("basic");
            if (basic ? login(value) : value.length() >= 16 && weak(value)) {
                spans.add(scheme.start(2), scheme.end(2), basic ? "authorization" : "token");
            }
        }
    }

    private static void logins(String line, Spans spans) {
        Matcher login = LOGIN.matcher(line);
        while (login.find()) {
            int group = login.group(1) != null ? 1 : 2;
            String value = login.group(group);
            if (!placeholder(value) && (group == 1 || strong(value, false))) {
                spans.add(login.start(group), login.end(group), "password");
            }
        }
    }

    private static void base64(String line, Spans spans) {
        Matcher token = BASE64_LOGIN.matcher(line);
        while (token.find()) {
            if (begins(token.group()) && login(token.group())) {
                spans.add(token.start(), token.end(), "login");
            } else if (token.group().startsWith("LS0tLS1CRUdJTi") && privateKey(token.group())) {
                spans.add(token.start(), token.end(), "private-key");
            }
        }
    }

    /** Whether the first three bytes are text: most words are not base64 of text, and decoding them all would take long. */
    private static boolean begins(String base64) {
        int bits = 0;
        for (int i = 0; i < 4; i++) {
            bits = bits << 6 | LETTERS.indexOf(base64.charAt(i));
        }
        return text(bits >> 16) && text(bits >> 8 & 0xff) && text(bits & 0xff);
    }

    private static boolean text(int b) {
        return b > ' ' && b < 0x7f;
    }

    /** Whether this is `user:password` in base64. */
    private static boolean login(String value) {
        if (value.length() > 400 || value.replace("=", "").length() % 4 == 1) {
            return false;
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(value.endsWith("=") ? value : value + "=".repeat((4 - value.length() % 4) % 4));
            return DECODED_LOGIN
                    .matcher(new String(decoded, StandardCharsets.ISO_8859_1))
                    .matches();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean privateKey(String base64) {
        int length = Math.min(80, base64.length()) / 4 * 4;
        String decoded =
                new String(Base64.getDecoder().decode(base64.substring(0, length)), StandardCharsets.ISO_8859_1);
        return decoded.contains("PRIVATE KEY");
    }
}
