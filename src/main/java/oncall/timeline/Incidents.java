package oncall.timeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.walk.Clock;

/** The incidents under one home: `HOME/incidents/<id>/`. Makes them, opens them, lists them. */
public final class Incidents {
    private static final long LITTLE_SPACE = 10L * 1024 * 1024;
    private static final int MOST_NAMES = 999;

    private final Disk disk;
    private final Path home;
    private final String name;

    /** @param home the folder chosen by `--home`, `ONCALL_HOME` or the defaults */
    public Incidents(Disk disk, Path home) {
        this(disk, home, "incidents");
    }

    private Incidents(Disk disk, Path home, String name) {
        this.disk = disk;
        this.home = home.toAbsolutePath().normalize();
        this.name = name;
    }

    /** What is kept in the same way and is no incident: plans walked as practice, in a folder of their own. */
    public static Incidents rehearsals(Disk disk, Path home) {
        return new Incidents(disk, home, "rehearsals");
    }

    /** What came of looking for an incident by the beginning of its id. */
    public sealed interface Found {}

    /** Exactly this one. */
    public record One(String id) implements Found {}

    /** Several begin like that, in order. */
    public record Several(List<String> ids) implements Found {
        public Several {
            ids = List.copyOf(ids);
        }
    }

    /** None does. */
    public record None() implements Found {}

    /** The folder of all incidents. */
    public Path folder() {
        return home.resolve(name);
    }

    /**
     * Makes sure, before anything is asked, that incidents can be saved here; makes the folders that are missing.
     *
     * @return what the engineer should be told once, a full sentence each: little space, a network disk
     * @throws oncall.walk.Timeline.SaveFailed when nothing could be saved; the sentence says where, why and what to do
     */
    public List<String> ready(String process) {
        try {
            for (Path ours : List.of(home, folder())) {
                for (Path missing : missing(ours)) {
                    make(missing);
                }
                distrust(ours);
            }
            Path probe = folder().resolve(".probe-" + process);
            if (disk.kind(probe) == Disk.Kind.FILE) {
                disk.delete(probe);
            }
            disk.makeFile(probe);
            disk.delete(probe);
            return warnings();
        } catch (IOException e) {
            throw Trouble.unwritable(folder(), e);
        }
    }

    private void make(Path folder) throws IOException {
        try {
            disk.makeFolder(folder);
        } catch (FileAlreadyExistsException e) {
            if (disk.kind(folder) != Disk.Kind.FOLDER) {
                throw Trouble.unusable(folder, "is not a folder");
            }
        }
    }

    private void distrust(Path folder) throws IOException {
        Optional<String> reason = disk.distrust(folder);
        if (reason.isPresent()) {
            throw Trouble.unusable(folder, reason.get());
        }
    }

