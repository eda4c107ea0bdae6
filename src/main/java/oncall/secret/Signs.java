package oncall.secret;

import java.util.ArrayList;
import java.util.List;

/**
 * Which of some words stand in a line, told in one pass over it whatever their number: most lines hold none, and are read once.
 * Words are of ASCII, and of two characters at least.
 */
final class Signs {
    private static final int ASCII = 128;
    private static final int MOST = Long.SIZE;

    /** A word, and the bits that stand for it. */
    private record Sign(String word, long bits) {}

    /** By the first two characters. */
    private final Sign[][] beginning = new Sign[ASCII * ASCII][];

    /** @param groups at most 64; the words of each, of which one is enough */
    Signs(List<List<String>> groups) {
        if (groups.size() > MOST) {
            throw new IllegalArgumentException("More than " + MOST + " groups of words.");
        }
        for (int i = 0; i < groups.size(); i++) {
            for (String word : groups.get(i)) {
                add(new Sign(word, 1L << i));
            }
        }
    }

    private void add(Sign sign) {
        int at = sign.word().charAt(0) * ASCII + sign.word().charAt(1);
        List<Sign> signs = new ArrayList<>(beginning[at] == null ? List.of() : List.of(beginning[at]));
        signs.add(sign);
        beginning[at] = signs.toArray(Sign[]::new);
    }

    /** A bit for each group of which a word stands in the line: bit 0 is the first. */
    long in(String line) {
        long found = 0;
        int last = line.length() - 1;
        for (int i = 0; i < last; i++) {
            char first = line.charAt(i);
            char second = line.charAt(i + 1);
            Sign[] signs = first < ASCII && second < ASCII ? beginning[first * ASCII + second] : null;
            if (signs != null) {
                for (Sign sign : signs) {
                    if (line.startsWith(sign.word(), i)) {
                        found |= sign.bits();
                    }
                }
            }
        }
        return found;
    }
}
