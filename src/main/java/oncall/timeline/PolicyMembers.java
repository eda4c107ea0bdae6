package oncall.timeline;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.incident.Policy;
import oncall.timeline.JsonObjectTree.Misshapen;

/** Reads what the team and the books had settled from the member `policy` of an export. */
final class PolicyMembers {
    private PolicyMembers() {}

    static Policy read(JsonObjectTree policy) throws Misshapen {
        return new Policy(
                policy.optional("zone"),
                workdays(policy),
                length(policy, "first_word"),
                policy.optional("effect"),
                all(policy.object("levels"), PolicyMembers::level),
                policy.stringMap("roles"),
                policy.stringMap("audiences"),
                all(policy.object("features"), PolicyMembers::feature),
                all(policy.object("questions"), PolicyMembers::question));
    }

    private interface Reader<T> {
        T read(JsonObjectTree member) throws Misshapen;
    }

    private static <T> Map<String, T> all(JsonObjectTree members, Reader<T> one) throws Misshapen {
        Map<String, T> all = new LinkedHashMap<>();
        for (String id : members.names()) {
            all.put(id, one.read(members.object(id)));
        }
        return all;
    }

    private static Set<DayOfWeek> workdays(JsonObjectTree policy) throws Misshapen {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String word : policy.strings("workdays")) {
            try {
                days.add(DayOfWeek.valueOf(word.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new Misshapen("`" + word + "` is not a day of the week");
            }
        }
        return days;
    }

    private static Optional<Duration> length(JsonObjectTree from, String name) throws Misshapen {
        try {
            return from.optional(name).map(Duration::parse);
        } catch (DateTimeException e) {
            throw new Misshapen("`" + name + "` is not a length of time");
        }
    }

    private static Policy.Level level(JsonObjectTree level) throws Misshapen {
        JsonObjectTree every = level.object("update_every");
        Map<String, Duration> updates = new LinkedHashMap<>();
        for (String audience : every.names()) {
            updates.put(audience, length(every, audience).orElseThrow());
        }
        return new Policy.Level(length(level, "postmortem"), length(level, "revert_within"), updates);
    }

    private static Policy.Feature feature(JsonObjectTree feature) throws Misshapen {
        Optional<BigDecimal> percent;
        try {
            percent = feature.optional("slo_percent").map(BigDecimal::new);
        } catch (NumberFormatException e) {
            throw new Misshapen("`slo_percent` is not a number");
        }
        return new Policy.Feature(
                feature.string("name"),
                feature.string("tier"),
                feature.optional("effect"),
                percent,
                length(feature, "slo_window"),
                feature.has("customers") ? Optional.of(feature.number("customers")) : Optional.empty());
    }

    private static Policy.Question question(JsonObjectTree question) throws Misshapen {
        return new Policy.Question(question.string("text"), question.stringMap("choices"));
    }
}
