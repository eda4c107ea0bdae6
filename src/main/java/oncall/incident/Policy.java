package oncall.incident;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import oncall.runbook.Value;

/**
 * What the recorded copies of the team file and of the books say about an incident, as far as a document about it needs them:
 * the names of things, and what was promised by day. An export carries it, so that who reads the export sees what the
 * incident's own machine sees.
 *
 * @param zone of local hours and business days, where the team names one
 * @param workdays days the team works; empty where it does not say
 * @param firstWord when the first word to the team is due after the opening
 * @param effect what customers notice of what the book is about
 * @param levels by id, highest first
 * @param roles names by id
 * @param audiences names by id
 * @param features the catalogue by id
 * @param questions by the key of the step
 */
public record Policy(
        Optional<String> zone,
        Set<DayOfWeek> workdays,
        Optional<Duration> firstWord,
        Optional<String> effect,
        Map<String, Level> levels,
        Map<String, String> roles,
        Map<String, String> audiences,
        Map<String, Feature> features,
        Map<String, Question> questions) {
    private static final Pattern AGAIN = Pattern.compile("@\\d+/");

    /** Nothing is known: there is no readable copy. */
    public static final Policy NONE = new Policy(
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of());

    public Policy {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        days.addAll(workdays);
        workdays = Collections.unmodifiableSet(days);
        levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
        audiences = Collections.unmodifiableMap(new LinkedHashMap<>(audiences));
        features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
        questions = Collections.unmodifiableMap(new TreeMap<>(questions));
    }

    /**
     * What a level asks for.
     *
     * @param postmortem after how many days it is held, business days counted; empty where none is asked for
     * @param revertWithin when a revert or a reason not to is due, after the opening
     * @param updateEvery audience to how often it hears
     */
    public record Level(
            Optional<Duration> postmortem, Optional<Duration> revertWithin, Map<String, Duration> updateEvery) {
        public Level {
            updateEvery = Collections.unmodifiableMap(new LinkedHashMap<>(updateEvery));
        }
    }

    /**
     * A part of the product.
     *
     * @param effect what customers notice
     * @param percent of requests promised to succeed, over `window`
     * @param customers how many use it
     */
    public record Feature(
            String name,
            String tier,
            Optional<String> effect,
            Optional<BigDecimal> percent,
            Optional<Duration> window,
            Optional<Long> customers) {}

    /** A question as it was asked, and the words of its choices by id. */
    public record Question(String text, Map<String, String> choices) {
        public Question {
            choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
        }
    }

    /** The question of a step; its key in words where no copy of the book tells. */
    public String asks(String key) {
        return question(key)
                .map(Question::text)
                .filter(text -> !text.isBlank())
                .orElseGet(() -> key.substring(key.lastIndexOf('/') + 1).replace('_', ' '));
    }

    /** By its key, also where the book was followed again (`book@2/step`), or by its name in a followed book. */
    private Optional<Question> question(String key) {
        String once = AGAIN.matcher(key).replaceAll("/");
        return Optional.ofNullable(questions.get(once))
                .or(() -> Optional.ofNullable(questions.get(once.substring(once.lastIndexOf('/') + 1))));
    }

    /** A value of a step in the words of its choice. */
    public String says(String key, String value) {
        return question(key)
                .map(question -> question.choices().get(value))
                .orElseGet(() -> value.equals("unknown") ? "don't know" : value);
    }

    /** An answer in words; free text as it was given. */
    public String says(String key, Optional<Value> value, String text) {
        if (value.isEmpty() || value.get().items().isEmpty()) {
            return text;
        }
        return String.join(
                ", ", value.get().items().stream().map(item -> says(key, item)).toList());
    }

    /** A role's name. */
    public String role(String id) {
        return roles.getOrDefault(id, id);
    }

    /** An audience's name. */
    public String audience(String id) {
        return audiences.getOrDefault(id, id);
    }
}
