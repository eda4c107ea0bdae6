package oncall.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The cautious reader: knows the statements of several dialects by their words, and says so where it does not. */
final class StatementReader {
    /** They open or close a transaction, or set something for this connection. */
    private static final Set<String> NOTHING = Set.of(
            "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET", "RESET", "USE", "PRINT");

    private static final Set<String> PLAIN =
            Set.of(("SHOW EXPLAIN DESCRIBE DESC ANALYZE ANALYSE VACUUM REINDEX CLUSTER CHECKPOINT COMMENT GRANT DENY "
                            + "LOCK UNLOCK NOTIFY LISTEN UNLISTEN PRAGMA REFRESH COPY INSERT REPLACE UPSERT VALUES TABLE "
                            + "DISCARD FLUSH OPTIMIZE CHECK REPAIR DECLARE FETCH OPEN CLOSE DEALLOCATE RAISE RAISERROR THROW "
                            + "RETURN NULL ABORT SECURITY REASSIGN LOAD ATTACH DETACH BREAK CONTINUE EXIT SIGNAL RESIGNAL "
                            + "LEAVE ITERATE ASSERT GO PROMPT WAITFOR DELIMITER PERFORM PURGE STATISTICS SELECT IMPORT ENABLE ")
                    .split(" "));

    /** What can be dropped besides tables and the like. */
    private static final Set<String> OTHERS =
            Set.of(("SEQUENCE POLICY RULE ROLE USER EXTENSION EVENT SYNONYM CAST OPERATOR SERVER PUBLICATION "
                            + "SUBSCRIPTION COLLATION LOGIN CONSTRAINT GROUP LANGUAGE OWNED STATISTICS TEXT CONVERSION "
                            + "TRANSFORM ACCESS DEFAULT ASSEMBLY FULLTEXT PARTITION WAREHOUSE STAGE TASK STREAM DICTIONARY ")
                    .split(" "));

    private static final Set<String> CONTROL = Set.of(
            "IF", "ELSE", "ELSIF", "ELSEIF", "WHILE", "FOR", "FOREACH", "LOOP", "BEGIN", "END", "EXCEPTION", "WHEN");
    private static final Set<String> MARKERS = Set.of("THEN", "ELSE", "LOOP", "BEGIN", "DO");
    private static final Set<String> VERBS = Set.of(
            "ALTER", "DROP", "TRUNCATE", "DELETE", "UPDATE", "CREATE", "INSERT", "RENAME", "MERGE", "EXEC", "EXECUTE");

    private final Heard heard = new Heard();

    private StatementReader() {}

    /** Reads one statement. */
    static Heard read(List<Token> tokens) {
        StatementReader reader = new StatementReader();
        reader.statement(tokens);
        return reader.heard;
    }

    private void statement(List<Token> tokens) {
        Cursor cursor = new Cursor(tokens);
        while (cursor.sees('(')) {
            cursor.next();
        }
        if (cursor.done()) {
            heard.unknown(tokens.get(0), "This statement is not known.");
            return;
        }
        Token first = cursor.next();
        String word = first.upper();
        switch (word) {
            case "ALTER" -> new AlterReader(heard, cursor).read(first);
            case "DROP" -> drop(cursor, first);
            case "CREATE" -> create(cursor);
            case "TRUNCATE" -> truncate(cursor);
            case "DELETE" -> delete(tokens, first);
            case "UPDATE" -> update(tokens, first);
            case "WITH" -> with(tokens);
            case "RENAME" -> rename(cursor, first);
            case "REVOKE" -> heard.act(Harm.REVOKE, "", first);
            case "EXEC", "EXECUTE", "CALL" -> call(cursor, first);
            case "PREPARE" -> prepare(cursor, first);
            case "DO" -> body(cursor);
            case "MERGE" -> merge(tokens);
            case "DISABLE" -> heard.unknown(first, "What is switched off here is not known.");
            default -> other(tokens, first, word);
        }
    }

    private void other(List<Token> tokens, Token first, String word) {
        if (CONTROL.contains(word) && tokens.size() > 1 && !transaction(tokens)) {
            control(tokens);
        } else if (NOTHING.contains(word) || word.equals("SELECT") && constant(tokens)) {
            heard.nothing();
        } else if (PLAIN.contains(word) || CONTROL.contains(word) || assigns(tokens)) {
            heard.plain();
        } else {
            heard.unknown(first, "This statement is not known.");
        }
    }

