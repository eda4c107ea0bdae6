package oncall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import oncall.plan.Surroundings;
import oncall.runbook.Source;
import oncall.runbook.Team;

/**
 * What a plan on disk, or a built-in one, is judged in. Files it names are read and nothing else; a name may go up with `..`,
 * but never, links followed, out of the repository the plan lies in. Outside any repository the folder that holds
 * `revert-plans` takes its place, else the plan's own.
 *
 * @param source the plan
 * @param team in which it is judged
 * @param books names of all runbooks
 * @param now the moment
 * @param machineZone where plain days begin and end for a team that names no zone
 */
record PlanSurroundings(Source source, Team team, List<String> books, Instant now, ZoneId machineZone)
        implements Surroundings {
    /** Lines of comment, and of SQL the longer ones, which may hold hints that are run. */
    private static final Pattern COMMENTS = Pattern.compile("(?m)^\\s*(--|#).*$|/\\*(?![!+])(?s:.*?)\\*/");

    /** The largest file that is read; what is larger is said to be so. */
    private static final int MOST_BYTES = 4 << 20;

    PlanSurroundings {
        books = List.copyOf(books);
    }

    @Override
    public ZoneId zone() {
        return team.zone().orElse(machineZone);
    }

    @Override
    public boolean hasFile(String path) {
        return source.builtIn()
                ? BuiltIn.besidePlans(path).isPresent()
                : file(path).isPresent();
    }

    @Override
    public boolean isEmpty(String path) {
        return bytes(path)
                .map(bytes -> COMMENTS.matcher(new String(bytes, StandardCharsets.UTF_8))
                        .replaceAll("")
                        .isBlank())
                .orElse(false);
    }

    /** What a file holds, up to one byte more than is read of a larger one. */
    private Optional<byte[]> bytes(String path) {
        return source.builtIn() ? BuiltIn.besidePlans(path) : file(path).flatMap(PlanSurroundings::bytes);
    }

    private static Optional<byte[]> bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(in.readNBytes(MOST_BYTES + 1));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<String> text(String path) {
        return bytes(path)
                .filter(bytes -> bytes.length <= MOST_BYTES)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public List<SqlFinding> sql(String path) {
        if (source.builtIn()) {
            return new MigrationSql(this::text).look(path);
        }
        Path folder = Path.of(source.folder());
        Path top = root(folder);
        return new MigrationSql(
                        each -> text(folder.relativize(top.resolve(each)).toString()))
                .look(top.relativize(folder.resolve(path).normalize()).toString());
    }

    /** The file a plan names, where it is one that may be read. */
    Optional<Path> file(String path) {
        if (source.folder().isEmpty() || path.isEmpty() || path.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Path folder = Path.of(source.folder());
        Path wanted = folder.resolve(path).normalize();
        try {
            Path real = wanted.toRealPath();
            boolean inside = real.startsWith(root(folder).toRealPath());
            return inside && Files.isRegularFile(real) && Files.isReadable(real)
                    ? Optional.of(wanted)
                    : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /** What no file may lie outside of. */
    static Path root(Path folder) {
        for (Path here = folder; here != null; here = here.getParent()) {
            if (Files.exists(here.resolve(".git"))) {
                return here;
            }
        }
        boolean named = folder.endsWith(Places.PLANS) && folder.getParent() != null;
        return named ? folder.getParent() : folder;
    }
}
