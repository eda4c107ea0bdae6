package oncall.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Migrations made to hang or to overflow, and very many of them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HostileMigrationsTest {
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final Map<String, String> HEADS = Map.of(
            "db/migrate/20240131120000_x.rb", "class X\n  def change\n",
            "app/migrations/0001_x.py", "class Migration(migrations.Migration):\n    operations = [\n",
            "alembic/versions/x.py", "revision = 'a'\ndown_revision = None\ndef downgrade():\n",
            "migrations/20240131120000_x.js", "exports.up = (knex) => {\n",
            "db/x.sql", "--liquibase formatted sql\n",
            "db/V1__x.sql", "");

    @Test
    void sixty_four_kibibytes_of_anything_is_read_in_time() {
        for (String piece : List.of(
                "(",
                "((",
                "[",
                "'",
                "\"",
                "\"\"\"",
                "`",
                "#",
                " ",
                "\n",
                "\\",
                "<<~A\n",
                "    execute \"x\"\n",
                "op.a(",
                "op.a(b)\n",
                "migrations.RunSQL(",
                "migrations.A(b),",
                "knex('t')",
                "t.a(",
                "a,\n",
                "    a b,\n",
                "=begin\n",
                "--changeset a:b\n",
                "--rollback x\n",
                "export const up ",
                "def upgrade(",
                "def down\n",
                "return ",
                "with op.batch_alter_table('a') as b:\n",
                "x = 'y'\n",
                "a=",
                "SELECT 1;",
                "begin ",
                "${",
                "#{",
                "/*",
                "//",
                "reversible do\n",
                "\uD834")) {
            HEADS.forEach((path, head) -> {
                String text = head + piece.repeat(((1 << 16) - head.length()) / piece.length());
                Function<String, Optional<String>> read =
                        asked -> asked.equals(path) ? Optional.of(text) : Optional.empty();
                Migrations all = assertTimeoutPreemptively(
                        LONG, () -> Migrations.among(List.of(path), read, List.of("**")), path + piece);
                assertFalse(all.found().isEmpty() && all.irregularities().isEmpty(), path + " " + piece);
            });
        }
    }

    @Test
    void calls_inside_calls_are_read_in_time() {
        String text = "class Migration(x):\n    operations = [\n" + "RunSQL('', [".repeat(10_000)
                + "]), ".repeat(10_000) + "]";
        Migrations all = assertTimeoutPreemptively(
                LONG, () -> Migrations.among(List.of("o/migrations/0001_a.py"), path -> Optional.of(text), List.of()));
        assertFalse(all.found().get(0).down().script().unreadable().isEmpty());
    }

    @Test
    void ten_thousand_migrations_in_one_folder_are_put_in_order() {
        Map<String, String> files = IntStream.range(0, 10_000)
                .boxed()
                .collect(Collectors.toMap(i -> "db/V" + (10_000 - i) + "__x.sql", i -> "SELECT 1;"));
        Migrations all = assertTimeoutPreemptively(
                LONG, () -> Migrations.among(files.keySet(), path -> Optional.ofNullable(files.get(path)), List.of()));
        assertEquals(10_000, all.found().size());
        assertEquals("1", all.found().get(0).id());
        assertEquals("10000", all.found().get(9_999).id());
        assertEquals(List.of(), all.irregularities());
    }

    @Test
    void a_circle_of_revisions_is_told_and_loses_no_migration() {
        Map<String, String> files = Map.of(
                "versions/a.py", "revision = 'a'\ndown_revision = 'b'\n",
                "versions/b.py", "revision = 'b'\ndown_revision = 'a'\n");
        Migrations all = Migrations.among(files.keySet(), path -> Optional.ofNullable(files.get(path)), List.of());
        assertEquals(2, all.found().size());
        assertEquals(Irregularity.Kind.BROKEN_CHAIN, all.irregularities().get(0).kind());
    }
}
