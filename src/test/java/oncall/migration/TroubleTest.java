package oncall.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that cannot be read, and sets of migrations that are not as their tools want them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TroubleTest {
    /** A file without a text is there and cannot be read. */
    private final Map<String, Optional<String>> files = new TreeMap<>();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            db/migration/V1__a.sql           | MISSING | This migration could not be read.
            db/migrate/20240131120000_a.rb   | UNKNOWN | This migration could not be read, or is longer than 256 KiB.
            o/migrations/0001_a.py           | UNKNOWN | This migration could not be read, or is longer than 256 KiB.
            migrations/000001_a.up.sql       | MISSING | This migration could not be read.
            """)
    void a_migration_that_cannot_be_read_is_told_three_times(String path, Down.State down, String why) {
        files.put(path, Optional.empty());
        assertEquals("UNREADABLE " + path + ":1:1 " + why + "\n", irregularities());
        Migration one = all().found().get(0);
        assertEquals(down, one.down().state());
        assertEquals(why, one.forward().unreadable().get(0).why());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            db/migration/V1__a.sql      | db/migration/U1__a.sql        | The undo could not be read.
            migrations/000001_a.up.sql  | migrations/000001_a.down.sql  | The down could not be read.
            migrations/a/up.sql         | migrations/a/down.sql         | The down could not be read.
            """)
    void a_down_that_cannot_be_read_is_none_anyone_knows(String up, String path, String why) {
        files.put(up, Optional.of("SELECT 1;"));
        files.put(path, Optional.empty());
        Down down = all().found().get(0).down();
        assertEquals(Down.State.UNKNOWN, down.state());
        assertEquals(path + ":1:1", down.at().orElseThrow().toString());
        assertEquals(why, down.why());
        assertEquals("", irregularities());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            migrations/000001_a.up.json | migrations/000001_a.down.json | '  ' | EMPTY   | ''
            migrations/000001_a.up.json | migrations/000001_a.down.json | '[]' | PRESENT | The down is not written in SQL.
            db/migration/V1__a.java     | db/migration/U1__a.java       | 'class U1__a {}' | PRESENT | The undo is not written in SQL.
            """)
    void a_down_in_another_language_is_not_read_as_sql(
            String up, String path, String text, Down.State state, String why) {
        files.put(up, Optional.of("{}"));
        files.put(path, Optional.of(text));
        Migration one = all().found().get(0);
        assertEquals(
                "This migration is not written in SQL.",
                one.forward().unreadable().get(0).why());
        assertEquals(state, one.down().state());
        assertEquals(
                why,
                one.down().script().unreadable().stream().map(Unreadable::why).collect(Collectors.joining()));
        assertTrue(one.down().script().sql().isEmpty());
    }

    @Test
    void a_text_that_does_not_end_may_hide_the_down() {
        files.put(
                "migrations/20240131120000_a.js",
                Optional.of("exports.up = (knex) => {};\n/* exports.down = () => {};\n"));
        assertEquals("KNEX UNKNOWN 2:1 A text that opens here does not end.\n", downs());
        files.clear();
        files.put("alembic/versions/a.py", Optional.of("""
                revision = 'a'
                down_revision = None
                def upgrade():
                    op.execute(\"\"\"DROP TABLE t)
                def downgrade():
                    pass
                """));
        assertEquals("ALEMBIC UNKNOWN 4:16 A text that opens here does not end.\n", downs());
        files.clear();
        files.put(
                "db/migrate/20240131120000_a.rb",
                Optional.of("class A\n  =begin\n  x = \"\n  def change\n  end\nend\n"));
        assertEquals("RAILS UNKNOWN 3:7 A text that opens here does not end.\n", downs());
    }

    @Test
    void operations_that_are_no_list_can_do_anything() {
        files.put("o/migrations/0001_a.py", Optional.of("class Migration:\n    operations = made()\n"));
        assertEquals("DJANGO UNKNOWN 1:1 The list of its operations could not be read.\n", downs());
        assertEquals(
                "The list of its operations could not be read.",
                all().found().get(0).forward().unreadable().get(0).why());
    }

    @Test
    void a_way_back_that_does_nothing_counts_as_none_only_where_nothing_else_goes_back() {
        String head = "class Migration:\n    operations = [\n";
        files.put(
                "o/migrations/0001_a.py",
                Optional.of(head + "RunSQL('SELECT 1', ''), RunPython(f, RunPython.noop)]\n"));
        assertEquals("DJANGO EMPTY 2:19 What would undo it does nothing.\n", downs());
        files.put("o/migrations/0001_a.py", Optional.of(head + "RunSQL('SELECT 1', ''), RunPython(f, g)]\n"));
        assertEquals("DJANGO PRESENT 2:19 Django works it out from the operations.\n", downs());
        files.put("o/migrations/0001_a.py", Optional.of(head + "RunSQL('SELECT 1', ''), RunPython(f)]\n"));
        assertEquals("DJANGO IRREVERSIBLE 3:25 `RunPython` says no way back, so Django refuses to undo it.\n", downs());
    }

    @Test
    void an_undo_without_its_version_stands_alone() {
        files.put("db/migration/U1_2__a.sql", Optional.of("SELECT 1;"));
        assertEquals(
                "DOWN_ALONE db/migration/U1_2__a.sql:1:1"
                        + " This undoes version 1.2, which is not among the migrations looked at.\n",
                irregularities());
        files.put("db/migration/V1.2__other.sql", Optional.of("SELECT 1;"));
        assertEquals("", irregularities());
    }

    @Test
    void what_flyway_runs_around_migrations_is_told_beside_versions() {
        files.put("sql/V1__a.sql", Optional.of("SELECT 1;"));
        files.put("sql/afterMigrate__grants.sql", Optional.of("DROP TABLE t;"));
        files.put("sql/V1__a.sql.conf", Optional.of("executeInTransaction=false"));
        files.put("other/afterMigrate.sql", Optional.of("DROP TABLE t;"));
        assertEquals(
                "UNRECOGNISED sql/afterMigrate__grants.sql:1:1"
                        + " Flyway runs this around migrations; nobody has looked at what it does.\n",
                irregularities());
    }

    @Test
    void two_of_one_version_are_told() {
        files.put("db/migration/V1__a.sql", Optional.of("SELECT 1;"));
        files.put("db/migration/V1.0__b.sql", Optional.of("SELECT 1;"));
        files.put("db/migration/B1__all.sql", Optional.of("SELECT 1;"));
        files.put("migrations/000002_a.up.sql", Optional.of("SELECT 1;"));
        files.put("migrations/000002_b.up.sql", Optional.of("SELECT 1;"));
        files.put("db/migrate/20240131120000_a.rb", Optional.of("def change\nend"));
        files.put("db/migrate/20240131120000_b.rb", Optional.of("def change\nend"));
        assertEquals("""
                DUPLICATE db/migrate/20240131120000_b.rb:1:1 Version 20240131120000 is also that of `20240131120000_a.rb`.
                DUPLICATE db/migration/V1.0__b.sql:1:1 Version 1.0 is also that of `V1__a.sql`.
                DUPLICATE migrations/000002_b.up.sql:1:1 Version 000002 is also that of `000002_a.up.sql`.
                """, irregularities());
    }

    @Test
    void a_chain_may_bite_its_tail_or_have_a_name_twice() {
        alembic("a", "'c'");
        alembic("b", "'a'");
        alembic("c", "'b'");
        assertEquals(
                "BROKEN_CHAIN alembic/versions/a.py:2:1 `a` comes, by way of others, before itself.\n",
                irregularities());
        assertEquals(3, all().found().size());
        files.clear();
        alembic("a", "None");
        files.put("alembic/versions/z.py", files.get("alembic/versions/a.py"));
        assertEquals("DUPLICATE alembic/versions/z.py:2:1 `a` is also the name of `a.py`.\n", irregularities());
    }

    @Test
    void a_revision_that_is_worked_out_is_told() {
        alembic("a", "None");
        files.replaceAll((path, text) -> text.map(said -> said.replace("'a'", "made()")));
        assertEquals("UNREADABLE alembic/versions/a.py:1:1 The revision could not be read.\n", irregularities());
    }

    private void alembic(String id, String before) {
        files.put("alembic/versions/" + id + ".py", Optional.of("""
                revision = '%s'
                down_revision = %s
                def upgrade():
                    pass
                """.formatted(id, before)));
    }

    @Test
    void formatted_sql_without_its_names_is_told() {
        files.put("db/changelog/a.sql", Optional.of("--liquibase formatted sql\nDROP TABLE t;\n"));
        files.put("db/changelog/b.sql", Optional.of("--liquibase formatted sql\n--changeset\nDROP TABLE t;\n"));
        assertEquals("""
                UNRECOGNISED db/changelog/a.sql:1:1 There is no changeset in this file.
                UNRECOGNISED db/changelog/b.sql:1:1 There is no changeset in this file.
                UNRECOGNISED db/changelog/b.sql:2:1 A changeset is named by `author:id`, and this is not.
                """, irregularities());
    }

    private Migrations all() {
        return Migrations.among(
                files.keySet(), path -> files.getOrDefault(path, Optional.empty()), java.util.List.of());
    }

    private String irregularities() {
        return all().irregularities().stream()
                .map(one -> one.kind() + " " + one.at() + " " + one.what() + "\n")
                .collect(Collectors.joining());
    }

    private String downs() {
        return all().found().stream()
                .map(one -> one.layout() + " " + one.down().state() + " "
                        + one.down()
                                .at()
                                .map(at -> at.line() + ":" + at.column())
                                .orElse("-") + " "
                        + one.down().why() + "\n")
                .collect(Collectors.joining());
    }
}
