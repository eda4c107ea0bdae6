package oncall.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Services of which each waits for the next, and the last for the first: none of them can be put back.
 *
 * @param services each once, from the one that is listed first in the plan
 * @param ways how to break it, one sentence each, the least work first
 */
public record Cycle(List<String> services, List<String> ways) {
    private static final int SHOWN = 12;

    public Cycle {
        services = List.copyOf(services);
        ways = List.copyOf(ways);
    }

    /** `api -> worker -> ui -> api`: each waits for the next. The middle of a very long one is only counted. */
    public String path() {
        List<String> path = new ArrayList<>(services);
        path.add(services.get(0));
        return words(path);
    }

    /** Names with arrows between them. */
    static String words(List<String> path) {
        if (path.size() <= SHOWN) {
            return String.join(" -> ", path);
        }
        int half = SHOWN / 2;
        return String.join(" -> ", path.subList(0, half)) + " -> (" + (path.size() - 2 * half) + " more) -> "
                + String.join(" -> ", path.subList(path.size() - half, path.size()));
    }
}
