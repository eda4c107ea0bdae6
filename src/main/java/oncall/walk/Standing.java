package oncall.walk;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.PriorityTable;
import oncall.incident.PriorityVerdict;
import oncall.runbook.Phase;
import oncall.runbook.Runbook;
import oncall.runbook.Step;
import oncall.runbook.Team;

/**
 * Where a walk stands at a moment: a function of the timeline and the books, with nobody asked and nothing written. A sitting
 * looks at it before each question; a status only looks.
 */
public final class Standing {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("HH:mm'Z'", Locale.ROOT);

    private final Incident incident;
    private final Team team;
    private final Instant now;
    private final ZoneId zone;
    private final Runbook book;
    private final WalkFacts facts;
    private final Route route;

    /**
     * Looks.
     *
     * @param begunWith the book the walk began with
     * @param zone of the times said
     * @param actor whose hours count
     * @param shift incidents opened in this shift, this one included
     */
    public Standing(
            Incident incident,
            Shelf shelf,
            Team team,
            Runbook begunWith,
            Instant now,
            ZoneId zone,
            String actor,
            int shift) {
        this.incident = incident;
        this.team = team;
        this.now = now;
        this.zone = zone;
        this.book = current(incident, shelf, begunWith);
        ZoneId local = team.zone().orElse(zone);
        WalkFacts before =
                new WalkFacts(incident, team, new WalkFacts.Moment(now, local, actor, shift, Optional.empty()));
        Optional<Phase> phase =
                Route.of(incident, shelf, before, team, book).next().map(Route.Stop::phase);
        this.facts = new WalkFacts(incident, team, new WalkFacts.Moment(now, local, actor, shift, phase));
        this.route = Route.of(incident, shelf, facts, team, book);
    }

    /** The book begun with, unless the walk went to another one. */
    private static Runbook current(Incident incident, Shelf shelf, Runbook begunWith) {
        Optional<Runbook> other = Optional.empty();
        for (Incident.Jumped jump : incident.jumps()) {
            if (jump.to().startsWith("book:")) {
                String name = jump.to().substring("book:".length());
                other = name.equals(begunWith.name()) ? Optional.empty() : shelf.book(name);
            }
        }
        return other.orElse(begunWith);
    }

    /** The timeline, folded. */
    public Incident incident() {
        return incident;
    }

    /** The book that is walked now. */
    public Runbook book() {
        return book;
    }

    /** Every step that applies, and what is next. */
    public Route route() {
        return route;
    }

    /** The team file. */
    public Team team() {
        return team;
    }

    WalkFacts facts() {
        return facts;
    }

    Instant now() {
        return now;
    }

    ZoneId zone() {
        return zone;
    }

    /** What is or will be due. */
    public List<Dues.Due> dues() {
        return Dues.of(incident, team, book, toAskAgain());
    }

    /** An answer in the words of its question. */
    public String said(Incident.Given given) {
        return new Words(this).said(given.key(), given.value(), given.text());
    }

    /** `17:05+02:00`, the date in front on another day. */
    String minute(Instant instant) {
        return AnswerWords.clock(instant, now, zone);
    }

    /** `17:05+02:00 (15:05Z)`. */
    String both(Instant instant) {
        boolean same = zone.getRules().getOffset(instant).equals(ZoneOffset.UTC);
        return same ? minute(instant) : minute(instant) + " (" + UTC.format(instant.atZone(ZoneOffset.UTC)) + ")";
    }

    // ---- the priority

    /** The verdict on what is known now. */
    PriorityVerdict judge() {
        return PriorityTable.judge(team, facts, unknowns());
    }

    /** The level that the answers give now, where that is another than the one on record. */
    public Optional<String> otherLevel() {
        List<String> levels = List.copyOf(team.levels().keySet());
        return incident.priority()
                .map(Event.Priority::to)
                .flatMap(set -> Optional.of(PriorityTable.effective(judge().level(), incident.raisedTo(), levels))
                        .filter(level -> !level.equals(set)));
    }

    /** What was answered "don't know" or was left unasked, with the other values it could have. */
    private Map<String, List<String>> unknowns() {
        Map<String, List<String>> unknowns = new LinkedHashMap<>();
        for (Route.Stop stop : route.stops()) {
            boolean asks = stop.phase().compareTo(Phase.IMPACT) <= 0 && stop.step() instanceof Step.Ask;
            if (asks && (isUnknown(stop.key()) || incident.given(stop.key()).isEmpty())) {
                Map.Entry<String, List<String>> tried = PriorityTable.unknown(team, (Step.Ask) stop.step());
                unknowns.put(tried.getKey(), tried.getValue());
            }
        }
        return unknowns;
    }

    private boolean isUnknown(String key) {
        return incident.given(key).map(Incident.Given::isUnknown).orElse(false);
    }

    /**
     * The facts to ask again: those answered "don't know" that another answer to would change the level; of a firm row that
     * says `again`, the facts it looks at.
     */
    List<String> toAskAgain() {
        if (incident.priority().flatMap(Event.Priority::again).isEmpty()) {
            return List.of();
        }
        if (!incident.priority().map(Event.Priority::provisional).orElse(false)) {
            return rowFacts();
        }
        Set<String> asked = new LinkedHashSet<>();
        for (PriorityVerdict.Alternative other : judge().otherwise()) {
            other.answers().forEach(supposed -> asked.add(asked(supposed.fact())));
        }
        return asked.stream().filter(this::isUnknown).toList();
    }

    private List<String> rowFacts() {
        return incident
                .priority()
                .flatMap(Event.Priority::row)
                .filter(row -> row <= team.priority().size())
                .map(row -> team.priority().get(row - 1).when().names())
                .orElse(Set.of())
                .stream()
                .map(Standing::asked)
                .filter(fact -> incident.given(fact).isPresent())
                .toList();
    }

    /** The tier is looked up; what is asked is the feature. */
    private static String asked(String fact) {
        return fact.equals("tier") ? "feature" : fact;
    }
}
