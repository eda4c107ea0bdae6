package oncall.runbook;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of a runbook: something to ask, to do, to run, to decide, to send, to call for, to verify, or another book
 * to follow; or a bracket around several.
 */
public sealed interface Step {
    /** What every kind of step has. */
    Common common();

    /** Hands this step to the case of its kind. */
    <R> R accept(Cases<R> cases);

    /** Unique in its book with the team's steps; what progress, answers and conditions go by. */
    default String id() {
        return common().id();
    }

    /** The steps directly inside this one, in the order of the file. */
    default List<Step> inside() {
        return List.of();
    }

    /** The sentence shown: a question, an instruction. */
    default String text() {
        return common().text();
    }

    /**
     * What every kind of step has.
     *
     * @param id see {@link Step#id()}
     * @param text at most 200 characters
     * @param when whether the step applies
     * @param who a role of the team file, whom the reader is told to ask
     * @param optional may be skipped without a word
     * @param show blocks shown with the step, in order
     * @param links addresses shown with the step
     * @param milestone the mark set when the step is answered
     * @param at where the step stands in its file
     */
    record Common(
            String id,
            String text,
            Condition when,
            Optional<String> who,
            boolean optional,
            List<Block> show,
            List<String> links,
            Optional<Milestone> milestone,
            Location at) {
        public Common {
            show = List.copyOf(show);
            links = List.copyOf(links);
        }
    }

    /** Something a person does by hand; a bare sentence is one. */
    record Do(Common common, Risk risk) implements Step {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.doIt(this);
        }
    }

    /**
     * A question whose answer is a fact.
     *
     * @param choices of `choice` and `multi`; without `unknown`, which is always offered
     * @param from where a prefilled value comes from (`alert.namespace`)
     * @param unit shown beside numbers and ranges
     * @param min smallest number allowed
     * @param max largest number allowed
     */
    record Ask(
            Common common,
            FactType type,
            List<Choice> choices,
            Optional<String> from,
            Optional<String> unit,
            Optional<BigDecimal> min,
            Optional<BigDecimal> max)
            implements Step {
        public Ask {
            choices = List.copyOf(choices);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.ask(this);
        }
    }

    /**
     * A command.
     *
     * @param where the host or kind of host it belongs to, in words
     * @param timeout when it is stopped; a default where the book names none
     * @param expect what counts as success
     * @param save fact name to type: the trimmed output becomes a fact, shown and confirmed
     * @param needs environment variables that must be set; never shown, never saved
     */
    record Run(
            Common common,
            Command command,
            Optional<String> where,
            Optional<Duration> timeout,
            Expect expect,
            Map<String, FactType> save,
            List<String> needs,
            Risk risk)
            implements Step {
        public Run {
            save = Ordered.copy(save);
            needs = List.copyOf(needs);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.run(this);
        }
    }

    /** A fact and a branch. */
    record Decide(Common common, List<Option> options) implements Step {
        public Decide {
            options = List.copyOf(options);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.decide(this);
        }

        @Override
        public List<Step> inside() {
            return options.stream().flatMap(option -> option.steps().stream()).toList();
        }

        /** The option of that id, if there is one. */
        public Optional<Option> option(String id) {
            return options.stream().filter(option -> option.id().equals(id)).findFirst();
        }
    }

    /** A message of a stage to audiences. `to` is empty where the stage has its own audience (first: the team). */
    record Send(Common common, MessageStage stage, List<String> to) implements Step {
        public Send {
            to = List.copyOf(to);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.send(this);
        }
    }

    /** Roles to call, in order, and what to tell them (with `$name` variables). */
    record Call(Common common, List<String> roles, Optional<String> message) implements Step {
        public Call {
            roles = List.copyOf(roles);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.call(this);
        }
    }

    /**
     * Looking whether something holds: the only wait and the only loop.
     *
     * @param check a read-only command; without one a person looks
     * @param ifNot a step id, a phase, or `end`: offered when it fails
     * @param ifHolds the same, offered when it holds
     */
    record Verify(
            Common common,
            Optional<Command> check,
            Expect expect,
            Hold hold,
            List<String> needs,
            Optional<String> ifNot,
            Optional<String> ifHolds)
            implements Step {
        public Verify {
            needs = List.copyOf(needs);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.verify(this);
        }
    }

    /** Another book's diagnose and mitigate, then back; `revert-plan` is the plan of the change just named. */
    record Follow(Common common, String book) implements Step {
        /** The reserved name of the plan of the change just named, else of the book's own. */
        public static final String REVERT_PLAN = "revert-plan";

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.follow(this);
        }
    }

    /** A bracket around steps; its text is a heading. */
    record Group(Common common, List<Step> steps) implements Step {
        public Group {
            steps = List.copyOf(steps);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.group(this);
        }

        @Override
        public List<Step> inside() {
            return steps;
        }
    }

    /** One method per kind of step: what varies by layer is written as an implementation of this. */
    interface Cases<R> {
        R doIt(Do step);

        R ask(Ask step);

        R run(Run step);

        R decide(Decide step);

        R send(Send step);

        R call(Call step);

        R verify(Verify step);

        R follow(Follow step);

        R group(Group step);
    }
}
