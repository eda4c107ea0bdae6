package oncall.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.runbook.TimeReader.AskBack;
import oncall.runbook.TimeReader.Day;
import oncall.runbook.TimeReader.Given;
import oncall.runbook.TimeReader.Moment;
import oncall.runbook.TimeReader.Precision;
import oncall.runbook.TimeReader.Read;
import oncall.runbook.TimeReader.Reading;

/** One reading, from the words to the moment. */
final class Reader {
    /** Longer than any time; what is longer is not looked at. */
    static final int LONGEST = 100;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HALF_DAY = Duration.ofHours(12);
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mmxxx", Locale.ROOT);
    private static final Pattern AGO =
            Pattern.compile("(?:" + Forms.ABOUT.pattern() + ")?\\s*(.*?)\\s+ago", Pattern.CASE_INSENSITIVE);
    private static final Pattern IN = Pattern.compile("in\\s+(.*)", Pattern.CASE_INSENSITIVE);

    private final String written;
    private final String words;
    private final Moment moment;

    Reader(String written, Moment moment) {
        if (written.length() > LONGEST) {
            throw Unclear.unreadable(written);
        }
        this.written = written.strip();
        this.words = plain(written).strip();
        this.moment = moment;
    }

    /** Spaces and dashes of all kinds as the plain ones; a long dash stands between two times and never before an offset. */
    static String plain(String written) {
        return written.replaceAll("[\\u00a0\\u2007\\u2009\\u202f\\t]", " ")
                .replaceAll("\\s*[\\u2013\\u2014]\\s*", " - ")
                .replaceAll("[\\u2010\\u2011\\u2212]", "-");
    }

    /** Whether words name a moment by its distance from now. */
    static boolean isDistance(String words) {
        Matcher ago = AGO.matcher(words);
        return words.equalsIgnoreCase("now")
                || ago.matches() && Ago.parse(ago.group(1)).isPresent();
    }

    // ---- behind

    /** The time, which lies behind now. */
    Reading behind() {
        if (words.equalsIgnoreCase("now") || words.equalsIgnoreCase("just now")) {
            return read(
                    moment.now(),
                    Precision.EXACT,
                    Optional.empty(),
                    moment.zone().getId(),
                    List.of());
        }
        Matcher ago = AGO.matcher(words);
        if (ago.matches()) {
            return ago(Ago.parse(ago.group(1)).orElseThrow(() -> Unclear.unreadable(words)), ago.start(1) > 0);
        }
        if (Ago.parse(words).isPresent()) {
            throw new Unclear(
                    Unclear.quoted(words) + " is how long, not when. Write " + Unclear.quoted(words + " ago") + ".");
        }
        Span span = Span.parse(words);
        return span.end().isPresent() ? range(span.start(), span.end().get()) : single(span.start());
    }

    private Reading ago(Ago ago, boolean about) {
        Instant at = moment.now().minus(ago.span());
        if (at.isBefore(Instant.EPOCH)) {
            throw Unclear.unreadable(words);
        }
        LocalDate day = LocalDate.ofInstant(at, moment.zone());
        moment.on().filter(on -> !on.equals(day)).ifPresent(on -> {
            throw new Unclear(Unclear.quoted(written) + " is on " + day + ", and the day was given as " + on
                    + ". Write one of them.");
        });
        if (ago.days()) {
            Instant start = day.atStartOfDay(moment.zone()).toInstant();
            Instant end = day.plusDays(1).atStartOfDay(moment.zone()).toInstant();
            return checked(
                    read(start, Precision.DAY, Optional.empty(), moment.zone().getId(), List.of("zone")),
                    end.minusNanos(1));
        }
        Precision precision = about ? Precision.APPROX : ago.precision();
        return checked(read(at, precision, Optional.empty(), moment.zone().getId(), List.of()), at);
    }

    private Reading single(Expression said) {
        Placing.Placed placed = new Placing(written, said, moment, false).place();
        return checked(
                read(
                        placed.at(),
                        said.precision(),
                        Optional.empty(),
                        placed.wall().name(),
                        placed.assumed()),
                placed.latest());
    }

    // ---- a range

