package oncall.runbook.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import oncall.runbook.Block;
import oncall.runbook.Choice;
import oncall.runbook.Command;
import oncall.runbook.Condition;
import oncall.runbook.Diagnostic;
import oncall.runbook.EngineNames;
import oncall.runbook.Expect;
import oncall.runbook.FactType;
import oncall.runbook.Hold;
import oncall.runbook.MessageStage;
import oncall.runbook.Milestone;
import oncall.runbook.Option;
import oncall.runbook.Risk;
import oncall.runbook.Step;
import oncall.runbook.StepIds;

/**
 * Reads the steps of one file: books, team files and revert plans share it. What needs more than the file itself (which
 * facts, roles, books there are) is kept with its place, for {@link WalkCheck}.
 */
public final class StepReader {
    /** Most steps of one file, at any depth. */
    static final int MOST_STEPS = 500;

    private static final int LONGEST_TEXT = 200;
    private static final int DEEPEST = 2;
    private static final List<String> MILESTONES = EnumWords.of(Milestone.values());
    private static final List<String> TYPES = EnumWords.of(FactType.values());
    private static final List<String> STAGES = EnumWords.of(MessageStage.values());
    private static final List<String> BLOCKS = EnumWords.of(Block.Kind.values());
    private static final Pattern FROM = Pattern.compile("alert\\.[A-Za-z_][A-Za-z0-9_.-]*");
    static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Problems problems;
    private final Collection<String> moreKeys;
    private final CommandReader commands;
    private final Map<Step, Uses> uses = new IdentityHashMap<>();
    private final Ids ids;
    private final Choices choices;
    private final Map<Condition, List<Uses.FactTest>> conditions = new IdentityHashMap<>();
    private int count;
    private boolean leftOut;

    /** For a book or a team file. */
    public StepReader(Problems problems) {
        this(problems, List.of());
    }

    /**
     * For a file whose steps have further keys.
     *
     * @param moreKeys keys allowed on every step besides the usual ones, left to the caller
     */
    public StepReader(Problems problems, Collection<String> moreKeys) {
        this.problems = problems;
        this.moreKeys = List.copyOf(moreKeys);
        this.commands = new CommandReader(problems);
        this.ids = new Ids(problems);
        this.choices = new Choices(problems);
    }

    /** What a step of this file refers to; empty for a step read by another reader. */
    Optional<Uses> uses(Step step) {
        return Optional.ofNullable(uses.get(step));
    }

    Problems problems() {
        return problems;
    }

    /**
     * The steps of a list.
     *
     * @param holder names the place in messages: `diagnose`
     */
    public List<Step> steps(Items items, String holder) {
        return steps(items, holder, 0);
    }

    /** The steps under a key, which may be a list only; empty if the key is not there. */
    public List<Step> steps(Fields fields, String key) {
        Optional<Items> items = fields.items(key);
        return items.isPresent() ? steps(items.get(), key) : List.of();
    }

    /** A condition that stands in no step (a priority row); {@link WalkCheck#condition} checks it. */
    public Condition condition(Part part) {
        List<Uses.FactTest> tests = new ArrayList<>();
        Condition condition = new Conditions(problems, tests).read(part);
        conditions.put(condition, tests);
        return condition;
    }

    /** A command that stands in no step (`reach`, a channel), with no facts in it; empty if it is none, which is reported. */
    public Optional<Command> command(String key, Part part) {
        Uses none = new Uses();
        Optional<Command> command = commands.command(key, part, List.of(), none);
        none.variables.forEach(variable -> problems.meaning(
                "unknown-variable",
                variable.at(),
                "`$" + variable.name() + "` has no value here: facts are for steps.",
                "write the value out"));
        return command;
    }

    /** `expect` of a map; exit code 0 where it says nothing. */
    public Expect expect(Fields holder) {
        return commands.expect(holder);
    }

    /** The facts a condition read by {@link #condition} tests. */
    List<Uses.FactTest> tests(Condition condition) {
        return conditions.getOrDefault(condition, List.of());
    }

    /** Whether a step was left out because it could not be read: then what depends on it is not to blame. */
    boolean leftOut() {
        return leftOut;
    }

