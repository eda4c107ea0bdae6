package oncall.time;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.runbook.TimeReader.Precision;

/**
 * Takes one written time apart, from left to right: at each place the part that fits is taken, each kind of part once, in any
 * order that people write. What is left over makes the whole unreadable.
 */
final class Scanner {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final int NOON = 12;
    private static final int NANO_DIGITS = 9;
    private static final int FIRST_YEAR = 1970;

    private final String text;
    private int at;
    private boolean about;
    private Optional<DayOfWeek> weekday = Optional.empty();
    private Optional<Expression.Day> day = Optional.empty();
    private Optional<Expression.Clock> clock = Optional.empty();
    private Optional<Expression.Zone> zone = Optional.empty();
    private Optional<Expression.Zone> check = Optional.empty();
    private boolean machine;

    private Scanner(String text) {
        this.text = text;
    }

    /**
     * The parts of a time.
     *
     * @throws Unclear when it has a part that is none, or two of a kind
     */
    static Expression scan(String text) {
        Scanner scanner = new Scanner(text);
        scanner.all();
        if (scanner.weekday.isEmpty() && scanner.day.isEmpty() && scanner.clock.isEmpty()) {
            throw Unclear.unreadable(text);
        }
        return new Expression(scanner.about, scanner.weekday, scanner.day, scanner.clock, scanner.zone, scanner.check);
    }

    private void all() {
        while (at < text.length()) {
            boolean taken = day.isPresent()
                            && clock.isEmpty()
                            && takes(Forms.AFTER_DATE).isPresent()
                    || takes(Forms.SEPARATOR).isPresent()
                    || approximation()
                    || date()
                    || clock()
                    || zone();
            if (!taken) {
                throw leftOver();
            }
        }
    }

    private Optional<Matcher> takes(Pattern form) {
        Matcher found = form.matcher(text).region(at, text.length());
        found.useTransparentBounds(true);
        if (!found.lookingAt() || found.end() == at) {
            return Optional.empty();
        }
        at = found.end();
        return Optional.of(found);
    }

    private boolean looksLike(Pattern form) {
        return form.matcher(text).region(at, text.length()).lookingAt();
    }

    private Unclear leftOver() {
        String rest = text.substring(at);
        if (at == 0) {
            return Unclear.unreadable(text);
        }
        return new Unclear(Unclear.quoted(rest) + " is not understood in " + Unclear.quoted(text)
                + ". Write `17:03`, `10 min ago` or `2018-11-12 17:03`.");
    }

    private boolean approximation() {
        if (takes(Forms.ABOUT).isEmpty()) {
            return false;
        }
        about = true;
        return true;
    }

    // ---- the day

    private boolean date() {
        Optional<Matcher> named = takes(Forms.WEEKDAY);
        if (named.isPresent()) {
            once(weekday.isPresent(), "two weekdays");
            for (int i = 1; i <= DayOfWeek.values().length; i++) {
                if (named.get().group(i) != null) {
                    weekday = Optional.of(DayOfWeek.of(i));
                }
            }
            return true;
        }
        Optional<Expression.Day> found = relative().or(this::calendar);
        if (found.isPresent()) {
            once(day.isPresent(), "two days");
            day = found;
            return true;
        }
        return yearBehind();
    }

    private void once(boolean again, String what) {
        if (again) {
            throw new Unclear(
                    Unclear.quoted(text) + " names " + what + ". Write one time, such as `2018-11-12 17:03`.");
        }
    }

    private Optional<Expression.Day> relative() {
        return takes(Forms.RELATIVE)
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .map(word -> new Expression.Back(
                        word.equals("today") ? 0 : word.equals("tomorrow") ? -1 : word.equals("yesterday") ? 1 : 2));
    }

    private Optional<Expression.Day> calendar() {
        Optional<Matcher> first = takes(Forms.YEAR_FIRST);
        if (first.isPresent()) {
            return dated(first.get().group(1), first.get().group(3), first.get().group(4));
        }
        Optional<Matcher> last = takes(Forms.YEAR_LAST);
        if (last.isPresent()) {
            return last.get().group(2).equals(".")
                    ? dated(last.get().group(4), last.get().group(3), last.get().group(1))
                    : either(
                            last.get().group(),
                            last.get().group(1),
                            last.get().group(3),
                            last.get().group(4));
        }
        if (looksLike(Forms.SHORT_YEAR)) {
            throw new Unclear(Unclear.quoted(text)
                    + " could be several days. Write the year with four digits and first: `2018-11-12 17:03`.");
        }
        Optional<Matcher> digits = takes(Forms.DIGITS);
        if (digits.isPresent()) {
            return dated(
                    digits.get().group(1), digits.get().group(2), digits.get().group(3));
        }
        return withoutYear().or(this::withMonth);
    }

