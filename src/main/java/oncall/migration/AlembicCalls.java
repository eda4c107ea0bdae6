package oncall.migration;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the operations of an Alembic migration come to in SQL. */
final class AlembicCalls {
    private static final Pattern OPERATION = Pattern.compile("\\bop\\.(\\w+)\\s*\\(");
    private static final Pattern BATCH = Pattern.compile("\\bwith\\s+op\\.(batch_alter_table)\\s*\\(");
    private static final Pattern IN_BATCH = Pattern.compile("\\bbatch_op\\.(\\w+)\\s*\\(");
    private static final Set<String> HARMLESS = Set.of(
            "execute",
            "f",
            "get_bind",
            "get_context",
            "inline_literal",
            "bulk_insert",
            "create_table_comment",
            "drop_table_comment",
            "batch_alter_table");

    private AlembicCalls() {}

    static Script of(Code code, Code.Part part, Script strings) {
        Telling telling = new Telling(code, strings);
        for (Call call : Call.all(code, part, OPERATION)) {
            if (!tell(call, call.name("table_name", 0), 1, telling) && !HARMLESS.contains(call.name())) {
                telling.unknown(call.from(), "What `" + call.name() + "` does to the database could not be read.");
            }
        }
        for (Call batch : Call.all(code, part, BATCH)) {
            int end = Math.min(code.below(batch.from()).to(), part.to());
            for (Call call : Call.all(code, new Code.Part(batch.to(), Math.max(batch.to(), end)), IN_BATCH)) {
                if (!tell(call, batch.name(0), 0, telling) && !HARMLESS.contains(call.name())) {
                    telling.unknown(call.from(), "What `" + call.name() + "` does to the database could not be read.");
                }
            }
        }
        return telling.script();
    }

    /** The name stands at the first place after that of the table, if the table is named at all. */
    private static boolean tell(Call call, Optional<String> table, int first, Telling telling) {
        Optional<String> column = call.name("column_name", first);
        switch (call.name()) {
            case "create_table" -> telling.say(call, Telling.table("CREATE TABLE ", table, " (id int)"));
            case "drop_table" -> telling.say(call, Telling.table("DROP TABLE ", table, ""));
            case "rename_table" ->
                telling.say(
                        call,
                        Telling.table(
                                "ALTER TABLE ",
                                call.name("old_table_name", 0),
                                " RENAME TO " + call.name("new_table_name", 1).orElse("x")));
            case "drop_column" -> telling.say(call, Telling.column(table, column, "DROP COLUMN ?"));
            case "add_column" -> added(call, table, first, telling);
            case "alter_column" -> altered(call, table, column, telling);
            case "drop_index" ->
                telling.say(
                        call,
                        Telling.table("DROP INDEX ", call.name("index_name", 0).or(() -> Optional.of("\"?\"")), ""));
            case "create_index" -> {
                Optional<String> on = first == 0 ? table : call.name("table_name", 1);
                telling.say(
                        call,
                        Telling.table(
                                call.option("unique", "True") ? "CREATE UNIQUE INDEX ON " : "CREATE INDEX ON ",
                                on,
                                " (x)"));
            }
            case "drop_constraint" -> {
                Optional<String> on = first == 0 ? table : call.name("table_name", 1);
                telling.say(
                        call,
                        Telling.table(
                                "ALTER TABLE ",
                                on,
                                " DROP CONSTRAINT " + call.name(0).orElse("\"?\"")));
            }
            case "create_unique_constraint" -> constraint(call, table, first, "ADD UNIQUE (x)", telling);
            case "create_primary_key" -> constraint(call, table, first, "ADD PRIMARY KEY (x)", telling);
            case "create_check_constraint" -> constraint(call, table, first, "ADD CHECK (x)", telling);
            case "create_foreign_key" -> constraint(call, table, first, "ADD FOREIGN KEY (x) REFERENCES y", telling);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void constraint(Call call, Optional<String> table, int first, String what, Telling telling) {
        Optional<String> on = first == 0 ? table : call.name("table_name", 1).or(() -> call.name("source_table", 1));
        telling.say(call, Telling.table("ALTER TABLE ", on, " " + what));
    }

    private static void added(Call call, Optional<String> table, int first, Telling telling) {
        String column = first < call.words().size()
                ? call.words().get(first)
                : call.named().getOrDefault("column", "");
        Matcher name = Pattern.compile("(?s)(?:\\w+\\.)?Column\\(\\s*[\"']([^\"']+)[\"'].*")
                .matcher(column.strip());
        boolean refused = column.matches("(?s).*\\bnullable\\s*=\\s*False\\b.*") && !column.contains("server_default");
        telling.say(
                call,
                Telling.column(
                        table,
                        name.matches() ? Optional.of(name.group(1)) : Optional.empty(),
                        "ADD COLUMN ? given" + (refused ? " NOT NULL" : "")));
    }

    private static void altered(Call call, Optional<String> table, Optional<String> column, Telling telling) {
        if (call.named().containsKey("new_column_name")) {
            telling.say(call, Telling.column(table, column, "RENAME COLUMN ? TO x"));
        }
        if (call.named().containsKey("type_")) {
            telling.say(call, Telling.column(table, column, "ALTER COLUMN ? TYPE changed"));
        }
        if (call.option("nullable", "False")) {
            telling.say(call, Telling.column(table, column, "ALTER COLUMN ? SET NOT NULL"));
        } else if (call.option("nullable", "True")) {
            telling.say(call, Telling.column(table, column, "ALTER COLUMN ? DROP NOT NULL"));
        }
        if (call.option("server_default", "None")) {
            telling.say(call, Telling.column(table, column, "ALTER COLUMN ? DROP DEFAULT"));
        }
    }
}
