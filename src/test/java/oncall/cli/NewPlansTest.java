package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import oncall.plan.PlanDraft;
import oncall.walk.PlanStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a plan that was written in a walk ends up, and what it never does. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class NewPlansTest {
    private static final String TEXT = PlanDraft.EMPTY.text();
    private static final String OTHER = TEXT.replace("owner: TODO", "owner: dana");

    @TempDir
    Path home;

    private Path books;
    private Path incident;

    @BeforeEach
    void folders() throws IOException {
        books = Files.createDirectories(home.resolve("runbooks"));
        incident = Files.createDirectories(home.resolve("incident"));
    }

    private PlanStore store(Bookshelf shelf) {
        shelf.alsoPlansIn(NewPlans.in(incident));
        return new NewPlans(shelf, incident);
    }

    private Bookshelf shelf() {
        return shelf(Optional.of(books));
    }

    private Bookshelf shelf(Optional<Path> runbooks) {
        Environs environs =
                new InProcess(home).environs(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
        return new Bookshelf(new Places(environs, Optional.empty(), runbooks), home);
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void it_lies_in_the_folder_of_plans_and_is_on_the_shelf() throws IOException {
        Bookshelf shelf = shelf();
        PlanStore store = store(shelf);
        assertEquals("runbooks/revert-plans", store.folder());
        PlanStore.Kept kept = store.keep("login-2-4", TEXT);
        assertEquals(Optional.of("runbooks/revert-plans/login-2-4.yaml"), kept.path());
        assertEquals(Optional.empty(), kept.problem());
        assertEquals(TEXT, Files.readString(books.resolve("revert-plans/login-2-4.yaml")));
        assertEquals("login-2-4", shelf.plan("login-2-4").orElseThrow().name());
        assertEquals(List.of("login-2-4.yaml"), files(books.resolve("revert-plans")), "nothing else is left there");
    }

    @Test
    void no_file_is_ever_written_over_and_the_same_words_are_kept_once() throws IOException {
        PlanStore store = store(shelf());
        assertEquals("login", store.keep("login", TEXT).plan().name());
        assertEquals("login", store.keep("login", TEXT).plan().name());
        assertEquals("login-2", store.keep("login", OTHER).plan().name());
        assertEquals("login-2", store(shelf()).keep("login", OTHER).plan().name(), "after a restart too");
        assertEquals(TEXT, Files.readString(books.resolve("revert-plans/login.yaml")));
        assertEquals(List.of("login-2.yaml", "login.yaml"), files(books.resolve("revert-plans")));
    }

    @Test
    void a_name_that_a_book_or_a_shipped_plan_has_is_not_taken() {
        PlanStore store = store(shelf());
        assertEquals("outage-2", store.keep("outage", TEXT).plan().name());
        String shipped = BuiltIn.plans().iterator().next();
        assertEquals(shipped + "-2", store.keep(shipped, TEXT).plan().name());
    }

    @Test
    void what_cannot_be_written_there_lies_with_the_incident_and_that_is_said() throws IOException {
        Files.writeString(books.resolve("revert-plans"), "a file in the way");
        Bookshelf shelf = shelf();
        PlanStore store = store(shelf);
        assertEquals("", store.folder(), "its commands run where oncall was started");
        PlanStore.Kept kept = store.keep("login", TEXT);
        assertTrue(kept.problem().orElseThrow().contains("cannot be written"), kept.toString());
        assertEquals(Optional.of("incident/revert-plans/login.yaml"), kept.path());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home.resolve(kept.path().orElseThrow()))));
        assertEquals("", shelf.plan("login").orElseThrow().source().folder());
        shelf.lookAgain();
        assertEquals("", shelf.plan("login").orElseThrow().source().folder(), "read anew too");
    }

    @Test
    void without_a_folder_of_books_it_lies_with_the_incident() throws IOException {
        Bookshelf shelf = shelf(Optional.empty());
        PlanStore.Kept kept = store(shelf).keep("login", TEXT);
        assertTrue(kept.problem().orElseThrow().contains("no folder of plans"), kept.toString());
        assertEquals(Optional.of("incident/revert-plans/login.yaml"), kept.path());
        assertFalse(Files.exists(books.resolve("revert-plans")));
    }

    @Test
    void where_no_file_can_be_written_at_all_the_plan_is_there_all_the_same() throws IOException {
        Files.writeString(books.resolve("revert-plans"), "a file in the way");
        Files.writeString(NewPlans.in(incident), "a file in the way");
        Bookshelf shelf = shelf();
        PlanStore.Kept kept = store(shelf).keep("login", TEXT);
        assertEquals(Optional.empty(), kept.path());
        assertTrue(kept.problem().orElseThrow().contains("could not be written as a file"), kept.toString());
        shelf.lookAgain();
        assertTrue(shelf.plan("login").isPresent());
    }
}
