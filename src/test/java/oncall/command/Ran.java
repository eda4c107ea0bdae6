package oncall.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.runbook.Command;
import oncall.walk.Commands;
import oncall.walk.Commands.Outcome;
import oncall.walk.Commands.Request;

/** Runs commands for tests, and keeps what the screen would have got. */
final class Ran implements Commands.Live {
    static final Redaction NOTHING_SECRET = new Redaction() {
        @Override
        public String line(String line) {
            return line;
        }

        @Override
        public void gap() {}
    };

    final List<String> lines = new ArrayList<>();
    final List<Duration> quiet = new ArrayList<>();
    int looks;
    final SystemCommands commands;
    private final Path folder;

    Ran(Path folder, Map<String, String> environment, ProcessGroup.Session session) {
        this.folder = folder;
        this.commands = new SystemCommands(
                environment,
                folder,
                () -> "dana@laptop",
                () -> NOTHING_SECRET,
                System::nanoTime,
                StandardCharsets.UTF_8,
                session,
                new SystemCommands.Grace(Duration.ofMillis(400), Duration.ofMillis(400)));
    }

    static Ran in(Path folder) {
        return new Ran(folder, System.getenv(), ProcessGroup.Session.ofThisSystem());
    }

    Outcome script(String script) {
        return script(script, Map.of(), Duration.ofSeconds(20));
    }

    Outcome script(String script, Map<String, String> values, Duration timeout) {
        return run(new Command.Shell(script, List.copyOf(values.keySet())), values, timeout, Optional.empty());
    }

    Outcome argv(List<String> items, Map<String, String> values) {
        return run(
                new Command.Argv(items, List.copyOf(values.keySet())),
                values,
                Duration.ofSeconds(20),
                Optional.empty());
    }

    Outcome run(Command command, Map<String, String> values, Duration timeout, Optional<String> input) {
        return commands.run(new Request(command, values, List.of(), folder.toString(), timeout, input), this);
    }

    @Override
    public void line(String text) {
        lines.add(text);
    }

    @Override
    public void look() {
        looks++;
    }

    @Override
    public void quiet(Duration running) {
        quiet.add(running);
    }
}
