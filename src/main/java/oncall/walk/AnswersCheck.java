package oncall.walk;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import oncall.plan.RevertPlan;
import oncall.runbook.AnswersFile;
import oncall.runbook.Diagnostic;
import oncall.runbook.FactType;
import oncall.runbook.Nearest;
import oncall.runbook.Phase;
import oncall.runbook.Runbook;
import oncall.runbook.Team;

/**
 * Checks a whole answers file before anything starts: every name can be asked by the book, the team's steps, the books it
 * follows or the plan of the change; every value is legal for it.
 */
public final class AnswersCheck {
    private final AnswersFile file;
    private final Team team;
    private final Shelf shelf;
    private final Askable askable;
    private final AnswerReader reader;
    private final Instant now;
    private final ZoneId zone;
    private final List<String> lines;
    private final List<Diagnostic> problems = new ArrayList<>();

    private AnswersCheck(
            AnswersFile file, Team team, Shelf shelf, Askable askable, AnswerReader reader, Instant now, ZoneId zone) {
        this.file = file;
        this.team = team;
        this.shelf = shelf;
        this.askable = askable;
        this.reader = reader;
        this.now = now;
        this.zone = zone;
        this.lines = file.source().text().lines().toList();
    }

    /**
     * Everything in `file` that could not be used, in its order; empty when it can all be asked.
     *
     * @param reader reads values as the walk will
     * @param now no time written in the file may be later
     * @param zone of clock times
     */
    public static List<Diagnostic> check(
            AnswersFile file, Runbook book, Team team, Shelf shelf, AnswerReader reader, Instant now, ZoneId zone) {
        Askable askable = Askable.of(book, team, shelf, plans(file, book, shelf));
        file.entries().stream()
                .filter(entry -> entry.name().equals("go"))
                .forEach(entry -> entry.value().forEach(askable::goTo));
        AnswersCheck check = new AnswersCheck(file, team, shelf, askable, reader, now, zone);
        check.start();
        file.entries().forEach(check::entry);
        return List.copyOf(check.problems);
    }

    /** The plans an entry names, else the book's own. */
    private static List<RevertPlan> plans(AnswersFile file, Runbook book, Shelf shelf) {
        List<RevertPlan> named = new ArrayList<>();
        for (AnswersFile.Entry entry : file.entries()) {
            List<String> values = new ArrayList<>(entry.value());
            values.addAll(entry.fields().values());
            for (String value : values) {
                Optional<RevertPlan> plan =
                        value.startsWith("plan:") ? shelf.plan(value.substring("plan:".length())) : Optional.empty();
                plan.ifPresent(named::add);
            }
        }
        book.revertPlan().flatMap(shelf::plan).ifPresent(named::add);
        return named.stream().distinct().toList();
    }

    private void start() {
        file.start().role().filter(role -> !team.roles().containsKey(role)).ifPresent(role -> {
            Optional<AnswersFile.Entry> first = file.entries().stream().findFirst();
            report(
                    first.map(AnswersFile.Entry::place)
                            .orElse(oncall.runbook.Location.of(file.source().path())),
                    1,
                    "unknown-role",
                    "`" + role + "`, the role in `start`, is not one of the roles.",
                    role,
                    team.roles().keySet());
        });
    }

    private void entry(AnswersFile.Entry entry) {
        for (String role : entry.who().keySet()) {
            if (!team.roles().containsKey(role)) {
                report(
                        entry,
                        "unknown-role",
                        "`" + role + "` under `who` is not one of the roles.",
                        role,
                        team.roles().keySet());
            }
        }
        switch (entry.name()) {
            case "note", "park", "pause" -> written(entry);
            case "late" -> late(entry);
            case "handoff" ->
                report(
                        entry,
                        "not-yet",
                        "`handoff` is not part of this version.",
                        "write `pause: {until: \"...\", reason: \"...\"}`; whoever takes over goes on with `oncall resume`");
            case "correct" -> entry.fields().forEach((name, value) -> answer(entry, name, List.of(value)));
            case "raise" -> entry.value().forEach(level -> level(entry, level));
            case "go" -> entry.value().forEach(name -> go(entry, name));
            case "lower" -> {
                if (entry.fields().isEmpty()) {
                    answer(entry, "lower", entry.value());
                }
            }
            default -> answer(entry, entry.name(), entry.value());
        }
    }

