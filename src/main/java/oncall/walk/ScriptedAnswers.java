package oncall.walk;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.runbook.AnswersFile;

/**
 * The person of an answers file: gives its entries in order, to the questions they name, and stops at the first question that
 * the next entry does not answer. It never runs and never confirms anything.
 */
public final class ScriptedAnswers implements Prompter {
    private static final Set<String> DEEDS =
            Set.of("note", "late", "park", "go", "raise", "correct", "pause", "handoff");
    private static final Set<String> COMPANIONS = Set.of(
            "reason", "text", "exit", "output", "evidence", "name", "until", "source", "approved", "retry", "wait");

    private final Prompter screen;
    private final AnswersFile file;
    private final Clock clock;
    private final ZoneId zone;
    private final boolean moves;
    private final List<AnswersFile.Entry> remaining;
    private Optional<AnswersFile.Entry> current = Optional.empty();
    private Optional<Instant> happened = Optional.empty();
    private Instant last;
    private Optional<String> missing = Optional.empty();

    /**
     * @param screen shows what is told, and the answers given
     * @param clock moved forward by each entry's `at` when it is fixed
     */
    public ScriptedAnswers(Prompter screen, AnswersFile file, Clock clock, ZoneId zone) {
        this.screen = screen;
        this.file = file;
        this.clock = clock;
        this.zone = zone;
        this.moves = clock.kind() == Clock.Kind.FIXED;
        this.last = clock.now();
        this.remaining = new ArrayList<>(file.entries());
    }

    @Override
    public void tell(List<Line> lines) {
        screen.tell(lines);
    }

    @Override
    public boolean interactive() {
        return false;
    }

    @Override
    public Optional<String> edit(String text) {
        return current.flatMap(AnswersFile.Entry::text);
    }

    @Override
    public Optional<Instant> happened() {
        return happened;
    }

    /** The question that had no answer, when that is why the walk stopped. */
    public Optional<String> missing() {
        return missing;
    }

    /** Entries that were not used, by name. */
    public List<AnswersFile.Entry> leftOver() {
        return List.copyOf(remaining);
    }

    @Override
    public boolean scripted() {
        return true;
    }

    @Override
    public boolean volunteers(String name) {
        if (COMPANIONS.contains(name)) {
            return companion(name).isPresent();
        }
        if (MessageValues.ASKED.contains(name)) {
            return said(name).isPresent() || peek(name).isPresent();
        }
        if (name.startsWith("go ")) {
            return next().filter(entry -> entry.name().equals("go"))
                    .flatMap(entry -> entry.value().stream().findFirst())
                    .filter(to -> to.equals(name.substring(3)))
                    .isPresent();
        }
        return peek(name).isPresent();
    }

    private Optional<AnswersFile.Entry> next() {
        return remaining.stream().findFirst();
    }

    /** The entry that answers a question of this name, if it is its turn; in a plain map, wherever it stands. */
    private Optional<AnswersFile.Entry> peek(String name) {
        return file.ordered()
                ? next().filter(entry -> isFor(entry, name))
                : remaining.stream().filter(entry -> isFor(entry, name)).findFirst();
    }

    private static boolean isFor(AnswersFile.Entry entry, String name) {
        return entry.name().equals(name) || name.endsWith("/" + entry.name());
    }

    @Override
    public Reply ask(Question question, Ticker ticker) {
        ticker.tick().forEach(line -> screen.tell(List.of(line)));
        String name = question.name();
        Optional<Reply> said = companionReply(question);
        if (said.isPresent()) {
            happened = Optional.empty();
            return said.get();
        }
        boolean samePage = name.equals(Calling.PAGE)
                && current.map(entry -> entry.name().equals(Calling.PAGE)).orElse(false)
                && peek(name).isEmpty();
        if (samePage) {
            return show(question, reply(current.orElseThrow(), question));
        }
        Optional<AnswersFile.Entry> entry = peek(name).or(this::next);
        if (entry.isEmpty()) {
            return stop(name);
        }
        if (DEEDS.contains(entry.get().name()) && !isFor(entry.get(), name)) {
            take(entry.get());
            return deed(entry.get(), name);
        }
        if (!isFor(entry.get(), name)) {
            return stop(name);
        }
        take(entry.get());
        return show(question, reply(entry.get(), question));
    }

    private Reply stop(String name) {
        missing = Optional.of(name);
        return new Ended(Why.END_OF_INPUT);
    }

    /** Uses an entry: its time becomes that of the reply, and moves a fixed clock. */
    private void take(AnswersFile.Entry entry) {
        remaining.remove(entry);
        current = Optional.of(entry);
        Optional<Instant> at =
                entry.name().equals("late") ? Optional.empty() : entry.at().flatMap(words -> instant(entry, words));
        at.ifPresent(instant -> {
            Duration ahead = Duration.between(clock.now(), instant);
            if (moves && !ahead.isNegative()) {
                clock.advance(ahead);
            }
            last = instant;
        });
        happened = moves ? Optional.empty() : at;
    }

