package oncall.walk;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import oncall.incident.Range;
import oncall.runbook.Choice;
import oncall.runbook.Durations;
import oncall.runbook.Team;
import oncall.runbook.Value;

/** Says canonical values in words, for screens and messages. */
public final class AnswerWords {
    private static final DateTimeFormatter CANONICAL = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mmxxx", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_CLOCK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mmxxx", Locale.ROOT);

    private final Team team;

    public AnswerWords(Team team) {
        this.team = team;
    }

    /** A moment as records have it: RFC 3339, UTC, milliseconds. */
    public static String canonical(Instant instant) {
        return CANONICAL.format(instant);
    }

    /** `17:03+02:00`, with the date before it on another day than `now`. */
    public static String clock(Instant instant, Instant now, ZoneId zone) {
        ZonedDateTime local = instant.atZone(zone);
        boolean today = local.toLocalDate().equals(now.atZone(zone).toLocalDate());
        return (today ? CLOCK : DAY_AND_CLOCK).format(local);
    }

    /**
     * The words of an answer: of a choice its words, of a feature its name, of a time the clock time in `zone`, of a
     * range `10 to 20`; free text as it was given. What does not have the form of its type is shown as it is.
     *
     * @param text the words as given
     */
    public String words(Asked asked, Value value, String text, Instant now, ZoneId zone) {
        if (value.isUnknown()) {
            return "don't know";
        }
        return switch (asked.type()) {
            case TEXT -> text;
            case CHOICE, MULTI ->
                value.items().stream().map(id -> choice(asked.choices(), id)).collect(Collectors.joining(", "));
            case FEATURE ->
                Optional.ofNullable(team.features().get(value.single()))
                        .map(Team.Feature::name)
                        .orElse(value.single());
            case CHANGE -> change(asked, value.single(), text);
            case NUMBER -> value.single() + unit(asked);
            case RANGE -> Range.of(value, text).map(Range::words).orElse(value.toString()) + unit(asked);
            case DURATION -> duration(value.single());
            case TIME -> time(value.single(), now, zone);
            case YES_NO, VERSION, URL, NAME -> value.single();
        };
    }

    private static String choice(List<Choice> choices, String id) {
        return choices.stream()
                .filter(choice -> choice.id().equals(id))
                .map(Choice::words)
                .findFirst()
                .orElse(id);
    }

    private static String change(Asked asked, String id, String text) {
        return switch (id) {
            case "none" -> "nothing";
            case "other" -> text;
            default -> id.startsWith("git:") && !text.isBlank() ? text : choice(asked.choices(), id);
        };
    }

    private static String unit(Asked asked) {
        return asked.unit().map(unit -> unit.equals("%") ? unit : " " + unit).orElse("");
    }

    private static String duration(String value) {
        try {
            return Durations.words(Duration.parse(value));
        } catch (DateTimeException e) {
            return value;
        }
    }

    private static String time(String value, Instant now, ZoneId zone) {
        try {
            return clock(Instant.parse(value), now, zone);
        } catch (DateTimeException e) {
            return value;
        }
    }
}
