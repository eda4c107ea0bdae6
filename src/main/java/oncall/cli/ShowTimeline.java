package oncall.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import oncall.document.Heading;
import oncall.document.Health;
import oncall.document.TimelineCsv;
import oncall.document.TimelineForm;
import oncall.document.TimelineJson;
import oncall.document.TimelineMarkdown;
import oncall.document.TimelineText;
import oncall.timeline.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `oncall timeline`: the record of an incident, and whether it is whole. */
@Command(
        description = "Shows everything on record, or checks every line of it. Never changes anything.",
        footer = {
            "oncall timeline",
            "oncall timeline 20181112-1703 --format markdown > night.md",
            "oncall timeline --format jsonl > night.jsonl",
            "oncall timeline --verify"
        })
final class ShowTimeline implements Callable<Exit> {
    private final Invocation invocation;

    @Parameters(
            arity = "0..1",
            paramLabel = "INCIDENT",
            description = "Its id or the beginning of it; not needed when one is open.")
    private String incident;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, markdown, csv, json (one object) or jsonl (an entry a line); oncall.timeline/1.")
    private String format;

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

        static Format of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.name().equals(word.toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new Failure(
                            Exit.USAGE,
                            "`" + word + "` is not a format of `oncall timeline`."
                                    + Nearest.question(Nearest.to(word, words())),
                            "Write text, markdown, csv, json or jsonl."));
        }

        private static List<String> words() {
            return Arrays.stream(values())
                    .map(each -> each.name().toLowerCase(Locale.ROOT))
                    .toList();
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

    ShowTimeline(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Exit call() {
        if (verify && format != null) {
            throw new Failure(Exit.USAGE, "--verify checks, --format shows: give one of them.");
        }
        Format shown = format == null ? Format.TEXT : Format.of(format);
        Reading reading = Reading.of(invocation, new Ports(invocation), Optional.ofNullable(incident));
        if (verify) {
            return verify(reading);
        }
        Heading heading = Heading.of(reading.incident(), reading.folder(), reading.health());
        String written = ended(shown.form(heading).write(reading.incident()));
        if (shown == Format.TEXT) {
            invocation.page().text(written);
        } else {
            invocation.page().data(written);
        }
        reading.remark(invocation);
        return Exit.OK;
    }

    private Exit verify(Reading reading) {
        Verification checked = reading.checked();
        List<Health.Damaged> damage = reading.health().damage();
        List<String> lines = new ArrayList<>();
        String count = checked.records() + (checked.records() == 1 ? " record verifies" : " records verify");
        lines.add(reading.timeline().id() + ": " + count + ", "
                + (damage.isEmpty()
                        ? "no damage"
                        : damage.size() + (damage.size() == 1 ? " damaged line" : " damaged lines"))
                + ".");
        lines.add("Head of the chain: " + reading.headAloud());
        damage.forEach(each -> lines.add("Damaged: " + each.words()));
        checked.torn()
                .forEach(torn -> lines.add(torn.file() + " ends with " + torn.bytes()
                        + (torn.bytes() == 1 ? " byte" : " bytes")
                        + " of a record that was never acknowledged. That is no damage:"
                        + " whoever writes there next sets them aside."));
        if (!damage.isEmpty()) {
            lines.add("Nothing was changed. Keep a copy of `" + reading.folder()
                    + "` before anything else is done to it.");
        }
        invocation.page().text(ended(lines));
        reading.remark(invocation);
        return damage.isEmpty() ? Exit.OK : Exit.FIX;
    }

    private static String ended(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
