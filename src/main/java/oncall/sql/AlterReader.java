package oncall.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads ALTER statements: of a table action by action. */
final class AlterReader {
    /** Actions that take nothing from old code. */
    private static final Set<String> HARMLESS =
            Set.of(("SET RESET OWNER ENABLE VALIDATE ATTACH CLUSTER INHERIT NO NOT OF FORCE REPLICA CHECK NOCHECK "
                            + "REBUILD ENGINE AUTO_INCREMENT COMMENT CONVERT DEFAULT CHARACTER CHARSET COLLATE ROW_FORMAT "
                            + "ALGORITHM LOCK ORDER ANALYZE OPTIMIZE REORGANIZE COALESCE IMPORT KEY_BLOCK_SIZE "
                            + "STATS_PERSISTENT STATS_AUTO_RECALC PARTITION DEPENDS AVG_ROW_LENGTH CHECKSUM MAX_ROWS MIN_ROWS "
                            + "PACK_KEYS TABLESPACE UNION REMOVE COMPRESSION ENCRYPTION ")
                    .split(" "));

    /** What can be altered besides, without old code noticing. */
    private static final Set<String> OTHERS =
            Set.of(("INDEX ROLE USER DEFAULT EXTENSION POLICY PUBLICATION SUBSCRIPTION SYSTEM TRIGGER EVENT SERVER "
                            + "GROUP AUTHORIZATION LOGIN LANGUAGE OPERATOR STATISTICS SESSION COLLATION RULE TABLESPACE LARGE "
                            + "CONVERSION TEXT EVENTS ")
                    .split(" "));

    private final Heard heard;
    private final Cursor cursor;

    AlterReader(Heard heard, Cursor cursor) {
        this.heard = heard;
        this.cursor = cursor;
    }

    /** The cursor stands behind ALTER. */
    void read(Token verb) {
        cursor.takeAny("IGNORE", "ONLINE", "OFFLINE");
        cursor.takeAny("FOREIGN", "MATERIALIZED", "EXTERNAL");
        String kind = cursor.word();
        cursor.next();
        switch (kind) {
            case "TABLE" -> table(verb);
            case "TYPE", "DOMAIN" -> type();
            case "SCHEMA", "DATABASE" -> schema();
            case "VIEW" -> view();
            case "SEQUENCE", "FUNCTION", "PROCEDURE", "ROUTINE", "AGGREGATE" -> renamed(kind);
            default -> {
                if (OTHERS.contains(kind)) {
                    heard.plain();
                } else {
                    heard.unknown(verb, "What is altered here is not known.");
                }
            }
        }
    }

    private void table(Token verb) {
        cursor.existence();
        cursor.take("ONLY");
        String table = cursor.name();
        cursor.take('*');
        if (table.isEmpty()) {
            heard.unknown(verb, "The name of the table is not known.");
            return;
        }
        String carried = "";
        while (!cursor.done()) {
            List<Token> action = cursor.untilComma();
            if (!action.isEmpty()) {
                carried = action(table, new Cursor(action), carried);
            }
        }
    }

    /** Reads one action; returns the beginning that goes on behind a comma: `ADD`, `DROP COLUMN`. */
    private String action(String table, Cursor action, String carried) {
        Token first = action.here();
        if (action.take("WITH")) {
            action.takeAny("CHECK", "NOCHECK");
        }
        String verb = action.word();
        switch (verb) {
            case "ADD" -> {
                action.next();
                add(table, action, first);
                return "ADD";
            }
            case "DROP" -> {
                action.next();
                return drop(table, action, first);
            }
            case "ALTER" -> {
                action.next();
                alterColumn(table, action);
            }
            case "MODIFY" -> {
                action.next();
                modify(table, action);
            }
            case "CHANGE" -> {
                action.next();
                change(table, action);
            }
            case "RENAME" -> {
                action.next();
                rename(table, action, first);
            }
            case "TRUNCATE", "DETACH", "DISCARD", "EXCHANGE", "SWITCH" -> heard.act(Harm.DROP_PARTITION, table, first);
            case "DISABLE" -> heard.plain();
            default -> {
                goesOn(table, action, carried, verb);
                return carried;
            }
        }
        return "";
    }

