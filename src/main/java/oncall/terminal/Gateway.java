package oncall.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import oncall.walk.Prompter.Line;
import oncall.walk.Prompter.Tone;

/**
 * The only way text reaches a terminal, a pipe or a file of output. Whatever it is given is untrusted: characters that
 * steer, hide or reorder are written out ({@link Visible}), then lines are wrapped, then our own styling is added.
 * Writes UTF-8.
 */
public final class Gateway {
    private static final int BLANK_LINES = 2;
    private static final int NARROW = 8;
    private static final String HANGING = "    ";

    /** How documents mark the lines of a text that others wrote. */
    private static final String BAR = HANGING + "| ";

    /** How much is collected before it is sent. */
    private static final int ROOM = 32 * 1024;

    private final OutputStream out;
    private final Look look;
    private boolean closed;

    /** A gateway to one stream; it is flushed after each call and never closed here. */
    public Gateway(OutputStream out, Look look) {
        this.out = out;
        this.look = look;
    }

    /** Prints lines, each wrapped for what it is. */
    public void print(List<Line> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(rendered(line)));
        write(text.toString());
    }

    /** Prints one line of prose. */
    public void line(String text) {
        print(List.of(Line.of(text)));
    }

    /** Prints text as it stands, line feeds and tabs included, neither wrapped nor styled nor ended. */
    public void text(String text) {
        write(Visible.of(text, look.ascii()));
    }

    /**
     * Prints data for programs, which must come out as it is: only what could steer or mislead a screen is written out, should
     * the data's own form have left any. Letters stay whatever the locale is, because the reader is no screen.
     */
    public void data(String text) {
        write(Visible.data(text));
    }

    /**
     * Prints lines of text as they come, each as {@link #text} does with a line feed behind it; many at a time. Where the width is
     * known a longer line goes on under an indent, or behind its bar: what begins where a line begins is a line of ours.
     */
    public void texts(Consumer<Consumer<String>> printing) {
        int width = look.width();
        many(printing, line -> folded(Visible.of(line, look.ascii()), width));
    }

    private static String folded(String line, int width) {
        if (width == Integer.MAX_VALUE || line.indexOf('\t') < 0 && Cells.of(line) <= width) {
            return line;
        }
        if (!line.startsWith(BAR)) {
            return String.join("\n", Wrapping.prose(line, width, HANGING));
        }
        int room = Math.max(NARROW, width - BAR.length());
        return Wrapping.prose(line.substring(BAR.length()), room, "").stream()
                .map(row -> BAR + row)
                .collect(Collectors.joining("\n"));
    }

    /** Prints lines of data as they come, each as {@link #data} does with a line feed behind it; many at a time. */
    public void data(Consumer<Consumer<String>> printing) {
        many(printing, Visible::data);
    }

    private void many(Consumer<Consumer<String>> printing, UnaryOperator<String> visible) {
        ByteArrayOutputStream room = new ByteArrayOutputStream(ROOM + ROOM / 4);
        printing.accept(line -> {
            boolean record = line.endsWith("\r");
            byte[] bytes = visible.apply(record ? line + '\n' : line).getBytes(StandardCharsets.UTF_8);
            room.write(bytes, 0, bytes.length);
            if (!record) {
                room.write('\n');
            }
            if (room.size() >= ROOM) {
                send(room);
            }
        });
        send(room);
    }

    private void send(ByteArrayOutputStream room) {
        try {
            room.writeTo(out);
            out.flush();
        } catch (IOException e) {
            closed = true;
        }
        room.reset();
    }

    /** Whether the other side has gone, as `head` does: nothing more can be printed, and that is no error. */
    public boolean closed() {
        return closed || out instanceof PrintStream print && print.checkError();
    }

    /** The width lines are wrapped for. */
    public int width() {
        return look.width();
    }

    /** A text as one visible line, not wrapped. */
    public String visible(String text) {
        return Visible.oneLine(text, look.ascii());
    }

    /** A text as it is edited: visible, line feeds kept. */
    String visibleLines(String text) {
        return Visible.of(text, look.ascii());
    }

    /** A line as it goes out, each of its rows ended by a line feed. */
    String rendered(Line line) {
        StringBuilder text = new StringBuilder();
        for (String row : rows(line)) {
            text.append(look.colour().dress(line.tone(), row)).append('\n');
        }
        return text.toString();
    }

    private List<String> rows(Line line) {
        List<String> rows = new ArrayList<>();
        String[] parts = Visible.of(line.text(), look.ascii()).split("\n", -1);
        int blank = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean endsRun = i == parts.length - 1 || !parts[i + 1].isBlank();
            blank = parts[i].isBlank() ? blank + 1 : 0;
            if (blank <= BLANK_LINES) {
                rows.addAll(row(line.tone(), parts[i], i + 1, parts.length));
            } else if (endsRun) {
                rows.add("      (" + (blank - BLANK_LINES) + " more blank lines)");
            }
        }
        return rows;
    }

    private List<String> row(Tone tone, String text, int number, int of) {
        return switch (tone) {
            case COMMAND -> command(text, of > 1 ? " " + number + "| " : "    ");
            case COPY -> List.of(text);
            case QUOTE -> quoted(text);
            case HEADING -> number == 1 ? Wrapping.parts(text, prose(), "  ") : quoted(text);
            case PLAIN, SAVED, NOTICE, WARNING, HINT ->
                number == 1 ? Wrapping.prose(text, prose(), "  ") : quoted(text);
        };
    }

    /** Behind a bar: how text of several lines is told from lines of ours. */
    private List<String> quoted(String text) {
        List<String> rows = new ArrayList<>();
        Wrapping.prose(text, prose() == Integer.MAX_VALUE ? Integer.MAX_VALUE : prose() - 4, "")
                .forEach(row -> rows.add(("  | " + row).stripTrailing()));
        return rows;
    }

    /** A command: the lines of a long script are numbered, and a row that goes on begins with a plus. */
    private List<String> command(String text, String margin) {
        List<String> rows = new ArrayList<>();
        String mark = " ".repeat(Math.max(0, margin.length() - 2)) + "+ ";
        for (String row : Wrapping.hard(text, Math.max(8, look.width() - margin.length()))) {
            rows.add(row.isEmpty() ? margin.stripTrailing() : (rows.isEmpty() ? margin : mark) + row);
        }
        return rows;
    }

    private int prose() {
        return look.width() == Integer.MAX_VALUE ? Integer.MAX_VALUE : Math.min(look.width(), Wrapping.PROSE);
    }

    /** Sends what has been made visible, or is our own. */
    void write(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            closed = true;
        }
    }
}
