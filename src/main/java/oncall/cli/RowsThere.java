package oncall.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import oncall.document.Row;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.runbook.TimeReader;

/**
 * Rows of other files that are on record: notes that grew come again as another file. A row is there when its time and its words
 * are, as often as they are: what a record itself says counts, corrected or redacted later or not.
 */
final class RowsThere {
    private final Map<Same, Integer> times = new HashMap<>();
    private final UnaryOperator<String> cleaned;

    /**
     * @param records all of the incident, as written
     * @param sha256 of the file that comes: rows of this very file are told apart by their lines
     * @param cleaned what the words of a row become on their way to the disk
     */
    RowsThere(List<TimelineRecord> records, String sha256, UnaryOperator<String> cleaned) {
        this.cleaned = cleaned;
        for (TimelineRecord each : records) {
            if (each.event() instanceof Event.Import row && !row.fileSha256().equals(sha256)) {
                Optional<Instant> until = each.entry().time().flatMap(TimeReader.Given::until);
                times.merge(Same.of(each.at(), until, each.entry().text().orElse("")), 1, Integer::sum);
            }
        }
    }

    /** What makes two rows the same. */
    private record Same(Instant at, Optional<Instant> until, String text) {
        /** To the millisecond, which is what a record keeps. */
        static Same of(Instant at, Optional<Instant> until, String text) {
            return new Same(
                    at.truncatedTo(ChronoUnit.MILLIS), until.map(end -> end.truncatedTo(ChronoUnit.MILLIS)), text);
        }
    }

    /** The rows that are not there yet; of equal ones as many as are missing. Asked once. */
    List<Row> without(List<Row> rows) {
        List<Row> fresh = new ArrayList<>();
        for (Row row : rows) {
            if (times.isEmpty() || !found(row)) {
                fresh.add(row);
            }
        }
        return fresh;
    }

    private boolean found(Row row) {
        TimeReader.Read read = row.time().orElseThrow();
        Same same = Same.of(read.at(), read.given().until(), cleaned.apply(row.text()));
        int left = times.getOrDefault(same, 0);
        if (left > 0) {
            times.put(same, left - 1);
        }
        return left > 0;
    }
}
