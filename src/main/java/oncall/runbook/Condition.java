package oncall.runbook;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When something applies. Two-valued: a fact without a value matches only the word `unknown`, every comparison with it
 * is false, and `not` is the complement of what it stands before.
 */
public sealed interface Condition {
    /** Applies always. */
    Condition ALWAYS = new All(List.of());

    /** Whether it applies, given what is known. */
    boolean holds(Facts facts);

    /** The names of all facts it looks at, in order of appearance. */
    Set<String> names();

    /** The numbers (durations in seconds) that it compares a fact with. */
    Set<BigDecimal> bounds(String fact);

    /** All of them; true when empty. */
    record All(List<Condition> parts) implements Condition {
        public All {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Facts facts) {
            for (Condition part : parts) {
                if (!part.holds(facts)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Set<String> names() {
            return union(parts);
        }

        @Override
        public Set<BigDecimal> bounds(String fact) {
            return allBounds(parts, fact);
        }
    }

    /** Any of them; false when empty. */
    record Any(List<Condition> parts) implements Condition {
        public Any {
            parts = List.copyOf(parts);
        }

        @Override
        public boolean holds(Facts facts) {
            for (Condition part : parts) {
                if (part.holds(facts)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Set<String> names() {
            return union(parts);
        }

        @Override
        public Set<BigDecimal> bounds(String fact) {
            return allBounds(parts, fact);
        }
    }

    /** The complement. */
    record Not(Condition part) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return !part.holds(facts);
        }

        @Override
        public Set<String> names() {
            return part.names();
        }

        @Override
        public Set<BigDecimal> bounds(String fact) {
            return part.bounds(fact);
        }
    }

    /** One fact against one test. */
    record Is(String fact, Test test) implements Condition {
        @Override
        public boolean holds(Facts facts) {
            return test.passes(facts.fact(fact));
        }

        @Override
        public Set<String> names() {
            return Set.of(fact);
        }

        @Override
        public Set<BigDecimal> bounds(String name) {
            return name.equals(fact) ? test.bounds() : Set.of();
        }
    }

    /** A test of one fact's value. */
    sealed interface Test {
        /** Whether the value passes; empty is an unknown value. */
        boolean passes(Optional<Facts.Fact> fact);

        /** The numbers it compares with; none for a test of words or clock times. */
        default Set<BigDecimal> bounds() {
            return Set.of();
        }
    }

    /** The value is one of these words; `unknown` and `known` are words too. */
    record OneOf(List<String> words) implements Test {
        public OneOf {
            words = List.copyOf(words);
        }

        @Override
        public boolean passes(Optional<Facts.Fact> fact) {
            if (fact.isEmpty()) {
                return words.contains("unknown");
            }
            Value value = fact.get().value();
            for (String word : words) {
                if (word.equals("known") || value.has(word)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The complement of another test. */
    record NotThat(Test test) implements Test {
        @Override
        public boolean passes(Optional<Facts.Fact> fact) {
            return !test.passes(fact);
        }

        @Override
        public Set<BigDecimal> bounds() {
            return test.bounds();
        }
    }

    /** How a number or a duration is compared. */
    enum Comparison {
        AT_LEAST("at-least"),
        AT_MOST("at-most"),
        OVER("over"),
        UNDER("under");

        private final String word;

        Comparison(String word) {
            this.word = word;
        }

        /** The word in files. */
        public String word() {
            return word;
        }

        boolean passes(BigDecimal value, BigDecimal bound) {
            int sign = value.compareTo(bound);
            return switch (this) {
                case AT_LEAST -> sign >= 0;
                case AT_MOST -> sign <= 0;
                case OVER -> sign > 0;
                case UNDER -> sign < 0;
            };
        }
    }

    /** A number, or the worse (larger) end of a range, or a duration in seconds, against a bound. */
    record Compare(Comparison comparison, BigDecimal bound) implements Test {
        @Override
        public boolean passes(Optional<Facts.Fact> fact) {
            return fact.flatMap(known -> number(known.value()))
                    .filter(number -> comparison.passes(number, bound))
                    .isPresent();
        }

        @Override
        public Set<BigDecimal> bounds() {
            return Set.of(bound);
        }
    }

    /** A clock time in [from, to); crosses midnight when `from` is after `to`. */
    record Between(LocalTime from, LocalTime to) implements Test {
        @Override
        public boolean passes(Optional<Facts.Fact> fact) {
            return fact.map(known -> within(LocalTime.parse(known.value().single())))
                    .orElse(false);
        }

        private boolean within(LocalTime time) {
            boolean afterFrom = !time.isBefore(from);
            boolean beforeTo = time.isBefore(to);
            return from.isAfter(to) ? afterFrom || beforeTo : afterFrom && beforeTo;
        }
    }

    /** All of several tests of the same fact. */
    record Both(List<Test> tests) implements Test {
        public Both {
            tests = List.copyOf(tests);
        }

        @Override
        public boolean passes(Optional<Facts.Fact> fact) {
            return tests.stream().allMatch(test -> test.passes(fact));
        }

        @Override
        public Set<BigDecimal> bounds() {
            return tests.stream().flatMap(test -> test.bounds().stream()).collect(Collectors.toSet());
        }
    }

    private static Set<BigDecimal> allBounds(List<Condition> parts, String fact) {
        return parts.stream().flatMap(part -> part.bounds(fact).stream()).collect(Collectors.toSet());
    }

    private static Set<String> union(List<Condition> parts) {
        return parts.stream()
                .flatMap(part -> part.names().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The number a value stands for: the last item (the worse end of a range); a duration in seconds. */
    private static Optional<BigDecimal> number(Value value) {
        if (value.items().isEmpty()) {
            return Optional.empty();
        }
        String item = value.items().get(value.items().size() - 1);
        try {
            return Optional.of(item.startsWith("P") ? seconds(Duration.parse(item)) : new BigDecimal(item));
        } catch (NumberFormatException | java.time.format.DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis()).movePointLeft(3);
    }
}
