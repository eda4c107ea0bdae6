package oncall.git;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads commits and differences from the objects of a repository. */
final class History {
    static final Path NOTHING = Path.of("/dev/null");
    private final Repository repository;

    /** One line of a raw difference: modes and hashes before and after, the letter, the path and the former one. */
    record Raw(String[] words, char letter, String path, String was) {
        private static final int WORDS = 4;

        String modeBefore() {
            return words[0];
        }

        String modeAfter() {
            return words[1];
        }

        String before() {
            return words[2];
        }

        String after() {
            return words[WORDS - 1];
        }
    }

    History(Repository repository) {
        this.repository = repository;
    }

    /** Commits reachable from one and not from the other, newest first; at most so many. */
    List<Commit> between(String from, String to, List<String> paths, int most) throws Unanswered {
        List<String> lines = new ArrayList<>(List.of("^" + from, to));
        if (!paths.isEmpty()) {
            lines.add("--");
            lines.addAll(paths);
        }
        return commits(lines, List.of("-c", "--no-renames", "--max-count=" + most));
    }

    /** The commits that changed one file, newest first, each with the path it had then; a merge has none. */
    List<Commit> following(String head, String path, int most) throws Unanswered {
        if (path.indexOf('\n') >= 0 || path.endsWith("\r")) {
            throw new Unanswered(
                    Trouble.Reason.NO_SUCH_FILE,
                    "The path of `" + path + "` has a line end in it.",
                    "Rename the file.");
        }
        return commits(List.of(head, "--", path), List.of("--follow", "--max-count=" + most));
    }

    /** The first parent of a commit, if it has one. */
    Optional<String> parent(String commit) throws Unanswered {
        String[] parents = RawText.decode(
                        repository.view(List.of("rev-list", "--parents", "--max-count=1", commit), NOTHING))
                .strip()
                .split(" ");
        return parents.length < 2 ? Optional.empty() : Optional.of(parents[1]);
    }

    private List<Commit> commits(List<String> lines, List<String> more) throws Unanswered {
        List<String> arguments = new ArrayList<>(List.of(
                "log",
                "-z",
                "--stdin",
                "--topo-order",
                "--name-only",
                "--no-color",
                "--no-show-signature",
                "--no-ext-diff",
                "--no-textconv",
                "--no-mailmap",
                "--no-notes",
                "--no-decorate",
                "--encoding=UTF-8",
                "--format=%x00%x00%H%x00%ct%x00%P%x00%an%x00%s%x00"));
        arguments.addAll(more);
        Path input = repository.scratch().file("range", Repository.joined(lines));
        return parsed(RawText.fields(repository.view(arguments, input, Map.of("GIT_LITERAL_PATHSPECS", "1"))));
    }

    /** Each commit: five fields, an empty one, a line end before the first name, names, an empty one. */
    private static List<Commit> parsed(List<String> fields) {
        List<Commit> commits = new ArrayList<>();
        int i = 0;
        while (i < fields.size()) {
            if (fields.get(i).isEmpty()) {
                i++;
                continue;
            }
            String hash = fields.get(i++);
            Instant at = Instant.ofEpochSecond(Long.parseLong(fields.get(i++)));
            String parents = fields.get(i++);
            String author = fields.get(i++);
            String subject = fields.get(i++);
            while (i < fields.size() && fields.get(i).isEmpty()) {
                i++;
            }
            List<String> files = new ArrayList<>();
            if (i < fields.size() && fields.get(i).startsWith("\n")) {
                files.add(fields.get(i++).substring(1));
                while (i < fields.size() && !fields.get(i).isEmpty()) {
                    files.add(fields.get(i++));
                }
            }
            int count = parents.isEmpty() ? 0 : parents.split(" ").length;
            commits.add(new Commit(hash, author, at, subject, count, files));
        }
        return commits;
    }

    /** How many commits are reachable from one and not from the other. */
    int count(String from, String to) throws Unanswered {
        return Integer.parseInt(
                Repository.first(repository.view(List.of("rev-list", "--count", to, "^" + from), NOTHING)));
    }

    /** The trees of commits, in their order. */
    List<String> trees(List<String> commits) throws Unanswered {
        List<String> lines = commits.stream().map(hash -> hash + "^{tree}").toList();
        byte[] out = repository.view(
                List.of("cat-file", "--batch-check=%(objectname)"),
                repository.scratch().file("trees", Repository.joined(lines)));
        return RawText.decode(out).lines().toList();
    }

    /** The best common ancestor; of several, the first that git names. */
    Optional<String> base(String one, String other) throws Unanswered {
        byte[] out = repository.asked(List.of("merge-base", one, other)).out();
        return Optional.of(Repository.first(out)).filter(hash -> !hash.isEmpty());
    }

    /** Whether a commit is the other or one of those before it. */
    boolean within(String commit, String later) throws Unanswered {
        return repository
                        .asked(List.of("merge-base", "--is-ancestor", commit, later))
                        .exit()
                == 0;
    }

    /** The raw difference of two trees or commits. */
    List<Raw> raw(String before, String after, List<String> more) throws Unanswered {
        List<String> arguments = new ArrayList<>(List.of(
                "diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-color", "--no-ext-diff", "--no-textconv"));
        arguments.addAll(more);
        arguments.addAll(List.of(before, after, "--"));
        List<String> fields = RawText.fields(repository.view(arguments, NOTHING));
        List<Raw> raw = new ArrayList<>();
        for (int i = 0; i + 1 < fields.size(); ) {
            String[] words = fields.get(i++).substring(1).split(" ");
            char letter = words[Raw.WORDS].charAt(0);
            String first = fields.get(i++);
            boolean two = letter == 'R' || letter == 'C';
            raw.add(new Raw(words, letter, two ? fields.get(i++) : first, two ? first : ""));
        }
        return raw;
    }

    /** The files that differ, renames recognised. */
    List<ChangedFile> changed(String before, String after) throws Unanswered {
        List<ChangedFile> files = new ArrayList<>();
        for (Raw raw : raw(before, after, List.of("-M"))) {
            files.add(file(raw));
        }
        return files;
    }

    private static ChangedFile file(Raw raw) {
        ChangedFile.Status status = switch (raw.letter()) {
            case 'A' -> ChangedFile.Status.ADDED;
            case 'D' -> ChangedFile.Status.DELETED;
            case 'R' -> ChangedFile.Status.RENAMED;
            default -> ChangedFile.Status.MODIFIED;
        };
        Optional<String> was = Optional.of(raw.was()).filter(path -> !path.isEmpty());
        return new ChangedFile(
                status,
                raw.path(),
                was,
                side(was.orElse(raw.path()), raw.modeBefore(), raw.before()),
                side(raw.path(), raw.modeAfter(), raw.after()));
    }

    private static Optional<TreeFile> side(String path, String mode, String hash) {
        return Repository.none(mode) ? Optional.empty() : Optional.of(new TreeFile(path, TreeFile.Kind.of(mode), hash));
    }
}
