package oncall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import oncall.command.RedactingTimeline;
import oncall.command.Secrets;
import oncall.document.Row;
import oncall.document.RowTimes;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.runbook.TimeReader;
import oncall.time.WrittenTimes;
import oncall.timeline.FileTimeline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `oncall timeline import`: a timeline that was kept elsewhere, taken over row by row. */
@Command(
        description = {
            "Takes over a timeline that was kept elsewhere: JSON Lines, or a list or table in Markdown.",
            "All rows are read first. With one that is refused nothing is imported, but for --skip-refused."
        },
        footer = {
            "oncall timeline import notes.md --on 2018-11-12",
            "oncall timeline import notes.md --zone Asia/Jerusalem --dry-run",
            "oncall timeline import - < night.jsonl"
        })
final class Import implements Callable<Exit> {
    /** How long before its opening an incident can well have begun. */
    private static final Duration LONG_BEFORE = Duration.ofDays(1);

    private final Invocation invocation;

    @Parameters(arity = "1", paramLabel = "FILE", description = "The file; - reads standard input.")
    private String file;

    @Option(
            names = "--incident",
            paramLabel = "INCIDENT",
            description = "Its id or the beginning of it; not needed when one is open.")
    private String incident;

    @Option(
            names = "--on",
            paramLabel = "DATE",
            description = "The day of times of day, until a row or heading has a date of its own.")
    private String on;

    @Option(
            names = "--zone",
            paramLabel = "NAME",
            description = "The zone of times without one; else the one the file names, else the incident's.")
    private String zone;

    @Option(names = "--skip-refused", description = "Import the other rows when some are refused.")
    private boolean skipRefused;

    @Option(names = "--dry-run", description = "Show what would be imported, and import nothing.")
    private boolean dryRun;

