package oncall.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import oncall.walk.Clock;

/**
 * The one place that asks the system: variables, folders, user, host, zone, time and the standard streams. What the launcher
 * found out before Java started comes in as system properties: `oncall.image`, `oncall.version`, `oncall.archive`,
 * `oncall.terminals`, the numbers of the streams that are a terminal, and `oncall.columns`, the width of it.
 */
final class ThisProcess {
    private static final int BUFFER = 16 * 1024;

    private ThisProcess() {}

    /** Says the version without looking at anything else. */
    static void tellVersion() {
        System.out.println("oncall " + version());
    }

    private static String version() {
        return System.getProperty("oncall.version", "development");
    }

    /** The surroundings of this process. */
    static Environs environs() {
        Map<String, String> variables = System.getenv();
        String terminals = System.getProperty("oncall.terminals", "");
        Environs.Terminals seen = new Environs.Terminals(
                terminals.contains("0"),
                terminals.contains("1"),
                terminals.contains("2"),
                Integer.getInteger("oncall.columns", 0));
        OutputStream out = new Outlet(new FileOutputStream(FileDescriptor.out), Path.of("/dev/stdout"), seen.out());
        InputStream in = new FileInputStream(FileDescriptor.in);
        return new Environs(
                variables,
                Path.of(System.getProperty("user.dir")),
                home(variables),
                System.getProperty("user.name", "?"),
                () -> host(variables),
                ZoneId::systemDefault,
                in,
                new PrintStream(new BufferedOutputStream(out, BUFFER), false, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                seen,
                () -> clock(variables),
                new Environs.Install(version(), path("oncall.image"), path("oncall.archive")));
    }

    private static Clock clock(Map<String, String> variables) {
        String now = variables.getOrDefault("ONCALL_NOW", "");
        return now.isEmpty() ? Clocks.real(Instant::now, System::nanoTime) : Clocks.read(now, System::nanoTime);
    }

    private static Optional<Path> path(String property) {
        return Optional.ofNullable(System.getProperty(property))
                .filter(value -> !value.isEmpty())
                .map(Path::of);
    }

    private static Optional<Path> home(Map<String, String> variables) {
        String home = variables.getOrDefault("HOME", "");
        String known = home.isEmpty() ? System.getProperty("user.home", "?") : home;
        return known.startsWith("/") ? Optional.of(Path.of(known)) : Optional.empty();
    }

    /** From the kernel or the system's own file, never by asking the network, which may be what is down. */
    private static String host(Map<String, String> variables) {
        for (String file : new String[] {"/proc/sys/kernel/hostname", "/etc/hostname"}) {
            try {
                String name = Files.readString(Path.of(file)).strip();
                if (!name.isEmpty()) {
                    return name;
                }
            } catch (IOException | RuntimeException e) {
                continue;
            }
        }
        String name = variables.getOrDefault("HOSTNAME", "");
        return name.isEmpty() ? "localhost" : name;
    }
}
