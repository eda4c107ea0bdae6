package oncall.runbook.yaml;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.plan.Dated;
import oncall.plan.Declared;
import oncall.plan.RevertPlan;
import oncall.plan.Span;
import oncall.plan.Written;
import oncall.runbook.Location;

/** The fields of a revert plan besides its steps: each key with its type and place. Whether what they say is good is not judged here. */
final class PlanFields {
    /** All keys of a plan. */
    static final List<String> KEYS = List.of(
            "oncall",
            "change",
            "owner",
            "backup",
            "approver",
            "approved-for",
            "triggers",
            "decide-within",
            "no-return",
            "after-no-return",
            "services",
            "order-reason",
            "parallel",
            "flags",
            "migrations",
            "new-data",
            "backup-data",
            "consumers",
            "cannot-revert",
            "config-needed",
            "save-first",
            "contact",
            "pipeline",
            "ci",
            "hold-deploys",
            "steps",
            "verify",
            "if-verify-fails",
            "forward-again",
            "messages",
            "estimate",
            "rehearsal",
            "suppress");

    private static final List<String> YES_NO_UNKNOWN = List.of("yes", "no", "unknown");
    private static final List<String> SERVICE_KEYS = List.of(
            "name",
            "from",
            "to",
            "environments",
            "revert-after",
            "reads-new",
            "artifact",
            "running",
            "known-good",
            "prepare",
            "activate");
    private static final List<String> MIGRATION_KEYS =
            List.of("id", "title", "file", "compatible", "phase", "revert", "down", "why", "shipped");
    private static final List<String> POINTS = List.of("after-step", "after-migration", "at", "none");

    private final Fields root;
    private final Problems problems;
    private final CommandReader commands;
    private final StepReader steps;

    PlanFields(Fields root, Problems problems, StepReader steps) {
        this.root = root;
        this.problems = problems;
        this.commands = new CommandReader(problems);
        this.steps = steps;
    }

    /** Reports keys that are not known, and those without which a plan is not ready. */
    void keys() {
        root.only("a revert plan", KEYS);
        needs(root, "change", "A revert plan", "{title: \"api 4.13.0\", deployed: 2026-11-20T10:00Z}");
        needs(root, "owner", "A revert plan", "dana");
        needs(root, "migrations", "A revert plan", "none");
        needs(root, "steps", "A revert plan", "[...]");
        needs(root, "verify", "A revert plan", "[...]");
        needs(root, "estimate", "A revert plan", "10m");
        if (!root.has("services") && !root.has("flags")) {
            problems.meaning(
                    "missing-key",
                    root.at(),
                    "A revert plan needs `services` or `flags`: what is put back.",
                    "add `services: [{name: api, from: \"4.13.0\", to: \"4.12.0\"}]`");
        }
    }

    private void needs(Fields fields, String key, String what, String example) {
        if (!fields.has(key)) {
            problems.meaning(
                    "missing-key",
                    fields.at(),
                    what + " needs the key `" + key + "`.",
                    "add `" + key + ": " + example + "`");
        }
    }

    /** Where each top-level key stands. */
    Map<String, Location> places() {
        Map<String, Location> places = new HashMap<>();
        root.names().forEach(key -> places.put(key, problems.place(root.keyAt(key))));
        return places;
    }

    // ---- the groups

    RevertPlan.Change change() {
        Optional<Fields> fields = root.fields("change");
        if (fields.isEmpty()) {
            return new RevertPlan.Change(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    problems.place(root.keyAt("change")));
        }
        Fields change = fields.get();
        change.only("`change`", List.of("title", "ref", "deployed", "by", "git"));
        needs(change, "title", "`change`", "\"api 4.13.0\"");
        return new RevertPlan.Change(
                written(change, "title"),
                written(change, "ref"),
                dated(change, "deployed"),
                written(change, "by"),
                change.fields("git").flatMap(this::git),
                problems.place(root.keyAt("change")));
    }

