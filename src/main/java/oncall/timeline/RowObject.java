package oncall.timeline;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.timeline.JsonObjectTree.Misshapen;

/**
 * One line of JSON Lines, as a row of somebody's timeline.
 *
 * @param time the time as written, or the digits of a count of seconds or milliseconds
 * @param exact the instant of such a count
 * @param text the words
 * @param who whom it names as the one who acted or wrote
 * @param others names of the members that are none of these
 */
public record RowObject(
        Optional<String> time,
        Optional<Instant> exact,
        Optional<String> text,
        Optional<String> who,
        List<String> others) {
    private static final List<String> TIMES = List.of("at", "time", "timestamp", "as_written");
    private static final List<String> TEXTS = List.of("text", "message");
    private static final List<String> WHOS = List.of("who", "actor", "owner", "author", "user");
    /** A count above this one is of milliseconds: as seconds it would lie beyond the year 5000. */
    private static final long MOST_SECONDS = 100_000_000_000L;

    public RowObject {
        others = List.copyOf(others);
    }

    /** The line is not a JSON object, or a member has the wrong type; the message says which. */
    public static final class NoRow extends Exception {
        private static final long serialVersionUID = 1L;

        NoRow(String why) {
            super(why);
        }
    }

    /** Reads a line; of several names for the time, or for the words, the first counts. */
    public static RowObject parse(byte[] line) throws NoRow {
        try {
            JsonObjectTree tree = JsonObjectTree.parse(line);
            Optional<String> timeName = TIMES.stream().filter(tree::has).findFirst();
            Optional<String> textName = TEXTS.stream().filter(tree::has).findFirst();
            List<String> others = new ArrayList<>(tree.names());
            timeName.ifPresent(others::remove);
            textName.ifPresent(others::remove);
            Optional<String> text = textName.isPresent() ? tree.optional(textName.get()) : Optional.empty();
            Optional<String> whoName =
                    WHOS.stream().filter(name -> !named(tree, name).isBlank()).findFirst();
            whoName.ifPresent(others::remove);
            Optional<String> who = whoName.map(name -> named(tree, name));
            Optional<String> digits = timeName.flatMap(tree::digits);
            if (digits.isPresent()) {
                return new RowObject(digits, Optional.of(instant(digits.get())), text, who, others);
            }
            Optional<String> time = timeName.isPresent() ? tree.optional(timeName.get()) : Optional.empty();
            return new RowObject(time, Optional.empty(), text, who, others);
        } catch (Misshapen e) {
            throw new NoRow("This is not a row in JSON: " + e.getMessage() + ".");
        }
    }

    /** The words of a member; a number or an object there names nobody. */
    private static String named(JsonObjectTree tree, String name) {
        try {
            return tree.optional(name).orElse("");
        } catch (Misshapen e) {
            return "";
        }
    }

    private static Instant instant(String digits) throws NoRow {
        try {
            double count = Double.parseDouble(digits);
            boolean millis = Math.abs(count) > MOST_SECONDS;
            return Instant.ofEpochMilli(Math.round(millis ? count : count * 1000));
        } catch (NumberFormatException | DateTimeException e) {
            throw new NoRow("`" + digits + "` is not a count of seconds.");
        }
    }
}
