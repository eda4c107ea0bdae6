package oncall.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.plan.PlanDraft;
import oncall.runbook.Durations;
import oncall.walk.Prompter;
import oncall.walk.Prompter.Line;
import oncall.walk.Prompter.Tone;
import oncall.walk.Sheet;

/** Asks what a revert plan needs, one thing at a time. What nobody knows yet stays open. */
final class PlanInterview {
    private static final String DONE = "done";
    private final Prompter prompter;
    private final PlanDraft known;
    private final List<PlanDraft.Service> services = new ArrayList<>();
    private final List<PlanDraft.Step> steps = new ArrayList<>();
    private Optional<String> title;
    private Optional<String> owner;
    private Optional<List<PlanDraft.Migration>> migrations;
    private Optional<String> data = Optional.empty();
    private List<PlanDraft.Proof> proofs = List.of();
    private Optional<String> fails = Optional.empty();
    private Optional<String> again = Optional.empty();
    private Optional<Duration> estimate = Optional.empty();

    /** The person went before the end. */
    static final class Left extends Exception {
        private static final long serialVersionUID = 1L;
    }

    PlanInterview(Prompter prompter, PlanDraft known) {
        this.prompter = prompter;
        this.known = known;
        this.title = known.title();
        this.owner = known.owner();
        this.migrations = known.migrations();
    }

    /**
     * Asks everything, beginning with what is known already: that stands in place and is kept with Enter.
     *
     * @throws Left when nobody answers any more; {@link #draft} has what was said until then
     */
    void ask() throws Left {
        tell("? leaves a thing open: it stands as TODO in the file, and the check lists it by line.");
        title = words("title", "What was changed? A few words.", known.title());
        owner = words("owner", "Who keeps this plan? One person.", known.owner());
        services();
        migrations = migrations(known.migrations());
        data = data();
        steps();
        proofs = proofs();
        fails = words("if_verify_fails", "If that fails: what then, and who decides?", Optional.empty());
        again = words("forward_again", "How is it deployed again later, and is that safe?", Optional.empty());
        estimate = estimate();
    }

    /** What is known by now. */
    PlanDraft draft() {
        return new PlanDraft(
                known.notes(),
                title,
                known.ref(),
                known.deployed(),
                known.by(),
                known.git(),
                owner,
                services,
                known.flags(),
                migrations,
                data,
                steps,
                proofs,
                fails,
                again,
                estimate);
    }

    private void services() throws Left {
        for (PlanDraft.Service service : known.services()) {
            services.add(service(service.name(), service.after()));
        }
        while (true) {
            String question = services.isEmpty() ? "Which service goes back? Its name." : "Another service?";
            Sheet sheet = Sheet.of("service", question).freeText();
            Optional<String> name = reply(services.isEmpty() ? sheet.dontKnow() : sheet.offer(DONE, "no, that is all"));
            if (name.isEmpty() || name.get().equals(DONE)) {
                return;
            }
            services.add(service(name.get(), List.of()));
        }
    }

    private PlanDraft.Service service(String name, List<String> after) throws Left {
        Optional<String> from = words("from", name + ": which version has the change?", Optional.empty());
        Optional<String> to = words("to", name + ": which version do you go back to?", Optional.empty());
        return new PlanDraft.Service(name, from, to, after);
    }

