package oncall.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command with everything it starts, in a session of its own where the system has a program for that: no terminal to spoil, no
 * Ctrl-C meant for us, and one signal reaches all of it. Without such a program the descendants are looked up instead.
 */
final class ProcessGroup {
    /** How a session of its own is made. */
    enum Session {
        /** util-linux and busybox. */
        SETSID,
        /** macOS has no `setsid`, but Perl. */
        PERL,
        /** Nothing to make one with. */
        NONE;

        /** The first that this system has. */
        static Session ofThisSystem() {
            if (setsid().isPresent()) {
                return SETSID;
            }
            return Files.isExecutable(PERL_PROGRAM) ? PERL : NONE;
        }
    }

    private static final Path PERL_PROGRAM = Path.of("/usr/bin/perl");
    private static final String NEW_SESSION = "delete $ENV{PERL_BADLANG}; use POSIX (); POSIX::setsid();"
            + " exec { $ARGV[0] } @ARGV; print STDERR \"$ARGV[0]: $!\\n\"; POSIX::_exit(127)";
    private static final long SIGNAL_MILLIS = 2_000;
    private final Process process;
    private final boolean grouped;
    private final Set<ProcessHandle> seen = new LinkedHashSet<>();

    private ProcessGroup(Process process, boolean grouped) {
        this.process = process;
        this.grouped = grouped;
    }

    /**
     * Starts a command.
     *
     * @param input whether something will be written to its standard input; else that is empty
     */
    static ProcessGroup start(
            Session session, List<String> arguments, Map<String, String> environment, Path folder, boolean input)
            throws IOException {
        List<String> all = new ArrayList<>(
                switch (session) {
                    case SETSID -> List.of(setsid().orElseThrow().toString());
                    case PERL -> List.of(PERL_PROGRAM.toString(), "-e", NEW_SESSION, "--");
                    case NONE -> List.of();
                });
        all.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(all).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        if (session == Session.PERL) {
            builder.environment().put("PERL_BADLANG", "0");
        }
        if (!input) {
            builder.redirectInput(new File("/dev/null"));
        }
        return new ProcessGroup(builder.start(), session != Session.NONE);
    }

    private static Optional<Path> setsid() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The process that was started. */
    Process process() {
        return process;
    }

    /** Sends a signal (`INT`, `TERM`, `KILL`) to all of it. */
    void signal(String name) {
        if (grouped) {
            kill(name, "-" + process.pid());
            return;
        }
        seen.add(process.toHandle());
        process.descendants().forEach(seen::add);
        seen.stream().filter(ProcessHandle::isAlive).forEach(one -> kill(name, Long.toString(one.pid())));
    }

    /** Whether any of it still runs; without a session of its own, what was found when the first signal was sent. */
    boolean alive() {
        return process.isAlive()
                || (grouped ? kill("0", "-" + process.pid()) : seen.stream().anyMatch(ProcessHandle::isAlive));
    }

    /** The shell's own `kill`, because Java can signal neither a group nor with INT. */
    private static boolean kill(String signal, String whom) {
        try {
            Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -s \"$1\" -- \"$2\"", "sh", signal, whom)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return kill.waitFor(SIGNAL_MILLIS, TimeUnit.MILLISECONDS) && kill.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