    private static boolean transaction(List<Token> tokens) {
        String second = tokens.get(1).upper();
        return Set.of(
                                "TRANSACTION",
                                "TRAN",
                                "WORK",
                                "READ",
                                "ISOLATION",
                                "DEFERRED",
                                "IMMEDIATE",
                                "EXCLUSIVE",
                                "IF",
                                "LOOP",
                                "CASE",
                                "WHILE",
                                "FOR",
                                "TRY",
                                "CATCH")
                        .contains(second)
                && (tokens.get(0).is("BEGIN") && tokens.size() <= 6
                        || tokens.get(0).is("END"));
    }

    /** `SELECT 1`, `SELECT 'down'`. */
    private static boolean constant(List<Token> tokens) {
        return tokens.size() == 1
                || tokens.size() == 2
                        && (tokens.get(1).kind() == Token.Kind.NUMBER
                                || tokens.get(1).kind() == Token.Kind.STRING);
    }

    /** `x := 1` in a body. */
    private static boolean assigns(List<Token> tokens) {
        for (int i = 0; i + 1 < tokens.size() && i < 12; i++) {
            if (tokens.get(i).sign(':') && tokens.get(i + 1).sign('=')) {
                return true;
            }
        }
        return false;
    }

    private void drop(Cursor cursor, Token verb) {
        cursor.takeAny("TEMPORARY", "TEMP", "FOREIGN", "PUBLIC", "MATERIALIZED", "ONLINE", "OFFLINE", "EXTERNAL");
        String kind = cursor.word();
        cursor.next();
        Harm harm = switch (kind) {
            case "TABLE" -> Harm.DROP_TABLE;
            case "VIEW" -> Harm.DROP_VIEW;
            case "SCHEMA" -> Harm.DROP_SCHEMA;
            case "DATABASE" -> Harm.DROP_DATABASE;
            case "FUNCTION", "PROCEDURE", "PROC", "ROUTINE", "AGGREGATE", "PACKAGE" -> Harm.DROP_FUNCTION;
            case "TRIGGER" -> Harm.DROP_TRIGGER;
            case "TYPE", "DOMAIN" -> Harm.DROP_TYPE;
            case "INDEX" -> Harm.DROP_INDEX;
            default -> OTHERS.contains(kind) ? Harm.DROP_OTHER : null;
        };
        if (harm == null) {
            heard.unknown(verb, "What is dropped here is not known.");
            return;
        }
        cursor.take("CONCURRENTLY");
        cursor.existence();
        do {
            Token at = cursor.here();
            String name = cursor.name();
            if (name.isEmpty()) {
                heard.act(harm, "", verb);
                return;
            }
            String object = harm == Harm.DROP_OTHER ? kind.toLowerCase(java.util.Locale.ROOT) + " " + name : name;
            heard.act(harm, harm == Harm.DROP_INDEX && cursor.take("ON") ? name + " on " + cursor.name() : object, at);
            if (cursor.sees('(')) {
                cursor.brackets();
            }
        } while (cursor.take(','));
        cursor.existence();
        if (!cursor.done() && harm == Harm.DROP_TABLE && !cursor.takeAny("CASCADE", "RESTRICT", "PURGE", "END")) {
            heard.unknown(cursor.here(), "What follows the name is not known.");
        }
    }

    private void create(Cursor cursor) {
        boolean replaces = cursor.take("OR", "REPLACE");
        cursor.take("OR", "ALTER");
        cursor.takeAny("GLOBAL", "LOCAL");
        boolean passing = cursor.takeAny("TEMPORARY", "TEMP");
        cursor.takeAny("UNLOGGED", "FOREIGN", "VIRTUAL", "EXTERNAL", "COLUMN", "ROW");
        if (cursor.take("TABLE")) {
            cursor.existence();
            Token at = cursor.here();
            String name = cursor.name();
            if (replaces && !passing) {
                heard.act(Harm.DROP_TABLE, name, at);
            }
            heard.makes(name);
        } else if (cursor.take("UNIQUE")) {
            uniqueIndex(cursor);
        }
        heard.plain();
    }

    private void uniqueIndex(Cursor cursor) {
        cursor.takeAny("CLUSTERED", "NONCLUSTERED", "BITMAP");
        if (!cursor.take("INDEX")) {
            return;
        }
        cursor.take("CONCURRENTLY");
        cursor.existence();
        Token at = cursor.here();
        if (!cursor.at("ON")) {
            cursor.name();
        }
        while (!cursor.done() && !cursor.take("ON")) {
            cursor.next();
        }
        cursor.take("ONLY");
        heard.act(Harm.ADD_UNIQUE, cursor.name(), at);
    }

