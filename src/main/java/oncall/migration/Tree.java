package oncall.migration;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** The files that are looked at, and the way to read any file. */
final class Tree {
    private static final int LONGEST_CODE = 1 << 18;
    private static final int KEPT = 32;

    private final Map<String, Optional<String>> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<String>> eldest) {
            return size() > KEPT;
        }
    };
    private final TreeSet<String> paths;
    private final Function<String, Optional<String>> reader;

    Tree(Collection<String> paths, Function<String, Optional<String>> reader) {
        this.paths = new TreeSet<>(paths);
        this.reader = reader;
    }

    TreeSet<String> paths() {
        return paths;
    }

    /** A file is asked for several times in a row, and read once. */
    Optional<String> text(String path) {
        return known.computeIfAbsent(path, reader);
    }

    boolean has(String path) {
        return paths.contains(path) || text(path).isPresent();
    }

    /** The text of a program; one that is longer than any migration is as good as not readable. */
    Optional<String> code(String path) {
        return text(path).filter(text -> text.length() <= LONGEST_CODE);
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
