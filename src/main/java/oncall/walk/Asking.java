package oncall.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.document.TakenAs;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.runbook.Block;
import oncall.runbook.Choice;
import oncall.runbook.FactType;
import oncall.runbook.Milestone;
import oncall.runbook.Phase;
import oncall.runbook.Risk;
import oncall.runbook.Step;
import oncall.runbook.TimeReader;
import oncall.runbook.Value;
import oncall.walk.Prompter.Line;
import oncall.walk.Prompter.Reply;
import oncall.walk.Prompter.Tone;

/** Questions a person answers: asks, and what is done by hand. */
final class Asking {
    private static final String COPY = "c";
    private static final int PICKER_FROM = 10;

    private final Desk desk;

    Asking(Desk desk) {
        this.desk = desk;
    }

    // ---- what stands with a step

    /** Shows blocks and links of a step, commands with their values filled in for copying. */
    void show(Route.Stop stop) {
        Step.Common common = stop.step().common();
        List<Line> lines = new ArrayList<>();
        if (!stop.under().isEmpty()) {
            lines.add(new Line(Tone.HINT, stop.under()));
        }
        boolean named =
                stop.step() instanceof Step.Do || stop.step() instanceof Step.Ask || stop.step() instanceof Step.Decide;
        if (!named && common.who().isPresent()) {
            lines.add(new Line(Tone.NOTICE, "For " + holder(common.who().get()) + "."));
        }
        for (Block block : common.show()) {
            boolean several = block.kind() == Block.Kind.TEXT && block.text().contains("\n");
            lines.add(new Line(several ? Tone.QUOTE : tone(block.kind()), shown(block, stop)));
        }
        common.links().forEach(link -> lines.add(new Line(Tone.HINT, link)));
        desk.tell(lines);
    }

    /** Asks; beside the choices, `c` shows the commands bare: each alone on its line, without margin or marks. */
    Reply ask(Sheet sheet, List<String> commands) {
        if (commands.isEmpty() || !desk.interactive()) {
            return desk.ask(sheet);
        }
        sheet.offer(COPY, "bare, to copy (c)");
        Reply reply = desk.ask(sheet);
        while (Desk.id(reply).equals(COPY)) {
            commands.forEach(command -> desk.tell(Tone.COPY, command));
            reply = desk.ask(sheet);
        }
        return reply;
    }

    private static Tone tone(Block.Kind kind) {
        return switch (kind) {
            case TEXT, LINK, IMAGE -> Tone.PLAIN;
            case COMMAND, CODE -> Tone.COMMAND;
            case EXAMPLE, QUOTE, TABLE -> Tone.QUOTE;
            case WARNING -> Tone.WARNING;
        };
    }

    private String shown(Block block, Route.Stop stop) {
        return block.kind() == Block.Kind.COMMAND ? new Variables(desk, stop).copyForm(block.text()) : block.text();
    }

    /** Whom to ask, and whether it may be left out, when the step says so. */
    String whom(Step step) {
        String whom =
                step.common().who().map(role -> "Ask " + holder(role) + ".").orElse("");
        String optional = step.common().optional() ? "Optional: :skip passes over it." : "";
        return (whom + " " + optional).strip();
    }

    private String holder(String role) {
        String name = desk.words().role(role);
        return Optional.ofNullable(desk.incident().holders().get(role))
                .map(holder -> holder + " (" + name + ")")
                .orElse("the " + name.toLowerCase(java.util.Locale.ROOT));
    }

    // ---- ask

    /** Asks until there is an answer, and saves it; `old` is an answer to be replaced. */
    void ask(Route.Stop stop, Step.Ask step, Optional<Incident.Given> old) {
        show(stop);
        if (step.type() == FactType.CHANGE) {
            new ChangeQuestion(desk).ask(stop, step, old);
            return;
        }
        Optional<String> draft = Optional.empty();
        Optional<AnswerReader.Read> doubted = Optional.empty();
        while (true) {
            Reply reply = desk.ask(sheet(stop, step, old, draft));
            String typed = typed(reply);
            AnswerReader.Reading reading = reply instanceof Prompter.DontKnow
                    ? new AnswerReader.Read(Value.UNKNOWN, "?", Optional.empty())
                    : reader().read(Asked.of(step), typed, desk.moment());
            boolean again =
                    doubted.filter(read -> read.text().equals(typed.strip())).isPresent();
            if (reading instanceof AnswerReader.Refused refused && !again) {
                desk.tell(refused.why() + (refused.meant().isPresent() ? " Write the same again if it is meant." : ""));
                doubted = refused.meant();
                draft = Optional.of(typed).filter(words -> refused.meant().isEmpty());
                continue;
            }
            save(stop, step, again ? doubted.get() : (AnswerReader.Read) reading, old);
            return;
        }
    }

