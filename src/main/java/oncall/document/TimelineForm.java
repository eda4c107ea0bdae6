package oncall.document;

import java.util.List;
import java.util.function.Consumer;
import oncall.incident.Incident;

/**
 * A form in which a timeline is written: text, JSON and whatever else. It is given one entry after another in the order of
 * happening, and gives lines without line ends; it keeps nothing of what it has written, so a timeline may have any length.
 */
public interface TimelineForm {
    /** What stands above the entries. */
    void head(Consumer<String> lines);

    /** One entry. */
    void entry(Told told, Consumer<String> lines);

    /** What stands below the entries. */
    void foot(Consumer<String> lines);

    /** The whole of an incident that is held in memory. */
    default List<String> write(Incident incident) {
        List<String> lines = new java.util.ArrayList<>();
        head(lines::add);
        new Telling(incident).all().forEach(told -> entry(told, lines::add));
        foot(lines::add);
        return List.copyOf(lines);
    }
}
