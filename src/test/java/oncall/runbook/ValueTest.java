package oncall.runbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ValueTest {
    @Test
    void A_string_and_a_list_of_one_string_are_not_the_same() {
        assertNotEquals(Value.of("a"), Value.ofList(List.of("a")));
        assertEquals("a", Value.ofList(List.of("a", "b")).single());
        assertEquals("", Value.ofList(List.of()).single());
        assertEquals("a, b", Value.ofList(List.of("a", "b")).toString());
    }

    @Test
    void Only_the_word_by_itself_is_unknown() {
        assertTrue(Value.UNKNOWN.isUnknown());
        assertTrue(Value.of("unknown").isUnknown());
        assertFalse(Value.ofList(List.of("unknown")).isUnknown());
        assertFalse(Value.of("unknown host").isUnknown());
    }

    @Test
    void It_holds_one_string_or_says_that_it_is_a_list() {
        assertThrows(IllegalArgumentException.class, () -> new Value(List.of("a", "b"), false));
        assertThrows(IllegalArgumentException.class, () -> new Value(List.of(), false));
    }

    @Test
    void It_does_not_change_when_the_list_it_was_made_from_does() {
        List<String> items = new ArrayList<>(List.of("a"));
        Value value = Value.ofList(items);
        items.add("b");
        assertFalse(value.has("b"));
    }
}
