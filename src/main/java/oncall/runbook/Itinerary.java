package oncall.runbook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The steps of one walk, phase by phase: the book's and the team's, merged. Triage, impact and revert are the team's,
 * then the book's; resolve is the book's, then the team's; a book that writes diagnose or mitigate replaces the team's.
 * A step of the book with the id of a team step of the same phase stands in that step's place.
 *
 * @param phases every phase, in order; a phase without steps has an empty list
 */
public record Itinerary(Map<Phase, List<Stop>> phases) {
    public Itinerary {
        Map<Phase, List<Stop>> copies = new LinkedHashMap<>();
        for (Phase phase : Phase.values()) {
            copies.put(phase, List.copyOf(phases.getOrDefault(phase, List.of())));
        }
        phases = Ordered.copy(copies);
    }

    /** Who wrote a step. */
    public enum Origin {
        TEAM,
        BOOK
    }

    /** A step and who wrote it. */
    public record Stop(Step step, Origin origin) {}

    /** The walk of `book` in `team`. */
    public static Itinerary of(Runbook book, Team team) {
        return of(book, team.steps());
    }

    /** The walk of `book` with the default steps of a team. */
    public static Itinerary of(Runbook book, Map<Phase, List<Step>> team) {
        Map<Phase, List<Stop>> phases = new LinkedHashMap<>();
        for (Phase phase : Phase.values()) {
            List<Step> theirs = team.getOrDefault(phase, List.of());
            phases.put(phase, merge(phase, book, theirs));
        }
        return new Itinerary(phases);
    }

    /** The steps of the book alone, as when another book follows it: its diagnose and mitigate. */
    public static Itinerary followed(Runbook book) {
        Map<Phase, List<Stop>> phases = new LinkedHashMap<>();
        for (Phase phase : List.of(Phase.DIAGNOSE, Phase.MITIGATE)) {
            phases.put(phase, stops(book.phases().getOrDefault(phase, List.of()), Origin.BOOK));
        }
        return new Itinerary(phases);
    }

    private static List<Stop> merge(Phase phase, Runbook book, List<Step> team) {
        List<Step> own = book.phases().getOrDefault(phase, List.of());
        return switch (phase) {
            case TRIAGE, IMPACT, REVERT -> {
                List<Stop> merged = replaced(team, own);
                merged.addAll(stops(others(own, team), Origin.BOOK));
                yield merged;
            }
            case RESOLVE -> {
                List<Stop> merged = stops(others(own, team), Origin.BOOK);
                merged.addAll(replaced(team, own));
                yield merged;
            }
            case DIAGNOSE, MITIGATE ->
                book.plain() || book.phases().containsKey(phase) ? stops(own, Origin.BOOK) : stops(team, Origin.TEAM);
        };
    }

    private static List<Stop> replaced(List<Step> team, List<Step> own) {
        List<Stop> stops = new ArrayList<>();
        for (Step step : team) {
            Optional<Step> instead =
                    own.stream().filter(mine -> mine.id().equals(step.id())).findFirst();
            stops.add(new Stop(instead.orElse(step), instead.isPresent() ? Origin.BOOK : Origin.TEAM));
        }
        return stops;
    }

    /** Those of `own` that take no team step's place. */
    private static List<Step> others(List<Step> own, List<Step> team) {
        Set<String> taken = new HashSet<>();
        team.forEach(step -> taken.add(step.id()));
        return own.stream().filter(step -> !taken.contains(step.id())).toList();
    }

    private static List<Stop> stops(List<Step> steps, Origin origin) {
        List<Stop> stops = new ArrayList<>();
        steps.forEach(step -> stops.add(new Stop(step, origin)));
        return stops;
    }

    /** The steps of one phase, in order. */
    public List<Stop> of(Phase phase) {
        return phases.get(phase);
    }

    /** The phase a step of that id is in, at any depth. */
    public Optional<Phase> phaseOf(String id) {
        for (Phase phase : Phase.values()) {
            if (of(phase).stream().anyMatch(stop -> holds(stop.step(), id))) {
                return Optional.of(phase);
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Step step, String id) {
        return step.id().equals(id) || step.inside().stream().anyMatch(inner -> holds(inner, id));
    }
}
