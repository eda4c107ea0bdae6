package oncall.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StepsHashTest {
    private static final String SMALL = """
            oncall: revert-plan/1
            change: {title: "api 4.13.0", deployed: 2026-11-20T10:00Z}
            owner: dana
            services: [{name: api, from: "4.13.0", to: "4.12.0"}]
            migrations: [{id: "0041", phase: expand, revert: not-needed}, {id: "0042", shipped: later}]
            steps:
              - run: kubectl rollout undo deployment/api
                id: undo
                timeout: 5m
              - "Zähle nach."
            verify:
              - check: [curl, -fsS, "http://api.internal/a \\"b\\""]
                text: Is it well?
                id: well
                expect: {contains: ok}
                hold: 5m
            estimate: 6m
            """;

    private static String hash(String plan) {
        return StepsHash.of(PlanSetting.plan(plan));
    }

    private static String with(String keys) {
        return hash(PlanSetting.with(keys));
    }

    @Test
    void the_canonical_form_is_written_down_byte_for_byte() throws Exception {
        String canonical = """
                oncall-steps/1
                0 service 3:api
                0 migration 4:0041
                \tphase 6:expand
                \trevert 10:not-needed
                0 step 4:undo
                \tkind 3:run
                \ttext 35:kubectl rollout undo deployment/api
                \trun 35:kubectl rollout undo deployment/api
                \ttimeout 3:300
                \texpect 6:exit 0
                0 step 10:z_hle_nach
                \tkind 2:do
                \ttext 12:Zähle nach.
                0 verify 4:well
                \ttext 11:Is it well?
                \tcheck 45:["curl","-fsS","http://api.internal/a \\"b\\""]
                \texpect 23:exit 0, contains ["ok"]
                \thold 3:300
                """;
        assertEquals(canonical, StepsHash.canonical(PlanSetting.plan(SMALL)));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
        assertEquals("1:" + HexFormat.of().formatHex(digest).substring(0, 16), hash(SMALL));
        assertEquals("1:", hash(SMALL).substring(0, 2));
    }

    @Test
    void comments_layout_people_and_paper_change_nothing() {
        String whole = hash(PlanSetting.whole());
        assertEquals(whole, hash(PlanSetting.whole().replaceAll("(?m)^#.*$", "# another word")));
        assertEquals(whole, hash("\n# first\n" + PlanSetting.whole() + "\n# last\n"));
        for (String keys : List.of(
                "owner: noa",
                "# no backup",
                "approver: noa",
                "contact: \"call +1 555 0199\"",
                "estimate: 40m",
                "# no rehearsal",
                "messages: {team: {first: \"other words\"}}",
                "suppress: [{rule: RP101, reason: r, expires: 2027-01-01}]",
                "if-verify-fails: Call ron.",
                "forward-again: Never.",
                "decide-within: 5m",
                "after-no-return: Call ron.",
                "no-return: {at: \"2026-12-01T02:00Z\", why: \"other words\"}",
                "change: {title: \"Another title\", deployed: 2026-11-21T10:00Z, by: noa}",
                "consumers: none",
                "config-needed: [a]",
                "order-reason: other words",
                "pipeline: other",
                "ci: {job: other}",
                "backup-data: {takes: 20m}",
                "new-data: {policy: lose}",
                "cannot-revert: [{who: them}]")) {
            assertEquals(whole, with(keys), keys);
        }
    }

    @Test
    void versions_and_what_is_only_declared_of_a_service_change_nothing() {
        String services = "services: [{name: api, from: \"2\", to: \"1\", environments: [prod]}]";
        String hash = with(services);
        assertEquals(hash, with(services.replace("\"2\", to: \"1\"", "\"3\", to: \"2\"")));
        assertEquals(hash, with(services.replace("]}]", "], reads-new: \"no\", known-good: {where: prod}}]")));
        assertNotEquals(hash, with(services.replace("\"1\"", "none")));
    }

    @Test
    void what_is_done_changes_it_each_time_in_another_way() {
        Set<String> hashes = new HashSet<>();
        hashes.add(hash(SMALL));
        String[][] changes = {
            {"name: api", "name: apis"},
            {"\"4.12.0\"}", "\"4.12.0\", environments: [prod]}"},
            {"\"4.12.0\"}", "\"4.12.0\", revert-after: [ui]}"},
            {"\"4.12.0\"}", "\"4.12.0\", prepare: [undo]}"},
            {"\"4.12.0\"}", "\"4.12.0\", activate: [undo]}"},
            {"to: \"4.12.0\"", "to: none"},
            {"\"4.12.0\"}]", "\"4.12.0\"}, {name: ui, from: \"2\", to: \"1\"}]"},
            {"migrations:", "flags: [{name: f, revert-to: \"off\"}]\nmigrations:"},
            {"migrations:", "parallel: [[api, ui]]\nmigrations:"},
            {"\"0041\"", "\"0043\""},
            {"phase: expand", "phase: migrate"},
            {"revert: not-needed", "revert: down"},
            {"revert: not-needed", "revert: not-needed, down: db/x.sql"},
            {", shipped: later", ""},
            {"migrations:", "no-return: {after-step: undo}\nmigrations:"},
            {"migrations:", "no-return: {after-migration: undo}\nmigrations:"},
            {"migrations:", "hold-deploys: {run: [a]}\nmigrations:"},
            {"migrations:", "hold-deploys: {run: [a], release: [b]}\nmigrations:"},
            {"migrations:", "save-first: [{run: [a]}]\nmigrations:"},
            {"migrations:", "save-first: [{run: [a], timeout: 1m}]\nmigrations:"},
            {"deployment/api", "deployment/ui"},
            {"id: undo", "id: undo2"},
            {"timeout: 5m", "timeout: 6m"},
            {"timeout: 5m", "danger: high\n    target: prod"},
            {"timeout: 5m", "danger: high\n    target: staging"},
            {"timeout: 5m", "text: Undo it"},
            {"timeout: 5m", "service: api"},
            {"timeout: 5m", "where: on the bastion"},
            {"timeout: 5m", "expect: {contains: back}"},
            {"timeout: 5m", "expect: {not-contains: back}"},
            {"timeout: 5m", "expect: {number: {over: 1}}"},
            {"timeout: 5m", "needs: [KUBECONFIG]"},
            {"timeout: 5m", "show: [{command: \"kubectl get pods\"}]"},
            {"Zähle nach.", "Zaehle nach."},
            {"  - \"Zähle nach.\"\n", ""},
            {"-fsS", "-fS"},
            {"Is it well?", "Is it good?"},
            {"contains: ok", "contains: \"OK\""},
            {"hold: 5m", "hold: 6m"},
            {"hold: 5m", "after: 5m"},
            {"hold: 5m", "every: 5m"},
            {"hold: 5m", "give-up: 5m"},
        };
        for (String[] change : changes) {
            assertTrue(SMALL.contains(change[0]), change[0]);
            assertTrue(hashes.add(hash(SMALL.replace(change[0], change[1]))), change[0] + " -> " + change[1]);
        }
    }

    @Test
    void steps_in_brackets_and_decisions_count_with_their_depth() {
        Set<String> hashes = new HashSet<>();
        for (String steps : List.of(
                "[One., Two.]",
                "[Two., One.]",
                "[{group: G, steps: [One., Two.]}]",
                "[{group: G, steps: [One.]}, Two.]",
                "[{decide: d, text: D, options: {a: {text: a, steps: [One., Two.]}, b: {text: b}}}]",
                "[{decide: d, text: D, options: {a: {text: a, steps: [One.]}, b: {text: b, steps: [Two.]}}}]",
                "[{decide: d, text: D, options: {a: {text: a}, b: {text: b, steps: [One., Two.]}}}]",
                "[{decide: d, text: D, options: {a: {text: a, steps: [One.]}, b: {text: b}}}, Two.]",
                "[{do: One., when: {tier: core}}, Two.]",
                "[{do: One., when: {not: {tier: core}}}, Two.]",
                "[{do: One., when: {minutes: {over: 5}}}, Two.]",
                "[{do: One., when: {minutes: {over: 6}}}, Two.]",
                "[{do: One., optional: true}, Two.]",
                "[{verify: One., if-not: end}, Two.]",
                "[{verify: One., if-holds: end}, Two.]",
                "[{call: [imoc], id: one}, Two.]",
                "[{call: [imoc, soc], id: one}, Two.]",
                "[{send: update, to: team, id: one}, Two.]",
                "[{follow: outage, id: one}, Two.]",
                "[{ask: n, type: number, text: One}, Two.]",
                "[{ask: n, type: number, text: One, min: 1}, Two.]")) {
            assertTrue(hashes.add(with("steps: " + steps)), steps);
        }
    }

    @Test
    void words_in_another_layout_are_the_same_words() {
        String plain = with("steps:\n  - do: Turn it off and wait.\n");
        assertEquals(plain, with("steps:\n  - do: >\n      Turn it\n      off and wait.\n"));
        assertEquals(plain, with("steps: [\"Turn it off  and wait.\"]"));
        assertEquals(
                with("steps:\n  - run: echo a\n    timeout: 120s\n"),
                with("steps:\n  - run: |\n      echo a\n    timeout: 2m\n"));
    }

    /** Random words in random places: two plans have one hash only if they do the same. */
    @Test
    void no_two_ways_to_split_words_give_one_form() {
        Random random = new Random(7);
        Set<List<String>> lists = new HashSet<>();
        Set<String> hashes = new HashSet<>();
        for (int i = 0; i < 300; i++) {
            List<String> words = random.ints(1 + random.nextInt(3), 0, WORDS.size())
                    .mapToObj(WORDS::get)
                    .toList();
            if (lists.add(words)) {
                assertTrue(hashes.add(with("steps: [{run: [" + quoted(words) + "], id: one}]")), words.toString());
            }
        }
        assertTrue(lists.size() > 100);
    }

    private static final List<String> WORDS = List.of("a", "b", "ab", "a,b", "a\\\",\\\"b", "1:a", "\\\\", "\\\"", "é");

    private static String quoted(List<String> words) {
        return String.join(", ", words.stream().map(word -> '"' + word + '"').toList());
    }

    @Test
    void a_word_of_another_version_is_not_compared() {
        assertTrue(StepsHash.isReadable(hash(SMALL)));
        for (String word : List.of("", "2:0123456789abcdef", "1:0123456789ABCDEF", "1:0123", "0123456789abcdef")) {
            assertFalse(StepsHash.isReadable(word), word);
        }
    }
}
