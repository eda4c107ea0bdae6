package oncall.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import oncall.runbook.Diagnostic;
import oncall.runbook.yaml.PlanReader;
import oncall.runbook.yaml.YamlFile;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlanDraftTest {
    private static RevertPlan read(String text) {
        YamlFile file = YamlFile.read(text.getBytes(StandardCharsets.UTF_8), "plan.yaml", "/plans", false);
        return PlanReader.read(file, "plan")
                .orElseThrow(() -> new AssertionError(text + file.problems().inOrder()));
    }

    private static Optional<String> some(String words) {
        return Optional.of(words);
    }

    private static PlanDraft draft(String words) {
        return new PlanDraft(
                List.of(words),
                some(words),
                some(words),
                Optional.of(Instant.parse("2026-11-20T10:00:00Z")),
                some(words),
                Optional.of(new PlanDraft.Git(words, words, words)),
                some(words),
                List.of(new PlanDraft.Service(words, some(words), some(words), List.of(words))),
                List.of(),
                Optional.of(
                        List.of(new PlanDraft.Migration(words, some(words), some(words), some(words), some(words)))),
                some("keep"),
                List.of(new PlanDraft.Step(false, words, some(words))),
                List.of(new PlanDraft.Proof(false, words, Optional.empty())),
                some(words),
                some(words),
                Optional.of(Duration.ofMinutes(6)));
    }

    @Test
    void what_is_not_known_is_found_by_its_line() {
        String text = PlanDraft.EMPTY.text();
        List<Diagnostic> problems = read(text).problems();
        Set<Integer> marked = problems.stream()
                .filter(each -> each.rule().equals("unwritten"))
                .map(each -> each.at().line())
                .collect(Collectors.toSet());
        List<String> lines = text.lines().toList();
        Set<Integer> open = java.util.stream.IntStream.rangeClosed(1, lines.size())
                .filter(line -> lines.get(line - 1).contains("TODO"))
                .boxed()
                .collect(Collectors.toSet());
        assertEquals(open, marked);
        assertTrue(open.size() >= 9, text);
        assertEquals(open.size(), problems.size(), "nothing else is wrong with a draft");
    }

    @Test
    void whatever_the_words_are_they_read_back_as_they_were() {
        List<String> hard = List.of(
                "a: b",
                "# no comment",
                "yes",
                "1.10",
                "- x",
                "'single' \"double\" \\ back",
                "{a: b}",
                "[x]",
                "@at `tick` %p !bang &and *star | > ?",
                "null",
                "~",
                "trailing colon:",
                "\u202Egnp.exe",
                "caf\u00e9 \uD83D\uDE00",
                "x\ty",
                "2026-11-20",
                "0x1F",
                "=");
        for (String words : hard) {
            assertReadsBack(words);
        }
        Random random = new Random(4);
        String letters = "ab:#-'\"\\{}[]@`%!&*|>?, \t~=.0\u00e9\u2028\uFEFF";
        for (int i = 0; i < 400; i++) {
            String words = random.ints(1 + random.nextInt(12), 0, letters.length())
                    .mapToObj(each -> String.valueOf(letters.charAt(each)))
                    .collect(Collectors.joining())
                    .strip();
            if (!words.isEmpty() && words.chars().anyMatch(Character::isLetter)) {
                assertReadsBack(words);
            }
        }
    }

    private static void assertReadsBack(String words) {
        String text = draft(words).text();
        RevertPlan plan = read(text);
        assertEquals(words, plan.title(), text);
        assertEquals(words, plan.people().owner().orElseThrow().text(), text);
        RevertPlan.Service service = plan.scope().services().get(0);
        assertEquals(words, service.name().text(), text);
        assertEquals(words, service.to().text(), text);
        assertEquals(words, service.revertAfter().get(0).text(), text);
        RevertPlan.Migration migration = plan.stored().migrations().all().get(0);
        assertEquals(words, migration.id().text(), text);
        assertEquals(words, migration.down().orElseThrow().text(), text);
        assertEquals(words, plan.change().git().orElseThrow().repo().text(), text);
        assertEquals(words, plan.steps().get(0).text(), text);
        assertEquals(words, plan.verify().get(0).text(), text);
    }

    @Test
    void a_full_draft_has_nothing_open_but_what_nobody_can_know_of_a_migration() {
        RevertPlan plan = read(draft("some words").text());
        assertEquals(
                List.of("phase", "revert", "compatible"),
                plan.problems().stream()
                        .filter(each -> each.rule().equals("unwritten"))
                        .map(each -> each.message().substring(1, each.message().indexOf('`', 1)))
                        .toList());
    }
}
