package oncall.runbook.yaml;

/** A piece of a file: words, a list or a map, and where it stands. */
public sealed interface Part permits Text, Items, Fields {
    /** Where it begins. */
    Spot at();

    /** What it is, for messages: `words`, `a list`, `a map`. */
    String kind();
}
