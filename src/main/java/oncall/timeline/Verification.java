package oncall.timeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What checking every line of an incident came to.
 *
 * @param records how many verify
 * @param head twelve hex digits that stand for all of it: kept outside, they show any later change
 * @param damage what cannot be right, file by file, line by line
 * @param torn bytes after a last line feed: never acknowledged, no damage
 * @param newer whether a newer version wrote to it; then it is for reading only
 */
public record Verification(int records, String head, List<Damage> damage, List<Torn> torn, boolean newer) {
    public Verification {
        damage = List.copyOf(damage);
        torn = List.copyOf(torn);
    }

    /** Bytes at the end of a file that were never acknowledged. */
    public record Torn(String file, long offset, long bytes) {}

    /** The complete lines of one file, byte for byte. */
    public record RawFile(String name, byte[] bytes) {}

    static Verification of(Disk disk, IncidentFolder folder) throws IOException {
        Segments segments = new Segments(disk, folder.timeline());
        segments.refresh();
        List<Torn> torn = new ArrayList<>();
        for (Segment segment : segments.files()) {
            if (segment.torn() > 0) {
                torn.add(new Torn(segment.name().name(), segment.end(), segment.torn()));
            }
        }
        return new Verification(segments.records().size(), segments.head(), segments.damage(), torn, segments.newer());
    }

    static List<RawFile> raw(Disk disk, IncidentFolder folder) throws IOException {
        Segments segments = new Segments(disk, folder.timeline());
        segments.refresh();
        List<RawFile> files = new ArrayList<>();
        for (Segment segment : segments.files()) {
            byte[] bytes = disk.read(segment.path(), 0);
            files.add(new RawFile(
                    segment.name().name(), Arrays.copyOf(bytes, (int) Math.min(bytes.length, segment.end()))));
        }
        return files;
    }
}
