package oncall.cli;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import oncall.command.RedactingTimeline;
import oncall.document.Missing;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.runbook.Milestone;
import oncall.terminal.Conversation;
import oncall.timeline.FileTimeline;
import oncall.walk.AnswerWords;
import oncall.walk.Prompter;
import oncall.walk.Setting;
import oncall.walk.Sheet;
import oncall.walk.Sitting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `oncall close`: the end of an incident, never without a verification that holds or a written reason. */
@Command(
        description = "Closes an incident. Without a verification on record that holds it takes a written reason.",
        footer = {"oncall close", "oncall close 20181112-1703 --reason \"the customer confirms it works\""})
final class Close implements Callable<Exit> {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("HH:mm'Z'", Locale.ROOT);
    private static final String YES = "close";
    private final Invocation invocation;

    @Parameters(
            arity = "0..1",
            paramLabel = "INCIDENT",
            description = "Its id or the beginning of it; not needed when one is open.")
    private String named;

    @Option(names = "--outcome", paramLabel = "WORD", description = "How it ended, in one word; resolved by default.")
    private String outcome = "resolved";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why it may be closed, where no verification shows that it works again.")
    private String reason;

    Close(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Exit call() {
        if (!outcome.matches("[a-z][a-z0-9_-]{0,39}")) {
            throw new Failure(
                    Exit.USAGE,
                    "`" + outcome + "` is not a word for an outcome.",
                    "Write one word of small letters, such as resolved or false_alarm.");
        }
        if (reason != null && reason.isBlank()) {
            throw new Failure(
                    Exit.USAGE, "The reason is empty.", "Write one line: --reason \"the customer confirms it works\"");
        }
        FileTimeline timeline = Reading.open(invocation, new Ports(invocation), Optional.ofNullable(named));
        Incident incident = Incident.of(timeline.read(), timeline.header());
        if (incident.state() == Incident.State.CLOSED) {
            return closedAlready(timeline);
        }
        boolean verified = Sitting.isVerified(incident);
        Optional<String> why = Optional.ofNullable(reason).filter(words -> !words.isBlank());
        if (!verified && why.isEmpty()) {
            why = ask(incident);
            if (why.isEmpty()) {
                invocation.page().print(Farewell.wayOn("Not closed.", Setting.resumeCommand(incident.id())));
                return Exit.LEFT_OPEN;
            }
        }
        return close(timeline, incident, verified ? Optional.empty() : why, verified ? why : Optional.empty());
    }

    private Exit close(FileTimeline timeline, Incident incident, Optional<String> exception, Optional<String> words) {
        // Closed by exception, nobody has said that it is resolved: the document must not say so either.
        boolean mark = exception.isEmpty() && !incident.milestones().containsKey(Milestone.RESOLVED);
        if (mark && !append(timeline, Entry.of(new Event.Milestone(Milestone.RESOLVED.word())))
                || !append(
                        timeline, Entry.of(new Event.Close(outcome, exception)).saying(words.orElse("")))) {
            return closedAlready(timeline);
        }
        invocation
                .page()
                .line("Closed: " + incident.id() + ", " + outcome + ". Parked for the morning: "
                        + incident.parked().size() + ". The record: oncall timeline " + incident.id());
        Missing.lines(incident).forEach(invocation.page()::line);
        PolicyCopy.due(invocation, timeline, Incident.of(timeline.read(), timeline.header()))
                .ifPresent(invocation.page()::line);
        timeline.warnings().forEach(invocation.talk()::line);
        return Exit.OK;
    }

    /** False when somebody else closed it meanwhile. */
    private boolean append(FileTimeline timeline, Entry entry) {
        return new RedactingTimeline(timeline, new Ports(invocation)::secrets)
                .append(entry, news -> news.stream().noneMatch(each -> each.event() instanceof Event.Close))
                .saved()
                .isPresent();
    }

    private Exit closedAlready(FileTimeline timeline) {
        List<TimelineRecord> records = timeline.read();
        TimelineRecord close = records.stream()
                .filter(each -> each.event() instanceof Event.Close)
                .reduce((first, second) -> second)
                .orElseThrow();
        invocation
                .page()
                .line(timeline.id() + " is closed already: by " + close.actor() + ", "
                        + AnswerWords.clock(
                                close.recorded(),
                                invocation.clock().now(),
                                invocation.environs().zone()) + " ("
                        + UTC.format(close.recorded().atZone(ZoneOffset.UTC)) + "), "
                        + ((Event.Close) close.event()).outcome() + ".");
        return Exit.OK;
    }

    /** Asks at a terminal whether, then why; an empty reason is refused once. Empty when it is to stay open. */
    private Optional<String> ask(Incident incident) {
        if (!invocation.environs().terminals().interactive()) {
            throw new Failure(
                    Exit.USAGE,
                    "Nothing on record shows that it works again, so closing takes a reason.",
                    "Give it: oncall close " + incident.id() + " --reason \"TEXT\"",
                    "Or verify first: oncall resume " + incident.id());
        }
        try (Conversation conversation = new Ports(invocation)
                .conversation(invocation.common().plain(), invocation.common().colour())) {
            if (!isMeant(conversation)) {
                return Optional.empty();
            }
            Prompter.Question question = Sheet.of("reason", "Why may it be closed?")
                    .freeText()
                    .prefill(Optional.of(""), true)
                    .done();
            Optional<String> given = typed(conversation.ask(question, Prompter.Ticker.NONE));
            if (given.filter(Sitting.NO_REASON::equals).isEmpty()) {
                return given;
            }
            conversation.tell(List.of(Prompter.Line.of("One line is enough. Enter again goes on without.")));
            return typed(conversation.ask(question, Prompter.Ticker.NONE));
        }
    }

    /** Enter is not yes, nor is anything else but the choice. */
    private static boolean isMeant(Conversation conversation) {
        Prompter.Question question = Sheet.of(
                        "close", "Nothing on record shows that it works again. Close it all the same?")
                .offer(YES, "close it (reason)")
                .offer("open", "leave it open")
                .confirmation()
                .done();
        Prompter.Reply reply = conversation.ask(question, Prompter.Ticker.NONE);
        while (reply instanceof Prompter.Order) {
            reply = conversation.ask(question, Prompter.Ticker.NONE);
        }
        return reply instanceof Prompter.Chosen chosen && chosen.ids().equals(List.of(YES));
    }

    private static Optional<String> typed(Prompter.Reply reply) {
        return reply instanceof Prompter.Typed typed
                ? Optional.of(
                        typed.text().isBlank()
                                ? Sitting.NO_REASON
                                : typed.text().strip())
                : Optional.empty();
    }
}
