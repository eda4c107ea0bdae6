package oncall.git;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.git.Trouble.Reason;

/**
 * A repository while it is asked. Only its place, the names of its revisions and a few settings are read in the repository
 * itself, by commands that read no file of the work tree and no attribute; all else is read from a {@link Scratch} that sees its
 * objects, so that no setting and no attribute of the repository has a say, and nothing in it is written.
 */
final class Repository implements AutoCloseable {
    static final int MOST = 64 << 20;
    private static final int OLDEST_MAJOR = 2;
    private static final int OLDEST_MINOR = 38;
    private static final Pattern VERSION = Pattern.compile("git version (\\d+)\\.(\\d+)\\S*");
    private static final int FACTS = 3;

    private final Git git;
    private final Path folder;
    private final Deadline deadline;
    private final Scratch scratch;
    private String common = "";
    private boolean shallow;
    private boolean bare;

    private Repository(Git git, Path folder, Deadline deadline, Scratch scratch) {
        this.git = git;
        this.folder = folder;
        this.deadline = deadline;
        this.scratch = scratch;
    }

    /** @param temporary where the scratch folder is made, and removed when this is closed */
    static Repository open(Git git, Path folder, Path temporary, Deadline deadline) throws Unanswered {
        Scratch scratch = new Scratch(temporary);
        Repository repository = new Repository(git, folder, deadline, scratch);
        try {
            repository.recognise();
            return repository;
        } catch (Unanswered unanswered) {
            scratch.close();
            throw unanswered;
        }
    }

    private void recognise() throws Unanswered {
        old(text(run(scratch.folder(), List.of("version"), Map.of(), MOST)).strip());
        if (!Files.isDirectory(folder)) {
            throw new Unanswered(
                    Reason.NO_FOLDER,
                    "There is no folder `" + folder + "`.",
                    "Clone the repository there, or name its folder.");
        }
        Git.Told told = run(
                folder,
                List.of(
                        "rev-parse",
                        "--show-object-format",
                        "--is-shallow-repository",
                        "--is-bare-repository",
                        "--path-format=absolute",
                        "--git-common-dir"),
                Map.of(),
                MOST);
        if (told.exit() != 0) {
            throw refused(told.err());
        }
        String[] facts = RawText.decode(told.out()).split("\n", FACTS + 1);
        if (facts.length <= FACTS) {
            throw new Unanswered(Reason.GIT_FAILED, "Git did not say where the repository is.", "Ask git by hand.");
        }
        shallow = facts[1].equals("true");
        bare = facts[2].equals("true");
        common = facts[FACTS].substring(0, Math.max(0, facts[FACTS].length() - 1));
        scratch.prepare(
                facts[0],
                RawText.encode(common.indexOf('\n') < 0 ? common + "/objects\n" : quoted(common + "/objects") + "\n"));
    }

    private static void old(String version) throws Unanswered {
        Matcher numbers = VERSION.matcher(version);
        boolean found = numbers.lookingAt();
        int major = found ? Integer.parseInt(numbers.group(1)) : 0;
        int minor = found ? Integer.parseInt(numbers.group(2)) : 0;
        if (major < OLDEST_MAJOR || major == OLDEST_MAJOR && minor < OLDEST_MINOR) {
            throw new Unanswered(
                    Reason.OLD_GIT,
                    "Git 2.38 or newer is needed; here is `" + (found ? major + "." + minor : version) + "`.",
                    "Install a newer git, or ask on a machine that has one.");
        }
    }

    private Unanswered refused(String err) {
        if (err.contains("dubious ownership")) {
            return new Unanswered(
                    Reason.OTHER_OWNER,
                    "`" + folder + "` belongs to another user, and git reads it only if you say that is right.",
                    "git config --global --add safe.directory " + folder);
        }
        if (err.contains("not a git repository")) {
            return new Unanswered(
                    Reason.NO_REPOSITORY, "`" + folder + "` is not a git repository.", "Name the folder of the clone.");
        }
        return failed(err);
    }

