package oncall.runbook.yaml;

import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import oncall.runbook.AnswersFile;
import oncall.runbook.Diagnostic;
import oncall.runbook.Durations;

/** Reads an answers file: its form, not whether its names can be asked; that needs the book. */
public final class AnswersReader {
    private static final String FORMAT = "answers/1";
    private static final List<String> SAID =
            List.of("what_changed", "doing", "ask_for", "workaround_text", "decision_needed", "data_text", "effect");
    private static final List<String> COMPANIONS = companions();
    private static final Set<String> MAPS = Set.of("correct", "late", "pause", "handoff");
    private static final Set<String> WORDS = Set.of("note", "park", "go", "raise");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,79}(@\\d{1,3})?(/[a-z][a-z0-9_]{0,39})?");

    private final Problems problems;

    private AnswersReader(Problems problems) {
        this.problems = problems;
    }

    private static List<String> companions() {
        List<String> companions = new ArrayList<>(List.of("at", "reason", "text", "who", "shows"));
        companions.addAll(SAID);
        return List.copyOf(companions);
    }

    /** Reads `file`; its problems are complete afterwards. Empty when one of them is an error. */
    public static Optional<AnswersFile> read(YamlFile file) {
        file.expectFormat(FORMAT);
        return file.root()
                .map(root -> new AnswersReader(file.problems()).file(root, file))
                .filter(answers -> !file.problems().hasErrors());
    }

    private AnswersFile file(Fields root, YamlFile file) {
        root.only("an answers file", List.of("oncall", "start", "answers"));
        root.require("answers", "An answers file", "[...]");
        Optional<Fields> start = root.fields("start");
        AnswersFile.Start begun = start.map(this::start)
                .orElse(new AnswersFile.Start(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        Part answers = root.part("answers").orElse(null);
        List<AnswersFile.Entry> entries = new ArrayList<>();
        boolean ordered = !(answers instanceof Fields);
        if (answers instanceof Fields fields) {
            fields.names().forEach(name -> plain(fields, name).ifPresent(entries::add));
        } else if (answers instanceof Items items) {
            items.maps("`answers`").forEach(entry -> entry(entry).ifPresent(entries::add));
        } else if (answers != null) {
            problems.format(
                    "wrong-type",
                    answers.at(),
                    "`answers` must be a list or a map, and this is " + answers.kind() + ".",
                    "write one `- name: value` line for each answer");
        }
        return new AnswersFile(begun, ordered, entries, file.source());
    }

    private AnswersFile.Start start(Fields start) {
        start.only("`start`", List.of("at", "as", "role", "title"));
        start.instant("at");
        return new AnswersFile.Start(
                start.words("at"),
                start.words("as"),
                start.words("role"),
                start.text("title").map(Text::raw));
    }

    /** `seen: tried` in the plain map. */
    private Optional<AnswersFile.Entry> plain(Fields fields, String name) {
        Spot at = fields.keyAt(name);
        if (MAPS.contains(name) || WORDS.contains(name)) {
            problems.format(
                    "needs-order",
                    at,
                    "`" + name + "` happens at a moment, and a plain map has no order.",
                    "write `answers:` as a list of `- name: value` lines");
            return Optional.empty();
        }
        if (!isName(name, at)) {
            return Optional.empty();
        }
        List<String> value = value(name, fields.part(name));
        return Optional.of(new AnswersFile.Entry(
                name,
                value,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Map.of(),
                problems.place(at)));
    }

    private Optional<AnswersFile.Entry> entry(Fields entry) {
        Optional<String> first = entry.first();
        if (first.isEmpty()) {
            problems.format("empty-entry", entry.at(), "This entry answers nothing.", "write `- customers: many`");
            return Optional.empty();
        }
        String name = first.get();
        Spot at = entry.keyAt(name);
        boolean answersMore = entry.names().stream().anyMatch(key -> !COMPANIONS.contains(key));
        if (COMPANIONS.contains(name) && answersMore) {
            problems.format(
                    "answer-first",
                    at,
                    "The first key of an entry is what is answered, and `" + name + "` goes beside it.",
                    "write the answer first: `- customers: many`, and below it `" + name + ": ...`");
            return Optional.empty();
        }
        if (!isName(name, at)) {
            return Optional.empty();
        }
        for (String key : entry.names()) {
            if (!key.equals(name) && !COMPANIONS.contains(key)) {
                problems.unknownName(
                        Diagnostic.Kind.FORMAT,
                        "second-answer",
                        entry.keyAt(key),
                        "`" + key + "` cannot stand beside an answer; a second answer is an entry of its own.",
                        key,
                        COMPANIONS);
            }
        }
        return Optional.of(new AnswersFile.Entry(
                name,
                value(name, scalarOrList(name, entry)),
                fields(name, entry),
                beside(entry, "at", key -> at(entry)),
                beside(entry, "reason", entry::words),
                beside(entry, "text", key -> entry.text(key).map(Text::raw)),
                beside(entry, "who", key -> Optional.of(map(entry, key))).orElse(Map.of()),
                beside(entry, "shows", key -> entry.fields(key).flatMap(this::shows)),
                said(entry),
                problems.place(at)));
    }

    /** A companion: not the first key, which is what is answered whatever its name. */
    private static <T> Optional<T> beside(Fields entry, String key, Function<String, Optional<T>> read) {
        return entry.first().filter(key::equals).isPresent() ? Optional.empty() : read.apply(key);
    }

    private boolean isName(String name, Spot at) {
        boolean good = NAME.matcher(name).matches();
        if (!good) {
            problems.format(
                    "bad-id",
                    at,
                    "`" + name + "` cannot be the name of something asked.",
                    "write the id of a step or fact, or a prompt's name");
        }
        return good;
    }

    private static Optional<Part> scalarOrList(String name, Fields entry) {
        boolean takesMap = MAPS.contains(name) || name.equals("lower");
        return entry.part(name).filter(part -> !(takesMap && part instanceof Fields));
    }

    private List<String> value(String name, Optional<Part> part) {
        if (part.isEmpty()) {
            return List.of();
        }
        if (MAPS.contains(name)) {
            problems.format(
                    "wrong-type",
                    part.get().at(),
                    "`" + name + "` must be a map, and this is " + part.get().kind() + ".",
                    example(name));
        } else if (part.get() instanceof Text text) {
            return List.of(text.raw());
        } else if (part.get() instanceof Items items && !WORDS.contains(name)) {
            return items.texts("`" + name + "`").stream().map(Text::raw).toList();
        } else {
            problems.format(
                    "wrong-type",
                    part.get().at(),
                    "`" + name + "` must be words, and this is " + part.get().kind() + ".",
                    "write `" + name + ": value`");
        }
        return List.of();
    }

    private static String example(String name) {
        return switch (name) {
            case "correct" -> "write `correct: {customers: many}`";
            case "late" -> "write `late: {at: \"01:50\", text: \"...\"}`";
            case "pause" -> "write `pause: {until: \"...\", reason: \"...\"}`";
            default -> "write `handoff: {to: dana, reason: \"...\", state: \"...\"}`";
        };
    }

    private Map<String, String> fields(String name, Fields entry) {
        if (!(entry.part(name).orElse(null) instanceof Fields fields)) {
            return Map.of();
        }
        switch (name) {
            case "correct" -> corrections(fields);
            case "late" -> keys(fields, "`late`", List.of("at", "text"), List.of("at", "text"));
            case "pause" -> keys(fields, "`pause`", List.of("until", "reason"), List.of("until", "reason"));
            case "lower" -> keys(fields, "`lower`", List.of("evidence", "name"), List.of("evidence", "name"));
            case "handoff" ->
                keys(
                        fields,
                        "`handoff`",
                        List.of("to", "reason", "state", "if_then", "promised", "read_back"),
                        List.of("to", "reason", "state"));
            default -> {
                return Map.of();
            }
        }
        return values(fields);
    }

    private void keys(Fields fields, String what, List<String> known, List<String> needed) {
        fields.only(what, known);
        needed.forEach(key -> fields.require(key, what, "\"...\""));
    }

    private void corrections(Fields fields) {
        if (fields.names().size() != 1) {
            problems.format(
                    "one-correction",
                    fields.at(),
                    "`correct` names one answer.",
                    "write one entry for each: `correct: {customers: many}`");
        }
        fields.names().forEach(id -> isName(id, fields.keyAt(id)));
    }

    /** Each value as words; a list as one line each. */
    private Map<String, String> values(Fields fields) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : fields.names()) {
            List<Text> texts = fields.oneOrMore(key);
            values.put(key, String.join("\n", Text.rawOf(texts)));
        }
        return values;
    }

    private Map<String, String> map(Fields entry, String key) {
        Map<String, String> map = new LinkedHashMap<>();
        entry.fields(key).ifPresent(fields -> {
            for (String name : fields.names()) {
                fields.words(name).ifPresent(value -> map.put(name, value));
            }
        });
        return map;
    }

    private static Map<String, String> said(Fields entry) {
        Map<String, String> said = new LinkedHashMap<>();
        for (String name : SAID) {
            beside(entry, name, entry::words).ifPresent(words -> said.put(name, words));
        }
        return said;
    }

    /** The companion `at`: an instant, a clock time, or a span since the entry before. */
    private Optional<String> at(Fields entry) {
        Optional<Text> at = entry.text("at");
        if (at.isPresent() && !isMoment(at.get().words())) {
            problems.format(
                    "not-a-moment",
                    at.get().at(),
                    "`" + at.get().shown() + "` is not a moment.",
                    "write `+20s` since the entry before, `\"02:05\"`, or `2026-11-21T02:03:10+02:00`");
            return Optional.empty();
        }
        return at.map(Text::words);
    }

    private static boolean isMoment(String words) {
        if (words.startsWith("+")) {
            return Durations.parse(words.substring(1)).isPresent();
        }
        try {
            if (words.length() <= 8) {
                LocalTime.parse(words);
            } else {
                OffsetDateTime.parse(words);
            }
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private Optional<AnswersFile.Shows> shows(Fields shows) {
        shows.only("`shows`", List.of("exit", "output"));
        shows.require("exit", "`shows`", "0");
        String output = shows.text("output").map(Text::raw).orElse("");
        return shows.whole("exit", 0, 255).map(exit -> new AnswersFile.Shows(exit.intValue(), output));
    }
}