    private void written(AnswersFile.Entry entry) {
        boolean empty = entry.value().stream().allMatch(String::isBlank)
                && entry.fields().values().stream().allMatch(String::isBlank);
        if (empty) {
            report(
                    entry,
                    "empty-answer",
                    "`" + entry.name() + "` says nothing.",
                    "write its words, or delete the entry");
        }
    }

    /** A late note has a time that can be read; whether it has come is seen when it is its turn. */
    private void late(AnswersFile.Entry entry) {
        written(entry);
        String at = entry.fields().getOrDefault("at", "");
        AnswerReader.Reading reading = reader.read(Asked.of(FactType.TIME), at, now, zone);
        if (reading instanceof AnswerReader.Refused refused) {
            report(entry, "illegal-answer", "`late`: " + refused.why(), "");
        } else if (((AnswerReader.Read) reading).value().isUnknown()) {
            report(entry, "illegal-answer", "`late` has no time.", "write `at: \"01:50\"`");
        }
    }

    private void level(AnswersFile.Entry entry, String level) {
        if (!team.levels().containsKey(level)) {
            report(
                    entry,
                    "unknown-level",
                    "`" + level + "` is not one of the levels.",
                    level,
                    team.levels().keySet());
        }
    }

    private void go(AnswersFile.Entry entry, String name) {
        if (Phase.of(name).isEmpty()
                && askable.find(name).isEmpty()
                && shelf.book(name).isEmpty()) {
            List<String> known = new ArrayList<>(askable.names());
            java.util.Arrays.stream(Phase.values()).map(Phase::word).forEach(known::add);
            known.addAll(shelf.books());
            report(entry, "unknown-name", "`" + name + "` is no phase, step or book to go to.", name, known);
        }
    }

    private void answer(AnswersFile.Entry entry, String name, List<String> values) {
        Optional<Asked> asked = askable.find(name);
        if (asked.isEmpty()) {
            report(
                    entry,
                    "unknown-name",
                    "Nothing called `" + name + "` is asked in this walk.",
                    name,
                    askable.names());
            return;
        }
        if (entry.shows().isPresent() && !values.equals(List.of("elsewhere"))) {
            report(
                    entry,
                    "shows-without-elsewhere",
                    "`shows` goes with a command that was run elsewhere.",
                    "write `" + name + ": elsewhere`");
        }
        AnswerReader.Reading reading = reader.read(asked.get(), String.join(", ", values), now, zone);
        if (reading instanceof AnswerReader.Refused refused) {
            report(entry, "illegal-answer", "`" + name + "`: " + refused.why(), "");
        }
    }

    private void report(AnswersFile.Entry entry, String rule, String message, String name, Collection<String> known) {
        report(entry.place(), entry.name().length(), rule, message, name, known);
    }

    private void report(
            oncall.runbook.Location at, int width, String rule, String message, String name, Collection<String> known) {
        Optional<String> nearest = Nearest.to(name, known);
        String remedy = nearest.isEmpty() && known.size() <= 16 ? "known here: " + String.join(", ", known) : "";
        problems.add(
                new Diagnostic(Diagnostic.Kind.MEANING, rule, at, width, line(at.line()), message, remedy, nearest));
    }

    private void report(AnswersFile.Entry entry, String rule, String message, String remedy) {
        problems.add(new Diagnostic(
                Diagnostic.Kind.MEANING,
                rule,
                entry.place(),
                entry.name().length(),
                line(entry.place().line()),
                message,
                remedy,
                Optional.empty()));
    }

    private String line(int number) {
        return number <= lines.size() ? lines.get(number - 1) : "";
    }
}