    private static Unanswered failed(String err) {
        String first = err.lines()
                .filter(line -> !line.startsWith("warning: "))
                .findFirst()
                .orElse("(no reason given)");
        boolean lost = Pattern.compile("bad object|unable to read|missing|could not (read|parse)|bad tree")
                .matcher(err)
                .find();
        return new Unanswered(
                Reason.GIT_FAILED,
                "Git says: " + first + (first.endsWith(".") ? "" : "."),
                lost
                        ? "Objects are missing here; nothing is fetched by this look. In a partial clone fetch them first; else"
                                + " `git fsck` tells what is damaged."
                        : "Ask git by hand: the message is git's own.");
    }

    /** A path as git quotes it, for a list that is split at line ends. */
    static String quoted(String path) {
        StringBuilder quoted = new StringBuilder("\"");
        for (byte b : RawText.encode(path)) {
            int c = b & 0xff;
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ' || c >= 0x7f) {
                quoted.append(String.format("\\%03o", c));
            } else {
                quoted.append((char) c);
            }
        }
        return quoted.append('"').toString();
    }

    boolean shallow() {
        return shallow;
    }

    boolean bare() {
        return bare;
    }

    Path folder() {
        return folder;
    }

    Scratch scratch() {
        return scratch;
    }

    Optional<String> variable(String name) {
        return git.variable(name);
    }

    /** A file or folder of the repository's own folder. */
    Path own(String name) throws Unanswered {
        try {
            return Path.of(common, name);
        } catch (InvalidPathException e) {
            throw new Unanswered(
                    Reason.GIT_FAILED,
                    "The path of the repository cannot be written in this locale.",
                    "Set LC_ALL=C.UTF-8 and try again.");
        }
    }

    /** The top of the work tree, links resolved. */
    Path top() throws Unanswered {
        if (bare) {
            throw new Unanswered(
                    Reason.NO_WORK_TREE,
                    "`" + folder + "` is a bare repository, without files.",
                    "Name a clone with files.");
        }
        Git.Told told = run(folder, List.of("rev-parse", "--show-toplevel"), Map.of(), MOST);
        if (told.exit() != 0) {
            throw refused(told.err());
        }
        String path = text(told);
        try {
            return Path.of(path.substring(0, Math.max(0, path.length() - 1)));
        } catch (InvalidPathException e) {
            throw failed("fatal: the top folder cannot be written in this locale");
        }
    }

    /** What revisions as written come to, in their order. */
    List<Revision> resolve(List<String> written) throws Unanswered {
        List<String> lines = new ArrayList<>();
        for (String one : written) {
            Revision.check(one);
            lines.addAll(List.of(one, one + "^{commit}"));
        }
        Path input = scratch.file("revisions", lines);
        Git.Told told = run(folder, List.of("cat-file", "--batch-check"), Map.of(), input, Optional.empty(), MOST);
        if (told.exit() != 0) {
            throw failed(told.err());
        }
        List<String> answers = text(told).lines().toList();
        List<Revision> revisions = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            String plain = 2 * i < answers.size() ? answers.get(2 * i) : "";
            String commit = 2 * i + 1 < answers.size() ? answers.get(2 * i + 1) : "";
            revisions.add(Revision.of(written.get(i), plain, commit, told.err(), this));
        }
        return revisions;
    }

    /** Settings whose names match, as they would be without those of {@link Git}; the last one of a name wins. */
    Map<String, String> settings(String names) throws Unanswered {
        Git.Told told = run(folder, List.of("config", "-z", "--show-scope", "--get-regexp", names), Map.of(), MOST);
        if (told.exit() > 1) {
            throw failed(told.err());
        }
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> fields = RawText.fields(told.out());
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            String field = fields.get(i + 1);
            int end = field.indexOf('\n');
            if (!fields.get(i).equals("command")) {
                settings.put(end < 0 ? field : field.substring(0, end), end < 0 ? "true" : field.substring(end + 1));
            }
        }
        return settings;
    }

    /** Reads from the objects; ends with trouble if git does. */
    byte[] view(List<String> arguments, Path input) throws Unanswered {
        return view(arguments, input, Map.of());
    }

    byte[] view(List<String> arguments, Path input, Map<String, String> more) throws Unanswered {
        Git.Told told = viewed(arguments, input, more, Optional.empty(), MOST);
        if (told.exit() != 0) {
            throw failed(told.err());
        }
        if (!told.whole()) {
            throw new Unanswered(
                    Reason.TOO_BIG,
                    "`git " + arguments.get(0) + "` told more than " + (MOST >> 20) + " MiB.",
                    "Name a smaller range.");
        }
        return told.out();
    }

    /** Reads as much as is asked for, and leaves out the rest. */
    Git.Told beginning(List<String> arguments, int most) throws Unanswered {
        Git.Told told = viewed(arguments, History.NOTHING, Map.of(), Optional.empty(), most);
        if (told.exit() != 0) {
            throw failed(told.err());
        }
        return told;
    }

    /** Asks something that is answered by yes or no, 0 or 1. */
    Git.Told asked(List<String> arguments) throws Unanswered {
        Git.Told told = viewed(arguments, History.NOTHING, Map.of(), Optional.empty(), MOST);
        if (told.exit() > 1) {
            throw failed(told.err());
        }
        return told;
    }

    /** Writes what is read into a file. */
    void view(List<String> arguments, Path input, Path output) throws Unanswered {
        Git.Told told = viewed(arguments, input, Map.of(), Optional.of(output), MOST);
        if (told.exit() != 0) {
            throw failed(told.err());
        }
    }

    private Git.Told viewed(
            List<String> arguments, Path input, Map<String, String> more, Optional<Path> output, int most)
            throws Unanswered {
        Map<String, String> all = isolated(scratch.view());
        if (shallow) {
            all.put("GIT_SHALLOW_FILE", own("shallow").toString());
        }
        all.putAll(more);
        return run(scratch.view(), arguments, all, input, output, most);
    }

    /** Works on what the trial was given; 0 and 1 are answers. */
    Git.Told trial(List<String> arguments) throws Unanswered {
        Map<String, String> all = isolated(scratch.trial());
        for (String who : List.of("AUTHOR", "COMMITTER")) {
            all.put("GIT_" + who + "_NAME", "oncall");
            all.put("GIT_" + who + "_EMAIL", "oncall@localhost");
            all.put("GIT_" + who + "_DATE", "@0 +0000");
        }
        Git.Told told = run(scratch.trial(), arguments, all, MOST);
        if (told.exit() > 1) {
            throw failed(told.err());
        }
        return told;
    }

    private Map<String, String> isolated(Path repository) {
        Map<String, String> all = new HashMap<>();
        all.put("GIT_DIR", repository.toString());
        all.put("HOME", scratch.folder().toString());
        all.put("XDG_CONFIG_HOME", scratch.folder().toString());
        all.put("GIT_CONFIG_NOSYSTEM", "1");
        all.put("GIT_CONFIG_GLOBAL", "/dev/null");
        all.put("GIT_ATTR_NOSYSTEM", "1");
        return all;
    }

    private Git.Told run(Path where, List<String> arguments, Map<String, String> more, int most) throws Unanswered {
        return run(where, arguments, more, Path.of("/dev/null"), Optional.empty(), most);
    }

    private Git.Told run(
            Path where, List<String> arguments, Map<String, String> more, Path input, Optional<Path> output, int most)
            throws Unanswered {
        Git.Answer answer = git.run(new Git.Call(where, arguments, more, input, output, most, deadline.left()));
        if (answer instanceof Git.Told told) {
            return told;
        }
        if (deadline.over()) {
            throw deadline.late();
        }
        if (answer instanceof Git.Failed failed) {
            throw new Unanswered(Reason.GIT_FAILED, failed.why(), "Ask git by hand.");
        }
        throw new Unanswered(
                Reason.NO_GIT, "`git` is not on this machine's PATH.", "Install git, or ask on a machine that has it.");
    }

    private static String text(Git.Told told) {
        return new String(told.out(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        scratch.close();
    }

    static byte[] joined(List<String> lines) {
        return RawText.encode(String.join("\n", lines) + "\n");
    }

    static boolean none(String hash) {
        return hash.chars().allMatch(c -> c == '0');
    }

    /** A field of output, without what follows its first blank. */
    static String first(byte[] out) {
        String text = new String(Arrays.copyOf(out, Math.min(out.length, 200)), StandardCharsets.UTF_8);
        return text.split("\\s", 2)[0];
    }
}
