package oncall.runbook.yaml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.runbook.Diagnostic;
import oncall.runbook.Phase;
import oncall.runbook.Runbook;
import oncall.runbook.Step;
import oncall.runbook.Team;
import oncall.runbook.Value;

/**
 * A runbook as its file has it. Reading needs nothing else and tells the shape; {@link #check} needs the team and the
 * other books and tells the rest.
 */
public final class RunbookFile {
    private static final List<String> KEYS = List.of(
            "oncall",
            "title",
            "owner",
            "source",
            "match",
            "effect",
            "about",
            "revert-plan",
            "presets",
            "stuck",
            "triage",
            "impact",
            "revert",
            "diagnose",
            "mitigate",
            "resolve",
            "steps");
    private static final int LONGEST_LINE = 200;

    private final YamlFile file;
    private final StepReader steps;
    private final Optional<Runbook> shape;
    private final int ofShape;

    private RunbookFile(YamlFile file) {
        this.file = file;
        this.steps = new StepReader(file.problems());
        file.expectFormat("runbook/1");
        boolean other = file.root().isPresent() && !file.format().equals("runbook/1");
        this.shape = other ? Optional.empty() : file.root().map(this::book);
        this.ofShape = file.problems().count();
    }

    /**
     * Reads a book.
     *
     * @param bytes the very bytes of the file
     * @param path as it should be shown; its last part without ending is the book's name
     * @param folder the folder its commands run in; empty for a built-in book
     * @param builtIn shipped with the program
     */
    public static RunbookFile read(byte[] bytes, String path, String folder, boolean builtIn) {
        return new RunbookFile(YamlFile.read(bytes, path, folder, builtIn));
    }

    /** The book, if it reads as the format; it may still have errors of meaning. */
    public Optional<Runbook> book() {
        return file.problems().hasFormatErrors() ? Optional.empty() : shape;
    }

    /** Whether it was shipped with the program. */
    public boolean builtIn() {
        return file.source().builtIn();
    }

    /** What is wrong with the shape, in the order of the file. */
    public List<Diagnostic> problems() {
        return file.problems().inOrder();
    }

    /**
     * Everything that is wrong with the book in this team, in the order of the file.
     *
     * @param library the other books and the plans
     */
    public List<Diagnostic> check(Team team, Library library) {
        file.problems().cutTo(ofShape);
        if (shape.isPresent() && file.root().isPresent()) {
            new RunbookCheck(shape.get(), file.root().get(), steps, team, library).check();
        }
        return problems();
    }

    /** The name of a file's book: its last part without ending. */
    public static String nameOf(String path) {
        String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return last.replaceFirst("\\.ya?ml$", "");
    }

    private Runbook book(Fields fields) {
        fields.only("a runbook", KEYS);
        fields.require("title", "A runbook", "what is wrong, in a few words");
        reservedName();
        String title = fields.line("title", "`title`", LONGEST_LINE).orElse("");
        Map<Phase, List<Step>> phases = phases(fields);
        Optional<Text> plan = fields.text("revert-plan");
        Optional<Text> bad =
                plan.filter(name -> !StepReader.FILE_NAME.matcher(name.raw()).matches());
        bad.ifPresent(name -> file.problems()
                .format(
                        "bad-book-name",
                        name.at(),
                        "`" + name.shown() + "` is not the name of a plan.",
                        "write the name of its file without the ending"));
        return new Runbook(
                nameOf(file.source().path()),
                title,
                fields.words("owner"),
                fields.words("source"),
                match(fields),
                fields.line("effect", "`effect`", LONGEST_LINE),
                fields.words("about"),
                plan.map(Text::raw),
                presets(fields),
                stuck(fields),
                phases,
                fields.has("steps"),
                file.source());
    }

    private void reservedName() {
        if (nameOf(file.source().path()).equals(Step.Follow.REVERT_PLAN)) {
            file.problems()
                    .meaning("reserved-name", Spot.START, "No book may be called `revert-plan`.", "rename the file");
        }
    }

    private Map<Phase, List<Step>> phases(Fields fields) {
        Map<Phase, List<Step>> phases = new LinkedHashMap<>();
        for (Phase phase : Phase.values()) {
            if (fields.has(phase.word())) {
                phases.put(phase, steps.steps(fields, phase.word()));
            }
        }
        if (fields.has("steps")) {
            for (Phase phase : List.of(Phase.DIAGNOSE, Phase.MITIGATE)) {
                if (fields.has(phase.word())) {
                    file.problems()
                            .format(
                                    "steps-and-phases",
                                    fields.keyAt(phase.word()),
                                    "`steps` is walked where diagnose and mitigate would be; `" + phase.word()
                                            + "` cannot stand beside it.",
                                    "move its steps under `steps`, or rename `steps` to a phase");
                }
            }
            phases.put(Phase.DIAGNOSE, steps.steps(fields, "steps"));
        }
        return phases;
    }

    private List<Map<String, String>> match(Fields fields) {
        Optional<Part> part = fields.part("match");
        List<Fields> maps = part.isPresent() && part.get() instanceof Fields one ? List.of(one) : fields.maps("match");
        List<Map<String, String>> match = new ArrayList<>();
        for (Fields map : maps) {
            Map<String, String> labels = new LinkedHashMap<>();
            map.names().forEach(label -> map.text(label).ifPresent(value -> labels.put(label, value.raw())));
            if (map.first().isEmpty()) {
                file.problems()
                        .format("empty-map", map.at(), "This would match every alert.", "write a label and its value");
            }
            match.add(labels);
        }
        return match;
    }

    private Map<String, Value> presets(Fields fields) {
        Map<String, Value> presets = new LinkedHashMap<>();
        fields.fields("presets")
                .ifPresent(map -> map.names().forEach(fact -> {
                    Part part = map.part(fact).orElseThrow();
                    if (part instanceof Text text) {
                        presets.put(fact, Value.of(text.raw()));
                    } else if (part instanceof Items items) {
                        presets.put(
                                fact,
                                Value.ofList(items.texts("the values of `" + fact + "`").stream()
                                        .map(Text::raw)
                                        .toList()));
                    } else {
                        map.text(fact);
                    }
                }));
        return presets;
    }

    private Optional<Runbook.Stuck> stuck(Fields fields) {
        return fields.fields("stuck").flatMap(map -> {
            map.only("`stuck`", List.of("after", "call", "links"));
            map.require("after", "`stuck`", "30m");
            List<String> call = Text.rawOf(map.oneOrMore("call"));
            List<String> links = Text.wordsOf(map.oneOrMore("links"));
            Optional<Duration> after = map.span("after");
            return after.map(time -> new Runbook.Stuck(time, call, links));
        });
    }
}
