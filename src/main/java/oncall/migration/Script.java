package oncall.migration;

import java.util.List;

/**
 * What one direction of a migration runs.
 *
 * @param sql in the order of the file
 * @param unreadable what is not SQL and could not be told in SQL, in the order of the file
 */
public record Script(List<SqlText> sql, List<Unreadable> unreadable) {
    /** Runs nothing, or nothing that is written down. */
    public static final Script NONE = new Script(List.of(), List.of());

    public Script {
        sql = List.copyOf(sql);
        unreadable = List.copyOf(unreadable);
    }
}
