package oncall.incident;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A length of time that says how an incident went: from one moment of its course to another. */
public enum Metric {
    DETECT("Time to detect", Moment.STARTED, Moment.DETECTED),
    DECLARE("Time to declare", Moment.DETECTED, Moment.DECLARED),
    ACKNOWLEDGE("Time to acknowledge", Moment.DETECTED, Moment.ACKNOWLEDGED),
    TELL_TEAM("Time to the first word to the team", Moment.DECLARED, Moment.TEAM_TOLD),
    TELL_CUSTOMERS("Time to the first word to customers", Moment.DECLARED, Moment.CUSTOMERS_TOLD),
    DECIDE_REVERT("Time to the decision to revert or not", Moment.DECLARED, Moment.REVERT_DECIDED),
    MITIGATE("Time to mitigate", Moment.STARTED, Moment.MITIGATED),
    RECOVER("Time to recover", Moment.STARTED, Moment.RECOVERED),
    RESOLVE("Time to resolve", Moment.STARTED, Moment.RESOLVED),
    OPEN("Time open", Moment.DECLARED, Moment.CLOSED);

    private final String title;
    private final Moment from;
    private final Moment to;

    Metric(String title, Moment from, Moment to) {
        this.title = title;
        this.from = from;
        this.to = to;
    }

    /** What it is called. */
    public String title() {
        return title;
    }

    /** `mitigated - started`. */
    public String formula() {
        return to.word() + " - " + from.word();
    }

    /** What came of measuring. */
    public sealed interface Measured {}

    /** Which way the true length may differ. */
    public enum Bound {
        EXACTLY,
        AT_MOST,
        AT_LEAST
    }

    /**
     * A length of time.
     *
     * @param least the shorter, where either end is a range
     * @param most the longer
     * @param bound which way the true length may differ
     * @param approximate whether an end is known less exactly than to the minute
     * @param paused how much of it work stood still on purpose
     */
    public record Took(Duration least, Duration most, Bound bound, boolean approximate, Duration paused)
            implements Measured {}

    /** An end is not on record. */
    public record Unknown(List<Moment> missing) implements Measured {
        public Unknown {
            missing = List.copyOf(missing);
        }
    }

    /** The end is on record as before the beginning, so nothing is computed. */
    public record Reversed(Moment from, Moment to) implements Measured {}

    /** Measures it. A moment that is only known to be at the latest another one is not measured against that very one. */
    public Measured in(Course course) {
        Optional<Mark> begin = course.mark(from);
        Optional<Mark> end = course.mark(to);
        List<Moment> missing = new ArrayList<>();
        begin.filter(mark -> !isShadow(mark, end)).ifPresentOrElse(mark -> {}, () -> missing.add(from));
        end.filter(mark -> !isShadow(mark, begin)).ifPresentOrElse(mark -> {}, () -> missing.add(to));
        return missing.isEmpty() ? measured(begin.get(), end.get(), course) : new Unknown(missing);
    }

    private static boolean isShadow(Mark mark, Optional<Mark> other) {
        return mark.basis().atLatest()
                && other.filter(it -> it.record().equals(mark.record())).isPresent();
    }

    private Measured measured(Mark begin, Mark end, Course course) {
        if (end.latest().isBefore(begin.at())) {
            return new Reversed(from, to);
        }
        if (begin.basis().atLatest() && end.basis().atLatest()) {
            return new Unknown(List.of(from, to));
        }
        Duration least = Duration.between(begin.latest(), end.at());
        Bound bound =
                begin.basis().atLatest() ? Bound.AT_LEAST : end.basis().atLatest() ? Bound.AT_MOST : Bound.EXACTLY;
        return new Took(
                least.isNegative() ? Duration.ZERO : least,
                Duration.between(begin.at(), end.latest()),
                bound,
                begin.approximate() || end.approximate(),
                course.paused(begin.at(), end.latest()));
    }
}
