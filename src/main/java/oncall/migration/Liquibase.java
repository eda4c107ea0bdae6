package oncall.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.runbook.Location;

/** A file of formatted SQL: each `--changeset author:id` in it is a migration of its own. */
final class Liquibase implements Recogniser {
    private static final Pattern HEADER = Pattern.compile("(?i)\\s*--\\s*liquibase\\s+formatted\\s+sql.*");
    private static final Pattern CHANGESET =
            Pattern.compile("(?i)\\s*--\\s*changeset\\s+(\"[^\"]*\"|[^:\\s]+):(\"[^\"]*\"|\\S+)(.*)");
    private static final Pattern BAD_CHANGESET = Pattern.compile("(?i)\\s*--\\s*changeset\\b.*");
    private static final Pattern ROLLBACK = Pattern.compile("(?i)(\\s*--\\s*rollback\\b)(.*)");
    private static final Pattern LONG_ROLLBACK = Pattern.compile("(?is)/\\*\\s*liquibase\\s+rollback\\s(.*?)\\*/");
    private static final Pattern COMMENT = Pattern.compile("(?i)\\s*--\\s*comment:?\\s+(.*)");
    private static final Pattern END_DELIMITER = Pattern.compile("(?i)endDelimiter:(?:\"([^\"]+)\"|(\\S+))");

    /** One line and where it begins. */
    private record Line(int from, int to) {}

    /** One changeset as it is read. */
    private static final class Changeset {
        private final String author;
        private final String id;
        private final String attributes;
        private final int from;
        private String title = "";
        private final List<Line> rollbacks = new ArrayList<>();

        Changeset(String author, String id, String attributes, int from) {
            this.author = author;
            this.id = id;
            this.attributes = attributes;
            this.from = from;
        }
    }

    @Override
    public boolean look(String path, Tree tree, Found found) {
        if (!path.endsWith(".sql")) {
            return false;
        }
        Optional<String> text = tree.text(path);
        if (text.isEmpty() || !HEADER.matcher(firstLine(text.get())).matches()) {
            return false;
        }
        found.take(path);
        read(path, text.get(), found);
        return true;
    }

    private static String firstLine(String text) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return plain.stripLeading().lines().findFirst().orElse("");
    }

    private static void read(String path, String text, Found found) {
        Masked places = new Masked(path, text, Language.SQL);
        Changeset current = null;
        int index = 0;
        int from = 0;
        while (from < text.length()) {
            int to = text.indexOf('\n', from);
            to = to < 0 ? text.length() : to;
            String line = text.substring(from, to);
            Matcher changeset = CHANGESET.matcher(line);
            if (changeset.matches()) {
                index = close(current, from, text, places, index, found);
                current = new Changeset(
                        bare(changeset.group(1)), bare(changeset.group(2)), changeset.group(3), from + indent(line));
            } else if (BAD_CHANGESET.matcher(line).matches()) {
                found.irregular(
                        Irregularity.Kind.UNRECOGNISED,
                        places.at(from),
                        "A changeset is named by `author:id`, and this is not.");
            } else if (current != null) {
                note(current, line, from, to);
            }
            from = to + 1;
        }
        if (current == null) {
            found.irregular(Irregularity.Kind.UNRECOGNISED, Location.of(path), "There is no changeset in this file.");
        }
        close(current, text.length(), text, places, index, found);
    }

    private static void note(Changeset changeset, String line, int from, int to) {
        Matcher comment = COMMENT.matcher(line);
        if (ROLLBACK.matcher(line).matches()) {
            changeset.rollbacks.add(new Line(from, to));
        } else if (changeset.title.isEmpty() && comment.matches()) {
            changeset.title = comment.group(1).strip();
        }
    }

    private static int close(Changeset changeset, int to, String text, Masked places, int index, Found found) {
        if (changeset == null) {
            return index;
        }
        int from = Math.min(to, lineEnd(text, changeset.from));
        Location at = places.at(changeset.from);
        Script forward = new Script(
                List.of(new SqlText(places.at(from), delimited(text.substring(from, to), changeset))), List.of());
        String id = changeset.author + ":" + changeset.id;
        found.add(new Migration(
                Layout.LIQUIBASE_SQL,
                id,
                changeset.title.isEmpty() ? Tree.words(changeset.id) : changeset.title,
                at,
                forward,
                down(changeset, from, to, text, places),
                new Order(Tree.folder(at.path()), List.of(), Tree.file(at.path()), index)));
        return index + 1;
    }

    private static Down down(Changeset changeset, int from, int to, String text, Masked places) {
        Matcher longer = LONG_ROLLBACK.matcher(text).region(from, to);
        if (longer.find()) {
            return SqlDown.of(places.at(longer.start(1)), delimited(longer.group(1), changeset));
        }
        if (changeset.rollbacks.isEmpty()) {
            return Down.missing("It has no `--rollback` line, and Liquibase cannot work one out from SQL.");
        }
        Line first = changeset.rollbacks.get(0);
        Line last = changeset.rollbacks.get(changeset.rollbacks.size() - 1);
        char[] lines = text.substring(first.from(), last.to()).toCharArray();
        StringBuilder said = new StringBuilder();
        int at = 0;
        for (Line line : changeset.rollbacks) {
            Matcher rollback = ROLLBACK.matcher(text.substring(line.from(), line.to()));
            rollback.matches();
            int begin = line.from() + rollback.end(1);
            blank(lines, at, begin - first.from());
            at = line.to() - first.from();
            said.append(rollback.group(2).strip()).append(' ');
        }
        Location place = places.at(first.from());
        String words = said.toString().strip().replaceFirst(";$", "");
        if (words.isEmpty() || words.equalsIgnoreCase("empty") || words.equalsIgnoreCase("not required")) {
            return Down.of(Down.State.EMPTY, place, "Its rollback says that nothing is to be done.");
        }
        if (words.matches("(?i)changesetid:.*")) {
            return Down.present(
                    place, new Script(List.of(), List.of(new Unreadable(place, "Its rollback is another changeset."))));
        }
        return SqlDown.of(place, delimited(new String(lines), changeset));
    }

    private static void blank(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            text[i] = text[i] == '\n' ? '\n' : ' ';
        }
    }

    /** Where statements end in something else than a semicolon, it stands in for that, at the same place. */
    private static String delimited(String sql, Changeset changeset) {
        Matcher delimiter = END_DELIMITER.matcher(changeset.attributes);
        if (!delimiter.find()) {
            return sql;
        }
        String wanted = delimiter.group(1) != null ? delimiter.group(1) : delimiter.group(2);
        boolean plain =
                wanted.equals(";") || wanted.equalsIgnoreCase("go") || wanted.contains("\\") || wanted.isBlank();
        if (plain) {
            return sql;
        }
        return Pattern.compile(Pattern.quote(wanted) + "[ \\t\\r]*$", Pattern.MULTILINE)
                .matcher(sql)
                .replaceAll(found -> ";" + " ".repeat(found.group().length() - 1));
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static String bare(String name) {
        return name.startsWith("\"") && name.length() > 1 ? name.substring(1, name.length() - 1) : name;
    }
}
