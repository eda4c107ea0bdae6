package oncall.runbook.yaml;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.runbook.Command;
import oncall.runbook.Diagnostic;
import oncall.runbook.Durations;
import oncall.runbook.Glob;
import oncall.runbook.Team;

/** The parts of a team file about who and what there is: hours, roles, features, environments, where changes come from. */
final class TeamPeople {
    private static final List<String> TIERS = EnumWords.of(Team.Tier.values());
    private static final int CHOICE_WORDS = 60;
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Pattern SLO = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,9})?)% per (\\S+)");
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9._][A-Za-z0-9._-]{0,99}");

    private final Problems problems;
    private final StepReader steps;

    TeamPeople(Problems problems, StepReader steps) {
        this.problems = problems;
        this.steps = steps;
    }

    /** The key `zone`. */
    Optional<ZoneId> zone(Text text) {
        try {
            return Optional.of(ZoneId.of(text.raw()));
        } catch (DateTimeException e) {
            problems.format(
                    "not-a-zone",
                    text.at(),
                    "`" + text.shown() + "` is not a time zone.",
                    "write its region and city, as in `Europe/Berlin`, or `UTC`");
            return Optional.empty();
        }
    }

    /** The key `business-hours`. */
    Optional<Team.BusinessHours> businessHours(Fields fields) {
        fields.only("`business-hours`", List.of("days", "from", "to"));
        for (String key : List.of("days", "from", "to")) {
            fields.require(key, "`business-hours`", key.equals("days") ? "[mon, tue, wed, thu, fri]" : "\"09:00\"");
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (Text day : fields.texts("days")) {
            Optional<String> word = day.oneOf("day", DAYS);
            if (word.isPresent()) {
                days.add(DayOfWeek.of(DAYS.indexOf(word.get()) + 1));
            }
        }
        Optional<LocalTime> from = fields.clock("from");
        Optional<LocalTime> to = fields.clock("to");
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        if (!from.get().isBefore(to.get())) {
            problems.meaning(
                    "business-hours",
                    fields.keyAt("to"),
                    "Business hours end at or before they begin.",
                    "write the earlier time under `from`");
        }
        return Optional.of(new Team.BusinessHours(days, from.get(), to.get()));
    }

    /** The key `roles`. */
    Map<String, Team.Role> roles(Fields fields) {
        Map<String, Team.Role> roles = new LinkedHashMap<>();
        for (Map.Entry<String, Fields> role : fields.maps(ids(fields, "a role")).entrySet()) {
            roles.put(role.getKey(), role(role.getValue()));
        }
        for (String id : roles.keySet()) {
            covers(id, roles, fields);
        }
        return roles;
    }

    private Team.Role role(Fields role) {
        role.only("a role", List.of("name", "covers", "reach"));
        role.require("name", "A role", "\"Incident manager\"");
        List<Team.Reach> reach = new ArrayList<>();
        for (Fields way : role.maps("reach")) {
            reach.add(reach(way));
        }
        return new Team.Role(line(role, "name"), role.words("covers"), reach);
    }

    private Team.Reach reach(Fields reach) {
        reach.only("a way to reach somebody", List.of("run", "phone", "note"));
        if (reach.has("run") == reach.has("phone")) {
            problems.format(
                    "reach",
                    reach.at(),
                    "A way to reach somebody is either `run` or `phone`.",
                    "write `{phone: \"+49 ...\"}` or `{run: [./bin/who, imoc]}`");
        }
        Optional<Command> run = reach.part("run").flatMap(part -> steps.command("run", part));
        return new Team.Reach(run, reach.words("phone"), reach.words("note"));
    }

    private void covers(String id, Map<String, Team.Role> roles, Fields fields) {
        Optional<String> covered = roles.get(id).covers();
        Spot at = fields.fields(id)
                .map(role -> role.part("covers").map(Part::at).orElse(role.at()))
                .orElse(fields.at());
        Set<String> met = new HashSet<>(Set.of(id));
        while (covered.isPresent()) {
            String next = covered.get();
            if (!roles.containsKey(next)) {
                if (met.size() == 1) {
                    problems.unknownName(
                            Diagnostic.Kind.MEANING,
                            "unknown-role",
                            at,
                            "`" + next + "` is not one of the roles.",
                            next,
                            roles.keySet());
                }
                return;
            }
            if (!met.add(next)) {
                problems.meaning(
                        "covers-cycle",
                        at,
                        "`covers` of `" + id + "` goes round in a circle, so nobody would answer.",
                        "let one of them cover nobody");
                return;
            }
            covered = roles.get(next).covers();
        }
    }

    /** The key `features`. */
    Map<String, Team.Feature> features(Fields fields) {
        Map<String, Team.Feature> features = new LinkedHashMap<>();
        for (Map.Entry<String, Fields> entry :
                fields.maps(ids(fields, "a feature")).entrySet()) {
            Optional<Team.Feature> feature = feature(entry.getValue());
            if (feature.isPresent()) {
                features.put(entry.getKey(), feature.get());
            }
        }
        if (fields.names().isEmpty()) {
            problems.meaning(
                    "no-features",
                    fields.at(),
                    "The catalogue of features is empty, so the impact cannot be looked up.",
                    "write `login: {name: \"Log in\", tier: core}`");
        }
        return features;
    }

    private Optional<Team.Feature> feature(Fields feature) {
        feature.only("a feature", List.of("name", "tier", "effect", "services", "slo", "customers"));
        feature.require("name", "A feature", "\"Log in\"");
        feature.require("tier", "A feature", "core");
        Optional<Text> tier = feature.text("tier");
        Optional<String> word = tier.isPresent() ? tier.get().oneOf("tier", TIERS) : Optional.empty();
        Optional<String> effect = feature.line("effect", "An effect", 200);
        List<String> services = words(feature.texts("services"));
        Optional<Text> slo = feature.text("slo");
        Optional<Team.Slo> promise = slo.isPresent() ? slo(slo.get()) : Optional.empty();
        Optional<Long> customers = feature.whole("customers", 1, 1_000_000_000_000L);
        String name = line(feature, "name");
        if (word.isEmpty()) {
            return Optional.empty();
        }
        Team.Tier known = Team.Tier.values()[TIERS.indexOf(word.get())];
        return Optional.of(new Team.Feature(name, known, effect, services, promise, customers));
    }

    private Optional<Team.Slo> slo(Text text) {
        Matcher form = SLO.matcher(text.words());
        if (form.matches()) {
            BigDecimal percent = new BigDecimal(form.group(1));
            Optional<Duration> window = Durations.parse(form.group(2)).filter(span -> !span.isZero());
            if (window.isPresent() && percent.signum() > 0 && percent.compareTo(new BigDecimal(100)) < 0) {
                return Optional.of(new Team.Slo(percent, window.get()));
            }
        }
        problems.format(
                "not-an-slo",
                text.at(),
                "`" + text.shown() + "` is not a service level objective.",
                "write a share below 100 and a span of time: `\"99.9% per 30d\"`");
        return Optional.empty();
    }

    /** The key `environments`. */
    Map<String, Team.Environment> environments(Fields fields) {
        Map<String, Team.Environment> environments = new LinkedHashMap<>();
        for (Map.Entry<String, Fields> entry :
                fields.maps(ids(fields, "an environment")).entrySet()) {
            environments.put(entry.getKey(), environment(entry.getValue()));
        }
        Set<String> all = new java.util.LinkedHashSet<>();
        environments
                .values()
                .forEach(environment -> all.addAll(environment.values().keySet()));
        environments.forEach((id, environment) -> {
            for (String value : all) {
                if (!environment.values().containsKey(value)) {
                    problems.meaning(
                            "environment-value",
                            fields.keyAt(id),
                            "The environment `" + id + "` has no value for `" + value + "`, which another one has.",
                            "add it to its `values`");
                }
            }
        });
        return environments;
    }

    private Team.Environment environment(Fields environment) {
        environment.only("an environment", List.of("name", "values"));
        environment.require("name", "An environment", "Production");
        Map<String, String> values = new LinkedHashMap<>();
        environment.fields("values").ifPresent(fields -> {
            for (String id : ids(fields, "a value")) {
                fields.text(id).ifPresent(text -> values.put(id, text.raw()));
            }
        });
        return new Team.Environment(line(environment, "name"), values);
    }

    /** The key `changes`. */
    Optional<Team.Changes> changes(Fields fields) {
        fields.only("`changes`", List.of("look-back", "repositories"));
        fields.require("look-back", "`changes`", "3d");
        List<Team.Repository> repositories = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Fields repository : fields.maps("repositories")) {
            repository.only("a repository", List.of("path", "name"));
            repository.require("path", "A repository", "\".\"");
            repository.require("name", "A repository", "api");
            Optional<String> path = repository.words("path");
            Optional<Text> name = repository.text("name").filter(this::isRepositoryName);
            if (name.isPresent() && !names.add(name.get().raw())) {
                problems.meaning(
                        "duplicate-repository",
                        name.get().at(),
                        "Two repositories are called `" + name.get().raw() + "`.",
                        "give each its own name; it stands in the record");
            }
            if (path.isPresent() && name.isPresent()) {
                repositories.add(new Team.Repository(path.get(), name.get().raw()));
            }
        }
        Optional<Duration> lookBack = fields.span("look-back");
        return lookBack.map(span -> new Team.Changes(span, repositories));
    }

    private boolean isRepositoryName(Text name) {
        boolean good = REPOSITORY.matcher(name.raw()).matches();
        if (!good) {
            problems.format(
                    "bad-name",
                    name.at(),
                    "`" + name.shown() + "` cannot be the name of a repository.",
                    "write letters, digits, `.`, `_` and `-`");
        }
        return good;
    }

    /** The key `paths`. */
    List<Team.PathRule> paths(Items items) {
        List<Team.PathRule> rules = new ArrayList<>();
        for (Fields rule : items.maps("`paths`")) {
            rule.only("a rule of `paths`", List.of("glob", "service", "migrations", "deploy"));
            rule.require("glob", "A rule of `paths`", "\"db/**\"");
            long kinds = List.of("service", "migrations", "deploy").stream()
                    .filter(rule::has)
                    .count();
            if (kinds != 1) {
                problems.format(
                        "path-rule",
                        rule.at(),
                        "A rule of `paths` says one thing about its files.",
                        "write `service: NAME`, `migrations: true` or `deploy: true`");
            }
            boolean migrations = rule.flag("migrations");
            boolean deploy = rule.flag("deploy");
            Optional<String> service = rule.words("service");
            rule.words("glob")
                    .ifPresent(glob -> rules.add(new Team.PathRule(Glob.of(glob), service, migrations, deploy)));
        }
        return rules;
    }

    /** The keys of a map as ids of the author's choosing; those that cannot be one are reported and left out. */
    List<String> ids(Fields fields, String what) {
        List<String> good = new ArrayList<>();
        for (String key : fields.names()) {
            if (new Text(
                            key,
                            Text.Style.PLAIN,
                            fields.keyAt(key),
                            fields.keyAt(key).line(),
                            problems)
                    .id(what)
                    .isPresent()) {
                good.add(key);
            }
        }
        return good;
    }

    private static String line(Fields fields, String key) {
        return fields.line(key, "`" + key + "`", CHOICE_WORDS).orElse("");
    }

    static List<String> words(List<Text> texts) {
        return Text.wordsOf(texts);
    }
}