    private Optional<Expression.Day> withoutYear() {
        Optional<Matcher> slashed = takes(Forms.NO_YEAR);
        if (slashed.isPresent()) {
            return either(
                    slashed.get().group(), slashed.get().group(1), slashed.get().group(2), null);
        }
        return takes(Forms.DOTTED).flatMap(found -> dated(null, found.group(2), found.group(1)));
    }

    private Optional<Expression.Day> withMonth() {
        Optional<Matcher> dayFirst = takes(Forms.DAY_MONTH);
        if (dayFirst.isPresent()) {
            return dated(
                    dayFirst.get().group(3),
                    month(dayFirst.get().group(2)),
                    dayFirst.get().group(1));
        }
        Optional<Matcher> monthFirst = takes(Forms.MONTH_DAY);
        if (monthFirst.isPresent()) {
            return dated(
                    monthFirst.get().group(3),
                    month(monthFirst.get().group(1)),
                    monthFirst.get().group(2));
        }
        if (looksLike(Forms.MONTH)) {
            throw new Unclear(Unclear.quoted(text) + " names a month without its day. Write `12 Nov 2018 17:03`.");
        }
        return Optional.empty();
    }

    private static String month(String word) {
        return Integer.toString(MONTHS.indexOf(word.substring(0, 3).toLowerCase(Locale.ROOT)) + 1);
    }

    /** `03/04/2018` is two days, `25/07/2023` is one. */
    private Optional<Expression.Day> either(String written, String one, String other, String year) {
        int first = Integer.parseInt(one);
        int second = Integer.parseInt(other);
        if (first == second || first > NOON || second > NOON || first * second == 0) {
            return second > NOON ? dated(year, one, other) : dated(year, other, one);
        }
        String y = Optional.ofNullable(year).orElse("YYYY");
        throw new Unclear(
                "`" + written + "` could be " + first + " " + name(second) + " or " + second + " " + name(first)
                        + ". Write `" + y + "-" + two(second) + "-" + two(first) + "` or `" + y + "-" + two(first) + "-"
                        + two(second) + "`" + (year == null ? ", with the year." : "."));
    }