    private Optional<Instant> instant(AnswersFile.Entry entry, String words) {
        Optional<Duration> after = entry.after();
        if (after.isPresent()) {
            return Optional.of(last.plus(after.get()));
        }
        try {
            return Optional.of(OffsetDateTime.parse(words).toInstant());
        } catch (DateTimeParseException notAnInstant) {
            try {
                ZonedDateTime same = last.atZone(zone).with(LocalTime.parse(words));
                return Optional.of((same.toInstant().isBefore(last) ? same.plusDays(1) : same).toInstant());
            } catch (DateTimeParseException notAClockTime) {
                return Optional.empty();
            }
        }
    }

    /** What the person did besides answering. */
    private Reply deed(AnswersFile.Entry entry, String asked) {
        String value = entry.value().stream().findFirst().orElse("");
        Reply order = switch (entry.name()) {
            case "late" ->
                new Order(
                        "late",
                        entry.fields().getOrDefault("at", "") + "\n"
                                + entry.fields().getOrDefault("text", ""));
            case "correct" -> {
                Map.Entry<String, String> change =
                        entry.fields().entrySet().iterator().next();
                yield new Order("correct", change.getKey() + "=" + change.getValue());
            }
            case "note" ->
                new Order("note", literal(value.isEmpty() ? entry.text().orElse("") : value));
            case "park" -> new Order("park", value.isEmpty() ? entry.text().orElse("") : value);
            case "pause" -> new Order("pause", "");
            case "handoff" -> new Order("handoff", "");
            default -> new Order(entry.name(), value);
        };
        screen.tell(List.of(new Line(Tone.HINT, "> :" + ((Order) order).word() + " " + ((Order) order).rest())));
        return order;
    }

    /** Words of a file begin with no time: that is what `late` is for. */
    private static String literal(String note) {
        return note.stripLeading().startsWith("@") ? " " + note : note;
    }

    /** Questions that belong to the entry just used: its reason, who answered, what the command showed. */
    private Optional<Reply> companionReply(Question question) {
        String name = question.name();
        if (name.startsWith("who ")) {
            String role = name.substring(4);
            return Optional.of(new Typed(
                    current.map(entry -> entry.who().getOrDefault(role, "")).orElse("")));
        }
        if (MessageValues.ASKED.contains(name) && peek(name).isEmpty()) {
            return Optional.of(new Typed(said(name).orElse("")));
        }
        if (name.startsWith("go ")) {
            next().ifPresent(this::take);
            return Optional.of(new Chosen(List.of("go")));
        }
        return COMPANIONS.contains(name) ? Optional.of(new Typed(companion(name).orElse(""))) : Optional.empty();
    }

    /** A line for a message: it stands with the entry that sends it, which comes next, or with the one just used. */
    private Optional<String> said(String name) {
        return next().flatMap(entry -> Optional.ofNullable(entry.said().get(name)))
                .or(() -> current.flatMap(
                        entry -> Optional.ofNullable(entry.said().get(name))));
    }

    private Optional<String> companion(String name) {
        return current.flatMap(entry -> switch (name) {
            case "reason" ->
                entry.reason().or(() -> Optional.ofNullable(entry.fields().get("reason")));
            case "text" -> entry.text();
            case "exit" -> entry.shows().map(shows -> Integer.toString(shows.exit()));
            case "output" -> entry.shows().map(AnswersFile.Shows::output);
            default -> Optional.ofNullable(entry.fields().get(name));
        });
    }

    private static Reply reply(AnswersFile.Entry entry, Question question) {
        if (question.name().equals(Priorities.LOWER)) {
            return new Chosen(List.of(entry.fields().isEmpty() && entry.value().contains("keep") ? "keep" : "lower"));
        }
        if (entry.value().size() > 1) {
            return new Chosen(entry.value());
        }
        String value = entry.value().stream().findFirst().orElse("");
        if (value.equals("unknown") && question.dontKnow()) {
            return new DontKnow();
        }
        boolean offered =
                question.choices().stream().anyMatch(choice -> choice.id().equals(value));
        return offered ? new Chosen(List.of(value)) : new Typed(value);
    }

    /** The screen shows what was asked and what was answered, as if somebody had typed it. */
    private Reply show(Question question, Reply reply) {
        String given = reply instanceof Chosen chosen
                ? String.join(", ", chosen.ids())
                : reply instanceof Typed typed ? typed.text() : "?";
        screen.tell(List.of(Line.of(question.text()), new Line(Tone.HINT, "> " + given)));
        return reply;
    }
}
