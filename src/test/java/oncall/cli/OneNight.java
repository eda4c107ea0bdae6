package oncall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.runbook.Phase;
import oncall.runbook.Value;
import oncall.timeline.Author;
import oncall.timeline.FileTimeline;
import oncall.timeline.Incidents;
import oncall.timeline.RealDisk;
import oncall.walk.Clock;

/** An incident on disk, written through the store as a sitting would, with a small book and a small team of its own. */
final class OneNight {
    static final String ID = "20181112-1700-cannot-update-environments";
    private static final String BOOK = """
            oncall: runbook/1
            title: A small book
            mitigate:
              - {decide: ease, text: "What eases it?", options: {restart: "restart it", wait: "wait for it"}}
            """;
    private static final String TEAM = """
            oncall: team/1
            name: a small team
            steps:
              triage:
                - {ask: what, text: "What is broken?"}
              impact:
                - {ask: customers, text: "How many customers?", choices: {none: none, one: one, many: "more than one"}}
              resolve:
                - {verify: "Does it work for a customer?", id: works, hold: 10m, if-not: mitigate}
            """;

    private final Path home;
    private final Clock clock = Clocks.fixed(Instant.parse("2018-11-12T15:00:00Z"));
    private final FileTimeline timeline;

    /** Opens it under this person's home, at 17:00 in Jerusalem. */
    OneNight(Path home, String title) {
        this(home, title, List.of("titled", "fixed-clock"), BOOK);
    }

    /** Walked with a book that has one more step to mitigate. */
    static OneNight withStep(Path home, String step) {
        return new OneNight(home, "A small book", List.of("fixed-clock"), BOOK + "  - " + step + "\n");
    }

    /** As where no title was given: it is the book's until the first question is answered. */
    static OneNight untitled(Path home) {
        return new OneNight(home, "A small book", List.of("fixed-clock"), BOOK);
    }

    private OneNight(Path home, String title, List<String> flags, String book) {
        this.home = home;
        Incidents incidents =
                new Incidents(new RealDisk(System.getProperty("user.name")), home.resolve(".local/state/oncall"));
        timeline = incidents.create(
                clock, new Author("eli", "desk", "pid 1", "p1"), ZoneId.of("Asia/Jerusalem"), title, "small");
        String rb = timeline.keepBook(book.getBytes(UTF_8));
        String team = timeline.keepBook(TEAM.getBytes(UTF_8));
        add(Entry.of(new Event.Session(
                "oncall",
                "desk",
                "Asia/Jerusalem",
                "+02:00",
                "2018g",
                "another-boot",
                1,
                "0.1.0",
                "small.yaml",
                rb,
                team,
                flags)));
    }

    /** As far as the question what eases it, one answer not known. */
    static OneNight asFarAsMitigate(Path home) {
        OneNight night = new OneNight(home, "Cannot update environments");
        night.answer(Phase.TRIAGE, "what", Optional.empty(), "cannot update environments");
        night.answer(Phase.IMPACT, "customers", Optional.of(Value.UNKNOWN), "?");
        night.add(Entry.of(new Event.Priority(
                        Optional.empty(),
                        "P1",
                        "rule",
                        Optional.of(1),
                        Map.of("customers", "unknown"),
                        true,
                        Optional.of(Instant.parse("2018-11-12T15:15:00Z")),
                        Optional.empty(),
                        Optional.empty()))
                .saying("P1 for now: core feature and an unknown number of customers."));
        return night;
    }

    String id() {
        return timeline.id();
    }

    FileTimeline timeline() {
        return timeline;
    }

    /** Adds a record, a second after the one before. */
    OneNight add(Entry entry) {
        timeline.append(entry, news -> true);
        clock.advance(Duration.ofSeconds(1));
        return this;
    }

    OneNight answer(Phase phase, String step, Optional<Value> value, String text) {
        Entry entry = Entry.of(Event.Answer.PLAIN).on(Optional.of(phase), step).saying(text);
        return add(value.map(entry::valued).orElse(entry));
    }

    /** A verification that holds. */
    OneNight verified() {
        return answer(Phase.RESOLVE, "works", Optional.of(Value.of("holds")), "yes");
    }

    /** The only file of records. */
    Path file() {
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(timeline.folder().resolve("timeline"))) {
            return files.iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What differs from run to run, in words. */
    String plain(String out) {
        return out.replace(home.toString(), "HOME")
                .replaceAll("\"(head|sha256)\":\"[0-9a-f]+\"", "\"$1\":\"...\"")
                .replaceAll("head [0-9a-f]{12}", "head ...");
    }
}
