package oncall.document;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Mark;
import oncall.incident.Metric;
import oncall.incident.Moment;
import oncall.incident.Policy;
import oncall.incident.TimelineRecord;
import oncall.incident.Undoing;

/**
 * Writes the postmortem of an incident: Markdown, filled from the record and from nothing else, ready to be pasted. What
 * nobody has said is marked where it belongs, and listed at the end. The same record gives the same bytes. The
 * order is that of a reader with three minutes: what it was, how bad, what was done; then what an engineer wants to know; then
 * the record itself.
 */
public final class Postmortem {
    private static final Markdown.Table ABOUT = new Markdown.Table(List.of("", ""), List.of(1, 4));

    private final Heading heading;
    private final long restricted;
    private final PostmortemView view;
    private final Incident incident;
    private final PostmortemPage page;
    private final Duration silence;

    private Postmortem(Heading heading, Policy policy, Duration silence) {
        this.restricted = heading.incident().records().stream()
                .filter(Postmortem::isRestricted)
                .count();
        this.incident =
                restricted == 0 ? heading.incident() : heading.incident().withholding(Postmortem::isRestricted);
        this.heading = new Heading(incident, heading.folder(), heading.health(), heading.zone());
        this.view = new PostmortemView(incident, policy, heading.zone());
        this.page = new PostmortemPage(incident, heading.zone());
        this.silence = silence;
    }

    /**
     * The lines of the document.
     *
     * @param heading the incident, folded from all records, and the state of its record
     * @param policy what the team and the books had settled
     * @param silence how long nothing may be on record before the timeline is said to have a gap
     */
    public static List<String> write(Heading heading, Policy policy, Duration silence) {
        return new Postmortem(heading, policy, silence).lines();
    }

    private static boolean isRestricted(TimelineRecord record) {
        return record.entry().marks().contains("restricted");
    }

    private List<String> lines() {
        page.block(Markdown.heading(1, "Postmortem: " + title()));
        warnings();
        about();
        overview();
        new PostmortemImpact(view, page).write();
        new PostmortemCauses(view, page).write();
        new PostmortemActs(view, page).write();
        new PostmortemMeasures(view, page).write();
        new PostmortemWords(view, page).messages();
        new PostmortemPeople(view, page).write();
        new PostmortemLessons(view, page).write();
        new PostmortemTimeline(heading, view, page).write(silence);
        new PostmortemWords(view, page).texts();
        new PostmortemTimeline(heading, view, page).sources();
        stillMissing();
        return page.lines();
    }

    private String title() {
        String title = incident.title().strip();
        return title.isEmpty() ? incident.id() : title;
    }

    /** What a reader must know before believing a line of it. */
    private void warnings() {
        List<String> warnings = new ArrayList<>();
        heading.health().lacking().ifPresent(warnings::add);
        if (view.records().stream().anyMatch(each -> each.entry().marks().contains("drill"))
                || flags().contains("drill")) {
            warnings.add("**This was a drill.** Nothing in it happened to a customer.");
        }
        if (flags().contains("fixed-clock") || flags().contains("fast-clock")) {
            warnings.add(
                    "**The clock was set by hand** in at least one sitting: its times are those of a replay or a test,"
                            + " not of an incident.");
        }
        List<Health.Damaged> damage = heading.health().damage();
        if (!damage.isEmpty()) {
            warnings.add(
                    "**The record is damaged.** What follows is written from the lines that can be read; missing are:");
        }
        damage.forEach(each -> warnings.add("Damaged: " + PostmortemPage.text(each.words()) + "."));
        long redacted = view.records().stream()
                .filter(each -> view.isWithheld(each) && !isRestricted(each))
                .count();
        if (redacted > 0) {
            warnings.add((redacted == 1 ? "One record is" : redacted + " records are")
                    + " redacted: the words are left out here and everywhere.");
        }
        if (restricted > 0) {
            warnings.add((restricted == 1 ? "One record is" : restricted + " records are")
                    + " restricted: the words are left out here, because this document is passed around;"
                    + " `oncall timeline` has them.");
        }
        if (!view.closed()) {
            warnings.add("**The incident is not closed yet.** This is what is on record up to "
                    + page.time(view.course().end()) + ".");
        }
        page.list(warnings);
    }

    private Set<String> flags() {
        Set<String> flags = new LinkedHashSet<>();
        incident.sessions().stream()
                .filter(each -> each.event() instanceof Event.Session)
                .forEach(each -> flags.addAll(((Event.Session) each.event()).flags()));
        return flags;
    }

