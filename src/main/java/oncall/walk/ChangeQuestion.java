package oncall.walk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.plan.RevertPlan;
import oncall.runbook.Choice;
import oncall.runbook.Durations;
import oncall.runbook.Step;
import oncall.runbook.Value;
import oncall.walk.Prompter.Reply;
import oncall.walk.Prompter.Tone;

/** What changed before it began: a list to recognise, from plans and git, read only now. */
final class ChangeQuestion {
    private static final int SHOWN = 30;

    /** Changes shown before the two other answers, so that those stand on a small screen too. */
    private static final int FIRST = 7;

    private final Desk desk;

    ChangeQuestion(Desk desk) {
        this.desk = desk;
    }

    /** Asks, and saves a change that is named, other words, nothing, or "don't know" with the newest change counting. */
    void ask(Route.Stop stop, Step.Ask step, Optional<Incident.Given> old) {
        List<Changes.Change> changes = found();
        List<Choice> choices = named(changes);
        Sheet sheet = Sheet.of(stop.key(), step.text())
                .why("The last " + Durations.words(desk.team().changes().lookBack())
                        + ". ? counts as the newest change.");
        changes.stream().limit(FIRST).forEach(change -> sheet.offer(change.id(), line(change)));
        sheet.offer("other", "something else")
                .offer("none", "nothing changed")
                .dontKnow()
                .freeText();
        changes.stream().skip(FIRST).forEach(change -> sheet.offer(change.id(), line(change)));
        if (changes.size() > 7) {
            sheet.picker();
        }
        while (true) {
            Reply reply = desk.ask(sheet);
            String typed = Asking.typed(reply);
            if (reply instanceof Prompter.DontKnow) {
                save(stop, Value.UNKNOWN, "?", changes.stream().findFirst().map(Changes.Change::id), old);
                return;
            }
            if (typed.equals("other")) {
                typed = desk.reason("text", "What changed? One line.");
            }
            AnswerReader.Reading reading = new AnswerReader(
                            desk.team(), desk.parts().times())
                    .read(Asked.of(step).offering(choices), typed, desk.now(), desk.zone());
            if (reading instanceof AnswerReader.Read read) {
                save(stop, read.value(), words(read, changes), Optional.empty(), old);
                return;
            }
            desk.tell(((AnswerReader.Refused) reading).why());
        }
    }

    /** A commit is put down with its words: its number alone says nothing to the one who reads the record. */
    private String words(AnswerReader.Read read, List<Changes.Change> changes) {
        return changes.stream()
                .filter(change -> change.id().startsWith("git:") && read.value().has(change.id()))
                .map(change -> desk.words().day(change.at()) + " " + change.words())
                .findFirst()
                .orElse(read.text());
    }

    /** What may be named: the changes shown, and every plan, however long ago its change went out. */
    private List<Choice> named(List<Changes.Change> changes) {
        List<Choice> choices = new ArrayList<>();
        changes.forEach(change -> choices.add(new Choice(change.id(), change.words())));
        for (RevertPlan plan : desk.parts().shelf().plans()) {
            if (changes.stream().noneMatch(change -> change.id().equals("plan:" + plan.name()))) {
                choices.add(new Choice("plan:" + plan.name(), plan.title()));
            }
        }
        return choices;
    }

    private void save(Route.Stop stop, Value value, String text, Optional<String> from, Optional<Incident.Given> old) {
        Entry entry = Entry.of(new Event.Answer(Optional.empty(), Optional.empty(), from))
                .on(Optional.of(stop.phase()), stop.key())
                .valued(value)
                .saying(text);
        desk.answer(old.map(given -> entry.superseding(given.id())).orElse(entry));
        stop.step().common().milestone().ifPresent(mark -> new Asking(desk).mark(stop, mark));
    }

    /** Changes of the look-back window, newest first: those with a plan, then those in git. */
    private List<Changes.Change> found() {
        Instant began = desk.incident().started();
        Instant from = began.minus(desk.team().changes().lookBack());
        List<Changes.Change> changes = new ArrayList<>();
        PlansInView view = new PlansInView(desk);
        for (RevertPlan plan : view.inWindow()) {
            changes.add(new Changes.Change(
                    "plan:" + plan.name(),
                    plan.deployed().orElseThrow(),
                    PlansInView.change(plan) + " - plan " + view.line(view.look(plan))));
        }
        Changes.Feed feed = desk.parts().changes().since(from);
        feed.problems().forEach(problem -> desk.tell(Tone.HINT, problem));
        List<String> unreadable = desk.parts().shelf().unreadablePlans();
        if (!unreadable.isEmpty()) {
            desk.tell(
                    Tone.NOTICE,
                    "Revert plans with errors, not offered: " + String.join(", ", unreadable)
                            + ". oncall revert-plan check says what is wrong.");
        }
        int room = Math.max(0, SHOWN - changes.size());
        feed.changes().stream()
                .filter(change -> !change.at().isAfter(desk.now()))
                .limit(room)
                .forEach(changes::add);
        changes.sort(Comparator.comparing(this::isLater)
                .thenComparing(Comparator.comparing(Changes.Change::at).reversed()));
        return changes;
    }

    /** Went out after it began, as far as that is known: offered last, and marked. */
    private boolean isLater(Changes.Change change) {
        return desk.facts().fact("since").isPresent()
                && change.at().isAfter(desk.incident().started());
    }

    private String line(Changes.Change change) {
        return desk.words().day(change.at()) + " " + change.words() + (isLater(change) ? " (after it began)" : "");
    }
}
