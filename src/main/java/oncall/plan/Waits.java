package oncall.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which service waits for which: the `revert-after` of a plan as a graph. A name that is listed twice is one service. */
final class Waits {
    private final List<RevertPlan.Service> services;
    private final List<String> names;
    private final Map<String, Integer> index = new LinkedHashMap<>();
    private final Map<Long, Written> written = new LinkedHashMap<>();
    private final Graph graph;
    private final int[] part;

    Waits(RevertPlan plan) {
        List<RevertPlan.Service> first = new ArrayList<>();
        for (RevertPlan.Service service : plan.scope().services()) {
            if (index.putIfAbsent(service.name().text(), first.size()) == null) {
                first.add(service);
            }
        }
        services = List.copyOf(first);
        names = List.copyOf(index.keySet());
        graph = new Graph(names.size());
        for (RevertPlan.Service service : plan.scope().services()) {
            int waiting = index.get(service.name().text());
            for (Written other : service.revertAfter()) {
                Integer goesFirst = index.get(other.text());
                if (goesFirst != null) {
                    graph.arrow(waiting, goesFirst);
                    written.putIfAbsent(key(waiting, goesFirst), other);
                }
            }
        }
        BitSet all = new BitSet();
        all.set(0, names.size());
        part = graph.parts(all);
    }

    private static long key(int waiting, int goesFirst) {
        return (long) waiting << 32 | goesFirst;
    }

    /** Each service once, in the order of the file. */
    List<RevertPlan.Service> services() {
        return services;
    }

    /** Their names. */
    List<String> names() {
        return names;
    }

    /** Where it stands among them. */
    Optional<Integer> find(String name) {
        return Optional.ofNullable(index.get(name));
    }

    /** An arrow leads from a service to each it waits for. */
    Graph graph() {
        return graph;
    }

    /** The word under `revert-after` that makes the first wait for the second. */
    Written written(int waiting, int goesFirst) {
        return written.get(key(waiting, goesFirst));
    }

    /** Whether the first waits for the second, straight or by way of others. */
    boolean waits(int waiting, int goesFirst) {
        return !graph.path(waiting, goesFirst).isEmpty();
    }

    /** Whether each of the two waits for the other, straight or by way of others. */
    boolean inCircle(int one, int other) {
        return part[one] == part[other];
    }

    /** Cycles, at most `most`, each beginning with the service that is listed first. */
    List<Cycle> cycles(int most, RevertPlan plan) {
        return graph.cycles(most).stream()
                .map(cycle ->
                        new Cycle(cycle.stream().map(names::get).toList(), new Breaking(this, cycle, plan).ways()))
                .toList();
    }
}
