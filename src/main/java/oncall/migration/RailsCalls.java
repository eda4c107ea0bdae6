package oncall.migration;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the calls of a Rails migration come to in SQL. */
final class RailsCalls {
    private static final Pattern LINE = Pattern.compile("(?m)^([ \\t]*)([\\w.:]+[!?]?)([ \\t]*\\(|[ \\t]+|$)");

    /** They take nothing from old code, or their SQL is read by itself. */
    private static final Set<String> HARMLESS =
            Set.of(("execute enable_extension disable_ddl_transaction! say say_with_time safety_assured reversible "
                            + "up_only create_enum add_enum_value change_table_comment change_column_comment "
                            + "validate_foreign_key validate_check_constraint rename_index end else if unless def private "
                            + "return add_timestamps dir.up dir.down direction.up direction.down d.up d.down puts "
                            + "disable_extension create_schema add_concurrent_index super begin ensure rescue raise "
                            + "with_lock_retries nil true ")
                    .split(" "));

    /** How many lines a call may go on for. */
    private static final int LONGEST = 20;

    private static final Pattern BLOCK = Pattern.compile("\\bdo\\b|\\{\\s*\\|");

    private RailsCalls() {}

    static Script of(Code code, Code.Part part, Script strings) {
        Telling telling = new Telling(code, strings);
        Matcher line = LINE.matcher(code.masked().code()).region(part.from(), part.to());
        int made = -1;
        boolean told = false;
        while (line.find()) {
            int indent = line.group(1).length();
            String name = line.group(2);
            boolean inside = made >= 0 && indent > made;
            if (inside) {
                continue;
            }
            made = -1;
            Call call = call(code, part, line, name);
            if (name.equals("create_table") || name.equals("create_join_table")) {
                made = opensBlock(code, line.start()) ? indent : -1;
            }
            if (!tell(call, telling) && !HARMLESS.contains(name) && !told && !name.matches("\\W+")) {
                telling.unknown(
                        line.start(2),
                        "What `" + name.replaceFirst("[.:]+$", "") + "` does to the database could not be read.");
                told = true;
            }
        }
        return telling.script();
    }

    /** Whether the call that begins here ends in a block. */
    private static boolean opensBlock(Code code, int from) {
        String text = code.masked().code();
        int begin = from;
        int end = lineEnd(text, from, text.length());
        for (int lines = 0; lines < LONGEST && end < text.length() && goesOn(text, begin, end); lines++) {
            begin = end + 1;
            end = lineEnd(text, begin, text.length());
        }
        return BLOCK.matcher(text).region(begin, end).find();
    }

    private static int lineEnd(String text, int from, int limit) {
        int end = text.indexOf('\n', from);
        return end < 0 || end > limit ? limit : end;
    }

    /** Whether a line ends with a comma. */
    private static boolean goesOn(String text, int from, int end) {
        int i = end - 1;
        while (i > from && Character.isWhitespace(text.charAt(i))) {
            i--;
        }
        return i >= from && text.charAt(i) == ',';
    }

    private static Call call(Code code, Code.Part part, Matcher line, String name) {
        String text = code.masked().code();
        if (line.group(3).endsWith("(")) {
            Optional<Code.Part> inside = code.inside(line.end() - 1);
            if (inside.isPresent()) {
                return Call.of(
                        code, name, inside.get(), line.start(2), inside.get().to() + 1);
            }
        }
        int end = lineEnd(text, line.end(), part.to());
        for (int lines = 0; lines < LONGEST && end < part.to() && goesOn(text, line.end(), end); lines++) {
            end = lineEnd(text, end + 1, part.to());
        }
        String all = text.substring(line.end(), Math.max(end, line.end()));
        int block = indexOf(all, "\\bdo\\b|\\{\\s*\\|| if | unless ");
        int to = block < 0 ? end : line.end() + block;
        return Call.of(code, name, new Code.Part(line.end(), Math.max(line.end(), to)), line.start(2), end);
    }

    private static int indexOf(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        return found.find() ? found.start() : -1;
    }

