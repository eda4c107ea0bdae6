package oncall.document;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the rows of a timeline in Markdown as teams write it: items of a list, lines and headings that begin with a time, and tables
 * with a column for it. Lines below a row that have no time of their own belong to it; headings and prose are no rows.
 */
public final class MarkdownRows {
    private static final Pattern ITEM = Pattern.compile("^(\\s*)(?:[-*+\u2022]|\\d{1,3}[.)])\\s+(.*)$");
    private static final Pattern HEADING = Pattern.compile("^\\s{0,3}#{1,6}\\s+(\\S.*)$");
    private static final Pattern RULE = Pattern.compile("^\\s*(?:[-*_]\\s*){3,}$|^\\s*(?:```|~~~).*$");
    private static final Pattern EMPHASIS =
            Pattern.compile("^(\\*\\*|__|`|\\*|_|\\[)(.{1,60}?)(?:\\*\\*|__|`|\\*|_|\\])(.*)$", Pattern.DOTALL);
    private static final Pattern BETWEEN = Pattern.compile("^[\\s]*(?:[:|\u2013\u2014-]+(?=\\s|$)|:)?\\s*");
    /** What begins like a time, whether or not it can be known. */
    private static final Pattern TIMELIKE = Pattern.compile(
            "^[~\u2248(]?\\s*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]?\\s+)?(?:\\d{4}-\\d\\d-\\d\\d"
                    + "|\\d{1,2}\\s?[:.h]\\s?(?:\\d\\d|\\?\\?|xx)|\\d{1,2}\\s?(?:am|pm)\\b|hh:mm|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}"
                    + "|\\d{1,2}\\.? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
                    + "|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.? \\d{1,2}\\b).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** What stands where a time should, up to what usually parts it from the words. */
    private static final Pattern UNREAD = Pattern.compile("^(\\S{1,40}?)([:;,]?(?:\\s.*)?)$", Pattern.DOTALL);

    /** A time of day behind a date, known or not. */
    private static final Pattern CLOCKLIKE = Pattern.compile(
            "^[\\s,]+(\\d{1,2}\\s?[:.h]\\s?[\\dx?]{2}|hh:mm|\\?\\?:\\?\\?)(?![\\d:])(.*)$",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** The line over a message as chats copy it: a name, then a time of day apart from it. */
    private static final Pattern CHAT_HEAD = Pattern.compile(
            "^(?:\\S{1,30}\\s){0,3}?\\S{1,30}(?:\\s{2,}|\\s?\\[)\\d{1,2}:\\d\\d(?::\\d\\d)?(?:\\s?[ap]\\.?m\\.?)?]?$",
            Pattern.CASE_INSENSITIVE);

    private static final int LONGEST_CHAT_HEAD = 120;

    private static final Set<String> TIME_HEADS = Set.of(
            "time", "when", "at", "timestamp", "date/time", "date and time", "date & time", "datetime", "clock", "utc");
    private static final Set<String> DAY_HEADS = Set.of("date", "day");
    private static final Set<String> WHO_HEADS = Set.of("who", "owner", "actor", "person", "name", "author", "user");
    private static final Set<String> TEXT_HEADS = Set.of(
            "event",
            "what",
            "text",
            "message",
            "description",
            "what happened",
            "entry",
            "details",
            "action",
            "note",
            "notes",
            "update",
            "activity");
    private static final Pattern HEAD_ZONE =
            Pattern.compile("^(.*?)\\s*[(\\[,]\\s*([A-Za-z][A-Za-z0-9_/+:-]*)\\s*[)\\]]?$");
    private static final int LONGEST_TIME = 48;
    /** Longer words of a heading, a head of a table or a cell are no time, and are not looked at with patterns. */
    private static final int LONGEST_LOOK = 200;

    private final RowTimes times;
    private final Consumer<Row> out;
    private final Set<String> leftOut = new LinkedHashSet<>();
    private Optional<Open> open = Optional.empty();
    private Optional<Columns> table = Optional.empty();
    private Optional<List<String>> before = Optional.empty();
    private boolean afterBlank;
    private long others;

    /** @param out gets each row, in the order of the file */
    public MarkdownRows(RowTimes times, Consumer<Row> out) {
        this.times = times;
        this.out = out;
    }

    /** A row that may still go on. */
    private record Open(long line, String time, int indent, boolean heading, Optional<String> who, List<String> text) {}

    /** The columns of a table: of the time, of a date beside it, of who it was, of the words; -1 where there is none. */
    private record Columns(int time, int day, int who, int text, boolean guessed) {}

    /** How many lines were no rows: headings, prose. */
    public long others() {
        return others;
    }

    /** Names of columns that were left out. */
    public List<String> leftOut() {
        return List.copyOf(leftOut);
    }

    /** Takes the next line, without its end. */
    public void line(long number, String line) {
        List<String> cells = cells(line);
        if (cells.isEmpty()) {
            table = Optional.empty();
            before = Optional.empty();
            prose(number, line);
        } else {
            row(number, line, cells);
        }
        afterBlank = line.isBlank();
    }

    /** The end of the file. */
    public void end() {
        close();
    }

    // ---- lists, headings, lines

    private void prose(long number, String line) {
        Optional<String> zone = RowTimes.zoneIn(line);
        Matcher heading = HEADING.matcher(line);
        if (line.isBlank() || RULE.matcher(line).matches()) {
            return;
        }
        if (zone.isPresent()) {
            times.in(zone.get());
        } else if (heading.matches()) {
            heading(number, unclosed(heading.group(1)));
        } else {
            Matcher item = ITEM.matcher(line);
            boolean listed = item.matches();
            String content = (listed ? item.group(2).replaceFirst("^\\[[ xX]\\]\\s+", "") : line).strip();
            int indent = indent(line);
            Optional<Split> split = split(content);
            if (split.isPresent()) {
                close(); // a date on this line is not the day of the row above
            }
            if (split.isPresent()
                    && split.get().text().isBlank()
                    && times.day(split.get().time())) {
                others++;
            } else if (split.isPresent()) {
                begin(new Open(
                        number,
                        split.get().time(),
                        indent,
                        false,
                        Optional.empty(),
                        new ArrayList<>(List.of(split.get().text()))));
            } else {
                more(number, content, indent, listed);
            }
        }
    }

    /** Without the marks that may end a heading as well. */
    private static String unclosed(String heading) {
        String words = heading.strip();
        int end = words.length();
        while (end > 0 && words.charAt(end - 1) == '#') {
            end--;
        }
        return words.substring(0, end).strip();
    }

    private void heading(long number, String words) {
        close();
        if (words.length() > LONGEST_LOOK) {
            others++;
            return;
        }
        String plain = words.replaceAll("^[*_`\\[]+|[*_`\\]:]+$", "").strip();
        if (times.day(plain)) {
            others++;
        } else if (TIMELIKE.matcher(plain).matches() && times.reads(plain)) {
            begin(new Open(number, plain, 0, true, Optional.empty(), new ArrayList<>()));
        } else {
            others++;
        }
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    /** A line without a time: what stands below a row goes on with it; an item beside one was to be a row of its own. */
    private void more(long number, String content, int indent, boolean listed) {
        boolean below = open.filter(row -> row.heading() || indent > row.indent() || !afterBlank && !listed)
                .isPresent();
        if (!listed
                && content.length() <= LONGEST_CHAT_HEAD
                && CHAT_HEAD.matcher(content).matches()) {
            out(Row.refused(
                    number, content, "This looks like an entry of its own: write it as `- 2:43 PM eli: text`."));
        } else if (below) {
            open.get().text().add(content);
        } else if (listed && open.filter(row -> indent == row.indent()).isPresent()) {
            out(Row.refused(number, content, "There is no time in front of it."));
        } else {
            close();
            others++;
        }
    }

    private void begin(Open row) {
        close();
        open = Optional.of(row);
    }

    private void close() {
        open.ifPresent(row -> {
            String text = String.join("\n", row.text()).strip();
            if (text.isEmpty() && row.heading()) {
                others++;
            } else {
                out.accept(Row.of(row.line(), text, times.take(row.time(), row.line()))
                        .by(row.who()));
            }
        });
        open = Optional.empty();
    }

    private void out(Row row) {
        close();
        out.accept(row);
    }

    /** The time in front of a line and the words behind it. */
    private record Split(String time, String text) {}

    private Optional<Split> split(String content) {
        Matcher marked = EMPHASIS.matcher(content);
        if (marked.matches()) {
            String time = marked.group(2).strip().replaceAll("\\s*:$", "");
            if (TIMELIKE.matcher(time).matches()) {
                return Optional.of(new Split(time, behind(marked.group(3))));
            }
        }
        return TIMELIKE.matcher(content).matches() ? Optional.of(plain(content)) : Optional.empty();
    }

    /** The beginning that is a time; where none is, what looks like one, to be refused by name. */
    private Split plain(String content) {
        String parted = content.replaceAll("[:;,](?=\\s)", " ");
        String time = times.leading(parted);
        int end = time.isEmpty() ? 0 : end(parted, time.split(" ").length);
        String rest = content.substring(end);
        Matcher clock = CLOCKLIKE.matcher(rest);
        if (end > 0 && times.isDay(time) && clock.matches()) {
            return new Split(time + " " + clock.group(1), behind(clock.group(2)));
        }
        if (end > 0) {
            return new Split(time, behind(rest));
        }
        Matcher unread = UNREAD.matcher(content);
        return unread.matches()
                ? new Split(unread.group(1), behind(unread.group(2)))
                : new Split(content.substring(0, Math.min(content.length(), LONGEST_TIME)), content);
    }

    /** Where that many words end. */
    private static int end(String text, int words) {
        int at = 0;
        for (int word = 0; word < words; word++) {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
        return at;
    }

    private static String behind(String rest) {
        return BETWEEN.matcher(rest).replaceFirst("").strip();
    }

    // ---- tables

    private static List<String> cells(String line) {
        String row = line.strip();
        boolean piped = row.startsWith("|") && row.length() > 1 && row.indexOf('|', 1) > 0;
        if (!piped) {
            return List.of();
        }
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        for (int i = 1; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '\\' && i + 1 < row.length() && row.charAt(i + 1) == '|') {
                cell.append('|');
                i++;
            } else if (c == '|') {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (!cell.toString().isBlank()) {
            cells.add(cell.toString().strip());
        }
        return cells;
    }

    private void row(long number, String line, List<String> cells) {
        boolean separator = cells.stream().allMatch(cell -> cell.matches(":?-+:?"));
        if (separator && before.isPresent()) {
            close();
            table = Optional.of(columns(before.get()));
            before = Optional.empty();
            others++;
        } else if (table.isEmpty()) {
            before = Optional.of(cells);
            close();
            others++;
        } else if (table.get().time() < 0) {
            others++;
        } else {
            entry(number, line, cells, table.get());
        }
    }

    private Columns columns(List<String> heads) {
        int time = -1;
        int day = -1;
        int who = -1;
        int text = -1;
        for (int i = 0; i < heads.size(); i++) {
            if (heads.get(i).length() > LONGEST_LOOK) {
                leftOut.add(heads.get(i));
                continue;
            }
            Matcher zoned = HEAD_ZONE.matcher(heads.get(i).replaceAll("[*_`]", ""));
            boolean hasZone = zoned.matches();
            String head = (hasZone ? zoned.group(1) : heads.get(i).replaceAll("[*_`]", ""))
                    .strip()
                    .toLowerCase(Locale.ROOT);
            if (time < 0 && TIME_HEADS.contains(head)) {
                time = i;
                if (hasZone || head.equals("utc")) {
                    times.in(hasZone ? zoned.group(2) : "UTC");
                }
            } else if (day < 0 && DAY_HEADS.contains(head)) {
                day = i;
            } else if (text < 0 && TEXT_HEADS.contains(head)) {
                text = i;
            } else if (who < 0 && WHO_HEADS.contains(head)) {
                who = i;
            } else if (!head.isEmpty()) {
                leftOut.add(heads.get(i));
            }
        }
        if (time < 0 && day >= 0) {
            time = day;
            day = -1;
        }
        boolean known = time >= 0 && text >= 0;
        if (!known && heads.size() == 2) {
            heads.forEach(leftOut::remove);
            return new Columns(0, -1, -1, 1, true);
        }
        if (!known) {
            heads.forEach(leftOut::remove);
        }
        return known ? new Columns(time, day, who, text, false) : new Columns(-1, -1, -1, -1, false);
    }

    private void entry(long number, String line, List<String> cells, Columns columns) {
        String time = plainCell(cell(cells, columns.time()));
        String day = cell(cells, columns.day());
        Optional<String> who = Optional.of(cell(cells, columns.who())
                        .replaceAll("^[*`]+|[*`]+$", "")
                        .strip())
                .filter(name -> !name.isEmpty());
        String text = cell(cells, columns.text());
        boolean none = time.isEmpty() && day.isEmpty();
        if (none && open.isPresent()) {
            boolean other = who.isPresent() && !who.equals(open.get().who());
            open.get().text().add(other ? who.get() + ": " + text : text);
        } else if (columns.guessed() && !TIMELIKE.matcher(time).matches()) {
            others++;
        } else if (none) {
            out(Row.refused(number, line.strip(), "There is no time in it."));
        } else {
            begin(new Open(number, (day + " " + time).strip(), 0, false, who, new ArrayList<>(List.of(text))));
        }
    }

    private static String plainCell(String cell) {
        return cell.length() > LONGEST_LOOK ? cell : cell.replaceAll("^[*_`\\[]+|[*_`\\]]+$", "");
    }

    private static String cell(List<String> cells, int column) {
        return column < 0 || column >= cells.size() ? "" : cells.get(column);
    }
}
