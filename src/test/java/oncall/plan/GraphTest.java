package oncall.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GraphTest {
    private static Graph random(Random random, int nodes, double share) {
        Graph graph = new Graph(nodes);
        for (int from = 0; from < nodes; from++) {
            for (int to = 0; to < nodes; to++) {
                if (random.nextDouble() < share) {
                    graph.arrow(from, to);
                }
            }
        }
        return graph;
    }

    @Test
    void every_cycle_is_found_once_and_nothing_else() {
        Random random = new Random(4);
        int cycles = 0;
        for (int round = 0; round < 600; round++) {
            Graph graph = random(random, 1 + random.nextInt(12), 0.03 + random.nextDouble() * 0.2);
            List<List<Integer>> found = graph.cycles(Integer.MAX_VALUE);
            assertEquals(found.size(), new HashSet<>(found).size(), "one was found twice: " + found);
            assertEquals(byTryingAll(graph), new HashSet<>(found));
            cycles += found.size();
        }
        assertTrue(cycles > 2_000, "the graphs were too tame: " + cycles);
    }

    /** Every simple path, closed where it can be; a cycle begins with its smallest node. */
    private static Set<List<Integer>> byTryingAll(Graph graph) {
        Set<List<Integer>> all = new HashSet<>();
        for (int start = 0; start < graph.nodes(); start++) {
            go(graph, start, new ArrayList<>(List.of(start)), all);
        }
        return all;
    }

    private static void go(Graph graph, int start, List<Integer> path, Set<List<Integer>> all) {
        for (int to : graph.after(path.get(path.size() - 1))) {
            if (to == start) {
                all.add(List.copyOf(path));
            } else if (to > start && !path.contains(to)) {
                path.add(to);
                go(graph, start, path, all);
                path.remove(path.size() - 1);
            }
        }
    }

    @Test
    void what_is_sorted_respects_every_arrow_and_leaves_out_only_what_a_cycle_holds() {
        Random random = new Random(5);
        for (int round = 0; round < 600; round++) {
            Graph graph = random(random, 1 + random.nextInt(12), random.nextDouble() * 0.25);
            List<Integer> sorted = graph.sorted();
            Set<Integer> held = new TreeSet<>();
            for (List<Integer> cycle : byTryingAll(graph)) {
                held.addAll(cycle);
                graph.reach(cycle.get(0)).stream().forEach(held::add);
            }
            assertEquals(graph.nodes(), sorted.size() + held.size());
            for (int from = 0; from < graph.nodes(); from++) {
                for (int to : graph.after(from)) {
                    boolean forward = sorted.indexOf(from) < sorted.indexOf(to);
                    assertTrue(held.contains(to) || forward, from + " -> " + to + " in " + sorted);
                }
            }
        }
    }

    @Test
    void of_those_that_may_come_next_the_smallest_does() {
        Graph graph = new Graph(5);
        graph.arrow(4, 0);
        graph.arrow(2, 1);
        assertEquals(List.of(2, 1, 3, 4, 0), graph.sorted());
    }

    @Test
    void a_path_is_the_shortest_and_follows_arrows() {
        Random random = new Random(6);
        for (int round = 0; round < 300; round++) {
            Graph graph = random(random, 2 + random.nextInt(10), random.nextDouble() * 0.3);
            for (int from = 0; from < graph.nodes(); from++) {
                BitSet reached = graph.reach(from);
                for (int to = 0; to < graph.nodes(); to++) {
                    List<Integer> path = graph.path(from, to);
                    assertEquals(reached.get(to), !path.isEmpty());
                    for (int i = 0; i + 1 < path.size(); i++) {
                        assertTrue(graph.after(path.get(i)).contains(path.get(i + 1)));
                    }
                    assertTrue(path.isEmpty() || path.get(0) == from && path.get(path.size() - 1) == to);
                }
            }
        }
    }

    @Test
    void an_arrow_drawn_twice_is_one() {
        Graph graph = new Graph(2);
        graph.arrow(0, 1);
        graph.arrow(0, 1);
        graph.arrow(1, 0);
        assertEquals(List.of(List.of(0, 1)), graph.cycles(10));
    }

    @Test
    void more_cycles_than_anybody_can_count_are_cut_off_in_time() {
        Graph graph = new Graph(300);
        for (int from = 0; from < 300; from++) {
            for (int to = 0; to < 300; to++) {
                graph.arrow(from, to);
            }
        }
        assertEquals(
                21,
                assertTimeoutPreemptively(Duration.ofSeconds(10), () -> graph.cycles(21))
                        .size());
    }

    @Test
    void a_circle_of_many_thousands_is_found_without_running_out_of_stack() {
        int many = 50_000;
        Graph graph = new Graph(many);
        for (int i = 0; i < many; i++) {
            graph.arrow(i, (i + 1) % many);
        }
        List<List<Integer>> found =
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> graph.cycles(Integer.MAX_VALUE));
        assertEquals(1, found.size());
        assertEquals(many, found.get(0).size());
    }
}
