package oncall.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import oncall.document.Heading;
import oncall.document.Health;
import oncall.document.Selected;
import oncall.document.TimelineCsv;
import oncall.document.TimelineForm;
import oncall.document.TimelineJson;
import oncall.document.TimelineMarkdown;
import oncall.document.TimelineText;
import oncall.timeline.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `oncall timeline`: the record of an incident, and whether it is whole. */
@Command(
        description = "Shows everything on record, or checks every line of it. Never changes anything.",
        footer = {
            "oncall timeline",
            "oncall timeline 20181112-1703 --format markdown > night.md",
            "oncall timeline --format jsonl > night.jsonl",
            "oncall timeline --follow",
            "oncall timeline --since 17:00 --kind note,decision --utc",
            "oncall timeline --verify"
        })
final class ShowTimeline implements Callable<Exit> {
    private final Invocation invocation;

    @Parameters(
            arity = "0..1",
            paramLabel = "INCIDENT",
            description = "Its id or the beginning of it, or - for an export or raw records on standard input.")
    private String incident;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = Formats.class,
            description = "text, markdown, csv, json (one object) or jsonl (an entry a line); oncall.timeline/1.")
    private String format;

    @Mixin
    private final TimelineFilters filters = new TimelineFilters();

    @Option(names = "--utc", description = "Show times in UTC only.")
    private boolean utc;

    @Option(
            names = "--follow",
            description = "Go on with each new entry as it is saved, in text or jsonl, until the incident is closed or"
                    + " Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--verify",
            description = "Check every line: how many there are, the head of the chain, what is damaged.")
    private boolean verify;

    private enum Format {
        TEXT,
        MARKDOWN,
        CSV,
        JSON,
        JSONL;

        /** Whether it ends with what people want to know; programs get it on the side. */
        boolean isForPeople() {
            return this == TEXT || this == MARKDOWN;
        }

        TimelineForm form(Heading heading) {
            return switch (this) {
                case TEXT -> new TimelineText(heading);
                case MARKDOWN -> new TimelineMarkdown(heading);
                case CSV -> new TimelineCsv(heading);
                case JSON -> TimelineJson.object(heading);
                case JSONL -> TimelineJson.lines(heading);
            };
        }
    }

    /** For the parser, which shows them to completion. */
    static final class Formats extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Formats() {
            super(FormatWords.of(Format.class));
        }
    }

    ShowTimeline(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Exit call() {
        if (verify && format != null) {
            throw new Failure(Exit.USAGE, "--verify checks, --format shows: give one of them.");
        }
        if (verify && (filters.given() || utc)) {
            throw new Failure(Exit.USAGE, "--verify checks every line: nothing can be left out of that.");
        }
        Format shown = format == null ? Format.TEXT : FormatWords.of(Format.class, format, "oncall timeline");
        if (follow) {
            refuseToFollow(shown);
            return follow(shown);
        }
        try (Account account = account()) {
            if (verify) {
                return verify(account);
            }
            show(account, shown);
            account.remarks().forEach(invocation.talk()::line);
            return account.exit();
        }
    }

    private Account account() {
        return "-".equals(incident)
                ? Account.received(invocation)
                : Account.of(invocation, new Ports(invocation), Optional.ofNullable(incident));
    }

    private Exit follow(Format shown) {
        Reading reading = Reading.of(invocation, new Ports(invocation), Optional.ofNullable(incident));
        Heading heading = heading(Heading.of(reading.incident(), reading.folder(), reading.health()));
        reading.remark(invocation);
        return new Follow(invocation, reading.timeline(), heading, shown.form(heading), shown == Format.JSONL).run();
    }

    private void show(Account account, Format shown) {
        Heading heading = heading(account.heading());
        if (shown == Format.JSON || shown == Format.JSONL) {
            heading = heading.with(account.policy(invocation));
        }
        Selected form = new Selected(shown.form(heading), heading);
        Consumer<Consumer<String>> written = lines -> {
            account.write(form, lines);
            if (shown.isForPeople()) {
                form.count().ifPresent(count -> List.of("", count).forEach(lines));
            }
        };
        if (shown == Format.TEXT) {
            invocation.paged(page -> page.texts(written));
        } else {
            invocation.page().data(written);
        }
        remark(shown, form, heading);
    }

    private void refuseToFollow(Format shown) {
        if (verify) {
            throw new Failure(Exit.USAGE, "--verify checks what is there, --follow waits for more: give one of them.");
        }
        if (shown != Format.TEXT && shown != Format.JSONL) {
            throw new Failure(
                    Exit.USAGE,
                    "--follow shows one entry after another, and a table or an object has an end.",
                    "Write --format text or --format jsonl.");
        }
        if ("-".equals(incident)) {
            throw new Failure(
                    Exit.USAGE, "--follow looks at an incident of this machine, and - is standard input.", "Name one.");
        }
    }

    private Heading heading(Heading whole) {
        Heading heading = filters.given()
                ? whole.of(whole.selection()
                        .and(filters.selection(
                                whole.incident(), invocation.clock().now())))
                : whole;
        return utc ? heading.inUtc() : heading;
    }

    /** What a form has no place for. */
    private void remark(Format shown, Selected form, Heading heading) {
        if (!shown.isForPeople()) {
            form.count().ifPresent(invocation.talk()::line);
        }
        if (shown == Format.CSV) {
            heading.health().damage().forEach(each -> invocation.talk().line("Damaged: " + each.words()));
        }
        form.absent().ifPresent(invocation.talk()::line);
    }

    private Exit verify(Account account) {
        if (!account.isChained()) {
            throw new Failure(
                    Exit.USAGE,
                    "An export holds no hashes, so there is nothing to verify it by.",
                    "Verify where the incident lies, or pipe in the files of its folder `timeline/`.");
        }
        Verification checked = account.checked();
        List<Health.Damaged> damage = account.health().damage();
        List<String> lines = new ArrayList<>();
        String count = checked.records() + (checked.records() == 1 ? " record verifies" : " records verify");
        lines.add(account.id() + ": " + count + ", "
                + (damage.isEmpty()
                        ? "no damage"
                        : damage.size() + (damage.size() == 1 ? " damaged line" : " damaged lines"))
                + ".");
        lines.add("Head of the chain: " + Reading.aloud(checked.head()));
        damage.forEach(each -> lines.add("Damaged: " + each.words()));
        checked.torn()
                .forEach(torn -> lines.add(torn.file() + " ends with " + torn.bytes()
                        + (torn.bytes() == 1 ? " byte" : " bytes")
                        + " of a record that was never acknowledged. That is no damage:"
                        + " whoever writes there next sets them aside."));
        if (!damage.isEmpty()) {
            lines.add("Nothing was changed. Keep a copy of `" + account.folder()
                    + "` before anything else is done to it.");
        }
        invocation.page().text(ended(lines));
        account.remarks().forEach(invocation.talk()::line);
        return damage.isEmpty() ? Exit.OK : Exit.FIX;
    }

    private static String ended(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