    private Optional<RevertPlan.Git> git(Fields git) {
        git.only("`git`", List.of("repo", "from", "to"));
        git.require("repo", "`git`", "...");
        Optional<Written> from = written(git, "from");
        Optional<Written> to = written(git, "to");
        return written(git, "repo").map(repo -> new RevertPlan.Git(repo, from, to, problems.place(git.at())));
    }

    RevertPlan.People people() {
        return new RevertPlan.People(
                written(root, "owner"),
                written(root, "backup"),
                written(root, "approver"),
                list(root, "approved-for"),
                written(root, "contact"));
    }

    RevertPlan.Deciding deciding() {
        return new RevertPlan.Deciding(
                triggers(), span(root, "decide-within"), noReturn(), written(root, "after-no-return"));
    }

    private List<RevertPlan.Trigger> triggers() {
        List<RevertPlan.Trigger> triggers = new ArrayList<>();
        for (Fields trigger :
                maps("triggers", "a trigger", List.of("signal", "above", "below", "for", "check"), List.of("signal"))) {
            Optional<Written> above = written(trigger, "above");
            Optional<Written> below = written(trigger, "below");
            Optional<Span> window = span(trigger, "for");
            Optional<Declared> check = command(trigger, "check");
            written(trigger, "signal")
                    .ifPresent(signal -> triggers.add(
                            new RevertPlan.Trigger(signal, above, below, window, check, problems.place(trigger.at()))));
        }
        return triggers;
    }

    private Optional<RevertPlan.PointOfNoReturn> noReturn() {
        Part part = root.part("no-return").orElse(null);
        if (part instanceof Text text) {
            return text.oneOf("value of `no-return`", List.of("none"))
                    .map(none -> new RevertPlan.PointOfNoReturn(
                            RevertPlan.Kind.NONE, Optional.empty(), Optional.empty(), problems.place(text.at())));
        }
        return root.fields("no-return").map(this::point);
    }

    private RevertPlan.PointOfNoReturn point(Fields point) {
        List<String> keys = new ArrayList<>(POINTS);
        keys.add("why");
        point.only("`no-return`", keys);
        List<String> named = POINTS.stream().filter(point::has).toList();
        if (named.size() != 1) {
            problems.meaning(
                    "no-return",
                    point.at(),
                    "`no-return` names one point.",
                    "write one of `after-step`, `after-migration`, `at`, or `no-return: none`");
        }
        Optional<Written> what = named.stream().findFirst().flatMap(key -> written(point, key));
        named.stream().skip(1).forEach(point::text);
        boolean none = what.filter(
                        written -> !written.quoted() && written.text().equals("none"))
                .isPresent();
        RevertPlan.Kind kind = named.isEmpty()
                ? RevertPlan.Kind.AT
                : none
                        ? RevertPlan.Kind.NONE
                        : RevertPlan.Kind.valueOf(named.get(0).replace('-', '_').toUpperCase(java.util.Locale.ROOT));
        return new RevertPlan.PointOfNoReturn(kind, what, written(point, "why"), problems.place(point.at()));
    }

    RevertPlan.Scope scope() {
        return new RevertPlan.Scope(
                services(),
                written(root, "order-reason"),
                parallel(),
                flags(),
                listed("consumers"),
                cannotRevert(),
                configNeeded());
    }

    private List<RevertPlan.Service> services() {
        List<RevertPlan.Service> services = new ArrayList<>();
        for (Fields service : maps("services", "a service", SERVICE_KEYS, List.of("name", "from", "to"))) {
            service.oneOf("reads-new", YES_NO_UNKNOWN);
            Optional<Written> name = written(service, "name");
            Optional<Written> from = written(service, "from");
            Optional<Written> to = written(service, "to");
            List<Written> environments = list(service, "environments");
            List<Written> after = list(service, "revert-after");
            List<Written> prepare = list(service, "prepare");
            List<Written> activate = list(service, "activate");
            Optional<RevertPlan.Artifact> artifact = service.fields("artifact").map(this::artifact);
            Optional<RevertPlan.Running> running = service.fields("running").flatMap(this::running);
            Optional<RevertPlan.KnownGood> good = service.fields("known-good").map(this::knownGood);
            if (name.isPresent() && from.isPresent() && to.isPresent()) {
                services.add(new RevertPlan.Service(
                        name.get(),
                        from.get(),
                        to.get(),
                        environments,
                        after,
                        written(service, "reads-new"),
                        artifact,
                        running,
                        good,
                        prepare,
                        activate,
                        problems.place(service.at())));
            }
        }
        return services;
    }

