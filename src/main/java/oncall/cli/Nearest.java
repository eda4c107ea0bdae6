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
                .filter(name -> oncall.runbook.Nearest.slips(wanted, name)
                                <= Math.max(1, Math.max(wanted.length(), name.length()) / 3)
                        || wanted.length() > 1 && name.startsWith(wanted))
                .sorted(Comparator.comparingInt((String name) -> oncall.runbook.Nearest.slips(wanted, name))
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
}
