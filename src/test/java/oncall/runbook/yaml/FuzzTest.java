package oncall.runbook.yaml;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import oncall.runbook.Diagnostic;
import oncall.runbook.DiagnosticText;
import oncall.runbook.Team;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Mutated books: nothing may be thrown, nothing may take long. `-Doncall.fuzz=SECONDS` for more than the usual moment. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FuzzTest {
    private static final long SECONDS = Long.getLong("oncall.fuzz", 2);
    private static final long SLOWEST_MS = 1000;
    private static final String[] BITS = {
        "&a ",
        "*a",
        "!!x ",
        "<<: ",
        "? ",
        "- ",
        ": ",
        " #x",
        "#",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "`",
        "@",
        "%",
        "|",
        ">",
        "\t",
        "\n",
        "\r",
        "\u0000",
        "\u001b",
        "\u0085",
        "\u2028",
        "\u202e",
        "\ufeff",
        "\ud83d\ude00",
        "---\n",
        "...\n",
        "$",
        "$(",
        "${",
        "\\",
        "<<EOF\n",
        "when: ",
        "steps:\n",
        "  ",
        "\n\n",
        "true",
        "9999999999999999999d",
        "~",
        "x".repeat(300),
        "[".repeat(200)
    };

    private static List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String folder : List.of("src/test/resources/books/good", "src/test/resources/books/bad", "runbooks")) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                        .sorted()
                        .toList()) {
                    seeds.add(Files.readAllBytes(file));
                }
            }
        }
        return seeds;
    }

    private static byte[] mutated(byte[] seed, List<byte[]> seeds, Random random) {
        StringBuilder text = new StringBuilder(new String(seed, StandardCharsets.ISO_8859_1));
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), at + random.nextInt(30));
            switch (random.nextInt(6)) {
                case 0 -> text.delete(at, to);
                case 1 -> text.insert(at, bit(random));
                case 2 -> text.insert(at, text.substring(at, to));
                case 3 -> text.replace(at, to, bit(random));
                case 4 ->
                    text.insert(at, new String(seeds.get(random.nextInt(seeds.size())), StandardCharsets.ISO_8859_1));
                default -> text.insert(at, bit(random).repeat(1 + random.nextInt(50)));
            }
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String bit(Random random) {
        String bit = BITS[random.nextInt(BITS.length)];
        return new String(bit.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static void read(byte[] bytes, Team team) {
        RunbookFile file = RunbookFile.read(bytes, "fuzz.yaml", "", false);
        for (Diagnostic problem : file.check(team, Library.EMPTY)) {
            DiagnosticText.lines(problem);
        }
    }

    @Test
    void no_mutated_book_throws_or_takes_long() throws IOException {
        List<byte[]> seeds = seeds();
        Team team = SampleTeam.team();
        seeds.forEach(seed -> read(seed, team));
        long seed = Long.getLong("oncall.seed", 20181112L);
        Random random = new Random(seed);
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        long count = 0;
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        while (System.nanoTime() < end) {
            byte[] bytes = mutated(seeds.get(random.nextInt(seeds.size())), seeds, random);
            long start = threads.getCurrentThreadCpuTime();
            try {
                read(bytes, team);
            } catch (Throwable thrown) {
                Path kept = Files.write(Path.of("target/fuzz-failure.yaml"), bytes);
                fail("seed " + seed + ", case " + count + ", kept in " + kept, thrown);
            }
            long took = (threads.getCurrentThreadCpuTime() - start) / 1_000_000;
            if (took > SLOWEST_MS) {
                Path kept = Files.write(Path.of("target/fuzz-failure.yaml"), bytes);
                fail(took + " ms, kept in " + kept);
            }
            count++;
        }
        assertTrue(count > 20, "only " + count + " cases");
    }

    private static String numbered(String pattern) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 25_000; i++) {
            text.append(pattern.replace("%", Integer.toString(i)));
        }
        return text.toString();
    }

    /** What reading takes of this thread's time: other work on the machine does not count. */
    private static long cpu(byte[] bytes, Team team) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        read(bytes, team);
        return (threads.getCurrentThreadCpuTime() - start) / 1_000_000;
    }

    @Test
    void large_hostile_books_are_read_within_a_second_each() {
        Team team = SampleTeam.team();
        String head = "title: x\nsteps:\n";
        List<String> hostile = List.of(
                head + "  - run: \"" + "$(".repeat(120_000) + "\"\n",
                head + "  - run: '" + "${".repeat(120_000) + "'\n",
                head + "  - run: |\n      " + "\"$x\" ".repeat(45_000) + "\n",
                head + "  - run: |\n      " + "`".repeat(200_000) + "\n",
                head + "  - run: |\n      " + "cat <<EOF\n      ".repeat(15_000) + "\n",
                head + "  - run: |\n" + "      echo \"$abc\" $def\n".repeat(9_000),
                head + "  - run: |\n      " + "$((".repeat(80_000) + "\n",
                head + "  - run: [" + "$a, ".repeat(60_000) + "b]\n",
                head + "  - run: |\n      " + numbered("$a% "),
                head + "  - run: [" + numbered("$a%, ") + "b]\n",
                head + "  - call: [imoc]\n    message: \"" + numbered("$a% ") + "\"\n",
                head + "  - a\n".repeat(40_000),
                head + "  - {do: a, when: " + "{not: ".repeat(40_000) + "\n",
                head + "  - {do: a, when: {" + "tier: core, ".repeat(20_000) + "}}\n",
                head + "  - {do: a, when: [" + "{x: y}, ".repeat(30_000) + "]}\n",
                head + "  - call: [imoc]\n    message: \"" + "$x ".repeat(80_000) + "\"\n",
                head + "  - do: " + "word ".repeat(50_000) + "\n",
                head + "  - verify: a\n    check: ls\n    expect: {matches: \"" + "(".repeat(200_000) + "\"}\n",
                "k: {" + "a b: c d, ".repeat(25_000) + "}\n",
                "k: [" + "a #b\n , ".repeat(25_000) + "]\n",
                "a\n".repeat(120_000),
                "- ".repeat(100_000) + "\n",
                "a: b: ".repeat(40_000));
        List<String> slow = new ArrayList<>();
        for (String text : hostile) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            assertTrue(bytes.length <= 1 << 20);
            long took = cpu(bytes, team);
            if (took > SLOWEST_MS) {
                slow.add(took + " ms for " + text.substring(0, 60));
            }
        }
        assertTrue(slow.isEmpty(), String.join("\n", slow));
    }
}
