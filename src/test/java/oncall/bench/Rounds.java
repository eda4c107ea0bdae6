package oncall.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Things measured in turn (A B C, A B C, ...), told as medians and as ratios to the first of them. */
final class Rounds {
    /** Something that is measured. */
    interface Measured {
        /** Does it once and returns how long it took, in nanoseconds. */
        long once() throws IOException;
    }

    private final Map<String, Measured> things = new LinkedHashMap<>();
    private final Map<String, long[]> nanos = new LinkedHashMap<>();

    /** The first is the yardstick. */
    Rounds of(String name, Measured thing) {
        things.put(name, thing);
        return this;
    }

    /** Measures each of them so often, after one round that does not count. */
    Rounds run(int rounds) throws IOException {
        things.keySet().forEach(name -> nanos.put(name, new long[rounds]));
        for (int round = -1; round < rounds; round++) {
            for (Map.Entry<String, Measured> thing : things.entrySet()) {
                long took = thing.getValue().once();
                if (round >= 0) {
                    nanos.get(thing.getKey())[round] = took;
                }
            }
        }
        return this;
    }

    /**
     * A line for each: the median, the middle half, and the median of the ratios to the yardstick of the same round.
     *
     * @param more what else to say of one of them, by its name
     */
    List<String> lines(Map<String, String> more) {
        long[] yardstick = nanos.values().iterator().next();
        List<String> lines = new ArrayList<>();
        nanos.forEach((name, each) -> {
            double[] ratios = new double[each.length];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = (double) each[i] / yardstick[i];
            }
            lines.add(String.format(
                            Locale.ROOT,
                            "%-28s %8.2f ms (%.2f to %.2f)   x %.2f   %s",
                            name,
                            at(each, 0.5) / 1e6,
                            at(each, 0.25) / 1e6,
                            at(each, 0.75) / 1e6,
                            median(ratios),
                            more.getOrDefault(name, ""))
                    .stripTrailing());
        });
        return lines;
    }

    private static double at(long[] nanos, double share) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
