package oncall.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Merges three trees without a work tree, in the trial repository of a {@link Scratch}. Two made-up commits stand on a third, so
 * that their merge base is the tree that is wanted: git 2.38 cannot be told a base. Only objects that the merge may read are
 * given to it: trees that differ, and files added, removed or changed on both sides. There, no setting and no attribute can name
 * a program; which way a file asks to be merged is looked up afterwards by {@link MergeWays}.
 */
final class TrialMerge {
    private static final Path PACK = Path.of("objects/pack/given.pack");
    private static final String TREE = "040000";
    private static final String SUBMODULE = "160000";

    private final Repository repository;
    private final History history;

    /**
     * What came of it.
     *
     * @param tree the merged tree; with conflicts, with their marks in it
     * @param conflicts the files that conflict, each with git's word for how
     * @param kin the files that conflict, each with all paths that git names together with it
     * @param merged files whose text was merged
     * @param programs files that ask to be merged by a program or in a way that this trial does not know; with the name
     */
    record Merged(
            String tree,
            Map<String, String> conflicts,
            Map<String, Set<String>> kin,
            Set<String> merged,
            Map<String, String> programs) {
        boolean clean() {
            return conflicts.isEmpty();
        }
    }

    TrialMerge(Repository repository, History history) {
        this.repository = repository;
        this.history = history;
    }

    /** All three are trees. */
    Merged merge(String base, String ours, String theirs) throws Unanswered {
        give(base, ours, theirs);
        String root = commit(base, List.of());
        String one = commit(ours, List.of("-p", root));
        String other = commit(theirs, List.of("-p", root));
        Merged merged = merged(one, other, Map.of());
        if (merged.merged().isEmpty()) {
            return merged;
        }
        MergeWays ways = new MergeWays(repository).of(merged.merged(), ours);
        if (!ways.lines().isEmpty()) {
            repository.scratch().file("trial/info/attributes", ways.lines());
        }
        return ways.lines().isEmpty() && ways.programs().isEmpty() ? merged : merged(one, other, ways.programs());
    }

    private Merged merged(String one, String other, Map<String, String> programs) throws Unanswered {
        Git.Told told = repository.trial(List.of("merge-tree", "--write-tree", "-z", "--messages", one, other));
        return read(RawText.fields(told.out()), List.of("~" + one, "~" + other), programs);
    }

    /** The tree; `mode hash stage TAB path` of each conflict; an empty field; messages: count, paths, kind, words. */
    private static Merged read(List<String> fields, List<String> sides, Map<String, String> programs) {
        Map<String, String> conflicts = new TreeMap<>();
        Map<String, Set<String>> kin = new TreeMap<>();
        Set<String> merged = new LinkedHashSet<>();
        int i = 1;
        while (i < fields.size() && !fields.get(i).isEmpty()) {
            String field = fields.get(i++);
            conflicts.put(plain(field.substring(field.indexOf('\t') + 1), sides), "");
        }
        i++;
        while (i < fields.size()) {
            int count = Integer.parseInt(fields.get(i++));
            List<String> paths = fields.subList(i, i + count).stream()
                    .map(path -> plain(path, sides))
                    .toList();
            i += count;
            String kind = fields.get(i++);
            i++;
            if (kind.equals("Auto-merging")) {
                merged.addAll(paths);
            } else if (kind.startsWith("CONFLICT")) {
                String how = kind.replaceAll("^CONFLICT \\(|\\)$", "");
                for (String path : paths) {
                    conflicts.computeIfPresent(path, (p, was) -> was.isEmpty() ? how : was);
                    kin.computeIfAbsent(path, p -> new LinkedHashSet<>()).addAll(paths);
                }
            }
        }
        return new Merged(fields.get(0), conflicts, kin, merged, programs);
    }

    /** A file that had to make room for a folder is told as `path~commit`. */
    private static String plain(String path, List<String> sides) {
        for (String side : sides) {
            if (path.endsWith(side)) {
                return path.substring(0, path.length() - side.length());
            }
        }
        return path;
    }

    private String commit(String tree, List<String> parents) throws Unanswered {
        List<String> arguments = new ArrayList<>(List.of("commit-tree", "--no-gpg-sign", "-m", "trial"));
        arguments.addAll(parents);
        arguments.add(tree);
        return Repository.first(repository.trial(arguments).out());
    }

    private void give(String base, String ours, String theirs) throws Unanswered {
        Set<String> wanted = new LinkedHashSet<>(List.of(base, ours, theirs));
        List<History.Raw> left = history.raw(base, ours, List.of("-t", "--no-renames"));
        List<History.Raw> right = history.raw(base, theirs, List.of("-t", "--no-renames"));
        Set<String> both = new HashSet<>();
        left.forEach(raw -> both.add(raw.path()));
        both.retainAll(right.stream().map(History.Raw::path).toList());
        want(left, both, wanted);
        want(right, both, wanted);
        wanted.removeIf(Repository::none);
        Path pack = repository.scratch().trial().resolve(PACK);
        repository.view(
                List.of("pack-objects", "--stdout", "-q", "--window=0", "--compression=1", "--threads=1"),
                repository.scratch().file("wanted", List.copyOf(wanted)),
                pack);
        repository.trial(List.of("index-pack", "--threads=1", PACK.toString()));
    }

    /** What was added matters to a side only where something was removed: it may be the same file under a new name. */
    private static void want(List<History.Raw> side, Set<String> both, Set<String> wanted) {
        boolean removed = side.stream().anyMatch(raw -> raw.letter() == 'D');
        for (History.Raw raw : side) {
            boolean read = both.contains(raw.path()) || raw.letter() == 'T' || removed && raw.letter() != 'M';
            want(raw.modeBefore(), raw.before(), read, wanted);
            want(raw.modeAfter(), raw.after(), read, wanted);
        }
    }

    private static void want(String mode, String hash, boolean read, Set<String> wanted) {
        if (mode.equals(TREE) || read && !mode.equals(SUBMODULE)) {
            wanted.add(hash);
        }
    }
}