    private Reading range(Expression start, Expression end) {
        Placing.Placed from;
        Placing.Placed to;
        if (end.dated() && !start.dated() && moment.on().isEmpty()) {
            to = place(end, Optional.empty());
            Placing.Placed sameDay = place(start, Optional.of(to.day()));
            from = sameDay.at().isAfter(to.at())
                    ? place(start, Optional.of(to.day().minusDays(1)))
                    : sameDay;
        } else {
            from = place(start, moment.on());
            to = end.dated() ? place(end, Optional.empty()) : ending(from, start, end);
        }
        if (to.at().isBefore(from.at())) {
            throw new Unclear(Unclear.quoted(written) + " ends before it begins. Write the earlier time first.");
        }
        Set<String> assumed = new LinkedHashSet<>(from.assumed());
        assumed.addAll(to.assumed());
        Precision precision = coarser(start.precision(), end.precision());
        return checked(
                read(from.at(), precision, Optional.of(to.at()), from.wall().name(), List.copyOf(assumed)),
                from.latest());
    }

    private Placing.Placed place(Expression said, Optional<LocalDate> on) {
        Moment then = new Moment(moment.now(), moment.zone(), on, moment.first(), moment.last());
        return new Placing(written, said, then, false).place();
    }

    /** The end of a range without a day of its own: on the day of the start, or after midnight where that is not long. */
    private Placing.Placed ending(Placing.Placed from, Expression start, Expression end) {
        LocalTime begins = start.clock().map(Expression.Clock::time).orElse(LocalTime.MIN);
        boolean overMidnight =
                end.clock().filter(clock -> clock.time().isBefore(begins)).isPresent();
        if (!overMidnight) {
            return place(end, Optional.of(from.day()));
        }
        Duration length =
                Duration.between(begins, end.clock().orElseThrow().time()).plus(DAY);
        if (length.compareTo(HALF_DAY) > 0) {
            throw new Unclear(Unclear.quoted(written) + " ends before it begins. Write the earlier time first.");
        }
        return place(end, Optional.of(from.day().plusDays(1)));
    }

    private static Precision coarser(Precision one, Precision other) {
        List<Precision> byWidth =
                List.of(Precision.EXACT, Precision.MINUTE, Precision.HOUR, Precision.DAY, Precision.APPROX);
        return byWidth.indexOf(one) > byWidth.indexOf(other) ? one : other;
    }

    // ---- ahead

    /** The time, which lies ahead of now. */
    Reading ahead() {
        Matcher in = IN.matcher(words);
        Optional<Ago> span = Ago.parse(in.matches() ? in.group(1) : words);
        if (span.filter(each -> each.span().isZero()).isPresent()) {
            throw new Unclear(Unclear.quoted(written) + " is now. Write a later time, such as `09:00`.");
        }
        if (span.isPresent() && !span.get().days()) {
            Instant at = moment.now().plus(span.get().span());
            return read(
                    at, span.get().precision(), Optional.empty(), moment.zone().getId(), List.of());
        }
        Span whole = Span.parse(words);
        if (whole.end().isPresent()) {
            throw new Unclear(Unclear.quoted(written) + " is a span. Write one time, such as `09:00`.");
        }
        Placing.Placed placed = new Placing(written, whole.start(), moment, true).place();
        return read(
                placed.at(),
                whole.start().precision(),
                Optional.empty(),
                placed.wall().name(),
                placed.assumed());
    }

    // ---- a day

    /** The day. */
    Day day() {
        Matcher ago = AGO.matcher(words);
        Optional<Ago> days = ago.matches() ? Ago.parse(ago.group(1)).filter(Ago::days) : Optional.empty();
        if (days.isPresent()) {
            return new Day(LocalDate.ofInstant(moment.now().minus(days.get().span()), moment.zone()), List.of());
        }
        Expression said = Scanner.scan(words);
        if (said.clock().isPresent() || said.zone().isPresent()) {
            throw new Unclear(
                    Unclear.quoted(written) + " is more than a day. Write the day alone, such as `2018-11-12`,"
                            + " and the time where the time goes.");
        }
        Placing.Placed placed = new Placing(written, said, moment, false).place();
        List<String> assumed = new ArrayList<>(placed.assumed());
        assumed.remove("zone");
        return new Day(placed.day(), assumed);
    }

    // ---- both

    private Read read(Instant at, Precision precision, Optional<Instant> until, String zone, List<String> assumed) {
        return new Read(at, new Given(written, precision, until, zone, assumed));
    }

    /** A moment long before the incident is asked back once, unless its day was given on purpose. */
    private Reading checked(Read read, Instant latest) {
        Optional<Instant> first = moment.first().filter(begins -> latest.isBefore(begins.minus(DAY)));
        if (first.isEmpty() || moment.on().isPresent()) {
            return read;
        }
        long days = Duration.between(latest, first.get()).toDays();
        return new AskBack(
                Unclear.quoted(written) + " is " + days + (days == 1 ? " day" : " days")
                        + " before anything else on record here, which begins "
                        + SHOWN.format(first.get().atZone(moment.zone())) + ".",
                Optional.of(read));
    }
}
