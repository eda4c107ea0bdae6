package oncall.runbook.yaml;

import java.util.ArrayList;
import java.util.List;

/** A list of parts. Conversions report what is of the wrong kind and leave it out. */
public final class Items implements Part {
    private final List<Part> parts;
    private final Spot at;
    private final boolean whole;
    private final Problems problems;

    /**
     * A list.
     *
     * @param whole false when an entry was refused, which is reported
     */
    Items(List<Part> parts, boolean whole, Spot at, Problems problems) {
        this.parts = List.copyOf(parts);
        this.whole = whole;
        this.at = at;
        this.problems = problems;
    }

    /** The parts in order. */
    public List<Part> parts() {
        return parts;
    }

    /** Whether the file has no entry at all here, not even one that was refused. */
    boolean isEmpty() {
        return parts.isEmpty() && whole;
    }

    /** Whether no entry was refused. */
    boolean isWhole() {
        return whole;
    }

    @Override
    public Spot at() {
        return at;
    }

    @Override
    public String kind() {
        return "a list";
    }

    /** The parts as words. */
    public List<Text> texts(String what) {
        List<Text> texts = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Text text) {
                texts.add(text);
            } else {
                problems.format(
                        "wrong-type",
                        part.at(),
                        "Each of " + what + " must be words, and this is " + part.kind() + ".",
                        "write words, in quotes if they hold `: `, `,` or brackets");
            }
        }
        return texts;
    }

    /** The parts as maps. */
    public List<Fields> maps(String what) {
        List<Fields> maps = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Fields fields) {
                maps.add(fields);
            } else {
                problems.format(
                        "wrong-type",
                        part.at(),
                        "Each of " + what + " must be a map, and this is " + part.kind() + ".",
                        "write `{key: value}`");
            }
        }
        return maps;
    }
}
