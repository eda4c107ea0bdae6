package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import oncall.incident.Event;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nobody wrote how to undo the change: it is written on the spot, with the program killed after each answer, and done. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PlanOnTheSpotStory {
    private static final String TEAM = """
            oncall: team/1
            name: The login team
            first-word: 30d
            features: {login: {name: "Logging in", tier: core, services: [login], effect: "logging in fails"}}
            levels: {P1: {coverage: 24x7, update-every: {}, public-post: never, channel: own, pause: always, postmortem: none}}
            priority: [{is: P1, otherwise: true, why: "always"}]
            steps:
              impact: [{ask: feature, type: feature, text: "Which part is hit?"}]
              revert:
                - {ask: change, type: change, text: "What changed before that?"}
                - decide: revert
                  text: Undo it now? The cause can wait.
                  options:
                    now: {text: "undo it now", usual: true, follow: revert-plan}
                    not_yet: {text: "not yet", reason: required, again: 10m}
              mitigate: [{do: "Ease it.", id: ease}]
            """;

    /** Each question with its answer, in order. */
    private static final List<String[]> SIX = List.of(
            new String[] {"Which version was running before?", "2.3.1"},
            new String[] {"What command puts it back?", "roll back \"login\" # to 2.3.1"},
            new String[] {"What command shows that it worked?", "look"},
            new String[] {"Will the old version work with the data as it is now?", "1"},
            new String[] {"About how long does it take?", "6m"},
            new String[] {"How does the new version come back afterwards?", "deploy 2.4: safe"});

    private static final String PLAN = "runbooks/revert-plans/a-new-login.yaml";

    @TempDir
    Path home;

    private Scene scene() {
        Scene scene = new Scene(home);
        scene.file("runbooks/team.yaml", TEAM);
        scene.book("night", "oncall: runbook/1\ntitle: The night\n");
        scene.program("roll", "echo \"$@\" >> " + home.resolve("rolled") + "\n");
        scene.program("look", "test -s " + home.resolve("rolled") + "\n");
        return scene;
    }

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void killed_after_each_of_the_six_answers_and_resumed_the_change_is_undone_by_the_plan_they_make() {
        Scene scene = scene();
        try (Person person = scene.person("start", "night")) {
            person.answers(Map.of(
                            "Which part is hit?", "1",
                            "What changed before that?", "a new login",
                            "Undo it now?", "1"))
                    .until(SIX.get(0)[0]);
            person.pty().kill9();
        }
        for (int i = 0; i < SIX.size(); i++) {
            String next = i + 1 < SIX.size() ? SIX.get(i + 1)[0] : "Offer them from now on?";
            try (Person person = scene.person("resume")) {
                person.until(SIX.get(i)[0]).enters(SIX.get(i)[1]).until(next);
                person.pty().kill9();
            }
        }
        assertEquals(1, scene.count(Event.Evidence.class));
        assertTrue(
                scene.lines(PLAN).contains("  - run: \"roll back \\\"login\\\" # to 2.3.1\""),
                scene.lines(PLAN)::toString);
        try (Person person = scene.person("resume")) {
            person.until("Offer them from now on?")
                    .enters("1")
                    .until("Run it?")
                    .enters("1")
                    .until("Does this hold: look");
            person.pty().kill9();
        }
        assertEquals(List.of("back login"), scene.lines("rolled"), "run once, and never by itself");
        try (Person person = scene.person("resume")) {
            person.answers("Does this hold: look", "3")
                    .answers("Ease it.", "1")
                    .answers("Close the incident?", "2")
                    .endsWith(3);
        }
        assertEquals("plan:a-new-login", scene.answer("undo_plan"));
        assertEquals("ok", scene.answer("a-new-login/put_back"));
        scene.verified();
        scene.piped("", "revert-plan", "check", "a-new-login").says("READY");
        scene.piped("", "postmortem").says("written there and then");
    }
}
