package oncall.walk;

import java.util.List;
import oncall.runbook.Source;

/** The port to what may run: an entry per real path and hash. Reading never needs trust. */
public interface Trust {
    /** Whether commands of this very file may be offered. Built-in files are. */
    boolean allows(Source source);

    /** Remembers that they may, for this path and these bytes. */
    void allow(Source source);

    /** The same, keeping the commands as they were shown, so that a later change can show only what is new. */
    default void allow(Source source, List<String> commands) {
        allow(source);
    }

    /** The commands last allowed for this path, whatever its bytes were; none when it was never trusted. */
    default List<String> before(Source source) {
        return List.of();
    }
}
