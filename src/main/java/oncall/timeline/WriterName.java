package oncall.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of timeline files: `<writer>.jsonl`, then `<writer>.2.jsonl` and so on for the segments that follow. */
final class WriterName {
    private static final int LONGEST = 24;
    private static final Pattern FILE = Pattern.compile("([a-z0-9_~-]+)(?:\\.([1-9]\\d{0,8}))?\\.jsonl");

    private WriterName() {}

    /** A file of a writer; writer by writer, segment by segment. The ids in it begin with `digits`, which follow from the name. */
    record File(String writer, int segment, String digits) implements Comparable<File> {
        File(String writer, int segment) {
            this(writer, segment, WriterName.digits(writer));
        }

        /** The id of its record of that number. */
        String id(long seq) {
            return digits + "-" + seq;
        }

        @Override
        public int compareTo(File other) {
            int writers = writer.compareTo(other.writer);
            return writers != 0 ? writers : Integer.compare(segment, other.segment);
        }

        String name() {
            return segment == 1 ? writer + ".jsonl" : writer + "." + segment + ".jsonl";
        }
    }

    /**
     * `<actor>-<device>`, each lower-cased, anything but a-z, 0-9, `_` and `-` as `-`, none of those in front (the name will be
     * typed after commands), cut to 24 characters; where that changed anything, `~` and four hex digits of the hash of the raw names keep two people apart.
     */
    static String of(String actor, String device) {
        String name = plain(actor) + "-" + plain(device);
        if (name.equals(actor + "-" + device)) {
            return name;
        }
        return name + "~"
                + Chain.sha256((actor + "\0" + device).getBytes(UTF_8)).substring(0, 4);
    }

    private static String plain(String raw) {
        String plain =
                raw.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-").replaceFirst("^-+", "");
        String cut = plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
        return cut.isEmpty() ? "x" : cut;
    }

    /** Reads a file name; empty for a file that is not a timeline's. */
    static Optional<File> parse(String fileName) {
        Matcher form = FILE.matcher(fileName);
        if (!form.matches()) {
            return Optional.empty();
        }
        int segment = form.group(2) == null ? 1 : Integer.parseInt(form.group(2));
        File file = new File(form.group(1), segment);
        return file.name().equals(fileName) ? Optional.of(file) : Optional.empty();
    }

    /** The id of a writer's record: four hex digits of the hash of the writer's name, `-`, the number. */
    static String id(String writer, long seq) {
        return digits(writer) + "-" + seq;
    }

    /** What the ids of a writer begin with. */
    static String digits(String writer) {
        return Chain.sha256(writer.getBytes(UTF_8)).substring(0, 4);
    }
}
