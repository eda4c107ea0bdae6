package oncall.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * In which order a plan undoes its change, and why: flags, services, the downs of migrations, steps that belong to none of
 * them, and the proof at the end. The same plan always gives the same order: where nothing else decides, that of its steps.
 *
 * @param title of the change
 * @param items in order; those that a cycle keeps from having a place stand behind the others
 * @param placed how many of them have their place
 * @param edges what comes before what; the numbers are places in `items`, from 0
 * @param cycles in `revert-after`, at most {@link #MOST_CYCLES}
 * @param note where the steps of the file stand in another order than this one
 */
public record RevertOrder(
        String title, List<Item> items, int placed, List<Edge> edges, List<Cycle> cycles, Optional<String> note) {
    /** More cycles than this are not looked for. */
    public static final int MOST_CYCLES = 20;

    public RevertOrder {
        items = List.copyOf(items);
        edges = List.copyOf(edges);
        cycles = List.copyOf(cycles);
    }

    /** The order of a plan. */
    public static RevertOrder of(RevertPlan plan) {
        return new Ordering(plan).order();
    }

    /** Whether everything has a place. */
    public boolean isWhole() {
        return cycles.isEmpty();
    }

    /** What leads to an item. */
    public List<Edge> before(int item) {
        List<Edge> before = new ArrayList<>();
        for (Edge edge : edges) {
            if (edge.after() == item) {
                before.add(edge);
            }
        }
        return before;
    }

    /** What an item is. */
    public enum Kind {
        FLAG("flag"),
        SERVICE("service"),
        PREPARED("service"),
        DOWN("down of migration"),
        STEP("step"),
        VERIFY("verify");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word shown before its name. */
        public String word() {
            return word;
        }
    }

    /**
     * Something that is undone, or a step on its own.
     *
     * @param name as the plan writes it: not safe for a terminal or a diagram
     * @param about what is done with it: `4.13.0 -> 4.12.2`; empty where the steps say it all
     * @param steps what is done, in the order of the file
     */
    public record Item(Kind kind, String name, String about, List<Line> steps) {
        public Item {
            steps = List.copyOf(steps);
        }

        /** `service api 4.13.0 -> 4.12.2`. */
        public String words() {
            String named = kind == Kind.VERIFY ? kind.word() : kind.word() + " " + name;
            return about.isEmpty() ? named : named + (kind == Kind.STEP || kind == Kind.VERIFY ? ": " : " ") + about;
        }
    }

    /** A step under its item: its id and what it says. */
    public record Line(String id, String text) {}

    /** Why something comes before something else. */
    public enum Why {
        DECLARED("`revert-after`"),
        FLAG_FIRST("flags first"),
        ACTIVATE_FIRST("`activate` before `prepare`"),
        NEWEST_FIRST("the newest migration first"),
        FILE_ORDER("the order of the steps"),
        PROOF_LAST("the proof comes last");

        private final String words;

        Why(String words) {
            this.words = words;
        }

        /** In a few words. */
        public String words() {
            return words;
        }
    }

    /** One item before another. */
    public record Edge(int before, int after, Why why) {}
}
