package oncall.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import oncall.runbook.Durations;
import oncall.runbook.Location;
import oncall.runbook.Step;

/** Migrations, data and those who read it: RP050 to RP061. */
final class DataRules {
    /** What is done with what is still on its way, or kept close by. */
    private static final Pattern IN_FLIGHT = Pattern.compile(
            "\\b(drain|purg|flush|dead.?letter|dlq|re-?queue|invalidat|evict|clear|empt(y|ies)|quarantin)");

    private static final Pattern QUEUES = Pattern.compile("\\b(queue|cache)s?\\b");
    private static final Pattern RESTORE = Pattern.compile("\\brestore\\b");
    private static final Pattern BACKED_UP = Pattern.compile("\\b(backup|snapshot|dump)");
    private static final Pattern RESTORES = Pattern.compile("restor(e|es|ing)\\b");

    private DataRules() {}

    static List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(MigrationRules.rules());
        rules.add(new Rule(
                "RP058",
                "backup",
                Rule.Level.ERROR,
                "A backup that is relied on has its restore, its place, how long it is kept, how long a restore takes, and"
                        + " when one was last tried.",
                "A backup nobody has restored is a hope, and the night is long enough without waiting for it to fail.",
                DataRules::backup));
        rules.add(new Rule(
                "RP059",
                "new-data",
                Rule.Level.ERROR,
                "The plan says what happens to data written since the change: kept, translated, replayed, or lost with"
                        + " somebody's word.",
                "Customers went on working: what they entered since is what the morning is about.",
                DataRules::newData));
        rules.add(new Rule(
                "RP060",
                "wire-compatibility",
                Rule.Level.ERROR,
                "A service whose old version may not read what the new ones wrote says what becomes of that.",
                "The old version comes back, meets what the new ones left, and fails on it: two outages for one.",
                DataRules::wire));
        rules.add(new Rule(
                "RP061",
                "queues-and-caches",
                Rule.Level.WARNING,
                "Where the old version does not read the new form, queues and caches are drained, purged or set aside.",
                "What is still in a queue is read after the revert, by code that does not know it.",
                DataRules::inFlight));
        return List.copyOf(rules);
    }

    // ---- RP058

    private static void backup(Look look) {
        RevertPlan plan = look.plan();
        List<Walked> restores = restores(look);
        Optional<String> relying = relying(plan, restores);
        Optional<RevertPlan.Backup> backup = plan.stored().backup();
        if (backup.isEmpty()) {
            relying.ifPresent(why -> look.report(
                    Rule.Level.ERROR,
                    where(plan, restores),
                    1,
                    why + ", and the plan names no backup.",
                    "add `backup-data: {restore: \"...\", where: \"...\", retained-until: 2026-12-01, takes: 20m, tested:"
                            + " 2026-11-01}`"));
            return;
        }
        List<String> missing = missing(backup.get(), restores);
        if (!missing.isEmpty()) {
            look.report(
                    relying.isPresent() ? Rule.Level.ERROR : Rule.Level.WARNING,
                    plan.at("backup-data"),
                    "backup-data".length(),
                    relying.map(why -> why + ", and `backup-data` does not say ")
                                    .orElse("`backup-data` does not say ") + String.join(", nor ", missing) + ".",
                    "add what is missing; try a restore once, and write down when");
        }
        if (relying.isPresent()) {
            kept(look, backup.get());
            backup.get().takes().ifPresent(takes -> restores.forEach(step -> inTime(look, step, takes)));
        }
    }

    private static Location where(RevertPlan plan, List<Walked> restores) {
        return restores.isEmpty() ? plan.at("new-data") : restores.get(0).step().at();
    }

    private static List<String> missing(RevertPlan.Backup backup, List<Walked> restores) {
        List<String> missing = new ArrayList<>();
        if (backup.restore().isEmpty() && restores.isEmpty()) {
            missing.add("how it is restored (`restore`)");
        }
        if (backup.where().isEmpty()) {
            missing.add("where it is (`where`)");
        }
        if (backup.retainedUntil().isEmpty()) {
            missing.add("until when it is kept (`retained-until`)");
        }
        if (backup.takes().isEmpty()) {
            missing.add("how long a restore takes (`takes`)");
        }
        if (backup.tested().isEmpty()) {
            missing.add("when a restore was last tried (`tested`)");
        }
        return missing;
    }

    private static void kept(Look look, RevertPlan.Backup backup) {
        backup.retainedUntil()
                .filter(day -> day.until(look.around().zone())
                        .map(end -> end.isBefore(look.around().now()))
                        .orElse(false))
                .ifPresent(day -> look.bad(
                        day.written(),
                        "The backup was kept until " + day.written().text() + ", which is past.",
                        "take a new one before the deployment, or keep this one longer"));
    }

    private static void inTime(Look look, Walked restore, Span takes) {
        if (restore.step().step() instanceof Step.Run run) {
            run.timeout()
                    .filter(limit -> limit.compareTo(takes.length()) < 0)
                    .ifPresent(limit -> look.report(
                            Rule.Level.ERROR,
                            restore.step().at(),
                            1,
                            "The step `" + restore.id() + "` is stopped after " + Durations.words(limit)
                                    + ", and a restore takes " + Durations.words(takes.length()) + ".",
                            "give it a longer `timeout`: a restore that is cut off leaves neither state"));
        }
    }

    /** Why a restore is relied on, if it is. */
    private static Optional<String> relying(RevertPlan plan, List<Walked> restores) {
        if (!restores.isEmpty()) {
            return Optional.of("The step `" + restores.get(0).id() + "` restores");
        }
        return plan.stored()
                .newData()
                .filter(data -> data.how()
                        .map(how -> RESTORES.matcher(how.text().toLowerCase(Locale.ROOT))
                                .find())
                        .orElse(false))
                .map(data -> "`new-data` counts on a restore");
    }

    /** Steps that put a backup back: by its command, or by saying so. */
    static List<Walked> restores(Look look) {
        Optional<String> declared = look.plan()
                .stored()
                .backup()
                .flatMap(RevertPlan.Backup::restore)
                .map(each -> each.command().display());
        return look.sight().walked().stream()
                .filter(Walked::isAct)
                .filter(step -> declared.isPresent() && declared.equals(step.command()) || saysRestore(step))
                .toList();
    }

    /** In what it runs; of something done by hand in its first words, which tell what is done. */
    private static boolean saysRestore(Walked step) {
        String said = step.command().orElseGet(() -> step.step().step().text());
        String words = said.toLowerCase(Locale.ROOT);
        return step.command().isPresent()
                ? words.contains("pg_restore") || RESTORE.matcher(words).find()
                : words.startsWith("restore ") && BACKED_UP.matcher(words).find();
    }

    // ---- RP059

    private static void newData(Look look) {
        RevertPlan plan = look.plan();
        Optional<RevertPlan.NewData> said = plan.stored().newData();
        if (said.isEmpty()) {
            boolean allRead = plan.scope().services().stream().allMatch(each -> reads(each, "yes"));
            if (!allRead) {
                look.absent(
                        plan.at("new-data"),
                        "Nothing says what becomes of data written since the change.",
                        "add `new-data: {policy: keep}` where the old version reads it; else `translate` or `replay` with"
                                + " `how`, or `lose` with `approved-by`");
            }
            return;
        }
        RevertPlan.NewData data = said.get();
        String policy = data.policy().text();
        if ((policy.equals("translate") || policy.equals("replay"))
                && data.how().isEmpty()) {
            look.bad(
                    data.policy(),
                    "Data written since the change is to be " + (policy.equals("translate") ? "translated" : "replayed")
                            + ", and nothing says how.",
                    "add `how: \"scripts/..., 2 min, safe to run twice\"`");
        }
        if (policy.equals("lose") && data.approvedBy().isEmpty()) {
            look.bad(
                    data.policy(),
                    "Data written since the change is to be lost, and nobody has agreed to that.",
                    "add `approved-by:` with the name of who may give customers' data away");
        }
    }

    // ---- RP060, RP061

    private static void wire(Look look) {
        RevertPlan plan = look.plan();
        if (plan.scope().services().stream().noneMatch(each -> reads(each, "no") || reads(each, "unknown"))
                || isAnswered(look)) {
            return;
        }
        boolean several = plan.scope().services().size() > 1
                || !plan.scope().consumers().names().isEmpty();
        for (RevertPlan.Service service : plan.scope().services()) {
            boolean no = reads(service, "no");
            if (no || reads(service, "unknown")) {
                Written word = service.readsNew().orElseThrow();
                look.report(
                        no || several ? Rule.Level.ERROR : Rule.Level.WARNING,
                        word.at(),
                        word.width(),
                        no
                                ? "The old version of `" + service.name().text()
                                        + "` does not read what the new ones wrote, and the plan has no answer to that."
                                : "Nobody knows whether the old version of `"
                                        + service.name().text() + "` reads what the new ones wrote.",
                        "try it, and write `reads-new: yes`; or say under `new-data` how it is translated or replayed; or"
                                + " add a step that drains or sets aside what is on its way");
            }
        }
    }

    private static void inFlight(Look look) {
        RevertPlan plan = look.plan();
        if (plan.scope().services().stream().noneMatch(each -> reads(each, "no")) || drains(look)) {
            return;
        }
        for (RevertPlan.Service service : plan.scope().services()) {
            if (reads(service, "no")) {
                Written word = service.readsNew().orElseThrow();
                look.bad(
                        word,
                        "No step says what becomes of messages and cached values in the new form that `"
                                + service.name().text() + "` will meet.",
                        "add a step before it that drains the queue, purges the cache, or sends what it cannot read to a"
                                + " dead-letter queue; or say under `new-data` in `how` that there is neither");
            }
        }
    }

    private static boolean reads(RevertPlan.Service service, String word) {
        return service.readsNew().map(said -> said.text().equals(word)).orElse(false);
    }

    /** A policy that says what is done, not only that data stays; or an answer for what is on its way. */
    private static boolean isAnswered(Look look) {
        boolean policy = look.plan()
                .stored()
                .newData()
                .map(data -> !data.policy().text().equals("keep") || data.how().isPresent())
                .orElse(false);
        return policy || drains(look);
    }

    private static boolean drains(Look look) {
        Stream<String> how = look.plan().stored().newData().flatMap(RevertPlan.NewData::how).stream()
                .map(Written::text);
        return how.anyMatch(words -> QUEUES.matcher(words.toLowerCase(Locale.ROOT))
                                .find()
                        || IN_FLIGHT.matcher(words.toLowerCase(Locale.ROOT)).find())
                || look.sight().walked().stream().anyMatch(step -> step.says(IN_FLIGHT));
    }
}
