package oncall.migration;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a migration stands in its tool's own order. Only migrations of one group are ordered by their tool; groups are put
 * side by side by name.
 *
 * @param group what the tool counts by itself: a folder, an application
 * @param numbers compared one by one, a missing one as zero
 * @param text decides where the numbers are the same
 * @param within decides last: the place in a file
 */
public record Order(String group, List<BigInteger> numbers, String text, int within) implements Comparable<Order> {
    public Order {
        List<BigInteger> all = new ArrayList<>(numbers);
        while (!all.isEmpty() && all.get(all.size() - 1).signum() == 0) {
            all.remove(all.size() - 1);
        }
        numbers = List.copyOf(all);
    }

    @Override
    public int compareTo(Order other) {
        int order = group.compareTo(other.group);
        for (int i = 0; order == 0 && i < Math.max(numbers.size(), other.numbers.size()); i++) {
            order = number(i).compareTo(other.number(i));
        }
        order = order != 0 ? order : text.compareTo(other.text);
        return order != 0 ? order : Integer.compare(within, other.within);
    }

    private BigInteger number(int at) {
        return at < numbers.size() ? numbers.get(at) : BigInteger.ZERO;
    }
}
