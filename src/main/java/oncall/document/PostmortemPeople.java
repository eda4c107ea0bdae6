package oncall.document;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.runbook.Value;

/** The section about people: who did what, who was called, how long and at what hour they worked. */
final class PostmortemPeople {
    private static final int LOW_FROM = 2;
    private static final int LOW_TO = 6;
    private static final int NIGHT_FROM = 22;
    private static final Markdown.Table PEOPLE = new Markdown.Table(
            List.of("Who", "Role", "First entry", "Last entry", "On it", "Local hours"), List.of(2, 3, 3, 3, 2, 3));
    private static final Markdown.Table CALLS =
            new Markdown.Table(List.of("When", "Called", "Who", "Came of it"), List.of(2, 3, 3, 2));

    private final PostmortemView view;
    private final PostmortemPage page;
    private final Incident incident;

    PostmortemPeople(PostmortemView view, PostmortemPage page) {
        this.view = view;
        this.page = page;
        this.incident = view.incident();
    }

    void write() {
        page.section("People");
        table();
        calls();
        fatigue();
    }

    private void table() {
        Map<String, List<TimelineRecord>> byActor = new LinkedHashMap<>();
        view.records().stream()
                .filter(each -> !each.actor().isBlank())
                .forEach(each -> byActor.computeIfAbsent(each.actor(), name -> new ArrayList<>())
                        .add(each));
        List<List<String>> rows = new ArrayList<>();
        byActor.forEach((actor, records) -> {
            Instant first = records.stream()
                    .map(TimelineRecord::recorded)
                    .min(Instant::compareTo)
                    .orElseThrow();
            Instant last = records.stream()
                    .map(TimelineRecord::recorded)
                    .max(Instant::compareTo)
                    .orElseThrow();
            rows.add(List.of(
                    PostmortemPage.text(actor),
                    roles(actor, records),
                    page.time(first),
                    page.time(last),
                    PostmortemPage.length(view.worked(first, last)),
                    hours(records)));
        });
        incident.holders().forEach((role, holder) -> {
            if (!byActor.containsKey(holder)) {
                rows.add(List.of(
                        PostmortemPage.text(holder),
                        PostmortemPage.text(view.policy().role(role)),
                        "-",
                        "-",
                        "-",
                        ""));
            }
        });
        page.table(PEOPLE, rows);
        if (rows.isEmpty()) {
            page.paragraph("Nobody is on record. " + page.todo("who was there") + ".");
        }
    }

    private String roles(String actor, List<TimelineRecord> records) {
        Set<String> roles = new LinkedHashSet<>();
        records.stream()
                .filter(each -> each.event() instanceof Event.Session)
                .map(each -> ((Event.Session) each.event()).role())
                .filter(role -> !role.isBlank())
                .forEach(roles::add);
        incident.holders().forEach((role, holder) -> {
            if (holder.equals(actor)) {
                roles.add(role);
            }
        });
        return String.join(
                ", ",
                roles.stream()
                        .map(view.policy()::role)
                        .map(PostmortemPage::text)
                        .toList());
    }

    private String hours(List<TimelineRecord> records) {
        boolean low = records.stream().anyMatch(each -> isBetween(each, LOW_FROM, LOW_TO));
        boolean night =
                records.stream().anyMatch(each -> isBetween(each, NIGHT_FROM, 24) || isBetween(each, 0, LOW_FROM));
        return low ? "between 02:00 and 06:00" : night ? "at night" : "by day";
    }

    private boolean isBetween(TimelineRecord each, int from, int to) {
        int hour = LocalDateTime.ofInstant(each.recorded(), view.zone()).getHour();
        return hour >= from && hour < to;
    }

    private void calls() {
        List<List<String>> rows = new ArrayList<>();
        for (Incident.Called each : incident.calls()) {
            rows.add(List.of(
                    page.time(each.at()),
                    PostmortemPage.text(view.policy().role(each.role())),
                    PostmortemPage.text(each.name().orElse("-")),
                    switch (each.outcome()) {
                        case "reached" -> "reached";
                        case "me" -> "the caller took it";
                        case "not_reached" -> "**not reached**";
                        default -> PostmortemPage.text(each.outcome());
                    }));
        }
        if (rows.isEmpty()) {
            page.paragraph("No call is on record.");
        } else {
            page.paragraph("Calls:");
            page.table(CALLS, rows);
        }
    }

    // ---- how tired people were

    private void fatigue() {
        List<String> facts = new ArrayList<>();
        incident.given("awake_since")
                .filter(given -> !given.isUnknown() && !incident.isRedacted(given.id()))
                .ifPresent(given -> given.value()
                        .flatMap(value -> PostmortemView.moment(value.single()))
                        .filter(woke -> woke.isBefore(view.course().end()))
                        .ifPresent(woke -> facts.add(PostmortemPage.text(given.actor()) + " had been awake since "
                                + page.time(woke) + ": "
                                + PostmortemPage.length(
                                        Duration.between(woke, view.course().end())) + " by the "
                                + (view.closeKnown() ? "close" : "end of the record") + ".")));
        List<TimelineRecord> handoffs = view.records().stream()
                .filter(each -> each.event() instanceof Event.Handoff)
                .toList();
        handoffs.forEach(each -> facts.add("Handed over " + page.time(each.at()) + " by "
                + PostmortemPage.text(each.actor())
                + (view.isWithheld(each)
                        ? ", the words redacted."
                        : " to " + PostmortemPage.text(((Event.Handoff) each.event()).to())
                                + PostmortemPage.labelled(", because ", ((Event.Handoff) each.event()).reason())
                                + ".")));
        if (handoffs.isEmpty()) {
            facts.add("Nobody handed over.");
        }
        long advised = view.records().stream()
                .filter(each ->
                        each.event() instanceof Event.Due due && due.what().equals("fatigue"))
                .count();
        if (advised > 0) {
            facts.add("The advice to hand over was put off " + (advised == 1 ? "once" : advised + " times") + ".");
        }
        long retries = failures();
        if (retries > 0) {
            facts.add(
                    retries == 1
                            ? "One check or command failed on the way."
                            : retries + " checks or commands failed on the way.");
        }
        facts.add("How alert were people, and how did that show? "
                + page.todo("how alert people were; ask each of them") + ".");
        page.list(facts);
    }

    private long failures() {
        return view.records().stream()
                .filter(oncall.incident.Undoing::isOutcome)
                .filter(each -> !view.isWithheld(each))
                .flatMap(each -> each.entry().value().map(Value::single).stream())
                .filter(word -> word.equals("fails") || word.equals("failed"))
                .count();
    }
}
