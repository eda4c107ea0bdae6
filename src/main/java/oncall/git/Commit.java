package oncall.git;

import java.time.Instant;
import java.util.List;

/**
 * One commit.
 *
 * @param hash all digits
 * @param at when it was committed
 * @param parents how many; two and more make a merge
 * @param files what it changed, old and new name of what was renamed; of a merge only what differs from all its parents. A byte
 *     of a name that is not UTF-8 is a lone surrogate
 */
public record Commit(String hash, String author, Instant at, String subject, int parents, List<String> files) {
    public Commit {
        files = List.copyOf(files);
    }
}
