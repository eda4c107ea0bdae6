package oncall.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import oncall.incident.Entry;
import oncall.incident.TimelineRecord;
import oncall.runbook.Phase;
import oncall.runbook.Value;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Timelines of record version 1 as they lie on disks out there: read the same for ever. See the README beside them. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GoldenTest {
    private static final Path FROZEN = Path.of("src/test/resources/timeline/v1");

    /** Members that came to the format after the first files were frozen; where they are absent nothing is said of them. */
    private static final Set<String> ADDED = Set.of("Correction.at", "Correction.reason", "Import.who", "Import.file");

    @Test
    void every_frozen_timeline_reads_as_it_did_when_it_was_frozen() throws IOException {
        List<Path> cases = cases();
        assertEquals(6, cases.size(), cases.toString());
        for (Path one : cases) {
            assertEquals(Files.readString(one.resolve("expected.txt")), read(one), one.toString());
        }
    }

    @Test
    void the_frozen_timelines_hold_every_kind() throws IOException {
        Set<String> kinds = new TreeSet<>();
        for (Path one : cases()) {
            segments(one).records().forEach(record -> kinds.add(record.event().kind()));
        }
        Set<String> missing = new TreeSet<>(EventShapes.kinds());
        missing.removeAll(kinds);
        assertEquals(Set.of(), missing);
        assertFalse(EventShapes.kinds().containsAll(kinds), "one unknown kind at least");
    }

    @Test
    void the_records_written_today_are_byte_for_byte_the_frozen_ones() throws IOException {
        int lines = 0;
        for (String line : Files.readAllLines(FROZEN.resolve("every-kind/dana-laptop.jsonl"))) {
            Chain.Link link = Chain.split(line.getBytes(UTF_8)).orElseThrow();
            RecordLine read = assertParses(line, link);
            TimelineRecord record = read.record();
            RecordLine.Stamp stamp = new RecordLine.Stamp(
                    record.seq(),
                    record.id(),
                    record.at(),
                    record.recorded(),
                    record.mono(),
                    record.hlc(),
                    record.actor(),
                    record.session());
            byte[] body = RecordLine.body(stamp, record.entry(), Optional.empty(), read.longText());
            assertEquals(new String(link.body(), UTF_8), new String(body, UTF_8));
            lines++;
        }
        assertEquals(52, lines);
    }

    private static RecordLine assertParses(String line, Chain.Link link) {
        try {
            return RecordLine.parse(line.getBytes(UTF_8), link.h(), "dana-laptop");
        } catch (JsonObjectTree.Misshapen e) {
            throw new AssertionError(line, e);
        }
    }

    private static List<Path> cases() throws IOException {
        try (Stream<Path> all = Files.list(FROZEN)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static Segments segments(Path folder) throws IOException {
        Segments segments = new Segments(new RealDisk(System.getProperty("user.name")), folder);
        segments.refresh();
        return segments;
    }

    /** Everything that was read, a line each. */
    static String read(Path folder) throws IOException {
        Segments segments = segments(folder);
        List<String> lines = new ArrayList<>();
        segments.records().forEach(record -> lines.add(words(record)));
        segments.damage().forEach(damage -> lines.add("damage " + damage.file() + ":" + damage.line()));
        for (Segment segment : segments.files()) {
            if (segment.torn() > 0) {
                lines.add("torn " + segment.name().name() + " " + segment.end() + " " + segment.torn());
            }
        }
        lines.add("head " + segments.head());
        lines.add("newer " + segments.newer());
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String words(TimelineRecord record) {
        Entry entry = record.entry();
        return String.join(
                " ",
                record.writer(),
                "" + record.seq(),
                record.id(),
                record.event().kind(),
                "at=" + record.at(),
                "recorded=" + record.recorded(),
                "mono=" + record.mono(),
                "hlc=" + record.hlc(),
                "actor=" + value(record.actor()),
                "session=" + value(record.session()),
                "phase=" + value(entry.phase()),
                "step=" + value(entry.step()),
                "value=" + value(entry.value()),
                "text=" + value(entry.text()),
                "time=" + value(entry.time()),
                "supersedes=" + value(entry.supersedes()),
                "marks=" + new TreeSet<>(entry.marks()),
                "event=" + value(record.event()));
    }

    /** A value by the names of its components, which are the names of the format; not by the names of classes. */
    private static String value(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(GoldenTest::value).orElse("-");
        }
        if (value instanceof Value answer) {
            return answer.list() ? value(answer.items()) : value(answer.single());
        }
        if (value instanceof Phase phase) {
            return phase.word();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(GoldenTest::value).toList().toString();
        }
        if (value instanceof Record record) {
            List<String> components = new ArrayList<>();
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                try {
                    component.getAccessor().setAccessible(true);
                    Object member = component.getAccessor().invoke(record);
                    boolean added = ADDED.contains(record.getClass().getSimpleName() + "." + component.getName());
                    if (!added || !member.equals(Optional.empty())) {
                        components.add(component.getName() + "=" + value(member));
                    }
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(e);
                }
            }
            return "{" + String.join(", ", components) + "}";
        }
        if (value instanceof String string) {
            StringBuilder quoted = new StringBuilder();
            JsonObjectText.quote(string, quoted);
            return quoted.toString();
        }
        return value.toString();
    }
}
