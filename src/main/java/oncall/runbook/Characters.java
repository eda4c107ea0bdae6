package oncall.runbook;

import java.util.Optional;
import java.util.function.IntPredicate;

/** Knows the characters with which a command can look like another one. */
public final class Characters {
    private Characters() {}

    /** The first that may not stand in a command: controls, zero-width and bidi characters, tags, spaces that are none. */
    public static Optional<Integer> hidden(String command) {
        return first(command, Characters::isHidden);
    }

    /** The first that is easily taken for an ASCII letter or sign. */
    public static Optional<Integer> lookAlike(String command) {
        return first(command, Characters::isLookAlike);
    }

    private static Optional<Integer> first(String text, IntPredicate wanted) {
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            boolean plain = point >= ' ' && point <= '~';
            if (!plain && wanted.test(point)) {
                return Optional.of(point);
            }
            i += Character.charCount(point);
        }
        return Optional.empty();
    }

    private static boolean isHidden(int point) {
        if (point == '\n' || point == '\t') {
            return false;
        }
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || type == Character.SPACE_SEPARATOR && point != ' '
                || point == 0x034F
                || point == 0x115F
                || point == 0x1160
                || point == 0x3164
                || point == 0xFFA0
                || point >= 0xFE00 && point <= 0xFE0F
                || point >= 0xE0000 && point <= 0xE0FFF;
    }

    private static boolean isLookAlike(int point) {
        return point >= 0x0370 && point <= 0x052F
                || point >= 0x13A0 && point <= 0x13FF
                || point >= 0x2010 && point <= 0x2027
                || point >= 0x2032 && point <= 0x2037
                || point == 0x2212
                || point == 0x2215
                || point == 0x2223
                || point == 0x037E
                || point >= 0xFF01 && point <= 0xFF5E
                || point >= 0x1D400 && point <= 0x1D7FF
                || point == 0x00B4
                || point == 0x0131
                || point == 0x02CB;
    }
}
