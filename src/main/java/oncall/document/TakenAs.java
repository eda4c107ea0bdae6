package oncall.document;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import oncall.runbook.TimeReader;
import oncall.runbook.TimeReader.Precision;

/** Says how a time was taken where something about it was not written. */
public final class TakenAs {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mmXXX", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ssXXX", Locale.ROOT);

    private TakenAs() {}

    /**
     * `Taken as Mon 2018-11-12 17:03+02:00, your zone Asia/Jerusalem; the day was not written.` Empty where nothing was
     * assumed.
     *
     * @param zone the reader's own
     */
    public static Optional<String> sentence(TimeReader.Read read, ZoneId zone) {
        List<String> assumed = read.given().assumed();
        if (assumed.isEmpty()) {
            return Optional.empty();
        }
        String own = assumed.contains("zone") ? ", your zone " + zone.getId() : "";
        String missing = assumed.contains("day")
                ? "; the day was not written"
                : assumed.contains("year") ? "; the year was not written" : "";
        return Optional.of("Taken as " + moment(read, zone) + own + missing + ".");
    }

    /** `Mon 2018-11-12 17:03+02:00`, with its end and how exactly it is known. */
    public static String moment(TimeReader.Read read, ZoneId zone) {
        TimeReader.Given given = read.given();
        ZonedDateTime at = read.at().atZone(written(given, zone));
        if (given.precision() == Precision.DAY) {
            return day(at) + until(given, at) + ", the whole day";
        }
        String about = given.precision() == Precision.APPROX ? "about " : "";
        String hour = given.precision() == Precision.HOUR ? ", to the hour" : "";
        return about + day(at) + " " + clock(at) + until(given, at) + hour;
    }

    private static String until(TimeReader.Given given, ZonedDateTime at) {
        List<String> words = new ArrayList<>();
        Optional<Instant> until = given.until();
        until.map(end -> end.atZone(at.getZone())).ifPresent(end -> {
            words.add(" to");
            if (given.precision() == Precision.DAY || !end.toLocalDate().equals(at.toLocalDate())) {
                words.add(day(end));
            }
            if (given.precision() != Precision.DAY) {
                words.add(clock(end));
            }
        });
        return String.join(" ", words);
    }

    private static String clock(ZonedDateTime at) {
        return (at.getSecond() == 0 ? CLOCK : SECONDS).format(at);
    }

    private static String day(ZonedDateTime at) {
        String name = at.getDayOfWeek().name();
        return name.charAt(0) + name.substring(1, 3).toLowerCase(Locale.ROOT) + " " + DAY.format(at);
    }

    private static ZoneId written(TimeReader.Given given, ZoneId zone) {
        try {
            return ZoneId.of(given.zone());
        } catch (DateTimeException e) {
            return zone;
        }
    }
}
