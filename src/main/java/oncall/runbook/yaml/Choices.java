package oncall.runbook.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import oncall.runbook.Choice;
import oncall.runbook.EngineNames;
import oncall.runbook.FactType;
import oncall.runbook.StepIds;

/** Reads what can be chosen: the choices of a question, and the ids of the options of a decision. */
final class Choices {
    /** Longest words of one choice. */
    static final int LONGEST_WORDS = 60;

    private static final int MOST = 9;
    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");

    private final Problems problems;

    Choices(Problems problems) {
        this.problems = problems;
    }

    /** The choices of a question; none for a type that has none of its own. */
    List<Choice> read(Fields fields, FactType type) {
        boolean wanted = type == FactType.CHOICE || type == FactType.MULTI;
        if (!fields.has("choices")) {
            if (wanted) {
                problems.format(
                        "missing-key",
                        fields.keyAt("type"),
                        "A question of type `" + type.word() + "` needs `choices`.",
                        "add `choices: {one_id: its words}`");
            }
            return List.of();
        }
        if (!wanted) {
            problems.meaning(
                    "choices-without-choice",
                    fields.keyAt("choices"),
                    "A question of type `" + type.word() + "` has no choices of its own.",
                    "delete `choices`, or write `type: choice`");
        }
        Optional<Fields> map = fields.fields("choices");
        if (map.isEmpty()) {
            return List.of();
        }
        List<Choice> choices = new ArrayList<>();
        for (String id : map.get().names()) {
            checkId(id, map.get().keyAt(id));
            map.get().text(id).ifPresent(words -> choices.add(new Choice(id, words.line("A choice", LONGEST_WORDS))));
        }
        howMany(map.get(), "choices");
        return choices;
    }

    /** Reports none, or more than there are keys for. */
    void howMany(Fields map, String what) {
        if (map.names().size() > MOST) {
            problems.meaning(
                    "too-many-choices",
                    map.at(),
                    map.names().size() + " " + what + " are more than the " + MOST + " keys there are.",
                    "ask in two steps, or put the rare ones under one `other`");
        } else if (map.names().isEmpty() && map.first().isEmpty()) {
            problems.format(
                    "no-choices", map.at(), "There is nothing to choose from.", "write at least one id and its words");
        }
    }

    /** Reports an id that no choice may have. */
    void checkId(String id, Spot at) {
        if (EngineNames.NOT_CHOICES.contains(id.toLowerCase(Locale.ROOT))) {
            String remedy = id.equals("unknown")
                    ? "delete it: \"don't know\" is always offered"
                    : "use a word that says what is chosen, such as `is_" + id.toLowerCase(Locale.ROOT) + "`";
            problems.meaning("reserved-choice", at, "`" + id + "` cannot be the id of a choice.", remedy);
        } else if (!ID.matcher(id).matches()) {
            problems.format(
                    "bad-id",
                    at,
                    "`" + StepReader.shown(id) + "` cannot be the id of a choice.",
                    "write letters, digits and `_`, a letter first: `" + StepIds.fromText(id) + "`");
        }
    }
}
