package oncall.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.plan.RevertOrder.Edge;
import oncall.plan.RevertOrder.Item;
import oncall.plan.RevertOrder.Kind;
import oncall.plan.RevertOrder.Line;
import oncall.plan.RevertOrder.Why;
import oncall.runbook.Step;

/** Makes the {@link RevertOrder} of one plan. */
final class Ordering {
    /** Where an item stands that has no step: flags before all steps, the rest behind them. */
    private static final int FIRST = -1;

    private static final int BEHIND = Integer.MAX_VALUE;

    /** An item while it is put in its place; `at` is the index of its first step. */
    private static final class Node {
        private final Kind kind;
        private final String name;
        private final String about;
        private final List<Walked> steps = new ArrayList<>();
        private final int without;

        Node(Kind kind, String name, String about, int without) {
            this.kind = kind;
            this.name = name;
            this.about = about;
            this.without = without;
        }

        int at() {
            return steps.isEmpty() ? without : steps.get(0).index();
        }

        Item item() {
            return new Item(kind, name, about, steps.stream().map(Node::line).toList());
        }

        private static Line line(Walked step) {
            String only = step.branch().isEmpty()
                    ? ""
                    : "if "
                            + String.join(
                                    " and ",
                                    new java.util.TreeSet<>(step.branch().values())) + " is chosen: ";
            return new Line(step.id(), only + step.step().step().text());
        }
    }

    private final RevertPlan plan;
    private final Waits waits;
    private final List<Node> flags = new ArrayList<>();
    private final Map<String, Node> services = new LinkedHashMap<>();
    private final Map<String, Node> prepared = new HashMap<>();
    private final List<Node> downs = new ArrayList<>();
    private final List<Node> alone = new ArrayList<>();
    private List<Node> nodes = List.of();
    private final Map<Node, Integer> index = new HashMap<>();
    private final List<Edge> edges = new ArrayList<>();

    Ordering(RevertPlan plan) {
        this.plan = plan;
        this.waits = new Waits(plan);
    }

    RevertOrder order() {
        List<RevertPlan.Migration> undone = makeNodes();
        List<Walked> steps = Walked.of(plan);
        Map<String, RevertPlan.Service> preparing = preparing();
        Set<Integer> turned = new HashSet<>();
        for (Walked step : steps) {
            give(step, undone, preparing, turned);
        }
        number();
        hardEdges();
        Graph graph = new Graph(nodes.size());
        edges.forEach(edge -> graph.arrow(edge.before(), edge.after()));
        List<Integer> sorted = graph.sorted();
        return placed(sorted);
    }

    // ---- the items

    private List<RevertPlan.Migration> makeNodes() {
        for (RevertPlan.Flag flag : plan.scope().flags()) {
            flags.add(new Node(
                    Kind.FLAG, flag.name().text(), "-> " + flag.revertTo().text(), FIRST));
        }
        List<RevertPlan.Service> all = waits.services();
        for (int i = 0; i < all.size(); i++) {
            RevertPlan.Service service = all.get(i);
            String versions = service.from().text() + " -> " + service.to().text();
            services.put(
                    service.name().text(),
                    new Node(Kind.SERVICE, service.name().text(), versions, BEHIND - 2 * all.size() - i));
        }
        List<RevertPlan.Migration> undone = new ArrayList<>(plan.stored().migrations().shipped().stream()
                .filter(each -> each.reverts("down"))
                .toList());
        java.util.Collections.reverse(undone);
        for (RevertPlan.Migration each : undone) {
            String title = each.title().map(Written::text).orElse("");
            downs.add(new Node(Kind.DOWN, each.id().text(), title, BEHIND - 1));
        }
        return undone;
    }

    private Map<String, RevertPlan.Service> preparing() {
        Map<String, RevertPlan.Service> owners = new HashMap<>();
        for (RevertPlan.Service service : waits.services()) {
            service.prepare().forEach(id -> owners.putIfAbsent(id.text(), service));
        }
        return owners;
    }

