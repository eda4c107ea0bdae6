package oncall.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LookTest {
    private static boolean ascii(Map<String, String> variables) {
        return Look.asciiOnly(name -> Optional.ofNullable(variables.get(name)));
    }

    @Test
    void the_first_variable_that_is_not_empty_decides() {
        assertEquals(false, ascii(Map.of("LANG", "he_IL.UTF-8")));
        assertEquals(true, ascii(Map.of("LC_ALL", "C", "LANG", "he_IL.UTF-8")));
        assertEquals(false, ascii(Map.of("LC_ALL", "", "LC_CTYPE", "en_US.utf8", "LANG", "C")));
        assertEquals(true, ascii(Map.of()));
    }

    @Test
    void what_the_launcher_put_in_place_does_not_count() {
        assertEquals(true, ascii(Map.of("LC_ALL", "C.UTF-8", "ONCALL_LOCALE", "C")));
        assertEquals(true, ascii(Map.of("LC_ALL", "C.UTF-8", "ONCALL_LOCALE", "")));
        assertEquals(false, ascii(Map.of("LC_ALL", "C.UTF-8", "ONCALL_LOCALE", "", "LANG", "de_DE.UTF-8")));
        assertEquals(false, ascii(Map.of("LC_ALL", "C.UTF-8", "ONCALL_LOCALE", "he_IL.UTF-8")));
    }
}