    private Deque<Path> missing(Path folder) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path at = folder; at != null && disk.kind(at) == Disk.Kind.MISSING; at = at.getParent()) {
            missing.push(at);
        }
        return missing;
    }

    /**
     * Loads what the first save needs, by writing a record and reading it again in memory. Costs nothing that the save would not
     * cost, but at a moment when nobody waits for it: while files are being read on another thread.
     */
    public void rehearse() {
        RecordLine.rehearse();
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        long free = disk.free(folder());
        if (free < LITTLE_SPACE) {
            warnings.add("Only " + free / 1024 + " KiB are free at `" + folder()
                    + "`. Free some space now, or choose another folder with `--home FOLDER`.");
        }
        disk.network(folder())
                .ifPresent(type -> warnings.add("`" + folder() + "` is on a network disk (" + type
                        + "), where locks cannot be relied upon: each terminal writes a file of its own."));
        return warnings;
    }

    /**
     * Opens a new incident; its folder, named after the moment and the title, and its first record are safe on disk when this
     * returns.
     *
     * @param title as given; free text
     * @param book the book's id, for the name of the folder when the title has no ASCII letter or digit
     */
    public FileTimeline create(Clock clock, Author author, ZoneId zone, String title, String book) {
        ready(author.process());
        try {
            Instant opened = clock.now().truncatedTo(ChronoUnit.MILLIS);
            IncidentFolder made = freshFolder(IncidentName.of(opened, zone, title, book));
            made.furnish(disk);
            Event.Header header = new Event.Header(
                    RecordLine.VERSION, made.id(), title, opened, zone.getId(), Optional.empty(), Optional.empty());
            FileTimeline timeline = timeline(made, clock, author, header, new Segments(disk, made.timeline()));
            timeline.open();
            return timeline;
        } catch (IOException e) {
            throw Trouble.unwritable(folder(), e);
        }
    }

    private IncidentFolder freshFolder(String name) throws IOException {
        for (int number = 1; number <= MOST_NAMES; number++) {
            Path path = folder().resolve(number == 1 ? name : name + "-" + number);
            try {
                disk.makeFolder(path);
                return new IncidentFolder(path);
            } catch (FileAlreadyExistsException e) {
                // another incident of this minute has the name; the next number may be free
            }
        }
        throw new FileAlreadyExistsException(name);
    }

    /**
     * Opens an incident that is there. Nothing is written before the first append.
     *
     * @param id a whole id, as {@link #find} returns it
     * @return empty when there is no such incident
     * @throws oncall.walk.Timeline.SaveFailed when its folder must not be trusted
     */
    public Optional<FileTimeline> open(String id, Clock clock, Author author) {
        if (!IncidentName.isWellFormed(id)) {
            return Optional.empty();
        }
        try {
            IncidentFolder there = new IncidentFolder(folder().resolve(id));
            if (disk.kind(there.path()) == Disk.Kind.MISSING) {
                return Optional.empty();
            }
            trust(there);
            Segments segments = new Segments(disk, there.timeline());
            segments.refresh();
            if (segments.files().isEmpty() && segments.damage().isEmpty()) {
                return Optional.empty();
            }
            Event.Header header = segments.header().orElseGet(() -> unknown(id, segments.records(), clock.now()));
            return Optional.of(timeline(there, clock, author, header, segments));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Could not read `" + folder().resolve(id) + "`: " + Trouble.reason(e) + ".", e);
        }
    }

    /**
     * Reads an incident without holding it, to be closed by the caller; nothing is written.
     *
     * @param id a whole id, as {@link #find} returns it
     * @return empty when there is none, or when something in it has to be looked at closely: then {@link #open} reads it
     * @throws oncall.walk.Timeline.SaveFailed when its folder must not be trusted
     */
    public Optional<Chronicle> chronicle(String id) {
        if (!IncidentName.isWellFormed(id)) {
            return Optional.empty();
        }
        try {
            IncidentFolder there = new IncidentFolder(folder().resolve(id));
            if (disk.kind(there.path()) == Disk.Kind.MISSING) {
                return Optional.empty();
            }
            trust(there);
            return Chronicle.of(disk, there);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Could not read `" + folder().resolve(id) + "`: " + Trouble.reason(e) + ".", e);
        }
    }

    private void trust(IncidentFolder there) throws IOException {
        Optional<String> reason = there.distrust(disk);
        if (reason.isPresent()) {
            throw Trouble.untrusted(there.path(), reason.get());
        }
    }

    /** Every header is damaged: what it said is lost, the incident is not. It was opened when the oldest record was written. */
    static Event.Header unknown(String id, List<TimelineRecord> records, Instant now) {
        Instant opened = records.stream()
                .map(TimelineRecord::recorded)
                .min(Instant::compareTo)
                .orElse(now);
        String zone = records.stream()
                .map(TimelineRecord::event)
                .filter(Event.Session.class::isInstance)
                .map(session -> ((Event.Session) session).zone())
                .findFirst()
                .orElse("UTC");
        return new Event.Header(
                RecordLine.VERSION,
                id,
                id,
                opened.truncatedTo(ChronoUnit.MILLIS),
                zone,
                Optional.empty(),
                Optional.empty());
    }

    private FileTimeline timeline(
            IncidentFolder at, Clock clock, Author author, Event.Header header, Segments segments) {
        Event.Header plain = new Event.Header(
                RecordLine.VERSION,
                header.incident(),
                header.title(),
                header.opened(),
                header.zone(),
                Optional.empty(),
                Optional.empty());
        FileTimeline timeline = new FileTimeline(disk, at, clock, author, plain, segments);
        disk.network(at.path()).ifPresent(type -> timeline.writeAlone("is on a network disk (" + type + ")"));
        return timeline;
    }

    /** The ids of all incidents, oldest first. */
    public List<String> ids() {
        try {
            List<String> ids = new ArrayList<>();
            for (String name : disk.list(folder())) {
                Path path = folder().resolve(name);
                if (IncidentName.isWellFormed(name)
                        && disk.kind(path) == Disk.Kind.FOLDER
                        && !disk.list(path.resolve("timeline")).isEmpty()) {
                    ids.add(name);
                }
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read `" + folder() + "`: " + Trouble.reason(e) + ".", e);
        }
    }

    /** Looks for an incident by its id or the beginning of it. */
    public Found find(String beginning) {
        List<String> ids = ids();
        if (ids.contains(beginning)) {
            return new One(beginning);
        }
        List<String> alike = ids.stream()
                .filter(id -> !beginning.isEmpty() && id.startsWith(beginning))
                .toList();
        if (alike.isEmpty()) {
            return new None();
        }
        return alike.size() == 1 ? new One(alike.get(0)) : new Several(alike);
    }

    /** All incidents, oldest first, at a glance: cheap, nothing is verified. */
    public List<Glance> list() {
        List<Glance> glances = new ArrayList<>();
        for (String id : ids()) {
            glances.add(glance(id));
        }
        return glances;
    }

    /**
     * One of them at a glance.
     *
     * @param id as {@link #ids} tells it
     */
    public Glance glance(String id) {
        try {
            return Glance.of(disk, new IncidentFolder(folder().resolve(id)));
        } catch (IOException e) {
            return Glance.unreadable(id);
        }
    }

    /** Checks every line of an incident; never modifies anything. Empty when there is no such incident. */
    public Optional<Verification> verify(String id) {
        if (!ids().contains(id)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Verification.of(disk, new IncidentFolder(folder().resolve(id))));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Could not read `" + folder().resolve(id) + "`: " + Trouble.reason(e) + ".", e);
        }
    }
}
