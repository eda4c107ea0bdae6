package oncall.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.plan.Finding;
import oncall.plan.LiveCheck;
import oncall.plan.RevertPlan;
import oncall.runbook.Durations;
import oncall.runbook.Source;
import oncall.runbook.Team;
import oncall.terminal.Conversation;
import oncall.timeline.Disk;
import oncall.timeline.RealDisk;
import oncall.trust.TrustFile;
import oncall.walk.Commands;
import oncall.walk.CommandsOf;
import oncall.walk.Prompter;
import oncall.walk.Prompter.Line;
import oncall.walk.Prompter.Tone;
import oncall.walk.Sheet;

/**
 * The read-only checks a plan declares: shown, agreed to at a terminal, run one after the other within a time limit each, their
 * output kept. Without a terminal, without trust or without a yes none is run, and what they would have told is not known.
 */
final class LiveCommands {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String ASK = "run `oncall revert-plan check --live` in a terminal";

    private final Ports ports;
    private final Conversation conversation;
    private final Commands commands;
    private final TrustFile trust;
    private final Optional<String> environment;
    private final StringBuilder transcript = new StringBuilder();

    /**
     * For one run of the check.
     *
     * @param environment the id of the environment whose values the checks are given
     */
    LiveCommands(Ports ports, Conversation conversation, Optional<String> environment) {
        this.ports = ports;
        this.conversation = conversation;
        this.commands = ports.commands();
        this.trust = ports.trust();
        this.environment = environment;
    }

    /** What the checks of a plan say now. */
    List<Finding> look(RevertPlan plan, Team team, Path startedIn) {
        List<Finding> findings = new ArrayList<>();
        List<LiveCheck> ready = new ArrayList<>();
        for (LiveCheck check : LiveCheck.of(plan)) {
            Optional<Finding> gap = gap(check, team);
            gap.ifPresentOrElse(findings::add, () -> ready.add(check));
        }
        if (ready.isEmpty()) {
            return findings;
        }
        if (!conversation.interactive()) {
            ready.forEach(each -> findings.add(each.unknown("Commands run with consent at a terminal only.", ASK)));
            return findings;
        }
        String folder =
                plan.source().builtIn() ? startedIn.toString() : plan.source().folder();
        boolean all = isTrusted(plan) && agreed(ready, team, folder);
        for (LiveCheck check : ready) {
            findings.add(all ? run(check, team, folder) : check.unknown("It was not run.", ASK));
        }
        return findings;
    }

    /** What keeps a check from being run at all. */
    private Optional<Finding> gap(LiveCheck check, Team team) {
        Map<String, String> values = values(check, team);
        List<String> gaps = check.command().variables().stream()
                .filter(name -> !values.containsKey(name))
                .toList();
        if (!gaps.isEmpty()) {
            return Optional.of(check.unknown(
                    "There is no value for " + String.join(", ", gaps) + ".",
                    "name the environment with --env, or write the value into the plan"));
        }
        List<String> unset = commands.missing(check.needs());
        return unset.isEmpty()
                ? Optional.empty()
                : Optional.of(check.unknown(
                        String.join(", ", unset) + " is not set in the environment.", "set it, and look again"));
    }

