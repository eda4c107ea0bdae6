package oncall.plan;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import oncall.runbook.Location;

/** The lines of a plan's file, to point at a part of something whose beginning is known. */
final class PlanPlaces {
    private final String path;
    private final List<String> lines;
    private final List<Location> entries;

    PlanPlaces(RevertPlan plan) {
        this.path = plan.source().path();
        this.lines = plan.source().text().lines().toList();
        this.entries = Stream.concat(
                        plan.keys().values().stream(), plan.everyStep().stream().map(RevertPlan.PlanStep::at))
                .sorted(Comparator.comparingInt(Location::line).thenComparingInt(Location::column))
                .toList();
    }

    /** The lines, without their ends. */
    List<String> lines() {
        return lines;
    }

    /** A part of the line, told by where it begins and ends in it. */
    Written part(int line, int start, int end) {
        String text = lines.get(line - 1);
        int column = text.codePointCount(0, start) + 1;
        return new Written(
                text.substring(start, end),
                false,
                new Location(path, line, column),
                Math.max(1, text.codePointCount(start, end)));
    }

    /** Where `part` first stands at or after `from`, before the next key or step begins; else `from`. */
    Written find(String part, Location from) {
        String first = part.lines().findFirst().orElse("").strip();
        if (!first.isEmpty()) {
            for (int line = from.line(); line <= Math.min(last(from), lines.size()); line++) {
                String text = lines.get(line - 1);
                int start = line == from.line()
                        ? text.offsetByCodePoints(0, Math.min(from.column() - 1, text.codePointCount(0, text.length())))
                        : 0;
                int at = text.indexOf(first, start);
                if (at >= 0) {
                    return part(line, at, at + first.length());
                }
            }
        }
        return new Written(part, false, from, 1);
    }

    /** The last line of the entry that has begun at `from`. */
    private int last(Location from) {
        return entries.stream()
                .filter(entry -> entry.line() > from.line())
                .mapToInt(entry -> entry.line() - 1)
                .findFirst()
                .orElse(lines.size());
    }
}
