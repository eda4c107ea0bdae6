package oncall.document;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import oncall.plan.Declared;
import oncall.plan.Finding;
import oncall.plan.RevertPlan;
import oncall.plan.Span;
import oncall.plan.Verdict;
import oncall.plan.Written;
import oncall.runbook.Condition;
import oncall.runbook.ConditionWords;
import oncall.runbook.Durations;
import oncall.runbook.FactType;
import oncall.runbook.ShellForm;
import oncall.runbook.Step;
import oncall.runbook.StepIds;

/**
 * One page about a revert plan, for somebody who has not written it: whether it can be trusted, when to use it, where the way back
 * ends, and every command as it would run. Prose is broken at the width of a small terminal; a command never is, for it is copied.
 */
public final class PlanPage {
    private static final int WIDTH = 80;
    private static final int LABEL = 11;
    private static final Pattern QUOTED = Pattern.compile("^[a-z]+\\| ");

    private final RevertPlan plan;
    private final ConditionWords conditions;
    private final List<String> page = new ArrayList<>();
    private int number;

    private PlanPage(RevertPlan plan) {
        this.plan = plan;
        Set<String> durations = new TreeSet<>(Set.of("awake", "on_incident"));
        plan.everyStep().forEach(each -> {
            if (each.step() instanceof Step.Ask ask && ask.type() == FactType.DURATION) {
                durations.add(ask.id());
            }
        });
        this.conditions = new ConditionWords(durations);
    }

    /** The page, lines ended by line feeds; not yet safe for a terminal: it holds text of the plan. */
    public static String write(RevertPlan plan, Verdict verdict, LocalDate today) {
        PlanPage writer = new PlanPage(plan);
        writer.head(verdict, today);
        writer.deciding();
        writer.noReturn();
        writer.scope();
        writer.before();
        writer.steps();
        writer.proof();
        writer.paper(today);
        return String.join("\n", writer.page) + "\n";
    }

    // ---- what it is

    private void head(Verdict verdict, LocalDate today) {
        page.add(verdict.line(today));
        for (Finding blocker : verdict.blockers()) {
            prose(
                    "  - ",
                    blocker.what() + " (" + blocker.rule().id() + ", line "
                            + blocker.at().line() + ")");
        }
        int warnings = verdict.warnings().size();
        if (warnings > 0) {
            prose(
                    "  ",
                    (warnings == 1 ? "1 warning" : warnings + " warnings") + ": oncall revert-plan check "
                            + plan.name());
        }
        page.add("");
        prose("", plan.title().isEmpty() ? plan.name() : plan.title());
        field("plan", plan.name() + " (" + plan.source().path() + ")");
        field("change", change());
        field("owner", people());
        plan.people().contact().ifPresent(words -> field("contact", words.text()));
    }

    private String change() {
        RevertPlan.Change change = plan.change();
        List<String> parts = new ArrayList<>();
        change.ref().ifPresent(ref -> parts.add(ref.text()));
        change.deployed().ifPresent(day -> parts.add("deployed " + day.written().text()));
        change.by().ifPresent(by -> parts.add("by " + by.text()));
        change.git().ifPresent(git -> parts.add("git " + words(git.from()) + ".." + words(git.to())));
        return String.join(", ", parts);
    }

    private String people() {
        RevertPlan.People people = plan.people();
        List<String> parts = new ArrayList<>();
        people.owner().ifPresent(owner -> parts.add(owner.text()));
        people.backup().ifPresent(backup -> parts.add("backup " + backup.text()));
        people.approver().ifPresent(approver -> parts.add("permitted by " + approver.text()));
        if (!people.approvedFor().isEmpty()) {
            parts.add("nobody has to be asked at " + names(people.approvedFor()));
        }
        return String.join("; ", parts);
    }

    // ---- when

