package oncall.document;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.plan.PlanDiff;
import oncall.plan.PlanOutline;
import oncall.runbook.Durations;

/** What changed in a plan, in words, in the width of a small terminal. */
public final class PlanDiffText {
    private static final int WIDTH = 80;
    /** Keys whose values are whole seconds. */
    private static final Set<String> SPANS = Set.of("timeout", "after", "every", "hold", "give-up", "again");

    private static final Set<String> COMMANDS = Set.of("run", "release", "check");

    private PlanDiffText() {}

    /** Lines ended by line feeds; not yet safe for a terminal: they hold text of plans. Empty where nothing changed. */
    public static String write(List<PlanDiff.Difference> differences) {
        List<String> lines = new ArrayList<>();
        List<PlanDiff.Difference> rehearsed =
                differences.stream().filter(PlanDiff.Difference::rehearsed).toList();
        List<PlanDiff.Difference> others =
                differences.stream().filter(each -> !each.rehearsed()).toList();
        rehearsed.forEach(each -> difference(each, lines));
        if (!others.isEmpty()) {
            lines.add(
                    rehearsed.isEmpty()
                            ? "Nothing of what was rehearsed; only this:"
                            : "And, which no rehearsal tries:");
            others.forEach(each -> difference(each, lines));
        }
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static void difference(PlanDiff.Difference difference, List<String> lines) {
        String name = name(difference.part());
        String behind = difference.follows().map(other -> "behind " + other).orElse("first");
        String what = switch (difference.way()) {
            case NEW -> name + " is new" + place(difference.part(), behind) + ":";
            case GONE -> name + " is gone" + (wasDone(difference.part()).isEmpty() ? "." : "; it was:");
            case MOVED ->
                name + " has moved" + place(difference.part(), behind)
                        + (difference.fields().isEmpty() ? "." : ":");
            case CHANGED -> name + ":";
        };
        lines.addAll(Wrapped.lines("", what, WIDTH));
        switch (difference.way()) {
            case NEW, GONE -> wasDone(difference.part()).forEach((key, value) -> value(key, "  " + key, value, lines));
            case MOVED, CHANGED ->
                difference.fields().stream()
                        .filter(field -> !field.key().equals("text") || !isItsCommand(field, difference.fields()))
                        .forEach(field -> field(field, lines));
        }
    }

    private static String place(PlanOutline.Part part, String behind) {
        return switch (part.kind()) {
            case ORDER, NO_RETURN, HOLD_DEPLOYS, FLAG, MIGRATION, SAVE_FIRST -> "";
            case SERVICE, STEP, OPTION, VERIFY -> ", " + behind;
        };
    }

    private static String name(PlanOutline.Part part) {
        String name = part.name();
        return switch (part.kind()) {
            case ORDER -> "What goes at once";
            case SERVICE -> "Service " + name;
            case FLAG -> "Flag " + name;
            case MIGRATION -> "Migration " + name;
            case NO_RETURN -> "The point of no return";
            case HOLD_DEPLOYS -> "How deploys are held";
            case SAVE_FIRST -> "Saving " + name;
            case STEP -> "Step " + name;
            case OPTION -> "Option " + name;
            case VERIFY -> "Verification " + name;
        };
    }

    /** What a part that came or went does, without what is told by its name. */
    private static Map<String, String> wasDone(PlanOutline.Part part) {
        Map<String, String> all = new java.util.LinkedHashMap<>(part.rehearsed());
        all.remove("kind");
        if (all.containsKey("run") && all.get("run").equals(all.get("text"))) {
            all.remove("text");
        }
        all.remove("expect", "exit 0");
        return all;
    }

    /** A step without words of its own has those of its command, which are told as that. */
    private static boolean isItsCommand(PlanDiff.Field text, List<PlanDiff.Field> fields) {
        return fields.stream()
                .anyMatch(run -> run.key().equals("run")
                        && run.before().equals(text.before())
                        && run.after().equals(text.after()));
    }

    private static void field(PlanDiff.Field field, List<String> lines) {
        String key = field.key();
        if (field.before().isEmpty()) {
            value(key, "  " + key + " is new", field.after().orElse(""), lines);
        } else if (field.after().isEmpty()) {
            value(key, "  " + key + " is gone", field.before().get(), lines);
        } else {
            value(key, "  " + key + " was", field.before().get(), lines);
            value(key, "  " + " ".repeat(key.length()) + " now", field.after().get(), lines);
        }
    }

    /** Prose is broken between words; a command is not. */
    private static void value(String key, String label, String value, List<String> lines) {
        String first = label + "  ";
        if (COMMANDS.contains(key) || value.contains("\n")) {
            List<String> rows = value.lines().toList();
            for (int i = 0; i < rows.size(); i++) {
                lines.add((i == 0 ? first : " ".repeat(first.length())) + rows.get(i));
            }
        } else {
            lines.addAll(Wrapped.lines(first, SPANS.contains(key) ? span(value) : value, WIDTH));
        }
    }

    private static String span(String seconds) {
        return Optional.of(seconds)
                .filter(text -> text.matches("\\d{1,12}"))
                .map(text -> Durations.words(Duration.ofSeconds(Long.parseLong(text))))
                .orElse(seconds);
    }
}
