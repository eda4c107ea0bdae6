package oncall.cli;

import java.util.List;

/**
 * Writes a manual page in the man macros, so that every character is shown as it was meant: what is copied from it runs. No
 * word is broken, because the words are commands.
 */
final class Roff {
    private static final int SOURCE_WIDTH = 78;
    private final StringBuilder page = new StringBuilder();

    /**
     * A page.
     *
     * @param name in capitals, as pages are headed
     * @param date yyyy-mm-dd
     * @param source the program and its version
     */
    Roff(String name, String date, String source) {
        page.append(".TH ")
                .append(quoted(name))
                .append(" 1 ")
                .append(date)
                .append(' ')
                .append(quoted(source))
                .append("\n.nh\n.ad l\n");
    }

    Roff section(String title) {
        page.append(".SH ").append(quoted(title)).append('\n');
        return this;
    }

    Roff part(String title) {
        page.append(".SS ").append(quoted(title)).append('\n');
        return this;
    }

    /** A paragraph, filled. */
    Roff text(String text) {
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            String next = escaped(word);
            if (line.length() > 0 && line.length() + 1 + next.length() > SOURCE_WIDTH) {
                line(line);
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(next);
        }
        line(line);
        return this;
    }

    /** Lines that stand as they are, set in. */
    Roff code(List<String> lines) {
        page.append(".RS 4\n.nf\n");
        lines.forEach(each -> line(new StringBuilder(escaped(each))));
        page.append(".fi\n.RE\n");
        return this;
    }

    /** A term in bold, and what there is to say of it. */
    Roff item(String term, String text) {
        page.append(".TP\n\\fB").append(escaped(term)).append("\\fR\n");
        return text(text);
    }

    /** Other pages. */
    Roff pages(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            page.append(".BR ")
                    .append(escaped(names.get(i)))
                    .append(" (1)")
                    .append(i + 1 < names.size() ? ",\n" : "\n");
        }
        return this;
    }

    /** A line that begins with a dot or a quote would be taken for a request. */
    private void line(StringBuilder line) {
        boolean request = line.length() > 0 && (line.charAt(0) == '.' || line.charAt(0) == '\'');
        page.append(request ? "\\&" : "").append(line).append('\n');
    }

    private static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    /** A plain quote, hyphen or tilde is made a nicer one by typesetters, which no shell takes. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> out.append("\\e");
                case '-' -> out.append("\\-");
                case '\'' -> out.append("\\(aq");
                case '"' -> out.append("\\(dq");
                case '`' -> out.append("\\(ga");
                case '^' -> out.append("\\(ha");
                case '~' -> out.append("\\(ti");
                default -> {
                    if (c > 0x7e) {
                        out.append(String.format("\\[u%04X]", c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString();
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
