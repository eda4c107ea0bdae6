package oncall.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lists what a command takes, a term and what it means, in two columns. Lines are broken at spaces only: the parser's own list
 * breaks `8:24` after the colon.
 */
final class HelpList {
    private static final int MARGIN = 6;
    private static final int BETWEEN = 3;
    private static final int WIDEST_TERM = 26;
    private final List<Manual.Argument> rows = new ArrayList<>();
    private final int width;
    private final int column;

    /** Parameters in their order, then options by name. */
    HelpList(Manual manual, int width) {
        this.width = width;
        rows.addAll(manual.parameters());
        manual.options().stream().sorted(Comparator.comparing(Manual::longest)).forEach(rows::add);
        int widest = rows.stream()
                .mapToInt(each -> term(each).length())
                .filter(length -> length <= MARGIN + WIDEST_TERM)
                .max()
                .orElse(0);
        this.column = widest + BETWEEN > width / 2 ? MARGIN + BETWEEN : widest + BETWEEN;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (Manual.Argument each : rows) {
            String term = term(each);
            boolean beside = term.length() + BETWEEN <= column;
            text.append(term).append(beside ? " ".repeat(column - term.length()) : "\n" + " ".repeat(column));
            text.append(wrapped(each.description())).append('\n');
        }
        return text.toString();
    }

    /** Long names stand under each other. */
    private static String term(Manual.Argument argument) {
        return " ".repeat(argument.names().size() > 1 ? 2 : MARGIN) + argument.term();
    }

    private String wrapped(String description) {
        StringBuilder text = new StringBuilder();
        int used = column;
        for (String word : description.split(" ")) {
            if (used > column && used + 1 + word.length() > width) {
                text.append('\n').append(" ".repeat(column));
                used = column;
            }
            text.append(used > column ? " " : "").append(word);
            used += (used > column ? 1 : 0) + word.length();
        }
        return text.toString();
    }
}
