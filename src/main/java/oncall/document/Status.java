package oncall.document;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import oncall.incident.Incident;
import oncall.runbook.Phase;

/**
 * Where an incident stands, with what the timeline alone cannot say.
 *
 * @param now the moment it is about
 * @param folder where the incident lies
 * @param runbook the book that is walked; empty before the first sitting
 * @param walk what is asked next; empty when nothing is left
 * @param due what is due or will be, in the order of time
 * @param openQuestions questions answered "don't know" or put off
 * @param sessions sittings, oldest first
 * @param timeline the state of the record
 * @param impact the impact in lines
 * @param words an answer in words
 */
public record Status(
        Instant now,
        Incident incident,
        String folder,
        Optional<Book> runbook,
        Optional<Position> walk,
        List<Due> due,
        List<Open> openQuestions,
        List<Sitting> sessions,
        Health timeline,
        List<String> impact,
        Function<Incident.Given, String> words) {
    /** How many answers are shown. */
    static final int LAST_ANSWERS = 3;

    public Status {
        due = List.copyOf(due);
        openQuestions = List.copyOf(openQuestions);
        sessions = List.copyOf(sessions);
        impact = List.copyOf(impact);
    }

    /** A book, and which of its steps changed since the walk began. */
    public record Book(String id, String title, String sha256, List<String> changedSteps) {
        public Book {
            changedSteps = List.copyOf(changedSteps);
        }
    }

    /** A step of a phase: which of how many, from 1, and its question. */
    public record Position(Phase phase, String step, int index, int of, String text) {}

    /** What is due: `update`, `answer`, `revert`, `stuck`, `fatigue`; to whom; when. */
    public record Due(String what, Optional<String> audience, Instant at) {
        boolean overdue(Instant now) {
            return at.isBefore(now);
        }
    }

    /** A question without an answer, and when it is asked again. */
    public record Open(String step, Optional<Instant> askAgain) {}

    /** Somebody's sitting, and whether it is running now. */
    public record Sitting(String actor, String device, boolean live) {}

    /** The command that goes on. */
    public String resume() {
        return "oncall resume " + incident.id();
    }
}
