package oncall.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.git.Trouble.Reason;

/**
 * How files ask to be merged: by their attribute `merge` as the tree, the repository, the user and the system have it, and by the
 * repository's settings. Git's own ways are handed to the trial; a program is only named, never run.
 */
final class MergeWays {
    private static final Set<String> OWN = Set.of("text", "binary", "union");
    private static final Set<String> NO = Set.of("", "0", "no", "off", "false");
    private static final int LONGEST = 1 << 20;
    private static final String RENORMALIZE = "merge.renormalize";

    private final Repository repository;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> programs = new LinkedHashMap<>();

    MergeWays(Repository repository) {
        this.repository = repository;
    }

    /** Lines of attributes for files that ask for another of git's own ways than the usual one. */
    List<String> lines() {
        return lines;
    }

    /** Files that ask for a program, each with the name it goes by. */
    Map<String, String> programs() {
        return programs;
    }

    /** @param tree whose `.gitattributes` count */
    MergeWays of(Collection<String> files, String tree) throws Unanswered {
        Map<String, String> settings =
                repository.settings("^(merge\\.(default|renormalize|.*\\.driver)|core\\.attributesfile)$");
        List<String> answers = attributes(files, tree, settings);
        for (int i = 0; i + 2 < answers.size(); i += 3) {
            String asked = answers.get(i + 2);
            String way = switch (asked) {
                case "unspecified" -> settings.getOrDefault("merge.default", "text");
                case "set" -> "text";
                case "unset" -> "binary";
                default -> asked;
            };
            boolean named =
                    !asked.equals("set") && !asked.equals("unset") && settings.containsKey("merge." + way + ".driver");
            if (!OWN.contains(way) || named) {
                programs.put(answers.get(i), way);
            } else if (!NO.contains(settings.getOrDefault(RENORMALIZE, "").toLowerCase(Locale.ROOT))) {
                programs.put(answers.get(i), RENORMALIZE);
            } else if (!way.equals("text")) {
                lines.add(Repository.quoted(pattern(answers.get(i))) + " merge=" + way);
            }
        }
        return this;
    }

    private static String pattern(String path) {
        return "/" + path.replaceAll("([\\\\*?\\[])", "\\\\$1");
    }

    private List<String> attributes(Collection<String> files, String tree, Map<String, String> settings)
            throws Unanswered {
        Scratch scratch = repository.scratch();
        Map<String, String> index =
                Map.of("GIT_INDEX_FILE", scratch.folder().resolve("index").toString());
        repository.view(List.of("update-index", "-z", "--index-info"), scratch.file("entries", entries(tree)), index);
        scratch.file("view/info/attributes", own(repository.own("info/attributes")));
        scratch.file("attributes", user(settings.getOrDefault("core.attributesfile", "")));
        Path input = scratch.file("merged", RawText.encode(String.join("\0", files) + "\0"));
        Map<String, String> more = new LinkedHashMap<>(index);
        more.put("GIT_ATTR_NOSYSTEM", "0");
        return RawText.fields(repository.view(
                List.of(
                        "-c",
                        "core.attributesFile=" + scratch.folder().resolve("attributes"),
                        "check-attr",
                        "-z",
                        "--stdin",
                        "--cached",
                        "merge"),
                input,
                more));
    }

    /** The files of attributes in a tree, as an index takes them. */
    private byte[] entries(String tree) throws Unanswered {
        StringBuilder entries = new StringBuilder();
        for (String entry :
                RawText.fields(repository.view(List.of("ls-tree", "-r", "-z", "--full-tree", tree), History.NOTHING))) {
            String path = entry.substring(entry.indexOf('\t') + 1);
            if (entry.startsWith("100") && (path.equals(".gitattributes") || path.endsWith("/.gitattributes"))) {
                entries.append(entry).append('\0');
            }
        }
        return RawText.encode(entries.toString());
    }

    private byte[] user(String set) throws Unanswered {
        Optional<String> home = repository.variable("HOME");
        try {
            if (!set.isEmpty()) {
                boolean inHome = set.startsWith("~/") && home.isPresent();
                Path file = inHome
                        ? Path.of(home.get(), set.substring(2))
                        : repository.folder().resolve(set);
                return own(file);
            }
            Optional<Path> config = repository
                    .variable("XDG_CONFIG_HOME")
                    .map(Path::of)
                    .or(() -> home.map(folder -> Path.of(folder, ".config")));
            return config.isEmpty() ? new byte[0] : own(config.get().resolve("git/attributes"));
        } catch (InvalidPathException e) {
            return new byte[0];
        }
    }

    /** A file of attributes; nothing if there is none. */
    private static byte[] own(Path file) throws Unanswered {
        if (!Files.isRegularFile(file)) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] kept = in.readNBytes(LONGEST + 1);
            if (kept.length <= LONGEST) {
                return kept;
            }
        } catch (IOException e) {
            throw new Unanswered(
                    Reason.GIT_FAILED,
                    "`" + file + "` could not be read: " + e.getMessage() + ".",
                    "Make it readable.");
        }
        throw new Unanswered(
                Reason.TOO_BIG, "`" + file + "` is larger than 1 MiB.", "Look what it is: attributes are short.");
    }
}
