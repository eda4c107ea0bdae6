package oncall.terminal;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import oncall.terminal.Keyboard.Editing;
import oncall.terminal.Keyboard.Entered;
import oncall.terminal.Keyboard.Expired;
import oncall.terminal.Keyboard.Input;
import oncall.terminal.Keyboard.Wanted;
import oncall.walk.Prompter.Line;
import oncall.walk.Prompter.Ticker;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.MaskingCallback;
import org.jline.reader.Reference;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.AttributedString;
import org.jline.utils.NonBlockingReader;

/**
 * JLine's line reader, held to what is wanted here: no history, no completion, no expansion, nothing parsed, no styles;
 * and while it waits for a key it looks around: news is shown above the line, and a deadline ends it.
 */
final class LineEditor extends LineReaderImpl implements Window.Pause {
    private static final String EXPIRE = "oncall-expire";
    private static final String BACK = "oncall-back";
    private static final String EDIT = "oncall-edit";
    private static final String NOTHING = "oncall-nothing";
    private static final String END = "\u0004";
    private static final char DELETE = '\u007f';
    private static final Wanted NONE =
            new Wanted("", new Deadline(Optional.empty()), Ticker.NONE, List.of(), Keyboard.Filter.NONE, false);

    private final Window window;
    private final Gateway gateway;
    private final Shown shown;
    private Wanted wanted = NONE;
    private Consumer<Input> outcome = input -> {};
    private volatile String typed = "";
    private boolean expired;
    private boolean afterReturn;

    LineEditor(Window window, Gateway gateway) {
        super(window.terminal(), "oncall", null);
        this.window = window;
        this.gateway = gateway;
        setVariable(FEATURES_MAX_BUFFER_SIZE, Integer.MAX_VALUE);
        setVariable(SECONDARY_PROMPT_PATTERN, "");
        setVariable(DISABLE_HISTORY, Boolean.TRUE);
        option(Option.DISABLE_EVENT_EXPANSION, true);
        option(Option.BRACKETED_PASTE, true);
        option(Option.INSERT_TAB, true);
        this.shown = new Shown(gateway);
        widgets.put(CALLBACK_INIT, () -> {
            window.take();
            return true;
        });
        widgets.put(EXPIRE, () -> ends(new Expired()));
        widgets.put(BACK, () -> ends(new Entered(":back")));
        widgets.put(EDIT, () -> ends(new Editing(buf.toString())));
        widgets.put(NOTHING, () -> true);
        keyMaps.put(MAIN, Keys.map());
    }

    /** Reads a line; `outcome` gets whatever ended it other than Enter. */
    String read(Wanted wanted, Consumer<Input> outcome) {
        this.wanted = wanted;
        this.outcome = outcome;
        post = wanted.filter() == Keyboard.Filter.NONE ? null : () -> below(wanted);
        expired = false;
        typed = wanted.text();
        return readLine(Keyboard.PROMPT, null, shown, wanted.text());
    }

    private AttributedString below(Wanted wanted) {
        List<Line> rows = wanted.filter().rows(buf.toString());
        String text = rows.stream().map(gateway::rendered).collect(Collectors.joining());
        return new AttributedString(text.isEmpty() ? text : text.substring(0, text.length() - 1));
    }

    private boolean ends(Input input) {
        outcome.accept(input);
        state = State.DONE;
        return true;
    }

    /** The line as it was when the last key was waited for. */
    String typed() {
        return typed;
    }

    /** Whether Ctrl-D on an empty line was the last key. */
    boolean endedByKey() {
        return END.equals(getLastBinding());
    }

    /** The last key; never empty, and none when the line ended without one. */
    @Override
    public String getLastBinding() {
        String last = super.getLastBinding();
        return expired || last == null || last.isEmpty() ? "\u0000" : last;
    }

    void interrupted() {
        terminal.raise(Signal.INT);
    }

    void resized() {
        terminal.raise(Signal.WINCH);
    }

    /** The program ends in the middle of a line: what was switched on for it is switched off. */
    void leave() {
        if (isReading()) {
            gateway.write(Sequences.PASTE_OFF + "\n");
        }
    }

    @Override
    public void stopping() {
        gateway.write(Sequences.PASTE_OFF + "\n");
    }

    @Override
    public void resumed() {
        gateway.write(Sequences.PASTE_ON);
        gateway.print(wanted.asked());
        terminal.raise(Signal.CONT);
    }

    void drain() {
        while (bindingReader.peekCharacter(1) >= 0) {
            bindingReader.readCharacter();
        }
    }

    /** Waits for a key, and looks around meanwhile; somebody who types without a pause hears of news as well. */
    @Override
    public Binding readBinding(KeyMap<Binding> keys, KeyMap<Binding> local) {
        typed = buf.toString();
        if (bindingReader.getCurrentBuffer().isEmpty()) {
            look();
        }
        while (bindingReader.getCurrentBuffer().isEmpty()
                && bindingReader.peekCharacter(wanted.deadline().slice()) == NonBlockingReader.READ_EXPIRED) {
            if (wanted.deadline().passed()) {
                expired = true;
                return new Reference(EXPIRE);
            }
            look();
        }
        return super.readBinding(keys, local);
    }