    /** Values of the environment named; without one, those that are the same everywhere. */
    private Map<String, String> values(LiveCheck check, Team team) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : check.command().variables()) {
            Set<String> known = new LinkedHashSet<>();
            team.environments().forEach((id, each) -> {
                if (environment.map(id::equals).orElse(true)) {
                    Optional.ofNullable(each.values().get(name)).ifPresent(known::add);
                }
            });
            if (known.size() == 1) {
                values.put(name, known.iterator().next());
            }
        }
        return values;
    }

    private boolean isTrusted(RevertPlan plan) {
        Source source = plan.source();
        if (trust.allows(source)) {
            return true;
        }
        Exit exit = TrustQuestion.ask(source, CommandsOf.plan(plan), trust, conversation);
        return exit == Exit.OK && trust.allows(source);
    }

    private boolean agreed(List<LiveCheck> checks, Team team, String folder) {
        Commands.Place place = commands.place(folder);
        tell(
                Tone.PLAIN,
                (checks.size() == 1
                        ? "This command only reads, the plan says:"
                        : "These commands only read, the plan says:"));
        for (LiveCheck check : checks) {
            tell(Tone.COMMAND, shown(check, team));
        }
        List<String> about = new ArrayList<>(List.of("in " + place.folder() + " as " + place.userAtHost()));
        about.addAll(place.context());
        environment.ifPresent(id -> about.add("environment: " + id));
        about.add("each stopped after " + Durations.words(LIMIT));
        tell(Tone.HINT, String.join("; ", about));
        Prompter.Reply reply = conversation.ask(
                Sheet.of("live", checks.size() == 1 ? "Run it?" : "Run these " + checks.size() + "?")
                        .offer("run", "run")
                        .offer("no", "no: what they tell stays unknown")
                        .confirmation()
                        .done(),
                Prompter.Ticker.NONE);
        return reply instanceof Prompter.Chosen chosen && chosen.ids().equals(List.of("run"));
    }

    private String shown(LiveCheck check, Team team) {
        Map<String, String> values = values(check, team);
        String given = values.entrySet().stream()
                .map(each -> each.getKey() + "='" + each.getValue().replace("'", "'\\''") + "' ")
                .reduce("", String::concat);
        return given + check.command().display();
    }

    private Finding run(LiveCheck check, Team team, String folder) {
        Commands.Outcome outcome = commands.run(
                new Commands.Request(
                        check.command(), values(check, team), check.needs(), folder, LIMIT, Optional.empty()),
                new Silent());
        transcript
                .append("$ ")
                .append(shown(check, team))
                .append('\n')
                .append(outcome.output())
                .append(outcome.output().endsWith("\n") || outcome.output().isEmpty() ? "" : "\n")
                .append(outcome.exit()
                        .map(code -> "exit " + code)
                        .or(outcome::problem)
                        .orElse("stopped"))
                .append("\n\n");
        return check.judge(new LiveCheck.Ran(
                outcome.exit(), outcome.problem(), ports.secrets().redact(outcome.standard()), outcome.output()));
    }

    /**
     * Keeps what the checks of a plan wrote, secrets taken out, in a file of its own; empty when none was run.
     *
     * @throws Failure with {@link Exit#NOT_SAVED} when it could not be kept
     */
    Optional<Path> keep(RevertPlan plan, Instant at) {
        if (transcript.isEmpty()) {
            return Optional.empty();
        }
        String stamp = at.toString().replaceAll("[^0-9TZ]", "");
        Path file = ports.home().resolve("live-checks").resolve(plan.name() + "-" + stamp + ".txt");
        Disk disk = new RealDisk(ports.user());
        try {
            makeFolders(disk, file.getParent());
            disk.makeFile(file);
            Disk.Appending out = disk.append(file);
            out.write(transcript.toString().getBytes(StandardCharsets.UTF_8));
            out.sync();
            out.close();
        } catch (IOException e) {
            throw new Failure(Exit.NOT_SAVED, "What the checks wrote could not be kept in `" + file + "`.", e);
        }
        return Optional.of(file);
    }

    private static void makeFolders(Disk disk, Path folder) throws IOException {
        if (disk.kind(folder) == Disk.Kind.MISSING) {
            makeFolders(disk, folder.getParent());
            disk.makeFolder(folder);
        }
    }

    private void tell(Tone tone, String text) {
        conversation.tell(List.of(new Line(tone, text)));
    }

    /** Output is kept, not shown while it comes: what it says stands in the report. */
    private static final class Silent implements Commands.Live {
        @Override
        public void line(String text) {}

        @Override
        public void quiet(Duration running) {}
    }
}
