package oncall.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;

/** Nodes 0 to n-1 and arrows between them. Nothing here recurses: a plan from elsewhere may be as long as it likes. */
final class Graph {
    private final List<List<Integer>> next = new ArrayList<>();

    Graph(int nodes) {
        for (int i = 0; i < nodes; i++) {
            next.add(new ArrayList<>());
        }
    }

    int nodes() {
        return next.size();
    }

    /** An arrow; a second one between the same two counts for nothing. */
    void arrow(int from, int to) {
        if (!next.get(from).contains(to)) {
            next.get(from).add(to);
        }
    }

    List<Integer> after(int node) {
        return next.get(node);
    }

    /**
     * Nodes so that every arrow points forward, of those that may come next always the smallest; nodes on a cycle, and behind
     * one, are left out.
     */
    List<Integer> sorted() {
        int[] waits = new int[nodes()];
        next.forEach(all -> all.forEach(to -> waits[to]++));
        PriorityQueue<Integer> free = new PriorityQueue<>();
        for (int i = 0; i < nodes(); i++) {
            if (waits[i] == 0) {
                free.add(i);
            }
        }
        List<Integer> sorted = new ArrayList<>();
        while (!free.isEmpty()) {
            int node = free.remove();
            sorted.add(node);
            for (int to : next.get(node)) {
                if (--waits[to] == 0) {
                    free.add(to);
                }
            }
        }
        return sorted;
    }

