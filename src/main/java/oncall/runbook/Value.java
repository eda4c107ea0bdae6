package oncall.runbook;

import java.util.List;

/**
 * An answer in canonical form: one string, or a list of strings (several choices; both ends of a range).
 *
 * @param items at least one unless `list`
 * @param list whether it is written as a list even when it holds one item
 */
public record Value(List<String> items, boolean list) {
    /** "Don't know", a first-class answer. */
    public static final Value UNKNOWN = of("unknown");

    public Value {
        items = List.copyOf(items);
        if (!list && items.size() != 1) {
            throw new IllegalArgumentException("one string, or a list");
        }
    }

    /** A single string. */
    public static Value of(String item) {
        return new Value(List.of(item), false);
    }

    /** A list of strings. */
    public static Value ofList(List<String> items) {
        return new Value(items, true);
    }

    /** The single string, or the first of the list; empty for an empty list. */
    public String single() {
        return items.isEmpty() ? "" : items.get(0);
    }

    /** Whether this is "don't know". */
    public boolean isUnknown() {
        return !list && items.get(0).equals("unknown");
    }

    /** Whether `item` is this value or one of its items. */
    public boolean has(String item) {
        return items.contains(item);
    }

    @Override
    public String toString() {
        return String.join(", ", items);
    }
}
