package oncall.runbook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StepIdsTest {
    /** Progress on disk goes by these: this list may grow and must not change. */
    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            Look at the volume's use over the last week. Sudden, or a slope?|look_at_the_volume_s_use
            Turn on retention for snapshots.|turn_on_retention_for_snapshots
            Restart it|restart_it
            Is it better?|is_it_better
            3 nodes are down|s_3_nodes_are_down
            42|s_42
            4|s_4
            K8s|k8s
            ok|s_2689367b
            a|s_ca978112
            בדוק את היומן|s_d1f84b55
              בדוק   את\tהיומן |s_d1f84b55
            🔥|s_ed8d8305
            🔥 fire drill|fire_drill
            ΑΒΓ|s_06b24ec0
            İstanbul|stanbul
            Café au lait|caf_au_lait
            Cafe\u0301 au lait|caf_au_lait
            Überprüfen Sie|berpr_fen_sie
            Kubernetes_pod--CrashLoopBackOff!!|kubernetes_pod_crashloopbackoff
            internationalization standardization misunderstanding of things|internationalization_standardization_mis
            x x x x x x x x x|x_x_x_x_x_x
            12345678901234567890123456789012345678901234567890|s_12345678901234567890123456789012345678
            abcdefghijklmnopqrstuvwxyz abcdefghijkl mnop|abcdefghijklmnopqrstuvwxyz_abcdefghijkl
            """)
    void The_golden_list(String text, String id) {
        assertEquals(id, StepIds.fromText(text));
    }

    @Test
    void White_space_alone_has_an_id_as_well() {
        assertEquals("s_e3b0c442", StepIds.fromText(""));
        assertEquals("s_e3b0c442", StepIds.fromText(" \n "));
    }

    @Test
    void Every_text_gives_an_id_an_author_could_have_written() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append(random.nextBoolean() ? (char) (32 + random.nextInt(95)) : (char) random.nextInt(0x10000));
            }
            String id = StepIds.fromText(text.toString());
            assertTrue(StepIds.isWellFormed(id) && id.length() >= 3, () -> id + " from " + text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "pvc", "data_0", "s_3", "abcdefghijklmnopqrstuvwxyzabcdefghijklmn"})
    void Ids_an_author_may_write(String id) {
        assertTrue(StepIds.isWellFormed(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3a", "_a", "A", "a-b", "a b", "é", "a\n", "abcdefghijklmnopqrstuvwxyzabcdefghijklmno"})
    void Ids_an_author_may_not_write(String id) {
        assertEquals(false, StepIds.isWellFormed(id));
    }
}
