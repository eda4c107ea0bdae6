package oncall.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import oncall.migration.Script;
import oncall.migration.SqlText;
import oncall.runbook.Location;

/**
 * What SQL text does that matters to a revert.
 *
 * @param findings in the order of the text
 * @param unread in the order of the text
 * @param statements how many there are
 * @param empty nothing is done: only space, comments, a plain `SELECT 1`, or the beginning and end of a transaction
 */
public record SqlReading(List<SqlFinding> findings, List<CouldNotRead> unread, int statements, boolean empty) {
    public SqlReading {
        findings = List.copyOf(findings);
        unread = List.copyOf(unread);
    }

    /** Reads the whole of a file. */
    public static SqlReading of(String path, String text) {
        return of(Location.of(path), text);
    }

    /**
     * Reads SQL that stands somewhere in a file. Time grows with the length of the text.
     *
     * @param start where the first character of the text stands
     */
    public static SqlReading of(Location start, String text) {
        return of(new Script(List.of(new SqlText(start, text, true)), List.of()));
    }

    /** Reads what one direction of a migration runs; what was not readable in it is part of the reading. */
    public static SqlReading of(Script script) {
        return new ScriptReader(new HashSet<>()).read(script);
    }

    /**
     * Reads what a whole change runs: a table that one script makes is not known to old code in the next.
     *
     * @param scripts in the order in which they run
     * @return a reading for each
     */
    public static List<SqlReading> inOrder(List<Script> scripts) {
        Set<String> made = new HashSet<>();
        return scripts.stream()
                .map(script -> new ScriptReader(made).read(script))
                .toList();
    }

    /** What of it destroys rows or values: with any of these, a down is lossy. */
    public List<SqlFinding> destroys() {
        return findings.stream().filter(finding -> finding.harm().losesData()).toList();
    }
}
