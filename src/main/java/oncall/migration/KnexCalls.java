package oncall.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the calls of a knex migration come to in SQL. */
final class KnexCalls {
    private static final Pattern SCHEMA = Pattern.compile(
            "\\.\\s*(\\w*[tT]able\\w*|dropSchema\\w*|drop(?:Materialized)?View\\w*|renameView)\\s*(?:<[^>\\n]*>)?\\(");
    private static final Pattern ROWS = Pattern.compile("\\b(?:knex|trx|db|tx)\\s*(?:<[^>\\n]*>)?\\(");
    private static final Pattern COLUMN = Pattern.compile(
            "\\.\\s*(dropColumns?|renameColumn|dropTimestamps|dropPrimary|dropUnique|dropForeign|dropIndex|unique|primary|references|setNullable|dropNullable)\\s*\\(");
    private static final Pattern DEFINITION = Pattern.compile("\\b\\w+\\s*\\.\\s*(\\w+)\\s*\\(");
    private static final Set<String> IN_TABLE = Set.of("table", "alterTable");

    private KnexCalls() {}

    static Script of(Code code, Code.Part part, Script strings) {
        Telling telling = new Telling(code, strings);
        for (Call call : Call.all(code, part, SCHEMA)) {
            Optional<String> table = call.name(0);
            switch (call.name()) {
                case "createTable", "createTableIfNotExists", "createTableLike" ->
                    telling.say(call, Telling.table("CREATE TABLE ", table, " (id int)"));
                case "dropTable", "dropTableIfExists" -> telling.say(call, Telling.table("DROP TABLE ", table, ""));
                case "renameTable" ->
                    telling.say(
                            call,
                            Telling.table(
                                    "ALTER TABLE ",
                                    table,
                                    " RENAME TO " + call.name(1).orElse("x")));
                case "dropSchema", "dropSchemaIfExists" -> telling.say(call, Telling.table("DROP SCHEMA ", table, ""));
                case "dropView", "dropViewIfExists", "dropMaterializedView", "dropMaterializedViewIfExists" ->
                    telling.say(call, Telling.table("DROP VIEW ", table, ""));
                case "renameView" -> telling.say(call, Telling.table("ALTER VIEW ", table, " RENAME TO x"));
                default -> inTable(code, call, table, telling);
            }
        }
        rows(code, part, telling);
        return telling.script();
    }

    private static void inTable(Code code, Call call, Optional<String> table, Telling telling) {
        if (!IN_TABLE.contains(call.name())) {
            return;
        }
        Code.Part inside = new Code.Part(call.from(), call.to());
        for (Call change : Call.all(code, inside, COLUMN)) {
            String what = switch (change.name()) {
                case "renameColumn" -> "RENAME COLUMN ? TO x";
                case "setNullable" -> "ALTER COLUMN ? DROP NOT NULL";
                case "dropNullable" -> "ALTER COLUMN ? SET NOT NULL";
                default -> "DROP COLUMN ?";
            };
            switch (change.name()) {
                case "unique" -> telling.say(change, Telling.table("ALTER TABLE ", table, " ADD UNIQUE (x)"));
                case "primary" -> telling.say(change, Telling.table("ALTER TABLE ", table, " ADD PRIMARY KEY (x)"));
                case "references" ->
                    telling.say(change, Telling.table("ALTER TABLE ", table, " ADD FOREIGN KEY (x) REFERENCES y"));
                case "dropPrimary" -> telling.say(change, Telling.table("ALTER TABLE ", table, " DROP PRIMARY KEY"));
                case "dropUnique", "dropForeign" ->
                    telling.say(change, Telling.table("ALTER TABLE ", table, " DROP CONSTRAINT \"?\""));
                case "dropIndex" -> telling.say(change, Telling.table("DROP INDEX \"?\" ON ", table, ""));
                case "dropTimestamps" ->
                    telling.say(
                            change,
                            Telling.table("ALTER TABLE ", table, " DROP COLUMN created_at, DROP COLUMN updated_at"));
                default -> {
                    List<Optional<String>> names = names(change);
                    for (Optional<String> name : names) {
                        telling.say(change, Telling.column(table, name, what));
                    }
                }
            }
        }
        definitions(code, inside, table, telling);
    }

    /** `renameColumn` has two names and one column. */
    private static List<Optional<String>> names(Call change) {
        if (!change.name().startsWith("dropColumn")) {
            return List.of(change.name(0));
        }
        List<Optional<String>> names = new ArrayList<>();
        for (int i = 0; i < change.words().size(); i++) {
            names.add(change.name(i));
        }
        return names.isEmpty() ? List.of(Optional.empty()) : names;
    }

    /** `table.string('note').notNullable()`, with `.alter()` a change of what is there. */
    private static void definitions(Code code, Code.Part part, Optional<String> table, Telling telling) {
        for (Call call : Call.all(code, part, DEFINITION)) {
            String text = code.masked().code();
            int end = call.to();
            Matcher chain =
                    Pattern.compile("\\s*\\.\\s*\\w+\\s*\\(").matcher(text).region(end, part.to());
            while (chain.lookingAt()) {
                Optional<Code.Part> arguments = code.inside(chain.end() - 1);
                if (arguments.isEmpty()) {
                    break;
                }
                end = arguments.get().to() + 1;
                chain.region(end, part.to());
            }
            String words = text.substring(call.to(), end);
            boolean refuses = words.contains("notNullable") && !words.contains("defaultTo");
            if (words.contains(".alter(")) {
                telling.say(call, Telling.column(table, call.name(0), "ALTER COLUMN ? TYPE changed"));
                if (refuses) {
                    telling.say(call, Telling.column(table, call.name(0), "ALTER COLUMN ? SET NOT NULL"));
                }
            } else if (refuses
                    && !call.name().toLowerCase(java.util.Locale.ROOT).contains("increments")) {
                telling.say(call, Telling.column(table, call.name(0), "ADD COLUMN ? given NOT NULL"));
            }
        }
    }

    /** `knex('orders').del()`: without a condition every row goes. */
    private static void rows(Code code, Code.Part part, Telling telling) {
        String text = code.masked().code();
        Matcher head = ROWS.matcher(text).region(part.from(), part.to());
        while (head.find()) {
            Optional<Code.Part> inside = code.inside(head.end() - 1);
            if (inside.isEmpty()) {
                continue;
            }
            int limit = Math.min(part.to(), inside.get().to() + 2_000);
            int end = inside.get().to();
            while (end < limit && text.charAt(end) != ';') {
                end++;
            }
            String chain = text.substring(inside.get().to(), end);
            Call call = Call.of(
                    code, "knex", inside.get(), head.start(), inside.get().to());
            boolean all = !chain.contains(".where") && !chain.contains("join");
            if (chain.contains(".truncate(")) {
                telling.say(call, Telling.table("TRUNCATE ", call.name(0), ""));
            } else if (all && (chain.contains(".del(") || chain.contains(".delete("))) {
                telling.say(call, Telling.table("DELETE FROM ", call.name(0), ""));
            } else if (all && chain.contains(".update(")) {
                telling.say(call, Telling.table("UPDATE ", call.name(0), " SET x = 1"));
            }
        }
    }
}
