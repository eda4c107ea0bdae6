package oncall.runbook.yaml;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import oncall.runbook.Runbook;

/**
 * The other files a book may name.
 *
 * @param books names of all books there are, readable or not
 * @param plans names of all revert plans there are
 * @param book a book by name, if it reads
 */
public record Library(List<String> books, List<String> plans, Function<String, Optional<Runbook>> book) {
    /** Nothing else. */
    public static final Library EMPTY = new Library(List.of(), List.of(), name -> Optional.empty());

    public Library {
        books = List.copyOf(books);
        plans = List.copyOf(plans);
    }
}
