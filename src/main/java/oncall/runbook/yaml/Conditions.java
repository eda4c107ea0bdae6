package oncall.runbook.yaml;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.runbook.Condition;
import oncall.runbook.Diagnostic;
import oncall.runbook.Durations;

/** Reads `when`: shape first; whether its names and values exist is checked with the walk. */
final class Conditions {
    private static final List<String> TESTS = List.of("not", "at-least", "at-most", "over", "under", "from", "to");

    private final Problems problems;
    private final List<Uses.FactTest> tests;

    Conditions(Problems problems, List<Uses.FactTest> tests) {
        this.problems = problems;
        this.tests = tests;
    }

    /** The condition; what is wrong is reported and left out. */
    Condition read(Part part) {
        if (part instanceof Fields fields) {
            return map(fields);
        }
        if (part instanceof Items items && !items.parts().isEmpty()) {
            List<Condition> any = new ArrayList<>();
            for (Fields map : items.maps("`when`")) {
                any.add(map(map));
            }
            return new Condition.Any(any);
        }
        problems.format(
                "wrong-type", part.at(), "A condition must be a map, or a list of maps.", "write `{fact: value}`");
        return Condition.ALWAYS;
    }

    private Condition map(Fields fields) {
        List<Condition> parts = new ArrayList<>();
        for (String fact : fields.names()) {
            Part value = fields.part(fact).orElseThrow();
            if (fact.equals("not")) {
                parts.add(new Condition.Not(read(value)));
            } else {
                Optional<Condition.Test> test = test(fact, fields.keyAt(fact), value);
                if (test.isPresent()) {
                    parts.add(new Condition.Is(fact, test.get()));
                }
            }
        }
        if (fields.names().isEmpty()) {
            problems.format(
                    "empty-condition",
                    fields.at(),
                    "This condition says nothing.",
                    "write `{fact: value}`, or leave `when` out");
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.All(parts);
    }

    private Optional<Condition.Test> test(String fact, Spot at, Part value) {
        if (value instanceof Text word) {
            return Optional.of(words(fact, at, List.of(word)));
        }
        if (value instanceof Items items) {
            List<Text> words = items.texts("the values of `" + fact + "`");
            if (items.isEmpty()) {
                problems.format(
                        "empty-condition",
                        items.at(),
                        "No value can match an empty list.",
                        "write the values, or leave the key out");
            }
            return words.isEmpty() ? Optional.empty() : Optional.of(words(fact, at, words));
        }
        return comparison(fact, at, (Fields) value);
    }

    private Condition.Test words(String fact, Spot at, List<Text> words) {
        tests.add(new Uses.FactTest(fact, at, Uses.Comparand.WORDS, words));
        return new Condition.OneOf(Text.rawOf(words));
    }

    private Optional<Condition.Test> comparison(String fact, Spot at, Fields fields) {
        fields.only("a comparison", TESTS);
        List<Condition.Test> all = new ArrayList<>();
        if (fields.part("not").isPresent()) {
            test(fact, at, fields.part("not").orElseThrow())
                    .map(Condition.NotThat::new)
                    .ifPresent(all::add);
        }
        for (Condition.Comparison comparison : Condition.Comparison.values()) {
            Optional<Text> text = fields.text(comparison.word());
            Optional<BigDecimal> bound = text.isPresent() ? bound(fact, at, text.get()) : Optional.empty();
            if (bound.isPresent()) {
                all.add(new Condition.Compare(comparison, bound.get()));
            }
        }
        if (fields.has("from") || fields.has("to")) {
            between(fact, at, fields).ifPresent(all::add);
        }
        if (fields.names().isEmpty() && !fields.first().isPresent()) {
            problems.format("empty-condition", fields.at(), "This comparison says nothing.", "write `{at-least: 10}`");
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all.size() == 1 ? all.get(0) : new Condition.Both(all));
    }

    private Optional<BigDecimal> bound(String fact, Spot at, Text text) {
        Optional<BigDecimal> seconds = Durations.parse(text.raw()).map(time -> BigDecimal.valueOf(time.toSeconds()));
        Optional<BigDecimal> bound = seconds.isPresent() ? seconds : text.decimal();
        if (bound.isPresent()) {
            Uses.Comparand comparand = seconds.isPresent() ? Uses.Comparand.DURATION : Uses.Comparand.NUMBER;
            tests.add(new Uses.FactTest(fact, at, comparand, List.of(text)));
        }
        return bound;
    }

    private Optional<Condition.Test> between(String fact, Spot at, Fields fields) {
        Optional<LocalTime> from = fields.clock("from");
        Optional<LocalTime> to = fields.clock("to");
        if (!fields.has("from") || !fields.has("to")) {
            problems.report(
                    Diagnostic.Kind.FORMAT,
                    "half-a-span",
                    fields.at(),
                    "A span of hours needs `from` and `to`.",
                    "write `{from: \"02:00\", to: \"06:00\"}`",
                    Optional.empty());
        }
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        tests.add(new Uses.FactTest(fact, at, Uses.Comparand.CLOCK, List.of()));
        return Optional.of(new Condition.Between(from.get(), to.get()));
    }
}
