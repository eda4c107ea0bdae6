package oncall.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Update;
import oncall.runbook.MessageStage;

/** What was said to whom: when it was due against when it went out, and further down the texts word for word. */
final class PostmortemWords {
    private static final Markdown.Table MESSAGES = new Markdown.Table(
            List.of("No.", "To", "Message", "Due", "Sent", "Late by", "How"), List.of(1, 2, 2, 2, 2, 2, 4));

    private final PostmortemView view;
    private final PostmortemPage page;
    private final List<Update> updates;

    PostmortemWords(PostmortemView view, PostmortemPage page) {
        this.view = view;
        this.page = page;
        this.updates = view.updates();
    }

    /** The table, and how punctual it was. */
    void messages() {
        page.section("Messages");
        if (updates.isEmpty()) {
            page.paragraph("None is on record. " + page.todo("who was told what, and when") + ".");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (Update each : updates) {
            rows.add(List.of(
                    Integer.toString(rows.size() + 1),
                    PostmortemPage.text(view.policy().audience(each.audience())),
                    each.sent().map(sent -> stage(sent.comms().stage())).orElse("update"),
                    each.due().map(page::time).orElse("-"),
                    each.sent()
                            .filter(Incident.Sent::out)
                            .map(sent -> page.time(sent.at()))
                            .orElse("not sent"),
                    each.late().map(PostmortemPage::length).orElse(""),
                    how(each)));
        }
        page.table(MESSAGES, rows);
        if (updates.stream().allMatch(Update::missed)) {
            page.paragraph("None is on record. " + page.todo("who was told what, and when") + ".");
        }
        page.paragraph(punctuality(), failed());
        page.list(
                updates.stream().filter(this::isNeverTold).map(this::neverTold).toList());
    }

    private static String stage(String stage) {
        return MessageStage.of(stage)
                .map(known -> switch (known) {
                    case FIRST -> "first";
                    case UPDATE -> "update";
                    case MITIGATING -> "mitigation under way";
                    case WATCHING -> "watching";
                    case RESOLVED -> "resolved";
                })
                .orElseGet(() -> PostmortemPage.text(stage));
    }

    private String how(Update update) {
        List<String> parts = new ArrayList<>();
        update.sent().ifPresent(sent -> {
            Event.Comms comms = sent.comms();
            if (comms.outcome().equals("not")) {
                parts.add("decided against");
            } else {
                parts.add(comms.channel()
                        .map(name -> "through " + PostmortemPage.text(name))
                        .orElse("by hand"));
            }
            comms.approvedBy().ifPresent(name -> parts.add("agreed by " + PostmortemPage.text(name)));
            if (comms.edited()) {
                parts.add("changed by hand");
            }
        });
        if (update.missed()) {
            parts.add(
                    isNeverTold(update)
                            ? "never told"
                            : isPaused(update) ? "due while work was paused" : "promised, and nothing went out");
        }
        if (update.putOff() > 0) {
            parts.add("put off " + (update.putOff() == 1 ? "once" : update.putOff() + " times"));
        }
        return String.join("; ", parts);
    }

    private boolean isNeverTold(Update update) {
        return update.missed()
                && updates.stream()
                        .filter(each -> each.audience().equals(update.audience()))
                        .allMatch(Update::missed);
    }

    /** Who, since when it was owed, and how often somebody looked at it. */
    private String neverTold(Update update) {
        List<String> putOff = view.incident().messages().stream()
                .filter(sent -> sent.comms().audience().equals(update.audience()))
                .filter(sent -> sent.comms().outcome().equals("later"))
                .map(sent -> page.time(sent.at()))
                .toList();
        return PostmortemPage.text(view.policy().audience(update.audience())) + ": never told"
                + update.due()
                        .map(at -> "; first word was due " + page.time(at))
                        .orElse("")
                + (putOff.isEmpty() ? "" : ", put off at " + String.join(", ", putOff))
                + (isPaused(update) ? ", while work was paused" : "")
                + ".";
    }

    private boolean isPaused(Update update) {
        return update.due()
                .filter(due -> view.course().pauses().stream()
                        .anyMatch(pause -> !due.isBefore(pause.from()) && !due.isAfter(pause.to())))
                .isPresent();
    }

    private String punctuality() {
        long due = updates.stream()
                .filter(each -> each.due().isPresent() && !isDecidedAgainst(each))
                .count();
        long late = updates.stream().filter(each -> each.late().isPresent()).count();
        long missed = updates.stream().filter(Update::missed).count();
        if (due == 0) {
            return "None of them was due at a time that is on record.";
        }
        Optional<java.time.Duration> worst =
                updates.stream().flatMap(each -> each.late().stream()).max(java.time.Duration::compareTo);
        return "Of " + due + " with a time by which " + (due == 1 ? "it was" : "they were") + " due, "
                + (due - late - missed) + " went out in time, " + late + " late"
                + worst.map(most -> " (the latest by " + PostmortemPage.length(most) + ")")
                        .orElse("") + ", "
                + missed + " not at all. Due is what the message before promised; for a first one, what the team file"
                + " asks for.";
    }

    private static boolean isDecidedAgainst(Update update) {
        return update.sent().filter(sent -> !sent.out()).isPresent();
    }

    private String failed() {
        long failed = view.incident().messages().stream()
                .filter(Incident.Sent::failed)
                .count();
        return failed == 0
                ? ""
                : failed + (failed == 1 ? " attempt" : " attempts") + " to send failed; the timeline has them.";
    }

    /** Word for word, by the numbers of the table. */
    void texts() {
        if (updates.stream().allMatch(Update::missed)) {
            return;
        }
        page.section("Messages, word for word");
        for (int i = 0; i < updates.size(); i++) {
            int number = i + 1;
            Update update = updates.get(i);
            update.sent().ifPresent(sent -> text(number, update.audience(), sent));
        }
    }

    private void text(int number, String audience, Incident.Sent sent) {
        page.paragraph(
                "No. " + number + ", to " + PostmortemPage.text(view.policy().audience(audience)) + ", "
                        + page.time(sent.at()) + (sent.out() ? "" : ", not sent") + ":");
        if (sent.text().isBlank()) {
            page.paragraph("(without words)");
        } else {
            page.quote(sent.text());
        }
    }
}