    private void about() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Incident", incident.id().isEmpty() ? "not known" : PostmortemPage.text(incident.id())));
        rows.add(List.of("Status", "draft"));
        rows.add(List.of("Owner", page.todo("name one person")));
        rows.add(List.of("Authors", authors()));
        rows.add(List.of("Meeting", PostmortemDate.words(view, page)));
        rows.add(List.of(
                "Times",
                PostmortemPage.text(heading.zone().getId()) + ", UTC" + offset()
                        + "; where the date or the offset is another one than at the opening, it stands there"));
        rows.add(List.of("To do", PostmortemPage.COUNT));
        page.table(ABOUT, rows);
    }

    private String offset() {
        ZoneOffset offset = heading.zone().getRules().getOffset(page.opening());
        return offset.equals(ZoneOffset.UTC) ? "" : offset.getId();
    }

    /** Everybody who wrote to the record, in the order of appearance. */
    private String authors() {
        Set<String> actors = new LinkedHashSet<>();
        view.records().forEach(each -> actors.add(each.actor().strip()));
        actors.remove("");
        return actors.isEmpty()
                ? page.todo("who was there")
                : String.join(", ", actors.stream().map(PostmortemPage::text).toList());
    }

    // ---- the overview: sentences made of facts, nothing else

    private void overview() {
        page.section("Overview");
        page.paragraph(whatAndWhen(), howBad(), whatWasDone(), howItEnded(), unchecked());
        page.paragraph("For people who were not there: " + page.todo("what happened, in plain words") + ".");
    }

    private String whatAndWhen() {
        Optional<String> effect = view.effect();
        String what = effect.map(words -> "What customers met: " + PostmortemPage.text(words) + ".")
                .orElse("Reported as " + PostmortemPage.quoted(title()) + ".");
        String start = view.course()
                .mark(Moment.STARTED)
                .map(mark -> "It started " + when(mark))
                .orElse("");
        Optional<Mark> opened = view.course().mark(Moment.DECLARED);
        String open = opened.map(
                        mark -> (start.isEmpty() ? "The incident was opened " : " and the incident was opened ")
                                + on(mark.at())
                                + (mark.actor().isBlank() ? "" : " by " + PostmortemPage.text(mark.actor())))
                .orElse("");
        return what + (start + open).transform(words -> words.isEmpty() ? "" : " " + words.strip() + ".");
    }

    /** With the date, because it is the first thing asked. */
    private String on(Instant instant) {
        return Moments.dated(instant, heading.zone());
    }

    private String when(Mark mark) {
        return (mark.approximate() ? "about " : "")
                + on(mark.at())
                + mark.until().map(until -> " to " + page.time(until)).orElse("");
    }

    private String howBad() {
        List<TimelineRecord> all = view.priorities();
        if (all.isEmpty()) {
            return "No priority is on record.";
        }
        TimelineRecord newest = all.get(all.size() - 1);
        String level = ((Event.Priority) newest.event()).to();
        String reason = view.reason(newest).strip();
        String said = reason.startsWith(level) ? reason : level + ": " + reason;
        return "The priority was " + PostmortemPage.text(said.endsWith(".") ? said : said + ".");
    }

    private String whatWasDone() {
        List<Undoing> all = view.undoings();
        if (all.isEmpty()) {
            return incident.revertDecision().equals("none") ? "Nothing had been changed that could be undone." : "";
        }
        Undoing last = all.get(all.size() - 1);
        if (!last.choice().equals("now")) {
            return "The change was not undone.";
        }
        String worked = last.worked()
                .map(held -> held
                        ? "and a check held"
                                + last.took()
                                        .map(took -> " " + PostmortemPage.length(took) + " later")
                                        .orElse("")
                        : "but the last check failed")
                .orElse(last.looks() > 0 ? "but no check of it came to hold" : "but no check of it is on record");
        return "The change was undone: decided " + page.time(last.decision().at()) + ", " + worked + ".";
    }

    private String howItEnded() {
        List<String> parts = new ArrayList<>();
        view.course()
                .mark(Moment.MITIGATED)
                .ifPresent(mark -> parts.add("it was mitigated "
                        + (mark.basis().atLatest() ? "at the latest " : "")
                        + page.time(mark.at())
                        + took(Metric.MITIGATE)));
        view.course().mark(Moment.RESOLVED).ifPresent(mark -> parts.add("resolved " + page.time(mark.at())));
        view.course().mark(Moment.CLOSED).ifPresent(mark -> parts.add("closed " + page.time(mark.at())));
        if (view.closed() && !view.closeKnown()) {
            parts.add("it is closed, and when is not known here");
        }
        if (!view.closed()) {
            parts.add(incident.state() == Incident.State.PAUSED ? "work on it is paused" : "it is still open");
        }
        String all = PostmortemMeasures.and(parts);
        return all.isEmpty() ? "" : Character.toUpperCase(all.charAt(0)) + all.substring(1) + ".";
    }

    private String unchecked() {
        return view.closedUnchecked()
                .map(why -> "It was closed without anything on record that shows that it works, because " + why + ".")
                .orElse("");
    }

    private String took(Metric metric) {
        return metric.in(view.course()) instanceof Metric.Took took
                ? " (" + PostmortemMeasures.words(took) + " after the start)"
                : "";
    }

    private void stillMissing() {
        List<String> missing = page.missing();
        page.section("Still missing");
        page.paragraph("`TODO` stands at " + page.places() + " of this document, for:");
        page.list(missing);
        if (!incident.id().isEmpty()) {
            String id = PostmortemPage.code(incident.id());
            page.paragraph("What the record knows is filled in by itself when this document is printed again, after"
                    + " the close too; do that before writing into it by hand.");
            page.list(List.of(
                    "Where `record` and an id stand above, `oncall correct --incident " + id
                            + " RECORD VALUE` fills the place" + " in.",
                    "A time on record that is wrong, a mark too: `oncall correct --incident " + id
                            + " RECORD --at TIME`.",
                    "What the timeline lacks: `oncall note --incident " + id + " --at TIME TEXT`.",
                    "The rest is known to people only, and is written here."));
        }
    }
}
