package oncall.plan;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import oncall.runbook.Location;
import oncall.runbook.Team;

/** What a plan is judged in: the moment, the team, and the files it names. Reads, runs nothing, asks no network. */
public interface Surroundings {
    /** Now. */
    Instant now();

    /** Where plain days begin and end. */
    ZoneId zone();

    /** The team file in use. */
    Team team();

    /** Names of all runbooks, for what the plan refers to. */
    List<String> books();

    /** Whether a path the plan names, relative to its own folder, is a file that can be read. */
    boolean hasFile(String path);

    /** Whether such a file holds nothing that could be run: only white space and comments. False where nobody can tell. */
    default boolean isEmpty(String path) {
        return false;
    }

    /**
     * What old code cannot live with in a file of migrations the plan names, and what of it could not be read; empty where nothing
     * is found.
     *
     * @param path relative to the plan's folder
     */
    List<SqlFinding> sql(String path);

    /**
     * Something in an SQL file.
     *
     * @param at in that file
     * @param certain whether old code cannot live with it; false where it may not, or where the file could not be read
     * @param read false where the statement could not be read at all
     * @param loses whether rows or values are gone, so that no down brings them back
     * @param what one sentence
     * @param mend what to do instead
     */
    record SqlFinding(Location at, boolean certain, boolean read, boolean loses, String what, String mend) {}
}
