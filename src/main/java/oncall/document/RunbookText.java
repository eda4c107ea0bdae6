package oncall.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import oncall.runbook.ConditionWords;
import oncall.runbook.Durations;
import oncall.runbook.FactType;
import oncall.runbook.Itinerary;
import oncall.runbook.Phase;
import oncall.runbook.Runbook;
import oncall.runbook.Step;
import oncall.runbook.Team;

/** Writes a runbook as it would be walked in a team: every step in order, whose it is, when it applies, what it would run. */
public final class RunbookText {
    private final Runbook book;
    private final Team team;
    private final Itinerary itinerary;
    private final ConditionWords conditions;
    private final StringBuilder text = new StringBuilder();

    private RunbookText(Runbook book, Team team) {
        this.book = book;
        this.team = team;
        this.itinerary = Itinerary.of(book, team);
        Set<String> durations = new TreeSet<>(Set.of("awake", "on_incident"));
        for (Phase phase : Phase.values()) {
            itinerary.of(phase).forEach(stop -> durations(stop.step(), durations));
        }
        this.conditions = new ConditionWords(durations);
    }

    private static void durations(Step step, Set<String> names) {
        if (step instanceof Step.Ask ask && ask.type() == FactType.DURATION) {
            names.add(ask.id());
        }
        step.inside().forEach(inner -> durations(inner, names));
    }

    /** The whole text, lines ended by line feeds; not yet safe for a terminal: it holds text of files. */
    public static String write(Runbook book, Team team) {
        RunbookText writer = new RunbookText(book, team);
        writer.head();
        for (Phase phase : Phase.values()) {
            writer.phase(phase);
        }
        writer.waiting();
        return writer.text.toString();
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    private void head() {
        line(book.title());
        field("book", book.name() + " (" + book.source().path() + ")");
        field("team", team.name() + " (" + team.source().path() + ")");
        book.owner().ifPresent(owner -> field("owner", owner));
        book.from().ifPresent(from -> field("source", from));
        book.match().forEach(labels -> field("match", labels(labels)));
        book.effect().ifPresent(effect -> field("effect", effect));
        book.revertPlan().ifPresent(plan -> field("plan", plan));
        book.presets().forEach((fact, value) -> field("preset", fact + ": " + value));
        book.stuck()
                .ifPresent(stuck -> field(
                        "stuck",
                        "after " + Durations.words(stuck.after())
                                + (stuck.call().isEmpty() ? "" : " call " + String.join(", ", stuck.call()))));
        book.about().ifPresent(about -> about.lines().forEach(each -> line("  | " + each)));
    }

    private void field(String name, String words) {
        line(String.format(Locale.ROOT, "%-7s %s", name, words));
    }

    private static String labels(Map<String, String> labels) {
        List<String> each = new ArrayList<>();
        labels.forEach((label, value) -> each.add(label + "=" + value));
        return String.join(" and ", each);
    }

    private void phase(Phase phase) {
        List<Itinerary.Stop> stops = itinerary.of(phase);
        line("");
        line(phase.word().toUpperCase(Locale.ROOT) + ": " + whose(phase, stops));
        boolean mixed = stops.stream().map(Itinerary.Stop::origin).distinct().count() > 1;
        for (Itinerary.Stop stop : stops) {
            String mark = mixed ? (stop.origin() == Itinerary.Origin.TEAM ? " [team]" : " [book]") : "";
            step(stop.step(), "  ", mark);
        }
    }

    private String whose(Phase phase, List<Itinerary.Stop> stops) {
        boolean fromTeam = stops.stream().anyMatch(stop -> stop.origin() == Itinerary.Origin.TEAM);
        boolean fromBook = stops.stream().anyMatch(stop -> stop.origin() == Itinerary.Origin.BOOK);
        boolean builtIn = team.source().builtIn() || team.inherited().contains("steps");
        String teams = builtIn ? "the built-in team file's" : "the team's";
        if (fromTeam && fromBook) {
            return phase == Phase.RESOLVE ? "the book's steps, then " + teams : teams + " steps, then the book's";
        }
        if (fromBook) {
            boolean instead = phase == Phase.DIAGNOSE || phase == Phase.MITIGATE;
            return "the book's steps" + (instead ? ", instead of " + teams : "");
        }
        return fromTeam ? teams + " steps" : "no steps";
    }

    private void waiting() {
        if (!team.whileWaiting().isEmpty()) {
            line("");
            line("WHILE WAITING: asked once, in the first wait");
            team.whileWaiting().forEach(step -> step(step, "  ", ""));
        }
    }

    private void step(Step step, String margin, String mark) {
        line(margin + step.accept(new StepText.Kind()) + " " + step.id() + mark + ": " + step.text());
        String inner = margin + "    ";
        if (!step.common().when().equals(oncall.runbook.Condition.ALWAYS)) {
            line(inner + "when " + conditions.of(step.common().when()));
        }
        step.accept(new StepText.Details()).forEach(each -> line(inner + each));
        if (step instanceof Step.Group) {
            step.inside().forEach(each -> step(each, inner, ""));
        }
        if (step instanceof Step.Decide decide) {
            decide.options().forEach(option -> {
                line(inner + StepText.option(option, conditions));
                option.steps().forEach(each -> step(each, inner + "    ", ""));
            });
        }
    }
}
