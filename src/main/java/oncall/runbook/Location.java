package oncall.runbook;

/**
 * A place in a file a person wrote.
 *
 * @param path the file, as it should be shown
 * @param line from 1
 * @param column from 1, in code points
 */
public record Location(String path, int line, int column) {
    public Location {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("line and column count from 1");
        }
    }

    /** A place that is the whole file. */
    public static Location of(String path) {
        return new Location(path, 1, 1);
    }

    @Override
    public String toString() {
        return path + ":" + line + ":" + column;
    }
}
