package oncall.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import oncall.walk.Prompter.Chosen;
import oncall.walk.Prompter.DontKnow;
import oncall.walk.Prompter.Offer;
import oncall.walk.Prompter.Order;
import oncall.walk.Prompter.Question;
import oncall.walk.Prompter.Reply;
import oncall.walk.Prompter.Typed;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadingTest {
    private static final List<Offer> CUSTOMERS = List.of(
            new Offer(1, "none", "none confirmed", false),
            new Offer(2, "one", "one", false),
            new Offer(4, "many", "more than one", true));

    static Question question(
            List<Offer> choices, boolean several, boolean free, boolean picker, Optional<String> prefill) {
        return new Question(
                "q",
                "",
                "Which?",
                "",
                choices,
                true,
                prefill,
                prefill.isPresent(),
                several,
                free,
                picker,
                false,
                Optional.empty());
    }

    private static final Question CHOICE = question(CUSTOMERS, false, false, false, Optional.empty());
    private static final Question TEXT = new Question(
            "q",
            "",
            "What?",
            "",
            List.of(),
            false,
            Optional.empty(),
            false,
            false,
            true,
            false,
            false,
            Optional.empty());

    private static Reply answer(Question question, String line) {
        return assertInstanceOf(Reading.Answer.class, Reading.read(question, line))
                .reply();
    }

    private static String refusal(Question question, String line) {
        return assertInstanceOf(Reading.Again.class, Reading.read(question, line))
                .words();
    }

    @Test
    void a_choice_is_taken_by_number_by_id_and_by_the_beginning_of_its_words() {
        for (String line : new String[] {"4", " 4 ", "many", "MANY", "more", "more than one"}) {
            assertEquals(new Chosen(List.of("many")), answer(CHOICE, line), line);
        }
        assertEquals(new Chosen(List.of("one")), answer(CHOICE, "one"));
    }

    @Test
    void a_hidden_choice_keeps_its_number_and_the_number_is_refused() {
        assertEquals("`3` is none of the choices: 1, 2, 4, or ?.", refusal(CHOICE, "3"));
    }

    @Test
    void a_beginning_that_fits_two_choices_names_both() {
        Question question = question(
                List.of(new Offer(1, "now", "undo it now", true), new Offer(2, "later", "undo it later", false)),
                false,
                false,
                false,
                Optional.empty());
        assertEquals("`undo` could be 1 undo it now or 2 undo it later. Type the number.", refusal(question, "undo"));
    }

    @Test
    void enter_alone_never_takes_the_usual_choice() {
        assertEquals("Enter alone is no answer here. Type a number, or ? if you do not know.", refusal(CHOICE, ""));
        assertEquals("Enter alone is no answer here. Type a number, or ? if you do not know.", refusal(CHOICE, "   "));
    }

    @Test
    void enter_keeps_a_prefilled_text_only_where_it_may() {
        Question keeps = new Question(
                "q",
                "",
                "What?",
                "",
                List.of(),
                false,
                Optional.of("as given"),
                true,
                false,
                true,
                false,
                false,
                Optional.empty());
        Question not = new Question(
                "q",
                "",
                "What?",
                "",
                CUSTOMERS,
                false,
                Optional.of("many"),
                false,
                false,
                false,
                false,
                false,
                Optional.empty());
        assertEquals(new Typed("as given"), answer(keeps, ""));
        assertEquals("Enter alone is no answer here. Type a number.", refusal(not, ""));
        assertEquals(
                new Chosen(List.of("many")), answer(question(CUSTOMERS, false, false, false, Optional.of("many")), ""));
    }

    @Test
    void a_lone_question_mark_is_dont_know_where_it_is_offered_and_text_elsewhere() {
        assertEquals(new DontKnow(), answer(CHOICE, "?"));
        assertEquals(new DontKnow(), answer(CHOICE, ":unknown"));
        assertEquals(new Typed("?"), answer(TEXT, "?"));
        assertEquals(new Order("unknown", ""), answer(TEXT, ":unknown"));
    }

    @Test
    void a_colon_and_a_word_is_an_order_and_any_other_colon_is_text() {
        assertEquals(new Order("note", "disk is full: 100%"), answer(CHOICE, ":note disk is full: 100%"));
        assertEquals(new Order("back", ""), answer(TEXT, ":back"));
        assertEquals(new Order("note", "two\nlines"), answer(TEXT, ":note two\nlines"));
        for (String text : new String[] {":-)", ":Note x", ":3 hours", "::", ":note:"}) {
            assertEquals(new Typed(text), answer(TEXT, text), text);
        }
    }

    @Test
    void one_leading_space_makes_an_order_text_and_is_not_part_of_it() {
        assertEquals(new Typed(":note x"), answer(TEXT, " :note x"));
        assertEquals(new Typed(" indented"), answer(TEXT, "  indented"));
    }

    @Test
    void several_choices_are_numbers_or_ids_between_spaces_or_commas_each_once_in_the_order_given() {
        Question several = question(CUSTOMERS, true, false, false, Optional.empty());
        assertEquals(new Chosen(List.of("many", "none")), answer(several, "4, 1 4"));
        assertEquals(new Chosen(List.of("one", "many")), answer(several, "one,4"));
        assertTrue(refusal(several, "1 7").startsWith("`1 7` is none of the choices"));
        assertTrue(refusal(several, ",").startsWith("`,` is none"));
    }

    @Test
    void where_own_words_are_allowed_a_beginning_is_not_taken_for_a_choice() {
        Question free = question(CUSTOMERS, false, true, false, Optional.empty());
        assertEquals(new Typed("mo"), answer(free, "mo"));
        assertEquals(new Chosen(List.of("many")), answer(free, "4"));
        assertEquals(new Chosen(List.of("many")), answer(free, "More than one"));
    }

    @Test
    void a_long_list_is_narrowed_by_every_part_typed_and_keeps_its_numbers() {
        List<Offer> parts = List.of(
                new Offer(1, "login", "Log in", false),
                new Offer(2, "env_update", "Update environments", false),
                new Offer(3, "env_list", "List environments", false),
                new Offer(9, "api", "Public API", false));
        Question list = question(parts, false, false, true, Optional.empty());
        Reading.Narrowed narrowed = assertInstanceOf(Reading.Narrowed.class, Reading.read(list, "environ"));
        assertEquals(
                List.of(2, 3), narrowed.matching().stream().map(Offer::number).toList());
        assertEquals(new Chosen(List.of("api")), answer(list, "9"));
        assertEquals(new Chosen(List.of("env_list")), answer(list, "list"));
        assertEquals("Nothing in the list holds `xyz`. Type another part of the name.", refusal(list, "xyz"));
    }
}
