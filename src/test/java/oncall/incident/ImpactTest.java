package oncall.incident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import oncall.runbook.AcmeRentals;
import oncall.runbook.Team;
import oncall.runbook.TimeReader;
import oncall.runbook.Value;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ImpactTest {
    private static final Instant SINCE = Instant.parse("2018-11-12T14:45:00Z");
    private static final Instant NOW = Instant.parse("2018-11-12T15:20:59Z");
    private static final Team.Slo SLO = new Team.Slo(new BigDecimal("99.9"), Duration.ofDays(30));
    private static final Function<Instant, String> CLOCK = instant -> DateTimeFormatter.ofPattern("HH:mm")
            .withZone(ZoneId.of("Asia/Jerusalem"))
            .format(instant);

    @Test
    void Everything_known_gives_every_number_with_both_ends() {
        Impact impact = impact(
                List.of(
                        said("14", Estimate.Source.GUESS, "noa", "15:05"),
                        said("10-20", Estimate.Source.TICKETS, "dana", "15:12")),
                List.of(said("2-5", Estimate.Source.METRIC, "eli", "15:20")));
        assertEquals(ends("10", "20"), impact.customers());
        assertEquals(ends("4.347826", "8.695653"), impact.customerShare());
        assertEquals(ends("2", "5"), impact.failing());
        assertEquals(ends("35", "35"), impact.minutes());
        assertEquals(ends("350", "700"), impact.customerMinutes());
        assertEquals(ends("1.620370", "4.050926"), impact.budget());
        assertEquals(
                List.of(
                        "Customers: 10 to 20 of 230 (4.3 to 8.7%); by tickets, dana 17:12."
                                + " Said before: 14 (a guess, noa 17:05).",
                        "Requests failing: 2 to 5%; measured, eli 17:20.",
                        "So far: 35 min; 350 to 700 customer-minutes.",
                        "Error budget used: 1.6 to 4.1% of 30 days at 99.9%."),
                ImpactWords.lines(impact, CLOCK));
        assertEquals(
                Optional.of("10 to 20 of 230 customers (4.3 to 8.7%, by tickets), 2 to 5% of requests fail (measured),"
                        + " 35 min so far, 350 to 700 customer-minutes, 1.6 to 4.1% of the error budget used"),
                ImpactWords.line(impact));
    }

    @Test
    void Nothing_known_stays_unknown() {
        Impact impact = Impact.of(List.of(), List.of(), Optional.empty(), NOW, Optional.empty(), Optional.empty());
        assertEquals(
                List.of(
                        "Customers: not known yet.",
                        "Requests failing: not known yet.",
                        "So far: the start is not known yet.",
                        "Error budget used: not known: the feature names no slo."),
                ImpactWords.lines(impact, CLOCK));
        assertEquals(Optional.empty(), ImpactWords.line(impact));
    }

    @Test
    void A_part_that_is_unknown_makes_only_what_needs_it_unknown() {
        Impact impact = Impact.of(
                List.of(said("14", Estimate.Source.GUESS, "noa", "15:05")),
                List.of(),
                Optional.empty(),
                NOW,
                Optional.of(SLO),
                Optional.empty());
        assertEquals(ends("14", "14"), impact.customers());
        assertEquals(Optional.empty(), impact.customerShare());
        assertEquals(Optional.empty(), impact.customerMinutes());
        assertEquals(Optional.empty(), impact.budget());
        assertEquals(Optional.of("14 customers (a guess)"), ImpactWords.line(impact));
        assertEquals(
                "Error budget used: not known yet.",
                ImpactWords.lines(impact, CLOCK).get(3));
    }

    @Test
    void The_total_that_was_said_counts_before_the_catalogue_and_one_that_cannot_be_counts_for_nothing() {
        assertEquals(
                ends("7.000000", "7.000000"),
                impact(List.of(said("14 of 200", Estimate.Source.METRIC, "noa", "15:05")), List.of())
                        .customerShare());
        assertEquals(
                Optional.empty(),
                impact(List.of(said("300", Estimate.Source.METRIC, "noa", "15:05")), List.of())
                        .customerShare());
    }

    @Test
    void A_start_that_is_a_range_gives_minutes_with_two_ends() {
        Impact impact = Impact.of(
                List.of(said("10", Estimate.Source.GUESS, "noa", "15:05")),
                List.of(),
                Optional.of(new Impact.Start(SINCE, SINCE.plusSeconds(600))),
                NOW,
                Optional.empty(),
                Optional.empty());
        assertEquals(ends("25", "35"), impact.minutes());
        assertEquals(ends("250", "350"), impact.customerMinutes());
    }

    @Test
    void A_start_after_now_is_no_time_at_all() {
        assertEquals(
                ends("0", "0"),
                Impact.of(
                                List.of(),
                                List.of(),
                                Optional.of(Impact.Start.at(NOW.plusSeconds(90))),
                                NOW,
                                Optional.empty(),
                                Optional.empty())
                        .minutes());
    }

    @Test
    void Shares_are_shown_short_and_never_as_nothing() {
        assertEquals(
                "Requests failing: under 0.1 to 12%; measured, eli 17:20.",
                ImpactWords.lines(
                                impact(List.of(), List.of(said("0.01-12.4", Estimate.Source.METRIC, "eli", "15:20"))),
                                CLOCK)
                        .get(1));
    }

    @Test
    void The_worst_is_never_better_and_more_of_anything_is_never_better() {
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            int low = random.nextInt(100);
            int high = low + random.nextInt(100);
            int failLow = random.nextInt(60);
            int failHigh = failLow + random.nextInt(40);
            Instant now = SINCE.plusSeconds(random.nextInt(100_000));
            Impact one = of(Range.of(low, high), Range.of(failLow, failHigh), now);
            Impact worse = of(
                    Range.of(low + random.nextInt(3), high + 2 + random.nextInt(20)),
                    Range.of(failLow, Math.min(100, failHigh + random.nextInt(5))),
                    now.plusSeconds(random.nextInt(1_000)));
            List<Optional<Impact.Ends>> before = numbers(one);
            List<Optional<Impact.Ends>> after = numbers(worse);
            for (int each = 0; each < before.size(); each++) {
                Impact.Ends was = before.get(each).orElseThrow();
                Impact.Ends is = after.get(each).orElseThrow();
                assertTrue(was.best().compareTo(was.worst()) <= 0, was::toString);
                assertTrue(is.best().compareTo(was.best()) >= 0, () -> was + " then " + is);
                assertTrue(is.worst().compareTo(was.worst()) >= 0, () -> was + " then " + is);
            }
        }
    }

    @Test
    void A_narrower_range_lies_within_a_wider_one() {
        Random random = new Random(12);
        for (int i = 0; i < 2_000; i++) {
            int low = random.nextInt(100);
            int high = low + random.nextInt(100);
            Impact wide = of(Range.of(low, high), Range.of(1, 9), NOW);
            Impact narrow = of(Range.exactly(low + random.nextInt(high - low + 1)), Range.of(3, 5), NOW);
            for (int each = 0; each < numbers(wide).size(); each++) {
                Impact.Ends outer = numbers(wide).get(each).orElseThrow();
                Impact.Ends inner = numbers(narrow).get(each).orElseThrow();
                assertTrue(outer.best().compareTo(inner.best()) <= 0);
                assertTrue(outer.worst().compareTo(inner.worst()) >= 0);
            }
        }
    }

    @Test
    void The_record_keeps_the_first_guess_lists_revisions_and_leaves_out_what_is_withheld() {
        Records records = new Records();
        records.answer("feature", "environments", "");
        records.add(records.answering("since", Value.of("2018-11-12T14:45:00.000Z"), "", Optional.empty())
                .timed(new TimeReader.Given(
                        "16:45",
                        TimeReader.Precision.MINUTE,
                        Optional.of(SINCE.plusSeconds(300)),
                        "Asia/Jerusalem",
                        List.of())));
        String first = records.add(
                records.answering("customers_number", Value.ofList(List.of("14", "14")), "14", Optional.empty()));
        records.answer("customers_number", "unknown", "?");
        String wrong = records.add(records.answering(
                "customers_number", Value.ofList(List.of("900", "900")), "900", Optional.of("metric")));
        records.add(Entry.of(new Event.Correction(first, Optional.of(Value.ofList(List.of("10", "20")))))
                .saying("10-20"));
        records.add(Entry.of(new Event.Redaction(wrong, Optional.empty())));
        Incident incident = Incident.of(records.all());
        assertEquals(
                List.of("14 (a guess, dana 17:03)", "10 to 20 (a guess, dana 17:03)"),
                Estimate.onRecord(incident, "customers_number").stream()
                        .map(one -> one.words("", CLOCK))
                        .toList());
        Impact impact = Impact.of(incident, AcmeRentals.team(), NOW);
        assertEquals(ends("30", "35"), impact.minutes());
        assertEquals(Optional.of(new BigDecimal(230)), impact.customersInAll());
        assertEquals(Optional.of(SLO), impact.slo());
    }

    private static Impact impact(List<Estimate> customers, List<Estimate> failing) {
        return Impact.of(
                customers, failing, Optional.of(Impact.Start.at(SINCE)), NOW, Optional.of(SLO), Optional.of(230L));
    }

    private static Impact of(Range customers, Range failing, Instant now) {
        return Impact.of(
                List.of(new Estimate(customers, Estimate.Source.METRIC, "noa", SINCE)),
                List.of(new Estimate(failing, Estimate.Source.METRIC, "noa", SINCE)),
                Optional.of(Impact.Start.at(SINCE)),
                now,
                Optional.of(SLO),
                Optional.of(230L));
    }

    private static List<Optional<Impact.Ends>> numbers(Impact impact) {
        return List.of(
                impact.customers(),
                impact.customerShare(),
                impact.failing(),
                impact.minutes(),
                impact.customerMinutes(),
                impact.budget());
    }

    private static Estimate said(String range, Estimate.Source source, String who, String at) {
        return new Estimate(Range.parse(range).orElseThrow(), source, who, Instant.parse("2018-11-12T" + at + ":00Z"));
    }

    private static Optional<Impact.Ends> ends(String best, String worst) {
        return Optional.of(new Impact.Ends(new BigDecimal(best), new BigDecimal(worst)));
    }
}
