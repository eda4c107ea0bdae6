package oncall.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The order of undoing for people: numbered, in 80 columns. Not yet safe for a terminal: it holds names of the plan. */
public final class OrderText {
    private static final int WIDTH = 80;

    private final RevertOrder order;
    private final List<String> lines = new ArrayList<>();

    private OrderText(RevertOrder order) {
        this.order = order;
    }

    /** The lines, without line ends. A cycle takes the place of the order. */
    public static List<String> lines(RevertOrder order) {
        OrderText text = new OrderText(order);
        text.wrap("", order.title().isEmpty() ? "Order of undoing" : "Order of undoing: " + order.title());
        if (order.isWhole()) {
            for (int i = 0; i < order.items().size(); i++) {
                text.item(i);
            }
            order.note().ifPresent(note -> {
                text.lines.add("");
                text.wrap("", note);
            });
        } else {
            text.cycles();
        }
        return List.copyOf(text.lines);
    }

    private void item(int at) {
        RevertOrder.Item item = order.items().get(at);
        lines.add("");
        wrap(String.format(java.util.Locale.ROOT, "%2d. ", at + 1), item.words());
        wrap("    why: ", why(at));
        if (item.steps().isEmpty()) {
            wrap("    no step says how", "");
        }
        if (item.kind() != RevertOrder.Kind.STEP) {
            item.steps().forEach(step -> wrap("    - ", step.id() + ": " + step.text()));
        }
    }

    private String why(int at) {
        RevertOrder.Item item = order.items().get(at);
        List<RevertOrder.Edge> before = order.before(at);
        if (item.kind() == RevertOrder.Kind.VERIFY) {
            return RevertOrder.Why.PROOF_LAST.words();
        }
        if (before.isEmpty()) {
            return item.kind() == RevertOrder.Kind.FLAG
                    ? "first, because it takes seconds and may be enough"
                    : "nothing has to come before it";
        }
        return before.stream().map(this::reason).distinct().collect(Collectors.joining("; "));
    }

    private String reason(RevertOrder.Edge edge) {
        RevertOrder.Item first = order.items().get(edge.before());
        String name = first.kind() == RevertOrder.Kind.DOWN ? "the down of " + first.name() : first.name();
        return "after " + name + " (" + edge.why().words() + ")";
    }

    private void cycles() {
        lines.add("");
        wrap(
                "",
                order.cycles().size() == 1
                        ? "There is none: of these services each waits for the next."
                        : "There is none: in each of these cycles every service waits for the next.");
        for (Cycle cycle : order.cycles()) {
            lines.add("");
            wrap("  ", cycle.path());
            lines.add("    To break it:");
            cycle.ways().forEach(way -> wrap("    - ", way));
        }
        if (order.cycles().size() == RevertOrder.MOST_CYCLES) {
            lines.add("");
            wrap("", "There may be more: break these, and look again.");
        }
    }

    /** Words behind a margin; further lines are indented as far. A word that is longer than a line is cut. */
    private void wrap(String margin, String words) {
        int room = WIDTH - margin.length();
        String indent = " ".repeat(margin.length());
        String line = margin;
        boolean empty = true;
        for (String word : words.strip().split("\\s+")) {
            String rest = word;
            if (!empty && length(line) + 1 + length(rest) > WIDTH) {
                lines.add(line);
                line = indent;
                empty = true;
            }
            while (length(rest) > room) {
                int cut = rest.offsetByCodePoints(0, room - (empty ? 0 : 1));
                lines.add(line + (empty ? "" : " ") + rest.substring(0, cut));
                rest = rest.substring(cut);
                line = indent;
                empty = true;
            }
            line += (empty ? "" : " ") + rest;
            empty = false;
        }
        lines.add(line.stripTrailing());
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
