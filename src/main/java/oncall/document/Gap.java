package oncall.document;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import oncall.incident.Pause;

/**
 * A time in which nothing is on record.
 *
 * @param before the entry before it
 * @param after the entry after it
 * @param pause the pause that it lies in or that fills some of it, where there is one
 */
record Gap(Told before, Told after, Optional<Pause> pause) {
    /** Those longer than a length, in the order of the entries. */
    static List<Gap> among(List<Told> entries, Duration longer, List<Pause> pauses) {
        List<Pause> inOrder = new ArrayList<>(pauses);
        inOrder.sort(Comparator.comparing(Pause::from));
        List<Gap> gaps = new ArrayList<>();
        int next = 0;
        for (int i = 1; i < entries.size(); i++) {
            Told before = entries.get(i - 1);
            Told after = entries.get(i);
            while (next < inOrder.size() && !inOrder.get(next).to().isAfter(before.at())) {
                next++;
            }
            if (Duration.between(before.at(), after.at()).compareTo(longer) > 0) {
                Optional<Pause> pause = inOrder.stream()
                        .skip(next)
                        .limit(1)
                        .filter(each -> !each.within(before.at(), after.at()).isZero())
                        .findFirst();
                gaps.add(new Gap(before, after, pause));
            }
        }
        return List.copyOf(gaps);
    }

    /** How long. */
    Duration length() {
        return Duration.between(before.at(), after.at());
    }
}