    private void goesOn(String table, Cursor action, String carried, String verb) {
        if (verb.equals("SET") && secondIs(action, "SCHEMA")) {
            heard.act(Harm.RENAME_SCHEMA, table, action.here());
        } else if (HARMLESS.contains(verb)) {
            heard.plain();
        } else if (carried.equals("ADD")) {
            add(table, action, action.here());
        } else if (carried.equals("DROP COLUMN")) {
            dropped(Harm.DROP_COLUMN, table, action);
        } else if (carried.equals("DROP CONSTRAINT")) {
            dropped(Harm.DROP_CONSTRAINT, table, action);
        } else {
            heard.unknown(action.here(), "This change of a table is not known.");
        }
    }

    private static boolean secondIs(Cursor action, String word) {
        return action.left() > 1 && action.rest().get(1).is(word);
    }

    private void add(String table, Cursor action, Token verb) {
        Token named = verb;
        String constraint = "";
        if (action.take("CONSTRAINT")) {
            if (!action.at("UNIQUE") && !action.at("CHECK") && !action.at("PRIMARY") && !action.at("FOREIGN")) {
                action.existence();
                named = action.here();
                constraint = action.name();
            }
        }
        if (action.takeAny("UNIQUE")) {
            heard.act(Harm.ADD_UNIQUE, table, constraint.isEmpty() ? verb : named);
        } else if (action.take("PRIMARY")) {
            heard.act(Harm.CHANGE_PRIMARY_KEY, table, constraint.isEmpty() ? verb : named);
        } else if (action.at("CHECK")
                && (action.left() > 1 && action.rest().get(1).sign('('))) {
            heard.act(Harm.ADD_CHECK, table, constraint.isEmpty() ? verb : named);
        } else if (action.at("EXCLUDE") && !constraint.isEmpty()) {
            heard.act(Harm.ADD_CHECK, table, named);
        } else if (action.take("FOREIGN")) {
            heard.act(Harm.ADD_FOREIGN_KEY, table, constraint.isEmpty() ? verb : named);
        } else if (!action.at("INDEX")
                && !action.at("KEY")
                && !action.at("FULLTEXT")
                && !action.at("SPATIAL")
                && !action.at("PARTITION")
                && !action.at("DEFAULT")
                && !action.at("PERIOD")
                && !action.at("SYSTEM")) {
            columns(table, action);
        }
    }

    /** `ADD COLUMN c int`, and `ADD (a int, b int)`. */
    private void columns(String table, Cursor action) {
        action.take("COLUMN");
        action.existence();
        if (!action.sees('(')) {
            column(table, action);
            return;
        }
        action.next();
        while (!action.done() && !action.sees(')')) {
            List<Token> one = action.untilComma();
            if (one.isEmpty()) {
                return;
            }
            Cursor definition = new Cursor(one);
            if (Set.of("CONSTRAINT", "UNIQUE", "PRIMARY", "FOREIGN", "CHECK").contains(definition.word())) {
                add(table, definition, definition.here());
            } else {
                column(table, definition);
            }
        }
    }

    private void column(String table, Cursor definition) {
        Token at = definition.here();
        String name = definition.name();
        if (name.isEmpty() || definition.done()) {
            heard.unknown(at, "This change of a table is not known.");
            return;
        }
        Set<String> words = words(definition);
        boolean filled = words.contains("DEFAULT")
                || words.contains("GENERATED")
                || words.contains("AUTO_INCREMENT")
                || words.contains("IDENTITY")
                || words.contains("AS")
                || words.stream().anyMatch(word -> word.endsWith("SERIAL"))
                || words.contains("ROWVERSION");
        if ((words.contains("NOT NULL") || words.contains("PRIMARY")) && !filled) {
            heard.act(Harm.ADD_NOT_NULL, table + "." + name, at);
        }
        if (words.contains("UNIQUE")) {
            heard.act(Harm.ADD_UNIQUE, table, at);
        }
        if (words.contains("PRIMARY")) {
            heard.act(Harm.CHANGE_PRIMARY_KEY, table, at);
        }
    }

