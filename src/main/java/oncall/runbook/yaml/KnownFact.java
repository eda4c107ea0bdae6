package oncall.runbook.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.runbook.Choice;
import oncall.runbook.FactType;
import oncall.runbook.Option;
import oncall.runbook.Phase;
import oncall.runbook.Step;
import oncall.runbook.Team;

/**
 * What a condition or a command may do with a name.
 *
 * @param kind how it compares
 * @param words its values, where they are a closed list; `known` and `unknown` are always allowed besides
 * @param type of the answer; empty for outcomes of steps and the engine's facts
 */
record KnownFact(Kind kind, List<String> words, Optional<FactType> type) {
    /** How a fact compares. */
    enum Kind {
        WORDS,
        NUMBER,
        DURATION,
        CLOCK,
        FREE
    }

    KnownFact {
        words = List.copyOf(words);
    }

    static KnownFact engine(String name, Team team) {
        return switch (name) {
            case "tier" ->
                closed(List.of(Team.Tier.values()).stream().map(Team.Tier::word).toList());
            case "priority" -> closed(List.copyOf(team.levels().keySet()));
            case "environment" -> closed(List.copyOf(team.environments().keySet()));
            case "phase" ->
                closed(List.of(Phase.values()).stream().map(Phase::word).toList());
            case "handed_over" -> closed(List.of("never", "once", "many"));
            case "awake", "on_incident" -> new KnownFact(Kind.DURATION, List.of(), Optional.empty());
            case "local_hour" -> new KnownFact(Kind.CLOCK, List.of(), Optional.empty());
            default -> new KnownFact(Kind.NUMBER, List.of(), Optional.empty());
        };
    }

    private static KnownFact closed(List<String> words) {
        return new KnownFact(Kind.WORDS, words, Optional.empty());
    }

    /** Of an answer or a saved output of that type. */
    static KnownFact of(FactType type, List<String> choices, Team team) {
        Kind kind = switch (type) {
            case TEXT, TIME, VERSION, URL, NAME -> Kind.FREE;
            case NUMBER, RANGE -> Kind.NUMBER;
            case DURATION -> Kind.DURATION;
            case CHOICE, MULTI, YES_NO, FEATURE, CHANGE -> Kind.WORDS;
        };
        List<String> words = switch (type) {
            case YES_NO -> List.of("yes", "no");
            case FEATURE -> List.copyOf(team.features().keySet());
            case CHANGE -> List.of("none", "other");
            case CHOICE, MULTI -> choices;
            case TEXT, TIME, VERSION, URL, NAME, NUMBER, RANGE, DURATION -> List.of();
        };
        return new KnownFact(kind, words, Optional.of(type));
    }

    /** Whether it is the outcome of a step. */
    boolean isOutcome() {
        return type.isEmpty();
    }

    /** What the id of a step stands for once it is answered; empty for a group. */
    static Optional<KnownFact> of(Step step, Team team) {
        return step.accept(new Outcomes(team));
    }

    private record Outcomes(Team team) implements Step.Cases<Optional<KnownFact>> {
        private static Optional<KnownFact> words(String... words) {
            return Optional.of(closed(List.of(words)));
        }

        @Override
        public Optional<KnownFact> doIt(Step.Do step) {
            return words("done", "skipped", "finding");
        }

        @Override
        public Optional<KnownFact> ask(Step.Ask step) {
            return Optional.of(KnownFact.of(
                    step.type(), step.choices().stream().map(Choice::id).toList(), team));
        }

        @Override
        public Optional<KnownFact> run(Step.Run step) {
            return words("ok", "failed", "skipped", "elsewhere");
        }

        @Override
        public Optional<KnownFact> decide(Step.Decide step) {
            List<String> ids =
                    new ArrayList<>(step.options().stream().map(Option::id).toList());
            return Optional.of(KnownFact.of(FactType.CHOICE, ids, team));
        }

        @Override
        public Optional<KnownFact> send(Step.Send step) {
            return words("sent", "not_sent");
        }

        @Override
        public Optional<KnownFact> call(Step.Call step) {
            return words("reached", "me", "not_reached");
        }

        @Override
        public Optional<KnownFact> verify(Step.Verify step) {
            return words("holds", "fails", "skipped");
        }

        @Override
        public Optional<KnownFact> follow(Step.Follow step) {
            return words("done", "skipped");
        }

        @Override
        public Optional<KnownFact> group(Step.Group step) {
            return Optional.empty();
        }
    }
}
