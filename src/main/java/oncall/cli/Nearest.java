package oncall.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The known names a mistyped one may have meant. */
final class Nearest {
    private Nearest() {}

    /** At most three known names near the given one, nearest first; a name it is the beginning of is near. */
    static List<String> to(String given, List<String> known) {
        String wanted = given.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name -> distance(wanted, name) <= Math.max(1, Math.max(wanted.length(), name.length()) / 3)
                        || wanted.length() > 1 && name.startsWith(wanted))
                .sorted(Comparator.comparingInt((String name) -> distance(wanted, name))
                        .thenComparing(name -> name))
                .limit(3)
                .toList();
    }

    /** "Did you mean `a`, `b` or `c`?", or nothing when nothing is near. */
    static String question(List<String> near) {
        if (near.isEmpty()) {
            return "";
        }
        String last = "`" + near.get(near.size() - 1) + "`";
        if (near.size() == 1) {
            return " Did you mean " + last + "?";
        }
        return " Did you mean `" + String.join("`, `", near.subList(0, near.size() - 1)) + "` or " + last + "?";
    }

    /** Letters to insert, drop, change, or swap with their neighbour. */
    static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int step(int[][] cost, String from, String to, int i, int j) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1), cost[i - 1][j - 1] + change);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