    private void truncate(Cursor cursor) {
        cursor.take("TABLE");
        cursor.existence();
        do {
            cursor.take("ONLY");
            Token at = cursor.here();
            heard.act(Harm.TRUNCATE, cursor.name(), at);
            cursor.take('*');
        } while (cursor.take(','));
    }

    private void delete(List<Token> tokens, Token verb) {
        Cursor cursor = new Cursor(tokens);
        cursor.next();
        cursor.takeAny("LOW_PRIORITY", "QUICK", "IGNORE");
        if (cursor.take("TOP")) {
            cursor.brackets();
        }
        cursor.take("FROM");
        cursor.take("ONLY");
        Token at = cursor.here();
        String name = cursor.name();
        if (!filtered(tokens)) {
            heard.act(Harm.DELETE_ALL, name, name.isEmpty() ? verb : at);
        }
    }

    private void update(List<Token> tokens, Token verb) {
        Cursor cursor = new Cursor(tokens);
        cursor.next();
        if (cursor.take("STATISTICS")) {
            heard.plain();
            return;
        }
        if (cursor.take("OR")) {
            cursor.next();
        }
        cursor.takeAny("LOW_PRIORITY", "IGNORE");
        cursor.take("ONLY");
        Token at = cursor.here();
        String name = cursor.name();
        boolean sets = tokens.stream().anyMatch(token -> token.is("SET"));
        if (!sets) {
            heard.unknown(verb, "An UPDATE without SET is not known.");
        } else if (!filtered(tokens)) {
            heard.act(Harm.UPDATE_ALL, name, name.isEmpty() ? verb : at);
        }
    }