    private static boolean tell(Call call, Telling telling) {
        Optional<String> table = call.name(0);
        Optional<String> second = call.name(1);
        switch (call.name()) {
            case "create_table" -> telling.say(call, Telling.table("CREATE TABLE ", table, " (id int)"));
            case "create_join_table" -> telling.say(call, Telling.table("CREATE TABLE ", joined(call), " (id int)"));
            case "drop_table" -> telling.say(call, Telling.table("DROP TABLE ", table, ""));
            case "drop_join_table" -> telling.say(call, Telling.table("DROP TABLE ", joined(call), ""));
            case "rename_table" ->
                telling.say(call, Telling.table("ALTER TABLE ", table, " RENAME TO " + second.orElse("x")));
            case "remove_column" -> telling.say(call, Telling.column(table, second, "DROP COLUMN ?"));
            case "remove_columns" -> columns(call, telling, "DROP COLUMN ?");
            case "remove_reference", "remove_belongs_to" ->
                telling.say(call, Telling.column(table, second.map(name -> name + "_id"), "DROP COLUMN ?"));
            case "remove_timestamps" ->
                telling.say(
                        call, Telling.table("ALTER TABLE ", table, " DROP COLUMN created_at, DROP COLUMN updated_at"));
            case "rename_column" ->
                telling.say(
                        call,
                        Telling.column(
                                table,
                                second,
                                "RENAME COLUMN ? TO " + call.name(2).orElse("x")));
            case "change_column" -> telling.say(call, Telling.column(table, second, "ALTER COLUMN ? TYPE changed"));
            case "change_column_null" ->
                telling.say(
                        call,
                        Telling.column(
                                table,
                                second,
                                call.word(2).equals("false")
                                        ? "ALTER COLUMN ? SET NOT NULL"
                                        : "ALTER COLUMN ? DROP NOT NULL"));
            case "change_column_default" ->
                telling.say(
                        call,
                        Telling.column(
                                table,
                                second,
                                call.word(2).equals("nil") || call.option("to", "nil")
                                        ? "ALTER COLUMN ? DROP DEFAULT"
                                        : "ALTER COLUMN ? SET DEFAULT 1"));
            case "add_column" -> telling.say(call, Telling.column(table, second, "ADD COLUMN ? given" + filled(call)));
            case "add_reference", "add_belongs_to" ->
                telling.say(
                        call,
                        Telling.column(table, second.map(name -> name + "_id"), "ADD COLUMN ? given" + filled(call)));
            case "add_index" ->
                telling.say(
                        call,
                        Telling.table(
                                call.option("unique", "true") ? "CREATE UNIQUE INDEX ON " : "CREATE INDEX ON ",
                                table,
                                " (x)"));
            case "remove_index" -> telling.say(call, Telling.table("DROP INDEX \"?\" ON ", table, ""));
            case "add_foreign_key" ->
                telling.say(call, Telling.table("ALTER TABLE ", table, " ADD FOREIGN KEY (x) REFERENCES y"));
            case "remove_foreign_key", "remove_check_constraint" ->
                telling.say(call, Telling.table("ALTER TABLE ", table, " DROP CONSTRAINT \"?\""));
            case "add_check_constraint" -> telling.say(call, Telling.table("ALTER TABLE ", table, " ADD CHECK (x)"));
            case "rename_enum_value" ->
                telling.say(call, Telling.table("ALTER TYPE ", table, " RENAME VALUE 'a' TO 'b'"));
            case "drop_enum" -> telling.say(call, Telling.table("DROP TYPE ", table, ""));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A table that joins two is called after both, in the order of the alphabet, unless it is given a name. */
    private static Optional<String> joined(Call call) {
        return call.name("table_name", Integer.MAX_VALUE)
                .or(() -> call.name(0)
                        .flatMap(a -> call.name(1).map(b -> a.compareTo(b) < 0 ? a + "_" + b : b + "_" + a)));
    }

    private static String filled(Call call) {
        boolean refused = call.option("null", "false") && !call.named().containsKey("default");
        return refused ? " NOT NULL" : "";
    }

    private static void columns(Call call, Telling telling, String what) {
        for (int i = 1; i < call.words().size(); i++) {
            telling.say(call, Telling.column(call.name(0), call.name(i), what));
        }
    }

    /** What Rails runs to turn `change` round. */
    static Script back(Code code, Code.Part part) {
        Telling telling = new Telling(code, Script.NONE);
        Matcher line = LINE.matcher(code.masked().code()).region(part.from(), part.to());
        while (line.find()) {
            Call call = call(code, part, line, line.group(2));
            Optional<String> table = call.name(0);
            Optional<String> second = call.name(1);
            switch (call.name()) {
                case "create_table" -> telling.say(call, Telling.table("DROP TABLE ", table, ""));
                case "create_join_table" -> telling.say(call, Telling.table("DROP TABLE ", joined(call), ""));
                case "add_column" -> telling.say(call, Telling.column(table, second, "DROP COLUMN ?"));
                case "add_reference", "add_belongs_to" ->
                    telling.say(call, Telling.column(table, second.map(name -> name + "_id"), "DROP COLUMN ?"));
                case "add_timestamps" ->
                    telling.say(
                            call,
                            Telling.table("ALTER TABLE ", table, " DROP COLUMN created_at, DROP COLUMN updated_at"));
                case "reversible", "up_only", "change_table" ->
                    telling.unknown(call.from(), "What `" + call.name() + "` runs on the way back could not be read.");
                default -> {}
            }
        }
        return telling.script();
    }
}
