package oncall.secret;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Places in one line that are secret. Where two overlap, both go, under the name of the one found first. */
public final class Spans {
    private final List<Span> found = new ArrayList<>();

    /** From `start` to before `end`, and what it is. */
    private record Span(int start, int end, String kind, int order) {}

    /**
     * A place as it was found; places may overlap.
     *
     * @param start index of its first character
     * @param end index behind its last
     * @param kind `aws-key`, `password`
     */
    public record Place(int start, int end, String kind) {}

    /** Adds a place from `start` to before `end`; nothing where it is empty. */
    public void add(int start, int end, String kind) {
        if (end > start) {
            found.add(new Span(start, end, kind, found.size()));
        }
    }

    /** Whether nothing was found. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Whether what was found reaches the end of `line` with at least so many characters. */
    public boolean reachesEnd(String line, int least) {
        int end = line.stripTrailing().length();
        return found.stream().anyMatch(span -> span.end() >= end && span.end() - span.start() >= least);
    }

    /** All of them, in the order of the line. */
    public List<Place> places() {
        return found.stream()
                .sorted(Comparator.comparingInt(Span::start).thenComparingInt(Span::order))
                .map(span -> new Place(span.start(), span.end(), span.kind()))
                .toList();
    }

    /** The line with each place replaced by its kind and length: `[redacted aws-key 20]`. */
    public String applyTo(String line) {
        List<Span> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt(Span::start).thenComparingInt(Span::order));
        StringBuilder text = new StringBuilder(line.length());
        int from = 0;
        for (int i = 0; i < sorted.size(); ) {
            Span first = sorted.get(i);
            Span named = first;
            int end = first.end();
            for (i++; i < sorted.size() && sorted.get(i).start() < end; i++) {
                end = Math.max(end, sorted.get(i).end());
                named = sorted.get(i).order() < named.order() ? sorted.get(i) : named;
            }
            text.append(line, from, first.start()).append(mark(named.kind(), end - first.start()));
            from = end;
        }
        return text.append(line, from, line.length()).toString();
    }

    /** What stands in the place of a secret of that kind and length. */
    public static String mark(String kind, int length) {
        return "[redacted " + kind + " " + length + "]";
    }
}
