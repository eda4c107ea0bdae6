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
    /** A time of day this much earlier than the one before it is of the next day. */
    private static final Duration OVER_MIDNIGHT = Duration.ofHours(18);

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
        Matcher named = ZONE_LINE.matcher(line);
        return named.matches() ? Optional.of(named.group(1)) : Optional.empty();
    }

    /** From here on times without a zone are in this one, a name or an abbreviation. */
    void in(String word) {
        zoneWord = fixed ? Optional.empty() : Optional.of(word);
    }

    /** Whether these words are a time of which the instant can be known; nothing is remembered. */
    boolean reads(String words) {
        return !isRelative(words) && read(words, somewhen()) instanceof TimeReader.Read;
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
        Optional<String> unknown = settleZone(line);
        if (unknown.isPresent()) {
            return new TimeReader.AskBack(unknown.get());
        }
        boolean bare = isBare(words);
        if (bare && day.isEmpty()) {
            day = Optional.of(nearest(words));
            assumed.add("Line " + line + ", `" + words + "`, is taken for " + day.get()
                    + ", when the incident was opened. --on DATE says another day.");
        }
        TimeReader.Reading reading = read(words, somewhen());
        if (!(reading instanceof TimeReader.Read read)) {
            return reading;
        }
        TimeReader.Read meant = bare ? overMidnight(words, read, line) : read;
        if (!bare) {
            day = Optional.of(LocalDate.ofInstant(meant.at(), zone));
        }
        first = Optional.of(first.filter(each -> each.isBefore(meant.at())).orElse(meant.at()));
        last = Optional.of(meant.at());
        return meant;
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
        if (!isRelative(words)
                && read(words, somewhen()) instanceof TimeReader.Read read
                && read.given().precision() == TimeReader.Precision.DAY) {
            day = Optional.of(LocalDate.ofInstant(read.at(), zone));
            return true;
        }
        return false;
    }

    private TimeReader.Reading read(String words, LocalDate on) {
        return reader.read(words, new TimeReader.Moment(now, zone, Optional.of(on), first, Optional.empty()));
    }

    /** Whether a time of day stands alone: then it moves with the day it is read on. */
    private boolean isBare(String words) {
        LocalDate one = somewhen();
        List<Instant> instants = new ArrayList<>();
        for (int back = 0; back <= 3 && instants.size() < 2; back++) {
            TimeReader.Reading reading = reader.read(
                    words,
                    new TimeReader.Moment(
                            now, zone, Optional.of(one.minusDays(back)), Optional.empty(), Optional.empty()));
            if (reading instanceof TimeReader.Read read) {
                instants.add(read.at());
            }
        }
        return instants.size() == 2 && !instants.get(0).equals(instants.get(1));
    }

    /** The day on which this time of day is nearest to the opening, and not still to come. */
    private LocalDate nearest(String words) {
        LocalDate best = LocalDate.ofInstant(opened, zone);
        Optional<Duration> distance = Optional.empty();
        for (LocalDate each : List.of(best, best.minusDays(1), best.plusDays(1))) {
            if (read(words, each) instanceof TimeReader.Read read) {
                Duration away = Duration.between(opened, read.at()).abs();
                if (distance.filter(so -> so.compareTo(away) <= 0).isEmpty()) {
                    distance = Optional.of(away);
                    best = each;
                }
            }
        }
        return best;
    }

    private TimeReader.Read overMidnight(String words, TimeReader.Read read, long line) {
        boolean back = last.filter(before -> Duration.between(read.at(), before).compareTo(OVER_MIDNIGHT) > 0)
                .isPresent();
        LocalDate next = somewhen().plusDays(1);
        if (back && read(words, next) instanceof TimeReader.Read later) {
            day = Optional.of(next);
            assumed.add("Line " + line + ", `" + words + "`, is taken for the next day, " + next + ".");
            return later;
        }
        return read;
    }

    /** The zone of the file, found out when its first time is read, because an abbreviation can depend on the season. */
    private Optional<String> settleZone(long line) {
        if (zoneWord.isEmpty()) {
            return Optional.empty();
        }
        String word = zoneWord.get();
        Optional<ZoneId> named = zone(word);
        TimeReader.Reading noon = reader.read(
                somewhen() + " 12:00 " + word,
                new TimeReader.Moment(
                        now.plus(Duration.ofDays(1)), zone, Optional.empty(), Optional.empty(), Optional.empty()));
        if (named.isEmpty() && noon instanceof TimeReader.Read read) {
            named = zone(read.given().zone());
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
