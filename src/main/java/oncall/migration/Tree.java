package oncall.migration;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** The files that are looked at, and the way to read any file. */
final class Tree {
    private final TreeSet<String> paths;
    private final Function<String, Optional<String>> reader;

    Tree(Collection<String> paths, Function<String, Optional<String>> reader) {
        this.paths = new TreeSet<>(paths);
        this.reader = reader;
    }

    TreeSet<String> paths() {
        return paths;
    }

    Optional<String> text(String path) {
        return reader.apply(path);
    }

    boolean has(String path) {
        return paths.contains(path) || reader.apply(path).isPresent();
    }

    /** With its slash; empty for the top. */
    static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    static String file(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** `add_note-to_orders` as words. */
    static String words(String name) {
        return name.replace('_', ' ').replace('-', ' ').strip();
    }
}
