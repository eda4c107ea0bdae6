package oncall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import oncall.runbook.Team;
import oncall.runbook.yaml.TeamReader;
import oncall.runbook.yaml.YamlFile;

/** The runbooks and revert plans packed into the program. */
final class BuiltIn {
    /** What stands before the name of a built-in file wherever it is shown. */
    static final String PATH = "built-in/";

    /** The folder of built-in revert plans, as it is shown. */
    static final String PLANS = PATH + "revert-plans/";

    private static final String FOLDER = "/oncall/runbooks/";
    private static final String PLANS_BELOW = "revert-plans/";

    private static final FutureTask<Team> TEAM = new FutureTask<>(BuiltIn::readTeam);

    private BuiltIn() {}

    /** Begins to read the team file on a thread of its own; for commands that are going to want it. */
    static void readAhead() {
        Thread reader = new Thread(TEAM, "built-in team");
        reader.setDaemon(true);
        reader.start();
    }

    /** The built-in team, read once. */
    static Team team() {
        TEAM.run();
        try {
            return TEAM.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the built-in team file does not read", e);
        }
    }

    private static Team readTeam() {
        return TeamReader.readShipped(YamlFile.read(file("team").orElseThrow(), PATH + "team.yaml", "", true))
                .orElseThrow();
    }

    /** Names of all built-in books. A test keeps the list equal to the folder. */
    static List<String> books() {
        return new String(bytes("/oncall/built-in-books").orElseThrow(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** Names of all built-in revert plans. A test keeps the list equal to the folder. */
    static List<String> plans() {
        return new String(bytes("/oncall/built-in-plans").orElseThrow(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** The bytes of a built-in revert plan; of names that {@link #plans} has. */
    static Optional<byte[]> plan(String name) {
        return plans().contains(name) ? file(PLANS_BELOW + name) : Optional.empty();
    }

    /** The bytes of any file packed beside the plans, such as a migration, relative to their folder; never one above the books. */
    static Optional<byte[]> besidePlans(String path) {
        Path below = Path.of(PLANS_BELOW).resolve(path).normalize();
        return path.isEmpty() || below.isAbsolute() || below.startsWith("..")
                ? Optional.empty()
                : bytes(FOLDER + below);
    }

    /** The bytes of a built-in file, by its name without ending. */
    static Optional<byte[]> file(String name) {
        return bytes(FOLDER + name + ".yaml");
    }

    private static Optional<byte[]> bytes(String resource) {
        try (InputStream in = BuiltIn.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
