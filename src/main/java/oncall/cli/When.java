package oncall.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import oncall.incident.Bounds;
import oncall.runbook.TimeReader;
import oncall.time.WrittenTimes;
import oncall.walk.AnswerWords;
import picocli.CommandLine.Option;

/** When something happened, as `--at` and `--on` say it. */
final class When {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("HH:mm'Z'", Locale.ROOT);

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When it happened: 17:03, 5:03 PM, 10 min ago, 2018-11-12 17:03.")
    private String at;

    @Option(names = "--on", paramLabel = "DATE", description = "The day of --at, where that is a time of day alone.")
    private String on;

    /**
     * The time given; empty when none was.
     *
     * @param bounds of the incident it is about
     * @throws Failure when it is not clear
     */
    Optional<TimeReader.Read> read(Invocation invocation, Bounds bounds) {
        if (at == null && on != null) {
            throw new Failure(Exit.USAGE, "--on is the day of a time: give --at as well.", "Nothing was saved.");
        }
        if (at == null) {
            return Optional.empty();
        }
        TimeReader.Moment moment =
                bounds.moment(invocation.clock().now(), invocation.environs().zone());
        TimeReader.Reading reading = new WrittenTimes()
                .read(at, Optional.ofNullable(on).map(When::day).map(moment::on).orElse(moment));
        if (reading instanceof TimeReader.Read read) {
            return Optional.of(read);
        }
        throw new Failure(Exit.USAGE, ((TimeReader.AskBack) reading).why(), "Nothing was saved.");
    }

    /** A day as it is written everywhere. */
    static LocalDate day(String written) {
        try {
            return LocalDate.parse(written.strip());
        } catch (DateTimeParseException e) {
            throw new Failure(
                    Exit.USAGE,
                    "`" + written + "` is not a date.",
                    "Write it so: --on 2018-11-12",
                    "Nothing was saved.");
        }
    }

    /** `17:03+02:00 / 15:03Z`. */
    static String both(Instant instant, Invocation invocation) {
        ZoneId zone = invocation.environs().zone();
        return AnswerWords.clock(instant, invocation.clock().now(), zone) + " / "
                + UTC.format(instant.atZone(ZoneOffset.UTC));
    }
}
