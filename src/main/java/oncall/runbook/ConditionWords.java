package oncall.runbook;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says a condition in words: `tier` is core and `customers` is many or unknown.
 *
 * @param durations names of facts whose numbers are seconds
 */
public record ConditionWords(Set<String> durations) {
    public ConditionWords {
        durations = Set.copyOf(durations);
    }

    /** The words; `always` where nothing is asked. */
    public String of(Condition condition) {
        return condition.equals(Condition.ALWAYS) ? "always" : words(condition, false);
    }

    private String words(Condition condition, boolean inside) {
        if (condition instanceof Condition.Is is) {
            return "`" + is.fact() + "` " + test(is.fact(), is.test(), false);
        }
        if (condition instanceof Condition.Not not) {
            return "not (" + words(not.part(), false) + ")";
        }
        boolean any = condition instanceof Condition.Any;
        List<Condition> parts = any ? ((Condition.Any) condition).parts() : ((Condition.All) condition).parts();
        String joined = parts.stream()
                .map(part -> words(part, parts.size() > 1))
                .collect(Collectors.joining(any ? ", or " : " and "));
        return inside && parts.size() > 1 ? "(" + joined + ")" : joined;
    }

    private String test(String fact, Condition.Test test, boolean not) {
        String is = not ? "is not " : "is ";
        if (test instanceof Condition.OneOf words) {
            return is + String.join(not ? " nor " : " or ", words.words());
        }
        if (test instanceof Condition.NotThat other) {
            return test(fact, other.test(), !not);
        }
        if (test instanceof Condition.Compare compare) {
            return is + compare.comparison().word().replace('-', ' ') + " " + bound(fact, compare.bound());
        }
        if (test instanceof Condition.Between span) {
            return is + "from " + span.from() + " to " + span.to();
        }
        List<String> all = new ArrayList<>();
        ((Condition.Both) test).tests().forEach(each -> all.add(test(fact, each, not)));
        return String.join(not ? " or " : " and ", all);
    }

    private String bound(String fact, BigDecimal bound) {
        return durations.contains(fact)
                ? Durations.words(Duration.ofSeconds(bound.longValue()))
                : bound.toPlainString();
    }
}
