package oncall.incident;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A level with its reason, and what would change it.
 *
 * @param level the id the rules give, before any raise
 * @param row the row that matched, from 1
 * @param why the row's reason
 * @param call roles to call: the row's, else the level's
 * @param again when the answers behind it are asked again: always there when it is provisional (the row's time, else
 *     the team's), otherwise only where the row itself says so
 * @param go a phase the walk offers to go to at once
 * @param provisional whether other answers to what is unknown give another level, or could not all be tried
 * @param otherwise what gives another level, in the order of the rows reached: single answers where there are any, else
 *     the first of the smallest combinations
 */
public record PriorityVerdict(
        String level,
        int row,
        String why,
        List<String> call,
        Optional<Duration> again,
        Optional<String> go,
        boolean provisional,
        List<Alternative> otherwise) {
    public PriorityVerdict {
        call = List.copyOf(call);
        otherwise = List.copyOf(otherwise);
    }

    /** Other answers, and the level and row they lead to. */
    public record Alternative(List<Supposed> answers, String level, int row) {
        public Alternative {
            answers = List.copyOf(answers);
        }
    }

    /** One unknown fact, and a value it could have. */
    public record Supposed(String fact, String value) {}
}
