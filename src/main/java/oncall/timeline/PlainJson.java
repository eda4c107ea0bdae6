package oncall.timeline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a JSON object that is written the way this program writes one: no white space, plain numbers, few members. Whatever
 * else it meets it leaves to a thorough reader, so it accepts nothing that JSON does not, and is several times as fast.
 */
final class PlainJson {
    private static final int DEEPEST = 20;
    private static final int MOST_MEMBERS = 24;
    private static final int MOST_DIGITS = 18;

    /** Names and words that come again and again, found by the hash of their bytes; whoever came last stays. */
    private static final int KNOWN = 512;

    private static final int LONGEST_KNOWN = 15;

    private static final ThreadLocal<Word[]> WORDS = ThreadLocal.withInitial(() -> new Word[KNOWN]);

    private final byte[] json;
    private final int end;
    private final Word[] words;
    private int at;
    private int depth;

    PlainJson(byte[] json, int from, int end) {
        this.json = json;
        this.at = from;
        this.end = end;
        this.words = WORDS.get();
    }

    /** Something that is not plain, or is no JSON. */
    private static final class NotPlain extends Exception {
        private static final long serialVersionUID = 1L;
        private static final NotPlain HERE = new NotPlain();

        private NotPlain() {
            super("", null, false, false);
        }
    }

    /** The object, when it is plain and nothing stands behind it; else null. */
    JsonObjectTree object() {
        try {
            JsonObjectTree object = members();
            return at == end ? object : null;
        } catch (NotPlain e) {
            return null;
        }
    }

    private byte next() throws NotPlain {
        if (at == end) {
            throw NotPlain.HERE;
        }
        return json[at++];
    }

    private void expect(char wanted) throws NotPlain {
        if (next() != wanted) {
            throw NotPlain.HERE;
        }
    }

    private JsonObjectTree members() throws NotPlain {
        expect('{');
        if (++depth > DEEPEST) {
            throw NotPlain.HERE;
        }
        String[] names = new String[depth == 1 ? 16 : 8];
        Object[] values = new Object[names.length];
        int size = 0;
        byte mark = next();
        while (mark != '}') {
            if (mark != '"' || size == MOST_MEMBERS) {
                throw NotPlain.HERE;
            }
            if (size == names.length) {
                names = Arrays.copyOf(names, MOST_MEMBERS);
                values = Arrays.copyOf(values, MOST_MEMBERS);
            }
            String name = string();
            for (int i = 0; i < size; i++) {
                if (names[i].equals(name)) {
                    throw NotPlain.HERE;
                }
            }
            expect(':');
            names[size] = name;
            values[size++] = value();
            mark = next();
            if (mark == ',') {
                mark = next();
                if (mark == '}') {
                    throw NotPlain.HERE;
                }
            } else if (mark != '}') {
                throw NotPlain.HERE;
            }
        }
        depth--;
        return new JsonObjectTree(names, values, size);
    }

    private Object value() throws NotPlain {
        byte first = next();
        switch (first) {
            case '"':
                return string();
            case '{':
                at--;
                return members();
            case '[':
                return items();
            case 't':
                return word("rue", Boolean.TRUE);
            case 'f':
                return word("alse", Boolean.FALSE);
            case 'n':
                return word("ull", JsonObjectTree.Null.NULL);
            default:
                at--;
                return number();
        }
    }

    private Object word(String rest, Object meaning) throws NotPlain {
        for (int i = 0; i < rest.length(); i++) {
            expect(rest.charAt(i));
        }
        return meaning;
    }

    private List<Object> items() throws NotPlain {
        if (++depth > DEEPEST) {
            throw NotPlain.HERE;
        }
        List<Object> items = new ArrayList<>();
        if (at < end && json[at] == ']') {
            at++;
        } else {
            byte mark = ',';
            while (mark == ',') {
                items.add(value());
                mark = next();
            }
            if (mark != ']') {
                throw NotPlain.HERE;
            }
        }
        depth--;
        return items;
    }

    private Long number() throws NotPlain {
        int from = at;
        boolean negative = json[at] == '-';
        if (negative) {
            at++;
        }
        int digits = at;
        long value = 0;
        while (at < end && json[at] >= '0' && json[at] <= '9') {
            value = value * 10 + json[at] - '0';
            at++;
        }
        int count = at - digits;
        boolean padded = count > 1 && json[digits] == '0' || negative && value == 0;
        boolean goesOn = at < end && (json[at] == '.' || json[at] == 'e' || json[at] == 'E');
        if (count == 0 || count > MOST_DIGITS || padded || goesOn) {
            at = from;
            throw NotPlain.HERE;
        }
        return negative ? -value : value;
    }

    /** The string whose opening quote was just read. */
    private String string() throws NotPlain {
        int from = at;
        int i = from;
        boolean plain = true;
        while (i < end) {
            byte b = json[i];
            if (b == '"') {
                at = i + 1;
                return plain ? word(from, i) : decoded(from, i);
            }
            if (b == '\\') {
                at = i;
                return escaped(from);
            }
            if (b < ' ') {
                if (b >= 0) {
                    throw NotPlain.HERE;
                }
                plain = false;
            }
            i++;
        }
        throw NotPlain.HERE;
    }

    private String word(int from, int to) {
        int length = to - from;
        if (length == 0 || length > LONGEST_KNOWN) {
            return new String(json, from, length, ISO_8859_1);
        }
        int hash = length
                + 31 * json[from]
                + 961 * json[to - 1]
                + 7 * json[from + length / 2]
                + 113 * json[to - 1 - length / 4];
        int slot = (hash ^ hash >>> 9) & KNOWN - 1;
        Word known = words[slot];
        if (known != null && Arrays.equals(known.bytes(), 0, known.bytes().length, json, from, to)) {
            return known.text();
        }
        String fresh = new String(json, from, length, ISO_8859_1);
        words[slot] = new Word(Arrays.copyOfRange(json, from, to), fresh);
        return fresh;
    }

    private record Word(byte[] bytes, String text) {}

    /** A replacement character may be what was written, or what takes the place of broken bytes. */
    private String decoded(int from, int to) throws NotPlain {
        String text = new String(json, from, to - from, UTF_8);
        if (text.indexOf('\ufffd') >= 0) {
            throw NotPlain.HERE;
        }
        return text;
    }

    private String escaped(int from) throws NotPlain {
        StringBuilder text = new StringBuilder(decoded(from, at));
        while (true) {
            byte b = next();
            if (b == '"') {
                return text.toString();
            }
            if (b == '\\') {
                text.append(escape());
            } else {
                int run = at - 1;
                while (at < end && json[at] != '"' && json[at] != '\\') {
                    at++;
                }
                for (int i = run; i < at; i++) {
                    if (json[i] >= 0 && json[i] < ' ') {
                        throw NotPlain.HERE;
                    }
                }
                text.append(decoded(run, at));
            }
        }
    }

    private char escape() throws NotPlain {
        switch (next()) {
            case '"':
                return '"';
            case '\\':
                return '\\';
            case '/':
                return '/';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                int unit = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = Character.digit(next(), 16);
                    if (digit < 0) {
                        throw NotPlain.HERE;
                    }
                    unit = unit << 4 | digit;
                }
                return (char) unit;
            default:
                throw NotPlain.HERE;
        }
    }
}
