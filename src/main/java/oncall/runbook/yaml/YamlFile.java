package oncall.runbook.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import oncall.runbook.Diagnostic;
import oncall.runbook.Source;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * One file as it was read: its bytes with their hash, its top map if there is one, and what is wrong so far. Reading
 * never throws, whatever the bytes are.
 */
public final class YamlFile {
    /** The largest file that is read. */
    public static final int MOST_BYTES = 256 * 1024;

    private static final String FORMAT_KEY = "oncall";

    private final Source source;
    private final Problems problems;
    private final Optional<Fields> root;

    private YamlFile(Source source, Problems problems, Optional<Fields> root) {
        this.source = source;
        this.problems = problems;
        this.root = root;
    }

    /**
     * Reads a file.
     *
     * @param bytes the very bytes; what is hashed is what is walked and run
     * @param path as it should be shown
     * @param folder the folder its commands run in; empty for a built-in file
     * @param builtIn shipped with the program
     */
    public static YamlFile read(byte[] bytes, String path, String folder, boolean builtIn) {
        String text = new String(bytes, 0, Math.min(bytes.length, MOST_BYTES), StandardCharsets.UTF_8);
        Source source = new Source(path, folder, sha256(bytes), text, builtIn);
        Problems problems = new Problems(path, lines(text));
        boolean readable =
                checkSize(bytes, problems) && checkEncoding(bytes, problems) && checkCharacters(text, problems);
        Optional<Fields> root = readable ? parse(text, problems, enough(folder)) : Optional.empty();
        return new YamlFile(source, problems, root);
    }

    /** Where it came from, and its hash. */
    public Source source() {
        return source;
    }

    /** What is wrong so far; readers add to it. */
    public Problems problems() {
        return problems;
    }

    /** The top map; empty when the file could not be read at all, which is among the problems. */
    public Optional<Fields> root() {
        return root;
    }

    /** What the first line says it is (`team/1`); `runbook/1` where there is no such line. */
    public String format() {
        return root.flatMap(fields -> fields.part(FORMAT_KEY))
                .map(part -> part instanceof Text text ? text.raw() : "")
                .orElse("runbook/1");
    }

    /**
     * Reports a format line that does not say `wanted` or does not stand first.
     *
     * @param wanted `team/1`
     */
    public void expectFormat(String wanted) {
        if (root.isEmpty()) {
            return;
        }
        Fields fields = root.get();
        if (!fields.has(FORMAT_KEY)) {
            if (!wanted.equals("runbook/1")) {
                problems.format(
                        "wrong-format",
                        Spot.START,
                        "The first line does not say what this file is.",
                        "write `oncall: " + wanted + "` above it");
            }
            return;
        }
        Spot at = fields.part(FORMAT_KEY).map(Part::at).orElse(fields.keyAt(FORMAT_KEY));
        if (!format().equals(wanted)) {
            List<String> known = List.of("runbook/1", "team/1", "revert-plan/1", "answers/1");
            if (known.contains(format())) {
                problems.format(
                        "wrong-format",
                        at,
                        "This is a `" + format() + "` file, and `" + wanted + "` was expected.",
                        "name another file, or mend the first line");
            } else {
                problems.unknownName(
                        Diagnostic.Kind.FORMAT,
                        "wrong-format",
                        at,
                        "`" + format() + "` is not a format this program reads.",
                        format(),
                        known);
            }
        } else if (!fields.first().orElse("").equals(FORMAT_KEY)) {
            problems.format(
                    "format-line-first",
                    fields.keyAt(FORMAT_KEY),
                    "`oncall:` must be the first line.",
                    "move it to the top");
        }
    }

    /** What an empty file needs, by the folder it lies in. */
    private static String enough(String folder) {
        return folder.equals("revert-plans") || folder.endsWith("/revert-plans")
                ? "`oncall revert-plan new NAME` drafts a plan; it begins with `oncall: revert-plan/1`"
                : "a title and `steps:` are enough";
    }

    private static Optional<Fields> parse(String text, Problems problems, String enough) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try {
            Optional<Part> root = new Tree(
                            new ParserImpl(new StreamReader(body), new LoaderOptions()),
                            body.codePoints().toArray(),
                            problems)
                    .document(enough);
            if (root.isPresent() && root.get() instanceof Fields fields) {
                return Optional.of(fields);
            }
            root.ifPresent(part -> problems.format(
                    "not-a-map",
                    part.at(),
                    "The file must begin with keys, and this is " + part.kind() + ".",
                    "begin with `title: ...`, then `steps:` and the list"));
        } catch (MarkedYAMLException e) {
            Traps.report(e, problems);
        } catch (YAMLException e) {
            problems.format(
                    "syntax",
                    Spot.START,
                    "This is not YAML that can be read.",
                    "check it with an editor that knows YAML");
        }
        return Optional.empty();
    }

    private static boolean checkSize(byte[] bytes, Problems problems) {
        if (bytes.length > MOST_BYTES) {
            problems.format(
                    "too-large",
                    Spot.START,
                    "The file has " + bytes.length / 1024 + " KiB; at most 256 KiB are read.",
                    "split it, or move long texts to where a link can point");
            return false;
        }
        return true;
    }

    private static boolean checkEncoding(byte[] bytes, Problems problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (!result.isError()) {
            return true;
        }
        String good = out.flip().toString();
        int line = (int) good.chars().filter(c -> c == '\n').count() + 1;
        int lineStart = good.lastIndexOf('\n') + 1;
        Spot at = new Spot(line, good.codePointCount(lineStart, good.length()) + 1, 1);
        problems.format(
                "not-utf-8",
                at,
                "The byte 0x" + HexFormat.of().toHexDigits(bytes[in.position()]) + " here is not UTF-8.",
                "save the file as UTF-8");
        return false;
    }

    /** Refuses what editors do not show, or count as a line where YAML does not, or the other way round. */
    private static boolean checkCharacters(String text, Problems problems) {
        boolean good = true;
        int line = 1;
        int column = 1;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            int size = Character.charCount(point);
            boolean crOfLineEnd = point == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            boolean mark = point == 0xFEFF && i == 0;
            if (!crOfLineEnd && !mark && !mayStand(point)) {
                problems.format(
                        "control-character",
                        new Spot(line, column, 1),
                        "The character U+" + String.format("%04X", point) + " cannot stand in a file.",
                        "delete it, or write it as an escape in double quotes");
                good = false;
            }
            if (point == '\n') {
                line++;
                column = 1;
            } else if (!mark) {
                column++;
            }
            i += size;
        }
        return good;
    }

    private static boolean mayStand(int point) {
        if (point < 0x20) {
            return point == '\n' || point == '\t';
        }
        return point < 0x7F
                || point >= 0xA0
                        && point != 0x2028
                        && point != 0x2029
                        && point != 0xFEFF
                        && (point & 0xFFFE) != 0xFFFE
                        && !(point >= 0xD800 && point <= 0xDFFF);
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int from = text.startsWith("\uFEFF") ? 1 : 0;
        while (from <= text.length()) {
            int end = text.indexOf('\n', from);
            int stop = end < 0 ? text.length() : end;
            int cut = stop > from && text.charAt(stop - 1) == '\r' ? stop - 1 : stop;
            lines.add(text.substring(from, cut));
            from = stop + 1;
            if (end < 0) {
                break;
            }
        }
        return lines;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