    private void deciding() {
        RevertPlan.Deciding deciding = plan.deciding();
        if (deciding.triggers().isEmpty() && deciding.within().isEmpty()) {
            return;
        }
        heading("When to undo it");
        for (RevertPlan.Trigger trigger : deciding.triggers()) {
            String bound = trigger.above()
                            .map(value -> " above " + value.text())
                            .orElse("")
                    + trigger.below().map(value -> " below " + value.text()).orElse("");
            prose(
                    "  - ",
                    trigger.signal().text()
                            + bound
                            + trigger.window()
                                    .map(span -> " for " + words(span))
                                    .orElse(""));
            trigger.check().ifPresent(check -> command("    ", check));
        }
        deciding.within().ifPresent(span -> prose("  ", "Decide within " + words(span) + "."));
    }

    private void noReturn() {
        heading("Point of no return");
        RevertPlan.Deciding deciding = plan.deciding();
        Optional<String> where = deciding.noReturn().flatMap(RevertPlan.PointOfNoReturn::words);
        if (deciding.noReturn().isEmpty()) {
            prose("  ", "The plan names none.");
        } else if (where.isEmpty()) {
            prose(
                    "  ",
                    "None"
                            + deciding.noReturn()
                                    .get()
                                    .why()
                                    .map(why -> ": " + why.text())
                                    .orElse("") + ".");
        } else {
            prose("  ", upper(where.get()));
        }
        deciding.afterNoReturn().ifPresent(words -> prose("  Then: ", words.text()));
    }

    // ---- what

    private void scope() {
        heading("What goes back, in this order");
        RevertPlan.Scope scope = plan.scope();
        for (RevertPlan.Flag flag : scope.flags()) {
            field(
                    "flag",
                    flag.name().text() + " to " + flag.revertTo().text()
                            + flag.ifFlagsDown()
                                    .map(words -> "; if flags cannot be set: " + words.text())
                                    .orElse(""));
        }
        for (RevertPlan.Service service : inOrder(scope.services())) {
            field("service", service(service));
        }
        scope.parallel().forEach(group -> field("together", names(group)));
        scope.orderReason().ifPresent(words -> field("because", words.text()));
        stored();
        if (!scope.consumers().names().isEmpty()) {
            field("consumers", names(scope.consumers().names()));
        }
        scope.cannotRevert()
                .forEach(party -> field(
                        "stays",
                        party.who().text()
                                + party.why().map(why -> ": " + why.text()).orElse("")));
        scope.configNeeded().forEach(words -> field("needs", words.text()));
    }

    private static String service(RevertPlan.Service service) {
        String to = service.to().text();
        return service.name().text() + " " + service.from().text() + (to.equals("none") ? ", taken away" : " -> " + to)
                + (service.environments().isEmpty() ? "" : " in " + names(service.environments()))
                + (service.revertAfter().isEmpty() ? "" : ", after " + names(service.revertAfter()));
    }

    /** Each after those it waits for, else as in the file; those that wait for each other stand last. */
    private static List<RevertPlan.Service> inOrder(List<RevertPlan.Service> services) {
        List<RevertPlan.Service> left = new ArrayList<>(services);
        List<RevertPlan.Service> ordered = new ArrayList<>();
        Set<String> done = new LinkedHashSet<>();
        Set<String> known = new LinkedHashSet<>();
        services.forEach(each -> known.add(each.name().text()));
        Optional<RevertPlan.Service> next = Optional.empty();
        do {
            next = left.stream()
                    .filter(each -> each.revertAfter().stream()
                            .map(Written::text)
                            .allMatch(name -> done.contains(name) || !known.contains(name)))
                    .findFirst();
            next.ifPresent(each -> {
                left.remove(each);
                ordered.add(each);
                done.add(each.name().text());
            });
        } while (next.isPresent());
        ordered.addAll(left);
        return ordered;
    }

