package oncall.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OrderRulesTest {
    private static final String THREE = """
            services:
              - {name: api, from: "2", to: "1"%s}
              - {name: worker, from: "2", to: "1"%s}
              - {name: ui, from: "2", to: "1"%s}
            """;
    private static final String STEP = """
              - run: ./bin/back %1$s
                id: undo_%1$s
                service: %1$s
            """;

    private static String three(String api, String worker, String ui) {
        return THREE.formatted(api, worker, ui);
    }

    private static String steps(String... services) {
        StringBuilder text = new StringBuilder("steps:\n");
        for (String service : services) {
            text.append(STEP.formatted(service));
        }
        return text.toString();
    }

    private static List<String> says(String rule, String keys) {
        return PlanSetting.says(rule, keys);
    }

    private static List<String> mends(String rule, String keys) {
        return PlanSetting.judged(PlanSetting.with(keys)).findings().stream()
                .filter(each -> each.rule().id().equals(rule))
                .map(Finding::mend)
                .toList();
    }

    @Test
    void a_name_nobody_listed_is_told_with_the_one_that_was_meant() {
        String keys = three(", revert-after: [wroker]", ", revert-after: [database]", "");
        assertEquals(
                List.of(
                        "error `api` is to be put back after `wroker`, which is no service of this plan.",
                        "error `worker` is to be put back after `database`, which is no service of this plan."),
                says("RP070", keys));
        assertEquals(
                List.of("did you mean `worker`?", "list `database` under `services`, or drop it here"),
                mends("RP070", keys));
        assertEquals(List.of(), says("RP070", three(", revert-after: [ui]", "", "")));
    }

    @Test
    void a_cycle_is_a_path_with_the_ways_to_break_it() {
        String keys = three(
                ", revert-after: [worker], reads-new: \"yes\"",
                ", revert-after: [ui], reads-new: unknown",
                ", revert-after: [api]");
        assertEquals(List.of("error Each waits for the next: api -> worker -> ui -> api."), says("RP071", keys));
        String mend = mends("RP071", keys).get(0);
        assertTrue(mend.startsWith("drop `worker` from `revert-after` of `api`"), mend);
        assertTrue(mend.contains("let the flag `order_notes` stop"), mend);
        assertTrue(mend.contains("compatibility release of `worker`"), mend);
    }

    @Test
    void every_cycle_is_told_once_and_a_service_that_waits_for_itself_is_one() {
        assertEquals(
                List.of(
                        "error Each waits for the next: api -> worker -> api.",
                        "error Each waits for the next: worker -> ui -> worker.",
                        "error `ui` waits for itself: ui -> ui."),
                says(
                        "RP071",
                        three(
                                ", revert-after: [worker]",
                                ", revert-after: [api, ui]",
                                ", revert-after: [worker, ui]")));
        assertEquals(List.of(), says("RP071", three(", revert-after: [ui, worker]", ", revert-after: [ui]", "")));
    }

    @Test
    void a_name_that_is_listed_twice_is_one_service_of_the_cycle() {
        assertEquals(
                List.of("error Each waits for the next: api -> worker -> api."),
                says("RP071", three(", revert-after: [worker]", "", "") + """
                          - {name: worker, from: "2", to: "1", revert-after: [api]}
                        """));
    }

    @Test
    void cycles_beyond_counting_are_cut_off() {
        StringBuilder keys = new StringBuilder("services:\n");
        for (int i = 0; i < 12; i++) {
            keys.append("  - {name: s").append(i).append(", from: \"2\", to: \"1\", revert-after: [");
            for (int other = 0; other < 12; other++) {
                keys.append(other == 0 ? "s" : ", s").append(other);
            }
            keys.append("]}\n");
        }
        List<String> said = says("RP071", keys.toString());
        assertEquals(21, said.size());
        assertTrue(said.contains("error There are more cycles than the 20 shown."), said.toString());
    }

    @Test
    void steps_that_go_against_a_declared_order_are_told_unless_a_reason_stands_there() {
        String keys = three("", "", ", revert-after: [api]") + steps("ui", "api", "worker");
        String no = "# no order-reason\n";
        assertEquals(
                List.of("warning The step `undo_ui` puts `ui` back before `api`, and it is to be put back after it."),
                says("RP072", no + keys));
        assertEquals(List.of(), says("RP072", keys));
        assertEquals(List.of(), says("RP072", no + three("", "", ", revert-after: [api]") + steps("api", "ui")));
    }

    @Test
    void without_a_word_the_list_is_the_order_of_deploying_and_is_undone_in_reverse() {
        String no = "# no order-reason\n";
        assertEquals(
                List.of(
                        "warning `api` is put back before `worker`, in the order they are listed, and nothing says which"
                                + " leans on which."),
                says("RP072", no + three("", "", "") + steps("api", "worker", "ui")));
        assertEquals(List.of(), says("RP072", no + three("", "", "") + steps("ui", "worker", "api")));
        assertEquals(List.of(), says("RP072", no + three("", "", "") + steps("api")));
        assertEquals(
                List.of(),
                says("RP072", no + three("", "", "") + "parallel: [[api, worker]]\n" + steps("api", "worker")));
    }

    @Test
    void an_old_version_that_meets_what_it_cannot_read_is_told_where_both_sides_are_known() {
        String no = ", reads-new: \"no\"";
        String yes = ", reads-new: \"yes\"";
        String none = "# no flags\n";
        String api = ", revert-after: [ui]";
        assertEquals(
                List.of("error Once `ui` is back at 1 and `api` is not yet, it meets what 2 writes, and it cannot read"
                        + " that."),
                says("RP073", none + three(api + yes, "", no) + steps("ui", "api")));
        assertEquals(List.of(), says("RP073", none + three(api + no, "", yes) + steps("ui", "api")));
        assertEquals(
                1,
                says("RP073", none + three(api + no, "", yes) + steps("api", "ui"))
                        .size());
        assertEquals(List.of(), says("RP073", none + three(api, "", no) + steps("ui", "api")));
        assertEquals(List.of(), says("RP073", none + three(api + ", reads-new: unknown", "", no)));
        assertEquals(List.of(), says("RP073", none + three(yes, "", no) + steps("ui", "api")));
        assertEquals(
                List.of("warning"),
                says("RP073", three(api + yes, "", no) + steps("ui", "api")).stream()
                        .map(said -> said.split(" ")[0])
                        .toList());
    }

    @Test
    void what_activates_is_undone_and_baked_before_what_prepares() {
        String service = "services:\n  - {name: api, from: \"2\", to: \"1\", prepare: [%s], activate: [%s]}\n";
        String steps = """
                steps:
                  - {run: "./bin/switch writing", id: writing}
                %s  - {run: "./bin/switch reading", id: reading}
                """;
        String bake = "  - {verify: Is it quiet?, id: quiet, check: [./bin/quiet]%s}\n"
                .replace("Is it quiet?", "\"Is it quiet?\"");
        String held = steps.formatted(bake.formatted(", hold: 5m"));
        assertEquals(List.of(), says("RP074", service.formatted("reading", "writing") + held));
        assertEquals(
                List.of("error Nothing shows between `writing` and `reading` that `api` no longer uses the new form."),
                says("RP074", service.formatted("reading", "writing") + steps.formatted("")));
        assertEquals(
                List.of("error Nothing shows between `writing` and `reading` that `api` no longer uses the new form."),
                says("RP074", service.formatted("reading", "writing") + steps.formatted(bake.formatted(""))));
        assertEquals(
                List.of(
                        "error The step `writing` takes away what prepared the change in `api` before `reading` has undone"
                                + " what activated it."),
                says("RP074", service.formatted("writing", "reading") + held));
        assertEquals(
                List.of(
                        "error The step `reading` undoes both what activated the change in `api` and what prepared it."),
                says("RP074", service.formatted("reading", "reading, writing") + held));
        assertEquals(
                List.of("error `prepare` of `api` names `raeding`, and no step has that id."),
                says("RP074", service.formatted("raeding", "writing") + held));
    }

    @Test
    void of_several_steps_the_last_that_activates_counts_and_the_first_that_prepares() {
        String service = "services:\n  - {name: api, from: \"2\", to: \"1\", prepare: [%s], activate: [%s]}\n";
        String good = "steps:\n" + act("a") + act("b") + HELD + act("c") + act("d");
        for (String activate : List.of("a, b", "b, a")) {
            for (String prepare : List.of("c, d", "d, c")) {
                assertEquals(List.of(), says("RP074", service.formatted(prepare, activate) + good));
            }
        }
        String early = "steps:\n" + act("a") + act("c") + HELD + act("b") + HELD.replace("quiet", "still") + act("d");
        for (String prepare : List.of("c, d", "d, c")) {
            assertEquals(
                    List.of("error The step `c` takes away what prepared the change in `api` before `b` has undone what"
                            + " activated it."),
                    says("RP074", service.formatted(prepare, "b, a") + early));
        }
    }

    private static final String HELD = "  - {verify: \"Is it quiet?\", id: quiet, check: [./bin/quiet], hold: 5m}\n";

    private static String act(String id) {
        return "  - {run: \"./bin/switch " + id + "\", id: " + id + "}\n";
    }

    @Test
    void what_waits_for_another_is_not_put_back_beside_it() {
        String chain = three(", revert-after: [worker]", ", revert-after: [ui]", "");
        assertEquals(
                List.of(
                        "error `api` is to be put back at the same time as `ui`, and waits for it: api -> worker -> ui."),
                says("RP075", chain + "parallel: [[ui, api]]"));
        assertEquals(
                List.of(),
                says("RP075", three(", revert-after: [ui]", ", revert-after: [ui]", "") + "parallel: [[api, worker]]"));
        assertEquals(
                List.of(
                        "error `wokrer` is to be put back in parallel, and is no service of this plan.",
                        "error `ui` stands twice in one group."),
                says("RP075", chain + "parallel: [[wokrer, ui, ui]]"));
    }
}
