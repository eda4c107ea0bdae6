package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TrustCommandTest {
    @TempDir
    private Path folder;

    private Path state;
    private InProcess oncall;

    @BeforeEach
    void books() throws IOException {
        state = folder.resolve(".local/state/oncall/trust.jsonl");
        book("disk", "mitigate:\n  - run: ls -l /var\n    text: What is there?\n  - follow: clean\n");
        book("clean", "mitigate:\n  - run: [df, -h]\n    text: How full is it?\n");
        oncall = new InProcess(folder);
    }

    private void book(String name, String phases) throws IOException {
        Path file = folder.resolve("runbooks/" + name + ".yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "oncall: runbook/1\ntitle: " + name + "\n" + phases);
    }

    @Test
    void commands_of_the_book_and_of_those_it_follows_are_shown_and_a_pipe_gives_no_trust() {
        InProcess.Ran ran =
                oncall.typing("1\n1\ntrust\nyes\n").run("trust", "disk").ends(Exit.LEFT_OPEN);
        assertTrue(ran.out().contains("ls -l /var") && ran.out().contains("df -h"), ran.out());
        assertTrue(ran.out().contains("runbooks/clean.yaml: not trusted yet."), ran.out());
        assertTrue(ran.err().contains("Trust is given at a terminal only; nothing was changed."), ran.err());
        assertFalse(Files.exists(state));
    }

    @Test
    void what_is_trusted_is_listed_and_can_be_revoked_by_name_or_path() throws IOException {
        assertEquals(
                "Nothing is trusted but the built-in books.\n",
                oncall.run("trust", "--list").ends(Exit.OK).out());
        oncall.run("trust", "disk", "--revoke").ends(Exit.NOT_FOUND);
        trusted("disk", "0".repeat(64));
        trusted("clean", "1".repeat(64));
        String listed = oncall.run("trust", "--list").ends(Exit.OK).out();
        assertTrue(
                listed.contains("runbooks/disk.yaml\n  000000000000  since 2018-11-12T15:00:00Z  1 command\n"), listed);
        oncall.run("trust", "disk", "--revoke").ends(Exit.OK);
        oncall.run("trust", "runbooks/clean.yaml", "--revoke").ends(Exit.OK);
        assertEquals(
                "Nothing is trusted but the built-in books.\n",
                oncall.run("trust", "--list").ends(Exit.OK).out());
    }

    @Test
    void a_changed_book_shows_only_what_is_new() throws IOException {
        trusted("disk", "0".repeat(64));
        String out = oncall.run("trust", "disk").ends(Exit.LEFT_OPEN).out();
        assertTrue(out.contains("runbooks/disk.yaml: changed since it was trusted. New or changed:"), out);
        assertFalse(out.contains("ls -l /var"), out);
        assertTrue(out.contains("No command is new"), out);
    }

    @Test
    void there_is_no_way_to_say_yes_beforehand() {
        oncall.run("trust", "disk", "--yes").ends(Exit.USAGE);
        oncall.run("trust", "--revoke").ends(Exit.USAGE);
    }

    private void trusted(String name, String sha256) throws IOException {
        Files.createDirectories(state.getParent());
        String line = "{\"v\":1,\"at\":\"2018-11-12T15:00:00Z\",\"path\":\""
                + folder.toRealPath().resolve("runbooks/" + name + ".yaml") + "\",\"sha256\":\"" + sha256
                + "\",\"commands\":[\"ls -l /var\"]}\n";
        Files.writeString(state, (Files.exists(state) ? Files.readString(state) : "") + line);
    }
}
