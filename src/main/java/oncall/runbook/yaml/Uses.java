package oncall.runbook.yaml;

import java.util.ArrayList;
import java.util.List;

/** What one step refers to, with the place of each reference: checked once the whole walk is known. */
final class Uses {
    /** What a condition compares a fact with. */
    enum Comparand {
        WORDS,
        NUMBER,
        DURATION,
        CLOCK
    }

    /** A fact tested by a condition, and the values it is tested against. */
    record FactTest(String fact, Spot at, Comparand comparand, List<Text> values) {}

    /** Where a variable stands. */
    enum In {
        SHELL,
        ARGV,
        SHOWN,
        WORDS
    }

    /** A variable. `needed` are the environment names its step asks for. */
    record Variable(String name, Spot at, In in, List<String> needed) {}

    final List<FactTest> tests = new ArrayList<>();
    final List<Variable> variables = new ArrayList<>();
    final List<Text> roles = new ArrayList<>();
    final List<Text> audiences = new ArrayList<>();
    final List<Text> targets = new ArrayList<>();
    final List<Text> follows = new ArrayList<>();
    final List<Text> saved = new ArrayList<>();
    Spot at = Spot.START;
    Spot id = Spot.START;
    boolean idWritten;
}
