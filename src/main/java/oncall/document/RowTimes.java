package oncall.document;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.runbook.TimeReader;

/**
 * The times of a timeline that was kept elsewhere, read row by row: a row or heading with a date sets the day for the times of day
 * that follow, a line such as `All times in UTC` the zone. What had to be assumed is kept, to be said.
 */
public final class RowTimes {
    private static final Pattern ZONE_LINE = Pattern.compile(
            "^[\\s*_(>#-]*(?:all\\s+)?(?:time\\s*-?zone|times)(?:\\s+(?:are|is|given|shown|listed|below))*(?:\\s+in)?\\s*:?\\s+"
                    + "([A-Za-z][A-Za-z0-9_/+:-]*)[\\s*_).,;]*$",
            Pattern.CASE_INSENSITIVE);
    /** A word of its own time, which was another when it was written. */
    private static final Pattern RELATIVE =
            Pattern.compile("\\b(?:ago|now|today|yesterday|tonight|last|this|just)\\b", Pattern.CASE_INSENSITIVE);
    /** What a date looks like, known or not: then what is wrong is not the day of another row. */
    private static final Pattern DATED = Pattern.compile(
            "\\d{4}-\\d|\\d[./]\\d{1,2}[./]|\\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)",
            Pattern.CASE_INSENSITIVE);

    /** A time of day this much earlier than the one before it is of the next day. */
    private static final Duration OVER_MIDNIGHT = Duration.ofHours(18);

    private static final Duration HALF_A_YEAR = Duration.ofDays(182);
    /** A longer line is prose; with thousands of spaces in it the pattern would take for ever. */
    private static final int LONGEST_LINE = 200;

    private static final String DAY = "day";
    private static final String YEAR = "year";

    private final TimeReader reader;
    private final Instant now;
    private final Instant opened;
    private final boolean fixed;
    private final List<String> assumed = new ArrayList<>();
    private ZoneId zone;
    private Optional<String> zoneWord = Optional.empty();
    private Optional<LocalDate> day;
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();

    /**
     * The start of a file.
     *
     * @param zone of times without one
     * @param fixed whether a person said so, whatever the file says
     * @param day of times of day until a row has a date
     * @param opened when the incident was opened: the day of the first time of day is the one that brings it nearest to that
     */
    public RowTimes(
            TimeReader reader, Instant now, ZoneId zone, boolean fixed, Optional<LocalDate> day, Instant opened) {
        this.reader = reader;
        this.fixed = fixed;
        this.now = now;
        this.zone = zone;
        this.day = day;
        this.opened = opened;
    }

    /** What was assumed, a full sentence each. */
    public List<String> assumed() {
        return List.copyOf(assumed);
    }

    /** The zone of times without one. */
    public ZoneId zone() {
        return zone;
    }

    /** The zone that a line names for the whole file; empty when it names none. */
    static Optional<String> zoneIn(String line) {
        if (line.length() > LONGEST_LINE) {
            return Optional.empty();
        }
        Matcher named = ZONE_LINE.matcher(line);
        return named.matches() ? Optional.of(named.group(1)) : Optional.empty();
    }

    /** From here on times without a zone are in this one, a name or an abbreviation. */
    void in(String word) {
        zoneWord = fixed ? Optional.empty() : Optional.of(word);
    }

    /** Whether these words are a time of which the instant can be known; nothing is remembered. */
    boolean reads(String words) {
        return !isRelative(words)
                && (dated(words) instanceof TimeReader.Read || on(words, somewhen()) instanceof TimeReader.Read);
    }

    private LocalDate somewhen() {
        return day.orElseGet(() -> LocalDate.ofInstant(opened, zone));
    }

    private static boolean isRelative(String words) {
        return RELATIVE.matcher(words).find();
    }

    /** Reads the time of a row, and remembers its day. */
    public TimeReader.Reading take(String words, long line) {
        if (isRelative(words)) {
            return new TimeReader.AskBack("`" + words
                    + "` counts from when it was written, which is not known: write the date and the time.");
        }
        Optional<String> unknown = settleZone(words);
        if (unknown.isPresent()) {
            return new TimeReader.AskBack(unknown.get());
        }
        TimeReader.Reading dated = dated(words);
        if (dated instanceof TimeReader.Read read) {
            day = Optional.of(LocalDate.ofInstant(read.at(), zone));
            return remembered(read);
        }
        TimeReader.Reading bare = bare(words, line);
        if (bare instanceof TimeReader.Read read) {
            return remembered(read);
        }
        TimeReader.Reading meant = DATED.matcher(words).find() ? dated : bare;
        return new TimeReader.AskBack(((TimeReader.AskBack) meant).why());
    }

    private TimeReader.Read remembered(TimeReader.Read read) {
        first = Optional.of(first.filter(each -> each.isBefore(read.at())).orElse(read.at()));
        last = Optional.of(read.at());
        return read;
    }

    /** The time where it has a date of its own; asked back where it is a time of day alone. */
    private TimeReader.Reading dated(String words) {
        TimeReader.Reading reading = reader.read(words, moment(now));
        if (!(reading instanceof TimeReader.Read read)) {
            return reading;
        }
        if (read.given().assumed().contains(DAY)) {
            return new TimeReader.AskBack("`" + words + "` has no date. Give one with --on DATE.");
        }
        return read.given().assumed().contains(YEAR) ? reader.read(words, moment(lately())) : read;
    }

