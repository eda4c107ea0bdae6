package oncall.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import oncall.pty.Pty;

/**
 * Where the pages are played: dana at her laptop, on 12 November 2018 at 17:03 in Jerusalem, in a folder `shop` with one
 * commit from twenty minutes before. What a page may not depend on (paths, versions) is made equal here and nowhere else.
 */
final class Desk {
    static final String LAUNCHER =
            Path.of("target/oncall/bin/oncall").toAbsolutePath().toString();

    private final Path home;
    private final Path shop;

    Desk(Path folder) throws Exception {
        home = folder.toRealPath();
        shop = Files.createDirectories(home.resolve("shop"));
        ok("git", "init", "-q", "-b", "main", ".");
        Files.writeString(shop.resolve("session.conf"), "store: new\n");
        ok("git", "add", ".");
        ok("git", "commit", "-q", "-m", "login 2.4: sessions are kept in the new store");
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        variables.put("HOME", home.toString());
        variables.put("PATH", Path.of(LAUNCHER).getParent() + ":" + System.getenv("PATH"));
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("LANG", "C.UTF-8");
        variables.put("TZ", "Asia/Jerusalem");
        variables.put("ONCALL_NOW", "2018-11-12T15:03:00Z");
        variables.put("ONCALL_ACTOR", "dana");
        variables.put("ONCALL_DEVICE", "laptop");
        variables.put("GIT_AUTHOR_NAME", "omer");
        variables.put("GIT_AUTHOR_EMAIL", "omer@example.com");
        variables.put("GIT_AUTHOR_DATE", "2018-11-12T14:40:00Z");
        variables.put("GIT_COMMITTER_NAME", "omer");
        variables.put("GIT_COMMITTER_EMAIL", "omer@example.com");
        variables.put("GIT_COMMITTER_DATE", "2018-11-12T14:40:00Z");
        return variables;
    }

    private void ok(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(shop.toFile()).inheritIO();
        builder.environment().putAll(variables());
        Process process = builder.start();
        process.waitFor();
        if (process.exitValue() != 0) {
            throw new AssertionError(List.of(command) + " failed");
        }
    }

    /** Writes the file a block shows, if it shows one. */
    void write(Page.Block block) throws IOException {
        if (!block.file().isEmpty()) {
            Path file = shop.resolve(block.file());
            Files.createDirectories(file.getParent());
            Files.writeString(file, block.text());
        }
    }

    /** Runs a command as a shell would, without a terminal, and returns both streams. */
    String run(String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).directory(shop.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables());
        Path out = home.resolve("out.txt");
        builder.redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile());
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("`" + command + "` is still running");
        }
        return Files.readString(out).replace(home.toString(), "/home/dana");
    }

    /** Starts a command on a terminal of 80 columns, high enough to hold all of it. */
    Pty open(String command) {
        Pty.Start start = Pty.command(home, "sh", "-c", command).size(80, 400).in(shop);
        variables().forEach(start::with);
        return start.start();
    }

    /** Types what the page types, one thing at each prompt, and returns the screen. */
    String play(Page.Shown shown) {
        try (Pty pty = open(shown.command())) {
            boolean first = true;
            for (String text : shown.typed()) {
                pty.waitFor("\n> ");
                // Ctrl-U takes away what is filled in already
                pty.send(text.isEmpty() || first ? text + "\r" : "\u0015" + text + "\r");
                first = false;
            }
            if (!shown.endsWaiting()) {
                pty.exit();
                return pty.screen();
            }
            pty.waitFor("\n> ");
            String screen = pty.screen();
            pty.kill9();
            return screen;
        }
    }
}
