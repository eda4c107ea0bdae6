package oncall.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import oncall.walk.Prompter.Line;
import oncall.walk.Prompter.Tone;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GatewayTest {
    private static String printed(int columns, Colour colour, boolean ascii, Line... lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Gateway(out, new Look(colour, ascii, () -> columns)).print(List.of(lines));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String plain(int columns, String text) {
        return printed(columns, Colour.OFF, false, Line.of(text));
    }

    @Test
    void letters_of_any_script_stay_and_everything_that_steers_or_hides_is_written_out() {
        assertEquals(
                "caf\u00e9 \u05e9\u05dc\u05d5\u05dd \u65e5\u672c\n",
                plain(80, "caf\u00e9 \u05e9\u05dc\u05d5\u05dd \u65e5\u672c"));
        assertEquals("\\x1b[2J\\x9b5n\\x0d\\x7f\\x00\n", plain(80, "\u001b[2J\u009b5n\r\u007f\u0000"));
        assertEquals(
                "a\\u202eb\\u2066c\\u200bd\\ufeffe\\u00adf\\u2028g\\u061ch\n",
                plain(80, "a\u202eb\u2066c\u200bd\ufeffe\u00adf\u2028g\u061ch"));
        assertEquals("x\\u{e0041}\\ud800\\u{e0100}\\u3164\n", plain(80, "x\udb40\udc41\ud800\udb40\udd00\u3164"));
    }

    @Test
    void what_is_drawn_as_nothing_is_written_out_and_emoji_stay_legible() {
        assertEquals(
                "\\u115f\\u1160\\u3164\\uffa0\\u2800\\u034f\\u17b4\\u180b\\u{1d159}\\u{e0072}\\ufffe\n",
                plain(80, "\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u180b\ud834\udd59\udb40\udc72\ufffe"));
        assertEquals("a\\ufe0f\\ufe0e \\ufe0f\n", plain(80, "a\ufe0f\ufe0e \ufe0f"));
        assertEquals("\u2764\ufe0f 1\ufe0f\u20e3 \u26a0\ufe0e\n", plain(80, "\u2764\ufe0f 1\ufe0f\u20e3 \u26a0\ufe0e"));
        assertEquals(
                "\ud83d\udc69\\u200d\ud83d\udcbb \ud83d\udc4d\ud83c\udffd \ud83c\uddee\ud83c\uddf1\n",
                plain(80, "\ud83d\udc69\u200d\ud83d\udcbb \ud83d\udc4d\ud83c\udffd \ud83c\uddee\ud83c\uddf1"));
    }

    @Test
    void a_long_run_of_marks_on_one_letter_is_counted() {
        assertEquals("a" + "\u0301".repeat(8) + "(+9992 marks)b\n", plain(80, "a" + "\u0301".repeat(10_000) + "b"));
    }

    @Test
    void where_only_ascii_can_be_shown_letters_are_written_by_number() {
        assertEquals(
                "\\u05e9\\u05dc \\u{1f600} ok\n",
                printed(80, Colour.OFF, true, Line.of("\u05e9\u05dc \ud83d\ude00 ok")));
    }

    @Test
    void data_keeps_its_letters_whatever_the_locale_is() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Gateway(out, Look.unwrapped(true)).data("{\"t\":\"\u05e9\"}\n");
        assertEquals("{\"t\":\"\u05e9\"}\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void data_comes_out_as_it_is_but_for_what_steers() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String data = "e" + "\u0301".repeat(20) + "\ue000\u3164\udbff\udffd\ud83e\udee8,\"a\nb\"\r\n";
        new Gateway(out, Look.unwrapped(true)).data(data + "\u001b[31m\r\u202e\udb40\udc41");
        assertEquals(data + "\\u001b[31m\\u000d\\u202e\\udb40\\udc41", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void the_rest_of_a_line_never_begins_where_a_line_of_ours_begins() {
        for (String space : List.of(" ", "\u00a0", "\u3000", "\u2003", "\t")) {
            for (int words = 1; words < 60; words++) {
                String rows =
                        plain(40, "x".repeat(words) + (space + "w").repeat(40) + space + "saved" + space + "17:05:12");
                assertFalse(rows.lines().skip(1).anyMatch(row -> !row.startsWith("  ")), rows);
            }
        }
    }

    @Test
    void text_of_several_lines_stands_behind_a_bar_so_that_it_cannot_pass_for_lines_of_ours() {
        assertEquals("noa notes: x\n  | saved 17:05:12\n", plain(80, "noa notes: x\nsaved 17:05:12"));
        assertEquals("> x\n  |\n  | y z\n  | y\n", plain(8, "> x\n\ny z y"));
    }

    @Test
    void a_long_line_of_a_document_goes_on_under_an_indent_and_behind_its_bar() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Gateway gateway = new Gateway(out, new Look(Colour.OFF, false, () -> 24));
        gateway.texts(lines -> {
            lines.accept("17:03  eli  note  \"one two three 17:04  eli\"");
            lines.accept("    | a line of others 17:05  eli  note");
            lines.accept("    |");
            lines.accept("short");
        });
        assertEquals(
                "17:03  eli  note  \"one\n    two three 17:04\n    eli\"\n"
                        + "    | a line of others\n    | 17:05  eli  note\n    |\nshort\n",
                out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void where_no_width_is_known_lines_stay_as_they_are() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String line = "word ".repeat(100) + "\tend";
        new Gateway(out, Look.unwrapped(false)).texts(lines -> lines.accept(line));
        assertEquals(line + "\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void prose_wraps_at_words_a_little_further_right_and_never_beyond_88_columns() {
        assertEquals("  one two\n    three\n", plain(10, "  one two three"));
        String wide = plain(200, "word ".repeat(40));
        assertTrue(wide.lines().allMatch(row -> row.length() <= 88), wide);
        assertEquals(40, wide.split("\\s+").length);
    }

    @Test
    void a_word_longer_than_the_line_stays_in_one_piece() {
        assertEquals(
                "see\n  https://example.org/a/long/address\n  now\n",
                plain(12, "see https://example.org/a/long/address now"));
    }

    @Test
    void wide_characters_count_two_and_marks_none() {
        assertEquals(4, Cells.of("\u65e5\u672c"));
        assertEquals(1, Cells.of("e\u0301"));
        assertEquals(2, Cells.of("\ud83d\ude00"));
        assertEquals("\u65e5\u672c\n  \u65e5\u672c\n", plain(5, "\u65e5\u672c \u65e5\u672c"));
    }

    @Test
    void a_command_goes_on_after_a_mark_and_nothing_of_it_is_lost() {
        Line command = new Line(Tone.COMMAND, "kubectl get pods -n shop");
        assertEquals("    kubectl get pods -n shop\n", printed(80, Colour.OFF, false, command));
        assertEquals("    kubectl get pods\n  +  -n shop\n", printed(20, Colour.OFF, false, command));
    }

    @Test
    void a_command_to_be_copied_is_left_whole() {
        Line command = new Line(Tone.COPY, "kubectl get pods -n shop");
        assertEquals("kubectl get pods -n shop\n", printed(20, Colour.OFF, false, command));
    }

    @Test
    void a_heading_breaks_between_its_parts() {
        Line heading = new Line(Tone.HEADING, "IMPACT 2 of 3 - 17:05+02:00 - 10 s in - P1 for now");
        assertEquals(
                "IMPACT 2 of 3 - 17:05+02:00 -\n  10 s in - P1 for now\n", printed(33, Colour.OFF, false, heading));
        String narrow = printed(11, Colour.OFF, false, heading);
        assertEquals(heading.text().replace(" ", ""), narrow.replaceAll("\\s", ""), narrow);
    }

    @Test
    void the_lines_of_a_script_are_numbered_and_blank_ones_counted_so_that_nothing_hides() {
        Line script = new Line(Tone.COMMAND, "echo ok" + "\n".repeat(500) + "rm -rf /");
        assertEquals(
                " 1| echo ok\n 2|\n 3|\n      (497 more blank lines)\n 501| rm -rf /\n",
                printed(80, Colour.OFF, false, script));
    }

    @Test
    void quoted_text_is_marked_on_every_row() {
        assertEquals("  | one\n  | two\n", printed(80, Colour.OFF, false, new Line(Tone.QUOTE, "one\ntwo")));
    }

    @Test
    void colour_is_added_outside_the_text_and_only_when_it_is_on() {
        Line line = new Line(Tone.WARNING, "late \u001b[0m");
        assertEquals("late \\x1b[0m\n", printed(80, Colour.OFF, false, line));
        assertEquals("\u001b[1;31mlate \\x1b[0m\u001b[m\n", printed(80, Colour.ON, false, line));
    }

    @Test
    void no_columns_count_as_eighty() {
        assertEquals(80, new Look(Colour.OFF, false, () -> 0).width());
    }

    @Test
    void a_reader_who_has_gone_is_noticed_and_is_no_error() {
        Gateway gateway = new Gateway(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                },
                Look.unwrapped(false));
        gateway.line("hello");
        assertTrue(gateway.closed());
    }
}
