package oncall.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import oncall.runbook.Command;
import oncall.runbook.Step;

/** What the kinds of steps have in common beyond their words, for rules that ask for one thing of every kind. */
final class StepWords {
    private StepWords() {}

    /** What it runs: the command of a run, the check of a verification. */
    static Optional<Command> command(Step step) {
        return step.accept(new CommandOf());
    }

    /** The longest its command may run, where it says. */
    static Optional<Duration> limit(Step step) {
        return step instanceof Step.Run run ? run.timeout() : Optional.empty();
    }

    /** The longest way through some steps by their time limits: of a decision, its longest option. */
    static Duration limits(List<Step> steps) {
        return steps.stream().map(StepWords::limits).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration limits(Step step) {
        if (step instanceof Step.Decide decide) {
            return decide.options().stream()
                    .map(option -> limits(option.steps()))
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
        }
        return limit(step).orElse(Duration.ZERO).plus(limits(step.inside()));
    }

    /** The same by what verifications wait and hold. */
    static Duration holds(List<Step> steps) {
        return steps.stream().map(StepWords::holds).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration holds(Step step) {
        if (step instanceof Step.Decide decide) {
            return decide.options().stream()
                    .map(option -> holds(option.steps()))
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
        }
        if (step instanceof Step.Verify verify) {
            return verify.hold()
                    .after()
                    .orElse(Duration.ZERO)
                    .plus(verify.hold().hold().orElse(Duration.ZERO));
        }
        return holds(step.inside());
    }

    private static final class CommandOf implements Step.Cases<Optional<Command>> {
        @Override
        public Optional<Command> doIt(Step.Do step) {
            return Optional.empty();
        }

        @Override
        public Optional<Command> ask(Step.Ask step) {
            return Optional.empty();
        }

        @Override
        public Optional<Command> run(Step.Run step) {
            return Optional.of(step.command());
        }

        @Override
        public Optional<Command> decide(Step.Decide step) {
            return Optional.empty();
        }

        @Override
        public Optional<Command> send(Step.Send step) {
            return Optional.empty();
        }

        @Override
        public Optional<Command> call(Step.Call step) {
            return Optional.empty();
        }

        @Override
        public Optional<Command> verify(Step.Verify step) {
            return step.check();
        }

        @Override
        public Optional<Command> follow(Step.Follow step) {
            return Optional.empty();
        }

        @Override
        public Optional<Command> group(Step.Group step) {
            return Optional.empty();
        }
    }
}