    private RevertPlan.Artifact artifact(Fields artifact) {
        artifact.only("`artifact`", List.of("ref", "retained-until", "check", "digest"));
        return new RevertPlan.Artifact(
                written(artifact, "ref"),
                dated(artifact, "retained-until"),
                command(artifact, "check"),
                written(artifact, "digest"),
                problems.place(artifact.at()));
    }

    private Optional<RevertPlan.Running> running(Fields running) {
        running.only("`running`", List.of("check", "expect"));
        running.require("check", "`running`", "kubectl get deployment api -o jsonpath='{...}'");
        Optional<Declared> check = command(running, "check");
        Optional<oncall.runbook.Expect> expect =
                running.has("expect") ? Optional.of(steps.expect(running)) : Optional.empty();
        return check.map(command -> new RevertPlan.Running(command, expect, problems.place(running.at())));
    }

    private RevertPlan.KnownGood knownGood(Fields good) {
        good.only("`known-good`", List.of("since", "where"));
        return new RevertPlan.KnownGood(dated(good, "since"), written(good, "where"), problems.place(good.at()));
    }

    private List<List<Written>> parallel() {
        List<List<Written>> groups = new ArrayList<>();
        for (Part group : root.items("parallel").map(Items::parts).orElse(List.of())) {
            if (group instanceof Items names) {
                groups.add(names.texts("a group of `parallel`").stream()
                        .map(this::written)
                        .toList());
            } else {
                problems.format(
                        "wrong-type",
                        group.at(),
                        "Each of `parallel` must be a list, and this is " + group.kind() + ".",
                        "write `parallel: [[api, ui], [worker]]`");
            }
        }
        return groups;
    }

    private List<RevertPlan.Flag> flags() {
        List<RevertPlan.Flag> flags = new ArrayList<>();
        List<String> keys = List.of("name", "revert-to", "if-flags-down", "check");
        for (Fields flag : maps("flags", "a flag", keys, List.of("name", "revert-to"))) {
            Optional<Declared> check = command(flag, "check");
            Optional<Written> name = written(flag, "name");
            Optional<Written> to = written(flag, "revert-to");
            Optional<Written> down = written(flag, "if-flags-down");
            if (name.isPresent() && to.isPresent()) {
                flags.add(new RevertPlan.Flag(name.get(), to.get(), down, check, problems.place(flag.at())));
            }
        }
        return flags;
    }

    private List<RevertPlan.Party> cannotRevert() {
        List<RevertPlan.Party> parties = new ArrayList<>();
        for (Fields party :
                maps("cannot-revert", "an entry of `cannot-revert`", List.of("who", "why"), List.of("who"))) {
            Optional<Written> why = written(party, "why");
            written(party, "who").ifPresent(who -> parties.add(new RevertPlan.Party(who, why)));
        }
        return parties;
    }

    private List<Written> configNeeded() {
        List<Text> texts = root.oneOrMore("config-needed");
        texts.stream()
                .filter(text -> text.words().isEmpty())
                .forEach(text -> problems.format(
                        "empty", text.at(), "`config-needed` has an empty entry.", "write words, or delete it"));
        return texts.stream().map(this::written).toList();
    }

    RevertPlan.Stored stored() {
        return new RevertPlan.Stored(
                migrations(),
                root.fields("new-data").flatMap(this::newData),
                root.fields("backup-data").map(this::backup),
                saveFirst());
    }

