package oncall.stories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A plan walked as practice against services that are processes of their own; its file is stamped, and nothing else changes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(300)
class RehearseStory {
    @TempDir
    Path home;

    private Scene scene;
    private Night night;
    private Path plan;

    @BeforeEach
    void services_run_with_the_new_version() {
        scene = new Scene(home);
        night = new Night(scene);
        night.flagIsNotEnough();
        plan = home.resolve("runbooks/revert-plans/rbac.yaml");
    }

    @AfterEach
    void services_stop() {
        night.close();
    }

    private Person eli(String... more) {
        String[] all = Stream.concat(Stream.of("revert-plan", "rehearse", "rbac"), Stream.of(more))
                .toArray(String[]::new);
        return new Person(night.terminal(all))
                .answers(Night.steps())
                .answers("Offer them from now on?", "1")
                .answers("Do writes work again?", "1")
                .answers("It does not hold. What next?", "2")
                .answers("It holds. What next?", "2")
                .answers("What went differently than the plan says? One line.", "the ui took two tries")
                .answers("Did it pass?", "1");
    }

    private List<String> records() throws IOException {
        try (Stream<Path> files = Files.walk(scene.state().resolve("rehearsals"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .flatMap(file -> {
                        try {
                            return Files.readAllLines(file).stream();
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }

    @Test
    void walked_to_its_end_the_file_has_the_rehearsal_and_every_other_byte_is_as_it_was() throws IOException {
        Files.setPosixFilePermissions(plan, PosixFilePermissions.fromString("rw-r-----"));
        Path real = Files.move(plan, home.resolve("rbac-elsewhere.yaml"));
        Files.createSymbolicLink(plan, real);
        String before = Files.readString(real);
        try (Person eli = eli("--env", "staging", "--by", "eli")) {
            eli.endsWith(0);
            String screen = eli.pty().text();
            assertTrue(screen.contains("PRACTICE in staging - REVERT 1 of"), screen);
            assertTrue(screen.contains("environment: staging"), screen);
            assertFalse(screen.contains("Who answered?"), screen);
            assertTrue(screen.contains("Written into runbooks/revert-plans/rbac.yaml"), screen);
        }
        String after = Files.readString(real);
        int at = after.indexOf("rehearsal:\n");
        String stamped = after.substring(at);
        assertEquals(before, after.substring(0, at));
        assertTrue(
                stamped.matches("rehearsal:\n  date: \\d{4}-\\d\\d-\\d\\d\n  env: staging\n  by: eli\n  took: \\d+s\n"
                        + "  result: pass\n  steps-hash: \"1:[0-9a-f]{16}\"\n  evidence: \"[0-9a-z-]+\"\n"),
                stamped);
        assertTrue(Files.isSymbolicLink(plan));
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(real)));
        assertEquals(List.of("off", "2.8.7", "4.12.2", "none", "free"), night.versions());
        List<String> records = records();
        assertTrue(records.stream().skip(1).allMatch(line -> line.contains("\"drill\"")), records::toString);
        assertTrue(records.stream().anyMatch(line -> line.contains("the ui took two tries")), records::toString);
        scene.piped("", "incidents").ends(0);
        assertFalse(scene.piped("", "incidents").out().contains("ractice"));
        scene.piped("", "runbook", "lint", plan.toString()).ends(0);
        scene.piped("", "revert-plan", "check", plan.toString()).says("rehearsed");
    }

    @Test
    void cut_off_it_goes_on_where_it_was_and_what_was_unknown_is_asked_about() throws IOException {
        try (Person eli = eli("--env", "staging")) {
            eli.until("Put the old api back.").pty().kill9();
        }
        String before = Files.readString(plan);
        try (Person eli = eli()) {
            eli.answers("A rehearsal of this plan was begun and not ended. Go on with it?", "1")
                    .until("Put the old api back.");
            assertTrue(eli.pty().text().contains("PRACTICE in staging"), eli.pty()::text);
            eli.enters(":call imoc");
            eli.pty().waitFor("This is practice: nobody is called").waitFor("\n> ");
            eli.enters("1").answers("Did it pass?", "2").endsWith(1);
        }
        assertTrue(Files.readString(plan).contains("  result: fail\n"));
        assertTrue(Files.readString(plan).startsWith(before));
        assertEquals(List.of(1, 1, 1, 1, 2), night.changes());
    }

    @Test
    void twice_ctrl_c_leaves_at_the_question_whether_to_go_on_and_changes_nothing() throws IOException {
        try (Person eli = eli("--env", "staging")) {
            eli.until("Put the old api back.").pty().kill9();
        }
        List<String> before = records();
        try (Person eli = eli()) {
            eli.until("Go on with it?").pty().send("\u0003");
            eli.pty()
                    .waitFor("Nothing is begun yet; Ctrl-C again to leave.")
                    .waitFor("> ")
                    .send("\u0003");
            eli.endsWith(3);
        }
        assertEquals(before, records());
    }

    @Test
    void an_environment_that_is_no_name_is_asked_for_again() {
        try (Person eli = eli()) {
            eli.answers("In which environment", "my laptop", "staging").until("Offer them from now on?");
        }
        scene.piped("", "revert-plan", "rehearse", "rbac", "--env", "my laptop")
                .ends(2)
                .says("letters, digits");
    }

    @Test
    void production_is_typed_once_more_and_anything_else_begins_nothing() throws IOException {
        try (Person eli = eli("--env", "production")) {
            eli.answers("looks like production. Type it again", "yes").endsWith(3);
        }
        assertFalse(
                Files.exists(scene.state().resolve("rehearsals")) && !records().isEmpty());
        scene.piped("", "revert-plan", "rehearse", "rbac", "--env", "staging")
                .ends(2)
                .says("needs a terminal");
    }

    @Test
    void a_file_that_changed_meanwhile_or_is_read_only_is_not_touched_and_the_lines_are_shown() throws IOException {
        try (Person eli = eli("--env", "staging")) {
            eli.until("Did it pass?");
            Files.writeString(plan, Files.readString(plan) + "# mended\n");
            String changed = Files.readString(plan);
            eli.enters("1");
            eli.pty().waitFor("has changed since the rehearsal began.");
            assertEquals(74, eli.pty().exit());
            assertTrue(eli.pty().text().contains("\nrehearsal:\n  date: "), eli.pty()::text);
            assertEquals(changed, Files.readString(plan));
        }
        Files.setPosixFilePermissions(plan, PosixFilePermissions.fromString("r--r--r--"));
        String before = Files.readString(plan);
        try (Person eli = eli("--env", "staging")) {
            eli.endsWith(74);
            assertTrue(eli.pty().unwrapped(eli.pty().text()).contains("is read-only."), eli.pty()::text);
        }
        assertEquals(before, Files.readString(plan));
    }
}
