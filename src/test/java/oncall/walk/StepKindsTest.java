package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import oncall.runbook.Phase;
import oncall.runbook.Runbook;
import oncall.runbook.Step;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of step has a sample book, reads as itself, and has a screen that is compared line by line. A kind that was added
 * and has none of this fails here and is told what to write. `-Dgolden.rewrite=true` writes the screens, for the diff to be
 * read.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StepKindsTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "steps");

    /** What is answered in the sample of a kind: a question's name and a choice, or words behind a space. */
    private static final Map<String, List<String>> ANSWERS = Map.of(
            "do", List.of("set_size=finding", "text it was 50Gi"),
            "ask", List.of("pvc data-0", "cause=slope"),
            "run", List.of("which_namespace=run", "namespace shop"),
            "decide", List.of("way=purge", "reason it can be rebuilt"),
            "send", List.of("tell_customers=later"),
            "call", List.of("decided_by_two=reached", "who imoc Dana"),
            "verify", List.of("room=good"),
            "follow", List.of("other/restart=done"),
            "group", List.of("first_look=done", "second_look=skipped"));

    static Stream<String> kinds() {
        return Arrays.stream(Step.class.getPermittedSubclasses())
                .map(kind -> kind.getSimpleName().toLowerCase(Locale.ROOT));
    }

    private static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Every kind of step has a sample: write " + FOLDER.resolve(file)
                            + ", as adding-a-step-kind.md says.",
                    e);
        }
    }

    private static Stream<Step> all(Step step) {
        return Stream.concat(Stream.of(step), step.inside().stream().flatMap(StepKindsTest::all));
    }

    private static Stream<Step> steps(Runbook book) {
        return book.phases().values().stream().flatMap(List::stream).flatMap(StepKindsTest::all);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void the_sample_reads_as_its_kind_and_that_of_no_other_has_its_key(String kind) {
        Runbook book = Rehearsal.book(kind, text(kind + ".yaml"));
        List<String> read = steps(book)
                .map(step -> step.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .toList();
        assertTrue(read.contains(kind), "no `" + kind + "` was read from " + kind + ".yaml, but " + read);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void reading_is_the_same_each_time_and_nothing_is_lost_but_the_place(String kind) {
        String text = text(kind + ".yaml");
        Runbook book = Rehearsal.book(kind, text);
        assertEquals(
                List.of(),
                StepChanges.between(book, Rehearsal.book(kind, "# moved down\n\n" + text)),
                "a moved step is the same step");
        assertEquals(
                ids(book),
                new TreeSet<>(StepChanges.between(Rehearsal.book(kind, "title: Empty\n"), book).stream()
                        .map(id -> id.replace(" (new)", ""))
                        .toList()));
    }

    private static TreeSet<String> ids(Runbook book) {
        TreeSet<String> ids = new TreeSet<>();
        steps(book).forEach(step -> ids.add(step.id()));
        return ids;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void every_kind_is_handed_to_a_case_of_its_own(String kind) {
        Step step = steps(Rehearsal.book(kind, text(kind + ".yaml")))
                .filter(each ->
                        each.getClass().getSimpleName().toLowerCase(Locale.ROOT).equals(kind))
                .findFirst()
                .orElseThrow();
        List<String> called = new java.util.ArrayList<>();
        Step.Cases<?> cases = (Step.Cases<?>) java.lang.reflect.Proxy.newProxyInstance(
                Step.class.getClassLoader(), new Class<?>[] {Step.Cases.class}, (proxy, method, arguments) -> {
                    called.add(method.getParameterTypes()[0].getSimpleName().toLowerCase(Locale.ROOT));
                    return null;
                });
        step.accept(cases);
        assertEquals(List.of(kind), called);
    }

    @Test
    void there_is_one_case_for_each_kind() {
        TreeSet<String> cases = new TreeSet<>();
        for (Method method : Step.Cases.class.getMethods()) {
            cases.add(method.getParameterTypes()[0].getSimpleName().toLowerCase(Locale.ROOT));
        }
        assertEquals(new TreeSet<>(kinds().toList()), cases);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void the_screen_of_a_walk_is_the_one_that_was_reviewed(String kind) throws IOException {
        Rehearsal walk =
                Rehearsal.of(Rehearsal.QUIET, text(kind + ".yaml")).trusted().given(Phase.DIAGNOSE, "size", "large");
        walk.shelf.add(
                Rehearsal.book("other", "title: The other book\ndiagnose: [{do: \"Restart it.\", id: restart}]\n"));
        walk.commands.ends(0, "shop");
        for (String answer : ANSWERS.getOrDefault(kind, List.of())) {
            answer(walk.person, answer);
        }
        walk.person.leave("close");
        walk.walk();
        Path golden = FOLDER.resolve(kind + ".screen");
        String screen = walk.person.screen().strip() + "\n";
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(golden, screen);
        }
        assertEquals(text(kind + ".screen"), screen, golden.toString());
    }

    @Test
    void every_file_the_page_names_is_there() throws IOException {
        String page = Files.readString(Path.of("src", "site", "markdown", "adding-a-step-kind.md"));
        List<String> named = java.util.regex.Pattern.compile("`(src/[^`]+)`")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertTrue(named.size() > 10, named.toString());
        List<String> missing = named.stream()
                .filter(path -> !path.contains("/wait.") && !Files.exists(Path.of(path)))
                .toList();
        assertEquals(List.of(), missing);
        kinds().forEach(kind -> assertTrue(page.contains("`" + kind + "`"), "the page does not know `" + kind + "`"));
    }

    private static void answer(ScriptedPrompter person, String answer) {
        int equals = answer.indexOf('=');
        if (equals > 0) {
            person.choose(answer.substring(0, equals), answer.substring(equals + 1));
            return;
        }
        int space = answer.startsWith("who ") ? answer.indexOf(' ', 4) : answer.indexOf(' ');
        person.type(answer.substring(0, space), answer.substring(space + 1));
    }
}
