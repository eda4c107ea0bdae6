package oncall.document;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import oncall.incident.Policy;

/** Writes what the team and the books had settled into an export, so that a reader of it can write the same documents. */
final class PolicyJson {
    private PolicyJson() {}

    static Json of(Policy policy) {
        Json json = Json.object().put("zone", policy.zone());
        json.strings(
                "workdays",
                policy.workdays().stream()
                        .map(DayOfWeek::name)
                        .map(day -> day.toLowerCase(Locale.ROOT))
                        .toList());
        json.put("first_word", policy.firstWord().map(Duration::toString)).put("effect", policy.effect());
        return json.put("levels", all(policy.levels(), PolicyJson::level))
                .strings("roles", policy.roles())
                .strings("audiences", policy.audiences())
                .put("features", all(policy.features(), PolicyJson::feature))
                .put("questions", all(policy.questions(), PolicyJson::question));
    }

    private static <T> Json all(Map<String, T> members, Function<T, Json> one) {
        Json json = Json.object();
        members.forEach((id, member) -> json.put(id, one.apply(member)));
        return json;
    }

    private static Json level(Policy.Level level) {
        Json every = Json.object();
        level.updateEvery().forEach((audience, length) -> every.put(audience, length.toString()));
        return Json.object()
                .put("postmortem", level.postmortem().map(Duration::toString))
                .put("revert_within", level.revertWithin().map(Duration::toString))
                .put("update_every", every);
    }

    private static Json feature(Policy.Feature feature) {
        Json json = Json.object()
                .put("name", feature.name())
                .put("tier", feature.tier())
                .put("effect", feature.effect())
                .put("slo_percent", feature.percent().map(percent -> percent.toPlainString()))
                .put("slo_window", feature.window().map(Duration::toString));
        feature.customers().ifPresent(customers -> json.put("customers", customers));
        return json;
    }

    private static Json question(Policy.Question question) {
        Json json = Json.object().put("text", question.text());
        return question.choices().isEmpty() ? json : json.strings("choices", question.choices());
    }
}