    /** Whether a WHERE of its own that says something, or a join with a condition, names the rows. */
    private static boolean filtered(List<Token> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.sign('(') ? 1 : token.sign(')') ? -1 : 0;
            if (depth == 0 && token.is("WHERE")) {
                return !alwaysTrue(tokens.subList(i + 1, tokens.size()));
            }
            if (depth == 0 && (token.is("JOIN") || token.is("APPLY"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean alwaysTrue(List<Token> condition) {
        if (condition.isEmpty()) {
            return true;
        }
        boolean word = condition.size() == 1
                && (condition.get(0).is("TRUE") || condition.get(0).kind() == Token.Kind.NUMBER);
        return word
                || condition.size() == 3
                        && condition.get(0).kind() == Token.Kind.NUMBER
                        && condition.get(1).sign('=')
                        && condition.get(2).kind() == Token.Kind.NUMBER;
    }

    /** Every DELETE and UPDATE of a WITH stands at the head of a bracket or at the outermost level. */
    private void with(List<Token> tokens) {
        List<Integer> opened = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.sign('(')) {
                opened.add(i);
            } else if (token.sign(')') && !opened.isEmpty()) {
                int from = opened.remove(opened.size() - 1) + 1;
                if (opened.isEmpty()) {
                    part(tokens.subList(from, i));
                }
            } else if (opened.isEmpty()
                    && (token.is("DELETE") || token.is("UPDATE") || token.is("MERGE"))
                    && tokens.get(i - 1).sign(')')) {
                part(tokens.subList(i, tokens.size()));
                return;
            }
        }
    }

    private void part(List<Token> tokens) {
        if (tokens.isEmpty()) {
            return;
        }
        Token first = tokens.get(0);
        if (first.is("DELETE")) {
            delete(tokens, first);
        } else if (first.is("UPDATE")) {
            update(tokens, first);
        } else if (first.is("MERGE")) {
            merge(tokens);
        }
    }

    /** What a MERGE deletes is what matches nothing, or everything that matches: with a condition at least. */
    private void merge(List<Token> tokens) {
        for (int i = 0; i + 5 < tokens.size(); i++) {
            if (tokens.get(i).is("NOT")
                    && tokens.get(i + 1).is("MATCHED")
                    && tokens.get(i + 2).is("BY")
                    && tokens.get(i + 4).is("THEN")
                    && tokens.get(i + 5).is("DELETE")) {
                Cursor cursor = new Cursor(tokens);
                cursor.next();
                cursor.take("INTO");
                heard.act(Harm.DELETE_ALL, cursor.name(), tokens.get(i + 5));
            }
        }
    }

    /** MySQL: `RENAME TABLE a TO b, c TO d`. */
    private void rename(Cursor cursor, Token verb) {
        if (!cursor.takeAny("TABLE", "TABLES")) {
            heard.unknown(verb, "What is renamed here is not known.");
            return;
        }
        cursor.existence();
        do {
            Token at = cursor.here();
            String from = cursor.name();
            heard.act(Harm.RENAME_TABLE, from, at);
            cursor.take("TO");
            heard.renames(from, cursor.name());
        } while (cursor.take(','));
    }

    private void call(Cursor cursor, Token verb) {
        if (verb.is("EXECUTE") && cursor.take("IMMEDIATE") || cursor.take('(')) {
            cursor.take("N");
            runs(cursor, verb);
            return;
        }
        if (!cursor.done() && cursor.here().kind() == Token.Kind.STRING) {
            runs(cursor, verb);
            return;
        }
        Token at = cursor.here();
        String name = cursor.name();
        String last = Names.last(name);
        if (last.equals("sp_rename")) {
            spRename(cursor, verb);
        } else if (last.equals("sp_executesql")) {
            cursor.take("N");
            runs(cursor, verb);
        } else if (last.endsWith("extendedproperty") || last.equals("sp_bindefault") || last.equals("sp_refreshview")) {
            heard.plain();
        } else if (verb.is("EXECUTE") && (cursor.sees('(') || cursor.sees('|'))) {
            heard.unknowable(verb, "The SQL that runs here is put together when it runs.");
        } else {
            heard.unknowable(at, "What `" + name + "` does is not written here.");
        }
    }

    /** A string alone is read on; a string that is put together is not known. */
    private void runs(Cursor cursor, Token verb) {
        if (cursor.done() || cursor.here().kind() != Token.Kind.STRING) {
            heard.unknowable(verb, "The SQL that runs here is put together when it runs.");
            return;
        }
        Token string = cursor.next();
        if (cursor.sees('|') || cursor.sees('+')) {
            heard.unknowable(verb, "The SQL that runs here is put together when it runs.");
        } else {
            heard.runs(string);
        }
    }

    /** `sp_rename 'orders.note', 'remark', 'COLUMN'`. */
    private void spRename(Cursor cursor, Token verb) {
        List<Token> strings = cursor.rest().stream()
                .filter(token -> token.kind() == Token.Kind.STRING)
                .toList();
        if (strings.isEmpty()) {
            heard.unknowable(verb, "What is renamed here is not known.");
            return;
        }
        String kind = strings.size() > 2 ? strings.get(2).bare() : "OBJECT";
        if (!kind.equalsIgnoreCase("INDEX")) {
            Harm harm = kind.equalsIgnoreCase("COLUMN") ? Harm.RENAME_COLUMN : Harm.RENAME_TABLE;
            heard.act(harm, Names.plain(strings.get(0).bare()), strings.get(0));
        }
    }

    private void prepare(Cursor cursor, Token verb) {
        while (!cursor.done() && !cursor.at("FROM") && !cursor.at("AS")) {
            cursor.next();
        }
        if (cursor.take("AS") && !cursor.done()) {
            statement(cursor.rest());
        } else {
            cursor.take("FROM");
            runs(cursor, verb);
        }
    }

    /** PostgreSQL: `DO $$ ... $$`, whose text is read on. */
    private void body(Cursor cursor) {
        for (Token token : cursor.rest()) {
            if (token.kind() == Token.Kind.STRING) {
                heard.runs(token);
            }
        }
        heard.plain();
    }

    /** A statement under a condition or in a loop counts as if it ran. */
    private void control(List<Token> tokens) {
        heard.plain();
        int from = 0;
        int depth = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            boolean end = i == tokens.size();
            if (!end) {
                Token token = tokens.get(i);
                depth += token.sign('(') ? 1 : token.sign(')') ? -1 : 0;
                end = depth == 0 && MARKERS.contains(token.upper());
            }
            if (end) {
                segment(tokens.subList(from, i));
                from = i + 1;
            }
        }
    }

    private void segment(List<Token> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.sign('(') ? 1 : token.sign(')') ? -1 : 0;
            boolean verb = VERBS.contains(token.upper()) && (!token.is("UPDATE") || sets(tokens, i));
            if (depth == 0 && verb) {
                statement(tokens.subList(i, tokens.size()));
                return;
            }
        }
    }

    private static boolean sets(List<Token> tokens, int from) {
        return tokens.subList(from, tokens.size()).stream().anyMatch(token -> token.is("SET"));
    }
}
