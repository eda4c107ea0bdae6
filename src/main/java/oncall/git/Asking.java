package oncall.git;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Opens a repository for one row of questions with one time limit, and turns trouble into a value. */
record Asking(Git git, Path temporary, LongSupplier nanos, Duration limit) {
    /** A row of questions. */
    interface Row<T> {
        T ask(Repository repository, History history) throws Unanswered;
    }

    <T> Outcome<T> about(Path folder, Row<T> row) {
        try (Repository repository = Repository.open(git, folder, temporary, new Deadline(nanos, limit))) {
            return new Outcome.Known<>(row.ask(repository, new History(repository)));
        } catch (Unanswered unanswered) {
            return new Outcome.Unknown<>(unanswered.trouble());
        }
    }
}
