package oncall.terminal;

import java.util.Optional;
import java.util.function.Supplier;

/** A terminal that is opened when it is first needed; lines as from a pipe when it cannot be had. */
final class LazyKeyboard implements Keyboard {
    private final Opening<Window> window;
    private final Opening<Keyboard> opening;
    private final Gateway gateway;
    private final Supplier<Keyboard> fallback;
    private final boolean edits;
    private volatile Optional<Keyboard> opened = Optional.empty();

    LazyKeyboard(
            Opening<Window> window,
            Opening<Keyboard> opening,
            Gateway gateway,
            Supplier<Keyboard> fallback,
            boolean edits) {
        this.window = window;
        this.opening = opening;
        this.gateway = gateway;
        this.fallback = fallback;
        this.edits = edits;
    }

    private Keyboard keyboard() {
        if (opened.isEmpty()) {
            opened = Optional.of(opening.get().orElseGet(this::without));
        }
        return opened.get();
    }

    private Keyboard without() {
        gateway.line("This terminal takes plain lines only: keep each under 4,000 characters.");
        return fallback.get();
    }

    @Override
    public Input read(Wanted wanted) {
        return keyboard().read(wanted);
    }

    /** Only the window: the line editor is loaded once the question can be read, so that it keeps nobody from reading. */
    @Override
    public void wake() {
        window.begin();
    }

    @Override
    public void drain() {
        keyboard().drain();
    }

    @Override
    public boolean person() {
        return true;
    }

    /** Before the keyboard is there, the window says: without a size there is no line editor. */
    @Override
    public boolean edits() {
        return opened.map(Keyboard::edits)
                .orElseGet(() -> edits && window.soon().map(Window::sized).orElse(false));
    }

    @Override
    public String typed() {
        return opened.map(Keyboard::typed).orElse("");
    }

    @Override
    public void aside(Runnable program) {
        keyboard().aside(program);
    }

    @Override
    public void close() {
        if (opening.begun()) {
            opening.close();
        } else {
            window.close();
        }
    }
}
