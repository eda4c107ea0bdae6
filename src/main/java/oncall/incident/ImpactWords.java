package oncall.incident;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import oncall.runbook.Durations;

/**
 * Says an impact. Percentages are shown with one decimal below 10 and whole from there on, halves up; `under 0.1%` is
 * more than nothing.
 */
public final class ImpactWords {
    private static final BigDecimal TENTH = new BigDecimal("0.1");

    private ImpactWords() {}

    /**
     * Four short lines, each said even where nothing is known.
     *
     * @param clock a moment as the screen shows it
     */
    public static List<String> lines(Impact impact, Function<Instant, String> clock) {
        String customers = impact.customers()
                .map(ends -> counted(impact, ends)
                        + impact.customerShare()
                                .map(share -> " (" + percent(share) + ")")
                                .orElse("")
                        + said(impact.customersSaid(), "", clock))
                .orElse("not known yet.");
        String failing = impact.failing()
                .map(share -> percent(share) + said(impact.failingSaid(), "%", clock))
                .orElse("not known yet.");
        String soFar = impact.minutes()
                .map(minutes -> numbers(minutes) + " min"
                        + impact.customerMinutes()
                                .map(ends -> "; " + numbers(ends) + " customer-minutes")
                                .orElse("") + ".")
                .orElse("the start is not known yet.");
        String budget = impact.budget()
                .map(used -> percent(used) + window(impact) + ".")
                .orElse(impact.slo().isEmpty() ? "not known: the feature names no slo." : "not known yet.");
        return List.of(
                "Customers: " + customers,
                "Requests failing: " + failing,
                "So far: " + soFar,
                "Error budget used: " + budget);
    }

    /**
     * One line for messages, with what is known and no more; empty while neither customers nor failing requests have a
     * number.
     */
    public static Optional<String> line(Impact impact) {
        if (impact.customers().isEmpty() && impact.failing().isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        impact.customers()
                .ifPresent(ends -> parts.add(counted(impact, ends) + " customers ("
                        + impact.customerShare()
                                .map(share -> percent(share) + ", ")
                                .orElse("")
                        + source(impact.customersSaid()) + ")"));
        impact.failing()
                .ifPresent(share ->
                        parts.add(percent(share) + " of requests fail (" + source(impact.failingSaid()) + ")"));
        impact.minutes().ifPresent(minutes -> parts.add(numbers(minutes) + " min so far"));
        impact.customerMinutes().ifPresent(ends -> parts.add(numbers(ends) + " customer-minutes"));
        impact.budget().ifPresent(used -> parts.add(percent(used) + " of the error budget used"));
        return Optional.of(String.join(", ", parts));
    }

    private static String counted(Impact impact, Impact.Ends customers) {
        return numbers(customers)
                + impact.customersInAll().map(all -> " of " + plain(all)).orElse("");
    }

    private static String source(List<Estimate> said) {
        return said.get(said.size() - 1).source().words();
    }

    /** `; by tickets, dana 17:12. Said before: 14 (a guess, noa 17:05).` */
    private static String said(List<Estimate> said, String unit, Function<Instant, String> clock) {
        Estimate newest = said.get(said.size() - 1);
        String now = "; " + newest.source().words() + ", " + newest.who() + " " + clock.apply(newest.at()) + ".";
        List<String> before = said.subList(0, said.size() - 1).stream()
                .map(one -> one.words(unit, clock))
                .toList();
        return before.isEmpty() ? now : now + " Said before: " + String.join(", ", before) + ".";
    }

    private static String window(Impact impact) {
        return impact.slo()
                .map(slo -> " of " + Durations.words(slo.window()) + " at " + plain(slo.percent()) + "%")
                .orElse("");
    }

    private static String numbers(Impact.Ends ends) {
        return either(plain(ends.best()), plain(ends.worst()));
    }

    private static String percent(Impact.Ends ends) {
        return either(share(ends.best()), share(ends.worst())) + "%";
    }

    private static String either(String best, String worst) {
        return best.equals(worst) ? worst : best + " to " + worst;
    }

    /** A percentage without its sign: `3.5`, `12`, `under 0.1`. */
    public static String share(BigDecimal percent) {
        if (percent.signum() > 0 && percent.compareTo(TENTH) < 0) {
            return "under 0.1";
        }
        return plain(percent.setScale(percent.compareTo(BigDecimal.TEN) < 0 ? 1 : 0, RoundingMode.HALF_UP));
    }

    /** A number without needless digits. */
    public static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
