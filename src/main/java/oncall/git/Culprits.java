package oncall.git;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oncall.git.RevertReport.Conflict;

/**
 * Finds the commits since a change that stand in the way of undoing it: those that touched a file that conflicts, under this name
 * or the one it had before a rename; where none did, because its folder was moved around it, those that touched the folder.
 */
final class Culprits {
    private final History history;
    private final RevertReport.Range range;

    Culprits(History history, RevertReport.Range range) {
        this.history = history;
        this.range = range;
    }

    List<Conflict> of(TrialMerge.Merged merged) throws Unanswered {
        Map<String, Set<String>> names = names(merged);
        List<Commit> later =
                since(names.values().stream().flatMap(Set::stream).distinct().toList());
        List<Conflict> conflicts = new ArrayList<>();
        for (Map.Entry<String, String> conflict : merged.conflicts().entrySet()) {
            Set<String> own = names.get(conflict.getKey());
            List<Commit> touched = later.stream()
                    .filter(commit -> commit.files().stream().anyMatch(own::contains))
                    .toList();
            conflicts.add(
                    new Conflict(conflict.getKey(), conflict.getValue(), touched.isEmpty() ? around(own) : touched));
        }
        return conflicts;
    }

    private Map<String, Set<String>> names(TrialMerge.Merged merged) throws Unanswered {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        for (String path : merged.conflicts().keySet()) {
            Set<String> all = new LinkedHashSet<>(Set.of(path));
            all.addAll(merged.kin().getOrDefault(path, Set.of()));
            names.put(path, all);
        }
        List<ChangedFile> renamed = new ArrayList<>(history.changed(range.to(), range.head()));
        renamed.addAll(range.files());
        for (ChangedFile file : renamed) {
            file.was()
                    .ifPresent(was -> names.values().stream()
                            .filter(all -> all.contains(was) || all.contains(file.path()))
                            .forEach(all -> all.addAll(List.of(was, file.path()))));
        }
        return names;
    }

    private List<Commit> around(Set<String> names) throws Unanswered {
        List<String> folders = names.stream()
                .map(name -> name.substring(0, Math.max(0, name.lastIndexOf('/'))))
                .distinct()
                .toList();
        return since(folders.contains("") ? List.of() : folders);
    }

    /** A path with a line end cannot be asked for; then all are read. */
    private List<Commit> since(List<String> paths) throws Unanswered {
        boolean plain = paths.stream().noneMatch(path -> path.indexOf('\n') >= 0 || path.endsWith("\r"));
        return history.between(range.to(), range.head(), plain ? paths : List.of(), RevertProbe.LISTED);
    }
}
