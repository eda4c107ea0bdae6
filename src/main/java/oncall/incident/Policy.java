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
import oncall.runbook.Value;

/**
 * What the recorded copies of the team file and of the books say about an incident, as far as a document about it needs them:
 * the names of things, and what was promised by day. An export carries it, so that who reads the export sees what the
 * incident's own machine sees.
 *
 * @param zone of local hours and business days, where the team names one
 * @param workdays days the team works; empty where it does not say
 * @param firstWord when the first word to the team is due after the opening
 * @param levels by id, highest first
 * @param roles names by id
 * @param audiences names by id
 * @param feature the part that was hit, where it stands in the catalogue
 * @param questions by the key of the step
 */
public record Policy(
        Optional<String> zone,
        Set<DayOfWeek> workdays,
        Optional<Duration> firstWord,
        Map<String, Level> levels,
        Map<String, String> roles,
        Map<String, String> audiences,
        Optional<Feature> feature,
        Map<String, Question> questions) {
    /** Nothing is known: there is no readable copy. */
    public static final Policy NONE = new Policy(
            Optional.empty(), Set.of(), Optional.empty(), Map.of(), Map.of(), Map.of(), Optional.empty(), Map.of());

    public Policy {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        days.addAll(workdays);
        workdays = Collections.unmodifiableSet(days);
        levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
        audiences = Collections.unmodifiableMap(new LinkedHashMap<>(audiences));
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
     * The part that was hit.
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
        return Optional.ofNullable(questions.get(key))
                .map(Question::text)
                .orElseGet(() -> key.substring(key.lastIndexOf('/') + 1).replace('_', ' '));
    }

    /** A value of a step in the words of its choice. */
    public String says(String key, String value) {
        return Optional.ofNullable(questions.get(key))
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
