package oncall.document;

import java.util.Locale;

/**
 * Spells out, as JSON does, the characters that have no look of their own: `\u202e`. They are the ones that steer a terminal,
 * hide, reorder what stands beside them, or cannot be written in UTF-8 or XML: Cc, Cf, Zl, Zp, lone surrogates and
 * noncharacters; line feeds and tabs stay. A backslash that would read as the beginning of such a spelling is spelled too, so
 * replacing each {@code \}uXXXX by its character gives back exactly what was there.
 */
final class Spelling {
    private static final int DIGITS = 4;

    private Spelling() {}

    /** The text with those characters spelled out; the same text where there is none. */
    static String out(String text) {
        return out(text, -1);
    }

    /** The same, and one more character that has a meaning where the text will stand. */
    static String out(String text, int more) {
        StringBuilder spelled = null;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean spell = c == more || isHidden(c) || c == '\\' && readsAsSpelling(text, i);
            if (spell && spelled == null) {
                spelled = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (spelled != null) {
                append(spelled, c, spell);
            }
            i += Character.charCount(c);
        }
        return spelled == null ? text : spelled.toString();
    }

    private static void append(StringBuilder to, int c, boolean spell) {
        if (spell) {
            for (char unit : Character.toChars(c)) {
                to.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
            }
        } else {
            to.appendCodePoint(c);
        }
    }

    private static boolean isHidden(int c) {
        if (c >= ' ' && c < 0x7f || c == '\n' || c == '\t') {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> (c & 0xfffe) == 0xfffe || c >= 0xfdd0 && c <= 0xfdef;
        };
    }

    private static boolean readsAsSpelling(String text, int at) {
        if (at + 1 + DIGITS >= text.length() || text.charAt(at + 1) != 'u') {
            return false;
        }
        for (int i = at + 2; i < at + 2 + DIGITS; i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }
}