    private void stored() {
        RevertPlan.Stored stored = plan.stored();
        if (stored.migrations().saidNone()) {
            field("migrations", "none");
        }
        for (RevertPlan.Migration migration : stored.migrations().all()) {
            String way = migration.isLater()
                    ? "not in this deployment"
                    : migration.revert().map(Written::text).orElse("nothing is said")
                            + migration.down().map(down -> " by " + down.text()).orElse("")
                            + migration.why().map(why -> ", " + why.text()).orElse("");
            field(
                    "migration",
                    migration.id().text()
                            + migration.title().map(title -> " " + title.text()).orElse("") + ": " + way);
        }
        stored.newData()
                .ifPresent(data -> field(
                        "new data",
                        data.policy().text()
                                + data.how().map(how -> ": " + how.text()).orElse("")));
        stored.backup().ifPresent(this::backup);
    }

    private void backup(RevertPlan.Backup backup) {
        List<String> parts = new ArrayList<>();
        backup.where().ifPresent(where -> parts.add(where.text()));
        backup.takes().ifPresent(span -> parts.add("a restore takes " + words(span)));
        backup.tested().ifPresent(day -> parts.add("last tried " + day.written().text()));
        backup.retainedUntil()
                .ifPresent(day -> parts.add("kept until " + day.written().text()));
        field("backup", String.join(", ", parts));
        backup.restore().ifPresent(restore -> command(" ".repeat(LABEL + 2), restore));
    }

    // ---- how

    private void before() {
        Optional<RevertPlan.Hold> hold = plan.release().hold();
        if (hold.isEmpty() && plan.stored().saveFirst().isEmpty()) {
            return;
        }
        heading("Before the first step");
        hold.ifPresent(each -> {
            prose(
                    "  ",
                    "Hold deploys"
                            + plan.release()
                                    .pipeline()
                                    .map(name -> " of " + name.text())
                                    .orElse("") + ":");
            command("  ", each.run());
        });
        for (RevertPlan.SaveFirst save : plan.stored().saveFirst()) {
            prose(
                    "  ",
                    "Save"
                            + save.timeout()
                                    .map(span -> ", at most " + words(span))
                                    .orElse("") + ":");
            command("  ", save.run());
        }
    }

    private void steps() {
        heading("Steps");
        plan.doing().steps().forEach(each -> step(each, "  "));
    }

    private void step(RevertPlan.PlanStep planned, String margin) {
        Step step = planned.step();
        String mark = ++number + ". ";
        String inner = margin + " ".repeat(mark.length());
        prose(margin + mark, title(planned) + (isNamed(step) ? " [" + step.id() + "]" : ""));
        List<String> more = new ArrayList<>();
        if (!step.common().when().equals(Condition.ALWAYS)) {
            more.add("only when " + conditions.of(step.common().when()));
        }
        more.addAll(step.accept(new StepText.Details()));
        planned.service().ifPresent(service -> more.add("puts back " + service.text()));
        planned.rerunSafe().ifPresent(words -> more.add(rerun(words.text())));
        details(inner, more);
        if (step instanceof Step.Decide decide) {
            options(decide, planned.inside(), inner);
        } else {
            planned.inside().forEach(each -> step(each, inner));
        }
    }

    /** Its words; of a step that has none but its command, what the command is for. */
    private static String title(RevertPlan.PlanStep planned) {
        boolean bare = planned.step() instanceof Step.Run run
                && run.command()
                        .display()
                        .lines()
                        .findFirst()
                        .orElse("")
                        .strip()
                        .startsWith(planned.step().text());
        return bare
                ? planned.service().map(name -> "Put back " + name.text() + ":").orElse("Run:")
                : planned.step().text();
    }

    /** Whether its id says more than its words: one that was written by a person. */
    private static boolean isNamed(Step step) {
        return !step.id().equals(StepIds.fromText(step.text()));
    }

    private static String rerun(String words) {
        return switch (words) {
            case "true" -> "may be run again";
            case "false" -> "must not be run again";
            default -> "after half a run: " + words;
        };
    }