    private Optional<List<PlanDraft.Migration>> migrations(Optional<List<PlanDraft.Migration>> known) throws Left {
        if (known.isPresent()) {
            return known;
        }
        Optional<String> any = reply(Sheet.of("migrations", "Does the change migrate a database?")
                .offer("none", "no")
                .offer("some", "yes")
                .dontKnow());
        if (any.isEmpty()) {
            return Optional.empty();
        }
        List<PlanDraft.Migration> all = new ArrayList<>();
        while (any.get().equals("some")) {
            Sheet sheet = Sheet.of("migration", all.isEmpty() ? "Which migration? Its id." : "Another migration?")
                    .freeText();
            Optional<String> id = reply(all.isEmpty() ? sheet.dontKnow() : sheet.offer(DONE, "no, that is all"));
            if (id.isEmpty() || id.get().equals(DONE)) {
                return all.isEmpty() ? Optional.empty() : Optional.of(all);
            }
            all.add(new PlanDraft.Migration(
                    id.get(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        }
        return Optional.of(all);
    }

    private Optional<String> data() throws Left {
        return reply(Sheet.of("new_data", "What becomes of data written since the change?")
                .offer("keep", "it stays: the old version can live with it")
                .offer("translate", "it is translated back")
                .offer("replay", "it is replayed into the old version")
                .offer("lose", "it is lost")
                .dontKnow());
    }

    private void steps() throws Left {
        steps.addAll(known.steps());
        while (true) {
            String question = steps.isEmpty() ? "What undoes it? The first command." : "The next command?";
            Sheet sheet = Sheet.of("step", question)
                    .why("As you would type it. What is done by hand: begin with `do `.")
                    .freeText();
            Optional<String> words = reply(steps.isEmpty() ? sheet.dontKnow() : sheet.offer(DONE, "that is all"));
            if (words.isEmpty() || words.get().equals(DONE)) {
                return;
            }
            boolean byHand = words.get().startsWith("do ");
            String text = byHand ? words.get().substring("do ".length()).strip() : words.get();
            steps.add(new PlanDraft.Step(!byHand, text, service()));
        }
    }

    private Optional<String> service() throws Left {
        if (services.size() <= 1) {
            return services.stream().map(PlanDraft.Service::name).findFirst();
        }
        Sheet sheet = Sheet.of("step_service", "Which service does that put back?");
        services.forEach(each -> sheet.offer(each.name(), each.name()));
        return reply(sheet.offer(DONE, "none of them").dontKnow()).filter(name -> !name.equals(DONE));
    }

    private List<PlanDraft.Proof> proofs() throws Left {
        Optional<String> words =
                reply(Sheet.of("check", "How do you see that it works again? A command that only reads.")
                        .why("What a person looks at: begin with `look `.")
                        .freeText()
                        .dontKnow());
        if (words.isEmpty()) {
            return List.of();
        }
        if (words.get().startsWith("look ")) {
            String text = words.get().substring("look ".length()).strip();
            return List.of(new PlanDraft.Proof(false, text, Optional.empty()));
        }
        Optional<String> part = words("expect", "What does it print when all is well? A word of it.", Optional.empty());
        return List.of(new PlanDraft.Proof(true, words.get(), part));
    }

    private Optional<Duration> estimate() throws Left {
        while (true) {
            Optional<String> words =
                    words("estimate", "About how long does it take, waiting included? (10m)", Optional.empty());
            if (words.isEmpty()) {
                return Optional.empty();
            }
            String plain = words.get().replaceAll("\\s+|min(utes?)?$", "").replaceAll("^(\\d+)$", "$1m");
            Optional<Duration> span = Durations.parse(plain).filter(each -> !each.isZero());
            if (span.isPresent()) {
                return span;
            }
            tell("Not a time I can read. A whole number and s, m or h: 90s, 10m, 2h.");
        }
    }

    private Optional<String> words(String name, String question, Optional<String> known) throws Left {
        return reply(Sheet.of(name, question).freeText().dontKnow().prefill(known, true));
    }

    /** What was said; empty for "don't know". */
    private Optional<String> reply(Sheet sheet) throws Left {
        while (true) {
            Prompter.Reply reply = prompter.ask(sheet.done(), Prompter.Ticker.NONE);
            if (reply instanceof Prompter.Ended) {
                throw new Left();
            }
            if (reply instanceof Prompter.DontKnow) {
                return Optional.empty();
            }
            if (reply instanceof Prompter.Chosen chosen) {
                return Optional.of(chosen.ids().get(0));
            }
            if (reply instanceof Prompter.Typed typed && !typed.text().isBlank()) {
                return typed.text().strip().equals("?")
                        ? Optional.empty()
                        : Optional.of(typed.text().strip());
            }
            tell(
                    reply instanceof Prompter.Order order && !order.word().equals("edit")
                            ? "Here an answer works, ? to leave it open, and Ctrl-C twice to leave; mend the file afterwards."
                            : "Type an answer, or ? to leave it open.");
        }
    }

    private void tell(String text) {
        prompter.tell(List.of(new Line(Tone.HINT, text)));
    }
}
