package oncall.walk;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.PriorityTable;
import oncall.incident.PriorityVerdict;
import oncall.incident.PriorityWords;
import oncall.runbook.Phase;
import oncall.runbook.Team;
import oncall.walk.Prompter.Tone;

/**
 * The priority: computed when the last impact question that applies is answered, computed again after every later answer, and
 * put on record whenever it differs from what stands there. Raising is free; lowering asks.
 */
final class Priorities {
    /** The engine's prompt before a level is lowered. */
    static final String LOWER = "lower";

    private final Desk desk;

    Priorities(Desk desk) {
        this.desk = desk;
    }

    /** Whether it is time to compute it at all. */
    boolean isDue() {
        return desk.incident().priority().isPresent() || desk.route().isDone(Phase.IMPACT) && reachedImpact();
    }

    private boolean reachedImpact() {
        return desk.route().stops().stream().anyMatch(stop -> stop.phase() == Phase.IMPACT);
    }

    /** The verdict on what is known now. */
    PriorityVerdict judge() {
        return desk.standing().judge();
    }

    /** Brings the record up to date; true when something was written or asked, so that the walk looks anew. */
    boolean settle() {
        if (!isDue()) {
            return false;
        }
        PriorityVerdict verdict = judge();
        Optional<Event.Priority> before = desk.incident().priority();
        List<String> levels = List.copyOf(desk.team().levels().keySet());
        String effective =
                PriorityTable.effective(verdict.level(), desk.incident().raisedTo(), levels);
        if (before.isPresent() && before.get().to().equals(effective) && isSame(before.get(), verdict)) {
            return false;
        }
        if (before.isPresent() && PriorityTable.isHigher(before.get().to(), effective, levels)) {
            return lower(before.get(), verdict, effective);
        }
        write(before, verdict, effective, "rule", Optional.empty(), Optional.empty());
        tell(verdict, effective);
        offerToGo(before, verdict);
        return true;
    }

    private static boolean isSame(Event.Priority before, PriorityVerdict verdict) {
        return before.provisional() == verdict.provisional()
                && (!before.by().equals("rule") || before.row().equals(Optional.of(verdict.row())));
    }

    private void write(
            Optional<Event.Priority> before,
            PriorityVerdict verdict,
            String to,
            String by,
            Optional<String> evidence,
            Optional<String> name) {
        Map<String, String> known = new LinkedHashMap<>();
        Set<String> names = new LinkedHashSet<>();
        desk.team().priority().forEach(row -> names.addAll(row.when().names()));
        names.forEach(fact -> known.put(
                fact,
                desk.facts().fact(fact).map(each -> each.value().toString()).orElse("unknown")));
        desk.save(Entry.of(new Event.Priority(
                        before.map(Event.Priority::to),
                        to,
                        by,
                        Optional.of(verdict.row()),
                        known,
                        verdict.provisional(),
                        againAt(verdict),
                        evidence,
                        name))
                .on(Optional.of(Phase.IMPACT), "priority")
                .valued(oncall.runbook.Value.of(to))
                .saying(words().reason(verdict, to, Optional.empty())));
    }

    private Optional<Instant> againAt(PriorityVerdict verdict) {
        return verdict.again().map(desk.now()::plus);
    }

    private PriorityWords words() {
        return new PriorityWords(desk.team(), (fact, value) -> desk.words().of(fact, value));
    }

    private void tell(PriorityVerdict verdict, String effective) {
        Optional<String> again = againAt(verdict).map(desk::minute);
        Optional<String> customers = firstTo("customers", effective).map(desk::minute);
        words().lines(verdict, effective, again, customers).forEach(line -> desk.tell(Tone.NOTICE, line));
    }

    private Optional<Instant> firstTo(String audience, String level) {
        boolean told = desk.incident().lastTo(audience).isPresent();
        return Optional.ofNullable(desk.team().levels().get(level))
                .flatMap(each -> Optional.ofNullable(each.updateEvery().get(audience)))
                .filter(every -> !told)
                .map(every -> desk.incident().opened().plus(every));
    }

    /** Lowering takes evidence and a name; until then the higher level stands, and is asked about once. */
    private boolean lower(Event.Priority before, PriorityVerdict verdict, String effective) {
        String offered = before.to() + " to " + effective;
        boolean kept = desk.incident()
                .given(LOWER)
                .map(given -> given.value().map(value -> value.has("keep")).orElse(false)
                        && given.text().equals(offered))
                .orElse(false);
        if (kept) {
            return false;
        }
        desk.begin();
        desk.open("PRIORITY");
        String taken = desk.choose(Sheet.of(LOWER, "The answers now say " + effective + ". Lower it?")
                .why(words().reason(verdict, effective, Optional.empty()))
                .offer("lower", "lower it (evidence, name)")
                .offer("keep", "keep " + before.to()));
        if (!taken.equals("lower")) {
            desk.answer(Entry.of(Event.Answer.PLAIN)
                    .on(Optional.of(Phase.IMPACT), LOWER)
                    .valued(oncall.runbook.Value.of("keep"))
                    .saying(offered));
            return true;
        }
        String evidence = desk.reason("evidence", "What shows it? One line.");
        String name = desk.reason("name", "Who says so? A name.");
        write(Optional.of(before), verdict, effective, "lower", Optional.of(evidence), Optional.of(name));
        tell(verdict, effective);
        return true;
    }

    /** `:raise [LEVEL]`: free, by anyone, at any time; alone it is one up. */
    void raise(String wanted) {
        List<String> levels = List.copyOf(desk.team().levels().keySet());
        PriorityVerdict verdict = judge();
        String now = desk.incident().priority().map(Event.Priority::to).orElse(verdict.level());
        String to = wanted.isBlank()
                ? PriorityTable.oneUp(now, levels).orElse(now)
                : wanted.strip().toUpperCase(java.util.Locale.ROOT);
        if (!levels.contains(to)) {
            desk.tell("There is no level `" + to + "`. Levels: " + String.join(", ", levels) + ".");
            return;
        }
        boolean set = desk.incident().priority().isPresent();
        if (set && !PriorityTable.isHigher(to, now, levels)) {
            desk.tell("It is " + now + " already.");
            return;
        }
        write(
                desk.incident().priority(),
                verdict,
                to,
                "raise",
                Optional.empty(),
                Optional.of(desk.setting().actor()));
        tell(verdict, to);
    }

    /** A row may offer to go somewhere at once: stop the damage first. */
    private void offerToGo(Optional<Event.Priority> before, PriorityVerdict verdict) {
        boolean rowWasThere = before.flatMap(Event.Priority::row).equals(Optional.of(verdict.row()));
        if (verdict.go().isPresent() && !rowWasThere) {
            desk.offerToGo(verdict.go().get(), "Stop the damage first?", Optional.empty());
        }
    }

    /** The level's policy now. */
    Optional<Team.Level> level() {
        return desk.incident()
                .priority()
                .map(Event.Priority::to)
                .map(desk.team().levels()::get);
    }
}
