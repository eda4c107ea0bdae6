package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlacesTest {
    @TempDir
    private Path root;

    private Path home;
    private Path here;
    private InProcess setting;

    @BeforeEach
    void stand_two_folders_below_home() throws IOException {
        home = Files.createDirectories(root.resolve("home"));
        here = Files.createDirectories(home.resolve("work/service"));
        setting = new InProcess(home).in(here);
    }

    private Places places() {
        return new Places(
                setting.environs(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()),
                Optional.empty(),
                Optional.empty());
    }

    private static Path books(Path parent) throws IOException {
        Path folder = Files.createDirectories(parent.resolve("runbooks"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("disk.yaml"), "oncall: runbook/1\ntitle: x\n");
        return folder;
    }

    @Test
    void without_anything_the_books_are_the_built_in_ones() {
        assertTrue(places().books().place().builtIn());
        assertTrue(places().plans().builtIn());
        assertEquals("built in", places().team(Optional.empty()).why());
    }

    @Test
    void the_nearest_folder_of_books_upward_is_taken() throws IOException {
        books(home);
        Path nearer = books(home.resolve("work"));
        assertEquals(Optional.of(nearer), places().books().place().path());
        assertEquals(
                Optional.of(nearer.resolve("revert-plans")), places().plans().path());
    }

    @Test
    void a_folder_of_that_name_that_holds_no_book_of_ours_is_not_one() throws IOException {
        Path other = Files.createDirectories(here.resolve("runbooks"));
        Files.writeString(other.resolve("ansible.yaml"), "- hosts: all\n");
        Files.writeString(other.resolve("readme.txt"), "oncall: runbook/1\n");
        assertTrue(places().books().place().builtIn());
    }

    @Test
    void the_way_up_ends_at_home() throws IOException {
        books(root);
        assertTrue(places().books().place().builtIn());
        Path atHome = books(home);
        assertEquals(Optional.of(atHome), places().books().place().path());
    }

    @Test
    void a_folder_that_all_may_write_to_is_passed_over_and_said() throws IOException {
        Path open = books(here);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertTrue(places().books().place().builtIn());
        assertEquals(open + " (writable by all)", places().books().passedOver().get(0));
        assertTrue(setting.run("where").ends(Exit.OK).out().contains("passed over: " + open + " (writable by all)"));
    }

    @Test
    void the_option_wins_over_the_variable_which_wins_over_what_lies_on_the_way() throws IOException {
        books(here);
        Path named = books(root.resolve("named"));
        setting.with("ONCALL_RUNBOOKS", named.toString());
        assertEquals(
                new Places.Place(Optional.of(named), "from ONCALL_RUNBOOKS"),
                places().books().place());
        Path chosen = books(root.resolve("chosen"));
        String out = setting.run("where", "--runbooks", chosen.toString())
                .ends(Exit.OK)
                .out();
        assertTrue(out.contains(chosen + "  (from --runbooks)"), out);
    }

    @Test
    void the_users_own_books_come_before_the_built_in_ones() throws IOException {
        Path own = books(home.resolve(".config/oncall"));
        assertEquals(
                new Places.Place(Optional.of(own), "the user's own"),
                places().books().place());
    }

    @Test
    void a_named_folder_that_is_not_there_is_an_error() {
        setting.with("ONCALL_RUNBOOKS", "nowhere");
        Failure failure = assertThrows(Failure.class, () -> places().books());
        assertEquals(Exit.NOT_FOUND, failure.exit());
        assertTrue(
                failure.getMessage().contains(here.resolve("nowhere") + "`, which ONCALL_RUNBOOKS names"),
                failure.getMessage());
    }

    @Test
    void one_team_file_beside_the_book_else_with_the_books_else_the_users() throws IOException {
        Path users = Files.writeString(
                Files.createDirectories(home.resolve(".config/oncall")).resolve("team.yaml"), "oncall: team/1\n");
        assertEquals(Optional.of(users), places().team(Optional.empty()).path());
        Path withBooks = Files.writeString(books(here).resolve("team.yaml"), "oncall: team/1\n");
        assertEquals(Optional.of(withBooks), places().team(Optional.empty()).path());
        Path aside = Files.createDirectories(root.resolve("aside"));
        assertEquals(
                Optional.of(withBooks),
                places().team(Optional.of(aside.resolve("book.yaml"))).path());
        Path beside = Files.writeString(aside.resolve("team.yaml"), "oncall: team/1\n");
        assertEquals(
                Optional.of(beside),
                places().team(Optional.of(aside.resolve("book.yaml"))).path());
    }

    @Test
    void incidents_are_kept_where_the_nearest_word_says() {
        assertEquals(home.resolve(".local/state/oncall/incidents"), places().incidents());
        setting.with("XDG_STATE_HOME", "relative/is/ignored");
        assertEquals(home.resolve(".local/state/oncall/incidents"), places().incidents());
        setting.with("XDG_STATE_HOME", "/state");
        assertEquals(Path.of("/state/oncall/incidents"), places().incidents());
        setting.with("ONCALL_HOME", "kept");
        assertEquals(here.resolve("kept/incidents"), places().incidents());
    }

    @Test
    void settings_and_cache_follow_their_variables() {
        assertEquals(
                Optional.of(home.resolve(".cache/oncall")), places().cache().path());
        setting.with("XDG_CACHE_HOME", "/cache").with("XDG_CONFIG_HOME", "/config");
        assertEquals(Optional.of(Path.of("/cache/oncall")), places().cache().path());
        assertEquals(Optional.of(Path.of("/config/oncall")), places().config().path());
    }
}