    private AnswerReader reader() {
        return new AnswerReader(desk.team(), desk.parts().times());
    }

    static String typed(Reply reply) {
        if (reply instanceof Prompter.Chosen chosen) {
            return String.join(", ", chosen.ids());
        }
        return reply instanceof Prompter.Typed typed ? typed.text() : "?";
    }

    private Sheet sheet(Route.Stop stop, Step.Ask step, Optional<Incident.Given> old, Optional<String> draft) {
        Sheet sheet = Sheet.of(stop.key(), step.text()).why(why(stop, step, old));
        List<Choice> choices = Words.choices(step, desk.team());
        choices.forEach(choice -> sheet.offer(choice.id(), choice.words()));
        if (choices.isEmpty()) {
            sheet.freeText();
        }
        if (choices.size() >= PICKER_FROM) {
            sheet.picker();
        }
        if (step.type() == FactType.MULTI) {
            sheet.several();
        }
        if (step.type() != FactType.TEXT) {
            sheet.dontKnow();
        }
        Optional<String> shown = draft.or(() -> prefill(stop, step, old));
        return sheet.prefill(shown, draft.isEmpty() && enterKeeps(stop));
    }

    /** Enter alone keeps what a book or an earlier answer says, but never answers a question of impact or revert. */
    static boolean enterKeeps(Route.Stop stop) {
        return stop.phase() != Phase.IMPACT && stop.phase() != Phase.REVERT;
    }

    private String why(Route.Stop stop, Step.Ask step, Optional<Incident.Given> old) {
        List<String> parts = new ArrayList<>();
        if (!whom(step).isEmpty()) {
            parts.add(whom(step));
        }
        step.unit().ifPresent(unit -> parts.add("In " + unit + "."));
        if (old.isPresent()) {
            parts.add("You answered: "
                    + desk.words().said(stop.key(), old.get().value(), old.get().text()) + ".");
        } else if (preset(stop, step).isPresent()) {
            parts.add("From the book: "
                    + desk.words().of(stop.key(), preset(stop, step).get()) + ".");
        } else if (outside(stop).isPresent()) {
            parts.add("From the walk before: "
                    + desk.words().of(step.id(), outside(stop).get()) + ".");
        }
        if (step.type() == FactType.TIME) {
            parts.add("For example 17:03, 10 min ago, 2018-11-12 17:03.");
        }
        return String.join(" ", parts);
    }

    private Optional<String> prefill(Route.Stop stop, Step.Ask step, Optional<Incident.Given> old) {
        if (old.isPresent() && !old.get().isUnknown()) {
            return Optional.of(
                    old.get().value().map(Value::toString).orElse(old.get().text()));
        }
        if (step.id().equals("what") && desk.incident().sessions().stream().anyMatch(Asking::isTitled)) {
            return Optional.of(desk.incident().title());
        }
        return preset(stop, step).or(() -> outside(stop));
    }

    private static boolean isTitled(oncall.incident.TimelineRecord session) {
        return ((Event.Session) session.event()).flags().contains("titled");
    }

    Optional<String> preset(Route.Stop stop, Step step) {
        return stop.unit().prefix().isEmpty()
                ? Optional.ofNullable(desk.book().presets().get(step.id())).map(Value::toString)
                : Optional.empty();
    }

    /** Inside a followed book: the caller's answer to a question of the same id, offered, never taken silently. */
    private Optional<String> outside(Route.Stop stop) {
        if (stop.unit().prefix().isEmpty()) {
            return Optional.empty();
        }
        return desk.facts()
                .fact(stop.step().id())
                .map(fact -> fact.value().items().isEmpty()
                        ? fact.text()
                        : fact.value().toString());
    }

    private void save(Route.Stop stop, Step.Ask step, AnswerReader.Read read, Optional<Incident.Given> old) {
        Optional<String> source = sourceOf(step, read);
        Optional<String> from = preset(stop, step)
                .filter(preset -> preset.equals(read.value().toString()))
                .map(preset -> "book");
        Entry entry = Entry.of(new Event.Answer(Optional.empty(), source, from))
                .on(Optional.of(stop.phase()), stop.key())
                .saying(read.text());
        if (!read.value().items().isEmpty()) {
            entry = entry.valued(read.value());
        }
        if (read.given().isPresent()) {
            entry = entry.timed(read.given().get());
            tellAssumed(read.value(), read.given().get());
        }
        if (desk.answer(old.isPresent() ? entry.superseding(old.get().id()) : entry)) {
            afterwards(stop, read.value());
        }
    }

    private void tellAssumed(Value value, TimeReader.Given given) {
        TimeReader.Read read = new TimeReader.Read(java.time.Instant.parse(value.single()), given);
        TakenAs.sentence(read, desk.zone()).ifPresent(words -> desk.tell(Tone.HINT, words + " :back corrects it."));
    }

