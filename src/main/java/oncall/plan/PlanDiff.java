package oncall.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What changed between two versions of a plan, part by part: a function of their {@link PlanOutline outlines}. */
public final class PlanDiff {
    private final List<PlanOutline.Part> before;
    private final List<PlanOutline.Part> after;
    private final int[] partner;

    private PlanDiff(RevertPlan old, RevertPlan now) {
        this.before = PlanOutline.of(old);
        this.after = PlanOutline.of(now);
        this.partner = new int[after.size()];
        Arrays.fill(partner, -1);
    }

    /** What became of a part. */
    public enum Way {
        NEW,
        GONE,
        MOVED,
        CHANGED
    }

    /**
     * A part that is not what it was.
     *
     * @param before where it was; empty of a new one
     * @param after where it is; empty of one that is gone
     * @param follows of a part that is new or moved, the name of the one of its kind it now stands behind; empty where it is first
     * @param fields keys whose values differ, in the order of the outline; of what is new or gone none
     * @param rehearsed whether it bears on a rehearsal
     */
    public record Difference(
            Way way,
            Optional<PlanOutline.Part> before,
            Optional<PlanOutline.Part> after,
            Optional<String> follows,
            List<Field> fields,
            boolean rehearsed) {
        public Difference {
            fields = List.copyOf(fields);
        }

        /** The part as it is, else as it was. */
        public PlanOutline.Part part() {
            return after.or(() -> before).orElseThrow();
        }
    }

    /** A value that differs; empty where there was or is none. */
    public record Field(String key, Optional<String> before, Optional<String> after) {}

    /** Differences in the order of the newer plan; what is gone comes last. Empty where nothing was changed that is told. */
    public static List<Difference> of(RevertPlan old, RevertPlan now) {
        PlanDiff diff = new PlanDiff(old, now);
        diff.pairByName();
        diff.pairByPlace();
        return diff.differences();
    }

    // ---- which part is which

    private void pairByName() {
        Map<String, List<Integer>> names = new HashMap<>();
        for (int i = 0; i < before.size(); i++) {
            names.computeIfAbsent(name(before.get(i)), none -> new ArrayList<>())
                    .add(i);
        }
        for (int i = 0; i < after.size(); i++) {
            List<Integer> same = names.getOrDefault(name(after.get(i)), List.of());
            if (!same.isEmpty()) {
                partner[i] = same.remove(0);
            }
        }
    }

    private static String name(PlanOutline.Part part) {
        return part.kind() + " " + part.name();
    }

    /** A part without partner is the one that stood in its place, of the same kind and behind the same neighbour. */
    private void pairByPlace() {
        Set<Integer> free = new LinkedHashSet<>();
        for (int i = 0; i < before.size(); i++) {
            free.add(i);
        }
        Arrays.stream(partner).forEach(free::remove);
        for (int i = 0; i < after.size(); i++) {
            if (partner[i] < 0) {
                int place = i == 0 ? 0 : partner[i - 1] + 1;
                boolean known = i == 0 || partner[i - 1] >= 0;
                if (known && free.contains(place) && isAlike(before.get(place), after.get(i))) {
                    partner[i] = place;
                    free.remove(place);
                }
            }
        }
    }

    private static boolean isAlike(PlanOutline.Part one, PlanOutline.Part other) {
        boolean goesByName = one.kind() != PlanOutline.Kind.STEP
                && one.kind() != PlanOutline.Kind.VERIFY
                && one.kind() != PlanOutline.Kind.SAVE_FIRST;
        return one.kind() == other.kind()
                && !goesByName
                && one.depth() == other.depth()
                && Objects.equals(one.rehearsed().get("kind"), other.rehearsed().get("kind"));
    }

    // ---- what became of them

    private List<Difference> differences() {
        Set<Integer> inPlace = inPlace();
        List<Difference> all = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            PlanOutline.Part part = after.get(i);
            if (partner[i] < 0) {
                all.add(new Difference(Way.NEW, Optional.empty(), Optional.of(part), follows(i), List.of(), true));
                continue;
            }
            PlanOutline.Part old = before.get(partner[i]);
            boolean moved = !inPlace.contains(i) || old.depth() != part.depth();
            List<Field> fields = fields(old, part);
            if (moved || !fields.isEmpty()) {
                boolean rehearsed = moved
                        || !old.name().equals(part.name())
                        || !old.rehearsed().equals(part.rehearsed());
                all.add(new Difference(
                        moved ? Way.MOVED : Way.CHANGED,
                        Optional.of(old),
                        Optional.of(part),
                        moved ? follows(i) : Optional.empty(),
                        fields,
                        rehearsed));
            }
        }
        Set<Integer> kept = new LinkedHashSet<>();
        Arrays.stream(partner).forEach(kept::add);
        for (int i = 0; i < before.size(); i++) {
            if (!kept.contains(i)) {
                all.add(new Difference(
                        Way.GONE, Optional.of(before.get(i)), Optional.empty(), Optional.empty(), List.of(), true));
            }
        }
        return all;
    }

    private Optional<String> follows(int index) {
        PlanOutline.Part part = after.get(index);
        return index > 0 && after.get(index - 1).kind() == part.kind()
                ? Optional.of(after.get(index - 1).name())
                : Optional.empty();
    }

    private static List<Field> fields(PlanOutline.Part old, PlanOutline.Part now) {
        List<Field> fields = new ArrayList<>();
        if (!old.name().equals(now.name())) {
            fields.add(new Field("id", Optional.of(old.name()), Optional.of(now.name())));
        }
        Map<String, String> was = all(old);
        Map<String, String> is = all(now);
        Set<String> keys = new LinkedHashSet<>(is.keySet());
        keys.addAll(was.keySet());
        for (String key : keys) {
            Optional<String> before = Optional.ofNullable(was.get(key));
            Optional<String> after = Optional.ofNullable(is.get(key));
            if (!before.equals(after)) {
                fields.add(new Field(key, before, after));
            }
        }
        return fields;
    }

    private static Map<String, String> all(PlanOutline.Part part) {
        Map<String, String> all = new LinkedHashMap<>(part.rehearsed());
        all.putAll(part.aside());
        return all;
    }

    /** The parts that kept their order: the longest run of partners that goes up. */
    private Set<Integer> inPlace() {
        List<Integer> ends = new ArrayList<>();
        int[] previous = new int[after.size()];
        for (int i = 0; i < after.size(); i++) {
            if (partner[i] < 0) {
                continue;
            }
            int at = 0;
            while (at < ends.size() && partner[ends.get(at)] < partner[i]) {
                at++;
            }
            previous[i] = at == 0 ? -1 : ends.get(at - 1);
            if (at == ends.size()) {
                ends.add(i);
            } else {
                ends.set(at, i);
            }
        }
        Set<Integer> run = new LinkedHashSet<>();
        for (int i = ends.isEmpty() ? -1 : ends.get(ends.size() - 1); i >= 0; i = previous[i]) {
            run.add(i);
        }
        return run;
    }
}