    /** The shortest way along arrows, both ends included, of at least one arrow; empty where there is none. */
    List<Integer> path(int from, int to) {
        int[] before = new int[nodes()];
        Arrays.fill(before, -1);
        Deque<Integer> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            int node = open.remove();
            for (int each : next.get(node)) {
                if (each == to) {
                    return way(before, from, node, to);
                }
                if (before[each] < 0 && each != from) {
                    before[each] = node;
                    open.add(each);
                }
            }
        }
        return List.of();
    }

    /** Every node that at least one arrow leads to from here. */
    BitSet reach(int from) {
        BitSet reached = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            for (int each : next.get(open.remove())) {
                if (!reached.get(each)) {
                    reached.set(each);
                    open.add(each);
                }
            }
        }
        return reached;
    }

    private static List<Integer> way(int[] before, int from, int last, int to) {
        List<Integer> way = new ArrayList<>(List.of(to, last));
        for (int node = last; node != from; node = before[node]) {
            way.add(before[node]);
        }
        Collections.reverse(way);
        return way;
    }

    /** Of each node which strongly connected part of the graph among `alive` nodes it is in; -1 for the others. */
    int[] parts(BitSet alive) {
        return new Parts(this, alive).number;
    }

    /**
     * Elementary cycles, each once, beginning at its smallest node, without that node repeated at the end; at most `most` of
     * them, because a plan of a few hundred lines can have more than anybody can count.
     */
    List<List<Integer>> cycles(int most) {
        List<List<Integer>> found = new ArrayList<>();
        BitSet alive = new BitSet();
        alive.set(0, nodes());
        int[] part = parts(alive);
        for (int start = 0; start < nodes() && found.size() < most; start++) {
            if (turnsBack(start, part, alive)) {
                new Rounds(this, start, part, alive, most, found).walk();
                alive.clear(start);
                part = parts(alive);
            } else {
                alive.clear(start);
            }
        }
        return found;
    }

    private boolean turnsBack(int node, int[] part, BitSet alive) {
        for (int to : next.get(node)) {
            if (alive.get(to) && part[to] == part[node]) {
                return true;
            }
        }
        return false;
    }

    /** Strongly connected parts, by depth-first search with an own stack. */
    private static final class Parts {
        private final Graph graph;
        private final BitSet alive;
        private final int[] number;
        private final int[] seen;
        private final int[] low;
        private final int[] turn;
        private final Deque<Integer> open = new ArrayDeque<>();
        private final Deque<Integer> path = new ArrayDeque<>();
        private int clock;
        private int parts;

        Parts(Graph graph, BitSet alive) {
            this.graph = graph;
            this.alive = alive;
            this.number = new int[graph.nodes()];
            this.seen = new int[graph.nodes()];
            this.low = new int[graph.nodes()];
            this.turn = new int[graph.nodes()];
            Arrays.fill(number, -1);
            for (int node = alive.nextSetBit(0); node >= 0; node = alive.nextSetBit(node + 1)) {
                if (seen[node] == 0) {
                    enter(node);
                    while (!path.isEmpty()) {
                        step(path.peek());
                    }
                }
            }
        }

        private void enter(int node) {
            seen[node] = low[node] = ++clock;
            open.push(node);
            path.push(node);
        }

        private void step(int node) {
            List<Integer> next = graph.after(node);
            if (turn[node] < next.size()) {
                int to = next.get(turn[node]++);
                if (alive.get(to) && seen[to] == 0) {
                    enter(to);
                } else if (alive.get(to) && number[to] < 0) {
                    low[node] = Math.min(low[node], seen[to]);
                }
                return;
            }
            path.pop();
            if (!path.isEmpty()) {
                low[path.peek()] = Math.min(low[path.peek()], low[node]);
            }
            if (low[node] == seen[node]) {
                int member;
                do {
                    member = open.pop();
                    number[member] = parts;
                } while (member != node);
                parts++;
            }
        }
    }

    /**
     * All cycles through one node within its part. A node that led nowhere is closed until one behind it opens again, which
     * keeps the time per cycle linear (D. B. Johnson, 1975).
     */
    private static final class Rounds {
        private final Graph graph;
        private final int start;
        private final int[] part;
        private final BitSet alive;
        private final int most;
        private final List<List<Integer>> found;
        private final List<Integer> path = new ArrayList<>();
        private final int[] turn;
        private final BitSet closed = new BitSet();
        private final BitSet led = new BitSet();
        private final List<List<Integer>> opens = new ArrayList<>();

        Rounds(Graph graph, int start, int[] part, BitSet alive, int most, List<List<Integer>> found) {
            this.graph = graph;
            this.start = start;
            this.part = part;
            this.alive = alive;
            this.most = most;
            this.found = found;
            this.turn = new int[graph.nodes()];
            for (int i = 0; i < graph.nodes(); i++) {
                opens.add(List.of());
            }
        }

        void walk() {
            enter(start);
            while (!path.isEmpty() && found.size() < most) {
                int node = path.get(path.size() - 1);
                List<Integer> next = graph.after(node);
                if (turn[node] == next.size()) {
                    leave(node);
                } else {
                    look(next.get(turn[node]++));
                }
            }
        }

        private void enter(int node) {
            path.add(node);
            turn[node] = 0;
            closed.set(node);
            led.clear(node);
        }

        private void look(int to) {
            if (!alive.get(to) || part[to] != part[start]) {
                return;
            }
            if (to == start) {
                found.add(List.copyOf(path));
                led.set(path.get(path.size() - 1));
            } else if (!closed.get(to)) {
                enter(to);
            }
        }

        private void leave(int node) {
            path.remove(path.size() - 1);
            if (led.get(node)) {
                open(node);
                if (!path.isEmpty()) {
                    led.set(path.get(path.size() - 1));
                }
                return;
            }
            for (int to : graph.after(node)) {
                if (alive.get(to) && part[to] == part[start]) {
                    if (opens.get(to).isEmpty()) {
                        opens.set(to, new ArrayList<>());
                    }
                    opens.get(to).add(node);
                }
            }
        }

        private void open(int node) {
            Deque<Integer> all = new ArrayDeque<>(List.of(node));
            while (!all.isEmpty()) {
                int each = all.pop();
                if (closed.get(each)) {
                    closed.clear(each);
                    all.addAll(opens.get(each));
                    opens.set(each, List.of());
                }
            }
        }
    }
}
