package oncall.document;

import java.util.Optional;
import oncall.runbook.TimeReader;

/**
 * One row of a timeline that was kept elsewhere.
 *
 * @param line where it begins, from 1
 * @param text its words, byte for byte
 * @param who whom it names as the one who acted or wrote; empty where it names nobody
 * @param time when it happened; empty where it is refused
 * @param refusal why it cannot be taken over, a full sentence; empty where it can
 */
public record Row(
        long line, String text, Optional<String> who, Optional<TimeReader.Read> time, Optional<String> refusal) {
    /** A row whose time was read, or was asked back. */
    public static Row of(long line, String text, TimeReader.Reading reading) {
        if (text.isBlank()) {
            return refused(line, text, "There are no words behind the time.");
        }
        return reading instanceof TimeReader.Read read
                ? new Row(line, text, Optional.empty(), Optional.of(read), Optional.empty())
                : refused(line, text, ((TimeReader.AskBack) reading).why());
    }

    /** A row that cannot be taken over. */
    public static Row refused(long line, String text, String why) {
        return new Row(line, text, Optional.empty(), Optional.empty(), Optional.of(why));
    }

    /** The same row, naming this person; blank words name nobody. */
    public Row by(Optional<String> name) {
        return new Row(line, text, name.map(String::strip).filter(some -> !some.isEmpty()), time, refusal);
    }
}
