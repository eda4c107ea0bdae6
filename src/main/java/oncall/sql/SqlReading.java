package oncall.sql;

import java.util.List;
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
        return new ScriptReader(start, text).read();
    }

    /** The same with every finding at one place: for SQL that does not stand in the file itself. */
    public SqlReading allAt(Location place) {
        return new SqlReading(
                findings.stream()
                        .map(one -> new SqlFinding(one.harm(), place, 1, one.object()))
                        .toList(),
                unread.stream().map(one -> new CouldNotRead(place, one.why())).toList(),
                statements,
                empty);
    }

    /** What of it destroys rows or values: with any of these, a down is lossy. */
    public List<SqlFinding> destroys() {
        return findings.stream().filter(finding -> finding.harm().losesData()).toList();
    }
}
