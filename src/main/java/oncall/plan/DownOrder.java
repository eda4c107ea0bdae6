package oncall.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * RP055: whether the downs run in the reverse order of the migrations, as far as the steps tell. A step runs a down when it
 * names the down's file or holds its SQL, or names the migration's id in a command that speaks of undoing. A command that
 * undoes all at once names none of them and is left to its tool.
 */
final class DownOrder {
    private static final Pattern UNDOING = Pattern.compile("\\b(down|undo|downgrade|rollback|roll-back|revert)");

    /** A down, and the step and place in it that run it. */
    private record Ran(RevertPlan.Migration migration, Walked step, int place) {
        boolean before(Ran other) {
            return step.index() < other.step.index() || step.index() == other.step.index() && place < other.place;
        }
    }

    private DownOrder() {}

    static void look(Look look) {
        List<RevertPlan.Migration> downs = look.plan().stored().migrations().shipped().stream()
                .filter(each -> each.reverts("down"))
                .toList();
        List<Walked> steps =
                look.sight().walked().stream().filter(Walked::isAct).toList();
        List<Ran> ran = new ArrayList<>();
        List<RevertPlan.Migration> left = new ArrayList<>();
        for (RevertPlan.Migration each : downs) {
            ran(each, steps).ifPresentOrElse(ran::add, () -> left.add(each));
        }
        for (int i = 0; i + 1 < ran.size(); i++) {
            Ran older = ran.get(i);
            Ran newer = ran.get(i + 1);
            if (older.before(newer) && older.step().together(newer.step())) {
                look.bad(
                        older.step().step().at(),
                        "The step `" + older.step().id() + "` undoes "
                                + MigrationRules.name(older.migration()) + " before "
                                + MigrationRules.name(newer.migration()) + ", which ran after it.",
                        "undo the newest first: put the down of `"
                                + newer.migration().id().text() + "` before it");
            }
        }
        if (!ran.isEmpty()) {
            left.forEach(each -> look.report(
                    Rule.Level.WARNING,
                    each.at(),
                    1,
                    "The migration " + MigrationRules.name(each)
                            + " is to be undone by its down, and no step runs that, while steps run others.",
                    "add the step in its place, the newest migration first"));
        }
    }

    private static Optional<Ran> ran(RevertPlan.Migration migration, List<Walked> steps) {
        for (Walked step : steps) {
            Optional<Integer> place = place(migration, step);
            if (place.isPresent()) {
                return Optional.of(new Ran(migration, step, place.get()));
            }
        }
        return Optional.empty();
    }

    /** Where in the words of a step a down is named; empty where it is not. */
    static Optional<Integer> place(RevertPlan.Migration migration, Walked step) {
        Optional<Integer> named = migration.down().map(Written::text).flatMap(step::at);
        return named.isPresent() || !step.says(UNDOING)
                ? named
                : step.at(migration.id().text());
    }
}
