package oncall.document;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import oncall.incident.Estimate;
import oncall.incident.Event;
import oncall.incident.Impact;
import oncall.incident.ImpactWords;
import oncall.incident.Incident;
import oncall.incident.LevelSpan;
import oncall.incident.Mark;
import oncall.incident.Moment;
import oncall.incident.Policy;
import oncall.incident.TimelineRecord;
import oncall.incident.Undoing;
import oncall.runbook.MessageNames;
import oncall.runbook.Team;

/** The sections that say how bad it was: the numbers, the answers, the priority with its history. */
final class PostmortemImpact {
    private static final Markdown.Table NUMBERS =
            new Markdown.Table(List.of("Impact", "Best", "Worst", "From"), List.of(3, 1, 1, 4));
    private static final Markdown.Table ANSWERS =
            new Markdown.Table(List.of("Question", "Answer", "By"), List.of(4, 4, 2));
    private static final Markdown.Table HISTORY =
            new Markdown.Table(List.of("When", "Priority", "Why", "By"), List.of(2, 1, 4, 3));

    private final PostmortemView view;
    private final PostmortemPage page;
    private final Incident incident;

    PostmortemImpact(PostmortemView view, PostmortemPage page) {
        this.view = view;
        this.page = page;
        this.incident = view.incident();
    }

    void write() {
        page.section("Impact");
        numbers();
        answers();
        page.section("Priority");
        priority();
    }

    // ---- numbers

    /** When it was over at the earliest, and at the latest. */
    private record Over(Instant earliest, Instant latest, String words) {}

    private Over over() {
        Optional<Mark> recovered = view.course().mark(Moment.RECOVERED);
        if (recovered.isPresent()) {
            return new Over(recovered.get().at(), recovered.get().latest(), "started to recovered");
        }
        Optional<Mark> mitigated = view.course().mark(Moment.MITIGATED);
        Optional<Mark> resolved = view.course().mark(Moment.RESOLVED);
        Instant latest = resolved.map(Mark::latest).orElse(view.course().end());
        String last = resolved.isPresent() ? "resolved" : "the end of the record";
        return mitigated
                .filter(mark -> mark.at().isBefore(latest))
                .map(mark -> new Over(
                        mark.at(),
                        latest,
                        "started to mitigated; at worst to " + last + ", because nobody marked the recovery"))
                .orElse(new Over(latest, latest, "started to " + last));
    }

    private Impact until(Instant end) {
        Optional<Policy.Feature> feature = view.feature();
        Optional<Team.Slo> slo = feature.flatMap(each ->
                each.percent().flatMap(percent -> each.window().map(window -> new Team.Slo(percent, window))));
        return Impact.of(
                Estimate.onRecord(incident, "customers_number"),
                Estimate.onRecord(incident, "failing_share"),
                view.course().mark(Moment.STARTED).map(mark -> new Impact.Start(mark.at(), mark.latest())),
                end,
                slo,
                feature.flatMap(Policy.Feature::customers));
    }

    private void numbers() {
        Over over = over();
        Impact best = until(over.earliest());
        Impact worst = until(over.latest());
        List<List<String>> rows = new ArrayList<>();
        row(
                rows,
                "Customers hit",
                best.customers(),
                best.customers(),
                ImpactWords::plain,
                said(best.customersSaid(), ""));
        row(
                rows,
                "Share of all customers",
                best.customerShare(),
                best.customerShare(),
                PostmortemImpact::percent,
                best.customersInAll().map(all -> "of " + ImpactWords.plain(all)).orElse(""));
        row(
                rows,
                "Requests failing",
                best.failing(),
                best.failing(),
                PostmortemImpact::percent,
                said(best.failingSaid(), "%"));
        row(rows, "Minutes", best.minutes(), worst.minutes(), ImpactWords::plain, over.words());
        row(
                rows,
                "Customer-minutes",
                best.customerMinutes(),
                worst.customerMinutes(),
                ImpactWords::plain,
                "customers x minutes");
        row(rows, "Error budget used", best.budget(), worst.budget(), PostmortemImpact::percent, window(best));
        page.table(NUMBERS, rows);
        missing(best);
        history("customers_number", best.customersSaid(), "");
        history("failing_share", best.failingSaid(), "%");
    }

    private static void row(
            List<List<String>> rows,
            String name,
            Optional<Impact.Ends> best,
            Optional<Impact.Ends> worst,
            Function<BigDecimal, String> words,
            String from) {
        best.ifPresent(ends -> rows.add(List.of(
                name, words.apply(ends.best()), words.apply(worst.orElse(ends).worst()), from)));
    }

    private void missing(Impact impact) {
        List<String> missing = new ArrayList<>();
        if (impact.customers().isEmpty()) {
            missing.add("Customers hit: " + customers()
                    + page.todo("how many, of how many, and by what count", record("customers_number")));
        }
        if (impact.failing().isEmpty()) {
            missing.add("Requests failing: " + page.todo("what share, and measured where", record("failing_share")));
        }
        if (impact.minutes().isEmpty()) {
            missing.add("Minutes: the start is not on record");
        }
        if (impact.budget().isEmpty()) {
            missing.add("Error budget used: "
                    + (impact.slo().isEmpty()
                            ? "not known, the record names no objective for the part that was hit"
                            : "it follows from the share of requests and the minutes"));
        }
        missing.add("Support tickets: " + page.todo("how many tickets"));
        missing.add("Data lost or changed: " + data());
        page.list(missing);
    }

    /** What was answered where no number was given. */
    private String customers() {
        return incident.given("customers")
                .filter(given -> !given.isUnknown())
                .map(given -> view.says("customers", given.value(), given.text(), page) + ", no number is on record. ")
                .orElse("");
    }

