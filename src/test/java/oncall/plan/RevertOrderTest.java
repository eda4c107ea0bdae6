package oncall.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import oncall.runbook.Location;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RevertOrderTest {
    private static final String HEAD = """
            oncall: revert-plan/1
            change: {title: "orders 5"}
            owner: dana
            migrations: none
            verify: [{text: "Does it work?"}]
            estimate: 5m
            """;

    private static RevertOrder order(String keys) {
        return RevertOrder.of(PlanSetting.plan(HEAD + keys));
    }

    private static List<String> words(RevertOrder order) {
        return order.items().stream().map(RevertOrder.Item::words).toList();
    }

    private static List<String> edges(RevertOrder order) {
        return order.edges().stream()
                .map(edge -> (edge.before() + 1) + " " + (edge.after() + 1) + " " + edge.why())
                .toList();
    }

    private static String step(String id, String more) {
        return "  - {run: [./bin/do, " + id + "], id: " + id + more + "}\n";
    }

    @Test
    void flags_come_first_then_services_as_they_wait_then_the_proof() {
        RevertOrder order = order("""
                services:
                  - {name: db, from: "2", to: none, revert-after: [api]}
                  - {name: api, from: "2", to: "1", revert-after: [ui]}
                  - {name: ui, from: "2", to: "1"}
                flags: [{name: new_orders, revert-to: "off"}]
                steps:
                """ + step("new_orders", "") + step("ui_back", ", service: ui") + step("copy", "")
                + step("api_back", ", service: api") + step("db_gone", ", service: db"));
        assertEquals(
                List.of(
                        "flag new_orders -> off",
                        "service ui 2 -> 1",
                        "step copy: ./bin/do copy",
                        "service api 2 -> 1",
                        "service db 2 -> none",
                        "verify"),
                words(order));
        assertEquals(
                List.of(
                        "1 2 FLAG_FIRST",
                        "2 3 FILE_ORDER",
                        "2 4 DECLARED",
                        "3 4 FILE_ORDER",
                        "4 5 DECLARED",
                        "5 6 PROOF_LAST"),
                edges(order));
        assertEquals(Optional.empty(), order.note());
        assertTrue(order.isWhole());
    }

    @Test
    void a_declared_order_wins_over_that_of_the_steps_and_the_difference_is_told() {
        RevertOrder order = order("""
                services:
                  - {name: api, from: "2", to: "1", revert-after: [ui]}
                  - {name: ui, from: "2", to: "1"}
                steps:
                """ + step("api_back", ", service: api") + step("ui_back", ", service: ui"));
        assertEquals(List.of("service ui 2 -> 1", "service api 2 -> 1", "verify"), words(order));
        assertEquals(
                Optional.of("The steps are walked as they stand in the file, which is another order: `api_back` stands"
                        + " before `ui_back` there."),
                order.note());
    }

    @Test
    void downs_run_newest_first_and_what_activated_goes_before_what_prepared() {
        RevertOrder order = RevertOrder.of(PlanSetting.plan(HEAD.replace("none", """

                  - {id: "7", revert: down, down: db/7-down.sql}
                  - {id: "8", title: "parts", revert: down, down: db/8-down.sql}
                  - {id: "9", revert: not-needed}
                """) + """
                services:
                  - {name: api, from: "2", to: "1", prepare: [reading], activate: [writing]}
                steps:
                """ + step("writing", "")
                + step("reading", "") + step("x", "").replace("do, x", "sql, db/8-down.sql")
                + step("y", "").replace("do, y", "sql, db/7-down.sql")));
        assertEquals(
                List.of(
                        "service api 2 -> 1",
                        "service api (what prepared the change)",
                        "down of migration 8 parts",
                        "down of migration 7",
                        "verify"),
                words(order));
        assertEquals(
                List.of("1 2 ACTIVATE_FIRST", "2 3 FILE_ORDER", "3 4 NEWEST_FIRST", "4 5 PROOF_LAST"), edges(order));
    }

    @Test
    void without_steps_services_are_undone_in_reverse_of_the_list() {
        RevertOrder order = order("""
                services:
                  - {name: a, from: "2", to: "1"}
                  - {name: b, from: "2", to: "1"}
                  - {name: c, from: "2", to: "1"}
                steps: ["Call the team."]
                """);
        assertEquals(
                List.of(
                        "step call_the_team: Call the team.",
                        "service c 2 -> 1",
                        "service b 2 -> 1",
                        "service a 2 -> 1",
                        "verify"),
                words(order));
        assertTrue(OrderText.lines(order).contains("    no step says how"));
    }

    @Test
    void what_stands_in_a_cycle_has_no_place() {
        RevertOrder order = order("""
                services:
                  - {name: api, from: "2", to: "1", revert-after: [ui]}
                  - {name: ui, from: "2", to: "1", revert-after: [api]}
                  - {name: other, from: "2", to: "1"}
                steps: ["Call the team."]
                """);
        assertFalse(order.isWhole());
        assertEquals(
                List.of("api -> ui -> api"),
                order.cycles().stream().map(Cycle::path).toList());
        assertEquals(
                List.of("step call_the_team: Call the team.", "service other 2 -> 1"),
                words(order).subList(0, order.placed()));
        List<String> text = OrderText.lines(order);
        assertTrue(text.contains("  api -> ui -> api"), text.toString());
        assertTrue(String.join("\n", text).contains("To break it:"), text.toString());
        List<String> drawn = OrderDiagram.mermaid(order);
        assertEquals("%% cycle: api -> ui -> api", drawn.get(0));
        assertEquals(2, drawn.stream().filter(line -> line.contains("==>")).count());
        assertEquals(
                2,
                OrderDiagram.dot(order).stream()
                        .filter(line -> line.contains("style=bold"))
                        .count());
    }

    @Test
    void the_order_of_any_plan_respects_what_it_declares_and_is_the_same_each_time() {
        Random random = new Random(7);
        int whole = 0;
        for (int round = 0; round < 400; round++) {
            int many = 1 + random.nextInt(12);
            Map<String, List<String>> after = new HashMap<>();
            String keys = services(random, many, random.nextDouble() * 0.25, after) + steps(random, many);
            RevertOrder order = order(keys);
            assertEquals(order, order(keys));
            List<String> names = order.items().stream()
                    .filter(item -> item.kind() == RevertOrder.Kind.SERVICE)
                    .map(RevertOrder.Item::name)
                    .toList();
            assertEquals(many, names.size());
            if (order.isWhole()) {
                whole++;
                assertEquals(order.items().size(), order.placed());
                after.forEach((waiting, others) -> others.forEach(first -> assertTrue(
                        names.indexOf(first) < names.indexOf(waiting), first + " before " + waiting + ": " + names)));
                order.edges().forEach(edge -> assertTrue(edge.before() < edge.after(), edge.toString()));
                assertEquals(
                        RevertOrder.Kind.VERIFY,
                        order.items().get(order.items().size() - 1).kind());
            }
        }
        assertTrue(whole > 100 && whole < 390, whole + " of 400 had an order");
    }

    private static String services(Random random, int many, double share, Map<String, List<String>> after) {
        StringBuilder text = new StringBuilder("services:\n");
        for (int i = 0; i < many; i++) {
            List<String> others = new ArrayList<>();
            for (int other = 0; other < many; other++) {
                if (random.nextDouble() < share) {
                    others.add("s" + other);
                }
            }
            after.put("s" + i, others);
            text.append("  - {name: s").append(i).append(", from: \"2\", to: \"1\"");
            text.append(others.isEmpty() ? "" : ", revert-after: [" + String.join(", ", others) + "]");
            text.append("}\n");
        }
        return text.toString();
    }

    private static String steps(Random random, int many) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            all.add(i);
        }
        Collections.shuffle(all, random);
        StringBuilder text = new StringBuilder("steps:\n");
        all.forEach(i -> text.append(step("back" + i, ", service: s" + i)));
        return text.toString();
    }

    @Test
    void thousands_of_services_take_no_longer_than_they_should() {
        List<RevertPlan.Service> services = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            services.add(service("s" + i, i == 0 ? List.of() : List.of("s" + (i - 1), "s" + i / 2)));
        }
        RevertPlan small = PlanSetting.plan(HEAD + "services: [{name: a, from: \"2\", to: \"1\"}]\nsteps: [Call.]\n");
        RevertPlan large = with(small, services);
        RevertOrder order = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> RevertOrder.of(large));
        assertEquals(2_002, order.placed());
        assertEquals("s0", order.items().get(1).name());
        assertEquals("s1999", order.items().get(2_000).name());
        services.set(0, service("s0", List.of("s1999")));
        RevertOrder turned =
                assertTimeoutPreemptively(Duration.ofSeconds(10), () -> RevertOrder.of(with(small, services)));
        assertEquals(RevertOrder.MOST_CYCLES, turned.cycles().size());
    }

    private static RevertPlan with(RevertPlan plan, List<RevertPlan.Service> services) {
        RevertPlan.Scope old = plan.scope();
        return new RevertPlan(
                plan.name(),
                plan.change(),
                plan.people(),
                plan.deciding(),
                new RevertPlan.Scope(
                        services,
                        old.orderReason(),
                        old.parallel(),
                        old.flags(),
                        old.consumers(),
                        old.cannotRevert(),
                        old.configNeeded()),
                plan.stored(),
                plan.release(),
                plan.doing(),
                plan.paper(),
                plan.keys(),
                plan.problems(),
                plan.source());
    }

    private static RevertPlan.Service service(String name, List<String> after) {
        return new RevertPlan.Service(
                written(name),
                written("2"),
                written("1"),
                List.of(),
                after.stream().map(RevertOrderTest::written).toList(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                new Location("plan.yaml", 1, 1));
    }

    private static Written written(String text) {
        return new Written(text, true, new Location("plan.yaml", 1, 1), 1);
    }

    // ---- the outputs

    @Test
    void the_text_is_numbered_and_fits_80_columns() {
        RevertOrder order = order("services:\n  - {name: api, from: \"2\", to: " + "x".repeat(150)
                + "}\nsteps:\n  - {run: \"./bin/back " + "very ".repeat(30) + "\", id: back}\n");
        List<String> lines = OrderText.lines(order);
        assertEquals(
                List.of(
                        "Order of undoing: orders 5",
                        "",
                        " 1. service api 2 ->",
                        "    " + "x".repeat(76),
                        "    " + "x".repeat(74),
                        "    why: nothing has to come before it"),
                lines.subList(0, 6));
        lines.forEach(line -> assertTrue(line.codePointCount(0, line.length()) <= 80, line));
        assertEquals(" 2. verify", lines.get(lines.size() - 3));
    }

    @Test
    void no_name_breaks_out_of_a_diagram() {
        String hostile = "a\"] --> n9[\\\"x\\\" %%{init: {}}%% <b>&#35;; \u202e\\u0007`|end";
        RevertPlan small = PlanSetting.plan(HEAD + "services: [{name: a, from: \"2\", to: \"1\"}]\nsteps: [Call.]\n");
        RevertOrder order = RevertOrder.of(with(
                small,
                List.of(
                        service(hostile + "\n%%{init", List.of()),
                        service("z\u0007\u2028\\", List.of(hostile + "\n%%{init")))));
        for (String line : OrderDiagram.mermaid(order)) {
            assertTrue(
                    line.matches("flowchart TD|    n\\d+\\[\"[^\"%{}<&`|\\\\\\[\\]]*\"]"
                            + "|    n\\d+ (-->|-\\.->)\\|\"[^\"%{}<&`|]*\"\\| n\\d+"),
                    line);
            assertTrue(line.codePoints().noneMatch(Character::isISOControl) && !line.contains("\u202e"), line);
        }
        for (String line : OrderDiagram.dot(order)) {
            assertTrue(
                    line.matches("digraph \"order of undoing: orders 5\" \\{|    node \\[shape=box];|}"
                            + "|    n\\d+ \\[label=\"([^\"\\\\]|\\\\[\"\\\\])*\"];"
                            + "|    n\\d+ -> n\\d+ \\[label=\"[a-z -]*\"(, style=(dashed|bold))?];"),
                    line);
            assertTrue(line.codePoints().noneMatch(Character::isISOControl) && !line.contains("\u202e"), line);
        }
    }

    @Test
    void a_diagram_names_its_nodes_by_number() {
        RevertOrder order = order("""
                services:
                  - {name: api, from: "2", to: "1", revert-after: [ui]}
                  - {name: ui, from: "2", to: "1"}
                steps: [{do: "Put \\"both\\" back.", id: both}]
                """);
        assertEquals("""
                flowchart TD
                    n1["1. step both: Put #34;both#34; back."]
                    n2["2. service ui 2 -> 1"]
                    n3["3. service api 2 -> 1"]
                    n4["4. verify"]
                    n1 -->|"the proof comes last"| n4
                    n2 -->|"revert-after"| n3
                    n3 -->|"the proof comes last"| n4""", String.join("\n", OrderDiagram.mermaid(order)));
        assertEquals("""
                digraph "order of undoing: orders 5" {
                    node [shape=box];
                    n1 [label="1. step both: Put \\"both\\" back."];
                    n2 [label="2. service ui 2 -> 1"];
                    n3 [label="3. service api 2 -> 1"];
                    n4 [label="4. verify"];
                    n1 -> n4 [label="the proof comes last"];
                    n2 -> n3 [label="revert-after"];
                    n3 -> n4 [label="the proof comes last"];
                }""", String.join("\n", OrderDiagram.dot(order)));
    }
}
