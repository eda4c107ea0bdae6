package oncall.terminal;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Shows text that is longer than the screen through the person's pager. What fits is printed as it is, and nothing is started
 * for it. What goes in comes from a {@link Gateway}, so the pager meets no escape sequence that others wrote.
 *
 * <p>Text is passed on as it comes. A person who leaves the pager has seen enough: that is no error. Where the pager is missing
 * or dies, the text is printed as if there were none.
 */
public final class Pager {
    private static final String LESS = "less";

    private final String command;
    private final Map<String, String> environment;
    private final OutputStream screen;
    private final boolean ascii;
    private final Supplier<Screen> screens;

    /**
     * A pager on the terminal of this process.
     *
     * @param command as {@link #command} found it
     * @param environment of the pager
     * @param screen standard output
     * @param ascii whether only ASCII can be shown
     */
    public Pager(String command, Map<String, String> environment, OutputStream screen, boolean ascii) {
        this(command, environment, screen, ascii, () -> Screen.ask(environment));
    }

    Pager(
            String command,
            Map<String, String> environment,
            OutputStream screen,
            boolean ascii,
            Supplier<Screen> screens) {
        this.command = command;
        this.environment = Map.copyOf(environment);
        this.screen = screen;
        this.ascii = ascii;
        this.screens = screens;
    }

    /**
     * What to run through a shell: `PAGER` where it is set, else `less` where there is one. Nothing where `PAGER` is empty or
     * `cat`.
     *
     * @param environment of the person
     */
    public static Optional<String> command(Map<String, String> environment) {
        String wanted = environment.get("PAGER");
        if (wanted != null) {
            return wanted.isBlank() || wanted.strip().equals("cat") ? Optional.empty() : Optional.of(wanted);
        }
        for (String folder : environment.getOrDefault("PATH", "").split(":")) {
            if (folder.startsWith("/") && Files.isExecutable(Path.of(folder, LESS))) {
                return Optional.of(LESS + " -FRX");
            }
        }
        return Optional.empty();
    }

    /** How many columns the terminal of this process has; 80 where that is not known. */
    public static int columns(Map<String, String> environment) {
        return Screen.ask(environment).columns();
    }

    /**
     * Shows what `writing` prints, and returns when the person has left the pager, or when all of it is on the screen. The
     * writing is ended early, by an exception that passes through it, when the person has seen enough.
     */
    public void show(Consumer<Gateway> writing) {
        PagedOutput out = new PagedOutput(() -> new PagerProcess(command, environment), screen, screens);
        try {
            writing.accept(new Gateway(out, new Look(Colour.OFF, ascii, out::columns)));
        } catch (PagedOutput.Left left) {
            return;
        } finally {
            out.end();
        }
    }

    /**
     * The window of the terminal.
     *
     * @param modes how the terminal is set, in its own words; empty when that is not known
     */
    record Screen(int rows, int columns, String modes) {
        static final Screen USUAL = new Screen(24, 80, "");

        static Screen ask(Map<String, String> environment) {
            String[] said = PagerProcess.said("{ stty -g; stty size; } </dev/tty", environment)
                    .strip()
                    .split("\\s+");
            try {
                int rows = Integer.parseInt(said[1]);
                int columns = Integer.parseInt(said[2]);
                return new Screen(rows > 0 ? rows : USUAL.rows(), columns > 0 ? columns : USUAL.columns(), said[0]);
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException noTerminal) {
                return USUAL;
            }
        }
    }
}