    private RevertPlan.Migrations migrations() {
        Part part = root.part("migrations").orElse(null);
        if (part instanceof Text text) {
            return new RevertPlan.Migrations(
                    text.oneOf("value of `migrations`", List.of("none")).isPresent(), List.of());
        }
        List<RevertPlan.Migration> all = new ArrayList<>();
        for (Fields migration : maps("migrations", "a migration", MIGRATION_KEYS, List.of("id"))) {
            migration.oneOf("phase", List.of("expand", "migrate", "contract"));
            migration.oneOf("revert", List.of("not-needed", "down", "lossy", "impossible"));
            migration.oneOf("shipped", List.of("later", "now"));
            Optional<Written> id = written(migration, "id");
            Map<String, Optional<Written>> words = new LinkedHashMap<>();
            MIGRATION_KEYS.forEach(key -> words.put(key, written(migration, key)));
            id.ifPresent(known -> all.add(new RevertPlan.Migration(
                    known,
                    words.get("title"),
                    words.get("file"),
                    words.get("compatible"),
                    words.get("phase"),
                    words.get("revert"),
                    words.get("down"),
                    words.get("why"),
                    words.get("shipped"),
                    problems.place(migration.at()))));
        }
        return new RevertPlan.Migrations(false, all);
    }

    private Optional<RevertPlan.NewData> newData(Fields data) {
        data.only("`new-data`", List.of("policy", "how", "approved-by"));
        data.require("policy", "`new-data`", "...");
        data.oneOf("policy", List.of("keep", "translate", "replay", "lose"));
        Optional<Written> how = written(data, "how");
        Optional<Written> by = written(data, "approved-by");
        return written(data, "policy")
                .map(policy -> new RevertPlan.NewData(policy, how, by, problems.place(data.at())));
    }

    private RevertPlan.Backup backup(Fields backup) {
        backup.only("`backup-data`", List.of("check", "restore", "takes", "where", "retained-until", "tested"));
        return new RevertPlan.Backup(
                command(backup, "check"),
                command(backup, "restore"),
                span(backup, "takes"),
                written(backup, "where"),
                dated(backup, "retained-until"),
                dated(backup, "tested"),
                problems.place(backup.at()));
    }

    private List<RevertPlan.SaveFirst> saveFirst() {
        List<RevertPlan.SaveFirst> all = new ArrayList<>();
        for (Fields save : maps("save-first", "an entry of `save-first`", List.of("run", "timeout"), List.of("run"))) {
            Optional<Declared> run = command(save, "run");
            Optional<Span> timeout = span(save, "timeout");
            run.ifPresent(command -> all.add(new RevertPlan.SaveFirst(command, timeout, problems.place(save.at()))));
        }
        return all;
    }

    RevertPlan.Release release() {
        return new RevertPlan.Release(
                written(root, "pipeline"),
                root.fields("ci").flatMap(this::ci),
                root.fields("hold-deploys").flatMap(this::hold));
    }

    private Optional<RevertPlan.Ci> ci(Fields ci) {
        ci.only("`ci`", List.of("job", "result"));
        ci.require("job", "`ci`", "...");
        Optional<Written> result = written(ci, "result");
        return written(ci, "job").map(job -> new RevertPlan.Ci(job, result, problems.place(ci.at())));
    }

    private Optional<RevertPlan.Hold> hold(Fields hold) {
        hold.only("`hold-deploys`", List.of("run", "release"));
        hold.require("run", "`hold-deploys`", "[./bin/deploy-hold, on]");
        Optional<Declared> run = command(hold, "run");
        Optional<Declared> release = command(hold, "release");
        return run.map(command -> new RevertPlan.Hold(command, release, problems.place(hold.at())));
    }

    RevertPlan.Paper paper() {
        return new RevertPlan.Paper(
                span(root, "estimate"), root.fields("rehearsal").flatMap(this::rehearsal), messages(), suppressed());
    }

    private Optional<RevertPlan.Rehearsal> rehearsal(Fields rehearsal) {
        rehearsal.only("`rehearsal`", List.of("date", "env", "by", "took", "result", "steps-hash", "evidence"));
        rehearsal.require("date", "`rehearsal`", "2026-11-15");
        rehearsal.oneOf("result", List.of("pass", "fail"));
        Optional<Dated> date = dated(rehearsal, "date");
        Optional<Span> took = span(rehearsal, "took");
        return date.map(day -> new RevertPlan.Rehearsal(
                day,
                written(rehearsal, "env"),
                written(rehearsal, "by"),
                took,
                written(rehearsal, "result"),
                written(rehearsal, "steps-hash"),
                written(rehearsal, "evidence"),
                problems.place(rehearsal.at())));
    }

