package oncall.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import oncall.walk.Prompter.Line;
import oncall.walk.Prompter.Offer;
import oncall.walk.Prompter.Question;
import oncall.walk.Prompter.Ticker;
import oncall.walk.Prompter.Tone;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Every payload through every way out: nothing but our own sequences reaches the other side. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PayloadTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private static String withoutOurs(String sent) {
        String rest = sent;
        for (Pattern pattern : Sequences.ALL) {
            rest = pattern.matcher(rest).replaceAll("");
        }
        return rest;
    }

    private void assertClean(String way, String payload) {
        String sent = out.toString(StandardCharsets.UTF_8);
        String shown = payload.length() > 40 ? payload.substring(0, 40) : payload;
        assertFalse(sent.isEmpty(), way);
        assertEquals(List.of(), Payloads.leaks(withoutOurs(sent)), () -> way + ": " + Visible.of(shown, true));
        out.reset();
    }

    @Test
    void no_payload_gets_out_through_any_way_of_printing() {
        for (Colour colour : Colour.values()) {
            for (boolean ascii : new boolean[] {false, true}) {
                Gateway gateway = new Gateway(out, new Look(colour, ascii, () -> 40));
                for (String payload : Payloads.all()) {
                    for (Tone tone : Tone.values()) {
                        gateway.print(List.of(new Line(tone, payload), new Line(tone, "a " + payload + " b")));
                        assertClean(tone.name(), payload);
                    }
                    gateway.text("x" + payload);
                    assertClean("text", payload);
                    gateway.data("x" + payload);
                    assertEquals(List.of(), Payloads.steering(out.toString(StandardCharsets.UTF_8)));
                    out.reset();
                    assertEquals(List.of(), Payloads.leaks(gateway.visible(payload)));
                }
            }
        }
    }

    @Test
    void our_own_styling_is_there_and_text_cannot_forge_it() {
        Gateway gateway = new Gateway(out, new Look(Colour.ON, false, () -> 80));
        gateway.print(List.of(new Line(Tone.SAVED, "\u001b[31mred")));
        assertEquals("\u001b[32m\\x1b[31mred\u001b[m\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void no_payload_gets_out_through_any_part_of_a_question_or_what_is_typed_to_it() {
        for (String payload : Payloads.all()) {
            Stream.of(false, true).forEach(picker -> ask(payload, picker));
            assertClean("question", payload);
        }
    }

    private void ask(String payload, boolean picker) {
        Question question = new Question(
                payload,
                payload,
                payload,
                payload,
                List.of(new Offer(1, payload, payload, true), new Offer(2, "b", payload + "b", false)),
                true,
                Optional.of(payload),
                false,
                false,
                false,
                picker,
                false,
                Optional.empty());
        String line = payload.replace("\n", "");
        byte[] typed = (line + "\nnone\n" + line + "\n2\n").getBytes(StandardCharsets.UTF_8);
        TextEditor editor = new TextEditor(() -> Path.of("none"), Map.of());
        try (Conversation conversation =
                Terminals.open(Terminals.Kind.PIPE, new ByteArrayInputStream(typed), out, Colour.ON, false, editor)) {
            conversation.ask(question, Ticker.NONE);
        }
    }

    @Test
    void the_list_of_sequences_holds_no_query_and_no_move_across_the_screen() {
        List<String> forbidden = List.of(
                "\u001b[6n",
                "\u001b[c",
                "\u001b[?2026$p",
                "\u001b]0;x\u0007",
                "\u001b[2J",
                "\u001b[H",
                "\u001b[5;5H",
                "\u001b[?1049h",
                "\u001b[48;5;3m",
                "\u001b[8m",
                "\u001b[?25l",
                "\u001bP",
                "\u001b[21t");
        for (String sequence : forbidden) {
            assertTrue(
                    Sequences.ALL.stream()
                            .noneMatch(pattern -> pattern.matcher(sequence).lookingAt()),
                    () -> Visible.of(sequence, true));
        }
        List<String> payloads = new ArrayList<>(Payloads.all());
        assertTrue(payloads.size() >= 60, "there are " + payloads.size());
    }
}
