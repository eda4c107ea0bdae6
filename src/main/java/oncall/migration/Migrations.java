package oncall.migration;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import oncall.runbook.Glob;
import oncall.runbook.Location;

/**
 * The migrations among some files, and what is not in order with them.
 *
 * @param found in the order in which their tools run them, group by group: the newest of a group last
 * @param irregularities in the order of the paths
 */
public record Migrations(List<Migration> found, List<Irregularity> irregularities) {
    public Migrations {
        found = List.copyOf(found);
        irregularities = List.copyOf(irregularities);
    }

    /**
     * Looks for migrations.
     *
     * @param paths with slashes, from the top of the repository
     * @param text reads any path of the same tree, also one not among these, such as the down beside an up; empty when it is
     *     not there or not readable
     * @param globs where the team says migrations lie besides: `db/**`
     */
    public static Migrations among(
            Collection<String> paths, Function<String, Optional<String>> text, Collection<String> globs) {
        Tree tree = new Tree(paths, text);
        Found found = new Found();
        List<Recogniser> layouts = layouts();
        List<Glob> besides = globs.stream().map(Glob::of).toList();
        for (String path : tree.paths()) {
            boolean known = found.taken(path) || layouts.stream().anyMatch(layout -> layout.look(path, tree, found));
            if (!known && Folders.suspicious(path, besides)) {
                found.irregular(
                        Irregularity.Kind.UNRECOGNISED,
                        Location.of(path),
                        "This lies where migrations lie and is laid out like none that are known here: read it yourself.");
            }
        }
        return Sequence.of(found);
    }

    /** A layout that is known by what a file says comes before one that is known by its name alone. */
    private static List<Recogniser> layouts() {
        return List.of(
                new Liquibase(), new Flyway(), new Pairs(), new Rails(), new Alembic(), new Django(), new Knex());
    }
}
