package oncall.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a draft. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TextEditorTest {
    @TempDir
    Path folder;

    @Test
    void a_draft_stays_until_it_is_safe_elsewhere() throws IOException {
        TextEditor editor = editor("printf more >>\"$1\"; true");

        assertEquals("some more", editor.edit("some ").text().orElseThrow());
        assertEquals(List.of("some more"), drafts());

        editor.discard();
        assertEquals(List.of(), drafts());
    }

    @Test
    void what_was_written_before_the_editor_failed_is_kept_and_named() throws IOException {
        TextEditor.Edited edited = editor("printf half >\"$1\"; exit 3; true").edit("whole");

        assertEquals(true, edited.text().isEmpty());
        assertEquals(true, edited.problem().orElseThrow().contains("is kept in " + folder), edited.toString());
        assertEquals(List.of("half"), drafts());
    }

    private TextEditor editor(String script) {
        return new TextEditor(() -> folder, Map.of("EDITOR", "f() { " + script + "; }; f", "PATH", "/usr/bin:/bin"));
    }

    private List<String> drafts() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(TextEditorTest::text).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
