package oncall.runbook.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a draft leaves to be written: a value that is `TODO`, alone or with words after it. It may stand where anything may, so
 * each is reported at its place, and the rest is read as if the key had no value.
 */
final class Unwritten {
    private static final Set<String> ALWAYS = Set.of("change", "owner", "migrations", "steps", "verify", "estimate");
    private static final Pattern MARK = Pattern.compile("TODO(\\b.*)?", Pattern.DOTALL);

    private final Problems problems;

    private Unwritten(Problems problems) {
        this.problems = problems;
    }

    /** The same map without what is still to be written. */
    static Fields takenOut(Fields fields, Problems problems) {
        return new Unwritten(problems).map(fields, ALWAYS);
    }

    private Fields map(Fields fields, Set<String> always) {
        Map<String, Part> values = new LinkedHashMap<>();
        Map<String, Spot> keys = new LinkedHashMap<>();
        fields.keys().forEach((key, at) -> {
            keys.put(key, at);
            fields.part(key).ifPresent(part -> {
                if (isMark(part)) {
                    report("`" + StepReader.shown(key) + "`", (Text) part, always.contains(key));
                } else {
                    boolean change = always == ALWAYS && key.equals("change");
                    values.put(key, inside(part, change ? Set.of("title") : Set.of()));
                }
            });
        });
        return new Fields(values, keys, fields.at(), problems);
    }

    private Part inside(Part part, Set<String> always) {
        if (part instanceof Fields fields) {
            return map(fields, always);
        }
        return part instanceof Items items ? list(items) : part;
    }

    private Items list(Items items) {
        List<Part> parts = new ArrayList<>();
        for (Part part : items.parts()) {
            if (isMark(part)) {
                report("This", (Text) part, false);
            } else {
                parts.add(inside(part, Set.of()));
            }
        }
        boolean whole = items.isWhole() && parts.size() == items.parts().size();
        return new Items(parts, whole, items.at(), problems);
    }

    private static boolean isMark(Part part) {
        return part instanceof Text text && MARK.matcher(text.words()).matches();
    }

    private void report(String what, Text mark, boolean always) {
        String mend = always ? "write it" : "write it, or delete the key";
        problems.meaning("unwritten", mark.at(), what + " is still to be written.", mend);
    }
}
