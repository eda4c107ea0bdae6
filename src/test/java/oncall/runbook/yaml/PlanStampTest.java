package oncall.runbook.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import oncall.plan.RevertPlan;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A rehearsal written into a plan: what stood there stays as it was, to the byte. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PlanStampTest {
    private static final String BEGIN = """
            # how to undo the api
            oncall: revert-plan/1
            change: {title: "api 4.13.0", deployed: 2018-11-11T10:00Z}   # by hand
            owner: dana
            services: [{name: api, from: "4.13.0", to: "4.12.0"}]
            migrations: none
            steps:
              # one step
              - run: kubectl rollout undo deployment/api
                timeout: 5m
            verify:
              - check: curl -fsS http://api.internal/health
            """;

    private static Map<String, String> rehearsal() {
        Map<String, String> rehearsal = new LinkedHashMap<>();
        rehearsal.put("date", "2018-11-12");
        rehearsal.put("env", "staging");
        rehearsal.put("by", PlanStamp.word("eli \"the\" tester"));
        rehearsal.put("took", "11m");
        rehearsal.put("result", "pass");
        rehearsal.put("steps-hash", "\"1:0123456789abcdef\"");
        rehearsal.put("evidence", "\"20181112-1703-practice\"");
        return rehearsal;
    }

    private static String written(String text) {
        return PlanStamp.write(text, rehearsal()).orElseThrow(() -> new AssertionError(text));
    }

    private static RevertPlan plan(String text) {
        YamlFile file = YamlFile.read(text.getBytes(StandardCharsets.UTF_8), "api.yaml", "/plans", false);
        return PlanReader.read(file, "api")
                .orElseThrow(() -> new AssertionError(file.problems().inOrder() + "\n" + text));
    }

    private static void isThere(String text) {
        RevertPlan.Rehearsal there = plan(text).paper().rehearsal().orElseThrow();
        assertEquals("2018-11-12", there.date().written().text());
        assertEquals(Optional.of("staging"), there.env().map(Object::toString));
        assertEquals(Optional.of("eli \"the\" tester"), there.by().map(Object::toString));
        assertEquals(11, there.took().orElseThrow().length().toMinutes());
        assertEquals(Optional.of("pass"), there.result().map(Object::toString));
        assertEquals(Optional.of("1:0123456789abcdef"), there.stepsHash().map(Object::toString));
        assertEquals(Optional.of("20181112-1703-practice"), there.evidence().map(Object::toString));
    }

    @Test
    void where_there_was_none_it_stands_behind_the_estimate() {
        String text = BEGIN + "estimate: 6m   # measured\nsuppress: []\n";
        String after = written(text);
        assertEquals(BEGIN + """
                estimate: 6m   # measured
                rehearsal:
                  date: 2018-11-12
                  env: staging
                  by: "eli \\"the\\" tester"
                  took: 11m
                  result: pass
                  steps-hash: "1:0123456789abcdef"
                  evidence: "20181112-1703-practice"
                suppress: []
                """, after);
        isThere(after);
    }

    @Test
    void values_are_replaced_where_they_stand_and_comments_stay() {
        String text = BEGIN + """
                rehearsal: {date: 2018-01-01,   # the first one
                            took: "9m", env: 'test', # not prod
                            result: fail}  # see above
                estimate: 6m
                """;
        String after = written(text);
        assertEquals(BEGIN + """
                rehearsal: {date: 2018-11-12,   # the first one
                            took: 11m, env: staging, # not prod
                            result: pass, by: "eli \\"the\\" tester", steps-hash: "1:0123456789abcdef", evidence: "20181112-1703-practice"}  # see above
                estimate: 6m
                """, after);
        isThere(after);
    }

    @Test
    void in_a_block_missing_keys_come_behind_the_last_one() {
        String text = BEGIN + "rehearsal:\n    # with omer\n    date: 2018-01-01  # a Monday\n\n    env: 'a b'\n"
                + "\n# how long\nestimate: 6m\n";
        String after = written(text);
        assertTrue(
                after.contains("rehearsal:\n    # with omer\n    date: 2018-11-12  # a Monday\n\n    env: staging\n"
                        + "    by: "),
                after);
        assertTrue(after.endsWith("practice\"\n\n# how long\nestimate: 6m\n"), after);
        isThere(after);
    }

    @Test
    void what_cannot_be_done_without_touching_more_is_left_to_a_person() {
        assertTrue(PlanStamp.write("{oncall: revert-plan/1}\n", rehearsal()).isEmpty(), "one map in braces");
        assertTrue(
                PlanStamp.write(BEGIN + "estimate: |\n  6m\n...\n", rehearsal()).isEmpty(), "an end mark");
        assertTrue(PlanStamp.write(BEGIN + "rehearsal: &a {date: 2018-01-01}\nx: *a\n", rehearsal())
                .isEmpty());
        assertTrue(PlanStamp.write(BEGIN + "rehearsal: often\n", rehearsal()).isEmpty());
        assertTrue(PlanStamp.write(BEGIN + "rehearsal:\n  date: >\n    2018-01-01\n", rehearsal())
                .isEmpty());
        assertTrue(PlanStamp.write("a: [\n", rehearsal()).isEmpty());
    }

    /** Layouts put together at random: whatever they are, all that is not the rehearsal is the same afterwards. */
    @Test
    void many_layouts() {
        Random random = new Random(20181112);
        int inPlace = 0;
        for (int i = 0; i < 3000; i++) {
            String text = layout(random);
            Optional<String> after = PlanStamp.write(text, rehearsal());
            assertTrue(after.isPresent(), text);
            isThere(after.get());
            String without = text.replace("REHEARSED", "");
            assertEquals(comments(without), comments(after.get()), () -> text + "\n---\n" + after.get());
            assertEquals(text.contains("\r\n"), after.get().contains("\r\n"));
            assertFalse(after.get().replace("\r\n", "").contains("\r"), "line ends are not mixed");
            assertEquals(
                    !text.contains("\r\n"), after.get().replace("\r\n", "").contains("\n"), "nor the other way round");
            inPlace += after.get().length() > text.length() + 150 ? 0 : 1;
            String again = written(after.get());
            assertEquals(after.get(), again, "written once more it is the same");
        }
        assertTrue(inPlace > 100, "values replaced in place: " + inPlace);
    }

    private static List<String> comments(String text) {
        List<String> comments = new ArrayList<>();
        text.lines()
                .filter(line -> line.contains("#"))
                .forEach(line -> comments.add(line.substring(line.indexOf('#')).stripTrailing()));
        return comments;
    }

    private static String layout(Random random) {
        List<String> blocks = new ArrayList<>();
        blocks.add(one(random, "estimate: 6m", "estimate: 6m  ", "estimate: \"6m\" # long", "'estimate':   6m"));
        blocks.add(one(
                random,
                "",
                "backup: eli",
                "# a \u05d4\u05e2\u05e8\u05d4 \ud83d\udd25",
                "forward-again: |\n  Deploy.\n\n  Then look."));
        String old = rehearsed(random);
        if (!old.isEmpty()) {
            blocks.add(old);
        }
        java.util.Collections.shuffle(blocks, random);
        StringBuilder text = new StringBuilder(BEGIN);
        blocks.forEach(block ->
                text.append(block).append(block.isEmpty() ? "" : "\n").append(one(random, "", "\n", "# between\n")));
        String all = text.toString();
        all = random.nextInt(4) == 0 ? all.stripTrailing() : all;
        all = random.nextInt(3) == 0 ? all.replace("\n", "\r\n") : all;
        return random.nextInt(5) == 0 ? "\uFEFF" + all : all;
    }

    private static String rehearsed(Random random) {
        String date = one(random, "date: 2018-01-01", "'date': \"2018-01-01\"", "date:   2018-01-01");
        List<String> more = new ArrayList<>(List.of(
                "env: staging",
                "by: 'eli, o''brien'",
                "took: 9m",
                "result: fail",
                "\"steps-hash\": \"1:0000000000000000\"",
                "evidence: old"));
        java.util.Collections.shuffle(more, random);
        List<String> keys = new ArrayList<>(more.subList(0, random.nextInt(7)));
        keys.add(random.nextInt(keys.size() + 1), date);
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> "rehearsal: {" + String.join(", ", keys) + "}" + one(random, "", "  # done", "   ");
            case 2 ->
                "rehearsal: { # of this year\n  " + String.join(",   # why\n  ", keys) + one(random, "", ",") + "\n  }";
            default ->
                "rehearsal:" + one(random, "", "   # in a block") + "\n   "
                        + String.join(one(random, "\n   ", "  # so\n   ", "\n\n   # so\n   "), keys);
        };
    }

    private static String one(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }
}
