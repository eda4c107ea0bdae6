package oncall.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import oncall.document.MarkdownRows;
import oncall.document.Row;
import oncall.document.RowTimes;
import oncall.runbook.TimeReader;
import oncall.timeline.RowObject;

/**
 * Reads a timeline that was kept elsewhere, JSON Lines or Markdown, line by line: no line and no file can fill the memory, and what
 * is no text is named by its line.
 */
final class RowFile {
    /** The longest line; a longer one is a refused row. */
    private static final int LONGEST_LINE = 256 * 1024;
    /** The most rows, and the most bytes of rows, of one file: they are all judged before one is written. */
    private static final int MOST_ROWS = 100_000;

    private static final long MOST_BYTES = 32L * 1024 * 1024;

    private final RowTimes times;
    private final MarkdownRows markdown;
    private final List<Row> rows = new ArrayList<>();
    private final Set<String> leftOut = new LinkedHashSet<>();
    private Optional<Boolean> json = Optional.empty();
    private long lines;
    private long bytes;
    private long unread;
    private long others;
    private String sha256 = "";

    RowFile(RowTimes times) {
        this.times = times;
        this.markdown = new MarkdownRows(times, this::add);
    }

    /** Reads all of it. */
    void read(InputStream in) throws IOException {
        MessageDigest digest = sha256();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] buffer = new byte[64 * 1024];
        boolean tooLong = false;
        boolean open = false;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
            int from = 0;
            for (int i = 0; i < read; i++) {
                if (buffer[i] == '\n') {
                    tooLong |= !take(line, buffer, from, i, tooLong);
                    ended(line.toByteArray(), tooLong);
                    line.reset();
                    tooLong = false;
                    open = false;
                    from = i + 1;
                }
            }
            open |= from < read;
            tooLong |= !take(line, buffer, from, read, tooLong);
        }
        if (open) {
            ended(line.toByteArray(), tooLong);
        }
        markdown.end();
        sha256 = HexFormat.of().formatHex(digest.digest());
    }

    /** Adds to the line; false when it would get too long, and then nothing of it is kept. */
    private static boolean take(ByteArrayOutputStream line, byte[] buffer, int from, int to, boolean tooLong) {
        if (tooLong || line.size() + to - from > LONGEST_LINE) {
            line.reset();
            return false;
        }
        line.write(buffer, from, to - from);
        return true;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    // ---- lines

    private void ended(byte[] line, boolean tooLong) {
        lines++;
        if (tooLong) {
            unreadable("This line is longer than " + LONGEST_LINE / 1024 + " KiB.");
            return;
        }
        int start = lines == 1
                        && line.length >= 3
                        && line[0] == (byte) 0xef
                        && line[1] == (byte) 0xbb
                        && line[2] == (byte) 0xbf
                ? 3
                : 0;
        int end = line.length > start && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(end - start);
        ByteBuffer from = ByteBuffer.wrap(line, start, end - start);
        CoderResult result = decoder.decode(from, text, true);
        String read = text.flip().toString();
        if (result.isError()) {
            unreadable("This line is not UTF-8 from column " + (read.codePointCount(0, read.length()) + 1) + " on.");
        } else if (read.indexOf('\0') >= 0) {
            unreadable("This line holds a NUL at column " + (read.codePointCount(0, read.indexOf('\0')) + 1)
                    + ", which is no text.");
        } else {
            text(read);
        }
    }

    private void unreadable(String why) {
        unread++;
        add(Row.refused(lines, "", why));
    }

    private void text(String line) {
        if (json.isEmpty() && !line.isBlank()) {
            json = Optional.of(isObject(line));
        }
        if (!json.orElse(false)) {
            markdown.line(lines, line);
        } else if (!line.isBlank()) {
            object(line);
        }
    }

    private static boolean isObject(String line) {
        String first = line.strip();
        if (first.startsWith("[") && first.substring(1).strip().matches("(?s)(?:[{\"\\[\\]].*)?")) {
            throw new Failure(
                    Exit.UNREADABLE,
                    "This is one JSON array, not a row a line.",
                    "With jq: jq -c '.[]' FILE | oncall timeline import -");
        }
        return first.startsWith("{");
    }

    private void object(String line) {
        try {
            RowObject row = RowObject.parse(line.getBytes(StandardCharsets.UTF_8));
            if (row.time().isEmpty() && row.text().isEmpty() && rows.isEmpty() && others == 0) {
                others++;
                return;
            }
            leftOut.addAll(row.others());
            if (row.time().isEmpty()) {
                add(Row.refused(lines, row.text().orElse(""), "It has no `at`, `time`, `timestamp` or `as_written`."));
            } else if (row.text().isEmpty()) {
                add(Row.refused(lines, "", "It has no `text` or `message`."));
            } else {
                add(Row.of(lines, row.text().get(), time(row)).by(row.who()));
            }
        } catch (RowObject.NoRow not) {
            unreadable(not.getMessage());
        }
    }

    private TimeReader.Reading time(RowObject row) {
        return row.exact().isPresent()
                ? times.exactly(row.time().orElseThrow(), row.exact().get())
                : times.take(row.time().orElseThrow(), lines);
    }

    private void add(Row row) {
        rows.add(row);
        bytes += row.text().length();
        if (rows.size() > MOST_ROWS || bytes > MOST_BYTES) {
            throw new Failure(
                    Exit.FIX,
                    "There are more than " + MOST_ROWS + " rows, or more than " + MOST_BYTES / 1024 / 1024
                            + " MiB of them, by line " + lines + ".",
                    "Split the file and import the parts.",
                    "Nothing was imported.");
        }
    }

    // ---- what was found

    List<Row> rows() {
        return rows;
    }

    /** Hash of every byte of it. */
    String sha() {
        return sha256;
    }

    /** Whether nothing in it looks like a row at all. */
    boolean isNone() {
        return rows.size() == unread;
    }

    /** Members or columns that were passed over. */
    List<String> leftOut() {
        List<String> names = new ArrayList<>(leftOut);
        names.addAll(markdown.leftOut());
        return names;
    }

    /** Lines that are no rows. */
    long others() {
        return others + markdown.others();
    }
}
