package oncall.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.document.Health;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.timeline.FileTimeline;
import oncall.timeline.Incidents;
import oncall.timeline.Verification;

/**
 * One incident, read to be shown: nothing is written, whatever state its files are in.
 *
 * @param timeline where it comes from
 * @param incident its records folded, long texts whole
 * @param checked what checking every line came to
 * @param remarks what the reader should know, a sentence each
 */
record Reading(FileTimeline timeline, Incident incident, Verification checked, List<String> remarks) {
    private static final int GROUP = 4;

    /** Reads the incident named, else the only open one. */
    static Reading of(Invocation invocation, Ports ports, Optional<String> named) {
        FileTimeline timeline = open(invocation, ports, named);
        List<TimelineRecord> records = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        if (timeline.readOnly()) {
            remarks.add("A newer oncall wrote to this incident: what only that version knows is not shown here.");
        }
        for (TimelineRecord each : timeline.read()) {
            if (timeline.isCutShort(each)) {
                remarks.addAll(cutShort(List.of(each.id())));
            }
            records.add(whole(each, timeline));
        }
        return new Reading(timeline, Incident.of(records, timeline.header()), timeline.verify(), List.copyOf(remarks));
    }

    /** Opens the incident named, else the only open one. */
    static FileTimeline open(Invocation invocation, Ports ports, Optional<String> named) {
        Incidents incidents = ports.incidents();
        String id = new Chosen(incidents).id(named);
        return incidents
                .open(id, invocation.clock(), ports.author(invocation.environs().actor()))
                .orElseThrow(() -> new Failure(Exit.NOT_FOUND, "There is no incident `" + id + "`."));
    }

    /** The record with the whole of its text. */
    static TimelineRecord whole(TimelineRecord each, FileTimeline timeline) {
        Optional<String> text = timeline.wholeText(each);
        return text.equals(each.entry().text())
                ? each
                : new TimelineRecord(
                        each.version(),
                        each.writer(),
                        each.seq(),
                        each.id(),
                        each.at(),
                        each.recorded(),
                        each.mono(),
                        each.hlc(),
                        each.actor(),
                        each.session(),
                        each.entry().saying(text.orElse("")),
                        each.h());
    }

    /** The folder of the incident. */
    String folder() {
        return timeline.folder().toString();
    }

    /** What is said of records whose text is not whole. */
    static List<String> cutShort(List<String> ids) {
        return ids.stream()
                .map(id -> "Of the text of " + id + " only the beginning can be read; the rest is missing or damaged.")
                .toList();
    }

    /** The state of its record. */
    Health health() {
        return health(checked);
    }

    /** What checking a record came to, as documents tell it. */
    static Health health(Verification checked) {
        return new Health(
                checked.records(),
                checked.head(),
                checked.damage().stream()
                        .map(each -> new Health.Damaged(each.file(), each.line(), each.what()))
                        .toList());
    }

    /** The head of the chain in groups that can be read aloud: `d686 0898 8ded`. */
    static String aloud(String head) {
        return head.replaceAll("(?<=\\G.{" + GROUP + "})(?=.)", " ");
    }

    /** Tells the remarks, where they do not get between the lines of a document. */
    void remark(Invocation invocation) {
        remarks.forEach(invocation.talk()::line);
    }
}