    /** A date without a year is of the year of the rows around it. */
    private Instant lately() {
        Instant around = last.orElseGet(
                () -> day.map(each -> each.atStartOfDay(zone).toInstant()).orElse(now));
        Instant after = around.plus(HALF_A_YEAR);
        return after.isBefore(now) ? after : now;
    }

    /** A time of day, on the day that goes on. */
    private TimeReader.Reading bare(String words, long line) {
        if (day.isPresent()) {
            TimeReader.Reading reading = on(words, day.get());
            return reading instanceof TimeReader.Read read ? overMidnight(words, read, line) : reading;
        }
        Optional<LocalDate> nearest = nearest(words);
        if (nearest.isEmpty()) {
            return on(words, somewhen());
        }
        day = nearest;
        assumed.add("Line " + line + ", `" + words + "`, is taken for " + day.get()
                + ", when the incident was opened. --on DATE says another day.");
        return on(words, day.get());
    }

    /** A row whose time is an instant already: a count of seconds. */
    public TimeReader.Reading exactly(String written, Instant at) {
        if (at.isAfter(now)) {
            return new TimeReader.AskBack("`" + written + "` has not come yet.");
        }
        first = Optional.of(first.filter(each -> each.isBefore(at)).orElse(at));
        last = Optional.of(at);
        return new TimeReader.Read(
                at, new TimeReader.Given(written, TimeReader.Precision.EXACT, Optional.empty(), "UTC", List.of()));
    }

    /** Takes the day from a heading or an item that is nothing but a date; false when it is none. */
    boolean day(String words) {
        if (isRelative(words) || !(reader.day(words, moment(now)) instanceof TimeReader.Day read)) {
            return false;
        }
        boolean year = read.assumed().contains(YEAR);
        day = year && reader.day(words, moment(lately())) instanceof TimeReader.Day then
                ? Optional.of(then.date())
                : Optional.of(read.date());
        return true;
    }

    /** Whether these words are a day and no more. */
    boolean isDay(String words) {
        return reader.day(words, moment(now)) instanceof TimeReader.Day;
    }

    /** The words at the beginning that are a time, a space between; empty where it does not begin with one. */
    String leading(String text) {
        return reader.leading(text);
    }

    private TimeReader.Reading on(String words, LocalDate date) {
        return reader.read(words, moment(now).on(date));
    }

    private TimeReader.Moment moment(Instant upTo) {
        return new TimeReader.Moment(upTo, zone, Optional.empty(), first, Optional.empty());
    }

    /** The day on which this time of day is nearest to the opening, and not still to come; empty where it is no time of day. */
    private Optional<LocalDate> nearest(String words) {
        LocalDate opening = LocalDate.ofInstant(opened, zone);
        Optional<LocalDate> best = Optional.empty();
        Optional<Duration> distance = Optional.empty();
        for (LocalDate each : List.of(opening, opening.minusDays(1), opening.plusDays(1))) {
            if (on(words, each) instanceof TimeReader.Read read) {
                Duration away = Duration.between(opened, read.at()).abs();
                if (distance.filter(so -> so.compareTo(away) <= 0).isEmpty()) {
                    distance = Optional.of(away);
                    best = Optional.of(each);
                }
            }
        }
        return best;
    }

    private TimeReader.Read overMidnight(String words, TimeReader.Read read, long line) {
        boolean back = last.filter(before -> Duration.between(read.at(), before).compareTo(OVER_MIDNIGHT) > 0)
                .isPresent();
        LocalDate next = somewhen().plusDays(1);
        if (back && on(words, next) instanceof TimeReader.Read later) {
            day = Optional.of(next);
            assumed.add("Line " + line + ", `" + words + "`, is taken for the next day, " + next + ".");
            return later;
        }
        return read;
    }

    /** The zone of the file, found out when its first time is read, because an abbreviation can depend on the season. */
    private Optional<String> settleZone(String words) {
        if (zoneWord.isEmpty()) {
            return Optional.empty();
        }
        String word = zoneWord.get();
        Optional<ZoneId> named = zone(word);
        LocalDate around =
                dated(words) instanceof TimeReader.Read read ? LocalDate.ofInstant(read.at(), zone) : somewhen();
        TimeReader.Reading noon = reader.read(around + " 12:00 " + word, moment(now.plus(Duration.ofDays(1))));
        if (named.isEmpty() && noon instanceof TimeReader.Read clear) {
            named = zone(clear.given().zone());
        }
        if (named.isEmpty()) {
            String why = noon instanceof TimeReader.AskBack back ? back.why() : "";
            return Optional.of(("The zone `" + word + "` of this file is not clear. " + why).strip()
                    + " --zone NAME says which it is.");
        }
        zone = named.get();
        zoneWord = Optional.empty();
        assumed.add("Times without a zone are in " + zone.getId() + ", as the file says (`" + word + "`).");
        return Optional.empty();
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return name.contains("/") || name.matches("UTC|GMT|Z|[+-].*")
                    ? Optional.of(ZoneId.of(name))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
