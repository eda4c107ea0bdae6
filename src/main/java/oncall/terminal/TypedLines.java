package oncall.terminal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import oncall.walk.Prompter.Line;
import oncall.walk.Prompter.Why;

/**
 * Lines typed on a terminal that only gets new lines: nothing on it is painted twice, but for the rubbed-out end of the
 * line being typed. What is waiting when Enter comes belongs to the same answer, so a pasted text arrives as one.
 */
final class TypedLines implements Keyboard {
    private static final Input NOTHING = new Entered("");
    private static final int CTRL_D = 4;
    private static final int CTRL_E = 5;
    private static final int BACKSPACE = 8;
    private static final int CTRL_U = 21;
    private static final int CTRL_W = 23;
    private static final int CTRL_X = 24;
    private static final int ESCAPE = 27;
    private static final int DELETE = 127;

    private final Window window;
    private final Gateway gateway;
    private final StringBuffer text = new StringBuffer();
    private boolean endsWithReturn;

    TypedLines(Window window, Gateway gateway) {
        this.window = window;
        this.gateway = gateway;
    }

    @Override
    public Input read(Wanted wanted) {
        text.setLength(0);
        text.append(wanted.text());
        AtomicBoolean interrupt = new AtomicBoolean();
        AtomicBoolean resumed = new AtomicBoolean();
        Window.Pause pause = new Window.Pause() {
            @Override
            public void stopping() {
                gateway.write("\n");
            }

            @Override
            public void resumed() {
                resumed.set(true);
            }
        };
        return window.paused(
                pause, () -> window.handling("INT", () -> interrupt.set(true), () -> line(wanted, interrupt, resumed)));
    }

    private Input line(Wanted wanted, AtomicBoolean interrupt, AtomicBoolean resumed) {
        show();
        try {
            while (true) {
                int c = window.read(wanted.deadline().slice());
                if (interrupt.getAndSet(false)) {
                    gateway.write("\n");
                    return new Interrupted(text.length() > 0);
                }
                if (resumed.getAndSet(false)) {
                    again(wanted, List.of());
                }
                boolean ends = c == -1 || c == '\r' || c == '\n';
                List<Line> news =
                        !ends && wanted.deadline().tick() ? wanted.ticker().tick() : List.of();
                if (!news.isEmpty()) {
                    again(wanted, news);
                }
                if (c >= 0) {
                    Input input = key(c);
                    if (input != NOTHING) {
                        gateway.write("\n");
                        return input;
                    }
                } else if (c == -1) {
                    return new Gone(Why.HUNG_UP);
                } else if (wanted.deadline().passed()) {
                    gateway.write("\n");
                    return new Expired();
                }
            }
        } catch (IOException e) {
            return new Gone(Why.HUNG_UP);
        }
    }

    /** What a key ends the line with; {@link #NOTHING} goes on. */
    private Input key(int c) throws IOException {
        switch (c) {
            case '\r', '\n' -> {
                return enter(c);
            }
            case CTRL_D -> {
                return text.length() == 0 ? new Gone(Why.END_OF_INPUT) : NOTHING;
            }
            case CTRL_X -> {
                return window.read(Deadline.SLICE_MILLIS) == CTRL_E ? new Editing(text.toString()) : NOTHING;
            }
            case ESCAPE -> {
                return escape();
            }
            case BACKSPACE, DELETE -> rub(Math.max(0, lastCluster()));
            case CTRL_W -> rub(lastWord());
            case CTRL_U -> rub(0);
            default -> type(c);
        }
        return NOTHING;
    }

    private Input enter(int c) throws IOException {
        if (window.waiting(PASTE_MILLIS)) {
            if (!(c == '\n' && endsWithReturn)) {
                text.append('\n');
                gateway.write("\n");
            }
            endsWithReturn = c == '\r';
            return NOTHING;
        }
        endsWithReturn = false;
        return new Entered(text.toString());
    }

    private void type(int c) throws IOException {
        endsWithReturn = false;
        String typed = Character.toString(c);
        if (Character.isHighSurrogate((char) c)) {
            int low = window.read(Deadline.SLICE_MILLIS);
            typed = low >= 0 ? typed + (char) low : typed;
        }
        if (c >= ' ' || c == '\t') {
            text.append(typed);
            gateway.write(gateway.visible(typed));
        }
    }

    /** Alt-Left goes back; other keys that begin with an escape are taken whole and do nothing. */
    private Input escape() throws IOException {
        StringBuilder rest = new StringBuilder();
        int c = window.read(Deadline.SLICE_MILLIS);
        while (c >= 0) {
            rest.append((char) c);
            boolean first = rest.length() == 1;
            boolean goesOn = first ? c == '[' || c == 'O' || c == ESCAPE : c < '@' || rest.length() == 2 && c == '[';
            if (!goesOn) {
                break;
            }
            c = window.read(Deadline.SLICE_MILLIS);
        }
        boolean altLeft = rest.toString().equals("[1;3D") || rest.toString().equals("\u001b[D");
        return altLeft ? new Entered(":back") : NOTHING;
    }

    private int lastCluster() {
        int start = 0;
        for (int i = 0; i < text.length(); i = Cells.clusterEnd(text.toString(), i)) {
            start = i;
        }
        return start;
    }

    private int lastWord() {
        String trimmed = text.toString().stripTrailing();
        return Math.max(trimmed.lastIndexOf(' '), trimmed.lastIndexOf('\n')) + 1;
    }

    /** Rubs out what was typed from a place on: in place where it is on this line, else by showing the rest again. */
    private void rub(int from) {
        String gone = text.substring(from);
        text.setLength(from);
        String line = text.substring(text.lastIndexOf("\n") + 1) + gone;
        if (gone.contains("\n") || Cells.of(PROMPT + gateway.visible(line)) >= gateway.width()) {
            gateway.write("\n");
            show();
        } else {
            gateway.write("\b \b".repeat(Cells.of(gateway.visible(gone))));
        }
    }

    private void again(Wanted wanted, List<Line> news) {
        List<Line> lines = new ArrayList<>(news);
        lines.addAll(wanted.asked());
        gateway.write("\n");
        gateway.print(lines);
        show();
    }

    private void show() {
        gateway.write(PROMPT + gateway.visibleLines(text.toString()).replace("\t", " "));
    }

    @Override
    public void wake() {
        // the window is open
    }

    @Override
    public void drain() {
        window.drain();
    }

    @Override
    public boolean person() {
        return true;
    }

    @Override
    public boolean edits() {
        return false;
    }

    @Override
    public String typed() {
        return text.toString();
    }

    @Override
    public void aside(Runnable program) {
        window.aside(program);
    }

    @Override
    public void close() {
        window.close();
    }
}
