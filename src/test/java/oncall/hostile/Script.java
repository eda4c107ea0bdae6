package oncall.hostile;

import java.util.List;
import oncall.hostile.Texts.Text;

/** Writes YAML that carries texts: in double quotes, every character beyond ASCII as an escape. */
final class Script {
    /** Steps of one book: what a walk costs grows faster than its length. */
    static final int MOST_STEPS = 100;

    private Script() {}

    /** A text in double quotes. */
    static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c >= ' ' && c <= '~') {
                out.append((char) c);
            } else if (c > 0xffff) {
                out.append(String.format("\\U%08x", c));
            } else {
                out.append(String.format("\\u%04x", c));
            }
        });
        return out.append('"').toString();
    }

    /** A book that asks for free words once a text: `t0`, `t1` and so on. */
    static String book(List<Text> texts, boolean inQuestions) {
        StringBuilder book = new StringBuilder("oncall: runbook/1\ntitle: Words of others\ntriage:\n");
        for (int i = 0; i < texts.size(); i++) {
            String question = inQuestions ? texts.get(i).text() : "Say number " + i + ".";
            book.append("  - {ask: t")
                    .append(i)
                    .append(", text: ")
                    .append(quoted(question))
                    .append("}\n");
        }
        return book.toString();
    }

    /** Answers to it, each with a note, a late one and a parked idea of the same words. */
    static String answers(List<Text> texts) {
        StringBuilder file = new StringBuilder("oncall: answers/1\nanswers:\n  - what: it\n  - seen: tried\n");
        file.append("  - send_first: later\n");
        for (int i = 0; i < texts.size(); i++) {
            String words = quoted(texts.get(i).text());
            file.append("  - note: ")
                    .append(words)
                    .append("\n  - park: ")
                    .append(words)
                    .append('\n');
            file.append("  - late: {at: \"16:50\", text: ").append(words).append("}\n");
            file.append("  - t").append(i).append(": ").append(words).append('\n');
        }
        return file.toString();
    }
}
