package oncall.terminal;

/**
 * Makes text that others wrote safe to show: every character that could steer a terminal, hide, or change the reading
 * order is written out: a backslash, then `x1b`, `u202e` or, beyond four digits, `u{e0041}`. Letters of any script stay
 * as they are, unless only ASCII can be shown.
 */
final class Visible {
    /** Combining marks kept on one character; a longer run is counted instead of shown. */
    static final int MARKS = 8;

    private Visible() {}

    /** The text with line feeds and tabs kept. */
    static String of(String text, boolean ascii) {
        return written(text, ascii, true);
    }

    /** The text as one line: line feeds are written out, tabs become a space. */
    static String oneLine(String text, boolean ascii) {
        return written(text, ascii, false).replace('\t', ' ');
    }

    /**
     * Data with line feeds, tabs and the ends of CSV records kept, and everything else that has a look, however rare; what steers,
     * hides or reorders is written as in JSON.
     */
    static String data(String text) {
        int plain = plainUpTo(text, 0, true);
        if (plain == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        int from = 0;
        for (int i = plain; i < text.length(); i = plainUpTo(text, i, true)) {
            int c = text.codePointAt(i);
            int width = Character.charCount(c);
            if (steers(c) && !(c == '\r' && text.startsWith("\n", i + 1))) {
                out.append(text, from, i);
                for (int unit = i; unit < i + width; unit++) {
                    out.append(String.format("\\u%04x", (int) text.charAt(unit)));
                }
                from = i + width;
            }
            i += width;
        }
        return from == 0 ? text : out.append(text, from, text.length()).toString();
    }

    private static boolean steers(int c) {
        if (c >= ' ' && c < 0x7f || c == '\n' || c == '\t') {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    /** Where the first character behind `from` stands that is not plain ASCII. */
    private static int plainUpTo(String text, int from, boolean lines) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if ((c < ' ' || c > '~') && !(c == '\n' && lines)) {
                break;
            }
            i++;
        }
        return i;
    }

    private static String written(String text, boolean ascii, boolean lines) {
        int plain = plainUpTo(text, 0, lines);
        if (plain == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        int marks = 0;
        for (int i = 0; i < text.length(); ) {
            plain = plainUpTo(text, i, lines);
            if (plain > i) {
                out.append(text, i, plain);
                i = plain;
                marks = 0;
                continue;
            }
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            marks = isMark(c) ? marks + 1 : 0;
            if (marks > MARKS) {
                int run = markRun(text, i - Character.charCount(c));
                out.append("(+").append(run).append(" marks)");
                i = text.offsetByCodePoints(i - Character.charCount(c), run);
                marks = 0;
            } else if (c == '\t' || c == '\n' && lines) {
                out.append((char) c);
            } else if (c > 0x7e && ascii || isHidden(c) || isIdleSelector(text, i, c)) {
                escape(out, c);
            } else {
                out.appendCodePoint(c);
            }
        }
        return out.toString();
    }

    private static int markRun(String text, int from) {
        int count = 0;
        for (int i = from; i < text.length(); count++) {
            int c = text.codePointAt(i);
            if (!isMark(c)) {
                break;
            }
            i += Character.charCount(c);
        }
        return count;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    /** Whether a character has no look of its own, or one that depends on who shows it. */
    static boolean isHidden(int c) {
        switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> {
                return true;
            }
            case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> {
                return true;
            }
            default -> {
                return isBlankLetter(c);
            }
        }
    }

    /**
     * Letters and marks that are drawn as nothing: fillers, the grapheme joiner, the selectors beyond the common ones.
     */
    private static boolean isBlankLetter(int c) {
        return c == 0x034f
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || c >= 0x180b && c <= 0x180f
                || c == 0x2800
                || c == 0x3164
                || c >= 0xfe00 && c <= 0xfe0d
                || c == 0xffa0
                || c == 0xfffc
                || c == 0x1d159
                || c >= 0xe0100 && c <= 0xe01ef;
    }

    /** A choice between the two looks of a symbol, behind something that has but one: nothing would be seen of it. */
    private static boolean isIdleSelector(String text, int end, int c) {
        if (c != 0xfe0e && c != 0xfe0f) {
            return false;
        }
        int before = end < 2 ? ' ' : text.codePointBefore(end - 1);
        return switch (Character.getType(before)) {
            case Character.OTHER_SYMBOL, Character.MATH_SYMBOL, Character.MODIFIER_SYMBOL -> false;
            case Character.OTHER_PUNCTUATION, Character.DASH_PUNCTUATION -> false;
            default -> before < '0' || before > '9';
        };
    }

    private static void escape(StringBuilder out, int c) {
        if (c < 0x100 && (c < 0x20 || c == 0x7f || c >= 0x80 && c < 0xa0)) {
            out.append(String.format("\\x%02x", c));
        } else if (c < 0x10000) {
            out.append(String.format("\\u%04x", c));
        } else {
            out.append(String.format("\\u{%x}", c));
        }
    }
}
