package oncall.document;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.incident.Mark;
import oncall.incident.Metric;
import oncall.incident.Moment;
import oncall.runbook.TimeReader;

/** The section with the moments of the incident and the lengths between them, the formula beside each. */
final class PostmortemMeasures {
    private static final Markdown.Table MOMENTS =
            new Markdown.Table(List.of("Moment", "Local", "UTC", "How it is known"), List.of(2, 3, 2, 5));
    private static final Markdown.Table METRICS =
            new Markdown.Table(List.of("Metric", "Formula", "Value", "Without pauses"), List.of(4, 4, 3, 2));

    private final PostmortemView view;
    private final PostmortemPage page;

    PostmortemMeasures(PostmortemView view, PostmortemPage page) {
        this.view = view;
        this.page = page;
    }

    void write() {
        page.section("Milestones and metrics");
        List<List<String>> moments = new ArrayList<>();
        for (Moment moment : Moment.values()) {
            moments.add(row(moment));
        }
        page.table(MOMENTS, moments);
        List<List<String>> metrics = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            Metric.Measured measured = metric.in(view.course());
            metrics.add(List.of(metric.title(), metric.formula(), value(measured), withoutPauses(measured)));
        }
        page.table(METRICS, metrics);
        List<String> notes = new ArrayList<>();
        view.course()
                .disorder()
                .forEach(pair -> notes.add("Out of order: `" + pair[1].word() + "` is on record as earlier than `"
                        + pair[0].word() + "`. "
                        + page.todo(
                                "which of the two times is right",
                                ", `" + pair[1].word() + "` or `" + pair[0].word() + "`")
                        + "."));
        view.course()
                .future()
                .forEach((moment, marks) -> marks.forEach(mark -> notes.add("Not used: `" + moment.word()
                        + "` was marked for " + Moments.dated(mark.at(), view.zone())
                        + ", which had not come yet when it was written down. "
                        + page.todo(
                                "when it was " + moment.word(), ", marked for " + Moments.dated(mark.at(), view.zone()))
                        + ".")));
        page.list(notes);
    }

    private List<String> row(Moment moment) {
        Optional<Mark> mark = view.course().mark(moment);
        return mark.map(each -> List.of(
                        moment.word(),
                        Moments.dated(each.at(), view.zone())
                                + each.until()
                                        .map(until -> " to " + page.time(until))
                                        .orElse(""),
                        Moments.utcShort(each.at()),
                        how(each) + others(moment)))
                .orElseGet(() -> List.of(
                        moment.word(),
                        isMoot(moment) ? "-" : page.todo("when it was " + moment.word(), record(moment)),
                        "",
                        "not on record" + unchecked(moment)));
    }

    /** A close by exception says nothing about when it was resolved. */
    private String unchecked(Moment moment) {
        return moment == Moment.RESOLVED
                ? view.closedUnchecked()
                        .map(why -> ": closed without a check, because " + why)
                        .orElse("")
                : "";
    }

    /** The start is an answer; the other moments are marks. */
    private String record(Moment moment) {
        return moment == Moment.STARTED ? page.record(view.incident().given("since")) : "";
    }

    /** Whether nobody can know yet. */
    private boolean isMoot(Moment moment) {
        return moment == Moment.CLOSED && !view.closed()
                || moment == Moment.TEAM_TOLD
                || moment == Moment.CUSTOMERS_TOLD
                || moment == Moment.REVERT_DECIDED;
    }

    private String how(Mark mark) {
        String who = mark.actor().isBlank() ? "" : " by " + PostmortemPage.text(mark.actor());
        String basis = switch (mark.basis()) {
            case MARKED -> "marked" + who;
            case ANSWERED -> "answered" + who;
            case OPENED -> "the opening" + who;
            case CLOSED -> "the close" + who;
            case TOLD -> "the first message sent" + who;
            case DECIDED -> "the first decision" + who;
            case OPENED_AT_LATEST -> page.todo("when it was detected") + "; at the latest the opening";
            case HELD_AT_LATEST -> page.todo("when it was mitigated") + "; at the latest a check that held";
        };
        return basis + precision(mark.precision());
    }

    private static String precision(TimeReader.Precision precision) {
        return switch (precision) {
            case EXACT -> "";
            case MINUTE -> ", to the minute";
            case HOUR -> ", to the hour";
            case DAY -> ", to the day";
            case APPROX -> ", about";
        };
    }

    private String others(Moment moment) {
        List<Mark> others = view.course().others(moment);
        String which = moment.compareTo(Moment.MITIGATED) >= 0 ? "the last counts" : "this one counts";
        return others.isEmpty()
                ? ""
                : "; also "
                        + String.join(
                                ", ",
                                others.stream()
                                        .map(each -> page.time(each.at()))
                                        .toList()) + " (" + which + ")";
    }

    private String value(Metric.Measured measured) {
        if (measured instanceof Metric.Took took) {
            return words(took);
        }
        if (measured instanceof Metric.Unknown unknown) {
            return "not known: "
                    + and(unknown.missing().stream().map(Moment::word).toList());
        }
        Metric.Reversed reversed = (Metric.Reversed) measured;
        return "not computed: " + reversed.to().word() + " is before "
                + reversed.from().word();
    }

    private static String withoutPauses(Metric.Measured measured) {
        return measured instanceof Metric.Took took && !took.paused().isZero()
                ? words(new Metric.Took(
                        took.least().minus(took.paused()).isNegative()
                                ? Duration.ZERO
                                : took.least().minus(took.paused()),
                        took.most().minus(took.paused()),
                        took.bound(),
                        took.approximate(),
                        Duration.ZERO))
                : "";
    }

    /** `at most 37 min`, `about 20 to 24 min`. */
    static String words(Metric.Took took) {
        String bound = switch (took.bound()) {
            case EXACTLY -> "";
            case AT_MOST -> "at most ";
            case AT_LEAST -> "at least ";
        };
        String least = PostmortemPage.length(took.least());
        String most = PostmortemPage.length(took.most());
        return bound + (took.approximate() ? "about " : "") + (least.equals(most) ? most : least + " to " + most);
    }

    /** `a, b and c`. */
    static String and(List<String> parts) {
        int last = parts.size() - 1;
        return last < 1
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }
}
