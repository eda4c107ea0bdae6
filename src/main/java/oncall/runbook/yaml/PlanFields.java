package oncall.runbook.yaml;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** The fields of a revert plan besides its steps: each key with its type. Whether what they say is good is not judged here. */
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

    /** Checks them all. */
    void check() {
        root.only("a revert plan", KEYS);
        required();
        change();
        for (String key : List.of(
                "owner",
                "backup",
                "approver",
                "after-no-return",
                "order-reason",
                "contact",
                "pipeline",
                "if-verify-fails",
                "forward-again")) {
            root.text(key);
        }
        root.texts("approved-for");
        triggers();
        root.duration("decide-within");
        noReturn();
        services();
        parallel();
        flags();
        migrations();
        data();
        wordsListOrNone("consumers");
        wordsOrList("config-needed");
        maps("cannot-revert", "an entry of `cannot-revert`", List.of("who", "why"), List.of("who"));
        saveFirst();
        pipeline();
        rehearsal();
        for (Fields entry :
                maps("suppress", "an entry of `suppress`", List.of("rule", "reason", "expires"), List.of("rule"))) {
            entry.text("expires").ifPresent(this::moment);
        }
        messages();
    }

    /** A plan without these reads, and is not ready: its check counts them among its rules. */
    private void required() {
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

    private void change() {
        root.fields("change").ifPresent(change -> {
            change.only("`change`", List.of("title", "ref", "deployed", "by", "git"));
            needs(change, "title", "`change`", "\"api 4.13.0\"");
            List.of("title", "ref", "by").forEach(change::text);
            change.text("deployed").ifPresent(this::moment);
            change.fields("git").ifPresent(git -> words(git, "`git`", List.of("repo", "from", "to"), List.of("repo")));
        });
    }

    /** A moment with an offset, or a plain day. */
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

    private void triggers() {
        for (Fields trigger :
                maps("triggers", "a trigger", List.of("signal", "above", "below", "for", "check"), List.of("signal"))) {
            trigger.duration("for");
            command(trigger, "check");
        }
    }

    private void noReturn() {
        Part part = root.part("no-return").orElse(null);
        if (part instanceof Text text) {
            text.oneOf("value of `no-return`", List.of("none"));
        } else if (part != null) {
            root.fields("no-return").ifPresent(point -> {
                words(point, "`no-return`", List.of("after-step", "after-migration", "at", "none", "why"), List.of());
                long points = List.of("after-step", "after-migration", "at", "none").stream()
                        .filter(point::has)
                        .count();
                if (points != 1) {
                    problems.meaning(
                            "no-return",
                            point.at(),
                            "`no-return` names one point.",
                            "write one of `after-step`, `after-migration`, `at`, or `no-return: none`");
                }
            });
        }
    }

    private void services() {
        List<String> keys = List.of(
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
        for (Fields service : maps("services", "a service", keys, List.of("name", "from", "to"))) {
            for (String list : List.of("environments", "revert-after", "prepare", "activate")) {
                service.texts(list);
            }
            service.oneOf("reads-new", YES_NO_UNKNOWN);
            service.fields("artifact").ifPresent(artifact -> {
                artifact.only("`artifact`", List.of("ref", "retained-until", "check", "digest"));
                artifact.text("ref");
                artifact.text("digest");
                artifact.text("retained-until").ifPresent(this::moment);
                command(artifact, "check");
            });
            service.fields("running").ifPresent(running -> {
                running.only("`running`", List.of("check", "expect"));
                running.require("check", "`running`", "kubectl get deployment api -o jsonpath='{...}'");
                command(running, "check");
            });
            service.fields("known-good").ifPresent(good -> {
                good.only("`known-good`", List.of("since", "where"));
                good.text("since").ifPresent(this::moment);
                good.text("where");
            });
        }
    }

    private void parallel() {
        root.items("parallel").ifPresent(groups -> {
            for (Part group : groups.parts()) {
                if (group instanceof Items names) {
                    names.texts("a group of `parallel`");
                } else {
                    problems.format(
                            "wrong-type",
                            group.at(),
                            "Each of `parallel` must be a list, and this is " + group.kind() + ".",
                            "write `parallel: [[api, ui], [worker]]`");
                }
            }
        });
    }

    private void flags() {
        List<String> keys = List.of("name", "revert-to", "if-flags-down", "check");
        for (Fields flag : maps("flags", "a flag", keys, List.of("name", "revert-to"))) {
            command(flag, "check");
        }
    }

    private void migrations() {
        Part part = root.part("migrations").orElse(null);
        if (part instanceof Text text) {
            text.oneOf("value of `migrations`", List.of("none"));
            return;
        }
        List<String> keys = List.of("id", "title", "file", "compatible", "phase", "revert", "down", "why", "shipped");
        for (Fields migration : maps("migrations", "a migration", keys, List.of("id"))) {
            migration.oneOf("phase", List.of("expand", "migrate", "contract"));
            migration.oneOf("revert", List.of("not-needed", "down", "lossy", "impossible"));
            migration.oneOf("shipped", List.of("later", "now"));
        }
    }

    private void data() {
        root.fields("new-data").ifPresent(data -> {
            words(data, "`new-data`", List.of("policy", "how", "approved-by"), List.of("policy"));
            data.oneOf("policy", List.of("keep", "translate", "replay", "lose"));
        });
        root.fields("backup-data").ifPresent(backup -> {
            backup.only("`backup-data`", List.of("check", "restore", "takes", "where", "retained-until", "tested"));
            command(backup, "check");
            command(backup, "restore");
            backup.duration("takes");
            backup.text("where");
            backup.text("retained-until").ifPresent(this::moment);
            backup.text("tested").ifPresent(this::moment);
        });
    }

    private void saveFirst() {
        for (Fields save : maps("save-first", "an entry of `save-first`", List.of("run", "timeout"), List.of("run"))) {
            command(save, "run");
            save.duration("timeout");
        }
    }

    private void pipeline() {
        root.fields("ci").ifPresent(ci -> words(ci, "`ci`", List.of("job", "result"), List.of("job")));
        root.fields("hold-deploys").ifPresent(hold -> {
            hold.only("`hold-deploys`", List.of("run", "release"));
            hold.require("run", "`hold-deploys`", "[./bin/deploy-hold, on]");
            command(hold, "run");
            command(hold, "release");
        });
    }

    private void rehearsal() {
        root.fields("rehearsal").ifPresent(rehearsal -> {
            rehearsal.only("`rehearsal`", List.of("date", "env", "by", "took", "result", "steps-hash", "evidence"));
            rehearsal.require("date", "`rehearsal`", "2026-11-15");
            rehearsal.text("date").ifPresent(this::moment);
            List.of("env", "by", "steps-hash", "evidence").forEach(rehearsal::text);
            rehearsal.duration("took");
            rehearsal.oneOf("result", List.of("pass", "fail"));
        });
    }

    private void messages() {
        root.fields("messages").ifPresent(messages -> {
            TeamMessages reader = new TeamMessages(problems, new TeamPeople(problems, steps), steps);
            for (String audience : messages.names()) {
                messages.fields(audience).ifPresent(stages -> {
                    reader.stages(stages);
                    stages.names()
                            .forEach(stage ->
                                    stages.text(stage).ifPresent(text -> MessageTemplate.names(text, problems)));
                });
            }
        });
    }

    /** A list of maps; the keys named in `needed` must stand there, and all but known structures are words. */
    private List<Fields> maps(String key, String what, List<String> keys, List<String> needed) {
        List<Fields> maps = root.maps(key);
        String subject = Character.toUpperCase(what.charAt(0)) + what.substring(1);
        for (Fields map : maps) {
            map.only(what, keys);
            needed.forEach(name -> map.require(name, subject, "..."));
            for (String name : List.of(
                    "name",
                    "from",
                    "to",
                    "id",
                    "title",
                    "file",
                    "compatible",
                    "down",
                    "why",
                    "who",
                    "signal",
                    "above",
                    "below",
                    "rule",
                    "reason",
                    "revert-to",
                    "if-flags-down")) {
                if (keys.contains(name)) {
                    map.text(name);
                }
            }
        }
        return maps;
    }

    private static void words(Fields fields, String what, List<String> keys, List<String> needed) {
        fields.only(what, keys);
        needed.forEach(key -> fields.require(key, what, "..."));
        keys.forEach(fields::text);
    }

    private void wordsListOrNone(String key) {
        if (root.part(key).orElse(null) instanceof Text text) {
            text.oneOf("value of `" + key + "`", List.of("none"));
        } else {
            root.texts(key);
        }
    }

    private void wordsOrList(String key) {
        List<Text> texts = new ArrayList<>(root.oneOrMore(key));
        texts.removeIf(text -> !text.words().isEmpty());
        texts.forEach(text ->
                problems.format("empty", text.at(), "`" + key + "` has an empty entry.", "write words, or delete it"));
    }

    private void command(Fields fields, String key) {
        fields.part(key).ifPresent(part -> commands.command(key, part, List.of(), new Uses()));
    }
}
