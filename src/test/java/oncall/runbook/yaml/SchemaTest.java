package oncall.runbook.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import oncall.runbook.Diagnostic;
import oncall.runbook.Team;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds each schema against the good and bad files of the reader: never stricter, and as strict as a schema can be. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SchemaTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path SHARED = Path.of(System.getProperty("oncall.shared", "../shared"), "formats");

    /** What only a reader of YAML text sees, or what needs more than one place of the file. */
    private static final Set<String> BEYOND_A_SCHEMA = Set.of(
            "duplicate-key",
            "no-value",
            "unquoted-words",
            "anchor",
            "alias",
            "tag",
            "merge-key",
            "bad-key",
            "directive",
            "lost-words",
            "several-documents",
            "too-deep",
            "format-line-first",
            "kind-first",
            "answer-first",
            "second-answer",
            "clock-time-quotes",
            "invisible-character",
            "bad-pattern",
            "not-a-zone");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Team TEAM = BuiltIn.team();

    private static JsonSchema schema(String format) throws IOException {
        try (InputStream in = SchemaTest.class.getResourceAsStream("/oncall/schema/" + format + ".schema.json")) {
            return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(in);
        }
    }

    private static List<Path> in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    /** What the reader says about the form of a file: rules; empty where it could not be read as YAML at all. */
    private static Optional<Set<String>> formRules(String format, YamlFile file) {
        switch (format) {
            case "team" -> TeamReader.read(file, TEAM);
            case "revert-plan" -> PlanReader.read(file, "plan");
            case "answers" -> AnswersReader.read(file);
            default -> {}
        }
        List<Diagnostic> problems = format.equals("runbook")
                ? RunbookFile.read(
                                file.source().text().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                file.source().path(),
                                "",
                                false)
                        .problems()
                : file.problems().inOrder();
        return file.root()
                .map(root -> problems.stream()
                        .filter(problem -> problem.kind() == Diagnostic.Kind.FORMAT)
                        .map(Diagnostic::rule)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @CsvSource({"runbook, books", "team, teams", "revert-plan, plans", "answers, answers"})
    void a_schema_says_of_each_file_what_the_reader_says(String format, String folder) throws IOException {
        JsonSchema schema = schema(format);
        List<String> wrong = new ArrayList<>();
        int refused = 0;
        int taken = 0;
        List<Path> files = new ArrayList<>(in(RESOURCES.resolve(folder).resolve("good")));
        files.addAll(in(RESOURCES.resolve(folder).resolve("bad")));
        for (Path path : files) {
            YamlFile file = BuiltIn.file(path);
            Optional<Set<String>> rules = formRules(format, file);
            if (rules.isEmpty()) {
                continue;
            }
            boolean valid = schema.validate(json(file)).isEmpty();
            boolean expressible = rules.get().stream().anyMatch(rule -> !BEYOND_A_SCHEMA.contains(rule));
            boolean draft = path.endsWith("unwritten.yaml"); // an editor may well say what is still to be written
            if (rules.get().isEmpty() && !valid && !draft) {
                wrong.add(path + " is good, and the schema says: " + schema.validate(json(file)));
            } else if (expressible && valid) {
                wrong.add(path + " is refused by the reader (" + rules.get() + "), and the schema takes it");
            }
            refused += valid ? 0 : 1;
            taken += valid ? 1 : 0;
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(refused >= 8 && taken >= 2, refused + " refused, " + taken + " taken");
    }

    private static JsonNode json(YamlFile file) {
        return JSON.valueToTree(file.root().orElseThrow().plain());
    }

    @Test
    void the_schemas_take_the_built_in_and_the_shared_files() throws IOException {
        List<Path> books = new ArrayList<>(in(BuiltIn.FOLDER));
        books.remove(BuiltIn.FOLDER.resolve("team.yaml"));
        books.addAll(in(SHARED.resolve("runbooks")));
        assertFalse(books.isEmpty());
        taken("runbook", books);
        taken(
                "team",
                Stream.of(BuiltIn.FOLDER.resolve("team.yaml"), SHARED.resolve("team.yaml"))
                        .filter(Files::exists)
                        .toList());
        taken("revert-plan", in(SHARED.resolve("revert-plans")));
        taken(
                "answers",
                Stream.of(SHARED.resolve("answers.yaml")).filter(Files::exists).toList());
    }

    private static void taken(String format, List<Path> files) throws IOException {
        JsonSchema schema = schema(format);
        for (Path file : files) {
            assertEquals(Set.of(), schema.validate(json(BuiltIn.file(file))), file.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"runbook", "team", "revert-plan", "answers"})
    void a_schema_is_one_of_draft_2020_12(String format) throws IOException {
        JsonSchema meta = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        try (InputStream in = SchemaTest.class.getResourceAsStream("/oncall/schema/" + format + ".schema.json")) {
            assertEquals(Set.of(), meta.validate(JSON.readTree(in)));
        }
    }
}
