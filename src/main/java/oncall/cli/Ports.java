package oncall.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import oncall.command.Secrets;
import oncall.command.SystemCommands;
import oncall.git.Git;
import oncall.git.GitChanges;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.runbook.Team;
import oncall.terminal.Colour;
import oncall.terminal.Conversation;
import oncall.terminal.Gateway;
import oncall.terminal.Look;
import oncall.terminal.Terminals;
import oncall.terminal.TextEditor;
import oncall.timeline.Author;
import oncall.timeline.IncidentName;
import oncall.timeline.Incidents;
import oncall.timeline.RealDisk;
import oncall.trust.TrustFile;
import oncall.walk.Changes;
import oncall.walk.Commands;

/** Makes what commands share from the surroundings: the screen, the store, programs, git. */
final class Ports {
    private static final Duration SHIFT = Duration.ofHours(12);

    private final Invocation invocation;
    private final Environs environs;
    private final TextEditor editor;

    Ports(Invocation invocation) {
        this.invocation = invocation;
        this.environs = invocation.environs();
        this.editor = new TextEditor(
                () -> invocation.places().home().path().orElseThrow().resolve("drafts"),
                environs.variables(),
                text -> secrets().redact(text));
    }

    /** All incidents of the home in use. */
    Incidents incidents() {
        return new Incidents(
                new RealDisk(environs.user()), invocation.places().home().path().orElseThrow());
    }

    /** The folder of incidents and what else is kept. */
    Path home() {
        return invocation.places().home().path().orElseThrow();
    }

    /** The login name. */
    String user() {
        return environs.user();
    }

    /** Plans walked as practice, beside them. */
    Incidents rehearsals() {
        return Incidents.rehearsals(
                new RealDisk(environs.user()), invocation.places().home().path().orElseThrow());
    }

    /** Incidents opened in the last twelve hours, this one included: what a shift is at most. */
    int inThisShift(Instant now) {
        Instant from = now.minus(SHIFT);
        return (int) incidents().ids().stream()
                .filter(id -> IncidentName.opened(id, environs.zone())
                        .map(opened -> !opened.isBefore(from) && !opened.isAfter(now))
                        .orElse(false))
                .count();
    }

    /** Who writes from here. */
    Author author(String actor) {
        String process = "p" + ProcessHandle.current().pid();
        return new Author(
                actor, environs.device(), "pid " + ProcessHandle.current().pid() + " on " + environs.device(), process);
    }

    private boolean ascii() {
        return Look.asciiOnly(name -> Optional.ofNullable(environs.variables().get(name)));
    }

    /** Standard output for documents: visible, never wrapped, never coloured. */
    Gateway page() {
        return new Gateway(environs.out(), Look.unwrapped(ascii()));
    }

    /** Talk on standard error. */
    Gateway talk() {
        return new Gateway(environs.err(), Look.unwrapped(ascii()));
    }

    /** A conversation with whoever is there. */
    Conversation conversation(boolean plain, Colour.Choice colour) {
        Terminals.Kind kind = new Terminals.Seen(
                        environs.terminals().in(), environs.terminals().out(), environs::variable, plain)
                .kind();
        return Terminals.open(
                kind,
                environs.in(),
                environs.out(),
                Colour.decide(colour, environs::variable, environs.terminals().out()),
                ascii(),
                editor);
    }

    /** Drafts of texts that are being edited lie with the incident from now on. */
    void keepDraftsIn(Path folder) {
        editor.keepIn(folder);
    }

    /** Programs of this machine; Ctrl-C while one runs stops only that one. */
    Commands commands() {
        SystemCommands system = new SystemCommands(
                environs.variables(),
                environs.folder(),
                () -> environs.user() + "@" + environs.device(),
                secrets()::lines,
                System::nanoTime);
        return new Stoppable(system, environs.device(), boot());
    }

    /** What is secret here: what looks like it, and the values of this process's own secret variables. */
    Secrets secrets() {
        return new Secrets(environs.variables());
    }

    private record Stoppable(Commands commands, String device, String boot) implements Commands {
        @Override
        public Place place(String folder) {
            return commands.place(folder);
        }

        @Override
        public List<String> missing(List<String> needs) {
            return commands.missing(needs);
        }

        @Override
        public boolean stop() {
            return commands.stop();
        }

        @Override
        public boolean goesOnElsewhere(TimelineRecord session) {
            return session.event() instanceof Event.Session sitting
                    && sitting.pid() != ProcessHandle.current().pid()
                    && Situation.isLive(session, device, boot);
        }

        @Override
        public Outcome run(Request request, Live live) {
            return Terminals.onInterrupt(commands::stop, () -> commands.run(request, live));
        }
    }

    /** What may run. */
    TrustFile trust() {
        return new TrustFile(invocation.places().home().path().orElseThrow(), environs.folder(), invocation.clock());
    }

    /** Changes of the team's repositories; nothing is started before it is asked. */
    Changes changes(Team team) {
        Path folder = team.source().builtIn() || team.source().folder().isEmpty()
                ? environs.folder()
                : Path.of(team.source().folder());
        List<GitChanges.Repository> repositories = team.changes().repositories().stream()
                .map(each ->
                        new GitChanges.Repository(folder.resolve(each.path()).normalize(), each.name()))
                .toList();
        return (Instant from) -> repositories.isEmpty()
                ? new Changes.Feed(List.of(), List.of())
                : new GitChanges(new Git(environs.variables()), repositories, System::nanoTime).since(from);
    }

    /** The boot this machine is in, as far as it tells. */
    String boot() {
        return readFirstLine(Path.of("/proc/sys/kernel/random/boot_id")).orElse("unknown");
    }

    private static Optional<String> readFirstLine(Path file) {
        try {
            return Optional.of(java.nio.file.Files.readString(file).strip());
        } catch (java.io.IOException e) {
            return Optional.empty();
        }
    }
}
