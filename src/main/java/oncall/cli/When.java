package oncall.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import oncall.document.TakenAs;
import oncall.incident.Bounds;
import oncall.runbook.TimeReader;
import oncall.time.WrittenTimes;
import oncall.walk.AnswerWords;
import picocli.CommandLine.Option;

/** `--at` and `--on`: when something happened, in the words of the one who was there. */
final class When {
    private static final String NOTHING = "Nothing was saved.";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When it happened: 17:03, 5:03 PM, ~13:30, 8:20 - 8:24, 10 min ago,"
                    + " 2018-11-12 17:03, 2018-01-18 4:19 PST.")
    private String at;

    @Option(
            names = "--on",
            paramLabel = "DATE",
            description = "The day of a TIME without one: 2018-11-12, yesterday, MON, 12 Nov.")
    private String on;

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("HH:mm'Z'", Locale.ROOT);

    /** Whether anything is given at all; what a time is read against need not be known otherwise. */
    boolean isGiven() {
        return at != null || on != null;
    }

    /** Whether there is a day for a time that stands elsewhere. */
    boolean isDayAlone() {
        return on != null && at == null;
    }

    /**
     * What a time is read against: the incident, and the day given.
     *
     * @throws Failure when that is no day
     */
    TimeReader.Moment moment(Invocation invocation, Bounds bounds) {
        TimeReader.Moment moment =
                bounds.moment(invocation.clock().now(), invocation.environs().zone());
        return on == null ? moment : moment.on(day(new WrittenTimes().day(on, moment)));
    }

    /**
     * The time given; empty when none was.
     *
     * @param bounds of the incident it is about
     * @throws Failure when it cannot be known; the reason stands in it
     */
    Optional<TimeReader.Read> read(Invocation invocation, Bounds bounds) {
        if (!isGiven()) {
            return Optional.empty();
        }
        if (at == null) {
            throw new Failure(
                    Exit.USAGE, "`--on` is the day of a time, and no time is given.", "Add `--at TIME`. " + NOTHING);
        }
        TimeReader.Moment moment = moment(invocation, bounds);
        TimeReader.Reading reading = new WrittenTimes().read(at, moment);
        if (reading instanceof TimeReader.Read read) {
            return Optional.of(read);
        }
        TimeReader.AskBack back = (TimeReader.AskBack) reading;
        String anyway = back.meant()
                .map(read -> "If that day is meant, add `--on " + LocalDate.ofInstant(read.at(), moment.zone()) + "`. ")
                .orElse("");
        String quotes = at.strip().matches("\\d{1,4}")
                ? "A time of several words goes in quotes: `--at \"" + at.strip() + " min ago\"`. "
                : "";
        throw new Failure(Exit.USAGE, back.why(), quotes + anyway + NOTHING);
    }

    private static LocalDate day(TimeReader.DayReading reading) {
        if (reading instanceof TimeReader.Day day) {
            return day.date();
        }
        throw new Failure(Exit.USAGE, "`--on`: " + ((TimeReader.AskBack) reading).why(), NOTHING);
    }

    /** What was assumed of it, in a sentence. */
    static Optional<String> assumed(TimeReader.Read read, Invocation invocation) {
        return TakenAs.sentence(read, invocation.environs().zone());
    }

    /** `17:03+02:00 / 15:03Z`. */
    static String both(Instant instant, Invocation invocation) {
        ZoneId zone = invocation.environs().zone();
        return AnswerWords.clock(instant, invocation.clock().now(), zone) + " / "
                + UTC.format(instant.atZone(ZoneOffset.UTC));
    }
}
