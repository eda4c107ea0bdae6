package oncall.runbook.yaml;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import oncall.runbook.Team;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Good files with something changed at random: whatever comes, a reader reports and never throws. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MutatedFilesTest {
    private static final int ROUNDS = Integer.getInteger("oncall.fuzz", 150);
    private static final String[] PIECES = {
        "[]",
        "{}",
        "[",
        "}",
        "\"",
        "'",
        ": ",
        "- ",
        "#",
        "|",
        ">",
        "&a",
        "*a",
        "!!str",
        "null",
        "~",
        "\t",
        "\n",
        " ",
        "unknown",
        "not",
        "99999999999999999999",
        "-1",
        "0s",
        "{{",
        "}}",
        "{{#",
        "$",
        "\u202e",
        "\u0000",
        "true",
        "{not: {not: {not: x}}}",
        "[[[[[[[[",
        "\uD83D\uDE00",
        "<<",
        "---",
        "%"
    };

    private final Random random = new Random(20181112);

    private void mutate(String good, Consumer<YamlFile> reader) {
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String text = good;
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                text = change(text);
            }
            YamlFile file = YamlFile.read(text.getBytes(StandardCharsets.UTF_8), "a.yaml", "", false);
            try {
                reader.accept(file);
                refused += file.problems().inOrder().isEmpty() ? 0 : 1;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("round " + round + ":\n" + text, e);
            }
        }
        assertTrue(refused > ROUNDS / 4, refused + " of " + ROUNDS + " were refused");
    }

    private String change(String text) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n")));
        int at = random.nextInt(lines.size());
        switch (random.nextInt(6)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
            case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
            case 3 -> lines.set(at, " ".repeat(random.nextInt(4)) + lines.get(at));
            default -> lines.set(at, spliced(lines.get(at)));
        }
        return lines.isEmpty() ? "x" : String.join("\n", lines);
    }

    private String spliced(String line) {
        int from = random.nextInt(line.length() + 1);
        int to = Math.min(line.length(), from + random.nextInt(8));
        return line.substring(0, from) + PIECES[random.nextInt(PIECES.length)] + line.substring(to);
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file);
    }

    @Test
    void team_files() throws IOException {
        Team builtIn = BuiltIn.team();
        mutate(text(BuiltIn.FOLDER.resolve("team.yaml")), file -> TeamReader.read(file, builtIn));
        mutate(
                text(Path.of("src/test/resources/teams/good/own-priority.yaml")),
                file -> TeamReader.read(file, builtIn));
    }

    @Test
    void revert_plans() throws IOException {
        mutate(text(Path.of("src/test/resources/plans/good/full.yaml")), file -> PlanReader.read(file, "full"));
    }

    @Test
    void answers_files() throws IOException {
        mutate(text(Path.of("src/test/resources/answers/good/list.yaml")), AnswersReader::read);
    }

    @Test
    void books() throws IOException {
        try (Stream<Path> files = Files.list(BuiltIn.FOLDER)) {
            for (Path book : files.filter(file -> Files.isRegularFile(file) && !file.endsWith("team.yaml"))
                    .sorted()
                    .toList()) {
                String good = text(book);
                Team team = BuiltIn.team();
                mutate(
                        good,
                        file -> RunbookFile.read(
                                        file.source().text().getBytes(StandardCharsets.UTF_8), "a.yaml", "", false)
                                .check(team, Library.EMPTY)
                                .forEach(problem ->
                                        file.problems().warning(problem.rule(), Spot.START, problem.message(), "")));
            }
        }
    }
}