    private List<Step> steps(Items items, String holder, int depth) {
        leftOut |= !items.isWhole();
        if (items.isEmpty()) {
            problems.format("no-steps", items.at(), "`" + holder + "` has no steps.", "add one, or leave the key out");
        }
        List<Step> steps = new ArrayList<>();
        for (Part part : items.parts()) {
            if (++count > MOST_STEPS) {
                leftOut = true;
                if (count == MOST_STEPS + 1) {
                    problems.meaning(
                            "too-many-steps",
                            part.at(),
                            "This file has more than " + MOST_STEPS + " steps.",
                            "split it and `follow` the parts");
                }
                break;
            }
            Optional<Step> step = step(part, holder, depth);
            leftOut |= step.isEmpty();
            if (step.isPresent()) {
                steps.add(step.get());
            }
        }
        return steps;
    }

    private Optional<Step> step(Part part, String holder, int depth) {
        if (part instanceof Text sentence) {
            return Optional.of(sentence(sentence, holder));
        }
        if (part instanceof Fields fields) {
            Optional<String> kind = kind(fields);
            return kind.isPresent() ? step(fields, kind.get(), holder, depth) : Optional.empty();
        }
        problems.format(
                "wrong-type",
                part.at(),
                "A step must be a sentence or a map, and this is a list.",
                "write `- Do this.` or `- run: ...`");
        return Optional.empty();
    }

    private Step sentence(Text sentence, String holder) {
        Uses mine = new Uses();
        mine.at = sentence.at();
        mine.id = sentence.at();
        String words = sentence.line("A step", LONGEST_TEXT);
        String id = ids.derived(words, sentence.at(), holder);
        Step step = new Step.Do(
                new Step.Common(
                        id,
                        words,
                        Condition.ALWAYS,
                        Optional.empty(),
                        false,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        problems.place(sentence.at())),
                Risk.NONE);
        uses.put(step, mine);
        return step;
    }

    /** The kind of a step is its first key. */
    private Optional<String> kind(Fields fields) {
        Optional<String> first = fields.first();
        if (first.isEmpty()) {
            problems.format("no-kind", fields.at(), "This step is empty.", "write a sentence, or `do: ...`");
            return Optional.empty();
        }
        String key = first.get();
        if (StepKeys.kinds().contains(key)) {
            return Optional.of(key);
        }
        Spot at = fields.keyAt(key);
        Optional<String> later = StepKeys.kinds().stream().filter(fields::has).findFirst();
        if (later.isPresent()) {
            problems.format(
                    "kind-first",
                    fields.keyAt(later.get()),
                    "`" + later.get() + "` must be the first key of its step.",
                    "move the line up, above `" + key + "`");
        } else if (key.indexOf(' ') >= 0
                || Character.isUpperCase(key.codePointAt(0))
                || fields.names().size() <= 1 && !plausible(key)) {
            problems.format(
                    "colon-in-words",
                    at,
                    "`" + shown(key) + ":` is read as a key; a `: ` inside bare words begins one.",
                    "write\n" + Traps.mended(problems.line(at.line())));
        } else {
            problems.unknownName(
                    Diagnostic.Kind.FORMAT,
                    "unknown-kind",
                    at,
                    "`" + shown(key) + "` is not a kind of step.",
                    key,
                    StepKeys.kinds());
        }
        return Optional.empty();
    }

    private Collection<String> known(String kind) {
        if (moreKeys.isEmpty()) {
            return StepKeys.of(kind);
        }
        Set<String> known = new LinkedHashSet<>(StepKeys.of(kind));
        known.addAll(moreKeys);
        return known;
    }

    private static boolean plausible(String key) {
        return key.matches("[a-z][a-z-]*");
    }

    static String shown(String key) {
        return key.codePointCount(0, key.length()) <= 40
                ? key
                : key.substring(0, key.offsetByCodePoints(0, 37)) + "...";
    }

