package oncall.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a rule says something about, and the same mended. Both are a few top-level keys of a plan; the rest of it stands in one
 * whole plan of which no rule says anything. As text:
 *
 * <pre>
 * --- fails
 * owner: sre
 * # no backup
 * --- mended
 * owner: dana
 * </pre>
 *
 * @param fails draws a finding of its rule and of no other
 * @param mended draws none
 */
public record RuleExample(Fragment fails, Fragment mended) {
    private static final String FAILS = "--- fails";
    private static final String MENDED = "--- mended";

    /**
     * Reads the text of an example.
     *
     * @throws IllegalArgumentException where it has not the two parts, in this order
     */
    public static RuleExample of(String text) {
        List<String> lines = text.lines().toList();
        int mended = lines.indexOf(MENDED);
        if (lines.isEmpty() || !lines.get(0).equals(FAILS) || mended < 0) {
            throw new IllegalArgumentException(
                    "an example begins with `" + FAILS + "` and has a line `" + MENDED + "`");
        }
        return new RuleExample(
                new Fragment(lines.subList(1, mended)), new Fragment(lines.subList(mended + 1, lines.size())));
    }

    /**
     * Some top-level keys of a plan, as a person would write them. A line `# no KEY` says that the plan does not have that key.
     *
     * @param lines as they are shown
     */
    public record Fragment(List<String> lines) {
        private static final Pattern NO = Pattern.compile("# no ([a-z-]+)");
        private static final Pattern KEY = Pattern.compile("([a-z-]+):.*");
        private static final String BEFORE_ALL = "";

        public Fragment {
            lines = List.copyOf(lines);
        }

        /** The keys it writes. */
        public Set<String> keys() {
            Set<String> keys = new LinkedHashSet<>(blocks(lines).keySet());
            keys.remove(BEFORE_ALL);
            return keys;
        }

        /** The keys it takes away. */
        public Set<String> without() {
            Set<String> keys = new LinkedHashSet<>();
            for (String line : lines) {
                Matcher no = NO.matcher(line);
                if (no.matches()) {
                    keys.add(no.group(1));
                }
            }
            return keys;
        }

        /** The whole plan with these keys instead of its own; keys it does not have come last. */
        public String in(String whole) {
            Map<String, List<String>> plan = blocks(whole.lines().toList());
            plan.keySet().removeAll(without());
            Map<String, List<String>> mine = blocks(lines);
            mine.remove(BEFORE_ALL);
            plan.putAll(mine);
            List<String> all = new ArrayList<>();
            plan.values().forEach(all::addAll);
            return String.join("\n", all) + "\n";
        }

        /** The lines of each top-level key; what stands above the first has the empty key. Comments go with the key above. */
        private static Map<String, List<String>> blocks(List<String> lines) {
            Map<String, List<String>> blocks = new LinkedHashMap<>();
            List<String> block = new ArrayList<>();
            blocks.put(BEFORE_ALL, block);
            for (String line : lines) {
                Matcher key = KEY.matcher(line);
                if (key.matches()) {
                    block = new ArrayList<>();
                    blocks.put(key.group(1), block);
                }
                block.add(line);
            }
            return blocks;
        }
    }
}