    /** Gives a step to the item it belongs to; one that belongs to none is an item itself. */
    private void give(
            Walked step,
            List<RevertPlan.Migration> undone,
            Map<String, RevertPlan.Service> preparing,
            Set<Integer> turned) {
        if (step.step().step() instanceof Step.Group) {
            return;
        }
        if (step.isAct() && (turns(step, turned) || takesBack(step, undone))) {
            return;
        }
        if (preparing.containsKey(step.id())) {
            RevertPlan.Service service = preparing.get(step.id());
            String name = service.name().text();
            prepared.computeIfAbsent(
                            name, none -> new Node(Kind.PREPARED, name, "(what prepared the change)", BEHIND - 1))
                    .steps
                    .add(step);
            return;
        }
        Node node = owner(step);
        if (node == null) {
            node = new Node(Kind.STEP, step.id(), step.step().step().text(), BEHIND);
            alone.add(node);
        }
        node.steps.add(step);
    }

    private Node owner(Walked step) {
        Optional<String> named = step.service().map(Written::text);
        if (named.isPresent()) {
            return services.get(named.get());
        }
        for (RevertPlan.Service service : waits.services()) {
            if (service.activate().stream().anyMatch(id -> id.text().equals(step.id()))) {
                return services.get(service.name().text());
            }
        }
        boolean only = services.size() == 1 && step.command().isPresent();
        return only ? services.values().iterator().next() : null;
    }

    private boolean turns(Walked step, Set<Integer> turned) {
        boolean took = false;
        for (int i = 0; i < flags.size(); i++) {
            if (!turned.contains(i) && step.namesFlag(flags.get(i).name)) {
                turned.add(i);
                flags.get(i).steps.add(step);
                took = true;
            }
        }
        return took;
    }

    private boolean takesBack(Walked step, List<RevertPlan.Migration> undone) {
        boolean took = false;
        for (int i = 0; i < undone.size(); i++) {
            if (DownOrder.place(undone.get(i), step).isPresent()) {
                downs.get(i).steps.add(step);
                took = true;
            }
        }
        return took;
    }

    /** Numbers the items so that of those that may come next the smaller number is the one whose steps come first. */
    private void number() {
        List<Node> all = new ArrayList<>(flags);
        all.addAll(services.values());
        all.addAll(downs);
        all.addAll(prepared.values());
        all.addAll(alone);
        all.sort(Comparator.comparingInt(Node::at).thenComparing(node -> node.kind));
        nodes = all;
        for (int i = 0; i < all.size(); i++) {
            index.put(all.get(i), i);
        }
    }

    // ---- what comes before what

    private void hardEdges() {
        for (int waiting = 0; waiting < waits.names().size(); waiting++) {
            String later = waits.names().get(waiting);
            for (int goesFirst : waits.graph().after(waiting)) {
                String first = waits.names().get(goesFirst);
                edge(services.get(first), services.get(later), Why.DECLARED);
                if (prepared.containsKey(first) && prepared.containsKey(later)) {
                    edge(prepared.get(first), prepared.get(later), Why.DECLARED);
                }
            }
            if (prepared.containsKey(later)) {
                edge(services.get(later), prepared.get(later), Why.ACTIVATE_FIRST);
            }
        }
        for (int i = 0; i + 1 < downs.size(); i++) {
            if (downs.get(i).steps.isEmpty()
                    || downs.get(i + 1).steps.isEmpty()
                    || downs.get(i).at() != downs.get(i + 1).at()) {
                edge(downs.get(i), downs.get(i + 1), Why.NEWEST_FIRST);
            }
        }
        flagsFirst();
    }

