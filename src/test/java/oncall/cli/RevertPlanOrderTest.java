package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
class RevertPlanOrderTest {
    private static final String ONE = "services: [{name: api, from: \"4.13.0\", to: \"4.12.0\"}]\n";
    private static final String CYCLE = """
            services:
              - {name: api, from: "4.13.0", to: "4.12.0", revert-after: [ui]}
              - {name: ui, from: "4.13.0", to: "4.12.0", revert-after: [api]}
            """;

    @TempDir
    private Path folder;

    private InProcess oncall;

    @BeforeEach
    void start() {
        oncall = new InProcess(folder);
    }

    private void plan(String text) throws IOException {
        Files.createDirectories(folder.resolve("revert-plans"));
        Files.writeString(folder.resolve("revert-plans/api.yaml"), text);
    }

    private InProcess.Ran order(String... words) {
        String[] all = new String[words.length + 2];
        all[0] = "revert-plan";
        all[1] = "order";
        System.arraycopy(words, 0, all, 2, words.length);
        return oncall.run(all);
    }

    @Test
    void a_plan_is_shown_by_name_or_by_path() throws IOException {
        plan(PlansTest.PLAN);
        InProcess.Ran ran = order("api").ends(Exit.OK);
        assertTrue(ran.out().startsWith("Order of undoing: "), ran.out());
        assertTrue(ran.out().contains("\n 1. service api 4.13.0 -> 4.12.0\n"), ran.out());
        assertEquals(ran.out(), order("revert-plans/api.yaml").ends(Exit.OK).out());
        assertEquals("", ran.err());
    }

    @Test
    void a_cycle_is_a_path_with_ways_to_break_it_and_ends_with_1() throws IOException {
        plan(PlansTest.PLAN.replace(ONE, CYCLE));
        InProcess.Ran text = order("api").ends(Exit.FIX);
        assertTrue(text.out().contains("\n  api -> ui -> api\n    To break it:\n    - "), text.out());
        InProcess.Ran drawn = order("api", "--format", "mermaid").ends(Exit.FIX);
        assertTrue(drawn.out().startsWith("%% cycle: api -> ui -> api\nflowchart TD\n"), drawn.out());
        assertTrue(drawn.err().contains("Each waits for the next: api -> ui -> api."), drawn.err());
        assertTrue(drawn.err().contains("To break it: "), drawn.err());
    }

    @Test
    void the_diagrams_are_data() throws IOException {
        plan(PlansTest.PLAN);
        InProcess.Ran mermaid = order("api", "--format", "mermaid").ends(Exit.OK);
        assertTrue(
                mermaid.out().startsWith("flowchart TD\n    n1[\"1. service api 4.13.0 -> 4.12.0\"]\n"), mermaid.out());
        InProcess.Ran dot = order("api", "--format", "dot").ends(Exit.OK);
        assertTrue(dot.out().startsWith("digraph \"") && dot.out().endsWith("}\n"), dot.out());
        assertEquals("", mermaid.err() + dot.err());
    }

    @Test
    void what_is_not_there_does_not_read_or_is_no_format_is_told() throws IOException {
        order("gone").ends(Exit.NOT_FOUND);
        order("revert-plans/gone.yaml").ends(Exit.NOT_FOUND);
        plan("oncall: revert-plan/1\nnonsense: 1\n");
        order("api").ends(Exit.UNREADABLE);
        plan(PlansTest.PLAN);
        InProcess.Ran ran = order("api", "--format", "mermade").ends(Exit.USAGE);
        assertTrue(ran.err().contains("mermaid"), ran.err());
        order().ends(Exit.USAGE);
    }
}
