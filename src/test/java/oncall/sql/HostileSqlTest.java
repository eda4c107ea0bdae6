package oncall.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** SQL made to hang, to overflow or to hide; what is found before and after stays found. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HostileSqlTest {
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final int MEBI = 1 << 20;

    @Test
    void a_mebibyte_of_anything_is_read_in_time_and_hides_nothing_before_it() {
        for (String piece : List.of(
                "(",
                ")",
                "((",
                "'",
                "\"",
                "`",
                "[",
                "/*",
                "/* ",
                "*/",
                "--",
                "$",
                "$$",
                "$a",
                "${",
                "{{",
                "\\",
                "\n\\",
                "\nGO\n",
                ";",
                "CASE ",
                "BEGIN ",
                "END ",
                "CREATE FUNCTION ",
                "DELETE FROM a ",
                "WITH a AS (",
                "ALTER TABLE t ADD a int, ",
                "\nDELIMITER x",
                "E'\\",
                "/*!",
                "#",
                "\u0000",
                "\uD834\uDD1E",
                "\uD834",
                "IF ",
                "DO $$",
                "EXECUTE '",
                ". ",
                "a.")) {
            String text = "DROP TABLE first;\n" + piece.repeat(MEBI / piece.length());
            SqlReading reading = assertTimeoutPreemptively(LONG, () -> SqlReading.of("x.sql", text), piece);
            assertFalse(reading.findings().isEmpty(), piece);
            assertEquals("first", reading.findings().get(0).object(), piece);
            assertFalse(reading.empty(), piece);
        }
    }

    @Test
    void deep_brackets_do_not_overflow_the_parser_and_what_follows_is_read() {
        for (int deep : new int[] {10, 29, 31, 200, 5_000, 100_000}) {
            String text =
                    "DELETE FROM t WHERE a = " + "(".repeat(deep) + "1" + ")".repeat(deep) + ";\nDROP TABLE last;";
            SqlReading reading = assertTimeoutPreemptively(LONG, () -> SqlReading.of("x.sql", text), "" + deep);
            assertEquals(List.of("last"), objects(reading), "" + deep);
        }
    }

    @Test
    void texts_inside_texts_end_somewhere() {
        String text = "DROP TABLE t";
        for (int i = 0; i < 12; i++) {
            text = "DO $a" + i + "$ BEGIN EXECUTE $b" + i + "$" + text + "$b" + i + "$; END $a" + i + "$";
        }
        SqlReading reading = SqlReading.of("x.sql", text);
        assertTrue(reading.unread().get(0).why().contains("too deep"), reading.toString());
    }

    @Test
    void ten_thousand_statements_are_all_told() {
        String text = IntStream.range(0, 10_000)
                .mapToObj(i -> "ALTER TABLE t" + i + " DROP COLUMN c;")
                .collect(Collectors.joining());
        SqlReading reading = assertTimeoutPreemptively(LONG, () -> SqlReading.of("x.sql", text));
        assertEquals(10_000, reading.findings().size());
        assertEquals(10_000, reading.statements());
        assertEquals("t9999.c", reading.findings().get(9_999).object());
        assertEquals(1, reading.findings().get(9_999).at().line());
        assertEquals(text.length() - 1, reading.findings().get(9_999).at().column());
    }

    @Test
    void a_string_that_never_ends_is_said_and_what_stands_before_it_is_read() {
        SqlReading reading = SqlReading.of("x.sql", "DROP TABLE a;\nINSERT INTO b VALUES ('it''s);\nDROP TABLE c;");
        assertEquals(List.of("a"), objects(reading));
        assertEquals(2, reading.unread().get(0).at().line());
    }

    @Test
    void no_words_in_any_order_make_it_fail() {
        Random random = new Random(11);
        String[] words =
                ("ALTER TABLE DROP COLUMN ADD CONSTRAINT t a b ( ) , ; . ' \" $$ -- \n /* */ DELETE FROM WHERE UPDATE SET = 1"
                                + " CREATE UNIQUE INDEX ON IF EXISTS RENAME TO TYPE NOT NULL DEFAULT BEGIN END CASE DO EXECUTE WITH AS TRUNCATE"
                                + " GO DELIMITER // CHANGE MODIFY PRIMARY KEY EXEC sp_rename 'x' CALL MERGE PREPARE REVOKE INSERT INTO IN [a] `b`")
                        .split(" ");
        for (int i = 0; i < 4_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(25); k >= 0; k--) {
                text.append(words[random.nextInt(words.length)]).append(random.nextInt(5) == 0 ? "\n" : " ");
            }
            SqlReading reading = SqlReading.of("x.sql", text.toString());
            assertTrue(reading.statements() >= 0);
        }
    }

    private static List<String> objects(SqlReading reading) {
        return reading.findings().stream().map(SqlFinding::object).toList();
    }
}
