package oncall.walk;

import java.util.List;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.plan.RevertPlan;
import oncall.runbook.Characters;
import oncall.runbook.FactType;
import oncall.runbook.Step;
import oncall.runbook.Team;
import oncall.runbook.Value;
import oncall.walk.Prompter.Reply;
import oncall.walk.Prompter.Tone;

/**
 * Where a change is to be undone and nobody has written how: six questions, each on record the moment it is answered, then the
 * plan as a file, which is walked at once like any other. What is typed here is a command like any other too: shown, trusted by
 * a key, asked for before it runs.
 */
final class PlanOnTheSpot {
    private final Desk desk;
    private final Asking asking;
    private final Deciding deciding;

    PlanOnTheSpot(Desk desk, Asking asking, Deciding deciding) {
        this.desk = desk;
        this.asking = asking;
        this.deciding = deciding;
    }

    /** Whether a stop belongs to it. */
    static boolean is(Route.Stop stop) {
        return SixLines.isQuestion(stop.key()) || stop.key().equals(PlanChoice.WRITTEN);
    }

    // ---- the questions

    /** Asks one of them until there is an answer, and saves it; `old` is an answer to be replaced. */
    void ask(Route.Stop stop, Step.Ask step, Optional<Incident.Given> old) {
        if (isByHand(stop)) {
            Step.Do byHand = Route.withoutPlan(desk.book().source().path());
            asking.doIt(
                    new Route.Stop(byHand, Route.NO_PLAN, stop.phase(), stop.unit(), true, ""),
                    byHand,
                    desk.incident().given(Route.NO_PLAN));
            return;
        }
        if (stop.key().equals(SixLines.VERSION) && old.isEmpty()) {
            desk.tell(Tone.NOTICE, "Six short questions make a plan of it. ? is an answer too.");
        }
        while (true) {
            Reply reply = desk.ask(sheet(stop, step, old));
            Optional<Entry> answer = read(stop, step, reply);
            if (answer.isPresent()) {
                save(stop, answer.get(), old);
                return;
            }
        }
    }

    /** An answers file may say that it was undone by hand, as it always could. */
    private boolean isByHand(Route.Stop stop) {
        Prompter prompter = desk.parts().prompter();
        return stop.key().equals(SixLines.VERSION) && prompter.scripted() && prompter.volunteers(Route.NO_PLAN);
    }

    private Sheet sheet(Route.Stop stop, Step.Ask step, Optional<Incident.Given> old) {
        Sheet sheet = Sheet.of(stop.key(), step.text())
                .why(old.map(given ->
                                "You answered: " + desk.words().said(stop.key(), given.value(), given.text()) + ".")
                        .orElseGet(() -> why(stop.key())))
                .dontKnow();
        step.choices().forEach(choice -> sheet.offer(choice.id(), choice.words()));
        if (stop.key().equals(SixLines.CHECK)) {
            sheet.offer(SixLines.LOOK, "none: a person looks");
        }
        return step.type() == FactType.CHOICE ? sheet : sheet.freeText();
    }

    private String why(String key) {
        return switch (key) {
            case SixLines.VERSION -> {
                List<String> services = services();
                yield services.isEmpty() ? "A version, tag or digest." : "Of " + String.join(", ", services) + ".";
            }
            case SixLines.COMMAND -> {
                String folder = desk.parts().plans().folder();
                yield "As in a shell" + (folder.isEmpty() ? "" : " in " + folder)
                        + ". It is shown again before it runs.";
            }
            case SixLines.CHECK -> "One that only looks. Good is exit code 0.";
            case SixLines.TAKES -> "For example 10m.";
            default -> "";
        };
    }

    /** Of the part that is hit; else the repository that was changed, which the team named. */
    private List<String> services() {
        List<String> services =
                desk.facts().feature().map(Team.Feature::services).orElse(List.of());
        boolean named = services.isEmpty() && !desk.team().source().builtIn();
        return named ? SixLines.repository(desk.incident()).stream().toList() : services;
    }

    private Optional<Entry> read(Route.Stop stop, Step.Ask step, Reply reply) {
        Entry entry = Entry.of(Event.Answer.PLAIN).on(Optional.of(stop.phase()), stop.key());
        if (reply instanceof Prompter.DontKnow) {
            return Optional.of(entry.valued(Value.UNKNOWN).saying("?"));
        }
        String typed = Asking.typed(reply);
        if (typed.equals(SixLines.LOOK)) {
            return Optional.of(entry.valued(Value.of(typed)).saying("a person looks"));
        }
        AnswerReader.Reading reading =
                new AnswerReader(desk.team(), desk.parts().times()).read(Asked.of(step), typed, desk.moment());
        if (reading instanceof AnswerReader.Refused refused) {
            desk.tell(refused.why());
            return Optional.empty();
        }
        AnswerReader.Read read = (AnswerReader.Read) reading;
        Optional<Integer> hidden = step.type() == FactType.TEXT ? Characters.hidden(read.text()) : Optional.empty();
        if (hidden.isPresent()) {
            desk.tell(
                    Tone.WARNING,
                    "A character that does not show (U+" + String.format("%04X", hidden.get())
                            + ") stands in it. Type it again by hand.");
            return Optional.empty();
        }
        Entry said = entry.saying(read.text());
        return Optional.of(read.value().items().isEmpty() ? said : said.valued(read.value()));
    }

    private void save(Route.Stop stop, Entry answer, Optional<Incident.Given> old) {
        boolean counts =
                desk.answer(old.map(given -> answer.superseding(given.id())).orElse(answer));
        Optional<Incident.Given> given = desk.incident().given(stop.key());
        if (counts && answer.value().filter(SixLines::loses).isPresent()) {
            desk.tell(Tone.WARNING, "What was written since is lost when you go on. Agree with somebody first.");
        }
        if (counts && !given.map(Incident.Given::text).equals(answer.text())) {
            desk.tell(
                    Tone.NOTICE,
                    "A secret was left out of the record. As it stands, it cannot be run from here; copy it yourself.");
        }
    }

    // ---- the plan

    /** Writes the plan down, keeps it with the incident, and says where it is and what its check says. */
    void write(Route.Stop stop) {
        Incident incident = desk.incident();
        String text = SixLines.draft(incident, services()).text();
        PlanStore.Kept kept = desk.parts().plans().keep(SixLines.name(incident), text);
        RevertPlan plan = kept.plan();
        deciding.keep(plan);
        kept.problem().ifPresent(words -> desk.tell(Tone.WARNING, words));
        desk.tell(kept.path().isPresent() ? "Written as a plan:" : "The plan is kept with the incident only.");
        kept.path().ifPresent(path -> desk.tell(Tone.COPY, path));
        desk.tell(Tone.HINT, left(plan, text));
        desk.answer(Entry.of(Event.Answer.PLAIN)
                .on(Optional.of(stop.phase()), PlanChoice.WRITTEN)
                .valued(Value.of("plan:" + plan.name()))
                .saying(kept.path().orElse(plan.name())));
    }

    /** What is left for the day: the lines that stand open; where there are none, what the check says. */
    private String left(RevertPlan plan, String text) {
        long open = text.lines()
                .filter(line -> line.contains("TODO") && !line.startsWith("#"))
                .count();
        PlansInView view = new PlansInView(desk);
        return open == 0
                ? "Its check: " + view.line(view.look(plan)) + "."
                : "Left open in it, for the day: " + open + (open == 1 ? " line" : " lines") + " with TODO.";
    }
}
