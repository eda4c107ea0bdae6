package oncall.git;

import static oncall.git.TestRepository.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import oncall.git.RevertReport.Conflict;
import oncall.git.RevertReport.Finding;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Undoing one commit is exactly what `git revert` does, so both must agree on any history. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RevertAgainstGitTest {
    private static final int ROUNDS = Integer.getInteger("oncall.git.rounds", 12);
    private static final int COMMITS = 7;

    @TempDir
    Path folder;

    @Test
    void on_made_up_histories_both_say_the_same() throws Exception {
        Map<Finding, Integer> seen = new EnumMap<>(Finding.class);
        for (int seed = 0; seed < ROUNDS; seed++) {
            TestRepository repo = TestRepository.init(folder.resolve("round-" + seed));
            Random random = new Random(seed);
            List<String> made = history(repo, random);
            String undone = made.get(1 + random.nextInt(COMMITS - 2));
            RevertReport report = repo.look(undone + "~1", undone);
            seen.merge(report.finding(), 1, Integer::sum);
            Path clone = folder.resolve("clone-" + seed);
            List<String> plain = repo.reverted(clone, undone + "~1", undone);
            String told = "seed " + seed + ": " + report.words();
            assertEquals(plain, report.conflicts().stream().map(Conflict::path).toList(), told);
            boolean nothing = plain.isEmpty()
                    && repo.at(clone).tried("diff", "--cached", "--quiet").exit() == 0;
            assertEquals(
                    nothing ? Finding.NOTHING_LEFT : plain.isEmpty() ? Finding.CLEAN : Finding.CONFLICTS,
                    report.finding(),
                    told);
            for (Conflict conflict : report.conflicts()) {
                assertTrue(!conflict.later().isEmpty(), told);
            }
        }
        assertTrue(seen.getOrDefault(Finding.CLEAN, 0) >= ROUNDS / 5, seen.toString());
        assertTrue(seen.getOrDefault(Finding.CONFLICTS, 0) >= ROUNDS / 5, seen.toString());
    }

    private static List<String> history(TestRepository repo, Random random) throws Exception {
        for (String name : List.of("one", "two", "lib/three", "lib/four", "lib/deep/five")) {
            repo.write(name, name + "\n" + lines(30, Map.of()));
        }
        List<String> made = new ArrayList<>(List.of(repo.commit("start")));
        for (int i = 0; i < COMMITS; i++) {
            for (int change = random.nextInt(2); change >= 0; change--) {
                change(repo, random, i);
            }
            made.add(repo.commit("number " + i));
        }
        return made;
    }

    private static void change(TestRepository repo, Random random, int i) throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.walk(repo.folder)) {
            files = all.filter(file ->
                            Files.isRegularFile(file) && !file.toString().contains("/.git/"))
                    .sorted()
                    .toList();
        }
        Path file = files.get(random.nextInt(files.size()));
        int what = random.nextInt(10);
        if (what < 6) {
            List<String> text = new ArrayList<>(Files.readAllLines(file));
            text.set(random.nextInt(text.size()), "changed " + i + " " + random.nextInt(3));
            Files.write(file, text);
        } else if (what < 8) {
            Path moved = repo.folder
                    .resolve(random.nextBoolean() ? "lib" : "moved")
                    .resolve("file-" + i + "-" + file.getFileName());
            Files.createDirectories(moved.getParent());
            Files.move(file, moved);
        } else if (what == 8 && files.size() > 2) {
            Files.delete(file);
        } else {
            repo.write("new/file-" + random.nextInt(4), "new " + i + "\n" + lines(random.nextInt(6), Map.of()));
        }
    }
}
