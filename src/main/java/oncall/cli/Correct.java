package oncall.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import oncall.command.RedactingTimeline;
import oncall.incident.Bounds;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.runbook.TimeReader;
import oncall.time.WrittenTimes;
import oncall.walk.Correcting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `oncall correct`: what a record should have said. */
@Command(
        description = "Says what a record should have said, or when it happened. Adds a record; nothing is rewritten.",
        footer = {
            "oncall correct 367b-12 many",
            "oncall correct 12 --at 16:50",
            "oncall correct 12 the queue was at 900, not 9000"
        })
final class Correct implements Callable<Exit> {
    private final Invocation invocation;

    @Parameters(
            index = "0",
            arity = "1",
            paramLabel = "ID",
            description =
                    "The record, as `oncall timeline` shows it in brackets; the number alone while one person writes.")
    private String id;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "TEXT",
            description = "What is right: for an answer one that the question takes, else the new words.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private final When when = new When();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why; needed where the answer itself takes a reason.")
    private String reason;

    @Option(
            names = "--incident",
            paramLabel = "INCIDENT",
            description = "Its id or the beginning of it; not needed when one is open.")
    private String incident;

    Correct(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Exit call() {
        Subject subject = Subject.of(invocation, Optional.ofNullable(incident), id);
        Bounds bounds = Bounds.of(subject.incident());
        Optional<String> text = Optional.of(String.join(" ", words)).filter(given -> !given.isBlank());
        boolean dayOfAnswer = text.isPresent() && when.isDayAlone();
        Optional<TimeReader.Read> at = dayOfAnswer ? Optional.empty() : when.read(invocation, bounds);
        if (text.isEmpty() && at.isEmpty()) {
            throw new Failure(
                    Exit.USAGE,
                    "Nothing is said that is right instead.",
                    "Write it behind the id, or --at TIME for when it happened.");
        }
        Correcting correcting = new Correcting(
                subject.incident(),
                subject.walked(invocation),
                new WrittenTimes(),
                dayOfAnswer
                        ? when.moment(invocation, bounds)
                        : bounds.moment(
                                invocation.clock().now(), invocation.environs().zone()));
        Optional<String> why = Optional.ofNullable(reason).filter(given -> !given.isBlank());
        Correcting.Outcome outcome = correcting.of(subject.record(), new Correcting.Wanted(text, at, why));
        if (outcome instanceof Correcting.Refused refused) {
            throw new Failure(Exit.USAGE, refused.why(), refused.instead());
        }
        return save(subject, (Correcting.Corrected) outcome, at);
    }

    private Exit save(Subject subject, Correcting.Corrected corrected, Optional<TimeReader.Read> at) {
        List<TimelineRecord> saved = append(subject, corrected.entries());
        invocation
                .page()
                .line("Corrected in " + subject.timeline().id() + " ("
                        + saved.get(0).id() + "): " + subject.record().id() + ", " + corrected.what());
        if (!corrected.after().isEmpty()) {
            invocation.page().line("  was: " + Brief.of(corrected.before()));
            invocation.page().line("  now: " + Brief.of(corrected.after()));
        }
        Instant before = subject.incident().happened(subject.record());
        at.ifPresent(read -> invocation
                .page()
                .line("  happened: " + When.both(read.at(), invocation) + ", not " + When.both(before, invocation)));
        at.or(() -> answered(corrected.entries().get(0)))
                .flatMap(read -> When.assumed(read, invocation))
                .ifPresent(words -> invocation.page().line("  " + words));
        saved.stream()
                .skip(1)
                .forEach(mark -> invocation
                        .page()
                        .line("The mark " + mark(subject, mark) + " moves with it (" + mark.id() + ")."));
        Subject.tellLevel(invocation, subject);
        subject.timeline().warnings().forEach(invocation.talk()::line);
        return Exit.OK;
    }

    /** The time that is the answer itself. */
    private static Optional<TimeReader.Read> answered(Entry entry) {
        return ((Event.Correction) entry.event())
                .value()
                .flatMap(value -> entry.time().map(given -> new TimeReader.Read(Instant.parse(value.single()), given)));
    }

    private static String mark(Subject subject, TimelineRecord correction) {
        return subject.incident()
                .record(((Event.Correction) correction.event()).of())
                .map(each -> "`" + ((Event.Milestone) each.event()).mark() + "`")
                .orElse("of it");
    }

    /**
     * Not when somebody corrected or redacted the same record meanwhile. The marks that move with it are saved with it or not
     * at all; one record alone needs no file of its own for that.
     */
    private List<TimelineRecord> append(Subject subject, List<Entry> entries) {
        RedactingTimeline timeline = new RedactingTimeline(subject.timeline(), new Ports(invocation)::secrets);
        Predicate<List<TimelineRecord>> wanted =
                news -> news.stream().noneMatch(each -> isAbout(each, subject.record()));
        List<TimelineRecord> saved = entries.size() == 1
                ? timeline.append(entries.get(0), wanted).saved().stream().toList()
                : timeline.appendAll(entries, wanted);
        if (saved.isEmpty()) {
            throw new Failure(
                    Exit.FIX,
                    "Somebody corrected or redacted " + subject.record().id() + " at this moment.",
                    "Look first: oncall timeline " + subject.timeline().id(),
                    "Nothing was saved.");
        }
        return saved;
    }

    private static boolean isAbout(TimelineRecord news, TimelineRecord record) {
        return news.event() instanceof Event.Correction correction
                        && correction.of().equals(record.id())
                || news.event() instanceof Event.Redaction redaction
                        && redaction.of().equals(record.id())
                || news.entry().supersedes().equals(Optional.of(record.id()));
    }
}
