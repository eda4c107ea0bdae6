package oncall.incident;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import oncall.runbook.Milestone;
import oncall.runbook.Team;
import oncall.runbook.TimeReader;
import oncall.runbook.Value;

/**
 * How bad it is so far, from numbers people gave: exact decimal arithmetic over ranges, both ends carried through. What
 * is not known stays unknown.
 *
 * <p>Rounding: minutes are whole, rounded down. Products are exact. Quotients (shares, budget) keep six decimals, the
 * best end rounded down and the worst up, so that the true range lies within.
 *
 * @param customersSaid what was said about the number of customers hit, the first guess first
 * @param failingSaid what was said about the share of requests failing, in percent
 * @param customers customers hit
 * @param customersInAll how many there are: as said (`14 of 230`), else from the catalogue; unknown where too few
 * @param customerShare percent of all customers
 * @param failing percent of requests, at most 100
 * @param minutes since the start; two ends where the start is a range
 * @param customerMinutes customers times minutes
 * @param slo the promise for the feature
 * @param budget percent of the error budget of the promise's window used so far, requests taken as even over the window
 */
public record Impact(
        List<Estimate> customersSaid,
        List<Estimate> failingSaid,
        Optional<Ends> customers,
        Optional<BigDecimal> customersInAll,
        Optional<Ends> customerShare,
        Optional<Ends> failing,
        Optional<Ends> minutes,
        Optional<Ends> customerMinutes,
        Optional<Team.Slo> slo,
        Optional<Ends> budget) {
    private static final int DECIMALS = 6;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal SECONDS = BigDecimal.valueOf(60);

    public Impact {
        customersSaid = List.copyOf(customersSaid);
        failingSaid = List.copyOf(failingSaid);
    }

    /** The best and the worst a number can be; the best is never above the worst. */
    public record Ends(BigDecimal best, BigDecimal worst) {
        public Ends {
            if (best.compareTo(worst) > 0) {
                throw new IllegalArgumentException("best <= worst");
            }
        }

        private Ends with(Ends other, BinaryOperator<BigDecimal> operation) {
            return new Ends(operation.apply(best, other.best), operation.apply(worst, other.worst));
        }

        /** Times `factor` over `divisor`, rounded outward. */
        private Ends scaled(BigDecimal factor, BigDecimal divisor) {
            return new Ends(
                    best.multiply(factor).divide(divisor, DECIMALS, RoundingMode.FLOOR),
                    worst.multiply(factor).divide(divisor, DECIMALS, RoundingMode.CEILING));
        }
    }

    /** When it began: the earliest and the latest it can have been. */
    public record Start(Instant earliest, Instant latest) {
        public Start {
            if (earliest.isAfter(latest)) {
                throw new IllegalArgumentException("earliest <= latest");
            }
        }

        /** A known moment. */
        public static Start at(Instant instant) {
            return new Start(instant, instant);
        }
    }

    /**
     * Computes it. Of several estimates the newest counts.
     *
     * @param until now, or when it was over
     * @param inAll how many customers the feature has, by the catalogue
     */
    public static Impact of(
            List<Estimate> customersSaid,
            List<Estimate> failingSaid,
            Optional<Start> since,
            Instant until,
            Optional<Team.Slo> slo,
            Optional<Long> inAll) {
        Optional<Range> count = newest(customersSaid);
        Optional<Ends> customers = count.map(range -> new Ends(range.low(), range.high()));
        Optional<BigDecimal> all = count.flatMap(Range::of)
                .or(() -> inAll.map(BigDecimal::valueOf))
                .filter(total -> total.signum() > 0)
                .filter(total -> customers
                        .map(ends -> ends.worst().compareTo(total) <= 0)
                        .orElse(true));
        Optional<Ends> failing = newest(failingSaid)
                .map(range -> new Ends(range.low().min(HUNDRED), range.high().min(HUNDRED)));
        Optional<Ends> minutes =
                since.map(start -> new Ends(minutes(start.latest(), until), minutes(start.earliest(), until)));
        return new Impact(
                customersSaid,
                failingSaid,
                customers,
                all,
                customers.flatMap(ends -> all.map(total -> ends.scaled(HUNDRED, total))),
                failing,
                minutes,
                customers.flatMap(ends -> minutes.map(span -> ends.with(span, BigDecimal::multiply))),
                slo,
                failing.flatMap(
                        share -> minutes.flatMap(span -> slo.flatMap(promise -> budget(share, span, promise)))));
    }

    /** Computes it from what is on record: `customers_number`, `failing_share`, `since`, `feature`. */
    public static Impact of(Incident incident, Team team, Instant now) {
        Optional<Team.Feature> feature = incident.given("feature")
                .flatMap(Incident.Given::value)
                .map(Value::single)
                .flatMap(id -> Optional.ofNullable(team.features().get(id)));
        Instant over = incident.milestones()
                .getOrDefault(Milestone.RECOVERED, incident.milestones().getOrDefault(Milestone.RESOLVED, now));
        return of(
                Estimate.onRecord(incident, "customers_number"),
                Estimate.onRecord(incident, "failing_share"),
                start(incident),
                over,
                feature.flatMap(Team.Feature::slo),
                feature.flatMap(Team.Feature::customers));
    }

    private static Optional<Start> start(Incident incident) {
        Instant mark = incident.milestones().get(Milestone.STARTED);
        if (mark != null) {
            return Optional.of(Start.at(mark));
        }
        return incident.given("since").filter(given -> !given.isUnknown()).flatMap(given -> {
            try {
                Instant from = Instant.parse(given.value().map(Value::single).orElse(""));
                Instant latest = incident.record(given.id())
                        .flatMap(each -> each.entry().time())
                        .flatMap(TimeReader.Given::until)
                        .filter(from::isBefore)
                        .orElse(from);
                return Optional.of(new Start(from, latest));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<Range> newest(List<Estimate> said) {
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(said.get(said.size() - 1).range());
    }

    private static BigDecimal minutes(Instant from, Instant until) {
        return BigDecimal.valueOf(Math.max(0, Duration.between(from, until).toMinutes()));
    }

    private static Optional<Ends> budget(Ends share, Ends minutes, Team.Slo slo) {
        BigDecimal window = BigDecimal.valueOf(slo.window().toSeconds()).divide(SECONDS, DECIMALS, RoundingMode.FLOOR);
        BigDecimal allowed = HUNDRED.subtract(slo.percent()).multiply(window);
        return allowed.signum() <= 0
                ? Optional.empty()
                : Optional.of(share.with(minutes, BigDecimal::multiply).scaled(HUNDRED, allowed));
    }
}
