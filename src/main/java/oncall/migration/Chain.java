package oncall.migration;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Orders migrations that name the one before them, and finds where that leads to two ends, in a circle or nowhere. */
final class Chain {
    private Chain() {}

    /** Gives every linked migration its place in its chain. */
    static List<Migration> ordered(Found found) {
        Map<String, Map<String, Found.Link>> groups = new TreeMap<>();
        for (Found.Link link : found.links()) {
            Found.Link twin = groups.computeIfAbsent(link.group(), key -> new LinkedHashMap<>())
                    .put(link.id(), link);
            if (twin != null) {
                found.irregular(
                        Irregularity.Kind.DUPLICATE,
                        link.at(),
                        "`" + link.id() + "` is also the name of `"
                                + Tree.file(twin.at().path()) + "`.");
            }
        }
        Map<String, Map<String, Integer>> ranks = new HashMap<>();
        groups.forEach((group, links) -> ranks.put(group, ranks(links, found)));
        List<Migration> all = new ArrayList<>();
        for (Migration one : found.migrations()) {
            Integer rank = ranks.getOrDefault(one.order().group(), Map.of()).get(one.id());
            boolean linked = rank != null && (one.layout() == Layout.ALEMBIC || one.layout() == Layout.DJANGO);
            Order order = linked
                    ? new Order(
                            one.order().group(),
                            List.of(BigInteger.valueOf(rank)),
                            one.order().text(),
                            0)
                    : one.order();
            all.add(new Migration(one.layout(), one.id(), one.title(), one.up(), one.forward(), one.down(), order));
        }
        return all;
    }

    private static Map<String, Integer> ranks(Map<String, Found.Link> links, Found found) {
        Map<String, Integer> waits = new HashMap<>();
        Map<String, List<String>> after = new HashMap<>();
        for (Found.Link link : links.values()) {
            int known = 0;
            for (String before : new HashSet<>(link.before())) {
                if (links.containsKey(before)) {
                    known++;
                    after.computeIfAbsent(before, key -> new ArrayList<>()).add(link.id());
                }
            }
            waits.put(link.id(), known);
        }
        Map<String, Integer> ranks = new LinkedHashMap<>();
        Deque<String> ready = links.keySet().stream()
                .filter(id -> waits.get(id) == 0)
                .sorted()
                .collect(Collectors.toCollection(ArrayDeque::new));
        links.keySet().stream().filter(id -> waits.get(id) == 0).forEach(id -> ranks.put(id, 1));
        int done = 0;
        while (!ready.isEmpty()) {
            String id = ready.poll();
            done++;
            for (String next : after.getOrDefault(id, List.of())) {
                ranks.merge(next, ranks.get(id) + 1, Math::max);
                if (waits.merge(next, -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
        if (done < links.size()) {
            Set<String> open = new HashSet<>(links.keySet());
            open.removeIf(id -> waits.get(id) == 0);
            String first = open.stream().sorted().findFirst().orElseThrow();
            found.irregular(
                    Irregularity.Kind.BROKEN_CHAIN,
                    links.get(first).at(),
                    "`" + first + "` comes, by way of others, before itself.");
        }
        ends(links, after, found);
        return ranks;
    }

    private static void ends(Map<String, Found.Link> links, Map<String, List<String>> after, Found found) {
        Set<String> ends = links.keySet().stream()
                .filter(id -> after.getOrDefault(id, List.of()).isEmpty())
                .collect(Collectors.toSet());
        for (Map.Entry<String, List<String>> fork : after.entrySet()) {
            List<String> loose =
                    fork.getValue().stream().filter(ends::contains).sorted().toList();
            if (fork.getValue().size() > 1 && ends.size() > 1 && !loose.isEmpty()) {
                found.irregular(
                        Irregularity.Kind.BROKEN_CHAIN,
                        links.get(loose.get(loose.size() - 1)).at(),
                        "Several follow `" + fork.getKey() + "` and nothing joins them: "
                                + fork.getValue().stream()
                                        .sorted()
                                        .map(id -> "`" + id + "`")
                                        .collect(Collectors.joining(", "))
                                + ".");
            }
        }
    }
}
