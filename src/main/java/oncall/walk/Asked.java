package oncall.walk;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import oncall.runbook.Choice;
import oncall.runbook.FactType;
import oncall.runbook.Step;

/**
 * What kind of answer is wanted, and its limits.
 *
 * @param choices of a choice or a multi; of a change, the changes offered (`plan:...`, `git:...`)
 * @param unit of numbers and ranges; `%` limits them to 0 to 100 where no `max` is set
 */
public record Asked(
        FactType type,
        List<Choice> choices,
        Optional<String> unit,
        Optional<BigDecimal> min,
        Optional<BigDecimal> max) {
    public Asked {
        choices = List.copyOf(choices);
    }

    /** A type without limits: the output of a command that is saved. */
    public static Asked of(FactType type) {
        return new Asked(type, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What a question asks. */
    public static Asked of(Step.Ask ask) {
        return new Asked(ask.type(), ask.choices(), ask.unit(), ask.min(), ask.max());
    }

    /** What a decision asks: one of its options. */
    public static Asked of(Step.Decide decide) {
        return of(decide.options().stream()
                .map(option -> new Choice(option.id(), option.text()))
                .toList());
    }

    /** One of these. */
    public static Asked of(List<Choice> choices) {
        return of(FactType.CHOICE).offering(choices);
    }

    /** The same, with other choices: the changes found just now. */
    public Asked offering(List<Choice> offered) {
        return new Asked(type, offered, unit, min, max);
    }
}
