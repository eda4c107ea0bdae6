package oncall.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import oncall.command.RedactingTimeline;
import oncall.incident.Bounds;
import oncall.incident.Entry;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.runbook.TimeReader;
import oncall.timeline.FileTimeline;
import oncall.timeline.Glance;
import oncall.walk.Timeline;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What `note` and `park` share: one text, saved in an incident from wherever one is, a walk or none. */
final class Jotting {
    private static final int MOST_BYTES = 1024 * 1024;

    @Parameters(
            arity = "1..*",
            paramLabel = "TEXT",
            description = "The words; - takes them from standard input; -- before words that begin with a dash.")
    private List<String> words;

    @Option(
            names = "--incident",
            paramLabel = "INCIDENT",
            description = "Its id or the beginning of it; not needed when one is open.")
    private String incident;

    /** Saves it, now, and says so in one line. */
    Exit save(Invocation invocation, String done, Entry empty) {
        return save(invocation, done, empty, new When());
    }

    /** Saves it where it happened, and says so; what was assumed of the time stands in a second line. */
    Exit save(Invocation invocation, String done, Entry empty, When when) {
        String text = text(invocation);
        FileTimeline timeline = open(invocation);
        Optional<TimeReader.Read> time = Optional.of(when)
                .filter(When::isGiven)
                .flatMap(given -> given.read(invocation, Bounds.of(Incident.of(timeline.read()))));
        Entry entry = empty.saying(text);
        Entry placed = time.map(read -> entry.at(read.at()).timed(read.given())).orElse(entry);
        TimelineRecord saved = append(timeline, placed, invocation);
        String at = time.map(read -> ", " + When.both(read.at(), invocation)).orElse("");
        invocation.page().line(done + " in " + timeline.id() + " (" + saved.id() + at + "): " + Brief.of(text));
        time.flatMap(read -> When.assumed(read, invocation)).ifPresent(invocation.page()::line);
        timeline.warnings().forEach(invocation.talk()::line);
        return Exit.OK;
    }

    /** The incident named, else the only open one; where none is open, the one closed last is named and not taken. */
    private FileTimeline open(Invocation invocation) {
        Ports ports = new Ports(invocation);
        try {
            return Reading.open(invocation, ports, Optional.ofNullable(incident));
        } catch (Failure failure) {
            Optional<Glance> last = incident == null && failure.exit() == Exit.NOT_FOUND
                    ? ports.incidents().list().stream().reduce((first, second) -> second)
                    : Optional.empty();
            throw last.map(closed -> new Failure(
                            Exit.NOT_FOUND,
                            "No incident is open, so nothing was saved. The last one is closed: " + closed.title()
                                    + ".",
                            "To add to that one, write `--incident " + closed.id() + "` too."))
                    .orElse(failure);
        }
    }

    private String text(Invocation invocation) {
        String text = words.equals(List.of("-")) ? input(invocation) : String.join(" ", words);
        if (text.isBlank()) {
            throw new Failure(
                    Exit.USAGE,
                    "There is no text to save.",
                    "Write it behind the command, or pipe it in and write - for it.");
        }
        return text;
    }

    private static String input(Invocation invocation) {
        if (invocation.environs().terminals().in()) {
            invocation.talk().line("Write the text; Ctrl-D on an empty line ends it.");
        }
        try {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            InputStream in = invocation.environs().in();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                text.write(buffer, 0, read);
                if (text.size() > MOST_BYTES) {
                    throw new Failure(
                            Exit.USAGE,
                            "The text is longer than 1 MiB, which is the most that is kept.",
                            "Nothing was saved.");
                }
            }
            return withoutEnd(decoded(text.toByteArray(), invocation));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes that are no UTF-8 are not lost: each is written out, as in what a command prints. */
    private static String decoded(byte[] bytes, Invocation invocation) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer from = ByteBuffer.wrap(bytes);
        CharBuffer to = CharBuffer.allocate(bytes.length + 1);
        StringBuilder text = new StringBuilder();
        int broken = 0;
        for (CoderResult result = decoder.decode(from, to, true);
                result.isError();
                result = decoder.decode(from, to, true)) {
            text.append(to.flip());
            to.clear();
            for (int i = 0; i < result.length(); i++) {
                text.append(String.format("\\x%02x", from.get() & 0xff));
                broken++;
            }
        }
        text.append(to.flip());
        if (broken > 0) {
            invocation
                    .talk()
                    .line(broken + (broken == 1 ? " byte is" : " bytes are") + " no UTF-8 and saved as \\xNN each.");
        }
        return text.toString();
    }

    /** The line feed behind the last line ends it and is no part of it; every other character is. */
    private static String withoutEnd(String text) {
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    private static TimelineRecord append(FileTimeline timeline, Entry entry, Invocation invocation) {
        try {
            return new RedactingTimeline(timeline, new Ports(invocation)::secrets)
                    .append(entry, news -> true)
                    .saved()
                    .orElseThrow();
        } catch (Timeline.SaveFailed failed) {
            invocation.talk().line("NOT SAVED: " + entry.text().orElse(""));
            throw failed;
        }
    }
}
