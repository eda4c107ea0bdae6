package oncall.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlanDiffTest {
    private static List<PlanDiff.Difference> diff(String before, String after) {
        return PlanDiff.of(PlanSetting.plan(PlanSetting.with(before)), PlanSetting.plan(PlanSetting.with(after)));
    }

    /** `WAY kind name [behind]: key before -> after`. */
    private static List<String> told(String before, String after) {
        List<String> told = new ArrayList<>();
        for (PlanDiff.Difference each : diff(before, after)) {
            List<String> fields = each.fields().stream()
                    .map(field -> field.key() + " " + field.before().orElse("-") + " -> "
                            + field.after().orElse("-"))
                    .toList();
            told.add((each.rehearsed() ? "" : "aside ") + each.way() + " "
                    + each.part().kind().word() + " "
                    + each.part().name()
                    + each.follows().map(name -> " behind " + name).orElse("")
                    + (fields.isEmpty() ? "" : ": " + String.join(", ", fields)));
        }
        return told;
    }

    private static String steps(String... words) {
        StringBuilder keys = new StringBuilder("steps:\n");
        for (String word : words) {
            keys.append("  - {do: \"Do ")
                    .append(word)
                    .append(".\", id: ")
                    .append(word)
                    .append("}\n");
        }
        return keys.toString();
    }

    @Test
    void the_same_plan_has_no_difference() {
        assertEquals(List.of(), told("owner: dana", "owner: noa\nestimate: 13m"));
    }

    @Test
    void steps_come_go_move_and_change() {
        String before = steps("one", "two", "three", "four");
        assertEquals(List.of("NEW step five behind two"), told(before, steps("one", "two", "five", "three", "four")));
        assertEquals(List.of("GONE step two"), told(before, steps("one", "three", "four")));
        assertEquals(List.of("MOVED step four"), told(before, steps("four", "one", "two", "three")));
        assertEquals(List.of("MOVED step one behind three"), told(before, steps("two", "three", "one", "four")));
        assertEquals(
                List.of("CHANGED step two: text Do two. -> Do more."),
                told(before, before.replace("Do two", "Do more")));
    }

    @Test
    void a_step_that_was_named_by_its_words_is_the_one_in_its_place() {
        String before = "steps:\n  - run: ./bin/undo ui\n    timeout: 1m\n  - run: ./bin/undo api\n";
        assertEquals(
                List.of("CHANGED step bin_undo_web: id bin_undo_ui -> bin_undo_web,"
                        + " text ./bin/undo ui -> ./bin/undo web, run ./bin/undo ui -> ./bin/undo web"),
                told(before, before.replace("undo ui", "undo web")));
        assertEquals(
                List.of("NEW step wait", "GONE step bin_undo_ui"),
                told(before, before.replace("run: ./bin/undo ui\n    timeout: 1m", "do: Wait.")),
                "another kind of step is another step");
    }

    @Test
    void what_stands_inside_a_bracket_moves_with_its_depth() {
        assertEquals(
                List.of("NEW step then behind one", "MOVED step two behind then"),
                told(
                        steps("one", "two"),
                        "steps:\n  - {do: \"Do one.\", id: one}\n  - {group: Then, id: then, steps: [{do: \"Do two.\", id: two}]}\n"));
    }

    @Test
    void services_flags_migrations_and_checks_go_by_their_names() {
        String before = """
                services: [{name: api, from: "2", to: "1"}, {name: ui, from: "2", to: "1"}]
                flags: [{name: f, revert-to: "off"}]
                migrations: [{id: "1", revert: not-needed}]
                no-return: none
                verify: [{check: [./bin/x], text: "Well?", id: well, expect: {contains: ok}, hold: 5m, covers: trigger}]
                """;
        assertEquals(
                List.of("NEW service web behind api", "GONE service ui"),
                told(before, before.replace("name: ui", "name: web")));
        assertEquals(
                List.of("CHANGED service ui: revert-after - -> [\"api\"]"),
                told(before, before.replace("name: ui,", "name: ui, revert-after: [api],")));
        assertEquals(
                List.of("aside CHANGED service api: from 2 -> 3", "aside CHANGED service ui: from 2 -> 3"),
                told(before, before.replace("from: \"2\"", "from: \"3\"")));
        assertEquals(List.of("CHANGED flag f: revert-to off -> on"), told(before, before.replace("\"off\"", "\"on\"")));
        assertEquals(
                List.of("CHANGED migration 1: revert not-needed -> lossy"),
                told(before, before.replace("not-needed", "lossy")));
        assertEquals(
                List.of("CHANGED no-return : point none -> at, what - -> dawn"),
                told(before, before.replace("no-return: none", "no-return: {at: dawn}")));
        assertEquals(
                List.of("CHANGED verify well: hold 300 -> 60"), told(before, before.replace("hold: 5m", "hold: 1m")));
        assertEquals(
                List.of("aside CHANGED verify well: covers trigger -> journey"),
                told(before, before.replace("trigger", "journey")));
        assertEquals(
                List.of("CHANGED hold-deploys : release - -> [\"b\"]"),
                told("hold-deploys: {run: [a]}", "hold-deploys: {run: [a], release: [b]}"));
    }

    /** Random plans: the hash is another exactly where a difference is told that a rehearsal would notice. */
    @Test
    void the_hash_and_the_differences_agree() {
        Random random = new Random(11);
        int different = 0;
        for (int i = 0; i < 300; i++) {
            String before = random(random);
            String after = random.nextInt(3) == 0 ? before : random(random);
            RevertPlan old = PlanSetting.plan(PlanSetting.with(before));
            RevertPlan now = PlanSetting.plan(PlanSetting.with(after));
            boolean told = PlanDiff.of(old, now).stream().anyMatch(PlanDiff.Difference::rehearsed);
            assertEquals(!StepsHash.of(old).equals(StepsHash.of(now)), told, before + "\n->\n" + after);
            different += told ? 1 : 0;
        }
        assertTrue(different > 100 && different < 290, different + " of 300");
    }

    private static String random(Random random) {
        List<String> words = new ArrayList<>(List.of("one", "two", "three"));
        Collections.shuffle(words, random);
        String steps = steps(words.subList(0, 1 + random.nextInt(3)).toArray(String[]::new));
        return (random.nextBoolean() ? steps : steps.replace("Do one", "Do it"))
                + (random.nextBoolean() ? "migrations: none\n" : "migrations: [{id: \"1\"}]\n")
                + "services: [{name: api, from: \"" + random.nextInt(3) + "\", to: \"9\"}]\n"
                + "estimate: " + (1 + random.nextInt(9)) + "m\n";
    }
}
