package oncall.migration;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import oncall.runbook.Location;

/** `V1.2__add_note.sql`, its undo `U1.2__add_note.sql`, the repeatable `R__views.sql`, the baseline `B3__all.sql`. */
final class Flyway implements Recogniser {
    private static final Pattern NAME =
            Pattern.compile("([VUB])(\\d+(?:[._]\\d+)*)__(.+?)\\.(sql|java|kt)|(R)__(.+?)\\.(sql|java|kt)");
    private static final Pattern CALLBACK = Pattern.compile(
            "(?:before|after)(?:Each)?(?:Migrate|Undo|Clean|Validate|Baseline|Repair|Info|Connect|Version|Versioned|Repeatables)\\w*(?:__.+)?\\.sql");

    private Map<String, Map<String, String>> folders;

    @Override
    public boolean look(String path, Tree tree, Found found) {
        String file = Tree.file(path);
        if (file.endsWith(".conf")
                && NAME.matcher(file.substring(0, file.length() - 5)).matches()) {
            return true;
        }
        Matcher name = NAME.matcher(file);
        if (!name.matches()) {
            return callback(path, file, tree, found);
        }
        found.take(path);
        boolean repeatable = name.group(5) != null;
        String description = repeatable ? name.group(6) : name.group(3);
        if ("U".equals(name.group(1))) {
            alone(path, name.group(2), tree, found);
            return true;
        }
        String id = repeatable ? "R__" + description : name.group(2).replace('_', '.');
        Location up = Location.of(path);
        Order order = new Order(
                Tree.folder(path),
                repeatable ? List.of(BigInteger.TWO.pow(200)) : numbers(name.group(2)),
                description,
                0);
        boolean sql = file.endsWith(".sql");
        Optional<String> text = tree.text(path);
        if (text.isEmpty()) {
            found.irregular(Irregularity.Kind.UNREADABLE, up, "This migration could not be read.");
        }
        String why = text.isPresent() ? "This migration is not written in SQL." : "This migration could not be read.";
        Script forward = text.isPresent() && sql
                ? new Script(List.of(new SqlText(up, text.get())), List.of())
                : new Script(List.of(), List.of(new Unreadable(up, why)));
        Down down = repeatable
                ? Down.missing("A repeatable migration has no undo: its text of before has to be run again.")
                : undo(path, name, tree, found);
        found.add(new Migration(Layout.FLYWAY, id, Tree.words(description), up, forward, down, order));
        return true;
    }

    private boolean callback(String path, String file, Tree tree, Found found) {
        if (!CALLBACK.matcher(file).matches() || folder(path, tree).isEmpty()) {
            return false;
        }
        found.take(path);
        found.irregular(
                Irregularity.Kind.UNRECOGNISED,
                Location.of(path),
                "Flyway runs this around migrations; nobody has looked at what it does.");
        return true;
    }

    /** The undo is found by its version; what it is called besides does not count. */
    private Down undo(String path, Matcher name, Tree tree, Found found) {
        String same = Tree.folder(path) + "U" + Tree.file(path).substring(1);
        String undo = folder(path, tree).getOrDefault(key("U", name.group(2)), same);
        if (!tree.has(undo)) {
            return Down.missing("There is no undo beside it, such as `" + Tree.file(same) + "`.");
        }
        found.take(undo);
        Location at = Location.of(undo);
        if (!undo.endsWith(".sql")) {
            return Down.present(
                    at, new Script(List.of(), List.of(new Unreadable(at, "The undo is not written in SQL."))));
        }
        return tree.text(undo)
                .map(text -> SqlDown.of(at, text))
                .orElseGet(() -> Down.of(Down.State.UNKNOWN, at, "The undo could not be read."));
    }

    private void alone(String path, String version, Tree tree, Found found) {
        String same = Tree.folder(path) + "V" + Tree.file(path).substring(1);
        if (!folder(path, tree).containsKey(key("V", version)) && !tree.has(same)) {
            found.irregular(
                    Irregularity.Kind.DOWN_ALONE,
                    Location.of(path),
                    "This undoes version " + version.replace('_', '.')
                            + ", which is not among the migrations looked at.");
        }
    }

    /** What lies in the folder of a path, by kind and version; made once for all folders. */
    private Map<String, String> folder(String path, Tree tree) {
        if (folders == null) {
            folders = new HashMap<>();
            for (String other : tree.paths()) {
                Matcher name = NAME.matcher(Tree.file(other));
                if (name.matches()) {
                    String key = name.group(1) == null ? "R" : key(name.group(1), name.group(2));
                    folders.computeIfAbsent(Tree.folder(other), folder -> new HashMap<>())
                            .put(key, other);
                }
            }
        }
        return folders.getOrDefault(Tree.folder(path), Map.of());
    }

    private static String key(String kind, String version) {
        return kind + numbers(version);
    }

    private static List<BigInteger> numbers(String version) {
        return new Order(
                        "",
                        Stream.of(version.split("[._]")).map(BigInteger::new).toList(),
                        "",
                        0)
                .numbers();
    }
}
