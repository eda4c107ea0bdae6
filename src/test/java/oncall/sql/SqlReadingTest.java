package oncall.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import oncall.migration.Script;
import oncall.migration.SqlText;
import oncall.migration.Unreadable;
import oncall.runbook.Location;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What SQL does to old code, statement by statement. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SqlReadingTest {
    /** A statement, the column its finding stands at, the kind, and what it is done to; `-` is none. */
    private static final String EACH = """
            ALTER TABLE t DROP COLUMN c | 27 DROP_COLUMN t.c
            alter table if exists only public."T" drop column if exists "C" cascade | 61 DROP_COLUMN public.T.C
            ALTER TABLE t DROP c | 20 DROP_COLUMN t.c
            ALTER TABLE `t` DROP COLUMN `a`, ADD COLUMN `b` int NULL | 29 DROP_COLUMN t.a
            ALTER TABLE [dbo].[t] DROP COLUMN a, b | 35 DROP_COLUMN dbo.t.a; 38 DROP_COLUMN dbo.t.b
            ALTER TABLE t DROP (a, b) | 21 DROP_COLUMN t.a; 24 DROP_COLUMN t.b
            DROP TABLE IF EXISTS a, s.b CASCADE | 22 DROP_TABLE a; 25 DROP_TABLE s.b
            DROP TABLE a IF EXISTS | 12 DROP_TABLE a
            DROP TEMPORARY TABLE a | 22 DROP_TABLE a
            CREATE OR REPLACE TABLE t (a int) | 25 DROP_TABLE t
            DROP MATERIALIZED VIEW v | 24 DROP_VIEW v
            DROP SCHEMA s CASCADE | 13 DROP_SCHEMA s
            DROP DATABASE d | 15 DROP_DATABASE d
            ALTER TABLE t DETACH PARTITION p | 15 DROP_PARTITION t
            ALTER TABLE t DROP PARTITION p | 15 DROP_PARTITION t
            DROP FUNCTION f(int, text), g() | 15 DROP_FUNCTION f; 29 DROP_FUNCTION g
            DROP TRIGGER tr ON t | 14 DROP_TRIGGER tr
            DROP TYPE mood | 11 DROP_TYPE mood
            DROP INDEX CONCURRENTLY IF EXISTS ix | 35 DROP_INDEX ix
            DROP INDEX ix ON t | 12 DROP_INDEX ix on t
            ALTER TABLE t DROP INDEX ix | 26 DROP_INDEX t.ix
            ALTER TABLE t DROP CONSTRAINT c | 31 DROP_CONSTRAINT t.c
            ALTER TABLE t DROP FOREIGN KEY fk | 32 DROP_CONSTRAINT t.fk
            ALTER TABLE t ALTER COLUMN c DROP DEFAULT | 28 DROP_DEFAULT t.c
            ALTER TABLE t ALTER c DROP NOT NULL | 21 DROP_NOT_NULL t.c
            DROP EXTENSION hstore | 16 DROP_OTHER extension hstore
            TRUNCATE TABLE a, ONLY b RESTART IDENTITY | 16 TRUNCATE a; 24 TRUNCATE b
            DELETE FROM t | 13 DELETE_ALL t
            DELETE FROM t WHERE true | 13 DELETE_ALL t
            DELETE FROM t WHERE 1 = 1 | 13 DELETE_ALL t
            DELETE FROM t WHERE id = 1 | -
            DELETE t FROM t JOIN u ON u.id = t.id | -
            WITH x AS (DELETE FROM t RETURNING *) INSERT INTO u SELECT * FROM x | 24 DELETE_ALL t
            WITH x AS (SELECT 1) DELETE FROM t | 34 DELETE_ALL t
            UPDATE t SET a = 1 | 8 UPDATE_ALL t
            UPDATE t SET a = (SELECT b FROM u WHERE u.id = t.id) | 8 UPDATE_ALL t
            UPDATE t SET a = 1 WHERE b IS NULL | -
            ALTER TABLE t RENAME TO u | 15 RENAME_TABLE t
            RENAME TABLE a TO b, c TO d | 14 RENAME_TABLE a; 22 RENAME_TABLE c
            ALTER VIEW v RENAME TO w | 12 RENAME_TABLE v
            EXEC sp_rename 'dbo.t', 'u' | 16 RENAME_TABLE dbo.t
            EXEC sp_rename 'dbo.t.a', 'b', 'COLUMN' | 16 RENAME_COLUMN dbo.t.a
            ALTER TABLE t RENAME COLUMN a TO b | 29 RENAME_COLUMN t.a
            ALTER TABLE t RENAME a TO b | 22 RENAME_COLUMN t.a
            ALTER TABLE t CHANGE COLUMN a b int NOT NULL | 29 RENAME_COLUMN t.a
            ALTER TABLE t CHANGE a a int | 22 CHANGE_TYPE t.a
            ALTER TABLE t RENAME CONSTRAINT a TO b | -
            ALTER SCHEMA a RENAME TO b | 14 RENAME_SCHEMA a
            ALTER TABLE t SET SCHEMA s | 15 RENAME_SCHEMA t
            ALTER TYPE mood RENAME TO m | 12 RENAME_TYPE mood
            ALTER TYPE mood RENAME VALUE 'a' TO 'b' | 12 RENAME_ENUM_VALUE mood
            ALTER TYPE mood ADD VALUE 'c' | -
            ALTER TABLE t ALTER COLUMN c TYPE bigint USING c::bigint | 28 CHANGE_TYPE t.c
            ALTER TABLE t ALTER c SET DATA TYPE text | 21 CHANGE_TYPE t.c
            ALTER TABLE t MODIFY COLUMN c VARCHAR(20) NULL | 29 CHANGE_TYPE t.c
            ALTER TABLE t MODIFY c int NOT NULL | 22 CHANGE_TYPE t.c; 22 SET_NOT_NULL t.c
            ALTER TABLE t ALTER COLUMN c SET NOT NULL | 28 SET_NOT_NULL t.c
            ALTER TABLE t ALTER COLUMN c SET DEFAULT now() | -
            ALTER TABLE t ADD COLUMN c int NOT NULL | 26 ADD_NOT_NULL t.c
            ALTER TABLE t ADD COLUMN IF NOT EXISTS c int NOT NULL | 40 ADD_NOT_NULL t.c
            ALTER TABLE t ADD c int NOT NULL, d int NULL, e int NOT NULL | 19 ADD_NOT_NULL t.c; 47 ADD_NOT_NULL t.e
            ALTER TABLE t ADD (a int, b numeric(10,2) NOT NULL) | 27 ADD_NOT_NULL t.b
            ALTER TABLE t ADD COLUMN c int NOT NULL DEFAULT 0 | -
            ALTER TABLE t ADD COLUMN c int | -
            ALTER TABLE t ADD COLUMN c int CHECK (c IS NOT NULL) | -
            ALTER TABLE t ADD CONSTRAINT u UNIQUE (a, b) | 30 ADD_UNIQUE t
            CREATE UNIQUE INDEX CONCURRENTLY ix ON t (lower(a)) WHERE b IS NULL | 34 ADD_UNIQUE t
            CREATE INDEX ix ON t (a) | -
            ALTER TABLE t ADD CHECK (a > 0) | 15 ADD_CHECK t
            ALTER TABLE t WITH CHECK ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u (id) | 41 ADD_FOREIGN_KEY t
            ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES u (id) NOT VALID | 30 ADD_FOREIGN_KEY t
            ALTER TABLE t DROP PRIMARY KEY, ADD PRIMARY KEY (a) | 15 CHANGE_PRIMARY_KEY t; 33 CHANGE_PRIMARY_KEY t
            REVOKE SELECT ON t FROM u | 1 REVOKE
            INSERT INTO t (a) VALUES ('drop table t; delete from t') | -
            INSERT INTO t VALUES (1) ON CONFLICT (a) DO UPDATE SET b = 1 | -
            COMMENT ON TABLE t IS 'x' | -
            ALTER TABLE t OWNER TO x | -
            ALTER TABLE t ENABLE ROW LEVEL SECURITY | -
            IF OBJECT_ID('t') IS NOT NULL DROP TABLE t | 42 DROP_TABLE t
            DO $$ BEGIN IF true THEN ALTER TABLE t DROP COLUMN c; END IF; END $$ | 52 DROP_COLUMN t.c
            DO $x$ BEGIN EXECUTE 'DROP TABLE t'; END $x$ | 34 DROP_TABLE t
            EXEC('DROP TABLE t') | 18 DROP_TABLE t
            ALTER TABLE t ADD COLUMN c int UNIQUE | 26 ADD_UNIQUE t
            ALTER TABLE t ADD COLUMN c int PRIMARY KEY | 26 ADD_NOT_NULL t.c; 26 CHANGE_PRIMARY_KEY t
            ALTER TABLE t ADD CONSTRAINT c EXCLUDE USING gist (a WITH =) | 30 ADD_CHECK t
            ALTER TYPE p ALTER ATTRIBUTE a TYPE text | 12 CHANGE_TYPE p
            ALTER TYPE p RENAME ATTRIBUTE a TO b | 12 CHANGE_TYPE p
            ALTER TYPE p DROP ATTRIBUTE a | 12 CHANGE_TYPE p
            ALTER TYPE p ADD ATTRIBUTE a int | -
            ALTER TYPE p ADD ATTRIBUTE a int, DROP ATTRIBUTE b | 12 CHANGE_TYPE p
            ALTER TYPE mood SET SCHEMA s | 12 RENAME_SCHEMA mood
            ALTER DOMAIN d SET NOT NULL | 14 ADD_CHECK d
            ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0) | 14 ADD_CHECK d
            ALTER DOMAIN d ADD CHECK (VALUE > 0) | 14 ADD_CHECK d
            ALTER DOMAIN d DROP CONSTRAINT IF EXISTS c | 14 DROP_CONSTRAINT d.c
            ALTER DOMAIN d RENAME TO e | 14 RENAME_TYPE d
            ALTER DOMAIN d DROP NOT NULL | -
            ALTER VIEW v RENAME COLUMN a TO b | 28 RENAME_COLUMN v.a
            ALTER MATERIALIZED VIEW IF EXISTS v RENAME TO w | 35 RENAME_TABLE v
            ALTER VIEW v SET SCHEMA s | 12 RENAME_SCHEMA v
            ALTER VIEW v ALTER COLUMN a SET DEFAULT 1 | -
            ALTER SCHEMA s TRANSFER dbo.t | 25 RENAME_SCHEMA dbo.t
            ALTER SCHEMA s TRANSFER OBJECT::dbo.t | 33 RENAME_SCHEMA dbo.t
            ALTER SCHEMA s OWNER TO o | -
            ALTER DATABASE d RENAME TO e | 16 RENAME_SCHEMA d
            ALTER DATABASE d SET timezone TO 'UTC' | -
            ALTER SEQUENCE IF EXISTS s RENAME TO r | 26 RENAME_TYPE sequence s
            ALTER FUNCTION f(int) SET SCHEMA s | 16 RENAME_TYPE function f
            ALTER FUNCTION f(int) OWNER TO o | -
            MERGE INTO t USING u ON t.a = u.a WHEN NOT MATCHED BY SOURCE THEN DELETE | 67 DELETE_ALL t
            WITH x AS (SELECT 1) MERGE INTO t USING x ON 1 = 1 WHEN NOT MATCHED BY SOURCE THEN DELETE | 84 DELETE_ALL t
            MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN UPDATE SET b = u.b | -
            PREPARE p AS DELETE FROM t | 26 DELETE_ALL t
            PREPARE p FROM 'DROP TABLE t' | 28 DROP_TABLE t
            EXEC sp_rename 't.ix', 'iy', 'INDEX' | -
            DROP PROCEDURE IF EXISTS p | 26 DROP_FUNCTION p
            DROP DOMAIN d | 13 DROP_TYPE d
            ALTER TABLE t SWITCH PARTITION 1 TO u | 15 DROP_PARTITION t
            ALTER TABLE t RENAME INDEX a TO b | -
            ALTER TABLE t DISABLE TRIGGER tr | -
            ALTER TABLE t DROP CONSTRAINT c, d | 31 DROP_CONSTRAINT t.c; 34 DROP_CONSTRAINT t.d
            ALTER TABLE t MODIFY (a int NOT NULL, b text NULL) | 23 CHANGE_TYPE t.a; 23 SET_NOT_NULL t.a; 39 CHANGE_TYPE t.b
            DELETE FROM t WHERE | 13 DELETE_ALL t
            """;

    @Test
    void every_statement_is_told_for_what_it_does_at_its_place() {
        for (String line : EACH.lines().toList()) {
            int bar = line.indexOf(" | ");
            String wanted = line.substring(bar + 3).equals("-") ? "" : line.substring(bar + 3);
            SqlReading reading = SqlReading.of("x.sql", line.substring(0, bar));
            assertEquals(wanted, told(reading), line);
            assertEquals(List.of(), reading.unread(), line);
            assertFalse(reading.empty(), line);
        }
    }

    @Test
    void every_kind_of_harm_is_tried_above() {
        Set<Harm> tried = EACH.lines()
                .flatMap(line -> SqlReading.of("x.sql", line.substring(0, line.indexOf(" | "))).findings().stream())
                .map(SqlFinding::harm)
                .collect(Collectors.toSet());
        Set<Harm> left = EnumSet.complementOf(EnumSet.of(Harm.REBUILD_TABLE));
        left.removeAll(tried);
        assertEquals(Set.of(), left);
    }

    @Test
    void a_place_is_told_by_line_and_code_points_wherever_the_text_begins() {
        SqlReading reading =
                SqlReading.of(new Location("m.rb", 7, 12), "-- 𝄞\n  DROP TABLE a; /* 𝄞 */ DROP TABLE ähre;");
        assertEquals("m.rb:8:14", reading.findings().get(0).at().toString());
        assertEquals("m.rb:8:36", reading.findings().get(1).at().toString());
        assertEquals(4, reading.findings().get(1).width());
        assertEquals(
                "m.rb:7:23",
                SqlReading.of(new Location("m.rb", 7, 12), "DROP TABLE t")
                        .findings()
                        .get(0)
                        .at()
                        .toString());
    }

    @Test
    void what_the_script_itself_has_made_is_not_known_to_old_code() {
        assertEquals(
                "",
                told(SqlReading.of(
                        "x.sql",
                        "CREATE TABLE s.t (a int); ALTER TABLE t ADD UNIQUE (a); UPDATE t SET a = 1; DROP TABLE t;")));
        assertEquals("12 DROP_TABLE t", told(SqlReading.of("x.sql", "DROP TABLE t; CREATE TABLE t (a int);")));
    }

    @Test
    void what_one_migration_of_a_change_makes_is_new_in_the_next() {
        Script first =
                new Script(List.of(new SqlText(Location.of("1.sql"), "CREATE TABLE t (a int)", true)), List.of());
        Script second = new Script(
                List.of(new SqlText(new Location("2.rb", 4, 5), "ALTER TABLE t DROP COLUMN a; DROP TABLE u", false)),
                List.of(new Unreadable(new Location("2.rb", 9, 3), "Not SQL.")));
        SqlReading after = SqlReading.inOrder(List.of(first, second)).get(1);
        assertEquals("5 DROP_TABLE u", told(after));
        assertEquals(List.of(new CouldNotRead(new Location("2.rb", 9, 3), "Not SQL.")), after.unread());
        assertEquals("5 DROP_COLUMN t.a; 5 DROP_TABLE u", told(SqlReading.of(second)));
    }

    @Test
    void a_table_that_is_built_anew_with_its_rows_is_not_dropped() {
        assertEquals(
                "12 REBUILD_TABLE t",
                told(SqlReading.of(
                        "x.sql",
                        "CREATE TABLE new_t (a int);\nINSERT INTO new_t SELECT a FROM t;\nDROP TABLE t;\n"
                                + "ALTER TABLE new_t RENAME TO t;")));
        assertEquals(
                "15 REBUILD_TABLE t",
                told(SqlReading.of(
                        "x.sql",
                        "ALTER TABLE t RENAME TO old_t;\nCREATE TABLE t (a int);\nINSERT INTO t SELECT a FROM old_t;\n"
                                + "DROP TABLE old_t;")));
    }

    @Test
    void what_does_nothing_is_empty() {
        for (String text :
                List.of("", " \n", "-- nothing\n/* to do */", "SELECT 1;", "BEGIN; COMMIT;", ";;", "select 'x'")) {
            assertTrue(SqlReading.of("x.sql", text).empty(), text);
        }
        for (String text : List.of("DROP TABLE t", "INSERT INTO t VALUES (1)", "SELECT f()", "frobnicate")) {
            assertFalse(SqlReading.of("x.sql", text).empty(), text);
        }
    }

    @Test
    void a_down_that_destroys_rows_says_which() {
        List<SqlFinding> lost = SqlReading.of("d.sql", "ALTER TABLE t DROP COLUMN a; ALTER TABLE t DROP CONSTRAINT b")
                .destroys();
        assertEquals(
                List.of(Harm.DROP_COLUMN), lost.stream().map(SqlFinding::harm).toList());
    }

    @Test
    void nothing_is_left_out_silently() {
        assertEquals("x.sql:2:1 This statement is not known.", unread("SELECT 1;\nFROBNICATE t;"));
        assertEquals("x.sql:1:6 What `fix_all` does is not written here.", unread("CALL fix_all(1)"));
        assertEquals(
                "x.sql:1:13 The SQL that runs here is put together when it runs.",
                unread("DO $$ BEGIN EXECUTE format('DROP TABLE %I', t); END $$"));
        assertEquals(
                "x.sql:1:1 The SQL that runs here is put together when it runs.", unread("EXEC('DROP TABLE ' + @t)"));
        assertEquals(
                "x.sql:1:8 A quote that is opened here is not closed. What follows is not read.", unread("SELECT 'x"));
        assertEquals(
                "x.sql:1:1 A comment that is opened here is not closed. What follows is not read.",
                unread("/* x\nDROP TABLE t;"));
        assertEquals(
                "x.sql:1:1 Another file is included here, and only this one is read.",
                unread("\\i other.sql\nSELECT 1;"));
        assertEquals(
                "x.sql:1:10 A NUL character stands here: the file may not be UTF-8 text.",
                unread("SELECT 1;\0DROP TABLE t"));
        assertEquals("x.sql:1:15 This change of a table is not known.", unread("ALTER TABLE t FROBNICATE a"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER FROBS f RENAME TO g              | 1  What is altered here is not known.
            ALTER TABLE :t DROP COLUMN c           | 1  The name of the table is not known.
            ALTER TABLE t ADD COLUMN 5             | 26 This change of a table is not known.
            ALTER TABLE t ADD (5)                  | 20 This change of a table is not known.
            ALTER TABLE t DROP COLUMN 5            | 27 The name of what is dropped is not known.
            ALTER TABLE t DROP CONSTRAINT :c       | 31 The name of what is dropped is not known.
            ALTER TABLE t ALTER COLUMN c ! 5       | 28 This change of a column is not known.
            DROP FROBS f                           | 1  What is dropped here is not known.
            DROP TABLE t = 5                       | 14 What follows the name is not known.
            RENAME USER a TO b                     | 1  What is renamed here is not known.
            EXEC sp_rename @a, @b                  | 1  What is renamed here is not known.
            DISABLE TRIGGER tr ON t                | 1  What is switched off here is not known.
            UPDATE t FROBNICATE                    | 1  An UPDATE without SET is not known.
            PREPARE p FROM @sql                    | 1  The SQL that runs here is put together when it runs.
            PREPARE p AS                           | 1  The SQL that runs here is put together when it runs.
            EXECUTE IMMEDIATE name                 | 1  The SQL that runs here is put together when it runs.
            EXEC sp_executesql @sql                | 1  The SQL that runs here is put together when it runs.
            DO $$ BEGIN EXECUTE 'DROP ' + t; END $$ | 13 The SQL that runs here is put together when it runs.
            (                                      | 1  This statement is not known.
            """)
    void what_is_not_known_is_said_at_its_place_and_is_never_nothing(String sql, String said) {
        SqlReading reading = SqlReading.of("x.sql", sql);
        assertEquals(
                said.replaceFirst(" +", " "),
                reading.unread().stream()
                        .map(one -> one.at().column() + " " + one.why())
                        .collect(Collectors.joining("; ")));
        assertFalse(reading.empty());
    }

    @Test
    void a_name_that_could_not_be_read_hides_nothing() {
        assertEquals(
                "12 CHANGE_TYPE p",
                told(SqlReading.of("x.sql", "CREATE TABLE :new (a int);\nALTER TYPE p DROP ATTRIBUTE a;")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CREATE TABLE t (a int); CREATE INDEX ix ON t (a); DROP INDEX ix ON t     | ''
            CREATE TABLE t (a int); ALTER TABLE t DROP INDEX ix_location             | ''
            CREATE TABLE t (a int); DROP INDEX ix ON u                               | 36 DROP_INDEX ix on u
            CREATE TABLE t (a int); DROP INDEX ix                                    | 36 DROP_INDEX ix
            """)
    void an_index_of_a_new_table_is_new_as_well(String sql, String told) {
        assertEquals(told, told(SqlReading.of("x.sql", sql)));
    }

    private static String told(SqlReading reading) {
        return reading.findings().stream()
                .map(one -> (one.at().column() + " " + one.harm() + " " + one.object()).strip())
                .collect(Collectors.joining("; "));
    }

    private static String unread(String text) {
        return SqlReading.of("x.sql", text).unread().stream()
                .map(one -> one.at() + " " + one.why())
                .collect(Collectors.joining("; "));
    }
}
