package oncall.time;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import oncall.runbook.TimeReader.Moment;

/** Finds the moment that a time stands for: the day that was not written, the year, the zone. */
final class Placing {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mmxxx", Locale.ROOT);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int WEEK = 7;

    /** Years looked back through for a 29 February. */
    private static final int LEAP = 8;

    private final String written;
    private final Expression said;
    private final Moment moment;
    private final boolean ahead;
    private final Wall wall;
    private final List<String> assumed = new ArrayList<>();

    /**
     * @param written the words, for what is asked back
     * @param ahead whether the time lies ahead of now rather than behind it
     */
    Placing(String written, Expression said, Moment moment, boolean ahead) {
        this.written = written;
        this.said = said;
        this.moment = moment;
        this.ahead = ahead;
        this.wall = Wall.of(said, written, moment.zone());
    }

    /**
     * Where it was found.
     *
     * @param day by the clock it was read off
     * @param latest the last moment it could stand for, as exactly as it is known
     */
    record Placed(Instant at, LocalDate day, Instant latest, Wall wall, List<String> assumed) {}

    /** The moment, with what was assumed. */
    Placed place() {
        LocalDate day = day();
        Instant at = on(day).orElseThrow(this::notYet);
        if (assumed.contains("day")
                && !ahead
                && moment.last().filter(at::isAfter).isPresent()) {
            throw new Unclear("Which day? " + Unclear.quoted(written) + " would be " + shown(at)
                    + ", after everything on record here. Write the day too: `--on yesterday`, or the date in front.");
        }
        if (wall.assumed()) {
            assumed.add("zone");
        }
        return new Placed(at, day, latest(at, day), wall, List.copyOf(assumed));
    }

    private Instant latest(Instant at, LocalDate day) {
        return switch (said.precision()) {
            case DAY -> wall.startOf(day.plusDays(1)).minusNanos(1);
            case HOUR -> at.plus(Duration.ofHours(1)).minusNanos(1);
            case EXACT, MINUTE, APPROX -> at;
        };
    }

    private boolean allowed(Instant at) {
        return ahead == at.isAfter(moment.now());
    }

    /** The moment it would be on that day, if that may be. */
    private Optional<Instant> on(LocalDate day) {
        return said.clock().isPresent()
                ? wall.at(day.atTime(said.clock().get().time()), this::allowed)
                : Optional.of(wall.startOf(day)).filter(this::allowed);
    }

    private Unclear notYet() {
        return new Unclear(
                (ahead ? "That has passed" : "That has not come yet") + "; it is " + shown(moment.now()) + " now. "
                        + (ahead
                                ? "Write a later time, such as `in 2 h` or `tomorrow 9:00`."
                                : "Write `17:03`, `10 min ago` or `now`."));
    }

    private String shown(Instant at) {
        return SHOWN.format(at.atZone(moment.zone()));
    }

    // ---- the day

    private LocalDate day() {
        LocalDate day = said.day().map(this::named).orElseGet(this::unnamed);
        said.weekday().filter(weekday -> weekday != day.getDayOfWeek()).ifPresent(weekday -> {
            throw new Unclear(day.getDayOfMonth() + " " + Scanner.name(day.getMonthValue()) + " " + day.getYear()
                    + (day.isAfter(wall.day(moment.now())) ? " is a " : " was a ") + name(day.getDayOfWeek())
                    + ", not a " + name(weekday) + ". Write one of them"
                    + (assumed.contains("year") ? ", or the year." : "."));
        });
        moment.on().filter(on -> !on.equals(day)).ifPresent(on -> {
            throw new Unclear(Unclear.quoted(written) + " is on " + day + ", and the day was given as " + on
                    + ". Write one of them.");
        });
        return day;
    }

    static String name(DayOfWeek day) {
        return day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT);
    }

    private LocalDate named(Expression.Day named) {
        if (named instanceof Expression.Back back) {
            return wall.day(moment.now()).minusDays(back.days());
        }
        Expression.Dated dated = (Expression.Dated) named;
        return dated.year().isPresent() ? dated.monthDay().atYear(dated.year().get()) : inSomeYear(dated.monthDay());
    }

    /** A day that was not written: the one given beside, else the nearest that fits the weekday and the hour. */
    private LocalDate unnamed() {
        if (moment.on().isPresent()) {
            return moment.on().get();
        }
        assumed.add("day");
        LocalDate today = wall.day(moment.now());
        return IntStream.rangeClosed(-1, WEEK)
                .mapToObj(days -> ahead ? today.plusDays(days) : today.minusDays(days))
                .filter(day -> said.weekday()
                        .filter(each -> each != day.getDayOfWeek())
                        .isEmpty())
                .filter(day -> on(day).isPresent())
                .findFirst()
                .orElseThrow(this::notYet);
    }

    // ---- the year

    /**
     * A year that was not written: the day given beside has one; an incident has one, that of the first such day which is not
     * more than a day before it begins; else it is the latest that has come.
     */
    private LocalDate inSomeYear(MonthDay monthDay) {
        if (moment.on().isPresent()) {
            return in(monthDay, moment.on().get().getYear()).orElseThrow(this::notYet);
        }
        assumed.add("year");
        int now = wall.day(moment.now()).getYear();
        if (ahead) {
            return first(IntStream.rangeClosed(now - 1, now + LEAP), monthDay).orElseThrow(this::notYet);
        }
        if (moment.first().isEmpty()) {
            return first(IntStream.rangeClosed(-now - 1, LEAP - now).map(year -> -year), monthDay)
                    .orElseThrow(this::notYet);
        }
        Instant from = moment.first().get().minus(DAY);
        int begins = wall.day(from).getYear();
        LocalDate day = IntStream.rangeClosed(begins, begins + LEAP)
                .mapToObj(year -> in(monthDay, year))
                .flatMap(Optional::stream)
                .filter(each -> wall.startOf(each.plusDays(1)).isAfter(from))
                .findFirst()
                .orElseThrow(this::notYet);
        if (wall.startOf(day).isAfter(moment.now())) {
            throw new Unclear(Unclear.quoted(written) + " of " + day.getYear() + " has not come yet, and that of "
                    + (day.getYear() - 1) + " is more than a day before anything on record here. Write the year too.");
        }
        return day;
    }

    private Optional<LocalDate> first(IntStream years, MonthDay monthDay) {
        return years.mapToObj(year -> in(monthDay, year))
                .flatMap(Optional::stream)
                .filter(day -> on(day).isPresent())
                .findFirst();
    }

    private static Optional<LocalDate> in(MonthDay monthDay, int year) {
        try {
            return Optional.of(monthDay).filter(each -> each.isValidYear(year)).map(each -> each.atYear(year));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
