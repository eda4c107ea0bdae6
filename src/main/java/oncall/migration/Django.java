package oncall.migration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.runbook.Location;

/** `orders/migrations/0002_order_note.py`, a class of operations that Django turns round where it can. */
final class Django implements Recogniser {
    private static final Pattern PATH = Pattern.compile("(?:.*/)?migrations/(\\w+)\\.py");
    private static final Pattern CLASS = Pattern.compile("\\bclass\\s+Migration\\b");
    private static final Pattern OPERATIONS = Pattern.compile("\\boperations\\s*=\\s*(?=\\[)");
    private static final Pattern DEPENDENCIES = Pattern.compile("\\bdependencies\\s*(?::[^=\\n]*)?=\\s*(?=\\[)");
    private static final Pattern CALL = Pattern.compile("\\b(RunPython|RunSQL)\\s*(?=\\()");
    private static final Pattern SQL = Pattern.compile("\\bRunSQL\\s*\\((?:\\s*sql\\s*=)?|\\.execute\\s*\\(");
    private static final Pattern KEYWORD = Pattern.compile("\\s*(\\w+)\\s*=(?!=)");
    private static final String NO_LIST = "The list of its operations could not be read.";

    /** What a call says of its way back. */
    private enum Back {
        NONE,
        NOTHING,
        WRITTEN
    }

    @Override
    public boolean look(String path, Tree tree, Found found) {
        Matcher name = PATH.matcher(path);
        if (!name.matches() || name.group(1).equals("__init__")) {
            return false;
        }
        Optional<String> text = tree.code(path);
        boolean numbered = name.group(1).matches("\\d{4}_\\w+");
        if (text.isEmpty() ? !numbered : !CLASS.matcher(text.get()).find()) {
            return false;
        }
        found.take(path);
        Location at = Location.of(path);
        String folder = Tree.folder(path);
        String title = Tree.words(name.group(1).replaceFirst("^\\d+_", ""));
        if (text.isEmpty()) {
            found.irregular(
                    Irregularity.Kind.UNREADABLE, at, "This migration could not be read, or is longer than 256 KiB.");
            found.add(new Migration(
                    Layout.DJANGO,
                    name.group(1),
                    title,
                    at,
                    new Script(
                            List.of(),
                            List.of(new Unreadable(
                                    at, "This migration could not be read, or is longer than 256 KiB."))),
                    Down.of(Down.State.UNKNOWN, at, "This migration could not be read, or is longer than 256 KiB."),
                    new Order(folder, List.of(), name.group(1), 0)));
            return true;
        }
        Code code = new Code(new Masked(path, text.get(), Language.PYTHON));
        Optional<Code.Part> operations = list(code, OPERATIONS);
        found.link(folder, name.group(1), dependencies(code, folder), at);
        Script forward = operations
                .map(part -> DjangoCalls.of(code, part, forward(code, part)))
                .orElseGet(() -> new Script(List.of(), List.of(new Unreadable(at, NO_LIST))));
        found.add(new Migration(
                Layout.DJANGO,
                name.group(1),
                title,
                at,
                forward,
                down(code, operations, at),
                new Order(folder, List.of(), name.group(1), 0)));
        return true;
    }

    private static Optional<Code.Part> list(Code code, Pattern pattern) {
        return code.first(pattern, code.whole()).flatMap(match -> code.inside(match.end()));
    }

    /** The names of the migrations of the same application that come before. */
    private static List<String> dependencies(Code code, String folder) {
        String app = Tree.file(folder.replaceFirst("/?migrations/$", ""));
        List<String> names = new ArrayList<>();
        for (Code.Part pair : list(code, DEPENDENCIES).map(code::arguments).orElse(List.of())) {
            int bracket = code.masked().code().indexOf('(', pair.from());
            if (bracket < 0 || bracket >= pair.to()) {
                continue;
            }
            List<String> words = code.inside(bracket).map(code::arguments).orElse(List.of()).stream()
                    .map(part -> code.literal(part).map(code::said).orElse(""))
                    .toList();
            if (words.size() == 2 && words.get(0).equals(app)) {
                names.add(words.get(1));
            }
        }
        return names;
    }

