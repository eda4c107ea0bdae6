package oncall.walk;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.runbook.Phase;
import oncall.runbook.Step;
import oncall.runbook.Team;
import oncall.runbook.Value;
import oncall.walk.Prompter.Tone;

/** Calling people: whom the level calls for, whom a step names, whom the person wants. */
final class Calling {
    /** The engine's prompt after a level. */
    static final String PAGE = "page";

    private static final Set<String> OUTCOMES = Set.of("reached", "me", "not_reached", "unknown");

    private final Desk desk;
    private final Asking asking;

    Calling(Desk desk, Asking asking) {
        this.desk = desk;
        this.asking = asking;
    }

    /** Roles the priority calls for that were not called yet, and those not reached whose time to answer is over. */
    List<String> owed(Priorities priorities) {
        if (desk.incident().priority().isEmpty()) {
            return List.of();
        }
        Set<String> roles = new LinkedHashSet<>();
        boolean ruled = desk.incident()
                        .priority()
                        .map(Event.Priority::to)
                        .equals(Optional.of(priorities.judge().level()))
                && desk.incident().raisedTo().isEmpty();
        roles.addAll(
                ruled
                        ? priorities.judge().call()
                        : priorities.level().map(Team.Level::call).orElse(List.of()));
        roles.removeIf(role -> desk.incident().holders().containsKey(role) || isWaitingFor(role, priorities));
        return List.copyOf(roles);
    }

    private boolean isWaitingFor(String role, Priorities priorities) {
        Optional<Incident.Called> last = desk.incident().calls().stream()
                .filter(call -> call.role().equals(role))
                .reduce((first, second) -> second);
        Optional<java.time.Duration> within = priorities.level().flatMap(Team.Level::answerWithin);
        return last.isPresent()
                && within.map(span -> desk.now().isBefore(last.get().at().plus(span)))
                        .orElse(true);
    }

    /** Calls each of them; one passed over was not reached, and the next is called all the same. */
    void page(List<String> roles) {
        for (String role : roles) {
            desk.open("CALL");
            Optional<Phase> phase = desk.route().next().map(Route.Stop::phase);
            try {
                call(PAGE, phase, role, "");
            } catch (Turn.Skipped skipped) {
                desk.save(Entry.of(new Event.Call(role, Optional.empty(), "not_reached"))
                        .on(phase, PAGE)
                        .valued(Value.of("not_reached")));
            }
        }
    }

    void step(Route.Stop stop, Step.Call step) {
        asking.show(stop);
        String message = step.message()
                .map(text -> {
                    Variables variables = new Variables(desk, stop);
                    return variables.fill(text).orElse(text);
                })
                .orElse("");
        if (!step.text().isEmpty()) {
            desk.tell(step.text());
        }
        for (String role : openRoles(stop, step)) {
            call(stop.key(), Optional.of(stop.phase()), role, message);
        }
        step.common().milestone().ifPresent(mark -> asking.mark(stop, mark));
    }

    private List<String> openRoles(Route.Stop stop, Step.Call step) {
        int anew = desk.incident().jumps().stream()
                .filter(Incident.Jumped::again)
                .mapToInt(Incident.Jumped::position)
                .max()
                .orElse(-1);
        return step.roles().stream()
                .filter(role -> desk.incident().calls().stream()
                        .noneMatch(call ->
                                call.step().equals(stop.key()) && call.role().equals(role) && call.position() > anew))
                .toList();
    }

    /** Calls one role, and puts down who answered. */
    void call(String name, Optional<Phase> phase, String role, String message) {
        String title = desk.words().role(role);
        reach(role).forEach(line -> desk.tell(line));
        if (!message.isEmpty()) {
            desk.tell(Tone.QUOTE, message);
        }
        Optional<String> person = known(role);
        String text =
                "Call now: " + person.map(each -> each + " (" + title + ")").orElse(title) + ". Who answered?";
        Prompter.Reply reply = desk.ask(Sheet.of(name, text)
                .why(person.isPresent() ? "Somebody else? Type the name." : "")
                .offer("reached", person.orElse("somebody did"))
                .offer("me", "it is me")
                .offer("not_reached", "nobody yet")
                .freeText());
        String taken = Desk.id(reply);
        boolean named = reply instanceof Prompter.Typed && !OUTCOMES.contains(taken);
        Optional<String> who = Optional.empty();
        if (named) {
            who = Optional.of(taken);
        } else if (taken.equals("reached")) {
            who = person.isPresent() && desk.interactive()
                    ? person
                    : desk.optional("who " + role, "Who is it? A name.", person);
        }
        String outcome = named ? "reached" : taken.equals("unknown") ? "not_reached" : taken;
        desk.save(Entry.of(new Event.Call(role, who, outcome))
                .on(phase, name)
                .valued(Value.of(outcome))
                .saying(who.orElse("")));
        desk.tell(Tone.SAVED, "saved: " + title + ": " + who.orElseGet(() -> said(outcome)));
    }

    private static String said(String outcome) {
        return switch (outcome) {
            case "reached" -> "reached";
            case "me" -> "you";
            default -> "nobody yet";
        };
    }

    /** Who it would be: the holder, or the name noted beside a number. */
    private Optional<String> known(String role) {
        Optional<String> noted = Optional.ofNullable(desk.team().roles().get(role))
                .flatMap(each -> each.reach().stream()
                        .flatMap(way -> way.note().stream())
                        .filter(note -> !note.contains(" "))
                        .findFirst());
        return Optional.ofNullable(desk.incident().holders().get(role)).or(() -> noted);
    }

    /** Every way to reach a role; where it has none or nobody holds it, the role that covers. */
    List<String> reach(String role) {
        List<String> lines = new ArrayList<>();
        Optional<Team.Role> known = Optional.ofNullable(desk.team().roles().get(role));
        known.ifPresent(each -> each.reach().forEach(way -> lines.add("  " + way(way))));
        known.flatMap(Team.Role::covers)
                .filter(covers -> !covers.equals(role))
                .ifPresent(covers -> lines.add("  If there is no " + small(role) + ", the " + small(covers) + " covers"
                        + Optional.ofNullable(desk.incident().holders().get(covers))
                                .map(holder -> ": " + holder)
                                .orElse("")
                        + "."));
        return lines;
    }

    private String small(String role) {
        return desk.words().role(role).toLowerCase(Locale.ROOT);
    }

    private static String way(Team.Reach way) {
        String how = way.phone()
                .orElseGet(() ->
                        way.run().map(run -> "who is it: " + run.display()).orElse(""));
        return how + way.note().map(note -> " (" + note + ")").orElse("");
    }
}
