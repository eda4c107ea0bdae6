package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.plan.RevertPlan;
import oncall.runbook.AnswersFile;
import oncall.runbook.Phase;
import oncall.runbook.Step;
import oncall.runbook.Value;
import oncall.runbook.yaml.AnswersReader;
import oncall.runbook.yaml.YamlFile;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Undoing a change that nobody wrote a plan for. `-Dgolden.rewrite=true` writes the screens. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PlanOnTheSpotTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "revert");

    private static final String TEAM = """
            oncall: team/1
            name: Quiet
            first-word: 30d
            features: {login: {name: "Logging in", tier: core, services: [login]}}
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
            levels: {P1: {coverage: 24x7, update-every: {}, public-post: never, channel: own, pause: always, postmortem: none}}
            """;

    private static final String NAME = "login-2-4-sessions-are-kept-in-the-new";

    private static final String COMMIT = "4f2a9c".repeat(7).substring(0, 40);

    private final Rehearsal walk = begin();

    private static Rehearsal begin() {
        Rehearsal walk = Rehearsal.of(TEAM, "title: A test\n");
        walk.given(Phase.IMPACT, "feature", "login");
        walk.timeline.append(
                Entry.of(Event.Answer.PLAIN)
                        .on(Optional.of(Phase.REVERT), "change")
                        .valued(Value.of("git:login@" + COMMIT))
                        .saying("Mon 16:40 omer: login 2.4: sessions are kept in the new store"),
                news -> true);
        walk.person.choose("revert", "now");
        return walk;
    }

    private static void golden(String name, String screen) {
        Path file = FOLDER.resolve(name + ".screen");
        String text = screen.strip() + "\n";
        try {
            if (Boolean.getBoolean("golden.rewrite")) {
                Files.writeString(file, text);
            }
            assertEquals(Files.readString(file), text, file.toString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ScriptedPrompter six(ScriptedPrompter person) {
        return person.type("undo_version", "2.3.1")
                .type("undo_command", "kubectl rollout undo deployment/login")
                .type("undo_check", "curl -fsS http://login.internal/version")
                .choose("undo_data", "fits")
                .type("undo_takes", "6m")
                .type("undo_again", "merge it again and deploy; safe any time");
    }

    private RevertPlan plan() {
        assertEquals(1, walk.written.files.size(), walk.written.files.keySet().toString());
        return walk.shelf.plans.get(0);
    }

    @Test
    void six_questions_make_a_plan_that_is_kept_and_walked_at_once() {
        six(walk.person)
                .choose("trust", "trust")
                .choose(NAME + "/put_back", "run")
                .leave(NAME + "/works_again");
        walk.commands.ends(0, "deployment.apps/login rolled back");
        walk.walk();
        golden("six-questions", walk.person.screen());
        RevertPlan plan = plan();
        assertEquals("login 2.4: sessions are kept in the new store", plan.title());
        assertEquals(Optional.of("omer"), plan.change().by().map(Object::toString));
        assertEquals(List.of("login"), plan.services());
        assertEquals("2.3.1", plan.scope().services().get(0).to().text());
        assertEquals(Optional.of(COMMIT), plan.change().ref().map(Object::toString));
        assertEquals(Optional.of(Duration.ofMinutes(6)), plan.estimate());
        assertTrue(plan.stored().migrations().saidNone());
        assertEquals("dana", plan.people().owner().orElseThrow().text());
        assertEquals(
                Optional.of("merge it again and deploy; safe any time"),
                plan.doing().forwardAgain().map(Object::toString));
        assertEquals(1, walk.timeline.evidence().size(), "it is kept with the incident too");
        assertEquals("plan:" + NAME, walk.value("undo_plan"));
        assertEquals(
                List.of("kubectl rollout undo deployment/login"),
                walk.commands.requests.stream()
                        .map(request -> request.command().display())
                        .toList());
    }

    @Test
    void what_was_typed_a_minute_ago_is_not_trusted_for_that() {
        six(walk.person)
                .choose("trust", "no")
                .choose(NAME + "/put_back", "elsewhere")
                .leave("exit");
        walk.walk();
        assertTrue(walk.commands.requests.isEmpty());
        List<String> offered = walk.person.asked(NAME + "/put_back").choices().stream()
                .map(Prompter.Offer::id)
                .toList();
        assertFalse(offered.contains("run"), offered.toString());
    }

    @Test
    void what_nobody_knows_stands_as_TODO_in_the_file_and_the_walk_goes_on_in_words() {
        walk.shelf.verdicts.put(NAME, RevertDecisionTest.verdict("RP041 `estimate` is still to be written."));
        SixLines.questions().forEach(question -> walk.person.unknown(question.id()));
        walk.person.choose(NAME + "/put_back", "done").leave(NAME + "/works_again");
        walk.walk();
        golden("nothing-known", walk.person.screen());
        String text = walk.written.files.get(NAME);
        for (String open : List.of("to: TODO", "TODO: write the command", "TODO: write a check", "policy: TODO")) {
            assertTrue(text.contains(open), open + " in\n" + text);
        }
        for (String open : List.of("migrations: TODO", "estimate: TODO", "forward-again: TODO")) {
            assertTrue(text.contains(open), open + " in\n" + text);
        }
        assertTrue(
                plan().problems().stream().anyMatch(problem -> problem.rule().equals("unwritten")),
                "the check finds them by their lines");
    }

    @Test
    void an_answer_is_on_record_before_the_next_question_and_is_never_asked_again() {
        six(walk.person).choose("trust", "no").leave(NAME + "/put_back");
        walk.walk();
        List<String> keys =
                SixLines.questions().stream().map(Step::id).collect(Collectors.toCollection(ArrayList::new));
        for (String key : List.copyOf(keys)) {
            int upTo = position(key) + 1;
            Rehearsal again = walk.cutAt(upTo, Rehearsal.START.plus(Duration.ofMinutes(5)));
            again.written.files.clear();
            again.shelf.plans.clear();
            keys.remove(0);
            again.person.leave(keys.isEmpty() ? "trust" : keys.get(0));
            again.walk();
            assertEquals(keys.isEmpty() ? 1 : 0, again.written.files.size(), key);
        }
    }

    private int position(String key) {
        return walk.incident().given(key).orElseThrow().position();
    }

    @Test
    void a_crash_between_the_file_and_its_record_makes_no_second_file() {
        six(walk.person).choose("trust", "no").leave(NAME + "/put_back");
        walk.walk();
        for (int upTo = position("undo_again") + 1; upTo <= position("undo_plan") + 1; upTo++) {
            Rehearsal again = walk.cutAt(upTo, Rehearsal.START.plus(Duration.ofMinutes(5)));
            again.person.choose("trust", "no").leave(NAME + "/put_back");
            again.walk();
            assertEquals(walk.written.files, again.written.files, "cut after record " + upTo);
            assertEquals(1, again.records("evidence").size());
        }
    }

    @Test
    void another_answer_makes_another_plan_and_the_first_file_stays() {
        six(walk.person)
                .choose("trust", "no")
                .order(NAME + "/put_back", "back", "")
                .type("undo_again", "never")
                .choose("trust", "no")
                .leave(NAME + "-2/put_back");
        walk.walk();
        assertEquals(List.of(NAME, NAME + "-2"), List.copyOf(walk.written.files.keySet()));
        assertTrue(walk.written.files.get(NAME).contains("merge it again"), walk.written.files.get(NAME));
        assertTrue(walk.written.files.get(NAME + "-2").contains("forward-again: never"));
    }

    @Test
    void a_character_that_does_not_show_is_refused_in_a_command() {
        walk.person
                .type("undo_version", "2.3.1")
                .type("undo_command", "rm\u200B -rf /tmp/x")
                .type("undo_command", "rm -rf /tmp/x")
                .leave("undo_check");
        walk.walk();
        assertTrue(walk.person.screen().contains("A character that does not show (U+200B)"), walk.person.screen());
        assertEquals("rm -rf /tmp/x", walk.value("undo_command"));
    }

    @Test
    void data_that_would_be_lost_is_said_so_before_anything_runs() {
        walk.person
                .type("undo_version", "2.3.1")
                .type("undo_command", "./rollback")
                .choose("undo_check", "a_person_looks")
                .choose("undo_data", "lose")
                .leave("undo_takes");
        walk.walk();
        assertTrue(
                walk.person.shown(Prompter.Tone.WARNING).stream().anyMatch(line -> line.contains("is lost")),
                walk.person.screen());
        assertEquals(
                List.of("fits", "keep", "translate", "replay", "lose"),
                walk.person.asked("undo_data").choices().stream()
                        .map(Prompter.Offer::id)
                        .toList(),
                "the worst is never the first key");
    }

    @Test
    void a_check_that_is_a_person_is_a_question_in_the_plan() {
        walk.person
                .type("undo_version", "2.3.1")
                .type("undo_command", "./rollback")
                .choose("undo_check", "a_person_looks")
                .choose("undo_data", "translate")
                .type("undo_takes", "90s")
                .unknown("undo_again")
                .choose("trust", "no")
                .leave(NAME + "/put_back");
        walk.walk();
        Step.Verify verify = (Step.Verify) plan().verify().get(0);
        assertEquals(Optional.empty(), verify.check());
        assertFalse(verify.text().contains("TODO"), verify.text());
        assertEquals(
                "translate", plan().stored().newData().orElseThrow().policy().text());
        assertEquals(Optional.of(Duration.ofSeconds(90)), plan().estimate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0m", "soon", "-5m"})
    void a_time_that_is_none_is_asked_again_or_left_open(String typed) {
        Rehearsal one = begin();
        one.given(Phase.REVERT, "undo_version", "1")
                .given(Phase.REVERT, "undo_command", "x")
                .given(Phase.REVERT, "undo_check", "x")
                .given(Phase.REVERT, "undo_data", "fits");
        one.person.type("undo_takes", typed).leave(typed.equals("0m") ? "undo_again" : "undo_takes");
        one.walk();
    }

    // ---- an answers file

    @Test
    void an_answers_file_answers_the_six_and_walks_the_plan() {
        Rehearsal one = Rehearsal.of(TEAM, "title: A test\n");
        ScriptedAnswers script = script(one, """
                  - feature: login
                  - change: a new login
                  - revert: now
                  - undo_version: 2.3.1
                  - undo_command: kubectl rollout undo deployment/login
                  - undo_check: a_person_looks
                  - undo_data: unknown
                  - undo_takes: 6m
                  - undo_again: unknown
                  - put_back: elsewhere
                    shows: {exit: 0, output: "rolled back"}
                  - works_again: holds
                """);
        one.sitting(script).walk();
        assertEquals(Optional.of("ease"), script.missing(), one.person.screen());
        assertEquals("elsewhere", one.value("a-new-login/put_back"));
        assertEquals("holds", one.value("a-new-login/works_again"));
        assertTrue(one.commands.requests.isEmpty(), "an answers file never runs a command");
    }

    @Test
    void an_answers_file_may_still_say_that_it_was_undone_by_hand() {
        Rehearsal one = Rehearsal.of(TEAM, "title: A test\n");
        ScriptedAnswers script = script(one, """
                  - feature: login
                  - change: a new login
                  - revert: now
                  - what_undoes_it: done
                """);
        one.sitting(script).walk();
        assertEquals(Optional.of("ease"), script.missing(), one.person.screen());
        assertEquals("done", one.value("what_undoes_it"));
        assertTrue(one.written.files.isEmpty());
    }

    private static ScriptedAnswers script(Rehearsal one, String answers) {
        YamlFile yaml = YamlFile.read(
                ("oncall: answers/1\nanswers:\n" + answers).getBytes(StandardCharsets.UTF_8), "a.yaml", "", false);
        AnswersFile file = AnswersReader.read(yaml)
                .orElseThrow(() -> new AssertionError(yaml.problems().inOrder().toString()));
        assertEquals(
                List.of(),
                AnswersCheck.check(
                        file,
                        one.book(),
                        one.team(),
                        one.shelf,
                        new AnswerReader(one.team(), new oncall.time.WrittenTimes()),
                        Rehearsal.START,
                        Rehearsal.ZONE));
        return new ScriptedAnswers(one.person.piped(), file, one.clock, Rehearsal.ZONE);
    }

    // ---- whatever is typed

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: b # c",
                "\"quoted\" 'twice' \\ back",
                "- x",
                "{{me}} <version> `id` $(rm -rf /) ${x} \"$HOME\"",
                "TODO",
                "TODO: nobody knows",
                "two\nlines\n",
                "\ttab\tand  spaces  ",
                "\u202Egnp.exe \u200B\u0000\u001B[31m \uFEFF",
                "\uD83D\uDE00 caf\u00e9 \u05E9\u05DC\u05D5\u05DD",
                "oncall: team/1\n---\n...\n%TAG",
                "| > & * ! % @ ? = ~ null yes 1.10 0x1F",
                "<<EOF\ncat\nEOF"
            })
    void whatever_the_answers_are_the_file_reads_back_as_what_was_said(String words) {
        assertReadsBack(words);
    }

    @Test
    void words_made_at_random_read_back_too() {
        Random random = new Random(20181112);
        String letters = "ab:#-'\"\\\\{}[]@`%!&*|>?,$<>()/ \t\n~=.0\u00e9\u2028\u200B\u0001TODO";
        for (int i = 0; i < 500; i++) {
            assertReadsBack(random.ints(1 + random.nextInt(40), 0, letters.length())
                    .mapToObj(each -> String.valueOf(letters.charAt(each)))
                    .collect(Collectors.joining()));
        }
    }

    private static void assertReadsBack(String words) {
        Rehearsal one = Rehearsal.of(TEAM, "title: A test\n");
        said(one, "change", words);
        for (String key : List.of("undo_version", "undo_command", "undo_check", "undo_again")) {
            said(one, key, words);
        }
        String text = SixLines.draft(one.incident(), List.of(words)).text();
        RevertPlan plan = Rehearsal.plan("made", text);
        String said = words.strip();
        if (said.isEmpty()) {
            return;
        }
        Step step = plan.steps().get(0);
        if (SixLines.canRun(said)) {
            assertEquals(said, ((Step.Run) step).command().display(), text);
            assertEquals(
                    said,
                    ((Step.Verify) plan.verify().get(0)).check().orElseThrow().display(),
                    text);
        } else {
            assertTrue(step instanceof Step.Do, "what cannot be a command stays words:\n" + text);
        }
        if (!said.startsWith("TODO")) {
            assertEquals(said, plan.title(), text);
            assertEquals(said, plan.doing().forwardAgain().orElseThrow().text(), text);
        }
        assertEquals("put_back", step.id(), text);
    }

    private static void said(Rehearsal one, String key, String words) {
        one.timeline.append(
                Entry.of(Event.Answer.PLAIN).on(Optional.of(Phase.REVERT), key).saying(words), news -> true);
    }
}
