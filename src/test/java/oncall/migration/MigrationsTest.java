package oncall.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Files as the tools lay them out, and what is found among them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MigrationsTest {
    private final Map<String, String> files = new TreeMap<>();

    @Test
    void flyway_versions_are_ordered_as_numbers_and_undone_by_version() {
        files.put("db/migration/V1__create_orders.sql", "CREATE TABLE orders (id int);");
        files.put("db/migration/V10__last.sql", "SELECT 1;");
        files.put("db/migration/V1_1__add_note.sql", "ALTER TABLE orders ADD note text;");
        files.put("db/migration/V2.1__drop.sql", "DROP TABLE orders;");
        files.put("db/migration/U2.1__bring_back.sql", "CREATE TABLE orders (id int);");
        files.put("db/migration/U1_1__add_note.sql", "-- nothing\n");
        files.put("db/migration/R__views.sql", "CREATE OR REPLACE VIEW v AS SELECT 1;");
        assertEquals("""
                FLYWAY 1 'create orders' MISSING
                FLYWAY 1.1 'add note' EMPTY db/migration/U1_1__add_note.sql:1:1
                FLYWAY 2.1 'drop' PRESENT db/migration/U2.1__bring_back.sql:1:1
                FLYWAY 10 'last' MISSING
                FLYWAY R__views 'views' MISSING
                """, found());
        assertEquals("", irregularities());
    }

    @Test
    void two_files_make_one_migration() {
        files.put("migrations/000001_create_users.up.sql", "CREATE TABLE users (id int);");
        files.put("migrations/000001_create_users.down.sql", "DROP TABLE users;");
        files.put("migrations/000003_b.up.sql", "SELECT 1;");
        files.put("migrations/000003_b.down.sql", "SELECT 1;");
        files.put("migrations/000004_c.up.sql", "SELECT 1;");
        files.put("migrations/000005_d.down.sql", "SELECT 1;");
        assertEquals("""
                GOLANG_MIGRATE 000001 'create users' PRESENT migrations/000001_create_users.down.sql:1:1
                GOLANG_MIGRATE 000003 'b' EMPTY migrations/000003_b.down.sql:1:1
                GOLANG_MIGRATE 000004 'c' MISSING
                """, found());
        assertEquals("""
                GAP migrations/000003_b.up.sql:1:1
                DOWN_ALONE migrations/000005_d.down.sql:1:1
                """, irregularities());
    }

    @Test
    void a_folder_or_an_ending_tells_which_is_up() {
        files.put("migrations/2024-01-31-120000_create_posts/up.sql", "CREATE TABLE posts (id int);");
        files.put("migrations/2024-01-31-120000_create_posts/down.sql", "DROP TABLE posts;");
        files.put("schema/add_note_up.sql", "SELECT 1;");
        files.put("schema/add_note_down.sql", "DO $$ BEGIN RAISE EXCEPTION 'never'; END $$;");
        files.put("queries/sign_up.sql", "SELECT 1;");
        assertEquals("""
                UP_DOWN_PAIR 2024-01-31-120000_create_posts 'create posts' PRESENT migrations/2024-01-31-120000_create_posts/down.sql:1:1
                UP_DOWN_PAIR add_note 'add note' IRREVERSIBLE schema/add_note_down.sql:1:1
                """, found());
        assertEquals("", irregularities());
    }

    @Test
    void every_changeset_of_liquibase_is_a_migration() {
        files.put("db/changelog/001.sql", """
                --liquibase formatted sql

                --changeset dana:1
                --comment: the orders
                CREATE TABLE orders (id int);
                --rollback DROP TABLE
                --rollback   orders;

                --changeset dana:2 splitStatements:false
                DROP TABLE notes;
                --rollback empty

                -- changeset "eli k":"add note" runOnChange:true
                ALTER TABLE orders ADD note text;
                --changeset eli:4
                INSERT INTO orders VALUES (1);
                /* liquibase rollback
                DELETE FROM orders;
                */
                """);
        assertEquals("""
                LIQUIBASE_SQL dana:1 'the orders' PRESENT db/changelog/001.sql:6:1
                LIQUIBASE_SQL dana:2 '2' EMPTY db/changelog/001.sql:11:1
                LIQUIBASE_SQL eli k:add note 'add note' MISSING
                LIQUIBASE_SQL eli:4 '4' PRESENT db/changelog/001.sql:18:1
                """, found());
        Migration first = all().found().get(0);
        assertEquals(
                "           DROP TABLE\n             orders;",
                first.down().script().sql().get(0).text());
        assertEquals(4, first.forward().sql().get(0).at().line() + 1);
    }

    @Test
    void what_lies_among_migrations_and_fits_nothing_is_told() {
        files.put("migrations/notes.sql", "SELECT 1;");
        files.put("migrations/README.md", "x");
        files.put("migrations/__init__.py", "");
        files.put("src/main.py", "");
        files.put("ops/db/fix.txt", "");
        Migrations all = Migrations.among(files.keySet(), this::read, List.of("ops/db/**"));
        assertEquals(
                List.of("migrations/notes.sql", "ops/db/fix.txt"),
                all.irregularities().stream().map(one -> one.at().path()).toList());
    }

    private Migrations all() {
        return Migrations.among(files.keySet(), this::read, List.of());
    }

    private Optional<String> read(String path) {
        return Optional.ofNullable(files.get(path));
    }

    private String found() {
        return all().found().stream()
                .map(one -> one.layout() + " " + one.id() + " '" + one.title() + "' "
                        + one.down().state()
                        + one.down().at().map(at -> " " + at).orElse("") + "\n")
                .collect(Collectors.joining());
    }

    private String irregularities() {
        return all().irregularities().stream()
                .map(one -> one.kind() + " " + one.at() + "\n")
                .collect(Collectors.joining());
    }
}
