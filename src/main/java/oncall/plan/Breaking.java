package oncall.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How one cycle can be broken, in the names of its plan. */
final class Breaking {
    private final Waits waits;
    private final List<Integer> cycle;
    private final RevertPlan plan;

    Breaking(Waits waits, List<Integer> cycle, RevertPlan plan) {
        this.waits = waits;
        this.cycle = cycle;
        this.plan = plan;
    }

    /** One sentence each: what the plan itself makes likely first. */
    List<String> ways() {
        if (cycle.size() == 1) {
            String name = name(0);
            return List.of("delete `" + name + "` from its own `revert-after`: a service does not wait for itself");
        }
        List<String> ways = new ArrayList<>();
        reads("yes")
                .ifPresent(at -> ways.add("drop `" + name(at + 1) + "` from `revert-after` of `" + name(at)
                        + "`: its old version reads what the new ones write (`reads-new: yes`), so it need not wait"));
        ways.add(flag());
        int at = reads("no").or(() -> reads("unknown")).or(() -> reads("")).orElse(0);
        ways.add("ship a compatibility release of `" + name(at)
                + "` first, one that reads both forms, and go back to that one (`reads-new: yes`); then drop `"
                + name(at + 1) + "` from its `revert-after`");
        return ways;
    }

    private String flag() {
        List<RevertPlan.Flag> flags = plan.scope().flags();
        if (flags.isEmpty()) {
            return "put what `" + name(0) + "` and `" + name(1)
                    + "` changed between them behind a flag that is turned off as the first step; then neither waits for the"
                    + " other";
        }
        return "let the flag `" + flags.get(0).name().text()
                + "` stop the new form before anything is put back; then drop the edges it makes needless";
    }

    private String name(int at) {
        return waits.names().get(cycle.get(at % cycle.size()));
    }

    /** The first in the cycle that says so; the empty word means that it says nothing. */
    private Optional<Integer> reads(String word) {
        for (int i = 0; i < cycle.size(); i++) {
            String said = waits.services()
                    .get(cycle.get(i))
                    .readsNew()
                    .map(Written::text)
                    .orElse("");
            if (said.equals(word)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