    private static Script forward(Code code, Code.Part operations) {
        List<Unreadable> unreadable = new ArrayList<>();
        List<SqlText> sql = new ArrayList<>();
        for (Code.Part operation : code.arguments(operations)) {
            Optional<Matcher> call = code.first(CALL, operation);
            if (call.isPresent() && call.get().group(1).equals("RunPython")) {
                unreadable.add(new Unreadable(
                        code.masked().at(call.get().start()), "What this Python does to the data could not be read."));
            }
        }
        Script strings = SqlCalls.of(code, operations, SQL);
        sql.addAll(strings.sql());
        unreadable.addAll(strings.unreadable());
        return new Script(sql, unreadable);
    }

    private static Down down(Code code, Optional<Code.Part> operations, Location whole) {
        if (operations.isEmpty()) {
            return Down.of(Down.State.UNKNOWN, code.masked().unclosed().orElse(whole), NO_LIST);
        }
        List<Code.Part> all = code.arguments(operations.get());
        if (all.isEmpty()) {
            return Down.of(Down.State.EMPTY, code.masked().at(operations.get().from()), "It has no operations.");
        }
        List<SqlText> sql = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        boolean nothing = true;
        for (Code.Part operation : all) {
            Matcher call = CALL.matcher(code.masked().code()).region(operation.from(), operation.to());
            boolean found = false;
            while (call.find()) {
                found = true;
                Back back = one(code, call, sql, unreadable);
                if (back == Back.NONE) {
                    return Down.of(
                            Down.State.IRREVERSIBLE,
                            code.masked().at(call.start()),
                            "`" + call.group(1) + "` says no way back, so Django refuses to undo it.");
                }
                nothing &= back == Back.NOTHING;
                code.inside(call.end()).ifPresent(inside -> call.region(inside.to(), operation.to()));
            }
            nothing &= found;
        }
        Location at = code.masked().at(operations.get().from());
        if (nothing) {
            return Down.of(Down.State.EMPTY, at, "What would undo it does nothing.");
        }
        Script back = DjangoCalls.back(code, operations.get(), new Script(sql, unreadable));
        return new Down(Down.State.PRESENT, Optional.of(at), "Django works it out from the operations.", back);
    }

    /** Reads how one call goes back. */
    private static Back one(Code code, Matcher call, List<SqlText> sql, List<Unreadable> unreadable) {
        boolean python = call.group(1).equals("RunPython");
        Map<String, Code.Part> given = given(code, call.end(), python ? "reverse_code" : "reverse_sql");
        Code.Part back = given.get("back");
        String word = back == null
                ? "None"
                : code.masked().text().substring(back.from(), back.to()).strip();
        if (word.equals("None")) {
            return Back.NONE;
        }
        if (word.endsWith(".noop") || word.equals("\"\"") || word.equals("''") || word.equals("[]")) {
            return Back.NOTHING;
        }
        if (!python) {
            SqlCalls.strings(code, back)
                    .ifPresentOrElse(
                            sql::addAll,
                            () -> unreadable.add(new Unreadable(code.masked().at(back.from()), SqlCalls.PUT_TOGETHER)));
        } else {
            unreadable.add(new Unreadable(
                    code.masked().at(call.start()), "What this Python does to the data could not be read."));
        }
        return Back.WRITTEN;
    }

    /** The argument that says how to go back, by name or as the second one. */
    private static Map<String, Code.Part> given(Code code, int bracket, String named) {
        Map<String, Code.Part> given = new HashMap<>();
        int position = 0;
        for (Code.Part argument : code.inside(bracket).map(code::arguments).orElse(List.of())) {
            Matcher keyword = KEYWORD.matcher(code.masked().code()).region(argument.from(), argument.to());
            if (keyword.lookingAt()) {
                if (keyword.group(1).equals(named)) {
                    given.put("back", new Code.Part(keyword.end(), argument.to()));
                }
            } else if (position++ == 1) {
                given.put("back", argument);
            }
        }
        return given;
    }
}
