package oncall.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import oncall.command.RedactingTimeline;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.terminal.Conversation;
import oncall.timeline.Place;
import oncall.walk.AnswerWords;
import oncall.walk.Prompter;
import oncall.walk.Sheet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `oncall redact`: a record that nobody is shown any more. */
@Command(
        description = {
            "Withholds what a record says from every view and export. The bytes stay in the raw file.",
            "At a terminal it asks first; without one it does not."
        },
        footer = {"oncall redact 367b-12", "oncall redact 12 --reason \"a password was pasted\""})
final class Redact implements Callable<Exit> {
    private static final String YES = "withhold";
    /** The fewest characters by which the same words elsewhere are taken for a copy. */
    private static final int TELLING = 6;

    private static final Set<Class<? extends Event>> WITHOUT_WORDS = Set.of(
            Event.Session.class,
            Event.Milestone.class,
            Event.Due.class,
            Event.Jump.class,
            Event.Resume.class,
            Event.Clock.class,
            Event.Recovered.class);

    private final Invocation invocation;

    @Parameters(
            arity = "1",
            paramLabel = "ID",
            description =
                    "The record, as `oncall timeline` shows it in brackets; the number alone while one person writes.")
    private String id;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for whoever wonders; it is shown.")
    private String reason;

    @Option(
            names = "--incident",
            paramLabel = "INCIDENT",
            description = "Its id or the beginning of it; not needed when one is open.")
    private String incident;

    Redact(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Exit call() {
        Subject subject = Subject.of(invocation, Optional.ofNullable(incident), id);
        refuse(subject);
        if (invocation.environs().terminals().interactive() && !isConfirmed(subject)) {
            invocation.page().line("Nothing was redacted.");
            return Exit.LEFT_OPEN;
        }
        Entry entry = Entry.of(new Event.Redaction(
                subject.record().id(), Optional.ofNullable(reason).filter(words -> !words.isBlank())));
        Optional<TimelineRecord> saved = new RedactingTimeline(subject.timeline(), new Ports(invocation)::secrets)
                .append(entry, news -> news.stream().noneMatch(each -> isOf(each, subject.record())))
                .saved();
        if (saved.isEmpty()) {
            throw already(subject);
        }
        tell(subject, saved.get());
        Subject.tellLevel(invocation, subject);
        subject.timeline().warnings().forEach(invocation.talk()::line);
        return Exit.OK;
    }

    private static boolean isOf(TimelineRecord news, TimelineRecord record) {
        return news.event() instanceof Event.Redaction redaction
                && redaction.of().equals(record.id());
    }

    private void refuse(Subject subject) {
        TimelineRecord record = subject.record();
        if (subject.incident().isRedacted(record.id())) {
            throw already(subject);
        }
        if (record.event() instanceof Event.Header) {
            throw new Failure(
                    Exit.USAGE,
                    record.id() + " opens the record: its title stands in the name of the folder as well.",
                    "The folder is " + subject.reading().folder() + ".");
        }
        if (WITHOUT_WORDS.contains(record.event().getClass())) {
            throw new Failure(
                    Exit.USAGE,
                    record.id() + " (" + record.event().kind()
                            + ") holds no words of a person: there is nothing to withhold.",
                    "`oncall timeline " + subject.timeline().id() + "` shows each id in brackets.");
        }
    }

    private Failure already(Subject subject) {
        String by = subject.timeline().read().stream()
                .filter(each -> isOf(each, subject.record()))
                .findFirst()
                .map(each -> " (" + each.id() + ", by " + each.actor() + ")")
                .orElse(", with the record it was kept for");
        return new Failure(Exit.USAGE, subject.record().id() + " is redacted already" + by + ".", "Nothing was saved.");
    }

    /** Shows what it is about and asks; Enter is not yes. */
    private boolean isConfirmed(Subject subject) {
        Prompter.Question question = Sheet.of("redact", "Withhold it from every view and export, for good?")
                .why(named(subject)
                        + words(subject.record())
                                .map(text -> ": " + Brief.of(text))
                                .orElse(""))
                .offer(YES, "withhold it")
                .offer("leave", "leave it as it is")
                .confirmation()
                .done();
        try (Conversation conversation = new Ports(invocation)
                .conversation(invocation.common().plain(), invocation.common().colour())) {
            Prompter.Reply reply = conversation.ask(question, Prompter.Ticker.NONE);
            while (reply instanceof Prompter.Order) {
                reply = conversation.ask(question, Prompter.Ticker.NONE);
            }
            return reply instanceof Prompter.Chosen chosen && chosen.ids().equals(List.of(YES));
        }
    }

    private String named(Subject subject) {
        TimelineRecord record = subject.record();
        String step = record.entry().step().map(key -> " " + key).orElse("");
        return record.id() + ", " + record.event().kind() + step + " of " + record.actor() + ", "
                + AnswerWords.clock(
                        record.at(),
                        invocation.clock().now(),
                        invocation.environs().zone());
    }

    private static Optional<String> words(TimelineRecord record) {
        return record.event() instanceof Event.Result result
                ? result.output()
                : record.entry().text();
    }

    private void tell(Subject subject, TimelineRecord saved) {
        invocation.page().line("Redacted in " + subject.timeline().id() + " (" + saved.id() + "): " + named(subject));
        invocation.page().line("Every view and export withholds it from now on.");
        Optional<Place> place = subject.timeline().place(subject.record());
        place.ifPresent(at -> {
            invocation.page().line("The bytes stay in the raw file, line " + at.line() + " of " + at.file());
            at.evidence().forEach(file -> invocation.page().line("and in " + file));
        });
        invocation.page().line("Screens and scrollback that showed it still show it.");
        invocation.page().line("Change a password that was seen.");
        List<String> copies = copies(subject);
        if (!copies.isEmpty()) {
            invocation
                    .page()
                    .line("The same words stand in " + String.join(", ", copies) + " too; each is redacted by its id.");
        }
    }

    /** Other records in which the same words stand: a message that used an answer, a correction, a note. */
    private static List<String> copies(Subject subject) {
        Optional<String> words = words(subject.record()).map(String::strip).filter(text -> text.length() >= TELLING);
        return words.isEmpty()
                ? List.of()
                : Incident.of(subject.timeline().read()).records().stream()
                        .filter(each -> !each.id().equals(subject.record().id()))
                        .filter(each -> !isKeptFor(each, subject.record()))
                        .filter(each -> each.toString().contains(words.get()))
                        .map(each -> each.id() + " (" + each.event().kind() + ")")
                        .toList();
    }

    private static boolean isKeptFor(TimelineRecord each, TimelineRecord record) {
        return each.event() instanceof Event.Evidence evidence && evidence.of().equals(Optional.of(record.id()));
    }
}