    private String data() {
        return incident.given("data_after")
                .or(() -> incident.given("data"))
                .filter(given -> !given.isUnknown())
                .map(given -> view.says(given.key(), given.value(), given.text(), page) + ", said by "
                        + PostmortemPage.text(given.actor()) + " " + page.time(given.at()))
                .orElseGet(() -> page.todo(
                        "whether any was, even where it is none",
                        page.record(incident.given("data_after").or(() -> incident.given("data")))));
    }

    private String record(String fact) {
        return page.record(incident.given(fact));
    }

    private static String percent(BigDecimal share) {
        return ImpactWords.share(share) + "%";
    }

    private String window(Impact impact) {
        return impact.slo()
                .map(slo -> "of " + PostmortemPage.length(slo.window()) + " at " + ImpactWords.plain(slo.percent())
                        + "%; requests taken as even")
                .orElse("");
    }

    private String said(List<Estimate> said, String unit) {
        return said.isEmpty() ? "" : source(said.get(said.size() - 1));
    }

    private String source(Estimate estimate) {
        return estimate.source().words() + ", " + PostmortemPage.text(estimate.who()) + " " + page.time(estimate.at());
    }

    private void history(String fact, List<Estimate> said, String unit) {
        if (said.size() > 1) {
            page.paragraph("Said one after the other to "
                    + PostmortemPage.quoted(view.policy().asks(fact)) + ": "
                    + String.join(
                            "; then ",
                            said.stream()
                                    .map(each -> each.range().words() + unit + " (" + source(each) + ")")
                                    .toList())
                    + ".");
        }
    }

    // ---- answers

    private void answers() {
        List<List<String>> rows = new ArrayList<>();
        for (Incident.Given given : incident.givens()) {
            boolean question = given.event() instanceof Event.Answer
                    && incident.record(given.id()).filter(Undoing::isOutcome).isEmpty()
                    && given.key().indexOf('.') < 0
                    && !(given.isUnknown() && MessageNames.isAsked(given.key()));
            if (question) {
                String said = incident.isRedacted(given.id())
                        ? Incident.WITHHELD
                        : view.says(given.key(), given.value(), given.text(), page);
                rows.add(List.of(
                        PostmortemPage.text(view.policy().asks(given.key())),
                        said + source(given),
                        PostmortemPage.text(given.actor()) + " " + page.time(given.at())));
            }
        }
        if (!rows.isEmpty()) {
            page.paragraph("Who, what and how many, as answered at the time:");
            page.table(ANSWERS, rows);
        }
    }

    private String source(Incident.Given given) {
        if (!(given.event() instanceof Event.Answer answer) || incident.isRedacted(given.id())) {
            return "";
        }
        return PostmortemPage.labelled("; ", answer.source())
                + PostmortemPage.labelled("; from ", answer.from())
                + PostmortemPage.labelled("; because ", answer.reason());
    }

    // ---- the priority

    private void priority() {
        List<TimelineRecord> all = view.priorities();
        if (all.isEmpty()) {
            page.paragraph("None was computed. " + page.todo("which level it was, and by which rule") + ".");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (TimelineRecord each : all) {
            Event.Priority priority = (Event.Priority) each.event();
            rows.add(List.of(
                    page.time(each.at()),
                    level(priority),
                    PostmortemPage.text(view.reason(each)),
                    how(priority) + "; " + PostmortemPage.text(each.actor())));
        }
        page.table(HISTORY, rows);
        page.paragraph(provisional(all));
        List<String> times = new ArrayList<>();
        for (Map.Entry<String, Duration> each : LevelSpan.totals(view.levels()).entrySet()) {
            times.add(PostmortemPage.text(each.getKey()) + " " + PostmortemPage.length(each.getValue()));
        }
        page.paragraph("Time at each priority, to the " + (view.closeKnown() ? "close" : "end of the record") + ": "
                + String.join(", ", times) + ".");
    }

    private static String level(Event.Priority priority) {
        String from = priority.from()
                .filter(before -> !before.equals(priority.to()))
                .map(before -> PostmortemPage.text(before) + " to ")
                .orElse("");
        return from + PostmortemPage.text(priority.to()) + (priority.provisional() ? ", for now" : "");
    }

    private static String how(Event.Priority priority) {
        return switch (priority.by()) {
            case "rule" ->
                priority.row().map(row -> "row " + row + " of the rules").orElse("the rules");
            case "raise" -> "raised" + PostmortemPage.labelled(", ", priority.evidence());
            case "lower" ->
                "lowered" + PostmortemPage.labelled(" on this evidence: ", priority.evidence())
                        + PostmortemPage.labelled(", by ", priority.name());
            default -> PostmortemPage.text(priority.by());
        };
    }

    /** How long it stood on an answer nobody had. */
    private String provisional(List<TimelineRecord> all) {
        Optional<TimelineRecord> first = all.stream()
                .filter(each -> ((Event.Priority) each.event()).provisional())
                .findFirst();
        if (first.isEmpty()) {
            return "It was never provisional.";
        }
        boolean still = ((Event.Priority) all.get(all.size() - 1).event()).provisional();
        if (still) {
            return "It was provisional from " + page.time(first.get().at()) + " on and was never settled: "
                    + page.todo("which answer was missing, and what it is now") + ".";
        }
        Instant settled = view.course().end();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (((Event.Priority) all.get(i).event()).provisional()) {
                break;
            }
            settled = all.get(i).at();
        }
        return "It was provisional from " + page.time(first.get().at()) + " and settled " + page.time(settled) + ", "
                + PostmortemPage.length(Duration.between(first.get().at(), settled)) + " later.";
    }
}
