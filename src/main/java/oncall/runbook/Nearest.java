package oncall.runbook;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name a mistyped one probably means. */
public final class Nearest {
    private static final int LONGEST = 80;

    private Nearest() {}

    /**
     * The known name with the fewest slips (a letter more, less, other, or two swapped; case counts for nothing), when
     * they are few enough for its length: one up to four letters, two up to eight, three beyond. The first of equals.
     */
    public static Optional<String> to(String name, Collection<String> known) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = plain(name);
        int allowed = wanted.length() <= 4 ? 1 : wanted.length() <= 8 ? 2 : 3;
        String best = null;
        int fewest = allowed + 1;
        for (String candidate : known) {
            String plain = plain(candidate);
            if (Math.abs(plain.length() - wanted.length()) < fewest) {
                int slips = slips(wanted, plain);
                if (slips < fewest && slips < Math.max(wanted.length(), plain.length())) {
                    fewest = slips;
                    best = candidate;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How many letters to insert, drop, change, or swap with their neighbour make one word of the other. */
    public static int slips(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + other);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
