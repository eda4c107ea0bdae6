package oncall.walk;

import oncall.runbook.Source;

/** The port to what may run: an entry per real path and hash. Reading never needs trust. */
public interface Trust {
    /** Whether commands of this very file may be offered. Built-in files are. */
    boolean allows(Source source);

    /** Remembers that they may, for this path and these bytes. */
    void allow(Source source);
}
