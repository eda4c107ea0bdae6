package oncall.document;

import java.time.Duration;
import java.util.ArrayList;
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
        List<Gap> gaps = new ArrayList<>();
        for (int i = 1; i < entries.size(); i++) {
            Told before = entries.get(i - 1);
            Told after = entries.get(i);
            if (Duration.between(before.at(), after.at()).compareTo(longer) > 0) {
                Optional<Pause> pause = pauses.stream()
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