    /** A number of the impact says where it comes from. */
    private Optional<String> sourceOf(Step.Ask step, AnswerReader.Read read) {
        boolean number = step.id().equals("customers_number") || step.id().equals("failing_share");
        if (!number || read.value().isUnknown()) {
            return Optional.empty();
        }
        if (!desk.parts().prompter().volunteers("source")) {
            return Optional.of("guess");
        }
        return Optional.of(desk.choose(Sheet.of("source", "How is that known?")
                        .offer("metric", "from a graph or a query")
                        .offer("tickets", "counted from tickets")
                        .offer("reproduced", "tried it ourselves")
                        .offer("guess", "a guess")))
                .map(source -> source.equals("unknown") ? "guess" : source);
    }

    private void afterwards(Route.Stop stop, Value value) {
        if (stop.step().id().equals("feature")) {
            Optional.ofNullable(desk.team().features().get(value.single()))
                    .ifPresent(feature ->
                            desk.tell(feature.name() + ": " + feature.tier().word() + " feature."));
        }
        stop.step().common().milestone().ifPresent(mark -> mark(stop, mark));
    }

    /** Sets a mark of the incident: at the time answered, where the answer is one. */
    void mark(Route.Stop stop, Milestone mark) {
        Entry entry = Entry.of(new Event.Milestone(mark.word())).on(Optional.of(stop.phase()), stop.key());
        Optional<Incident.Given> given = desk.incident().given(stop.key()).filter(each -> !each.isUnknown());
        boolean isTime = stop.step() instanceof Step.Ask ask && ask.type() == FactType.TIME;
        if (isTime && given.isPresent()) {
            desk.save(entry.at(
                    java.time.Instant.parse(given.get().value().orElseThrow().single())));
        } else if (!isTime) {
            desk.save(given.map(each -> entry.at(each.at())).orElse(entry));
        }
    }

    // ---- do

    /** Something done by hand: done, passed over, or a finding in words. */
    void doIt(Route.Stop stop, Step.Do step, Optional<Incident.Given> old) {
        show(stop);
        if (step.common().who().isPresent()) {
            doneBy(stop, step);
            return;
        }
        if (step.risk().level() == Risk.Level.HIGH && !new Consent(desk, stop).toGoOn(step.risk())) {
            saveOutcome(stop, "skipped", "", old);
            return;
        }
        Sheet sheet = Sheet.of(stop.key(), step.text())
                .why(step.risk().undo().map(undo -> "Undo: " + undo).orElse(""))
                .offer("done", "done")
                .offer("finding", "done, with a note (or just type it)")
                .offer("skipped", step.common().optional() ? "skip (optional)" : "skip")
                .freeText();
        List<String> commands = step.common().show().stream()
                .filter(block -> block.kind() == Block.Kind.COMMAND)
                .map(block -> shown(block, stop))
                .toList();
        Reply reply = ask(sheet.dontKnow(), commands);
        String id = Desk.id(reply);
        if (id.equals("finding")) {
            saveOutcome(stop, "finding", desk.reason("text", "What is there to note? One line."), old);
        } else if (reply instanceof Prompter.Typed typed && !id.equals("done") && !id.equals("skipped")) {
            saveOutcome(stop, "finding", typed.text(), old);
        } else {
            saveOutcome(stop, id, "", old);
        }
    }

    private void doneBy(Route.Stop stop, Step.Do step) {
        String role = step.common().who().orElseThrow();
        if (step.risk().level() == Risk.Level.HIGH && !new Consent(desk, stop).toGoOn(step.risk())) {
            saveOutcome(stop, "skipped", "", Optional.empty());
            return;
        }
        String id = desk.choose(Sheet.of(stop.key(), step.text())
                .why("For " + holder(role) + ".")
                .offer("done", "they did it")
                .offer("me", "I did it")
                .offer("skipped", "nobody reached"));
        saveOutcome(stop, id.equals("me") ? "done" : id, id.equals("me") ? "I did it" : "", Optional.empty());
    }

    /** Records the outcome of a step that has no answer of its own. */
    void saveOutcome(Route.Stop stop, String outcome, String text, Optional<Incident.Given> old) {
        Entry entry = Entry.of(Event.Answer.PLAIN)
                .on(Optional.of(stop.phase()), stop.key())
                .valued(Value.of(outcome))
                .saying(text);
        boolean counts =
                desk.answer(old.map(given -> entry.superseding(given.id())).orElse(entry));
        boolean reached =
                counts && !outcome.equals("skipped") && !outcome.equals("unknown") && !outcome.startsWith("fail");
        if (reached) {
            stop.step().common().milestone().ifPresent(mark -> mark(stop, mark));
        }
    }
}
