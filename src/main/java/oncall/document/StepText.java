package oncall.document;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import oncall.runbook.Command;
import oncall.runbook.Condition;
import oncall.runbook.ConditionWords;
import oncall.runbook.Durations;
import oncall.runbook.Expect;
import oncall.runbook.Option;
import oncall.runbook.Risk;
import oncall.runbook.ShellForm;
import oncall.runbook.Step;

/** The words for one step in {@link RunbookText}. */
final class StepText {
    private StepText() {}

    /** An option: its id and words, and what choosing it leads to. */
    static String option(Option option, ConditionWords conditions) {
        List<String> notes = new ArrayList<>();
        if (option.usual()) {
            notes.add("usual");
        }
        if (option.reasonRequired()) {
            notes.add("needs a reason");
        }
        option.follow().ifPresent(book -> notes.add("follows " + book));
        option.go().ifPresent(target -> notes.add("goes to " + target));
        option.again().ifPresent(span -> notes.add("asked again after " + Durations.words(span)));
        if (!option.when().equals(Condition.ALWAYS)) {
            notes.add("only when " + conditions.of(option.when()));
        }
        return "- " + option.id() + ": " + option.text()
                + (notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")");
    }

    /** What a step is, in one word. */
    static final class Kind implements Step.Cases<String> {
        @Override
        public String doIt(Step.Do step) {
            return "do";
        }

        @Override
        public String ask(Step.Ask step) {
            return "ask";
        }

        @Override
        public String run(Step.Run step) {
            return "run";
        }

        @Override
        public String decide(Step.Decide step) {
            return "decide";
        }

        @Override
        public String send(Step.Send step) {
            return "send";
        }

        @Override
        public String call(Step.Call step) {
            return "call";
        }

        @Override
        public String verify(Step.Verify step) {
            return "verify";
        }

        @Override
        public String follow(Step.Follow step) {
            return "follow";
        }

        @Override
        public String group(Step.Group step) {
            return "group";
        }
    }

    /** The lines below a step. */
    static final class Details implements Step.Cases<List<String>> {
        private List<String> common(Step step, List<String> lines) {
            List<String> all = new ArrayList<>(lines);
            step.common().who().ifPresent(role -> all.add("who: " + role));
            if (step.common().optional()) {
                all.add("optional");
            }
            step.common().milestone().ifPresent(mark -> all.add("sets the mark: " + mark.word()));
            step.common()
                    .show()
                    .forEach(block -> block.text()
                            .lines()
                            .forEach(line -> all.add(block.kind().word() + "| " + line)));
            step.common().links().forEach(link -> all.add("link: " + link));
            return all;
        }

        private static List<String> command(Command command) {
            return ShellForm.of(command).lines().map(line -> "$ " + line).toList();
        }

        private static List<String> risk(Risk risk) {
            List<String> lines = new ArrayList<>();
            if (risk.level() != Risk.Level.NONE) {
                String target =
                        risk.target().map(typed -> "; to go on, type " + typed).orElse("");
                lines.add("danger: " + risk.level().name().toLowerCase(java.util.Locale.ROOT) + target);
            }
            risk.undo().ifPresent(undo -> lines.add("undo: " + undo));
            return lines;
        }

        private static List<String> expect(Expect expect) {
            List<String> parts = new ArrayList<>();
            if (expect.exit() != 0) {
                parts.add("exit code " + expect.exit());
            }
            expect.text().ifPresent(text -> parts.add("output `" + text + "`"));
            expect.contains().ifPresent(part -> parts.add("`" + part + "` in the output"));
            expect.notContains().ifPresent(part -> parts.add("no `" + part + "` in the output"));
            expect.matches().ifPresent(regex -> parts.add("output matching `" + regex + "`"));
            expect.number()
                    .forEach((comparison, bound) ->
                            parts.add("a number " + comparison.word().replace('-', ' ') + " " + bound));
            return parts.isEmpty() ? List.of() : List.of("expects " + String.join(", ", parts));
        }

        private static void span(String words, Optional<Duration> span, List<String> into) {
            span.ifPresent(time -> into.add(words + " " + Durations.words(time)));
        }

        @Override
        public List<String> doIt(Step.Do step) {
            return common(step, risk(step.risk()));
        }

        @Override
        public List<String> ask(Step.Ask step) {
            List<String> lines = new ArrayList<>();
            String type =
                    step.type().word() + step.unit().map(unit -> " in " + unit).orElse("");
            String least =
                    step.min().map(min -> ", at least " + min.toPlainString()).orElse("");
            String most =
                    step.max().map(max -> ", at most " + max.toPlainString()).orElse("");
            String from = step.from().map(place -> ", filled in from " + place).orElse("");
            if (step.choices().isEmpty()) {
                lines.add(type + least + most + from);
            } else {
                lines.add(step.choices().stream()
                                .map(choice -> choice.id() + " (" + choice.words() + ")")
                                .collect(Collectors.joining(", "))
                        + from);
            }
            return common(step, lines);
        }

        @Override
        public List<String> run(Step.Run step) {
            List<String> lines = new ArrayList<>(command(step.command()));
            step.where().ifPresent(where -> lines.add("where: " + where));
            span("at most", step.timeout(), lines);
            lines.addAll(expect(step.expect()));
            if (!step.needs().isEmpty()) {
                lines.add("needs in the environment: " + String.join(", ", step.needs()));
            }
            step.save().forEach((fact, type) -> lines.add("saves its output as " + fact + " (" + type.word() + ")"));
            lines.addAll(risk(step.risk()));
            return common(step, lines);
        }

        @Override
        public List<String> decide(Step.Decide step) {
            return common(step, List.of());
        }

        @Override
        public List<String> send(Step.Send step) {
            return common(
                    step,
                    List.of(step.stage().word() + (step.to().isEmpty() ? "" : " to " + String.join(", ", step.to()))));
        }

        @Override
        public List<String> call(Step.Call step) {
            List<String> lines = new ArrayList<>(List.of("calls " + String.join(", ", step.roles())));
            step.message().ifPresent(message -> lines.add("says: " + message));
            return common(step, lines);
        }

        @Override
        public List<String> verify(Step.Verify step) {
            List<String> lines = new ArrayList<>();
            step.check().ifPresentOrElse(check -> lines.addAll(command(check)), () -> lines.add("a person looks"));
            lines.addAll(expect(step.expect()));
            List<String> times = new ArrayList<>();
            span("first look after", step.hold().after(), times);
            span("again every", step.hold().every(), times);
            span("must hold", step.hold().hold(), times);
            span("given up after", step.hold().giveUp(), times);
            if (!times.isEmpty()) {
                lines.add(String.join(", ", times));
            }
            step.ifHolds().ifPresent(target -> lines.add("if it holds: " + target));
            step.ifNot().ifPresent(target -> lines.add("if not: " + target));
            return common(step, lines);
        }

        @Override
        public List<String> follow(Step.Follow step) {
            return common(step, List.of("follows " + step.book()));
        }

        @Override
        public List<String> group(Step.Group step) {
            return common(step, List.of());
        }
    }
}
