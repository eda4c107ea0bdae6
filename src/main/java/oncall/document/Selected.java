package oncall.document;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A form that is given only the entries that are wanted, and counts them. */
public final class Selected implements TimelineForm {
    private final TimelineForm form;
    private final Heading heading;
    private final Set<String> seen = new TreeSet<>();
    private long all;
    private long wanted;

    /** @param heading says what is wanted */
    public Selected(TimelineForm form, Heading heading) {
        this.form = form;
        this.heading = heading;
    }

    @Override
    public void head(Consumer<String> lines) {
        form.head(lines);
    }

    @Override
    public void entry(Told told, Consumer<String> lines) {
        all++;
        seen.add(told.record().actor());
        if (heading.selection().wants(told)) {
            wanted++;
            form.entry(told, lines);
        }
    }

    @Override
    public void foot(Consumer<String> lines) {
        form.foot(lines);
    }

    /** How many of all were shown: `Showing 12 of 41 entries: kind note.` Empty where everything was wanted. */
    public Optional<String> count() {
        Selection selection = heading.selection();
        return selection.isAll()
                ? Optional.empty()
                : Optional.of("Showing " + wanted + " of " + all + (all == 1 ? " entry" : " entries") + ": "
                        + selection.words(heading.zone()) + ".");
    }

    /** The people who were asked for and did not write anything, a sentence. Empty where all did. */
    public Optional<String> absent() {
        List<String> absent = heading.selection().actors().stream()
                .filter(actor -> !seen.contains(actor))
                .sorted()
                .map(actor -> "`" + Lines.one(actor) + "`")
                .toList();
        return absent.isEmpty()
                ? Optional.empty()
                : Optional.of("Nothing here was written by " + String.join(" or ", absent) + ". Who wrote: "
                        + (seen.isEmpty() ? "nobody" : Lines.one(String.join(", ", seen))) + ".");
    }
}