    private RevertPlan.Messages messages() {
        Map<String, List<String>> stages = new LinkedHashMap<>();
        root.fields("messages").ifPresent(messages -> {
            TeamMessages reader = new TeamMessages(problems, new TeamPeople(problems, steps), steps);
            for (String audience : messages.names()) {
                messages.fields(audience).ifPresent(texts -> {
                    reader.stages(texts);
                    texts.names()
                            .forEach(stage ->
                                    texts.text(stage).ifPresent(text -> MessageTemplate.names(text, problems)));
                    stages.put(audience, List.copyOf(texts.names()));
                });
            }
        });
        Optional<Location> at =
                root.has("messages") ? Optional.of(problems.place(root.keyAt("messages"))) : Optional.empty();
        return new RevertPlan.Messages(stages, at);
    }

    private List<RevertPlan.Suppression> suppressed() {
        List<RevertPlan.Suppression> all = new ArrayList<>();
        for (Fields entry :
                maps("suppress", "an entry of `suppress`", List.of("rule", "reason", "expires"), List.of("rule"))) {
            Optional<Written> reason = written(entry, "reason");
            Optional<Dated> expires = dated(entry, "expires");
            written(entry, "rule")
                    .ifPresent(rule ->
                            all.add(new RevertPlan.Suppression(rule, reason, expires, problems.place(entry.at()))));
        }
        return all;
    }

    // ---- the values

    /** A list of maps with these keys, of which those in `needed` must stand there. */
    private List<Fields> maps(String key, String what, List<String> keys, List<String> needed) {
        List<Fields> maps = root.maps(key);
        String subject = Character.toUpperCase(what.charAt(0)) + what.substring(1);
        for (Fields map : maps) {
            map.only(what, keys);
            needed.forEach(name -> map.require(name, subject, "..."));
        }
        return maps;
    }

    /** A key with a list of words, or `none`. */
    private RevertPlan.Listed listed(String key) {
        if (root.part(key).orElse(null) instanceof Text text) {
            boolean none = text.oneOf("value of `" + key + "`", List.of("none")).isPresent();
            return new RevertPlan.Listed(none, List.of());
        }
        return new RevertPlan.Listed(false, list(root, key));
    }

    private Optional<Written> written(Fields fields, String key) {
        return fields.text(key).map(this::written);
    }

    private List<Written> list(Fields fields, String key) {
        return fields.texts(key).stream().map(this::written).toList();
    }

    Written written(Text text) {
        return new Written(
                text.words(),
                text.style() != Text.Style.PLAIN,
                problems.place(text.at()),
                text.at().width());
    }

    private Optional<Span> span(Fields fields, String key) {
        return fields.text(key)
                .flatMap(text -> text.positiveDuration().map(length -> new Span(length, problems.place(text.at()))));
    }

    /** A moment with an offset, or a plain day. */
    private Optional<Dated> dated(Fields fields, String key) {
        Optional<Text> text = fields.text(key);
        text.ifPresent(this::moment);
        return text.map(this::written).map(Dated::new);
    }

    private void moment(Text text) {
        try {
            if (text.raw().length() == 10) {
                LocalDate.parse(text.raw());
            } else {
                OffsetDateTime.parse(text.raw());
            }
        } catch (DateTimeParseException e) {
            problems.meaning(
                    "not-a-date",
                    text.at(),
                    "`" + text.shown() + "` is neither a day nor a moment with an offset.",
                    "write `2026-11-20` or `2026-11-20T10:00Z`");
        }
    }

    private Optional<Declared> command(Fields fields, String key) {
        return fields.part(key)
                .flatMap(part -> commands.command(key, part, List.of(), new Uses())
                        .map(command -> new Declared(command, problems.place(part.at()))));
    }
}
