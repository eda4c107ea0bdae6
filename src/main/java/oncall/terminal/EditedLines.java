package oncall.terminal;

import java.io.IOError;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import oncall.walk.Prompter.Why;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;

/** Lines of the line editor: editing, paste, an editor of one's own, and a line that news does not disturb. */
final class EditedLines implements Keyboard {
    private final Window window;
    private final LineEditor editor;

    EditedLines(Window window, Gateway gateway) {
        this.window = window;
        this.editor = new LineEditor(window, gateway);
    }

    @Override
    public Input read(Wanted wanted) {
        Supplier<Input> line = () -> line(wanted);
        Supplier<Input> resizing = () -> window.handling("WINCH", editor::resized, line);
        return window.paused(editor, () -> window.handling("INT", editor::interrupted, resizing));
    }

    private Input line(Wanted wanted) {
        AtomicReference<Optional<Input>> outcome = new AtomicReference<>(Optional.empty());
        try {
            String text = editor.read(wanted, input -> outcome.set(Optional.of(input)));
            return outcome.get().orElseGet(() -> new Entered(text));
        } catch (UserInterruptException e) {
            Thread.interrupted();
            return new Interrupted(!e.getPartialLine().isEmpty());
        } catch (EndOfFileException e) {
            return new Gone(editor.endedByKey() ? Why.END_OF_INPUT : Why.HUNG_UP);
        } catch (IOError e) {
            return new Gone(Why.HUNG_UP);
        }
    }

    @Override
    public void wake() {
        // the window is open
    }

    @Override
    public void drain() {
        editor.drain();
    }

    @Override
    public boolean person() {
        return true;
    }

    @Override
    public boolean edits() {
        return true;
    }

    @Override
    public String typed() {
        return editor.typed();
    }

    @Override
    public void aside(Runnable program) {
        window.aside(program);
    }

    @Override
    public void close() {
        editor.leave();
        window.close();
    }
}
