package oncall.runbook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a command must give to count as success; all that is given must hold.
 *
 * @param exit the exit code; 0 where the book says nothing
 * @param text the whole trimmed output
 * @param contains a part of the output
 * @param notContains a part that must not be there
 * @param matches a regular expression found somewhere in the output
 * @param number comparisons of the output read as a number
 */
public record Expect(
        int exit,
        Optional<String> text,
        Optional<String> contains,
        Optional<String> notContains,
        Optional<String> matches,
        Map<Condition.Comparison, BigDecimal> number) {
    /** Exit code 0 and nothing else. */
    public static final Expect SUCCESS =
            new Expect(0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    public Expect {
        number = Map.copyOf(number);
    }

    /** What does not hold, one phrase each; empty when all does. */
    public List<String> misses(int actualExit, String output) {
        return misses(actualExit, output, output);
    }

    /**
     * The same, for a command whose two streams are known apart: a warning on the error stream does not spoil the whole text or
     * the number, and a part may stand in either.
     *
     * @param standard the standard output alone
     * @param output both
     */
    public List<String> misses(int actualExit, String standard, String output) {
        List<String> misses = new ArrayList<>();
        String trimmed = standard.strip();
        if (actualExit != exit) {
            misses.add("exit code " + actualExit + ", expected " + exit);
        }
        text.filter(expected -> !trimmed.equals(expected.strip()))
                .ifPresent(expected -> misses.add("the output is not `" + expected + "`"));
        contains.filter(part -> !output.contains(part))
                .ifPresent(part -> misses.add("`" + part + "` is not in the output"));
        notContains.filter(output::contains).ifPresent(part -> misses.add("`" + part + "` is in the output"));
        matches.filter(regex -> !Pattern.compile(regex).matcher(output).find())
                .ifPresent(regex -> misses.add("nothing in the output matches `" + regex + "`"));
        if (!number.isEmpty()) {
            numberMiss(trimmed).ifPresent(misses::add);
        }
        return misses;
    }

    private Optional<String> numberMiss(String trimmed) {
        BigDecimal value;
        try {
            value = new BigDecimal(
                    trimmed.endsWith("%")
                            ? trimmed.substring(0, trimmed.length() - 1).strip()
                            : trimmed);
        } catch (NumberFormatException e) {
            return Optional.of("the output is not a number");
        }
        return number.entrySet().stream()
                .filter(bound -> !bound.getKey().passes(value, bound.getValue()))
                .map(bound -> value + " is not " + bound.getKey().word() + " " + bound.getValue())
                .findFirst();
    }
}
