package oncall.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import oncall.document.Status;
import oncall.incident.Event;
import oncall.incident.Impact;
import oncall.incident.ImpactWords;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.runbook.MessageNames;
import oncall.runbook.Runbook;
import oncall.walk.AnswerWords;
import oncall.walk.Dues;
import oncall.walk.Route;
import oncall.walk.Standing;

/**
 * Where an incident stands: the timeline, and as far as the copies of its books can be read, the walk. Without them everything
 * else is still told.
 */
final class Situation {
    /** How much later than its session record a process may seem to have begun, for clocks are set. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private final Invocation invocation;
    private final Ports ports;
    private final Reading reading;
    private final Incident incident;
    private final Instant now;
    private Optional<Copies> copies = Optional.empty();
    private Optional<Standing> standing = Optional.empty();
    private Optional<String> remark = Optional.empty();

    Situation(Invocation invocation, Ports ports, Reading reading) {
        this.invocation = invocation;
        this.ports = ports;
        this.reading = reading;
        this.incident = reading.incident();
        this.now = invocation.clock().now();
        try {
            copies = Optional.of(Copies.of(
                    reading.timeline(),
                    new Bookshelf(invocation.places(), invocation.environs().folder())));
            standing = copies.map(this::stand);
        } catch (Failure missing) {
            remark = Optional.of(missing.getMessage() + " So the next question and what is due are not known.");
        } catch (Unreadable damaged) {
            remark = Optional.of("The copy of the runbook or the team file that it began with does not read."
                    + " So the next question and what is due are not known.");
        }
    }

    private Standing stand(Copies kept) {
        return new Standing(
                incident,
                kept.shelf(),
                kept.opened().team(),
                kept.opened().book(),
                now,
                incident.zone(),
                invocation.environs().actor(),
                new Ports(invocation).inThisShift(now));
    }

    /** Why less is known than usual, a full sentence. */
    Optional<String> remark() {
        return remark;
    }

    /** All of it. */
    Status status() {
        return new Status(
                now,
                incident,
                reading.folder(),
                standing.map(this::book),
                standing.flatMap(this::position),
                standing.map(this::due).orElse(List.of()),
                openQuestions(),
                sessions(),
                reading.health(),
                copies.map(this::impact).orElse(List.of()),
                this::said);
    }

    private Status.Book book(Standing at) {
        Runbook book = at.book();
        List<String> changed = copies.map(Copies::changed).orElse(List.of());
        return new Status.Book(book.name(), book.title(), book.source().sha256(), changed);
    }

    private Optional<Status.Position> position(Standing at) {
        if (incident.state() == Incident.State.CLOSED) {
            return Optional.empty();
        }
        return at.route().next().map(stop -> {
            int[] progress = at.route().progress(stop);
            return new Status.Position(
                    stop.phase(),
                    stop.key(),
                    progress[0],
                    progress[1],
                    stop.step().text());
        });
    }

    private List<Status.Due> due(Standing at) {
        return at.dues().stream()
                .sorted(java.util.Comparator.comparing(Dues.Due::at))
                .map(due -> new Status.Due(
                        due.what().word(), Optional.of(due.subject()).filter(name -> !name.isEmpty()), due.at()))
                .toList();
    }

    /** The lines, once there is a number to show. */
    private List<String> impact(Copies kept) {
        Impact impact = Impact.of(incident, kept.opened().team(), now);
        return ImpactWords.line(impact).isPresent()
                ? ImpactWords.lines(impact, instant -> AnswerWords.clock(instant, now, incident.zone()))
                : List.of();
    }

    /** What was answered "don't know" and still belongs to the walk, then what was passed over. */
    private List<Status.Open> openQuestions() {
        Set<String> steps = new LinkedHashSet<>();
        incident.givens().stream()
                .filter(given -> given.isUnknown() && given.event() instanceof Event.Answer)
                .map(Incident.Given::key)
                .filter(key -> !MessageNames.isAsked(key))
                .filter(key ->
                        standing.isEmpty() || standing.get().route().stop(key).isPresent())
                .forEach(steps::add);
        standing.ifPresent(at -> at.route().left().stream().map(Route.Stop::key).forEach(steps::add));
        List<Dues.Due> dues = standing.map(Standing::dues).orElse(List.of());
        List<Status.Open> open = new ArrayList<>();
        for (String step : steps) {
            Optional<Instant> again = dues.stream()
                    .filter(due ->
                            due.what() == Dues.What.ANSWER && due.subject().equals(step))
                    .map(Dues.Due::at)
                    .findFirst();
            open.add(new Status.Open(step, again));
        }
        return open;
    }

    private String said(Incident.Given given) {
        return standing.map(at -> at.said(given))
                .orElseGet(() -> given.value().map(value -> value.toString()).orElse(given.text()));
    }

    private List<Status.Sitting> sessions() {
        String device = invocation.environs().device();
        String boot = ports.boot();
        return incident.sessions().stream()
                .map(each -> new Status.Sitting(
                        each.actor(), ((Event.Session) each.event()).device(), isLive(each, device, boot)))
                .toList();
    }

    /** Whether the process that wrote it still runs; only this machine, since it was started, can tell. */
    static boolean isLive(TimelineRecord each, String device, String boot) {
        Event.Session session = (Event.Session) each.event();
        if (!session.device().equals(device) || !session.boot().equals(boot)) {
            return false;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(session.pid()).filter(ProcessHandle::isAlive);
        boolean otherClock =
                session.flags().contains("fixed-clock") || session.flags().contains("fast-clock");
        return process.isPresent()
                && (otherClock
                        || process.get()
                                .info()
                                .startInstant()
                                .map(began -> !began.isAfter(each.recorded().plus(SLACK)))
                                .orElse(true));
    }
}