    /** The words of a definition outside brackets, in upper case; `NOT NULL` is one. */
    private static Set<String> words(Cursor definition) {
        Set<String> words = new java.util.HashSet<>();
        int depth = 0;
        String before = "";
        for (Token token : definition.rest()) {
            depth += token.sign('(') ? 1 : token.sign(')') ? -1 : 0;
            if (depth == 0 && !token.upper().isEmpty()) {
                words.add(token.upper());
                if (token.is("NULL") && before.equals("NOT")) {
                    words.add("NOT NULL");
                }
                before = token.upper();
            }
        }
        return words;
    }

    private String drop(String table, Cursor action, Token verb) {
        if (action.take("PRIMARY")) {
            heard.act(Harm.CHANGE_PRIMARY_KEY, table, verb);
            return "";
        }
        if (action.takeAny("INDEX", "KEY")) {
            dropped(Harm.DROP_INDEX, table, action);
            return "";
        }
        if (action.take("PARTITION") || action.take("SUBPARTITION")) {
            heard.act(Harm.DROP_PARTITION, table, verb);
            return "";
        }
        if (action.take("CONSTRAINT") || action.take("FOREIGN", "KEY") || action.take("CHECK")) {
            dropped(Harm.DROP_CONSTRAINT, table, action);
            return "DROP CONSTRAINT";
        }
        if (action.takeAny("PERIOD", "SYSTEM")) {
            return "";
        }
        action.take("COLUMN");
        if (!action.sees('(')) {
            dropped(Harm.DROP_COLUMN, table, action);
            return "DROP COLUMN";
        }
        action.next();
        while (!action.done() && !action.sees(')')) {
            dropped(Harm.DROP_COLUMN, table, action);
            action.take(',');
        }
        return "";
    }

    private void dropped(Harm harm, String table, Cursor action) {
        action.existence();
        Token at = action.here();
        String name = action.done() ? "" : action.name();
        if (name.isEmpty()) {
            action.next();
            heard.unknown(at, "The name of what is dropped is not known.");
            return;
        }
        heard.act(harm, table + "." + name, at);
    }

    private void alterColumn(String table, Cursor action) {
        if (action.at("INDEX") || action.at("CONSTRAINT") || action.at("CHECK")) {
            heard.plain();
            return;
        }
        action.take("COLUMN");
        action.existence();
        Token at = action.here();
        String column = table + "." + action.name();
        if (action.take("TYPE") || action.take("SET", "DATA", "TYPE")) {
            heard.act(Harm.CHANGE_TYPE, column, at);
        } else if (action.take("SET", "NOT", "NULL")) {
            heard.act(Harm.SET_NOT_NULL, column, at);
        } else if (action.take("DROP", "NOT", "NULL")) {
            heard.act(Harm.DROP_NOT_NULL, column, at);
        } else if (action.take("DROP", "DEFAULT") || action.take("DROP", "IDENTITY")) {
            heard.act(Harm.DROP_DEFAULT, column, at);
        } else if (action.takeAny("SET", "RESET", "ADD", "DROP", "RESTART")) {
            heard.plain();
        } else if (!action.done() && action.here().named()) {
            redefined(column, action, at);
        } else {
            heard.unknown(at, "This change of a column is not known.");
        }
    }

    /** The whole definition stands there anew, so its type may be another. */
    private void redefined(String column, Cursor action, Token at) {
        heard.act(Harm.CHANGE_TYPE, column, at);
        if (words(action).contains("NOT NULL")
                && !words(action).contains("DEFAULT")
                && !words(action).contains("AUTO_INCREMENT")) {
            heard.act(Harm.SET_NOT_NULL, column, at);
        }
    }

    private void modify(String table, Cursor action) {
        if (!action.sees('(')) {
            action.take("COLUMN");
            action.existence();
            Token at = action.here();
            redefined(table + "." + action.name(), action, at);
            return;
        }
        action.next();
        while (!action.done() && !action.sees(')')) {
            List<Token> one = action.untilComma();
            if (one.isEmpty()) {
                return;
            }
            Cursor definition = new Cursor(one);
            Token at = definition.here();
            redefined(table + "." + definition.name(), definition, at);
        }
    }

    /** MySQL: `CHANGE old new type`; with both names the same only the type changes. */
    private void change(String table, Cursor action) {
        action.take("COLUMN");
        action.existence();
        Token at = action.here();
        String old = action.name();
        String now = action.name();
        if (!Names.plain(old).equals(Names.plain(now))) {
            heard.act(Harm.RENAME_COLUMN, table + "." + old, at);
        } else {
            redefined(table + "." + old, action, at);
        }
    }

