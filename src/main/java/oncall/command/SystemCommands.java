package oncall.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import oncall.walk.Commands;

/** Runs commands on this machine, one at a time. */
public final class SystemCommands implements Commands {
    private final Map<String, String> environment;
    private final Path start;
    private final Supplier<String> userAtHost;
    private final Supplier<Redaction> redactions;
    private final LongSupplier nanos;
    private final Charset encoding;
    private final ProcessGroup.Session session;
    private final Grace grace;
    private final AtomicReference<Watch> current = new AtomicReference<>();
    private boolean starting;
    private boolean early;

    /** How long a command that was told to end is left to do so before the next, harder signal. */
    record Grace(Duration afterInt, Duration afterTerm) {
        static final Grace USUAL = new Grace(Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    /**
     * Commands of this machine.
     *
     * @param environment ours, as the launcher left it
     * @param start the folder `oncall` was started in
     * @param userAtHost as shown
     * @param redactions makes a new redaction for each stream of lines
     * @param nanos a clock that never goes back
     */
    public SystemCommands(
            Map<String, String> environment,
            Path start,
            Supplier<String> userAtHost,
            Supplier<Redaction> redactions,
            LongSupplier nanos) {
        this(
                environment,
                start,
                userAtHost,
                redactions,
                nanos,
                Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")),
                ProcessGroup.Session.ofThisSystem(),
                Grace.USUAL);
    }

    SystemCommands(
            Map<String, String> environment,
            Path start,
            Supplier<String> userAtHost,
            Supplier<Redaction> redactions,
            LongSupplier nanos,
            Charset encoding,
            ProcessGroup.Session session,
            Grace grace) {
        this.environment = Map.copyOf(ChildEnvironment.of(environment));
        this.start = start;
        this.userAtHost = userAtHost;
        this.redactions = redactions;
        this.nanos = nanos;
        this.encoding = encoding;
        this.session = session;
        this.grace = grace;
    }

    @Override
    public Place place(String folder) {
        return new Place(folder(folder).toString(), userAtHost.get(), Whereabouts.words(environment));
    }

    private Path folder(String folder) {
        return start.resolve(folder).toAbsolutePath().normalize();
    }

    @Override
    public List<String> missing(List<String> needs) {
        return needs.stream()
                .filter(name -> environment.getOrDefault(name, "").isEmpty())
                .toList();
    }

    @Override
    public boolean stop() {
        synchronized (current) {
            Watch running = current.get();
            if (running != null) {
                running.stop();
            }
            early = early || starting && running == null;
            return running != null || starting;
        }
    }

    /** From here on a stop that comes before the command is watched is not lost. */
    private void begin() {
        synchronized (current) {
            starting = true;
            early = false;
        }
    }

    private void watching(Watch watched) {
        synchronized (current) {
            current.set(watched);
            if (early) {
                watched.stop();
            }
        }
    }

    private void over() {
        synchronized (current) {
            starting = false;
            current.set(null);
        }
    }

    @Override
    public Outcome run(Request request, Live live) {
        begin();
        try {
            return start(request, live);
        } finally {
            over();
        }
    }

    private Outcome start(Request request, Live live) {
        Path folder = folder(request.folder());
        if (!Files.isDirectory(folder)) {
            return notStarted("The folder `" + folder + "` is not there, so the command was not started.");
        }
        Launch.Prepared prepared = Launch.prepare(request, environment, folder, encoding);
        if (prepared instanceof Launch.Refused refused) {
            return notStarted(refused.why());
        }
        Launch.Ready ready = (Launch.Ready) prepared;
        ProcessGroup group;
        try {
            group = ProcessGroup.start(
                    session,
                    ready.arguments(),
                    ready.environment(),
                    folder,
                    request.input().isPresent());
        } catch (IOException e) {
            return notStarted(cause(e));
        }
        request.input().ifPresent(input -> feed(group.process(), input));
        Watch watched = new Watch(group, new Capture(redactions), request.timeout(), grace, nanos);
        watching(watched);
        return watched.watch(live);
    }

    private static Outcome notStarted(String why) {
        return new Outcome(Optional.empty(), Optional.of(why), Duration.ZERO, "", 0);
    }

    private static String cause(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("error=7,")
                ? "The command with its values is longer than this system allows, so it was not started."
                : "The command could not be started: " + message + ".";
    }

    /** Writes on a thread of its own: a program that does not read must not hold us. */
    private static void feed(Process process, String input) {
        Thread writer = new Thread(
                () -> {
                    try (OutputStream in = process.getOutputStream()) {
                        in.write(input.getBytes(StandardCharsets.UTF_8));
                    } catch (IOException closed) {
                        // it did not want all of it; its exit code says whether that was wrong
                    }
                },
                "command-in");
        writer.setDaemon(true);
        writer.start();
    }
}
