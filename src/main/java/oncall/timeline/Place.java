package oncall.timeline;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the bytes of a record lie.
 *
 * @param file the timeline file
 * @param line from 1
 * @param evidence files with the rest of it, where it was too long for a line
 */
public record Place(Path file, int line, List<Path> evidence) {
    public Place {
        evidence = List.copyOf(evidence);
    }
}
