package oncall.sql;

import java.util.Locale;

/**
 * One word, name, literal or sign.
 *
 * @param kind what it is
 * @param start offset of its first character in the text
 * @param end offset behind its last character
 * @param text as written, quotes included; of a long string and of a number empty
 */
record Token(Kind kind, int start, int end, String text) {
    enum Kind {
        /** A bare word, or a place holder such as `${schema}`. */
        WORD,
        /** A name in double quotes, backticks or brackets. */
        QUOTED,
        STRING,
        NUMBER,
        SIGN
    }

    /** Whether it is this bare word, in any case. */
    boolean is(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean sign(char wanted) {
        return kind == Kind.SIGN && text.charAt(0) == wanted;
    }

    boolean named() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** The word in upper case; empty for anything else. */
    String upper() {
        return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : "";
    }

    /** The name without its quotes. */
    String bare() {
        boolean quoted = kind == Kind.QUOTED || kind == Kind.STRING && text.length() > 1;
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