    private void rename(String table, Cursor action, Token verb) {
        if (action.takeAny("INDEX", "KEY", "CONSTRAINT")) {
            heard.plain();
            return;
        }
        if (action.take("COLUMN") || !action.at("TO") && !action.at("AS") && columnFollows(action)) {
            action.existence();
            Token at = action.here();
            heard.act(Harm.RENAME_COLUMN, table + "." + action.name(), at);
        } else {
            heard.act(Harm.RENAME_TABLE, table, verb);
            action.takeAny("TO", "AS");
            heard.renames(table, action.done() ? "" : action.name());
        }
    }

    /** `RENAME a TO b` is a column's; `RENAME b` is a table's. */
    private static boolean columnFollows(Cursor action) {
        return action.left() > 2
                && (action.rest().get(1).is("TO") || action.rest().get(1).is("AS"));
    }

    private void type() {
        Token at = cursor.here();
        String name = cursor.name();
        if (cursor.take("RENAME", "VALUE") || cursor.take("DROP", "VALUE")) {
            heard.act(Harm.RENAME_ENUM_VALUE, name, at);
        } else if (changesAttribute(cursor.rest())) {
            heard.act(Harm.CHANGE_TYPE, name, at);
        } else if (cursor.take("RENAME", "TO")) {
            heard.act(Harm.RENAME_TYPE, name, at);
        } else if (cursor.take("SET", "SCHEMA")) {
            heard.act(Harm.RENAME_SCHEMA, name, at);
        } else if (cursor.take("SET", "NOT", "NULL")) {
            heard.act(Harm.ADD_CHECK, name, at);
        } else if (cursor.take("ADD", "CONSTRAINT") || cursor.take("ADD", "CHECK")) {
            heard.act(Harm.ADD_CHECK, name, at);
        } else if (cursor.take("DROP", "CONSTRAINT")) {
            cursor.existence();
            heard.act(Harm.DROP_CONSTRAINT, name + "." + cursor.name(), at);
        } else {
            heard.plain();
        }
    }

    /** Whether any action is about an attribute that is there: `ADD ATTRIBUTE a int, DROP ATTRIBUTE b`. */
    private static boolean changesAttribute(List<Token> actions) {
        for (int i = 1; i < actions.size(); i++) {
            if (actions.get(i).is("ATTRIBUTE") && !actions.get(i - 1).is("ADD")) {
                return true;
            }
        }
        return false;
    }

    private void view() {
        cursor.existence();
        Token at = cursor.here();
        String name = cursor.name();
        if (cursor.take("RENAME", "COLUMN")) {
            Token column = cursor.here();
            heard.act(Harm.RENAME_COLUMN, name + "." + cursor.name(), column);
        } else if (cursor.take("RENAME")) {
            heard.act(Harm.RENAME_TABLE, name, at);
        } else if (cursor.take("SET", "SCHEMA")) {
            heard.act(Harm.RENAME_SCHEMA, name, at);
        } else {
            heard.plain();
        }
    }

    /** SQL Server moves a table into the schema that is named: `ALTER SCHEMA s TRANSFER dbo.t`. */
    private void schema() {
        Token at = cursor.here();
        String name = cursor.name();
        if (cursor.take("RENAME")) {
            heard.act(Harm.RENAME_SCHEMA, name, at);
        } else if (cursor.take("TRANSFER")) {
            if (cursor.takeAny("OBJECT", "TYPE")) {
                cursor.take(':');
                cursor.take(':');
            }
            Token moved = cursor.here();
            heard.act(Harm.RENAME_SCHEMA, cursor.name(), moved);
        } else {
            heard.plain();
        }
    }

    /** For what is named in calls: another name, or another schema, is as good as gone. */
    private void renamed(String kind) {
        cursor.existence();
        Token at = cursor.here();
        String name = cursor.name();
        boolean other = cursor.rest().stream().anyMatch(token -> token.is("RENAME") || token.is("SCHEMA"));
        if (other) {
            heard.act(Harm.RENAME_TYPE, kind.toLowerCase(Locale.ROOT) + " " + name, at);
        } else {
            heard.plain();
        }
    }
}
