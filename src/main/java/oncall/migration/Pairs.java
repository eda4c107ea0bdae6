package oncall.migration;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.runbook.Location;

/** Two files for one migration: `0001_x.up.sql` and `0001_x.down.sql`, `x_up.sql` and `x_down.sql`, `x/up.sql` and `x/down.sql`. */
final class Pairs implements Recogniser {
    private static final Pattern NUMBERED = Pattern.compile("(\\d+)_(.*)\\.(up|down)\\.(\\w+)");
    private static final Pattern NAMED = Pattern.compile("(.+?)([._-])(up|down)\\.sql");
    private static final Pattern FOLDER = Pattern.compile("(up|down)\\.sql");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    /** The two files of a pair and what it is called. */
    private record Pair(Layout layout, String id, String title, String up, String down, Order order) {}

    @Override
    public boolean look(String path, Tree tree, Found found) {
        Optional<Pair> pair = pair(path, tree);
        pair.ifPresent(known -> read(known, path, tree, found));
        return pair.isPresent();
    }

    private static Optional<Pair> pair(String path, Tree tree) {
        String folder = Tree.folder(path);
        String file = Tree.file(path);
        Matcher name = NUMBERED.matcher(file);
        if (name.matches()) {
            String stem = folder + name.group(1) + "_" + name.group(2);
            Order order = new Order(folder, List.of(new BigInteger(name.group(1))), name.group(2), 0);
            return Optional.of(new Pair(
                    Layout.GOLANG_MIGRATE,
                    name.group(1),
                    Tree.words(name.group(2)),
                    stem + ".up." + name.group(4),
                    stem + ".down." + name.group(4),
                    order));
        }
        name = FOLDER.matcher(file);
        if (name.matches() && !folder.isEmpty()) {
            String own = Tree.file(folder.substring(0, folder.length() - 1));
            String parent = Tree.folder(folder.substring(0, folder.length() - 1));
            return known(
                    new Pair(
                            Layout.UP_DOWN_PAIR,
                            own,
                            title(own),
                            folder + "up.sql",
                            folder + "down.sql",
                            order(parent, own)),
                    tree);
        }
        name = NAMED.matcher(file);
        if (name.matches()) {
            String stem = name.group(1);
            String joint = name.group(2);
            return known(
                    new Pair(
                            Layout.UP_DOWN_PAIR,
                            stem,
                            title(stem),
                            folder + stem + joint + "up.sql",
                            folder + stem + joint + "down.sql",
                            order(folder, stem)),
                    tree);
        }
        return Optional.empty();
    }

    /** `sign_up.sql` is no migration by its name alone: the other half or the folder has to say so. */
    private static Optional<Pair> known(Pair pair, Tree tree) {
        boolean meant = Folders.ofMigrations(pair.up()) || tree.has(pair.up()) && tree.has(pair.down());
        return meant ? Optional.of(pair) : Optional.empty();
    }

    private static Order order(String group, String name) {
        Matcher digits = DIGITS.matcher(name);
        return new Order(group, digits.lookingAt() ? List.of(new BigInteger(digits.group())) : List.of(), name, 0);
    }

    private static String title(String name) {
        return Tree.words(name.replaceFirst("^[\\d-]+[_-]", ""));
    }

    private static void read(Pair pair, String path, Tree tree, Found found) {
        found.take(pair.up());
        found.take(pair.down());
        if (!tree.has(pair.up())) {
            found.irregular(
                    Irregularity.Kind.DOWN_ALONE,
                    Location.of(path),
                    "There is no `" + Tree.file(pair.up()) + "` for this.");
            return;
        }
        found.add(new Migration(
                pair.layout(),
                pair.id(),
                pair.title(),
                Location.of(pair.up()),
                forward(pair, tree, found),
                down(pair, tree),
                pair.order()));
    }

    private static Script forward(Pair pair, Tree tree, Found found) {
        Location at = Location.of(pair.up());
        Optional<String> text = tree.text(pair.up());
        if (text.isEmpty()) {
            found.irregular(Irregularity.Kind.UNREADABLE, at, "This migration could not be read.");
            return new Script(List.of(), List.of(new Unreadable(at, "This migration could not be read.")));
        }
        return pair.up().endsWith(".sql")
                ? new Script(List.of(new SqlText(at, text.get())), List.of())
                : new Script(List.of(), List.of(new Unreadable(at, "This migration is not written in SQL.")));
    }

    private static Down down(Pair pair, Tree tree) {
        Location at = Location.of(pair.down());
        Optional<String> text = tree.text(pair.down());
        if (text.isEmpty()) {
            return tree.paths().contains(pair.down())
                    ? Down.of(Down.State.UNKNOWN, at, "The down could not be read.")
                    : Down.missing("There is no `" + Tree.file(pair.down()) + "` beside it.");
        }
        if (pair.down().endsWith(".sql")) {
            return SqlDown.of(at, text.get());
        }
        return text.get().isBlank()
                ? Down.of(Down.State.EMPTY, at, "It holds nothing that undoes anything.")
                : Down.present(
                        at, new Script(List.of(), List.of(new Unreadable(at, "The down is not written in SQL."))));
    }
}
