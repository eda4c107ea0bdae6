package oncall.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the operations of a Django migration come to in SQL, with the names Django gives tables. */
final class DjangoCalls {
    private static final Pattern OPERATION = Pattern.compile("\\bmigrations\\.(\\w+)\\s*\\(");
    private static final Pattern STATE = Pattern.compile("\\bstate_operations\\s*=\\s*\\[");
    private static final Pattern FILLED = Pattern.compile(
            "(?s).*\\b(?:null\\s*=\\s*True|db_default\\s*=).*|\\s*[\\w.]*(?:ManyToManyField|GenericRelation)\\b.*");
    private static final Pattern NONE = Pattern.compile("\\s*(?:set\\(\\s*\\)|\\[\\s*\\]|\\(\\s*\\)|None)\\s*");
    private static final Set<String> HARMLESS = Set.of(
            "RunPython",
            "RunSQL",
            "AlterModelOptions",
            "AlterModelManagers",
            "AddIndex",
            "RenameIndex",
            "SeparateDatabaseAndState",
            "AlterOrderWithRespectTo",
            "AlterModelTableComment",
            "CreateExtension",
            "swappable_dependency");

    private DjangoCalls() {}

    static Script of(Code code, Code.Part part, Script strings) {
        Telling telling = new Telling(code, strings);
        for (Call call : operations(code, part)) {
            if (!tell(call, app(code), telling) && !HARMLESS.contains(call.name())) {
                String why = call.name().equals("AlterField")
                        ? "What `AlterField` changes cannot be told without what the field was before."
                        : "What `" + call.name() + "` does to the database could not be read.";
                telling.unknown(call.from(), why);
            }
        }
        return telling.script();
    }

    /** Operations on the state of the models alone do not touch the database. */
    private static List<Call> operations(Code code, Code.Part part) {
        List<Code.Part> states = new ArrayList<>();
        Matcher state = STATE.matcher(code.masked().code()).region(part.from(), part.to());
        while (state.find()) {
            code.inside(state.end() - 1).ifPresent(states::add);
        }
        return Call.all(code, part, OPERATION).stream()
                .filter(call -> states.stream().noneMatch(one -> one.from() <= call.from() && call.from() < one.to()))
                .toList();
    }

    private static String app(Code code) {
        String folder = Tree.folder(code.masked().at(0).path()).replaceFirst("/?migrations/$", "");
        return Tree.file(folder);
    }

    private static Optional<String> table(Call call, String option, int at, String app) {
        return call.name(option, at).map(model -> (app.isEmpty() ? "" : app + "_") + model.toLowerCase(Locale.ROOT));
    }

    private static boolean tell(Call call, String app, Telling telling) {
        Optional<String> model = table(call, "model_name", 0, app);
        Optional<String> own = table(call, "name", 0, app);
        Optional<String> field = call.name("name", 1);
        switch (call.name()) {
            case "CreateModel" -> telling.say(call, Telling.table("CREATE TABLE ", own, " (id int)"));
            case "DeleteModel" -> telling.say(call, Telling.table("DROP TABLE ", own, ""));
            case "RenameModel" ->
                telling.say(
                        call,
                        Telling.table(
                                "ALTER TABLE ",
                                table(call, "old_name", 0, app),
                                " RENAME TO " + table(call, "new_name", 1, app).orElse("x")));
            case "AlterModelTable" ->
                telling.say(
                        call,
                        Telling.table(
                                "ALTER TABLE ",
                                own,
                                " RENAME TO " + call.name("table", 1).orElse("x")));
            case "RemoveField" -> telling.say(call, Telling.column(model, field, "DROP COLUMN ?"));
            case "RenameField" ->
                telling.say(call, Telling.column(model, call.name("old_name", 1), "RENAME COLUMN ? TO x"));
            case "AddField" ->
                telling.say(
                        call, Telling.column(model, field, "ADD COLUMN ? given" + (filled(call) ? "" : " NOT NULL")));
            case "AlterUniqueTogether" ->
                telling.say(
                        call,
                        Telling.table(
                                "ALTER TABLE ",
                                own,
                                NONE.matcher(given(call, "unique_together", 1)).matches()
                                        ? " DROP CONSTRAINT \"?\""
                                        : " ADD UNIQUE (x)"));
            case "AddConstraint" ->
                telling.say(
                        call,
                        Telling.table(
                                "ALTER TABLE ",
                                model,
                                given(call, "constraint", 1).contains("Unique")
                                        ? " ADD UNIQUE (x)"
                                        : " ADD CHECK (x)"));
            case "RemoveConstraint" ->
                telling.say(call, Telling.table("ALTER TABLE ", model, " DROP CONSTRAINT " + field.orElse("x")));
            case "RemoveIndex" -> telling.say(call, Telling.table("DROP INDEX ", field, ""));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Django keeps a plain default to itself: the database does not get it. */
    private static boolean filled(Call call) {
        return FILLED.matcher(given(call, "field", 2)).matches();
    }

    private static String given(Call call, String option, int at) {
        return call.named()
                .getOrDefault(option, at < call.words().size() ? call.words().get(at) : "");
    }

    /** What Django runs to turn the operations round. */
    static Script back(Code code, Code.Part part, Script strings) {
        Telling telling = new Telling(code, strings);
        String app = app(code);
        for (Call call : operations(code, part)) {
            if (call.name().equals("CreateModel")) {
                telling.say(call, Telling.table("DROP TABLE ", table(call, "name", 0, app), ""));
            } else if (call.name().equals("AddField")) {
                telling.say(
                        call, Telling.column(table(call, "model_name", 0, app), call.name("name", 1), "DROP COLUMN ?"));
            }
        }
        return telling.script();
    }
}