    private void look() {
        List<Line> news = wanted.deadline().tick() ? wanted.ticker().tick() : List.of();
        if (!news.isEmpty()) {
            printAbove(news.stream().map(gateway::rendered).collect(Collectors.joining()));
        }
    }

    @Override
    protected void handleSignal(Signal signal) {
        super.handleSignal(signal);
        if (signal == Signal.CONT) {
            window.take();
        }
    }

    /** An Enter, unless it is a line feed of a paste that the terminal did not mark. */
    @Override
    protected boolean acceptLine() {
        if (wanted.words() && bindingReader.peekCharacter(Keyboard.PASTE_MILLIS) >= 0) {
            feed(getLastBinding().charAt(0));
            burst();
        } else {
            state = State.DONE;
        }
        return true;
    }

    /** What is waiting behind the key goes with it, so that a paste is drawn once and not once a letter. */
    @Override
    protected boolean selfInsert() {
        boolean done = super.selfInsert();
        if (wanted.words()) {
            burst();
        }
        return done;
    }

    private void burst() {
        for (int c = bindingReader.peekCharacter(1); isText(c) || isEnd(c); c = bindingReader.peekCharacter(1)) {
            int read = bindingReader.readCharacter();
            if (isText(c)) {
                afterReturn = false;
                buf.write(Character.toString(read));
            } else if (bindingReader.peekCharacter(Keyboard.PASTE_MILLIS) >= 0) {
                feed(c);
            } else {
                bindingReader.runMacro(Character.toString(c));
                return;
            }
        }
    }

    /** One line feed for each end of a line, whether it came as CR, LF or both. */
    private void feed(int c) {
        if (!(c == '\n' && afterReturn)) {
            buf.write('\n');
        }
        afterReturn = c == '\r';
    }

    private static boolean isText(int c) {
        return c >= ' ' && c != DELETE || c == '\t';
    }

    private static boolean isEnd(int c) {
        return c == '\r' || c == '\n';
    }

    @Override
    protected String finish(String text) {
        return text;
    }

    @Override
    public boolean beginPaste() {
        String text = doReadStringUntil(BRACKETED_PASTE_END);
        buf.write(text.replace("\r\n", "\n").replace('\r', '\n'));
        return true;
    }

    /**
     * The line as the gateway shows it; a tab is one column, so that no terminal's tab stops come into it. Not a
     * highlighter: the editor asks this one also for the text before the cursor, which then stands where it belongs.
     */
    private record Shown(Gateway gateway) implements MaskingCallback {
        @Override
        public String display(String line) {
            return gateway.visibleLines(line).replace('\t', ' ');
        }

        @Override
        public String history(String line) {
            return "";
        }
    }

    /** The keys, few and the usual ones. */
    private static final class Keys {
        private static final String[][] BOUND = {
            {SELF_INSERT, "\t"},
            {ACCEPT_LINE, "\r", "\n"},
            {BACKWARD_DELETE_CHAR, "\u007f", "\b"},
            {BEGINNING_OF_LINE, "\u0001", "\u001b[H", "\u001bOH", "\u001b[1~"},
            {END_OF_LINE, "\u0005", "\u001b[F", "\u001bOF", "\u001b[4~"},
            {BACKWARD_CHAR, "\u0002", "\u001b[D", "\u001bOD"},
            {FORWARD_CHAR, "\u0006", "\u001b[C", "\u001bOC"},
            {UP_LINE, "\u0010", "\u001b[A", "\u001bOA"},
            {DOWN_LINE, "\u000e", "\u001b[B", "\u001bOB"},
            {DELETE_CHAR, END, "\u001b[3~"},
            {KILL_LINE, "\u000b"},
            {KILL_WHOLE_LINE, "\u0015"},
            {BACKWARD_KILL_WORD, "\u0017", "\u001b\u007f", "\u001b\b"},
            {KILL_WORD, "\u001bd"},
            {YANK, "\u0019"},
            {TRANSPOSE_CHARS, "\u0014"},
            {UNDO, "\u001f", "\u0018\u0015"},
            {BACKWARD_WORD, "\u001bb", "\u001b[1;5D"},
            {FORWARD_WORD, "\u001bf", "\u001b[1;5C", "\u001b[1;3C", "\u001b\u001b[C"},
            {REDRAW_LINE, "\f"},
            {BEGIN_PASTE, BRACKETED_PASTE_BEGIN},
            {BACK, "\u001b[1;3D", "\u001b[1;9D", "\u001b\u001b[D"},
            {EDIT, "\u0018\u0005"},
            {NOTHING, "\u001b", "\u0018", "\u001b[2~", "\u001b[5~", "\u001b[6~", "\u001b[I", "\u001b[O", "\u001b[Z"},
        };

        private Keys() {}

        static KeyMap<Binding> map() {
            KeyMap<Binding> map = new KeyMap<>();
            map.setUnicode(new Reference(SELF_INSERT));
            map.setNomatch(new Reference(NOTHING));
            map.bind(new Reference(SELF_INSERT), KeyMap.range(" -~"));
            for (String[] row : BOUND) {
                for (int i = 1; i < row.length; i++) {
                    map.bind(new Reference(row[0]), row[i]);
                }
            }
            return map;
        }
    }
}
