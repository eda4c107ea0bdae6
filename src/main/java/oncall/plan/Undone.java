package oncall.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which steps put which service back, as far as they say: what `prepare` names is not counted, it comes later anyway. */
final class Undone {
    private final Map<String, List<Walked>> acts = new HashMap<>();

    Undone(Sight sight) {
        Set<String> later = new HashSet<>();
        sight.plan().scope().services().forEach(service -> service.prepare().forEach(id -> later.add(id.text())));
        for (Walked step : sight.walked()) {
            if (step.isAct() && !later.contains(step.id())) {
                step.service()
                        .ifPresent(name -> acts.computeIfAbsent(name.text(), none -> new ArrayList<>())
                                .add(step));
            }
        }
    }

    /** The first step that puts a service back. */
    Optional<Walked> first(String service) {
        return acts.getOrDefault(service, List.of()).stream().findFirst();
    }

    /** The first step of one service, where all of its steps come before all of another's in the same walk. */
    Optional<Walked> before(String one, String other) {
        List<Walked> mine = acts.getOrDefault(one, List.of());
        List<Walked> others = acts.getOrDefault(other, List.of());
        if (mine.isEmpty() || others.isEmpty()) {
            return Optional.empty();
        }
        Walked last = mine.get(mine.size() - 1);
        Walked next = others.get(0);
        return last.index() < next.index() && last.together(next) ? Optional.of(mine.get(0)) : Optional.empty();
    }
}
