package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `revert-plan new` tells a person to type. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RevertPlanNewTest {
    @TempDir
    Path home;

    private void book() throws IOException {
        Files.createDirectories(home.resolve("runbooks/revert-plans"));
        Files.writeString(home.resolve("runbooks/x.yaml"), "oncall: runbook/1\ntitle: x\nsteps: [Look.]\n");
    }

    @Test
    void a_plan_in_a_folder_in_use_is_checked_by_its_name() throws IOException {
        book();
        InProcess oncall = new InProcess(home);
        String said = oncall.run("revert-plan", "new", "login-2.4", "-o", "runbooks/revert-plans")
                .ends(Exit.OK)
                .err();
        assertTrue(said.contains("\noncall revert-plan check login-2.4\n"), said);
        oncall.run("revert-plan", "check", "login-2.4").ends(Exit.FIX);
    }

    @Test
    void elsewhere_it_is_checked_by_its_path_on_one_line_however_narrow_the_window() {
        String said = new InProcess(home)
                .onTerminal(40)
                .run("revert-plan", "new", "login-2.4", "-o", "a-folder-of-plans-with-a-long-name")
                .ends(Exit.OK)
                .err();
        Path file = home.resolve("a-folder-of-plans-with-a-long-name/login-2.4.yaml");
        assertTrue(said.replace("\r", "").contains("\noncall revert-plan check " + file + "\n"), said);
    }

    @Test
    void an_option_without_its_value_is_not_called_compulsory() {
        String said = new InProcess(home)
                .run("revert-plan", "new", "x", "--git")
                .ends(Exit.USAGE)
                .err();
        assertTrue(said.contains("`--git` needs a value after it: `--git FROM..TO`."), said);
    }

    @Test
    void an_empty_file_in_a_folder_of_plans_is_told_how_a_plan_begins() throws IOException {
        book();
        Files.writeString(home.resolve("runbooks/revert-plans/x.yaml"), "");
        InProcess.Ran ran = new InProcess(home).run("revert-plan", "check", "x");
        String said = (ran.out() + ran.err()).replaceAll("\\s+", " ");
        assertTrue(said.contains("`oncall revert-plan new NAME` drafts a plan"), said);
    }
}