    Import(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Exit call() {
        FileTimeline timeline = Reading.open(invocation, new Ports(invocation), Optional.ofNullable(incident));
        List<TimelineRecord> before = timeline.read();
        Incident at = Incident.of(before, timeline.header());
        Optional<ZoneId> named = Optional.ofNullable(zone).map(Import::zone);
        RowTimes times = new RowTimes(
                new WrittenTimes(),
                invocation.clock().now(),
                named.orElse(at.zone()),
                named.isPresent(),
                Optional.ofNullable(on).map(words -> day(words, named.orElse(at.zone()))),
                at.opened());
        RowFile read = read(times);
        List<Row> refused =
                read.rows().stream().filter(row -> row.refusal().isPresent()).toList();
        if (read.isNone()) {
            tellRefused(refused);
            throw new Failure(
                    Exit.UNREADABLE,
                    "No row was found in " + name()
                            + ": no line with a time in front, and no table with a column for it.",
                    "A row is `- 17:03 text`, a table with the columns Time and Event, or {\"at\":\"...\",\"text\":\"...\"}.");
        }
        tellRefused(refused);
        if (!refused.isEmpty() && !skipRefused && !dryRun) {
            throw new Failure(
                    Exit.FIX,
                    "Nothing was imported: " + refused.size() + " of "
                            + rows(read.rows().size()) + (refused.size() == 1 ? " is refused." : " are refused."),
                    "Mend the file, or import the others with --skip-refused.");
        }
        return take(timeline, at, before, read, times);
    }

    private Exit take(FileTimeline timeline, Incident at, List<TimelineRecord> before, RowFile read, RowTimes times) {
        Set<Long> there = there(before, read.sha());
        List<Row> fresh = read.rows().stream()
                .filter(row -> row.time().isPresent() && !there.contains(row.line()))
                .toList();
        Secrets secrets = new Ports(invocation).secrets();
        List<Row> good = new RowsThere(before, read.sha(), secrets::redact).without(fresh);
        int known = fresh.size() - good.size();
        if (dryRun) {
            good.forEach(row -> invocation
                    .page()
                    .line("line " + row.line() + "  "
                            + When.both(row.time().orElseThrow().at(), invocation) + "  " + Brief.of(row.text())));
            tellThere(there.size(), known);
            tellAbout(at, read, times, good);
            invocation.page().line("Nothing was imported: this was a dry run. " + rows(good.size()) + " would be.");
            return read.rows().stream().anyMatch(row -> row.refusal().isPresent()) && !skipRefused ? Exit.FIX : Exit.OK;
        }
        List<TimelineRecord> saved = save(timeline, read, good);
        String ids = saved.isEmpty()
                ? ""
                : " (" + saved.get(0).id()
                        + (saved.size() == 1
                                ? ""
                                : " to " + saved.get(saved.size() - 1).id()) + ")";
        invocation.page().line("Imported into " + timeline.id() + " from " + name() + ": " + rows(saved.size()) + ids);
        tellThere(there.size(), known);
        tellAbout(at, read, times, good);
        timeline.warnings().forEach(invocation.talk()::line);
        return Exit.OK;
    }

    private List<TimelineRecord> save(FileTimeline timeline, RowFile read, List<Row> good) {
        List<Entry> entries =
                good.stream().map(row -> entry(row, read.sha(), shortName())).toList();
        List<TimelineRecord> saved = new RedactingTimeline(timeline, new Ports(invocation)::secrets)
                .appendAll(entries, news -> news.stream().noneMatch(each -> each.event() instanceof Event.Import));
        if (saved.isEmpty() && !entries.isEmpty()) {
            throw new Failure(
                    Exit.FIX,
                    "Somebody imported rows at this moment.",
                    "Nothing was imported from here. The same command again leaves out what is there.");
        }
        return saved;
    }

    private static Entry entry(Row row, String sha256, Optional<String> name) {
        return Entry.of(new Event.Import(sha256, row.line(), row.who(), name))
                .saying(row.text())
                .at(row.time().orElseThrow().at())
                .timed(row.time().orElseThrow().given())
                .marked("imported");
    }

    /** Lines of this very file that are on record. */
    private static Set<Long> there(List<TimelineRecord> records, String sha256) {
        Set<Long> lines = new HashSet<>();
        records.forEach(each -> {
            if (each.event() instanceof Event.Import row && row.fileSha256().equals(sha256)) {
                lines.add(row.line());
            }
        });
        return lines;
    }

    private RowFile read(RowTimes times) {
        RowFile rows = new RowFile(times);
        try {
            if (file.equals("-")) {
                rows.read(invocation.environs().in());
                return rows;
            }
            Path path = invocation.environs().folder().resolve(file);
            if (!Files.isRegularFile(path)) {
                throw new Failure(Exit.NOT_FOUND, "There is no file `" + file + "`.", "Nothing was imported.");
            }
            try (InputStream in = Files.newInputStream(path)) {
                rows.read(in);
                return rows;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new Failure(
                    Exit.USAGE,
                    "`" + name + "` is not a zone.",
                    "Write a name such as Europe/Berlin, UTC or +02:00.",
                    "Nothing was imported.");
        }
    }

    private LocalDate day(String words, ZoneId place) {
        TimeReader.DayReading reading = new WrittenTimes()
                .day(words, TimeReader.Moment.of(invocation.clock().now(), place));
        if (reading instanceof TimeReader.Day day) {
            return day.date();
        }
        throw new Failure(Exit.USAGE, "`--on`: " + ((TimeReader.AskBack) reading).why(), "Nothing was imported.");
    }

    // ---- words

    private String name() {
        return file.equals("-") ? "standard input" : file;
    }

    /** The name of the file without its folders, which are nobody else's affair; none for standard input. */
    private Optional<String> shortName() {
        return file.equals("-")
                ? Optional.empty()
                : Optional.ofNullable(Path.of(file).getFileName())
                        .map(Path::toString)
                        .map(name -> name.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "_"));
    }

    private static String rows(long count) {
        return count + (count == 1 ? " row" : " rows");
    }

    private void tellRefused(List<Row> refused) {
        for (Row row : refused) {
            String words = row.text().isEmpty() ? "" : " " + Brief.of(row.text());
            invocation
                    .talk()
                    .line(name() + ":" + row.line() + ": refused: "
                            + row.refusal().orElseThrow() + words);
        }
    }

    /** Rows that were there before. */
    private void tellThere(int there, int known) {
        if (there > 0) {
            invocation
                    .page()
                    .line(rows(there) + " of this very file " + (there == 1 ? "was" : "were")
                            + " imported before and left out.");
        }
        if (known > 0) {
            invocation.page().line(rows(known) + (known == 1 ? " is" : " are") + " there already: left out.");
        }
    }

    /** What was assumed or left out: said, so that nothing is taken in silence. */
    private void tellAbout(Incident at, RowFile read, RowTimes times, List<Row> good) {
        Optional<Instant> first =
                good.stream().map(row -> row.time().orElseThrow().at()).min(Instant::compareTo);
        Optional<Instant> last =
                good.stream().map(row -> row.time().orElseThrow().at()).max(Instant::compareTo);
        first.ifPresent(from -> invocation
                .page()
                .line("From " + When.both(from, invocation) + " to " + When.both(last.orElseThrow(), invocation)
                        + "; times without a zone are in " + times.zone().getId() + "."));
        first.filter(from -> from.isBefore(at.opened().minus(LONG_BEFORE)))
                .ifPresent(from -> invocation
                        .page()
                        .line("That begins more than a day before the incident was opened, "
                                + When.both(at.opened(), invocation) + "."));
        times.assumed().forEach(invocation.page()::line);
        if (!read.leftOut().isEmpty()) {
            invocation.page().line("Left out of every row: " + String.join(", ", read.leftOut()) + ".");
        }
        if (read.others() > 0) {
            invocation
                    .page()
                    .line(read.others() + (read.others() == 1 ? " line is" : " lines are")
                            + " no rows: headings, prose.");
        }
    }
}