    private Optional<Step> step(Fields fields, String kind, String holder, int depth) {
        fields.only("a `" + kind + "` step", known(kind));
        Uses mine = new Uses();
        mine.at = fields.keyAt(kind);
        if (fields.part(kind).isEmpty()) {
            return Optional.empty();
        }
        Optional<Step> step = switch (kind) {
            case "do" ->
                words(fields, kind)
                        .map(text -> new Step.Do(common(fields, text, text, mine, holder), risk(fields, mine)));
            case "ask" -> ask(fields, mine, holder);
            case "run" -> run(fields, mine, holder);
            case "decide" -> decide(fields, mine, holder, depth);
            case "send" -> send(fields, mine, holder);
            case "call" -> call(fields, mine, holder);
            case "verify" -> words(fields, kind).map(text -> verify(fields, text, mine, holder));
            case "follow" -> follow(fields, mine, holder);
            default -> words(fields, kind).map(text -> group(fields, text, mine, holder, depth));
        };
        if (step.isPresent()) {
            uses.put(step.get(), mine);
        }
        return step;
    }

    /** The words that are the value of the kind's own key. */
    private Optional<String> words(Fields fields, String kind) {
        if (fields.has("text")) {
            problems.meaning(
                    "two-texts",
                    fields.keyAt("text"),
                    "The words of a `" + kind + "` step stand after `" + kind + ":`.",
                    "keep one of the two; details go under `show`");
        }
        return fields.line(kind, "`" + kind + "`", LONGEST_TEXT);
    }

    /**
     * What all kinds share.
     *
     * @param fallback shown where there is no `text`
     * @param idFrom what the id is made of where none is written and there is no text
     */
    private Step.Common common(Fields fields, String fallback, String idFrom, Uses mine, String holder) {
        Optional<String> text = fields.line("text", "`text`", LONGEST_TEXT);
        boolean ownWords = fallback.equals(idFrom);
        String shown = ownWords ? fallback : text.orElse(fallback);
        String id = id(fields, ownWords ? fallback : text.orElse(idFrom), mine, holder);
        return common(fields, id, shown, mine);
    }

    private Step.Common common(Fields fields, String id, String text, Uses mine) {
        Optional<Text> who = fields.text("who");
        if (who.isPresent()) {
            mine.roles.add(who.get());
        }
        Optional<String> mark = fields.oneOf("milestone", MILESTONES);
        Optional<Milestone> milestone = mark.isPresent() ? Milestone.of(mark.get()) : Optional.empty();
        return new Step.Common(
                id,
                text,
                when(fields, mine),
                who.map(Text::raw),
                fields.flag("optional"),
                show(fields, mine),
                Text.wordsOf(fields.oneOrMore("links")),
                milestone,
                problems.place(mine.at));
    }

    private Condition when(Fields fields, Uses mine) {
        Optional<Part> when = fields.part("when");
        return when.isPresent() ? new Conditions(problems, mine.tests).read(when.get()) : Condition.ALWAYS;
    }

    private String id(Fields fields, String words, Uses mine, String holder) {
        Optional<Text> written = fields.text("id");
        if (written.isEmpty()) {
            mine.id = mine.at;
            return ids.derived(words, mine.at, holder);
        }
        mine.idWritten = true;
        mine.id = written.get().at();
        String id = written.get().id("a step").orElseGet(() -> StepIds.fromText(words));
        ids.claim(id, written.get().at(), fields.first().orElse(""), fields, holder);
        return id;
    }

