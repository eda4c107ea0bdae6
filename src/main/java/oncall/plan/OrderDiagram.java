package oncall.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * The order of undoing as a diagram for other programs. Nodes have numbers for ids, and what stands in a label is written so
 * that no name of a plan ends it, steers the program that draws it, or hides from the reader.
 */
public final class OrderDiagram {
    private static final int LONGEST = 120;

    private OrderDiagram() {}

    /** Mermaid, top down; lines without line ends. An edge of a cycle is thick, one from the file's order dotted. */
    public static List<String> mermaid(RevertOrder order) {
        List<String> lines = new ArrayList<>();
        order.cycles().forEach(cycle -> lines.add("%% cycle: " + mermaid(cycle.path())));
        lines.add("flowchart TD");
        for (int i = 0; i < order.items().size(); i++) {
            lines.add("    n" + (i + 1) + "[\"" + mermaid(label(order, i)) + "\"]");
        }
        BitSet circling = circling(order);
        for (RevertOrder.Edge edge : order.edges()) {
            String arrow = isCircling(edge, order, circling)
                    ? "==>"
                    : edge.why() == RevertOrder.Why.FILE_ORDER ? "-.->" : "-->";
            lines.add("    n" + (edge.before() + 1) + " " + arrow + "|\"" + mermaid(plain(edge.why())) + "\"| n"
                    + (edge.after() + 1));
        }
        return lines;
    }

    /** DOT of Graphviz; lines without line ends. An edge of a cycle is bold, one from the file's order dashed. */
    public static List<String> dot(RevertOrder order) {
        List<String> lines = new ArrayList<>();
        lines.add("digraph \"" + dot("order of undoing: " + order.title()) + "\" {");
        order.cycles().forEach(cycle -> lines.add("    // cycle: " + dot(cycle.path())));
        lines.add("    node [shape=box];");
        for (int i = 0; i < order.items().size(); i++) {
            lines.add("    n" + (i + 1) + " [label=\"" + dot(label(order, i)) + "\"];");
        }
        BitSet circling = circling(order);
        for (RevertOrder.Edge edge : order.edges()) {
            String style = isCircling(edge, order, circling)
                    ? ", style=bold"
                    : edge.why() == RevertOrder.Why.FILE_ORDER ? ", style=dashed" : "";
            lines.add("    n" + (edge.before() + 1) + " -> n" + (edge.after() + 1) + " [label=\""
                    + dot(plain(edge.why())) + "\"" + style + "];");
        }
        lines.add("}");
        return lines;
    }

    private static String plain(RevertOrder.Why why) {
        return why.words().replace("`", "");
    }

    private static String label(RevertOrder order, int at) {
        String words = order.items().get(at).words();
        String number = at < order.placed() ? (at + 1) + ". " : "";
        int length = words.codePointCount(0, words.length());
        return number + (length <= LONGEST ? words : words.substring(0, words.offsetByCodePoints(0, LONGEST)) + "...");
    }

    private static BitSet circling(RevertOrder order) {
        Graph graph = new Graph(order.items().size());
        order.edges().forEach(edge -> graph.arrow(edge.before(), edge.after()));
        BitSet circling = new BitSet();
        if (!order.isWhole()) {
            BitSet all = new BitSet();
            all.set(0, graph.nodes());
            int[] part = graph.parts(all);
            for (int node = 0; node < graph.nodes(); node++) {
                for (int to : graph.after(node)) {
                    if (part[to] == part[node]) {
                        circling.set(node);
                    }
                }
            }
        }
        return circling;
    }

    private static boolean isCircling(RevertOrder.Edge edge, RevertOrder order, BitSet circling) {
        return edge.before() >= order.placed() && circling.get(edge.before()) && circling.get(edge.after());
    }

    /** Letters, digits and a few signs as they are; all else as its number, which Mermaid shows as the sign itself. */
    private static String mermaid(String words) {
        StringBuilder text = new StringBuilder();
        words.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) || " .,:()/_->=+?!".indexOf(c) >= 0) {
                text.appendCodePoint(c);
            } else if (isShown(c)) {
                text.append('#').append(c).append(';');
            } else {
                text.append(written(c));
            }
        });
        return text.toString();
    }

    private static String dot(String words) {
        StringBuilder text = new StringBuilder();
        words.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                text.append('\\').appendCodePoint(c);
            } else if (isShown(c)) {
                text.appendCodePoint(c);
            } else {
                text.append(written(c));
            }
        });
        return text.toString();
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static String written(int c) {
        return c == '\n' || c == '\t' || c == '\r' ? " " : String.format(Locale.ROOT, "(U+%04X)", c);
    }
}
