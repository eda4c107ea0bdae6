package oncall.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import oncall.document.Selection;
import oncall.incident.Bounds;
import oncall.incident.Incident;
import oncall.runbook.Phase;
import oncall.runbook.TimeReader;
import oncall.time.WrittenTimes;
import picocli.CommandLine.Option;

/** The options that choose entries of a timeline. */
final class TimelineFilters {
    private static final Duration TICK = Duration.ofMillis(1);

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only what happened then or later: 17:03, 20 min ago, 2018-11-12 17:03.")
    private String since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Only what happened until then; 17:03 is the whole of that minute.")
    private String until;

    @Option(
            names = "--phase",
            split = ",",
            paramLabel = "PHASE",
            description = "Only entries of a phase: triage, impact, revert, diagnose, mitigate, resolve.")
    private List<String> phases = List.of();

    @Option(
            names = "--kind",
            split = ",",
            paramLabel = "KIND",
            description = "Only entries of a kind: answer, call, clock, close, comms, correction, decision, due, "
                    + "evidence, handoff, header, import, intent, jump, milestone, note, park, pause, priority, "
                    + "recovered, redaction, result, resume, role, session.")
    private List<String> kinds = List.of();

    @Option(names = "--actor", split = ",", paramLabel = "NAME", description = "Only what that person wrote.")
    private List<String> actors = List.of();

    /** Whether any was given. */
    boolean given() {
        return since != null
                || until != null
                || Stream.of(phases, kinds, actors).anyMatch(list -> !list.isEmpty());
    }

    /**
     * What they mean.
     *
     * @param incident times are read in its zone and against its own time
     * @param now the moment of reading
     * @throws Failure when a name is not known or a time cannot be read
     */
    Selection selection(Incident incident, Instant now) {
        TimeReader.Moment moment = Bounds.of(incident).moment(now, incident.zone());
        Optional<Instant> from = Optional.ofNullable(since)
                .map(words -> read("--since", words, moment).at());
        Optional<Instant> to =
                Optional.ofNullable(until).map(words -> end(read("--until", words, moment), incident.zone()));
        if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
            throw new Failure(Exit.USAGE, "--until `" + until + "` lies before --since `" + since + "`.");
        }
        List<String> phaseWords = Stream.of(Phase.values()).map(Phase::word).toList();
        return new Selection(
                from,
                to,
                named("phase", phases, phaseWords).stream()
                        .map(word -> Phase.of(word).orElseThrow())
                        .collect(Collectors.toSet()),
                named("kind", kinds, Selection.KINDS),
                Set.copyOf(actors));
    }

    private static Set<String> named(String what, List<String> given, List<String> known) {
        Set<String> names = new LinkedHashSet<>();
        for (String each : given) {
            String word = each.strip().toLowerCase(Locale.ROOT);
            if (!known.contains(word)) {
                throw new Failure(
                        Exit.USAGE,
                        "There is no " + what + " `" + each + "`." + Nearest.question(Nearest.to(word, known)),
                        "Write one of " + String.join(", ", known) + ".");
            }
            names.add(word);
        }
        return names;
    }

    /** A time that is asked back only because it is far off leaves nothing in doubt here: what it was read as is shown. */
    private static TimeReader.Read read(String option, String words, TimeReader.Moment moment) {
        TimeReader.Reading reading = new WrittenTimes().read(words, moment);
        if (reading instanceof TimeReader.Read read) {
            return read;
        }
        TimeReader.AskBack back = (TimeReader.AskBack) reading;
        return back.meant().orElseThrow(() -> new Failure(Exit.USAGE, option + ": " + back.why()));
    }

    /** The last moment of what was named: of a minute, of a day. */
    private static Instant end(TimeReader.Read read, ZoneId zone) {
        if (read.given().until().isPresent()) {
            return read.given().until().get();
        }
        Instant at = read.at();
        return switch (read.given().precision()) {
            case EXACT -> at.getNano() == 0 ? at.plusSeconds(1).minus(TICK) : at;
            case MINUTE -> at.plusSeconds(60).minus(TICK);
            case HOUR -> at.plusSeconds(3600).minus(TICK);
            case DAY ->
                at.atZone(zone)
                        .toLocalDate()
                        .plusDays(1)
                        .atStartOfDay(zone)
                        .toInstant()
                        .minus(TICK);
            case APPROX -> at;
        };
    }
}