    private void options(Step.Decide decide, List<RevertPlan.PlanStep> inside, String margin) {
        int next = 0;
        for (oncall.runbook.Option option : decide.options()) {
            prose(margin, StepText.option(option, conditions));
            for (int end = next + option.steps().size(); next < end; next++) {
                step(inside.get(next), margin + "  ");
            }
        }
    }

    /** What is copied or quoted on lines of its own; the rest in one sentence behind it. */
    private void details(String margin, List<String> lines) {
        List<String> said = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("$ ") || QUOTED.matcher(line).find()) {
                page.add(margin + line);
            } else {
                said.add(line);
            }
        }
        if (!said.isEmpty()) {
            prose(margin, String.join("; ", said));
        }
    }

    private void proof() {
        heading("Proven by");
        plan.doing().verify().forEach(each -> {
            String covers = each.covers()
                    .map(word -> word.text().equals("trigger") ? " (the trigger)" : " (a customer's way)")
                    .orElse("");
            String text = each.step().text();
            boolean told = each.step().check().isPresent() && text.startsWith("Does this hold: ");
            prose("  - ", (told ? "It must succeed" : text) + covers);
            details("    ", each.step().accept(new StepText.Details()));
        });
        plan.doing()
                .ifVerifyFails()
                .ifPresentOrElse(
                        words -> prose("  If not: ", words.text()),
                        () -> prose("  If not: ", "the plan does not say."));
        plan.release().hold().flatMap(RevertPlan.Hold::release).ifPresent(release -> {
            prose("  ", "When it is over, let deploys go again:");
            command("  ", release);
        });
        plan.doing().forwardAgain().ifPresent(words -> {
            heading("How it goes out again");
            prose("  ", words.text());
        });
    }

    private void paper(LocalDate today) {
        heading("How long, and when it was tried");
        field("estimate", plan.estimate().map(Durations::words).orElse("not given"));
        field(
                "rehearsal",
                plan.paper().rehearsal().map(last -> rehearsal(last, today)).orElse("never rehearsed"));
        plan.paper()
                .suppressed()
                .forEach(each -> field(
                        "suppressed",
                        each.rule().text()
                                + each.reason().map(why -> ": " + why.text()).orElse("")
                                + each.expires()
                                        .map(day -> ", until " + day.written().text())
                                        .orElse("")));
    }

    private static String rehearsal(RevertPlan.Rehearsal last, LocalDate today) {
        return last.date().written().text()
                + last.date()
                        .day()
                        .map(day -> " (" + Verdict.rehearsal(Optional.of(day), today) + ")")
                        .orElse("")
                + last.env().map(env -> " in " + env.text()).orElse("")
                + last.by().map(by -> " by " + by.text()).orElse("")
                + last.took().map(took -> ", took " + words(took)).orElse("")
                + last.result().map(result -> ": " + result.text()).orElse("");
    }

    // ---- lines

    private void heading(String words) {
        page.add("");
        page.add(words.toUpperCase(java.util.Locale.ROOT));
    }

    private void field(String label, String words) {
        if (!words.isBlank()) {
            prose("  " + label + " ".repeat(Math.max(1, LABEL - label.length())), words);
        }
    }

    private void prose(String first, String text) {
        page.addAll(Wrapped.lines(first, text, WIDTH));
    }

    private void command(String margin, Declared declared) {
        ShellForm.of(declared.command()).lines().forEach(line -> page.add(margin + "$ " + line));
    }

    private static String words(Span span) {
        return Durations.words(span.length());
    }

    private static String words(Optional<Written> written) {
        return written.map(Written::text).orElse("");
    }

    private static String names(List<Written> names) {
        return String.join(", ", names.stream().map(Written::text).toList());
    }

    private static String upper(String words) {
        return words.isEmpty()
                ? words
                : words.substring(0, words.offsetByCodePoints(0, 1)).toUpperCase(java.util.Locale.ROOT)
                        + words.substring(words.offsetByCodePoints(0, 1));
    }
}
