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
    void rails_turns_change_round_only_where_it_can() {
        String head = "class X < ActiveRecord::Migration[7.1]\n";
        Map<String, String> wanted = new TreeMap<>();
        wanted.put("  def change\n    add_column :orders, :note, :string\n  end\n", "PRESENT 2:13");
        wanted.put("  def change\n    remove_column :orders, :note\n  end\n", "IRREVERSIBLE 3:5");
        wanted.put("  def change\n    remove_column :orders, :note, :string\n  end\n", "PRESENT 2:13");
        wanted.put("  def change\n    execute \"UPDATE orders SET a = 1\"\n  end\n", "IRREVERSIBLE 3:5");
        wanted.put("  def change\n    change_column :orders, :a, :text\n  end\n", "IRREVERSIBLE 3:5");
        wanted.put("  def change\n    drop_table :orders\n  end\n", "IRREVERSIBLE 3:5");
        wanted.put("  def change\n    drop_table :orders do |t|\n      t.string :a\n    end\n  end\n", "PRESENT 2:13");
        wanted.put("  def change\n    change_column_default :orders, :a, 1\n  end\n", "IRREVERSIBLE 3:5");
        wanted.put("  def change\n    change_column_default :orders, :a, from: 0, to: 1\n  end\n", "PRESENT 2:13");
        wanted.put("  def change\n    remove_index :orders, name: \"ix\"\n  end\n", "IRREVERSIBLE 3:5");
        wanted.put("  def change\n    remove_index :orders, :a\n  end\n", "PRESENT 2:13");
        wanted.put("  def change\n    # nothing yet\n  end\n", "EMPTY 2:13");
        wanted.put(
                "  def change\n    reversible do |dir|\n      dir.up { execute \"SELECT f()\" }\n    end\n  end\n",
                "PRESENT 2:13");
        wanted.put("  def up\n    drop_table :a\n  end\n", "MISSING");
        wanted.put("  def up\n    drop_table :a\n  end\n\n  def down\n  end\n", "EMPTY 6:11");
        wanted.put(
                "  def up\n  end\n\n  def down\n    raise ActiveRecord::IrreversibleMigration\n  end\n",
                "IRREVERSIBLE 6:5");
        wanted.put("  def self.up\n  end\n\n  def self.down\n    create_table :a\n  end\n", "PRESENT 5:16");
        wanted.put("  def change\n    add_column :orders, :note, 'string\n", "PRESENT 2:13");
        wanted.put("  say 'x'\n", "UNKNOWN 1:1");
        wanted.forEach((body, down) -> {
            files.clear();
            files.put("db/migrate/20240131120000_change_orders.rb", head + body + "end\n");
            Migration one = all().found().get(0);
            assertEquals("20240131120000", one.id());
            assertEquals("change orders", one.title());
            assertEquals(down, state(one), body);
        });
    }

    @Test
    void the_calls_of_rails_are_told_in_sql() {
        files.put("db/migrate/20240131120000_x.rb", """
                class X < ActiveRecord::Migration[7.1]
                  def change
                    create_table :notes do |t|
                      t.string :text, null: false
                    end
                    remove_column :orders, "note", :string
                    remove_columns :orders, :a, :b, type: :string
                    rename_column :orders, :a, :b
                    add_column :orders, :c, :integer, null: false
                    add_column :orders, :d, :integer, null: false, default: 0
                    change_column_null :orders, :e, false
                    add_index :orders, :f, unique: true
                    drop_table(:old, if_exists: true)
                    remove_reference :orders, :user
                    execute <<~SQL
                      DELETE FROM orders
                    SQL
                    execute "DROP TABLE #{name}"
                    Order.update_all(a: 1)
                  end
                end
                """);
        assertEquals("""
                3 CREATE TABLE notes (id int)
                6 ALTER TABLE orders DROP COLUMN note
                7 ALTER TABLE orders DROP COLUMN a
                7 ALTER TABLE orders DROP COLUMN b
                8 ALTER TABLE orders RENAME COLUMN a TO b
                9 ALTER TABLE orders ADD COLUMN c given NOT NULL
                10 ALTER TABLE orders ADD COLUMN d given
                11 ALTER TABLE orders ALTER COLUMN e SET NOT NULL
                12 CREATE UNIQUE INDEX ON orders (x)
                13 DROP TABLE old
                14 ALTER TABLE orders DROP COLUMN user_id
                16 DELETE FROM orders
                ? 18 The SQL here is put together when it runs, so it could not be read.
                ? 19 What `Order.update_all` does to the database could not be read.
                """, script(all().found().get(0).forward()));
    }

    @Test
    void django_is_ordered_by_what_depends_on_what() {
        files.put("shop/orders/migrations/__init__.py", "");
        files.put(
                "shop/orders/migrations/0001_initial.py",
                django("", "migrations.CreateModel(name='Order', fields=[])"));
        files.put(
                "shop/orders/migrations/0003_a.py",
                django("('orders', '0001_initial')", "migrations.RunPython(forward)"));
        files.put(
                "shop/orders/migrations/0002_b.py",
                django(
                        "('users', '0009_x'), ('orders', '0003_a')",
                        "migrations.RunPython(f, migrations.RunPython.noop)"));
        files.put(
                "shop/orders/migrations/0004_c.py",
                django(
                        "('orders', '0002_b')",
                        "migrations.RunSQL(\"DROP TABLE a\", reverse_sql=\"CREATE TABLE a (b int)\")"));
        files.put(
                "shop/orders/migrations/0005_d.py",
                django("('orders', '0004_c')", "migrations.RunSQL('DROP TABLE a')"));
        files.put("shop/orders/migrations/0006_e.py", django("('orders', '0004_c')", ""));
        assertEquals("""
                DJANGO 0001_initial 'initial' PRESENT shop/orders/migrations/0001_initial.py:7:19
                DJANGO 0003_a 'a' IRREVERSIBLE shop/orders/migrations/0003_a.py:8:20
                DJANGO 0002_b 'b' EMPTY shop/orders/migrations/0002_b.py:7:19
                DJANGO 0004_c 'c' PRESENT shop/orders/migrations/0004_c.py:7:19
                DJANGO 0005_d 'd' IRREVERSIBLE shop/orders/migrations/0005_d.py:8:20
                DJANGO 0006_e 'e' EMPTY shop/orders/migrations/0006_e.py:7:19
                """, found());
        assertEquals("BROKEN_CHAIN shop/orders/migrations/0006_e.py:1:1\n", irregularities());
        assertEquals("8 DROP TABLE a\n", script(all().found().get(3).forward()));
        assertEquals(
                "8 CREATE TABLE a (b int)\n", script(all().found().get(3).down().script()));
        assertEquals(
                "8 DROP TABLE orders_order\n",
                script(all().found().get(0).down().script()));
    }

    private static String django(String dependencies, String operation) {
        return """
                # made by hand
                from django.db import migrations, models


                class Migration(migrations.Migration):
                    dependencies = [%s]
                    operations = [
                        %s
                    ]
                """.formatted(dependencies, operation);
    }

    @Test
    void the_operations_of_django_are_told_in_sql() {
        files.put("orders/migrations/0002_x.py", django("", """
                migrations.RemoveField(model_name='order', name='note'),
                        migrations.AddField('order', 'a', models.IntegerField(default=0)),
                        migrations.AddField(model_name='order', name='b', field=models.IntegerField(null=True)),
                        migrations.RenameField(model_name='order', old_name='c', new_name='d'),
                        migrations.RenameModel('Bill', 'Invoice'),
                        migrations.DeleteModel(name='Old'),
                        migrations.AlterField(model_name='order', name='e', field=models.TextField()),
                        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name='Kept')]),"""));
        assertEquals("""
                8 ALTER TABLE orders_order DROP COLUMN note
                9 ALTER TABLE orders_order ADD COLUMN a given NOT NULL
                10 ALTER TABLE orders_order ADD COLUMN b given
                11 ALTER TABLE orders_order RENAME COLUMN c TO x
                12 ALTER TABLE orders_bill RENAME TO orders_invoice
                13 DROP TABLE orders_old
                ? 14 What `AlterField` changes cannot be told without what the field was before.
                """, script(all().found().get(0).forward()));
    }

    @Test
    void alembic_is_a_chain_of_revisions() {
        files.put("alembic/env.py", "");
        files.put("alembic/versions/c_last.py", alembic("cccc", "'bbbb'", "pass", "raise NotImplementedError()"));
        files.put("alembic/versions/a_first.py", alembic("aaaa", "None", "op.create_table('t')", "op.drop_table('t')"));
        files.put(
                "alembic/versions/b_then.py",
                alembic("bbbb", "'aaaa'", "op.execute(\"DELETE FROM t\")", "pass")
                        .replace("revision =", "revision: str ="));
        files.put(
                "alembic/versions/d_other.py",
                alembic("dddd", "'bbbb'", "pass", "pass").replaceAll("(?s)def downgrade.*", ""));
        assertEquals("""
                ALEMBIC aaaa 'what aaaa does' PRESENT alembic/versions/a_first.py:12:25
                ALEMBIC bbbb 'what bbbb does' EMPTY alembic/versions/b_then.py:12:25
                ALEMBIC cccc 'what cccc does' IRREVERSIBLE alembic/versions/c_last.py:12:25
                ALEMBIC dddd 'what dddd does' MISSING
                """, found());
        assertEquals("BROKEN_CHAIN alembic/versions/d_other.py:7:1\n", irregularities());
        assertEquals("10 DELETE FROM t\n", script(all().found().get(1).forward()));
        files.put("alembic/versions/e_merge.py", alembic("eeee", "('cccc', 'dddd')", "pass", "pass"));
        assertEquals("", irregularities());
    }

    private static String alembic(String revision, String before, String up, String down) {
        return """
                \"\"\"what %1$s does

                Revision ID: %1$s
                \"\"\"
                from alembic import op
                revision = '%1$s'
                down_revision = %2$s


                def upgrade():%3$s


                def downgrade() -> None:%4$s
                """.formatted(revision, before, " " + up, " " + down)
                .replace("upgrade(): ", "upgrade():\n    ")
                .replace("None: ", "None:\n    ")
                .replace("\n\n\ndef upgrade", "\n\ndef upgrade")
                .replace("\n\n\ndef downgrade", "\n\ndef downgrade");
    }

    @Test
    void the_operations_of_alembic_are_told_in_sql() {
        files.put("migrations/versions/x.py", alembic("aaaa", "None", """
                op.add_column('t', sa.Column('a', sa.Integer(), nullable=False))
                    op.add_column('t', sa.Column('b', sa.Integer(), nullable=False, server_default='0'))
                    op.alter_column('t', 'c', new_column_name='d')
                    op.alter_column('t', 'e', existing_type=sa.Text(), type_=sa.Integer(), nullable=False)
                    op.drop_column(table, 'f')
                    with op.batch_alter_table('u') as batch_op:
                        batch_op.drop_column('g')
                    op.drop_table('v')
                    op.execute(sa.text("UPDATE t SET a = 1"))
                    op.execute("DROP TABLE " + name)""", "pass"));
        assertEquals("""
                10 ALTER TABLE t ADD COLUMN a given NOT NULL
                11 ALTER TABLE t ADD COLUMN b given
                12 ALTER TABLE t RENAME COLUMN c TO x
                13 ALTER TABLE t ALTER COLUMN e TYPE changed
                13 ALTER TABLE t ALTER COLUMN e SET NOT NULL
                16 ALTER TABLE u DROP COLUMN g
                17 DROP TABLE v
                18 UPDATE t SET a = 1
                ? 14 What `drop_column` is done to is worked out when it runs.
                ? 19 The SQL here is put together when it runs, so it could not be read.
                """, script(all().found().get(0).forward()));
    }

    @Test
    void knex_exports_both_ways_in_many_forms() {
        Map<String, String> wanted = new TreeMap<>();
        wanted.put(
                "exports.up = function (knex) {\n  return knex.schema.createTable('t');\n};\nexports.down = function (knex) {\n  return knex.schema.dropTable('t');\n};\n",
                "PRESENT 4:33");
        wanted.put("exports.up = async (knex) => {};\nexports.down = async () => {};\n", "EMPTY 2:29");
        wanted.put(
                "export async function up(knex) {\n}\nexport async function down(knex) {\n  return Promise.resolve();\n}\n",
                "EMPTY 3:35");
        wanted.put(
                "export const up = (knex) => knex.schema.dropTable('t');\nexport const down = () => {\n  throw new Error('no way back');\n};\n",
                "IRREVERSIBLE 2:28");
        wanted.put(
                "module.exports = {\n  up: async (knex) => {\n    await knex.raw('SELECT f()');\n  },\n  down: async (knex) => {\n    await knex.raw('SELECT g()');\n  },\n};\n",
                "PRESENT 5:26");
        wanted.put(
                "async function up(knex) { await knex('t').del(); }\nasync function down() { return null; }\nmodule.exports = { up, down };\n",
                "EMPTY 2:24");
        wanted.put("exports.up = (knex) => knex.schema.dropTable('t');\n", "MISSING");
        wanted.forEach((text, down) -> {
            files.clear();
            files.put("migrations/20240131120000_add_t.ts", text);
            Migration one = all().found().get(0);
            assertEquals(Layout.KNEX, one.layout());
            assertEquals(down, state(one), text);
        });
    }

    @Test
    void the_calls_of_knex_are_told_in_sql() {
        files.put("migrations/20240131120000_x.js", """
                exports.up = async function (knex) {
                  await knex.schema.createTable('n', (t) => { t.string('a').notNullable(); });
                  await knex.schema.alterTable('t', (table) => {
                    table.dropColumn('a');
                    table.renameColumn('b', 'c');
                    table.string('d').notNullable();
                    table.string('e').notNullable().defaultTo('x');
                    table.text('f').notNullable().alter();
                  });
                  await knex('t').del();
                  await knex('t').where({ a: 1 }).del();
                  await knex.raw(`DROP TABLE u`);
                  await knex.raw(`DROP TABLE ${name}`);
                };
                exports.down = async function (knex) {
                  await knex.schema.dropTableIfExists('n');
                };
                """);
        assertEquals("""
                2 CREATE TABLE n (id int)
                4 ALTER TABLE t DROP COLUMN a
                5 ALTER TABLE t RENAME COLUMN b TO x
                6 ALTER TABLE t ADD COLUMN d given NOT NULL
                8 ALTER TABLE t ALTER COLUMN f TYPE changed
                8 ALTER TABLE t ALTER COLUMN f SET NOT NULL
                10 DELETE FROM t
                12 DROP TABLE u
                ? 13 The SQL here is put together when it runs, so it could not be read.
                """, script(all().found().get(0).forward()));
        assertEquals("16 DROP TABLE n\n", script(all().found().get(0).down().script()));
    }

    @Test
    void a_person_may_name_a_migration_in_several_ways() {
        files.put("migrations/000041_add_note.up.sql", "SELECT 1;");
        Migration one = all().found().get(0);
        for (String name : List.of(
                "000041", "41", "000041_add_note.up.sql", "migrations/000041_add_note.up.sql", "000041_add_note")) {
            assertEquals(true, one.answersTo(name), name);
        }
        for (String name : List.of("4", "000042", "", "add_note")) {
            assertEquals(false, one.answersTo(name), name);
        }
    }

    private String script(Script script) {
        return script.sql().stream()
                        .map(one -> one.at().line() + " " + one.text().strip() + "\n")
                        .collect(Collectors.joining())
                + script.unreadable().stream()
                        .map(one -> "? " + one.at().line() + " " + one.why() + "\n")
                        .collect(Collectors.joining());
    }

    private static String state(Migration one) {
        return (one.down().state()
                + one.down().at().map(at -> " " + at.line() + ":" + at.column()).orElse(""));
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
