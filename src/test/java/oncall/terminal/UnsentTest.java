package oncall.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Optional;
import oncall.walk.Prompter.Question;
import oncall.walk.Sheet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which words that were typed and not sent come back. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UnsentTest {
    @TempDir
    private Path folder;

    private Optional<String> kept(Question question, String text) {
        Unsent unsent = new Unsent(() -> folder, words -> words.replace("hunter2", "***"));
        unsent.keep(question, text);
        Optional<String> again = new Unsent(() -> folder, words -> words).of(question);
        unsent.forget(question);
        assertEquals(Optional.empty(), unsent.of(question));
        return again;
    }

    @Test
    void words_come_back_without_their_secrets() {
        Question words = Sheet.of("why", "Why?").freeText().done();
        assertEquals(Optional.of("the password is ***"), kept(words, "the password is hunter2"));
        assertEquals(Optional.empty(), kept(words, "  "));
    }

    @Test
    void a_choice_half_typed_does_not_but_a_note_typed_there_does() {
        Question choice =
                Sheet.of("seen", "Seen?").offer("yes", "yes").offer("no", "no").done();
        assertEquals(Optional.empty(), kept(choice, "yes"));
        assertEquals(Optional.of(":note it is back"), kept(choice, ":note it is back"));
    }

    @Test
    void nothing_that_was_typed_at_a_confirmation_does() {
        Question target = Sheet.of("target", "Type the name of what is thrown away.")
                .freeText()
                .confirmation()
                .done();
        assertEquals(Optional.empty(), kept(target, "production"));
        assertEquals(Optional.empty(), kept(target, ":note production"));
    }
}
