package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import oncall.runbook.Runbook;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BookshelfTest {
    private static final String PLAN = """
            oncall: revert-plan/1
            change: {title: "access control"}
            owner: dana
            services: [{name: api, from: "2", to: "1"}]
            migrations: none
            steps: [{do: "Turn the flag off."}]
            verify: [{text: "Does it work?", hold: 5m}]
            estimate: 6m
            """;

    @TempDir
    private Path home;

    private Path write(String path, String text) throws IOException {
        Path file = home.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Bookshelf shelf() {
        Environs environs =
                new InProcess(home).environs(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
        return new Bookshelf(new Places(environs, Optional.empty(), Optional.empty()), home);
    }

    @Test
    void a_book_opened_by_its_path_finds_books_plans_and_team_beside_it() throws IOException {
        write("elsewhere/queue.yaml", "oncall: runbook/1\ntitle: Queue\nrevert-plan: rbac\nsteps: [{follow: other}]\n");
        write("elsewhere/other.yaml", "oncall: runbook/1\ntitle: Other\nsteps: [Look.]\n");
        write("elsewhere/team.yaml", "oncall: team/1\nname: Acme\n");
        write("elsewhere/revert-plans/rbac.yaml", PLAN);
        Bookshelf shelf = shelf();
        Bookshelf.Opened opened = shelf.open("elsewhere/queue.yaml");
        assertEquals("Acme", opened.team().name());
        assertEquals(Optional.of("Other"), shelf.book("other").map(Runbook::title));
        assertEquals("access control", shelf.plan("rbac").orElseThrow().title());
        assertEquals(1, shelf.plans().size());
        assertEquals("elsewhere/queue.yaml", opened.book().source().path());
        assertEquals(
                home.resolve("elsewhere").toString(), opened.book().source().folder());
    }

    @Test
    void all_problems_of_a_book_and_of_those_it_follows_are_told_at_once() throws IOException {
        write(
                "runbooks/queue.yaml",
                "oncall: runbook/1\ntitle: Queue\nsteps:\n  - {follow: other}\n  - {verify: a, if-not: nowhere}\n");
        write("runbooks/other.yaml", "oncall: runbook/1\ntitle: Other\nsteps: [{call: [nobody]}]\n");
        Unreadable unreadable = assertThrows(Unreadable.class, () -> shelf().open("queue"));
        assertEquals(Exit.FIX, unreadable.exit());
        String lines = String.join("\n", unreadable.lines());
        assertTrue(lines.contains("runbooks/queue.yaml:5:") && lines.contains("runbooks/other.yaml:3:"), lines);
    }

    @Test
    void a_book_with_an_error_in_this_team_is_not_handed_out() throws IOException {
        write("runbooks/queue.yaml", "oncall: runbook/1\ntitle: Queue\nsteps: [Look.]\n");
        write("runbooks/other.yaml", "oncall: runbook/1\ntitle: Other\nsteps: [{call: [nobody]}]\n");
        Bookshelf shelf = shelf();
        shelf.open("queue");
        assertEquals(Optional.empty(), shelf.book("other"));
        assertTrue(shelf.book("outage").isPresent());
        assertTrue(shelf.books().containsAll(List.of("queue", "other", "outage")));
    }

    @Test
    void the_built_in_books_are_all_on_the_list() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("runbooks"))) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> oncall.runbook.yaml.RunbookFile.nameOf(file.toString()))
                    .filter(name -> !name.equals("team"))
                    .sorted()
                    .toList();
            assertEquals(names, shelf().books());
        }
    }
}
