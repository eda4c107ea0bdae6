package oncall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.cli.Candidates.Candidate;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.runbook.Itinerary;
import oncall.runbook.Step;
import oncall.runbook.yaml.RunbookFile;
import oncall.timeline.Author;
import oncall.timeline.FileTimeline;
import oncall.timeline.Glance;
import oncall.timeline.Incidents;
import oncall.timeline.RealDisk;

/** Finds what a value may be, reading as little as it can: somebody waits for each. Nothing is checked for being right. */
final class CandidateSource {
    /** The beginning of a book holds its title. */
    private static final int BEGINNING = 4096;

    private static final Pattern CHANGE = Pattern.compile("title:\\s*(\"[^\"\\n]*\"|'[^'\\n]*'|[^,}\\n]*)");

    /** So many of the newest incidents are looked into; of older ones only the id is told. */
    private static final int LOOKED_INTO = 40;

    private final Environs environs;
    private final Candidates.Typed typed;

    CandidateSource(Environs environs, Candidates.Typed typed) {
        this.environs = environs;
        this.typed = typed;
    }

    List<Candidate> of(ValueKind kind) throws IOException {
        return switch (kind) {
            case BOOK -> books();
            case PLAN -> plans();
            case INCIDENT -> incidents();
            case ID -> records();
            case STEP -> steps();
            case ROLE -> roles();
            case ENVIRONMENT -> environments();
            case PHASE, KIND, RULE, FILE, DIR -> List.of();
        };
    }

    private Places places() {
        return new Places(environs, path("--home"), path("--runbooks"));
    }

    private Optional<Path> path(String option) {
        Optional<String> value = typed.option(option);
        if (value.isPresent() && value.get().startsWith("~/") && environs.home().isPresent()) {
            return Optional.of(environs.home().get().resolve(value.get().substring(2)));
        }
        return value.map(Path::of);
    }

    // ---- books

