package oncall.document;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;

/** The record itself: every entry once, where it is silent, and what it is. */
final class PostmortemTimeline {
    private static final Markdown.Table GAPS =
            new Markdown.Table(List.of("From", "To", "Length", "Before", "After"), List.of(2, 2, 3, 5, 5));

    private final Heading heading;
    private final PostmortemView view;
    private final PostmortemPage page;
    private final Incident incident;

    PostmortemTimeline(Heading heading, PostmortemView view, PostmortemPage page) {
        this.heading = heading;
        this.view = view;
        this.page = page;
        this.incident = view.incident();
    }

    /** @param silence the shortest silence that is named */
    void write(Duration silence) {
        page.section("Timeline");
        List<Told> entries = new Telling(incident).all();
        page.paragraph(entries.size() + (entries.size() == 1 ? " entry" : " entries")
                + ", each once, in the order in which things happened.");
        TimelineMarkdown table = new TimelineMarkdown(heading);
        List<String> rows = new ArrayList<>();
        table.columns(rows::add);
        entries.forEach(each -> table.entry(each, rows::add));
        page.block(rows.toArray(String[]::new));
        gaps(entries, silence);
    }

    private void gaps(List<Told> entries, Duration silence) {
        List<Gap> gaps = Gap.among(entries, silence, view.course().pauses());
        if (gaps.isEmpty()) {
            page.paragraph("Nowhere is it silent for more than " + PostmortemPage.length(silence) + ".");
            return;
        }
        page.paragraph("Silent for more than " + PostmortemPage.length(silence) + ":");
        List<List<String>> rows = new ArrayList<>();
        for (Gap each : gaps) {
            rows.add(List.of(
                    page.time(each.before().at()),
                    page.time(each.after().at()),
                    PostmortemPage.length(each.length())
                            + (isBefore(each)
                                    ? ", before the opening"
                                    : each.pause().isPresent() ? ", paused on purpose" : ", silence"),
                    said(each.before()),
                    said(each.after())));
        }
        page.table(GAPS, rows);
        if (gaps.stream().anyMatch(each -> each.pause().isEmpty() && !isBefore(each))) {
            page.paragraph("What happened in the silence that is not a pause? "
                    + page.todo("fill the gaps, or say that" + " nothing happened") + ".");
        }
    }

    /** Nobody was on it yet. */
    private boolean isBefore(Gap gap) {
        return !gap.after().at().isAfter(page.opening());
    }

    private String said(Told told) {
        TimelineRecord record = told.record();
        String where = record.entry()
                .step()
                .map(view.policy()::asks)
                .map(PostmortemPage::text)
                .orElse(record.event().kind());
        String words = told.redacted()
                ? " " + Incident.WITHHELD
                : told.text()
                        .filter(text -> !text.isBlank())
                        .map(text -> " " + PostmortemPage.brief(text))
                        .orElse("");
        return where + words;
    }

    /** What this document was written from. */
    void sources() {
        page.section("Written from");
        List<String> facts = new ArrayList<>();
        Health health = heading.health();
        facts.add(health.lacking().isPresent() ? unchecked(health) : checked(health));
        Set<String> sittings = new LinkedHashSet<>();
        for (TimelineRecord each : incident.sessions()) {
            if (!view.isWithheld(each) && each.event() instanceof Event.Session session) {
                sittings.add(sitting(each, session));
            }
        }
        facts.addAll(sittings);
        page.list(facts);
    }

    private static String checked(Health health) {
        return health.records() + (health.records() == 1 ? " record" : " records")
                + (health.head().isEmpty() ? "" : "; the chain ends with " + health.head()) + "; "
                + (health.damage().isEmpty() ? "no damage" : damaged(health)) + ".";
    }

    /** What came is not what the hashes were about. */
    private static String unchecked(Health health) {
        return health.count()
                + (health.damage().isEmpty() ? "" : "; " + damaged(health))
                + (health.head().isEmpty()
                        ? "."
                        : "; the chain of the whole ends with " + health.head()
                                + " as the export states, not checked here.");
    }

    private static String damaged(Health health) {
        return health.damage().size() + (health.damage().size() == 1 ? " damaged line" : " damaged lines");
    }

    private String sitting(TimelineRecord each, Event.Session session) {
        List<String> parts = new ArrayList<>();
        parts.add("Sitting of " + PostmortemPage.text(each.actor()) + " from " + page.time(each.at()));
        parts.add("oncall " + PostmortemPage.text(session.tool()));
        parts.add("book " + PostmortemPage.text(session.runbook()) + " (sha256 " + PostmortemPage.text(session.rb())
                + ")");
        parts.add("team file (sha256 " + PostmortemPage.text(session.team()) + ")");
        parts.add("zone " + PostmortemPage.text(session.zone()) + " by tz " + PostmortemPage.text(session.tz()));
        if (!session.flags().isEmpty()) {
            parts.add("flags " + PostmortemPage.text(String.join(" ", session.flags())));
        }
        return String.join("; ", parts) + ".";
    }
}