    private Optional<Step> ask(Fields fields, Uses mine, String holder) {
        Optional<String> fact = fact(fields, "ask", mine, holder);
        fields.require("text", "An `ask` step", "Which one?");
        Optional<FactType> written =
                fields.text("type").flatMap(type -> type.oneOf("type", TYPES)).flatMap(FactType::of);
        FactType type = written.orElse(fields.has("choices") ? FactType.CHOICE : FactType.TEXT);
        List<Choice> offered = choices.read(fields, type);
        fields.text("from")
                .filter(from -> !FROM.matcher(from.raw()).matches())
                .ifPresent(from -> problems.format(
                        "bad-from",
                        from.at(),
                        "`" + from.shown() + "` is not a place a value can come from.",
                        "write `alert.` and the name of a label: `alert.namespace`"));
        boolean numeric = type == FactType.NUMBER || type == FactType.RANGE;
        for (String key : List.of("unit", "min", "max")) {
            if (fields.has(key) && !numeric && !fields.has("choices")) {
                problems.meaning(
                        "key-without-number",
                        fields.keyAt(key),
                        "`" + key + "` goes with numbers and ranges only.",
                        "add `type: number`, or delete it");
            }
        }
        Optional<BigDecimal> min = fields.decimal("min");
        Optional<BigDecimal> max = fields.decimal("max");
        if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
            problems.meaning("min-over-max", fields.keyAt("min"), "`min` is larger than `max`.", "exchange them");
        }
        return fact.map(id -> new Step.Ask(
                common(fields, id, question(fields), mine),
                type,
                offered,
                fields.words("from"),
                fields.words("unit"),
                min,
                max));
    }

    private String question(Fields fields) {
        return fields.line("text", "A question", LONGEST_TEXT).orElse("");
    }

    private Optional<String> fact(Fields fields, String kind, Uses mine, String holder) {
        Optional<Text> name = fields.text(kind);
        if (fields.has("id")) {
            problems.meaning(
                    "two-ids",
                    fields.keyAt("id"),
                    "The id of this step is the fact after `" + kind + ":`.",
                    "delete `id`");
        }
        if (name.isEmpty()) {
            return Optional.empty();
        }
        mine.id = name.get().at();
        mine.idWritten = true;
        Optional<String> id = name.get().id("a fact");
        id.ifPresent(known -> ids.claim(known, name.get().at(), kind, fields, holder));
        return id;
    }

    private Optional<Step> run(Fields fields, Uses mine, String holder) {
        List<String> needs = commands.needs(fields);
        Optional<Command> command = fields.part("run").flatMap(part -> commands.command("run", part, needs, mine));
        if (command.isEmpty()) {
            return Optional.empty();
        }
        String display = command.get().display();
        String line = display.lines().findFirst().orElse("");
        String fallback = line.codePointCount(0, line.length()) <= LONGEST_TEXT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_TEXT));
        Optional<String> text = fields.line("text", "`text`", LONGEST_TEXT);
        Step.Common common =
                common(fields, id(fields, text.orElse(display), mine, holder), text.orElse(fallback), mine);
        return Optional.of(new Step.Run(
                common,
                command.get(),
                fields.words("where"),
                positive(fields, "timeout"),
                commands.expect(fields),
                save(fields, mine),
                needs,
                risk(fields, mine)));
    }

    private Optional<Duration> positive(Fields fields, String key) {
        return fields.span(key);
    }

    private Map<String, FactType> save(Fields fields, Uses mine) {
        Map<String, FactType> save = new LinkedHashMap<>();
        fields.fields("save").ifPresent(map -> {
            for (String name : map.names()) {
                Text key = new Text(
                        name, Text.Style.PLAIN, map.keyAt(name), map.keyAt(name).line(), problems);
                if (EngineNames.isReserved(name)) {
                    problems.meaning(
                            "reserved-id",
                            key.at(),
                            "`" + name + "` is a name of the engine's own.",
                            "choose another name for what is saved");
                }
                Optional<FactType> type = map.text(name)
                        .flatMap(word -> word.oneOf(
                                "type output can be saved as",
                                List.of(
                                        "text",
                                        "number",
                                        "name",
                                        "version",
                                        "url",
                                        "duration",
                                        "time",
                                        "yes-no",
                                        "range")))
                        .flatMap(FactType::of);
                if (key.id("a fact").isPresent() && type.isPresent()) {
                    save.put(name, type.get());
                    mine.saved.add(key);
                }
            }
        });
        return save;
    }

    private Risk risk(Fields fields, Uses mine) {
        Risk.Level level = fields.oneOf("danger", List.of("low", "high"))
                .map(word -> word.equals("high") ? Risk.Level.HIGH : Risk.Level.LOW)
                .orElse(Risk.Level.NONE);
        Optional<Text> target = fields.text("target");
        target.ifPresent(text -> commands.words(text, mine));
        if (level == Risk.Level.HIGH && !fields.has("target")) {
            problems.meaning(
                    "danger-without-target",
                    fields.keyAt("danger"),
                    "A step with `danger: high` needs a `target`.",
                    "add `target:` and what must be typed to go on, such as `$namespace` or `production`");
        } else if (fields.has("target") && level != Risk.Level.HIGH && !fields.has("danger")) {
            problems.meaning(
                    "target-without-danger",
                    fields.keyAt("target"),
                    "`target` is only asked with `danger: high`.",
                    "add `danger: high`, or delete `target`");
        }
        return new Risk(level, target.map(Text::words), fields.words("undo"));
    }

    private Optional<Step> decide(Fields fields, Uses mine, String holder, int depth) {
        Optional<String> fact = fact(fields, "decide", mine, holder);
        fields.require("text", "A `decide` step", "What is it?");
        if (!fields.has("options")) {
            problems.format(
                    "missing-key",
                    fields.at(),
                    "A `decide` step needs `options`.",
                    "add `options:` and an id with its words for each");
        }
        Optional<Fields> map = fields.fields("options");
        List<Option> options = new ArrayList<>();
        map.ifPresent(all -> {
            choices.howMany(all, "options");
            Optional<String> usual = Optional.empty();
            for (String id : all.names()) {
                choices.checkId(id, all.keyAt(id));
                Optional<Option> option = option(all, id, mine, fact.orElse(holder), depth);
                if (option.isPresent() && option.get().usual()) {
                    if (usual.isPresent()) {
                        problems.meaning(
                                "two-usual",
                                all.keyAt(id),
                                "`" + usual.get() + "` and `" + id + "` are both the usual one.",
                                "mark one of them");
                    }
                    usual = Optional.of(id);
                }
                option.ifPresent(options::add);
            }
        });
        return fact.map(id -> new Step.Decide(common(fields, id, question(fields), mine), options));
    }

    private Optional<Option> option(Fields all, String id, Uses mine, String fact, int depth) {
        Part part = all.part(id).orElseThrow();
        if (part instanceof Text words) {
            return Optional.of(new Option(
                    id,
                    words.line("An option", Choices.LONGEST_WORDS),
                    List.of(),
                    false,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Condition.ALWAYS,
                    Optional.empty()));
        }
        Optional<Fields> map = all.fields(id);
        if (map.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = map.get();
        fields.only("an option", StepKeys.OPTION);
        fields.require("text", "An option", id.replace('_', ' '));
        String text = fields.line("text", "An option", Choices.LONGEST_WORDS).orElse(id);
        fields.text("go").ifPresent(mine.targets::add);
        Optional<Text> follow = fields.text("follow").filter(this::fileName);
        follow.ifPresent(mine.follows::add);
        boolean reason = fields.text("reason")
                .flatMap(word -> word.oneOf("value of `reason`", List.of("required")))
                .isPresent();
        List<Step> steps = inner(fields, StepIds.fromText(fact + " " + id), depth);
        return Optional.of(new Option(
                id,
                text,
                steps,
                reason,
                fields.flag("usual"),
                follow.map(Text::raw),
                fields.words("go"),
                when(fields, mine),
                positive(fields, "again")));
    }

    private List<Step> inner(Fields fields, String holder, int depth) {
        Optional<Items> items = fields.items("steps");
        if (items.isPresent() && depth >= DEEPEST) {
            problems.meaning(
                    "too-nested",
                    fields.keyAt("steps"),
                    "Steps stand at most " + DEEPEST + " levels inside others.",
                    "move these steps out, or into a book of their own and `follow` it");
        }
        return items.isPresent() ? steps(items.get(), holder, depth + 1) : List.of();
    }

    private Step group(Fields fields, String heading, Uses mine, String holder, int depth) {
        if (!fields.has("steps")) {
            problems.format("missing-key", fields.at(), "A `group` needs `steps`.", "add `steps:` and the list");
        }
        Step.Common common = common(fields, heading, heading, mine, holder);
        return new Step.Group(common, inner(fields, common.id(), depth));
    }

    private Optional<Step> send(Fields fields, Uses mine, String holder) {
        Optional<MessageStage> stage = fields.text("send")
                .flatMap(word -> word.oneOf("stage of a message", STAGES))
                .flatMap(MessageStage::of);
        List<Text> to = fields.oneOrMore("to");
        mine.audiences.addAll(to);
        return stage.map(known -> new Step.Send(
                common(fields, "Send the message: " + known.word() + ".", known.word(), mine, holder),
                known,
                Text.rawOf(to)));
    }

    private Optional<Step> call(Fields fields, Uses mine, String holder) {
        List<Text> roles = fields.oneOrMore("call");
        mine.roles.addAll(roles);
        fields.text("message").ifPresent(text -> commands.words(text, mine));
        if (roles.isEmpty()) {
            fields.items("call")
                    .filter(Items::isEmpty)
                    .ifPresent(items -> problems.format(
                            "no-roles",
                            items.at(),
                            "`call` names nobody.",
                            "write at least one role of the team file: `call: [imoc]`"));
            return Optional.empty();
        }
        String names = String.join(", ", Text.rawOf(roles));
        return Optional.of(new Step.Call(
                common(fields, "Call " + names + ".", names, mine, holder),
                Text.rawOf(roles),
                fields.words("message")));
    }

    /**
     * A verification without the key `verify`, as revert plans list them.
     *
     * @param fields with `check` or `text`
     * @param words shown where there is no `text`
     */
    public Step.Verify verification(Fields fields, String words) {
        Uses mine = new Uses();
        mine.at = fields.at();
        String text = fields.line("text", "`text`", LONGEST_TEXT).orElse(words);
        Step.Verify step = verify(fields, text, mine, "verify");
        uses.put(step, mine);
        return step;
    }

    private Step.Verify verify(Fields fields, String text, Uses mine, String holder) {
        List<String> needs = commands.needs(fields);
        Optional<Command> check = fields.part("check").flatMap(part -> commands.command("check", part, needs, mine));
        if (!fields.has("check")) {
            for (String key : List.of("expect", "needs")) {
                if (fields.has(key)) {
                    problems.meaning(
                            "key-without-check",
                            fields.keyAt(key),
                            "`" + key + "` goes with `check` only.",
                            "add `check:` and a command that only reads, or delete it");
                }
            }
        }
        Hold hold = new Hold(
                positive(fields, "after"),
                positive(fields, "every"),
                positive(fields, "hold"),
                positive(fields, "give-up"));
        if (hold.every().isPresent()
                && hold.giveUp().isPresent()
                && hold.every().get().compareTo(hold.giveUp().get()) > 0) {
            problems.warning(
                    "every-over-give-up",
                    fields.keyAt("every"),
                    "`every` is longer than `give-up`: it is looked at once.",
                    "make `give-up` longer");
        }
        for (String key : List.of("if-not", "if-holds")) {
            fields.text(key).ifPresent(mine.targets::add);
        }
        return new Step.Verify(
                common(fields, text, text, mine, holder),
                check,
                commands.expect(fields),
                hold,
                needs,
                fields.words("if-not"),
                fields.words("if-holds"));
    }

    private Optional<Step> follow(Fields fields, Uses mine, String holder) {
        Optional<Text> book = fields.text("follow").filter(this::fileName);
        book.ifPresent(mine.follows::add);
        return book.map(name ->
                new Step.Follow(common(fields, "Follow `" + name.raw() + "`.", name.raw(), mine, holder), name.raw()));
    }

    private boolean fileName(Text name) {
        boolean good = FILE_NAME.matcher(name.raw()).matches();
        if (!good) {
            problems.format(
                    "bad-book-name",
                    name.at(),
                    "`" + name.shown() + "` is not the name of a book.",
                    "write the name of its file without the ending: `large-sidekiq-queue`");
        }
        return good;
    }

    private List<Block> show(Fields fields, Uses mine) {
        List<Block> blocks = new ArrayList<>();
        for (Fields entry : fields.maps("show")) {
            entry.only("`show`", BLOCKS);
            if (entry.names().size() > 1) {
                problems.format(
                        "two-blocks",
                        entry.keyAt(List.copyOf(entry.names()).get(1)),
                        "Each entry of `show` is one block.",
                        "begin a new `- ` line");
            }
            for (String key : entry.names()) {
                Optional<Block.Kind> kind = Block.Kind.of(key);
                Optional<Text> text = kind.isPresent() ? entry.text(key) : Optional.empty();
                if (text.isPresent()) {
                    if (kind.get() == Block.Kind.COMMAND) {
                        commands.shown(text.get(), mine);
                    }
                    blocks.add(new Block(kind.get(), text.get().raw().stripTrailing()));
                }
            }
        }
        return blocks;
    }
}
