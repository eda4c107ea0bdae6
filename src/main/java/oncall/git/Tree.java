package oncall.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds files and folders of revisions by their paths. */
final class Tree {
    private static final Pattern FOUND = Pattern.compile("([0-9a-f]{40,64}) (blob|tree|commit)\\n");
    private static final int KIND = 2;
    private final Repository repository;

    /** A thing at a path of a revision. */
    record Place(String commit, String path) {
        private String written() {
            return path.isEmpty() ? commit + "^{tree}" : commit + ":" + path;
        }

        /** A path that git would take as from somewhere else than the top. */
        private boolean odd() {
            return path.startsWith("./")
                    || path.startsWith("../")
                    || path.equals(".")
                    || path.equals("..")
                    || path.indexOf('\0') >= 0;
        }
    }

    Tree(Repository repository) {
        this.repository = repository;
    }

    /** The hash of a folder; an empty path is the top. */
    Optional<String> folder(String commit, String path) throws Unanswered {
        return hashes(List.of(new Place(commit, path)), "tree").get(0);
    }

    /** The hash of each file, of those that are there. */
    List<Optional<String>> files(List<Place> places) throws Unanswered {
        return hashes(places, "blob");
    }

    /** Names that are not there are told back, line ends and all, so each answer is read knowing its question. */
    private List<Optional<String>> hashes(List<Place> places, String kind) throws Unanswered {
        StringBuilder input = new StringBuilder();
        places.stream()
                .filter(place -> !place.odd())
                .forEach(place -> input.append(place.written()).append('\0'));
        String out = RawText.decode(repository.view(
                List.of("cat-file", "-z", "--batch-check=%(objectname) %(objecttype)"),
                repository.scratch().file("places", RawText.encode(input.toString()))));
        List<Optional<String>> hashes = new ArrayList<>();
        int at = 0;
        for (Place place : places) {
            Matcher found = FOUND.matcher(out).region(at, out.length());
            if (place.odd()) {
                hashes.add(Optional.empty());
            } else if (found.lookingAt()) {
                hashes.add(found.group(KIND).equals(kind) ? Optional.of(found.group(1)) : Optional.empty());
                at = found.end();
            } else {
                hashes.add(Optional.empty());
                at += place.written().length() + " missing\n".length();
            }
        }
        return hashes;
    }

    /** All files of a tree, their paths below a folder. */
    List<TreeFile> files(String tree, String folder) throws Unanswered {
        List<TreeFile> files = new ArrayList<>();
        String before = folder.isEmpty() ? "" : folder + "/";
        List<String> entries =
                RawText.fields(repository.view(List.of("ls-tree", "-r", "-z", "--full-tree", tree), History.NOTHING));
        for (String entry : entries) {
            int tab = entry.indexOf('\t');
            String[] words = entry.substring(0, tab).split(" ");
            files.add(new TreeFile(before + entry.substring(tab + 1), TreeFile.Kind.of(words[0]), words[2]));
        }
        return files;
    }
}
