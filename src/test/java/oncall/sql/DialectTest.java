package oncall.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Scripts as they are written for several databases: where a statement ends, and what is a text and no statement. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DialectTest {
    @Test
    void sql_server_ends_statements_with_lines_and_batches_with_go() {
        String text = """
                IF EXISTS (SELECT * FROM sys.tables WHERE name = 'old')
                BEGIN
                    ALTER TABLE [dbo].[a] DROP CONSTRAINT [fk]
                    DROP TABLE [dbo].[old]
                END
                GO
                ALTER TABLE dbo.b ADD c int NOT NULL
                ALTER TABLE dbo.b
                    DROP COLUMN d
                EXEC sp_rename N'dbo.b.e', N'f', N'COLUMN'
                UPDATE dbo.b SET c = 1
                go 2
                CREATE PROCEDURE p AS
                BEGIN
                    DELETE FROM dbo.b;
                    DROP TABLE dbo.c
                END
                GO
                """;
        assertEquals(
                "3 DROP_CONSTRAINT dbo.a.fk, 4 DROP_TABLE dbo.old, 7 ADD_NOT_NULL dbo.b.c, 9 DROP_COLUMN dbo.b.d,"
                        + " 10 RENAME_COLUMN dbo.b.e, 11 UPDATE_ALL dbo.b",
                told(text));
    }

    @Test
    void mysql_has_delimiters_backslashes_and_comments_that_run() {
        String text = """
                # a note; DROP TABLE x;
                INSERT INTO `t` VALUES ('it\\'s; DROP TABLE y;');
                /*!40101 ALTER TABLE `t` DROP COLUMN `a` */;
                DELIMITER //
                CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW
                BEGIN
                  IF NEW.a IS NULL THEN DELETE FROM u; END IF;
                  SET NEW.b = CASE WHEN 1 THEN 2 ELSE 3 END;
                END//
                DELIMITER ;
                DROP TABLE z;
                """;
        assertEquals("3 DROP_COLUMN t.a, 11 DROP_TABLE z", told(text));
    }

    @Test
    void a_body_without_a_delimiter_ends_where_its_blocks_end() {
        String text = """
                CREATE TRIGGER tr AFTER UPDATE ON t
                BEGIN
                  UPDATE t SET a = 1;
                  DELETE FROM u;
                END;
                DROP VIEW v;
                """;
        assertEquals("6 DROP_VIEW v", told(text));
    }

    @Test
    void postgres_has_dollar_quotes_nested_comments_and_lines_for_psql() {
        String text = """
                \\set ON_ERROR_STOP on
                /* outer /* inner */ DROP TABLE x; */
                CREATE FUNCTION f() RETURNS void AS $body$
                BEGIN
                  DELETE FROM t;
                END;
                $body$ LANGUAGE plpgsql;
                INSERT INTO t VALUES (E'it\\'s; DROP TABLE y;', 'c:\\');
                COPY t (a) FROM stdin;
                DROP TABLE in_data;
                \\.
                DO $$
                BEGIN
                  FOR r IN SELECT 1 LOOP
                    ALTER TABLE t ALTER COLUMN a SET NOT NULL;
                  END LOOP;
                END $$;
                SELECT a[1], '{1}'::int[] FROM t;
                DROP TABLE z;
                """;
        assertEquals("15 SET_NOT_NULL t.a, 19 DROP_TABLE z", told(text));
    }

    @Test
    void a_place_holder_is_a_name() {
        assertEquals(
                "1 DROP_TABLE ${schema}.t, 2 DROP_TABLE {{ schema }}.u",
                told("DROP TABLE ${schema}.t;\nDROP TABLE {{ schema }}.u;"));
    }

    private static String told(String text) {
        SqlReading reading = SqlReading.of("x.sql", text);
        assertEquals("[]", reading.unread().toString());
        return reading.findings().stream()
                .map(one -> one.at().line() + " " + one.harm() + " " + one.object())
                .collect(Collectors.joining(", "));
    }
}
