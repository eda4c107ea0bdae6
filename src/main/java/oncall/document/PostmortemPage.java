package oncall.document;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.runbook.Durations;

/**
 * The page a postmortem is written on: Markdown, a block at a time, and the list of what is still to be filled in. Whatever
 * others wrote must come through {@link #text}.
 */
final class PostmortemPage {
    /** Stands in a table of ours for how much is missing, which is known at the end. */
    static final String COUNT = "\0count";

    private static final int BRIEF = 70;
    private final Incident incident;
    private final ZoneId zone;
    private final List<String> lines = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private String section = "";

    PostmortemPage(Incident incident, ZoneId zone) {
        this.incident = incident;
        this.zone = zone;
    }

    /** Text of others, so that it stays text. */
    static String text(String words) {
        return Markdown.inline(words.strip());
    }

    /** Names of plans and incidents are names of files, and stand in code; anything else in them does not. */
    static String code(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    /** The same in quotation marks. */
    static String quoted(String words) {
        return '"' + text(words) + '"';
    }

    /** A section of ours. */
    void section(String name) {
        section = name;
        block("## " + name);
    }

    /** A part of a section, its name written by others. */
    void part(String name) {
        block(Markdown.heading(3, name.strip()));
    }

    /** A paragraph: whole sentences, the empty ones left out. */
    void paragraph(String... sentences) {
        List<String> said = new ArrayList<>();
        for (String each : sentences) {
            if (!each.isBlank()) {
                said.add(each);
            }
        }
        if (!said.isEmpty()) {
            block(String.join(" ", said));
        }
    }

    /** A list; nothing where it is empty. */
    void list(List<String> items) {
        if (!items.isEmpty()) {
            block(items.stream().map(item -> "- " + item).toArray(String[]::new));
        }
    }

    /** A table of cells that are Markdown already; nothing where it has no rows. */
    void table(Markdown.Table table, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            List<String> block = new ArrayList<>(table.head());
            rows.forEach(row -> block.add(table.row(row)));
            block(block.toArray(String[]::new));
        }
    }

    /** Words of others as they were sent or said. */
    void quote(String words) {
        block(Markdown.quote(words).toArray(String[]::new));
    }

    /** Lines that stand together, with an empty one before. */
    void block(String... block) {
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.addAll(List.of(block));
    }

    /** Marks what nobody has said yet, and keeps it for the list at the end. */
    String todo(String what) {
        missing.add(section.isEmpty() ? what : section + ": " + what);
        return "TODO: " + what;
    }

    /** The same where it is marked several times in a section: in the list `about`, which is Markdown already, tells them apart. */
    String todo(String what, String about) {
        todo(what + about);
        return "TODO: " + what;
    }

    /** Names the record that a correction fills the place by; nothing where it says something already. */
    String record(Optional<Incident.Given> given) {
        return given.filter(each -> each.isUnknown() && !incident.isRedacted(each.id()))
                .map(each -> ", record " + text(each.id()))
                .orElse("");
    }

    /** Everything marked so far. */
    List<String> missing() {
        return List.copyOf(missing);
    }

    /** `25 places`. */
    String places() {
        return missing.size() == 1 ? "1 place" : missing.size() + " places";
    }

    /** All of it. */
    List<String> lines() {
        String count = places() + " marked `TODO`, listed at the end";
        return lines.stream().map(line -> line.replace(COUNT, count)).toList();
    }

    /** `17:05`, with the date and the offset where they are not those of the opening. */
    String time(Instant instant) {
        return Moments.plain(instant, opening(), zone);
    }

    /** The opening; of an incident without a header, its first record. */
    Instant opening() {
        boolean known = !incident.opened().equals(Instant.EPOCH);
        return known || incident.records().isEmpty()
                ? incident.opened()
                : incident.records().get(0).at();
    }

    /** `dana 17:05`. */
    String by(TimelineRecord record) {
        return text(record.actor()) + " " + time(record.at());
    }

    /** A length of time in words. */
    static String length(Duration duration) {
        return Durations.words(duration);
    }

    /** The beginning of a text on one line, in quotes. */
    static String brief(String words) {
        String line = Lines.one(words);
        int length = line.codePointCount(0, line.length());
        return length <= BRIEF
                ? quoted(line)
                : '"' + text(line.substring(0, line.offsetByCodePoints(0, BRIEF))) + " ...\"";
    }

    /** Words where there are some, in front of them a label. */
    static String labelled(String label, Optional<String> words) {
        return words.filter(some -> !some.isBlank())
                .map(some -> label + text(some))
                .orElse("");
    }
}