    static String name(int month) {
        String all = java.time.Month.of(month).name();
        return all.charAt(0) + all.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String two(int number) {
        return (number < 10 ? "0" : "") + number;
    }

    private Optional<Expression.Day> dated(String year, String month, String dayOfMonth) {
        int m = Integer.parseInt(month);
        int d = Integer.parseInt(dayOfMonth);
        Optional<Integer> y = Optional.ofNullable(year).map(Integer::valueOf);
        if (y.filter(each -> each < FIRST_YEAR).isPresent()) {
            throw new Unclear(
                    "The year " + y.get() + " is hardly meant. Write it with four digits: `2018-11-12 17:03`.");
        }
        try {
            MonthDay monthDay = MonthDay.of(m, d);
            if (y.filter(each -> !YearMonth.of(each, m).isValidDay(d)).isEmpty()) {
                return Optional.of(new Expression.Dated(y, monthDay));
            }
        } catch (DateTimeException e) {
            throw noSuchDay(m, d, y);
        }
        throw noSuchDay(m, d, y);
    }

    private Unclear noSuchDay(int month, int dayOfMonth, Optional<Integer> year) {
        String what = month < 1 || month > NOON
                ? "There is no month " + month
                : name(month) + year.map(each -> " " + each).orElse("") + " has no day " + dayOfMonth;
        return new Unclear(what + ": " + Unclear.quoted(text) + ". Write `2018-11-12 17:03`.");
    }

    /** `Mon Nov 12 17:03:22 UTC 2018`: the year behind everything. */
    private boolean yearBehind() {
        boolean wanted = day.filter(each ->
                        each instanceof Expression.Dated dated && dated.year().isEmpty())
                .isPresent();
        Optional<Matcher> year = wanted ? takes(Forms.YEAR_ALONE) : Optional.empty();
        if (year.isEmpty()) {
            return false;
        }
        MonthDay monthDay = ((Expression.Dated) day.get()).monthDay();
        day = dated(
                year.get().group(1),
                Integer.toString(monthDay.getMonthValue()),
                Integer.toString(monthDay.getDayOfMonth()));
        return true;
    }

    // ---- the time of day

    private boolean clock() {
        boolean joined = at > 0 && "Tt".indexOf(text.charAt(at - 1)) >= 0 && day.isPresent();
        Optional<Expression.Clock> found = (joined ? digits() : Optional.<Expression.Clock>empty())
                .or(this::usual)
                .or(this::half)
                .or(this::word);
        if (found.isPresent()) {
            once(clock.isPresent(), "two times");
            clock = found;
            machine = joined || found.get().precision() == Precision.EXACT;
            return true;
        }
        refuseHalfWritten();
        return false;
    }

    private Optional<Expression.Clock> digits() {
        return takes(Forms.CLOCK_DIGITS)
                .map(found -> time(found.group(1), found.group(2), found.group(3), found.group(4), null));
    }

    private Optional<Expression.Clock> usual() {
        return takes(Forms.CLOCK)
                .map(found -> time(found.group(1), found.group(3), found.group(4), found.group(5), found.group(6)))
                .or(() -> takes(Forms.CLOCK_H).map(found -> time(found.group(1), found.group(2), null, null, null)));
    }

    private Optional<Expression.Clock> half() {
        return takes(Forms.CLOCK_HALF)
                .map(found -> time(found.group(1), "00", null, null, found.group(2)))
                .map(each -> new Expression.Clock(each.time(), Precision.HOUR, each.marker()));
    }

    private Optional<Expression.Clock> word() {
        if (looksLike(Forms.MIDNIGHT)) {
            throw new Unclear("Midnight ends one day and begins another. Write `00:00` and the day that begins then.");
        }
        return takes(Forms.NOON).map(found -> new Expression.Clock(LocalTime.NOON, Precision.MINUTE, Optional.empty()));
    }

    private Expression.Clock time(String hours, String minutes, String seconds, String fraction, String half) {
        int hour = Integer.parseInt(hours);
        int minute = Integer.parseInt(minutes);
        int second = seconds == null ? 0 : Integer.parseInt(seconds);
        if (hour == 24 && minute == 0 && half == null) {
            throw new Unclear("24:00 is midnight. Write `00:00` and the day that begins then.");
        }
        check(half == null && hour > 23, "hour " + hour + ": hours run from 00 to 23");
        check(minute > 59, "minute " + minute + ": minutes run from 00 to 59");
        check(second > 59, "second " + second + ": seconds run from 00 to 59");
        if (half != null && (hour < 1 || hour > NOON)) {
            String marker = half.toUpperCase(Locale.ROOT) + "M";
            throw new Unclear(hour + ":" + minutes + " " + marker + " does not exist: with " + marker
                    + " hours run from 1 to 12. Write "
                    + (hour > NOON && hour < 24
                            ? "`" + hour + ":" + minutes + "` or `" + (hour - NOON) + ":" + minutes + " PM`."
                            : "`0:" + minutes + "` or `12:" + minutes + " AM`."));
        }
        int nanos = fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, NANO_DIGITS));
        boolean afternoon = half != null && half.equalsIgnoreCase("p");
        int ofDay = half == null ? hour : hour % NOON + (afternoon ? NOON : 0);
        return new Expression.Clock(
                LocalTime.of(ofDay, minute, second, nanos),
                seconds == null ? Precision.MINUTE : Precision.EXACT,
                Optional.ofNullable(half).map(letter -> letter.toUpperCase(Locale.ROOT) + "M"));
    }

    private void check(boolean wrong, String what) {
        if (wrong) {
            throw new Unclear("There is no " + what + ", so " + Unclear.quoted(text) + " is no time.");
        }
    }

    /** What a person meant as a time and did not finish gets its own words. */
    private void refuseHalfWritten() {
        if (looksLike(Forms.OPEN)) {
            Matcher open = Forms.OPEN.matcher(text).region(at, text.length());
            open.lookingAt();
            boolean hourKnown = Character.isDigit(open.group(1).charAt(0));
            throw new Unclear(
                    hourKnown
                            ? "The minutes of `" + open.group() + "` are not written. Write them, or `"
                                    + hour(Integer.parseInt(open.group(1))) + "` if only the hour is known."
                            : "`" + open.group() + "` is the place of a time, not a time. Write it, such as `17:03`.");
        }
        if (looksLike(Forms.OCLOCK)) {
            throw new Unclear("Morning or evening? Write `5 AM`, `5 PM` or `17:00`.");
        }
        if (looksLike(Forms.ONE_DIGIT)) {
            throw new Unclear(Unclear.quoted(text) + " has one digit for the minutes. Write two, such as `17:03`.");
        }
        boolean free = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
        if (free && clock.isEmpty() && looksLike(Forms.BARE_NUMBER)) {
            Matcher number = Forms.BARE_NUMBER.matcher(text).region(at, text.length());
            number.lookingAt();
            throw new Unclear("`" + number.group() + "` alone could be many things. Write hours and minutes with a "
                    + "colon, such as `17:03`, or `5 PM` if only the hour is known.");
        }
    }

    private static String hour(int hour) {
        return (hour % NOON == 0 ? NOON : hour % NOON) + " " + (hour % 24 < NOON ? "AM" : "PM");
    }

    // ---- the zone

    private boolean zone() {
        Optional<Expression.Zone> found = utc().or(this::offset).or(this::named);
        if (found.isEmpty()) {
            return false;
        }
        if (zone.isPresent()) {
            once(!(zone.get() instanceof Expression.Offset) || check.isPresent(), "two zones");
            check = found;
        } else {
            zone = found;
        }
        return true;
    }

    private Optional<Expression.Zone> utc() {
        if (takes(Forms.ZULU).isPresent()) {
            return Optional.of(new Expression.Offset(ZoneOffset.UTC));
        }
        if (takes(Forms.UTC).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Expression.Offset(numbers(Forms.UTC_OFFSET, 3).orElse(ZoneOffset.UTC)));
    }

    /** An offset of numbers, taken if somebody's clock shows it. */
    private Optional<ZoneOffset> numbers(Pattern form, int minutes) {
        int before = at;
        Optional<ZoneOffset> found = takes(form)
                .flatMap(each -> ZoneWords.offset(
                        each.group(1).equals("-"),
                        each.group(2),
                        minutes == 0
                                ? ""
                                : Optional.ofNullable(each.group(minutes)).orElse("")))
                .filter(ZoneWords::inUse);
        if (found.isEmpty()) {
            at = before;
        }
        return found;
    }

    private Optional<Expression.Zone> offset() {
        if (clock.isEmpty()) {
            return Optional.empty();
        }
        int before = at;
        Optional<ZoneOffset> full = numbers(Forms.OFFSET, 4);
        if (full.isPresent()) {
            boolean apart = Character.isWhitespace(text.charAt(before - 1)) && (day.isPresent() || weekday.isPresent());
            boolean range = text.charAt(before) == '-' && text.startsWith(":", before + 3) && !apart;
            if (range && !machine) {
                couldBeAnEnd(full.get(), text.substring(before + 1, at));
            }
            return full.map(Expression.Offset::new);
        }
        Optional<ZoneOffset> hours = numbers(Forms.OFFSET_HOURS, 0);
        if (hours.isPresent() && text.charAt(before) == '-' && !machine) {
            throw Unclear.between("`" + text.substring(before, at) + "` could be a zone or an end. Write "
                    + "`UTC" + text.substring(before, at) + "` for the zone, or the end with its minutes, such as"
                    + " `17:03 to 17:10`.");
        }
        return hours.map(Expression.Offset::new);
    }

    /** `02:03-05:00` is a time in New York, or three hours: asked back unless only the offset makes sense. */
    private void couldBeAnEnd(ZoneOffset offset, String end) {
        LocalTime start = clock.orElseThrow().time();
        LocalTime until = LocalTime.parse(end);
        int minutes = (until.toSecondOfDay() - start.toSecondOfDay()) / 60;
        int long12 = NOON * 60;
        if ((minutes < 0 ? minutes + 2 * long12 : minutes) <= long12) {
            throw Unclear.between("`" + text.strip() + "` could be a time in UTC" + offset + " or last until " + end
                    + ". Write `" + start + " UTC" + offset + "` or `" + start + " to " + end + "`.");
        }
    }

    private Optional<Expression.Zone> named() {
        int before = at;
        Optional<String> name = takes(Forms.NAME).map(Matcher::group);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String letters = name.get().toUpperCase(Locale.ROOT);
        if (!ZoneTable.meanings(letters).isEmpty()) {
            return Optional.of(new Expression.Letters(letters));
        }
        Optional<Expression.Zone> region = ZoneTable.generic(letters)
                .or(() -> ZoneWords.region(name.get()))
                .map(Expression.Region::new);
        if (region.isEmpty()) {
            at = before;
            if (clock.isPresent() && name.get().matches("[A-Z]{2,5}|[A-Za-z_]+/\\S+")) {
                throw new Unclear("`" + name.get() + "` is not a zone I know. Write its offset: `17:03 UTC+2`, "
                        + "or its name: `17:03 Europe/Berlin`.");
            }
        }
        return region;
    }
}
