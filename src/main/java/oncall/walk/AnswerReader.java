package oncall.walk;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.incident.Range;
import oncall.runbook.Choice;
import oncall.runbook.Team;
import oncall.runbook.TimeReader;
import oncall.runbook.Value;

/** Reads typed words as an answer in canonical form, or says in one sentence what to write instead. */
public final class AnswerReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._][A-Za-z0-9._-]{0,252}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._+:@/][A-Za-z0-9._+:@/-]{0,252}");
    private static final Pattern URL = Pattern.compile("https?://[^\\s\\p{Cc}\\p{Cf}\"'`]{1,2000}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(?:\\.\\d{1,6})?");
    private static final Pattern SPAN = Pattern.compile(
            "(?:[ ,]|and)*(\\d{1,6}) ?(days?|d|hours?|h|minutes?|mins?|m|seconds?|secs?|s)", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMIT = Pattern.compile("git:[^\\s@]{1,100}@[0-9a-f]{40}");
    private static final String A_NAME = "a name: letters, digits and `. _ -`, no space, not starting with `-`";
    private static final String A_RANGE = "write `14`, `10-20` (the smaller first) or `14 of 230`.";
    private static final String A_VERSION = "a version: letters, digits and `. _ - + : @ /`, no space";
    private static final List<Choice> YES_NO = List.of(new Choice("yes", "yes"), new Choice("no", "no"));
    private static final int LISTED = 9;

    private final Team team;
    private final TimeReader times;

    public AnswerReader(Team team, TimeReader times) {
        this.team = team;
        this.times = times;
    }

    /** An answer, or why it is none. */
    public sealed interface Reading {}

    /**
     * An answer.
     *
     * @param value canonical; an empty list for free text, which has no value on record
     * @param text the words as given; of free text every space counts, of all else the ends are stripped
     * @param given for a time, how it was read
     */
    public record Read(Value value, String text, Optional<TimeReader.Given> given) implements Reading {}

    /**
     * Not an answer: one sentence says what is wrong and what to write.
     *
     * @param meant what it is when the very same words are written a second time
     */
    public record Refused(String why, Optional<Read> meant) implements Reading {
        public Refused(String why) {
            this(why, Optional.empty());
        }
    }

    /**
     * Reads `typed`. `unknown`, `don't know` and a lone `?` are {@link Value#UNKNOWN}, but text where text is asked.
     *
     * @param now for times; nothing later is accepted
     * @param zone of clock times
     */
    public Reading read(Asked asked, String typed, Instant now, ZoneId zone) {
        return read(asked, typed, TimeReader.Moment.of(now, zone));
    }

    /** Reads `typed`, a time against what the incident has on record. */
    public Reading read(Asked asked, String typed, TimeReader.Moment moment) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return new Refused("Nothing was written: write an answer, or `?` if it is not known.");
        }
        return switch (asked.type()) {
            case TEXT -> new Read(Value.ofList(List.of()), typed, Optional.empty());
            case CHOICE -> known(text, () -> pick(asked.choices(), text, text));
            case FEATURE -> known(text, () -> pick(catalogue(), text, text));
            case YES_NO -> known(text, () -> pick(YES_NO, text, text));
            case MULTI -> known(text, () -> several(asked, text));
            case NUMBER -> known(text, () -> number(asked, text));
            case RANGE -> known(text, () -> range(asked, text));
            case DURATION -> known(text, () -> duration(text));
            case TIME -> known(text, () -> time(text, moment));
            case VERSION -> known(text, () -> form(VERSION, text, A_VERSION));
            case URL -> known(text, () -> url(text));
            case NAME -> known(text, () -> form(NAME, text, A_NAME));
            case CHANGE -> known(text, () -> change(asked, text, typed));
        };
    }

    private static Reading known(String text, Supplier<Reading> reading) {
        String lower = text.toLowerCase(Locale.ROOT).replace('\u2019', '\'');
        boolean unknown = lower.equals("unknown") || lower.equals("?") || lower.equals("don't know");
        return unknown ? new Read(Value.UNKNOWN, text, Optional.empty()) : reading.get();
    }

    private List<Choice> catalogue() {
        return team.features().entrySet().stream()
                .map(entry -> new Choice(entry.getKey(), entry.getValue().name()))
                .toList();
    }

    private static Reading pick(List<Choice> choices, String part, String text) {
        List<Choice> found = matching(choices, part);
        if (found.size() == 1) {
            return read(Value.of(found.get(0).id()), text);
        }
        return new Refused(
                found.isEmpty()
                        ? "`" + part + "` is not one of the choices: write " + listed(choices) + "."
                        : "`" + part + "` could be " + listed(found) + ": write more of it.");
    }

    /** The choices meant: by id, by words, else by a beginning of either; never by less. */
    private static List<Choice> matching(List<Choice> choices, String part) {
        String lower = part.toLowerCase(Locale.ROOT);
        List<Predicate<Choice>> tests = List.of(
                choice -> choice.id().equals(part),
                choice -> choice.id().toLowerCase(Locale.ROOT).equals(lower),
                choice -> choice.words().toLowerCase(Locale.ROOT).equals(lower),
                choice -> choice.id().toLowerCase(Locale.ROOT).startsWith(lower)
                        || choice.words().toLowerCase(Locale.ROOT).startsWith(lower));
        for (Predicate<Choice> test : tests) {
            List<Choice> found = choices.stream().filter(test).toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static String listed(List<Choice> choices) {
        List<String> ids = choices.stream()
                .limit(LISTED)
                .map(choice -> "`" + choice.id() + "`")
                .toList();
        String all = String.join(", ", ids);
        return choices.size() > LISTED ? all + " or one of " + (choices.size() - LISTED) + " more" : all;
    }

    /** Several, by commas, or ids by spaces; in the order of the choices, so that equal answers are equal values. */
    private static Reading several(Asked asked, String text) {
        if (matching(asked.choices(), text).size() == 1) {
            return read(
                    Value.ofList(List.of(matching(asked.choices(), text).get(0).id())), text);
        }
        Set<String> ids = new LinkedHashSet<>();
        for (String part : text.split(text.contains(",") ? "," : "\\s+")) {
            if (part.isBlank()) {
                continue;
            }
            Reading one = pick(asked.choices(), part.strip(), text);
            if (!(one instanceof Read picked)) {
                return one;
            }
            ids.add(picked.value().single());
        }
        if (ids.isEmpty()) {
            return new Refused("Nothing was chosen: write " + listed(asked.choices()) + ", with commas between.");
        }
        return read(
                Value.ofList(asked.choices().stream()
                        .map(Choice::id)
                        .filter(ids::contains)
                        .toList()),
                text);
    }

    private static Reading number(Asked asked, String text) {
        String digits = withoutUnit(asked, text);
        if (!NUMBER.matcher(digits).matches()) {
            return new Refused("`" + text + "` is not a number: write digits, such as `1500` or `2.5`.");
        }
        BigDecimal number = new BigDecimal(digits);
        return outside(asked, number, number)
                .<Reading>map(Refused::new)
                .orElseGet(() -> read(Value.of(plain(number)), text));
    }

    private static Reading range(Asked asked, String text) {
        String ends = text.replace("%", "");
        if (asked.unit().filter("%"::equals).isEmpty()) {
            ends = withoutUnit(asked, text);
        }
        Optional<Range> range = Range.parse(ends.replaceAll("\\s+", " "));
        if (range.isEmpty()) {
            return new Refused("`" + text + "` is not a range: " + A_RANGE);
        }
        return outside(asked, range.get().low(), range.get().high())
                .<Reading>map(Refused::new)
                .orElseGet(() -> read(range.get().value(), text));
    }

    private static String withoutUnit(Asked asked, String text) {
        return asked.unit()
                .filter(unit -> text.toLowerCase(Locale.ROOT).endsWith(unit.toLowerCase(Locale.ROOT)))
                .map(unit -> text.substring(0, text.length() - unit.length()).strip())
                .orElse(text);
    }

    private static Optional<String> outside(Asked asked, BigDecimal low, BigDecimal high) {
        boolean percent = asked.unit().filter("%"::equals).isPresent();
        Optional<BigDecimal> min = asked.min();
        Optional<BigDecimal> max = asked.max().or(() -> percent ? Optional.of(new BigDecimal(100)) : Optional.empty());
        String unit = asked.unit().map(word -> percent ? word : " " + word).orElse("");
        if (min.filter(bound -> low.compareTo(bound) < 0).isPresent()) {
            return Optional.of(plain(low) + " is too small: write " + plain(min.get()) + unit + " or more.");
        }
        if (max.filter(bound -> high.compareTo(bound) > 0).isPresent()) {
            return Optional.of(plain(high) + " is too large: write " + plain(max.get()) + unit + " or less.");
        }
        return Optional.empty();
    }

    private static Reading duration(String text) {
        Optional<Duration> duration = span(text);
        return duration.isPresent()
                ? read(Value.of(duration.get().toString()), text)
                : new Refused("`" + text + "` is not a duration: write `90s`, `20m`, `1h 30m` or `3d`.");
    }

    /** `20m`, `1h 30m`, `90 minutes`, each unit once and the larger first; or the canonical form itself. */
    private static Optional<Duration> span(String text) {
        if (text.matches("PT(?=\\d)(?:\\d{1,8}H)?(?:\\d{1,6}M)?(?:\\d{1,6}S)?")) {
            return Optional.of(Duration.parse(text));
        }
        Matcher part = SPAN.matcher(text);
        Duration total = Duration.ZERO;
        int end = 0;
        int lastUnit = -1;
        while (part.find() && part.start() == end) {
            int unit = "dhms".indexOf(Character.toLowerCase(part.group(2).charAt(0)));
            if (unit <= lastUnit) {
                return Optional.empty();
            }
            long count = Long.parseLong(part.group(1));
            total = total.plus(
                    switch (unit) {
                        case 0 -> Duration.ofDays(count);
                        case 1 -> Duration.ofHours(count);
                        case 2 -> Duration.ofMinutes(count);
                        default -> Duration.ofSeconds(count);
                    });
            lastUnit = unit;
            end = part.end();
        }
        return end == text.length() && end > 0 ? Optional.of(total) : Optional.empty();
    }

    private Reading time(String text, TimeReader.Moment moment) {
        TimeReader.Reading reading = times.read(text, moment);
        if (reading instanceof TimeReader.Read read) {
            return time(text, read);
        }
        TimeReader.AskBack back = (TimeReader.AskBack) reading;
        return new Refused(back.why(), back.meant().map(read -> time(text, read)));
    }

    private static Read time(String text, TimeReader.Read read) {
        return new Read(Value.of(AnswerWords.canonical(read.at())), text, Optional.of(read.given()));
    }

    private static Reading form(Pattern form, String text, String wanted) {
        return form.matcher(text).matches()
                ? read(Value.of(text), text)
                : new Refused("`" + text + "` is not " + wanted + ".");
    }

    private static Reading url(String text) {
        boolean good = URL.matcher(text).matches();
        if (good) {
            try {
                good = new URI(text).getHost() != null;
            } catch (URISyntaxException e) {
                good = false;
            }
        }
        return good
                ? read(Value.of(text), text)
                : new Refused("`" + text + "` is not an address: write it from `https://` on, no spaces or quotes.");
    }

    /** A change by its id or its whole words; `none`; anything else is another change, in words. */
    private static Reading change(Asked asked, String text, String typed) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.equals("none") || lower.equals("nothing")) {
            return read(Value.of("none"), text);
        }
        List<Choice> found = new ArrayList<>();
        for (Choice choice : asked.choices()) {
            if (choice.id().equals(text)
                    || choice.id().equals("plan:" + text)
                    || choice.words().toLowerCase(Locale.ROOT).equals(lower)) {
                found.add(choice);
            }
        }
        if (found.size() == 1) {
            return read(Value.of(found.get(0).id()), text);
        }
        if (found.size() > 1) {
            return new Refused("`" + text + "` could be " + listed(found) + ": write the one meant.");
        }
        if (COMMIT.matcher(text).matches()) {
            return read(Value.of(text), text);
        }
        if (text.startsWith("plan:") || text.startsWith("git:")) {
            return new Refused("`" + text + "` is not among the changes offered: " + choicesOrWords(asked) + ".");
        }
        if (lower.equals("other")) {
            return new Refused("Write in a few words what changed.");
        }
        return read(Value.of("other"), typed);
    }

    private static String choicesOrWords(Asked asked) {
        return asked.choices().isEmpty()
                ? "write in words what changed"
                : "write " + listed(asked.choices()) + ", or in words what changed";
    }

    private static Reading read(Value value, String text) {
        return new Read(value, text, Optional.empty());
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
