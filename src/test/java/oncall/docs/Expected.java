package oncall.docs;

import java.util.List;
import java.util.regex.Pattern;

/** Compares what a page shows with what came; `...` in the page stands for what differs from run to run. */
final class Expected {
    private Expected() {}

    /** Fails with both texts, unless the lines match to the end. */
    static void matches(String where, List<String> shown, String came) {
        if (!pattern(shown).matcher(ended(came)).matches()) {
            throw new AssertionError(
                    where + ": the page shows\n" + String.join("\n", shown) + "\n--- and this came\n" + came);
        }
    }

    private static String ended(String text) {
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }

    private static Pattern pattern(List<String> shown) {
        StringBuilder all = new StringBuilder();
        for (String line : shown) {
            if (line.equals("...")) {
                all.append("(?:.*\n)*?");
                continue;
            }
            String[] parts = line.split(Pattern.quote("..."), -1);
            for (int i = 0; i < parts.length; i++) {
                all.append(i == 0 ? "" : ".*?").append(Pattern.quote(parts[i]));
            }
            all.append(" *\n");
        }
        return Pattern.compile(all.toString());
    }
}
