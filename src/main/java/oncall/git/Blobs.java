package oncall.git;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what files of revisions hold. */
final class Blobs {
    static final int LARGEST = 256 << 10;
    private static final long TOGETHER = 48 << 20;
    private final Repository repository;

    Blobs(Repository repository) {
        this.repository = repository;
    }

    /** The contents of files, in their order. */
    Map<TreeFile, Content> read(Collection<TreeFile> files) throws Unanswered {
        Set<String> hashes = new LinkedHashSet<>();
        files.stream().filter(Blobs::readable).forEach(file -> hashes.add(file.hash()));
        Map<String, Content> contents = contents(List.copyOf(hashes));
        Map<TreeFile, Content> read = new LinkedHashMap<>();
        for (TreeFile file : files) {
            read.put(file, readable(file) ? contents.get(file.hash()) : new Content.NoFile(file.kind()));
        }
        return read;
    }

    private static boolean readable(TreeFile file) {
        return file.kind() == TreeFile.Kind.FILE || file.kind() == TreeFile.Kind.PROGRAM;
    }

    private Map<String, Content> contents(List<String> hashes) throws Unanswered {
        Map<String, Content> contents = new HashMap<>();
        if (hashes.isEmpty()) {
            return contents;
        }
        List<String> wanted = new ArrayList<>();
        long sum = 0;
        byte[] sizes = repository.view(
                List.of("cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)"),
                repository.scratch().file("hashes", hashes));
        for (String line : RawText.decode(sizes).lines().toList()) {
            String[] words = line.split(" ");
            if (words.length < 3) {
                contents.put(words[0], new Content.Lost());
                continue;
            }
            long size = Long.parseLong(words[2]);
            if (size > LARGEST || sum + size > TOGETHER) {
                contents.put(words[0], new Content.TooLarge(size));
            } else {
                sum += size;
                wanted.add(words[0]);
            }
        }
        contents.putAll(texts(wanted));
        return contents;
    }

    /** Each: `hash type size`, a line end, as many bytes, a line end. */
    private Map<String, Content> texts(List<String> hashes) throws Unanswered {
        Map<String, Content> texts = new HashMap<>();
        if (hashes.isEmpty()) {
            return texts;
        }
        byte[] out = repository.view(
                List.of("cat-file", "--batch"), repository.scratch().file("hashes", hashes));
        int at = 0;
        while (at < out.length) {
            int end = at;
            while (out[end] != '\n') {
                end++;
            }
            String[] words = RawText.decode(out, at, end).split(" ");
            int size = Integer.parseInt(words[2]);
            texts.put(words[0], new Content.Whole(RawText.decode(out, end + 1, end + 1 + size)));
            at = end + 1 + size + 1;
        }
        return texts;
    }
}
