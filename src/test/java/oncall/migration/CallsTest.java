package oncall.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every call of the tools' own languages that does something to a database, and what it comes to in SQL, each way. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CallsTest {
    private static final String T = "ALTER TABLE t ";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            create_table :t                        | CREATE TABLE t (id int)              | DROP TABLE t
            create_join_table :b, :a               | CREATE TABLE a_b (id int)            | DROP TABLE a_b
            create_join_table :b, :a, table_name: :c | CREATE TABLE c (id int)            | DROP TABLE c
            drop_join_table :a, :b                 | DROP TABLE a_b                       | ^^
            create_table name                      | ? What `create_table` is done to is worked out when it runs. | ? What `create_table` is done to is worked out when it runs.
            rename_table :t, :u                    | ~RENAME TO u                         | ^^
            add_column :t, :a, :text               | ~ADD COLUMN a given                  | ~DROP COLUMN a
            add_reference :t, :u, null: false      | ~ADD COLUMN u_id given NOT NULL      | ~DROP COLUMN u_id
            add_belongs_to :t, :u                  | ~ADD COLUMN u_id given               | ~DROP COLUMN u_id
            remove_belongs_to :t, :u               | ~DROP COLUMN u_id                    | ^^
            add_timestamps :t                      | ^^                                   | ~DROP COLUMN created_at, DROP COLUMN updated_at
            remove_timestamps :t                   | ~DROP COLUMN created_at, DROP COLUMN updated_at | ^^
            change_column :t, :a, :text            | ~ALTER COLUMN a TYPE changed         | ^^
            change_column_null :t, :a, true        | ~ALTER COLUMN a DROP NOT NULL        | ^^
            change_column_default :t, :a, nil      | ~ALTER COLUMN a DROP DEFAULT         | ^^
            change_column_default :t, :a, from: 1, to: nil | ~ALTER COLUMN a DROP DEFAULT | ^^
            change_column_default :t, :a, from: nil, to: 1 | ~ALTER COLUMN a SET DEFAULT 1 | ^^
            add_index :t, :a                       | CREATE INDEX ON t (x)                | ^^
            remove_index :t, :a                    | DROP INDEX "?" ON t                  | ^^
            add_foreign_key :t, :u                 | ~ADD FOREIGN KEY (x) REFERENCES y    | ^^
            remove_foreign_key :t, :u              | ~DROP CONSTRAINT "?"                 | ^^
            add_check_constraint :t, "a > 0"       | ~ADD CHECK (x)                       | ^^
            remove_check_constraint :t, "a > 0"    | ~DROP CONSTRAINT "?"                 | ^^
            rename_enum_value :mood, from: "a", to: "b" | ALTER TYPE mood RENAME VALUE 'a' TO 'b' | ^^
            drop_enum :mood, ["a"]                 | DROP TYPE mood                       | ^^
            up_only { say "x" }                    | ^^                                   | ? What `up_only` runs on the way back could not be read.
            reversible { }                         | ^^                                   | ? What `reversible` runs on the way back could not be read.
            change_table :t do                     | ? What `change_table` does to the database could not be read. | ? What `change_table` runs on the way back could not be read.
            """)
    void rails(String call, String forward, String back) {
        Migration one = only("db/migrate/20240131120000_x.rb", """
                class X < ActiveRecord::Migration[7.1]
                  def change
                    %s
                  end
                end
                """.formatted(call));
        assertEquals(sql(forward), told(one.forward()));
        assertEquals(sql(back), told(one.down().script()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            op.create_table('t', sa.Column('a'))                  | CREATE TABLE t (id int)
            op.rename_table('t', 'u')                             | ~RENAME TO u
            op.rename_table(old_table_name='t', new_table_name=u) | ~RENAME TO x
            op.alter_column('t', 'a', nullable=True)              | ~ALTER COLUMN a DROP NOT NULL
            op.alter_column('t', 'a', server_default=None)        | ~ALTER COLUMN a DROP DEFAULT
            op.alter_column('t', 'a', comment='x')                | ^^
            op.create_index('ix', 't', ['a'])                     | CREATE INDEX ON t (x)
            op.create_index('ix', 't', ['a'], unique=True)        | CREATE UNIQUE INDEX ON t (x)
            op.drop_index('ix', table_name='t')                   | DROP INDEX ix
            op.drop_index(op.f('ix'), table_name='t')             | DROP INDEX "?"
            op.drop_constraint('c', 't', type_='unique')          | ~DROP CONSTRAINT c
            op.drop_constraint(op.f('c'), table_name='t')         | ~DROP CONSTRAINT "?"
            op.create_unique_constraint('c', 't', ['a'])          | ~ADD UNIQUE (x)
            op.create_check_constraint('c', 't', 'a > 0')         | ~ADD CHECK (x)
            op.create_primary_key('c', 't', ['a'])                | ~ADD PRIMARY KEY (x)
            op.create_foreign_key('c', 't', 'u', ['a'], ['b'])    | ~ADD FOREIGN KEY (x) REFERENCES y
            op.create_foreign_key(None, source_table='t')         | ~ADD FOREIGN KEY (x) REFERENCES y
            op.bulk_insert(t, [{}])                               | ^^
            op.frobnicate('t')                                    | ? What `frobnicate` does to the database could not be read.
            batch_op.add_column(sa.Column('a', nullable=False))   | ~ADD COLUMN a given NOT NULL
            batch_op.alter_column('a', nullable=False)            | ~ALTER COLUMN a SET NOT NULL
            batch_op.create_index('ix', ['a'], unique=True)       | CREATE UNIQUE INDEX ON t (x)
            batch_op.drop_index('ix')                             | DROP INDEX ix
            batch_op.drop_constraint('c', type_='unique')         | ~DROP CONSTRAINT c
            batch_op.create_unique_constraint('c', ['a'])         | ~ADD UNIQUE (x)
            batch_op.create_foreign_key('c', 'u', ['a'], ['b'])   | ~ADD FOREIGN KEY (x) REFERENCES y
            batch_op.frobnicate('t')                              | ? What `frobnicate` does to the database could not be read.
            """)
    void alembic(String call, String forward) {
        Migration one = only("alembic/versions/a.py", """
                revision = 'a'
                down_revision = None


                def upgrade():
                    %s


                def downgrade():
                    pass
                """.formatted(
                call.startsWith("batch") ? "with op.batch_alter_table('t') as batch_op:\n        " + call : call));
        assertEquals(sql(forward), told(one.forward()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            CreateModel(name='T', fields=[])                       | CREATE TABLE o_t (id int)  | DROP TABLE o_t
            AddField('t', 'a', models.TextField(null=True))        | ~ADD COLUMN a given        | ~DROP COLUMN a
            RenameModel('T', 'U')                                  | ~RENAME TO o_u             | ^^
            AlterModelTable('T', 'u')                              | ~RENAME TO u               | ^^
            AlterUniqueTogether(name='t', unique_together={('a',)}) | ~ADD UNIQUE (x)           | ^^
            AlterUniqueTogether('t', set())                        | ~DROP CONSTRAINT "?"       | ^^
            AddConstraint('t', models.UniqueConstraint())          | ~ADD UNIQUE (x)            | ^^
            AddConstraint(model_name='t', constraint=models.CheckConstraint()) | ~ADD CHECK (x) | ^^
            RemoveConstraint(model_name='t', name='c')             | ~DROP CONSTRAINT c         | ^^
            RemoveIndex('t', 'ix')                                 | DROP INDEX ix              | ^^
            AddIndex('t', models.Index())                          | ^^                         | ^^
            Frobnicate('t')                                        | ? What `Frobnicate` does to the database could not be read. | ^^
            RunSQL(["DELETE FROM a", 'DROP TABLE b'], ["SELECT 1", "DROP TABLE c"]) | DELETE FROM a; DROP TABLE b | SELECT 1; DROP TABLE c
            RunSQL([("DELETE FROM a WHERE b = %s", [1])], [NAME])  | DELETE FROM a WHERE b = %s | ? The SQL here is put together when it runs, so it could not be read.
            RunSQL(["DROP TABLE a", NAME], "DROP TABLE " + NAME)   | ? The SQL here is put together when it runs, so it could not be read. | ? The SQL here is put together when it runs, so it could not be read.
            """)
    void django(String call, String forward, String back) {
        Migration one = only("o/migrations/0002_x.py", """
                class Migration(migrations.Migration):
                    operations = [
                        migrations.%s
                    ]
                """.formatted(call));
        assertEquals(sql(forward.replace("~", "ALTER TABLE o_t ")), told(one.forward()));
        assertEquals(sql(back.replace("~", "ALTER TABLE o_t ")), told(one.down().script()));
        assertEquals(Down.State.PRESENT, one.down().state());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            knex.schema.createTableLike('t', 'u')                        | CREATE TABLE t (id int)
            knex.schema.renameTable('t', 'u')                            | ~RENAME TO u
            knex.schema.dropSchemaIfExists('s')                          | DROP SCHEMA s
            knex.schema.dropView('v')                                    | DROP VIEW v
            knex.schema.renameView('v', 'w')                             | ALTER VIEW v RENAME TO x
            knex.schema.table('t', (b) => b.unique(['a']))               | ~ADD UNIQUE (x)
            knex.schema.table('t', (b) => b.dropPrimary())               | ~DROP PRIMARY KEY
            knex.schema.table('t', (b) => b.dropUnique(['a']))           | ~DROP CONSTRAINT "?"
            knex.schema.table('t', (b) => b.dropForeign('a'))            | ~DROP CONSTRAINT "?"
            knex.schema.table('t', (b) => b.dropIndex('a'))              | DROP INDEX "?" ON t
            knex.schema.table('t', (b) => b.dropTimestamps())            | ~DROP COLUMN created_at, DROP COLUMN updated_at
            knex.schema.table('t', (b) => b.dropColumns('a', 'b'))       | ~DROP COLUMN a; ~DROP COLUMN b
            knex.schema.table('t', (b) => b.dropColumns())               | ? What `dropColumns` is done to is worked out when it runs.
            knex.schema.table('t', (b) => b.setNullable('a'))            | ~ALTER COLUMN a DROP NOT NULL
            knex.schema.table('t', (b) => b.dropNullable('a'))           | ~ALTER COLUMN a SET NOT NULL
            knex.schema.table('t', (b) => b.primary(['a']))              | ~ADD PRIMARY KEY (x)
            knex.schema.table('t', (b) => b.foreign('a').references('u.id')) | ~ADD FOREIGN KEY (x) REFERENCES y
            knex.schema.dropMaterializedView('v')                        | DROP VIEW v
            knex('t').truncate()                                         | TRUNCATE t
            knex('t').update({ a: 1 })                                   | UPDATE t SET x = 1
            knex('t').where('a', 1).update({ a: 1 })                     | ^^
            knex('t').delete()                                           | DELETE FROM t
            knex.raw(['DROP TABLE', 't'].join(' '))                      | ? The SQL here is put together when it runs, so it could not be read.
            """)
    void knex(String call, String forward) {
        Migration one = only("migrations/20240131120000_x.js", """
                exports.up = async (knex) => {
                  await %s;
                };
                exports.down = async (knex) => {};
                """.formatted(call));
        assertEquals(sql(forward), told(one.forward()));
    }

    private static Migration only(String path, String text) {
        Migrations all = Migrations.among(
                List.of(path), asked -> Optional.ofNullable(Map.of(path, text).get(asked)), List.of());
        assertEquals(List.of(), all.irregularities());
        assertEquals(1, all.found().size());
        return all.found().get(0);
    }

    private static String sql(String row) {
        return row.replace("~", T);
    }

    private static String told(Script script) {
        return Stream.concat(
                        script.sql().stream().map(SqlText::text),
                        script.unreadable().stream().map(one -> "? " + one.why()))
                .collect(Collectors.joining("; "));
    }
}
