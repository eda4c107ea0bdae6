package oncall.runbook;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The team of the examples: its priority table, levels, features, impact questions and fatigue points, as values. */
public final class AcmeRentals {
    public static final Location AT = Location.of("team.yaml");

    private AcmeRentals() {}

    public static Team team() {
        return team(rows());
    }

    public static Team team(List<Team.PriorityRow> rows) {
        Map<Phase, List<Step>> steps = new EnumMap<>(Phase.class);
        steps.put(
                Phase.TRIAGE,
                List.of(
                        ask("what", FactType.TEXT, "What is broken? Use the words you were given."),
                        choice(
                                "seen",
                                "Can we see it ourselves?",
                                "metrics",
                                "yes, in graphs or logs",
                                "tried",
                                "yes, I tried it and it fails",
                                "reported",
                                "not yet, only reported",
                                "stopped",
                                "it was there, it has stopped")));
        steps.put(
                Phase.IMPACT,
                List.of(
                        ask("feature", FactType.FEATURE, "Which part is hit?"),
                        choice(
                                "customers",
                                "How many customers?",
                                "none",
                                "none confirmed",
                                "one",
                                "one",
                                "many",
                                "more than one"),
                        choice(
                                "data",
                                "Is data lost, wrong, or shown to the wrong people?",
                                "safe",
                                "no sign of it",
                                "damaged",
                                "lost or wrong",
                                "exposed",
                                "shown to the wrong people"),
                        choice(
                                "workaround",
                                "Can support give them a way around it today?",
                                "exists",
                                "there is one",
                                "none",
                                "there is none")));
        return new Team(
                "Acme Rentals",
                Optional.of(ZoneId.of("Asia/Jerusalem")),
                Optional.of(new Team.BusinessHours(
                        Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY), LocalTime.of(9, 0), LocalTime.of(18, 0))),
                Map.of(),
                features(),
                Map.of(),
                steps,
                List.of(),
                Duration.ofMinutes(5),
                new Team.Changes(Duration.ofDays(3), List.of()),
                List.of("we will"),
                Duration.ofMinutes(10),
                rows,
                levels(),
                Map.of(),
                Map.of(),
                Map.of(),
                fatigue(),
                List.of(),
                Map.of(),
                Set.of(),
                new Source("team.yaml", ".", "0".repeat(64), "", false));
    }

    public static List<Team.PriorityRow> rows() {
        List<String> imoc = List.of("imoc");
        return List.of(
                row(
                        "P1",
                        all(is("data", "damaged", "exposed")),
                        "data is damaged or exposed",
                        List.of(),
                        0,
                        "mitigate"),
                row(
                        "WATCH",
                        all(is("customers", "none"), is("seen", "reported", "stopped", "unknown")),
                        "nobody is confirmed hit and we cannot see it",
                        List.of(),
                        10,
                        ""),
                row(
                        "P1",
                        all(is("tier", "core"), is("customers", "many")),
                        "core feature and many customers",
                        List.of(),
                        0,
                        ""),
                row(
                        "P1",
                        all(is("tier", "core"), is("customers", "unknown")),
                        "core feature and an unknown number of customers",
                        imoc,
                        15,
                        ""),
                row(
                        "P2",
                        all(is("tier", "core"), is("customers", "one")),
                        "core feature and one customer",
                        List.of(),
                        0,
                        ""),
                row(
                        "P2",
                        all(is("tier", "core"), is("customers", "none")),
                        "core feature fails for us and no customer is confirmed",
                        List.of(),
                        10,
                        ""),
                row("P2", all(is("tier", "unknown")), "not in our list of features", imoc, 10, ""),
                row(
                        "P3",
                        all(is("tier", "secondary"), is("workaround", "none", "unknown")),
                        "secondary feature and no way around it",
                        List.of(),
                        0,
                        ""),
                row(
                        "TICKET",
                        all(is("tier", "secondary"), is("workaround", "exists")),
                        "secondary feature with a way around it",
                        List.of(),
                        0,
                        ""),
                row("P3", all(is("tier", "internal")), "only we are hit", List.of(), 0, ""),
                new Team.PriorityRow(
                        "P2",
                        Condition.ALWAYS,
                        "no rule fits",
                        imoc,
                        Optional.of(Duration.ofMinutes(10)),
                        Optional.empty(),
                        true,
                        AT));
    }

    public static Map<String, Team.Level> levels() {
        Map<String, Team.Level> levels = new LinkedHashMap<>();
        levels.put("P1", level("P1", "24x7", List.of("imoc", "tloc", "soc")));
        levels.put("P2", level("P2", "24x7", List.of("imoc", "soc")));
        levels.put("P3", level("P3", "next-business-day", List.of()));
        levels.put("WATCH", level("WATCH", "business-hours", List.of()));
        levels.put("TICKET", level("TICKET", "next-business-day", List.of()));
        return levels;
    }

    public static Team.Fatigue fatigue() {
        return new Team.Fatigue(
                4,
                7,
                List.of(
                        new Team.Points(
                                2,
                                all(over("awake", Condition.Comparison.OVER, 16 * 3600)),
                                "awake more than 16 hours"),
                        new Team.Points(
                                2,
                                all(over("awake", Condition.Comparison.OVER, 20 * 3600)),
                                "awake more than 20 hours"),
                        new Team.Points(
                                2,
                                new Condition.Is(
                                        "local_hour", new Condition.Between(LocalTime.of(2, 0), LocalTime.of(6, 0))),
                                "the low hours of the night"),
                        new Team.Points(
                                1,
                                all(over("on_incident", Condition.Comparison.OVER, 3600), is("handed_over", "never")),
                                "more than an hour without a handover"),
                        new Team.Points(
                                2,
                                all(over("on_incident", Condition.Comparison.OVER, 3 * 3600)),
                                "more than three hours on it"),
                        new Team.Points(
                                2,
                                all(over("incidents_this_shift", Condition.Comparison.AT_LEAST, 2)),
                                "not the first incident this shift"),
                        new Team.Points(
                                1,
                                all(over("retries", Condition.Comparison.AT_LEAST, 3)),
                                "several retries or mistyped confirmations")));
    }

    public static Team.PriorityRow row(
            String is, Condition when, String why, List<String> call, int againMinutes, String go) {
        return new Team.PriorityRow(
                is,
                when,
                why,
                call,
                againMinutes == 0 ? Optional.empty() : Optional.of(Duration.ofMinutes(againMinutes)),
                Optional.of(go).filter(some -> !some.isEmpty()),
                false,
                AT);
    }

    public static Condition all(Condition... parts) {
        return new Condition.All(List.of(parts));
    }

    public static Condition is(String fact, String... words) {
        return new Condition.Is(fact, new Condition.OneOf(List.of(words)));
    }

    public static Condition over(String fact, Condition.Comparison comparison, long bound) {
        return new Condition.Is(fact, new Condition.Compare(comparison, BigDecimal.valueOf(bound)));
    }

    public static Step.Ask ask(String id, FactType type, String text) {
        return new Step.Ask(
                common(id, text),
                type,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public static Step.Ask choice(String id, String text, String... idsAndWords) {
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < idsAndWords.length; i += 2) {
            choices.add(new Choice(idsAndWords[i], idsAndWords[i + 1]));
        }
        return new Step.Ask(
                common(id, text),
                FactType.CHOICE,
                choices,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Facts from `name`, `value` pairs; `unknown` is no value. */
    public static Facts facts(String... pairs) {
        Map<String, Facts.Fact> known = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (!pairs[i + 1].equals("unknown")) {
                known.put(pairs[i], new Facts.Fact(Value.of(pairs[i + 1]), pairs[i + 1]));
            }
        }
        return name -> Optional.ofNullable(known.get(name));
    }

    private static Step.Common common(String id, String text) {
        return new Step.Common(
                id, text, Condition.ALWAYS, Optional.empty(), false, List.of(), List.of(), Optional.empty(), AT);
    }

    private static Map<String, Team.Feature> features() {
        Map<String, Team.Feature> features = new LinkedHashMap<>();
        features.put(
                "environments",
                new Team.Feature(
                        "Create or change environments",
                        Team.Tier.CORE,
                        Optional.of("environments cannot be created or changed"),
                        List.of("api", "ui", "access-control"),
                        Optional.of(new Team.Slo(new BigDecimal("99.9"), Duration.ofDays(30))),
                        Optional.of(230L)));
        features.put("login", feature("Log in", Team.Tier.CORE));
        features.put("billing", feature("Invoices and payments", Team.Tier.CORE));
        features.put("reports", feature("Reports and exports", Team.Tier.SECONDARY));
        features.put("theming", feature("Colours and logos", Team.Tier.SECONDARY));
        features.put("backoffice", feature("Internal admin screens", Team.Tier.INTERNAL));
        return features;
    }

    private static Team.Feature feature(String name, Team.Tier tier) {
        return new Team.Feature(name, tier, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    }

    private static Team.Level level(String id, String coverage, List<String> call) {
        return new Team.Level(
                id,
                coverage,
                call,
                Optional.empty(),
                Map.of(),
                Team.PublicPost.NEVER,
                Optional.empty(),
                Optional.empty(),
                "always",
                Optional.empty());
    }
}