    private List<Candidate> books() throws IOException {
        Map<String, Candidate> books = new TreeMap<>();
        for (String name : BuiltIn.books()) {
            if (!name.equals("team")) {
                add(books, name, BuiltIn.file(name).orElse(new byte[0]));
            }
        }
        Optional<Path> folder = places().books().place().path();
        if (folder.isPresent()) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.get())) {
                for (Path file : files) {
                    String name = file.getFileName().toString();
                    int ending = name.lastIndexOf('.');
                    if (ending > 0 && (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(file)) {
                        add(books, name.substring(0, ending), beginning(file));
                    }
                }
            }
        }
        return new ArrayList<>(books.values());
    }

    private static byte[] beginning(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            return new byte[0];
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(BEGINNING);
        }
    }

    /** Without reading it as YAML, which would take longer than all the rest: the title is only shown. */
    private static void add(Map<String, Candidate> books, String name, byte[] beginning) {
        boolean isBook = false;
        String title = "";
        for (String line : new String(beginning, StandardCharsets.UTF_8).split("\n")) {
            if (line.startsWith("oncall:")) {
                isBook = line.substring("oncall:".length()).strip().startsWith("runbook/");
            } else if (line.startsWith("title:")) {
                title = plain(line.substring("title:".length()).strip());
            }
        }
        if (isBook) {
            books.put(name, new Candidate(name, title));
        }
    }

    private static String plain(String scalar) {
        char first = scalar.isEmpty() ? ' ' : scalar.charAt(0);
        if ((first == '"' || first == '\'') && scalar.indexOf(first, 1) > 0) {
            return scalar.substring(1, scalar.lastIndexOf(first));
        }
        return first == '|' || first == '>' ? "" : scalar;
    }

    // ---- revert plans

    private List<Candidate> plans() throws IOException {
        Map<String, Candidate> plans = new TreeMap<>();
        for (String name : BuiltIn.plans()) {
            plans.put(name, new Candidate(name, changeOf(BuiltIn.plan(name).orElse(new byte[0]))));
        }
        for (Path folder : places().planFolders()) {
            for (Path file : Linter.yaml(folder, 1)) {
                String name = RunbookFile.nameOf(file.toString());
                plans.put(name, new Candidate(name, changeOf(beginning(file))));
            }
        }
        return new ArrayList<>(plans.values());
    }

    /** What it undoes: the first title in it is that of the change. */
    private static String changeOf(byte[] beginning) {
        Matcher title = CHANGE.matcher(new String(beginning, StandardCharsets.UTF_8));
        return title.find() ? plain(title.group(1).strip()) : "";
    }

    // ---- incidents

    private Incidents store() {
        return new Incidents(
                new RealDisk(environs.user()), places().home().path().orElseThrow());
    }

    /** Open ones first, the newest of them first. */
    private List<Candidate> incidents() {
        Incidents store = store();
        List<Candidate> open = new ArrayList<>();
        List<Candidate> closed = new ArrayList<>();
        int looked = 0;
        for (String id : newestFirst(store)) {
            if (!id.startsWith(typed.current())) {
                continue;
            }
            Optional<Glance> glance = looked < LOOKED_INTO ? Optional.of(store.glance(id)) : Optional.empty();
            looked++;
            boolean isOpen = glance.isPresent() && glance.get().state() != Glance.State.CLOSED;
            (isOpen ? open : closed)
                    .add(new Candidate(id, glance.map(CandidateSource::words).orElse("")));
        }
        open.addAll(closed);
        return open;
    }

    private static List<String> newestFirst(Incidents store) {
        List<String> ids = new ArrayList<>(store.ids());
        Collections.reverse(ids);
        return ids;
    }

    private static String words(Glance glance) {
        return glance.state().word()
                + glance.priority().map(level -> ", " + level).orElse("") + ": " + glance.title();
    }

    /** The incident that is named, else the only open one. */
    private Optional<FileTimeline> timeline() {
        Incidents store = store();
        Optional<String> named = typed.option("--incident");
        Optional<String> id = Optional.empty();
        if (named.isPresent()) {
            id = store.find(named.get()) instanceof Incidents.One one ? Optional.of(one.id()) : Optional.empty();
        } else {
            List<Glance> open = new Chosen(store).open();
            id = open.size() == 1 ? Optional.of(open.get(0).id()) : Optional.empty();
        }
        return id.flatMap(known -> store.open(known, environs.clocks().get(), reader()));
    }

    private Author reader() {
        return new Author(environs.actor(), environs.device(), "", "p0");
    }

    // ---- what one incident holds

    /** The newest first: what was just written is what is corrected. */
    private List<Candidate> records() {
        List<Candidate> records = new ArrayList<>();
        Optional<FileTimeline> timeline = timeline();
        if (timeline.isPresent()) {
            // the fold, because what is redacted is withheld there
            Incident incident =
                    Incident.of(timeline.get().read(), timeline.get().header());
            for (TimelineRecord each : incident.records()) {
                String step = each.entry().step().map(id -> " " + id).orElse("");
                String text = each.entry().text().map(words -> ": " + words).orElse("");
                records.add(new Candidate(each.id(), each.event().kind() + step + text));
            }
        }
        Collections.reverse(records);
        return records;
    }

    private List<Candidate> steps() {
        List<Candidate> steps = new ArrayList<>();
        Optional<FileTimeline> timeline = timeline();
        if (timeline.isPresent()) {
            Bookshelf.Opened opened = Copies.of(timeline.get(), new Bookshelf(places(), environs.folder()))
                    .opened();
            Itinerary.of(opened.book(), opened.team())
                    .phases()
                    .forEach((phase, stops) -> stops.forEach(stop -> add(steps, phase.word(), stop.step())));
        }
        return steps;
    }

    private static void add(List<Candidate> steps, String phase, Step step) {
        steps.add(new Candidate(step.id(), phase + ": " + step.text()));
        step.inside().forEach(inner -> add(steps, phase, inner));
    }

    private List<Candidate> environments() {
        List<Candidate> environments = new ArrayList<>();
        new Bookshelf(places(), environs.folder())
                .team(Optional.empty())
                .environments()
                .forEach((id, each) -> environments.add(new Candidate(id, each.name())));
        return environments;
    }

    private List<Candidate> roles() {
        List<Candidate> roles = new ArrayList<>();
        new Bookshelf(places(), environs.folder())
                .team(Optional.empty())
                .roles()
                .forEach((id, role) -> roles.add(new Candidate(id, role.name())));
        return roles;
    }
}