    private void flagsFirst() {
        if (flags.isEmpty()) {
            return;
        }
        Set<Integer> later = new HashSet<>();
        edges.forEach(edge -> later.add(edge.after()));
        List<Node> inOrder = new ArrayList<>(flags);
        inOrder.sort(Comparator.comparing(index::get));
        for (int i = 0; i + 1 < inOrder.size(); i++) {
            edge(inOrder.get(i), inOrder.get(i + 1), Why.FLAG_FIRST);
        }
        Node last = inOrder.get(inOrder.size() - 1);
        for (Node node : nodes) {
            if (node.kind != Kind.FLAG && node.kind != Kind.STEP && !later.contains(index.get(node))) {
                edge(last, node, Why.FLAG_FIRST);
            }
        }
    }

    private void edge(Node before, Node after, Why why) {
        edges.add(new Edge(index.get(before), index.get(after), why));
    }

    // ---- the result

    private RevertOrder placed(List<Integer> sorted) {
        int[] place = new int[nodes.size()];
        java.util.Arrays.fill(place, -1);
        List<Node> inOrder = new ArrayList<>();
        for (int node : sorted) {
            place[node] = inOrder.size();
            inOrder.add(nodes.get(node));
        }
        int placed = inOrder.size();
        for (int node = 0; node < nodes.size(); node++) {
            if (place[node] < 0) {
                place[node] = inOrder.size();
                inOrder.add(nodes.get(node));
            }
        }
        List<Edge> all = new ArrayList<>();
        edges.forEach(edge -> all.add(new Edge(place[edge.before()], place[edge.after()], edge.why())));
        fileOrder(inOrder, placed, all);
        List<Item> items = new ArrayList<>(inOrder.stream().map(Node::item).toList());
        if (!plan.doing().verify().isEmpty()) {
            proof(items, placed, all);
            placed = placed == items.size() - 1 ? items.size() : placed;
        }
        all.sort(Comparator.comparingInt(Edge::before).thenComparingInt(Edge::after));
        return new RevertOrder(
                plan.title(), items, placed, all, waits.cycles(RevertOrder.MOST_CYCLES, plan), note(inOrder, placed));
    }

    /** Between neighbours that nothing else puts in order, where their steps stand so in the file. */
    private static void fileOrder(List<Node> inOrder, int placed, List<Edge> all) {
        Set<Integer> bound = new HashSet<>();
        all.stream().filter(edge -> edge.after() == edge.before() + 1).forEach(edge -> bound.add(edge.before()));
        for (int i = 0; i + 1 < placed; i++) {
            Node one = inOrder.get(i);
            Node next = inOrder.get(i + 1);
            boolean stepped = !one.steps.isEmpty() && !next.steps.isEmpty();
            if (!bound.contains(i) && stepped && one.at() < next.at()) {
                all.add(new Edge(i, i + 1, Why.FILE_ORDER));
            }
        }
    }

    private void proof(List<Item> items, int placed, List<Edge> all) {
        Set<Integer> leading = new HashSet<>();
        all.forEach(edge -> leading.add(edge.before()));
        int last = items.size();
        items.add(new Item(
                Kind.VERIFY,
                "",
                "",
                plan.doing().verify().stream()
                        .map(each -> new Line(each.step().id(), each.step().text()))
                        .toList()));
        for (int i = 0; i < last; i++) {
            if (!leading.contains(i) || i == placed - 1) {
                all.add(new Edge(i, last, Why.PROOF_LAST));
            }
        }
    }

    /** The steps are walked as the file has them: where that is another order, it is said once. */
    private static Optional<String> note(List<Node> inOrder, int placed) {
        Optional<Walked> last = Optional.empty();
        for (Node node : inOrder.subList(0, Math.min(placed, inOrder.size()))) {
            for (Walked step : node.steps) {
                if (last.isPresent() && last.get().index() > step.index()) {
                    return Optional.of("The steps are walked as they stand in the file, which is another order: `"
                            + step.id() + "` stands before `" + last.get().id() + "` there.");
                }
                last = Optional.of(step);
            }
        }
        return Optional.empty();
    }
}
