package oncall.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import oncall.runbook.Command;
import oncall.runbook.Expect;
import oncall.runbook.Step;

/** What is put back, and whether it is still there: RP030 to RP037. */
final class TargetRules {
    private static final Pattern ABOUT_DEPLOYS = Pattern.compile(
            "(?i).*\\b(?:deploy\\w*|pipelines?|rollouts?|releases?|in[- ]progress|under way|in[- ]flight)\\b.*",
            Pattern.DOTALL);
    private static final Pattern PLACEHOLDER = Pattern.compile("TBD.*|<.*>");

    private TargetRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "RP030",
                        "pinned-target",
                        Rule.Level.ERROR,
                        "Each service goes back to an exact version, commit or digest, or to `none`, and not to the one that runs.",
                        "`latest` is on that night the very version that is to go.",
                        look -> services(look, TargetRules::pinned)),
                new Rule(
                        "RP031",
                        "artifact-exists",
                        Rule.Level.ERROR,
                        "Each old version has its `artifact` with `ref` and a `check` that shows that it can still be fetched.",
                        "Registries and deploy tools forget old versions, and one learns of it when the pull fails.",
                        TargetRules::artifacts),
                new Rule(
                        "RP032",
                        "artifact-outlives-window",
                        Rule.Level.ERROR,
                        "The artifact is kept (`retained-until`) as long as the change may be reverted.",
                        "A plan that is good today points to nothing on the night the image was cleaned away.",
                        look -> services(look, TargetRules::retained)),
                new Rule(
                        "RP033",
                        "running-version",
                        Rule.Level.ERROR,
                        "`running` says how to see the version that runs, and expects `from`.",
                        "If something else runs by now, the plan undoes another change than the one that hurts.",
                        TargetRules::running),
                new Rule(
                        "RP034",
                        "no-deploy-in-flight",
                        Rule.Level.ERROR,
                        "Where a `pipeline` is named, a `verify` step before the first service looks that no deploy is under way.",
                        "A deploy that is half way ends after the revert and puts the bad version back.",
                        TargetRules::noDeploy),
                new Rule(
                        "RP035",
                        "known-good",
                        Rule.Level.WARNING,
                        "`known-good` says since when and where the old version ran well.",
                        "The version before may be the one that was rolled over because it was worse.",
                        TargetRules::knownGood),
                new Rule(
                        "RP036",
                        "config-and-secrets",
                        Rule.Level.WARNING,
                        "`config-needed` names configuration, secrets and certificates the old version needs, or says `none`.",
                        "The old version starts, looks for the setting that was tidied away, and stops.",
                        TargetRules::config),
                new Rule(
                        "RP037",
                        "scope-of-the-revert",
                        Rule.Level.WARNING,
                        "`change: {git: ...}` gives the two revisions, so that it can be said what else goes back.",
                        "An unrelated security fix goes back with the change, and nobody sees it go.",
                        TargetRules::scope));
    }

    private interface OfService {
        void look(RevertPlan.Service service, Look look);
    }

    private static void services(Look look, OfService rule) {
        look.plan().scope().services().forEach(service -> rule.look(service, look));
    }

    private static boolean isNone(RevertPlan.Service service) {
        return service.to().text().equals(Version.NONE);
    }

    // ---- RP030

    private static void pinned(RevertPlan.Service service, Look look) {
        Written to = service.to();
        if (PLACEHOLDER.matcher(to.text()).matches()) {
            return;
        }
        String mend =
                "write the exact version, commit or digest: `to: \"4.12.0\"`; or `none` where there was none before";
        Optional<String> moves = Version.whyNotPinned(to.text());
        if (moves.isPresent()) {
            look.bad(to, "`" + service.name() + "` goes back to `" + to + "`, which " + moves.get() + ".", mend);
        } else if (Version.same(to.text(), service.from().text())) {
            look.bad(to, "`" + service.name() + "` goes back to `" + to + "`, the version that runs.", mend);
        }
    }

    // ---- RP031

    private static void artifacts(Look look) {
        List<RevertPlan.Service> all = withOldVersion(look.plan());
        List<RevertPlan.Service> open =
                all.stream().filter(each -> each.artifact().isEmpty()).toList();
        open.stream()
                .findFirst()
                .ifPresent(first -> look.absent(
                        first.at(),
                        "The plan does not say where the old version of " + names(open) + " is kept.",
                        "add `artifact: {ref: \"registry/" + first.name() + ":" + first.to()
                                + "\", retained-until: ..., check: ...}`"));
        all.forEach(each -> each.artifact().ifPresent(artifact -> artifact(each, artifact, look)));
    }

    /** Those that go back to a version that is told; what moves is another rule's to say. */
    private static List<RevertPlan.Service> withOldVersion(RevertPlan plan) {
        return plan.scope().services().stream()
                .filter(each -> !isNone(each))
                .filter(each -> Version.whyNotPinned(each.to().text()).isEmpty())
                .toList();
    }

    private static String names(List<RevertPlan.Service> services) {
        List<String> names =
                services.stream().map(each -> "`" + each.name() + "`").toList();
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    private static void artifact(RevertPlan.Service service, RevertPlan.Artifact artifact, Look look) {
        if (artifact.ref().isEmpty()) {
            look.absent(
                    artifact.at(),
                    "The artifact of `" + service.name() + "` has no `ref`.",
                    "add where it is fetched from");
        }
        if (artifact.check().isEmpty()) {
            look.absent(
                    artifact.at(),
                    "Nothing shows whether the artifact of `" + service.name() + "` is still there.",
                    "add a command that only looks: `check: docker manifest inspect ...`");
        }
        artifact.ref().ifPresent(ref -> otherVersion(service, ref, look));
        artifact.digest().ifPresent(digest -> digest(service, digest, look));
    }

    private static void otherVersion(RevertPlan.Service service, Written ref, Look look) {
        String from = service.from().text();
        boolean namesFrom = Version.isIn(ref.text(), from)
                && !Version.isIn(ref.text(), service.to().text());
        if (namesFrom && from.chars().anyMatch(Character::isDigit)) {
            look.bad(
                    ref,
                    "The artifact of `" + service.name() + "` is that of " + from + ", the version that is to go.",
                    "write the one of `to`: " + service.to());
        }
    }

    private static void digest(RevertPlan.Service service, Written digest, Look look) {
        if (Version.isBrokenDigest(digest.text())) {
            look.bad(
                    digest, "`" + digest + "` is not a digest.", "write it whole: `sha256:` and 64 hexadecimal digits");
        } else if (service.to().text().contains("sha256:")
                && !service.to().text().endsWith(digest.text())) {
            look.bad(
                    digest,
                    "The digest of the artifact is not the one `" + service.name() + "` goes back to.",
                    "write the digest of `to`");
        }
    }

    // ---- RP032

    private static void retained(RevertPlan.Service service, Look look) {
        Optional<RevertPlan.Artifact> artifact = service.artifact().filter(each -> !isNone(service));
        if (artifact.isEmpty()) {
            return;
        }
        Optional<Dated> until = artifact.get().retainedUntil();
        if (until.isEmpty()) {
            look.absent(
                    artifact.get().at(),
                    "The plan does not say how long the artifact of `" + service.name() + "` is kept.",
                    "add `retained-until: 2027-02-01`, the day after which it may be cleaned away");
        }
        until.ifPresent(day -> day.until(look.around().zone()).ifPresent(end -> {
            if (!look.around().now().isBefore(end)) {
                look.bad(
                        day.written(),
                        "The artifact of `" + service.name() + "` was kept until " + day.written() + " only.",
                        "keep it longer, or go back to a version that is still there");
            } else if (windowEnd(look).map(end::isBefore).orElse(false)) {
                look.bad(
                        day.written(),
                        "The artifact of `" + service.name() + "` is kept until " + day.written()
                                + ", and the change may be reverted after that.",
                        "keep it until " + lastDay(look) + " at least");
            }
        }));
    }

    /** Until when the revert is a choice: the moment of no return, else as long as the walk offers the change. */
    private static Optional<Instant> windowEnd(Look look) {
        RevertPlan plan = look.plan();
        Optional<Instant> offered = plan.change()
                .deployed()
                .flatMap(day -> day.until(look.around().zone()))
                .map(at -> at.plus(look.around().team().changes().lookBack()));
        Optional<Instant> point = plan.deciding()
                .noReturn()
                .filter(each -> each.kind() == RevertPlan.Kind.AT)
                .flatMap(RevertPlan.PointOfNoReturn::what)
                .flatMap(what -> new Dated(what).moment());
        return point.or(() -> offered);
    }

    private static String lastDay(Look look) {
        return windowEnd(look)
                .orElseThrow()
                .atZone(look.around().zone())
                .toLocalDate()
                .toString();
    }

    // ---- RP033

    private static void running(Look look) {
        List<RevertPlan.Service> all = look.plan().scope().services();
        List<RevertPlan.Service> open =
                all.stream().filter(each -> each.running().isEmpty()).toList();
        open.stream()
                .findFirst()
                .ifPresent(first -> look.absent(
                        first.at(),
                        "Nothing shows which version of " + names(open) + " runs.",
                        "add `running: {check: [./bin/version, " + first.name() + "]}`; it expects `" + first.from()
                                + "`"));
        all.forEach(each -> each.running().ifPresent(running -> running(each, running, look)));
    }

    private static void running(RevertPlan.Service service, RevertPlan.Running running, Look look) {
        Optional<String> words = running.expect().flatMap(TargetRules::expected);
        if (running.expect().isPresent() && words.isEmpty()) {
            look.absent(
                    running.at(),
                    "The check of `" + service.name() + "` expects no version, so any version passes.",
                    "leave `expect` out, which expects `" + service.from() + "`");
        }
        words.filter(expected -> !names(expected, service.from().text()))
                .ifPresent(expected -> look.bad(
                        expectPlace(look, running, expected),
                        "The check of `" + service.name() + "` expects `" + expected
                                + "`, and the version to be undone is `" + service.from() + "`.",
                        "expect `" + service.from() + "`, or leave `expect` out"));
    }

    private static Written expectPlace(Look look, RevertPlan.Running running, String expected) {
        return look.sight().places().find(expected, running.at());
    }

    private static Optional<String> expected(Expect expect) {
        return expect.text().or(expect::contains).or(expect::matches);
    }

    private static boolean names(String expected, String from) {
        String plain = expected.replace("\\.", ".").replace("\\", "");
        return Version.isIn(plain, from) || !plain.isBlank() && from.contains(plain) && plain.length() >= 7;
    }

    // ---- RP034

    private static void noDeploy(Look look) {
        RevertPlan plan = look.plan();
        Optional<Written> pipeline = pipeline(plan);
        if (pipeline.isEmpty()) {
            return;
        }
        boolean begun = false;
        Optional<RevertPlan.PlanStep> late = Optional.empty();
        for (RevertPlan.PlanStep step : plan.everyStep()) {
            if (looksForDeploys(step.step(), pipeline.get().text())) {
                if (!begun) {
                    return;
                }
                late = late.or(() -> Optional.of(step));
            }
            begun |= isAct(step, plan);
        }
        if (late.isPresent()) {
            look.bad(
                    late.get().at(),
                    "Whether a deploy of `" + pipeline.get()
                            + "` is under way is looked at only after the first service went back.",
                    "move this step above the first one that puts a service back");
        } else {
            look.absent(
                    pipeline.get().at(),
                    "No step looks whether a deploy of `" + pipeline.get() + "` is under way.",
                    "begin with `- verify: Is no deploy of " + pipeline.get() + " under way?` and a `check`");
        }
    }

    /** The pipeline, where one deploys by itself. */
    static Optional<Written> pipeline(RevertPlan plan) {
        return plan.release().pipeline().filter(name -> !name.text().equals("none"));
    }

    /** Whether a step looks if a deploy is under way. */
    static boolean looksForDeploys(Step step, String pipeline) {
        if (!(step instanceof Step.Verify verify)) {
            return false;
        }
        String words =
                verify.text() + " " + verify.check().map(Command::display).orElse("");
        return words.contains(pipeline) || ABOUT_DEPLOYS.matcher(verify.text()).matches();
    }

    /** A step that puts a service back: told by its `service`, or any command where no step tells. */
    static boolean isAct(RevertPlan.PlanStep step, RevertPlan plan) {
        boolean told = plan.everyStep().stream().anyMatch(each -> each.service().isPresent());
        return told ? step.service().isPresent() : step.step() instanceof Step.Run;
    }

    // ---- RP035

    private static void knownGood(Look look) {
        List<RevertPlan.Service> all = withOldVersion(look.plan());
        List<RevertPlan.Service> open =
                all.stream().filter(each -> each.knownGood().isEmpty()).toList();
        open.stream()
                .findFirst()
                .ifPresent(first -> look.absent(
                        first.at(),
                        "The plan does not say when the old version of " + names(open) + " last ran well.",
                        "add `known-good: {since: 2026-11-03, where: prod}`"));
        all.forEach(each -> each.knownGood().ifPresent(good -> knownGood(each, good, look)));
    }

    private static void knownGood(RevertPlan.Service service, RevertPlan.KnownGood good, Look look) {
        List<String> missing = new ArrayList<>();
        good.since().ifPresentOrElse(since -> {}, () -> missing.add("since"));
        good.where().ifPresentOrElse(where -> {}, () -> missing.add("where"));
        for (String key : missing) {
            look.absent(
                    good.at(),
                    "`known-good` of `" + service.name() + "` has no `" + key + "`.",
                    "add `" + key + ": " + (key.equals("since") ? "2026-11-03" : "prod") + "`");
        }
        Optional<Instant> deployed = look.plan()
                .change()
                .deployed()
                .flatMap(day -> day.until(look.around().zone()));
        good.since()
                .filter(since -> since.from(look.around().zone())
                        .flatMap(from -> deployed.map(end -> !from.isBefore(end)))
                        .orElse(false))
                .ifPresent(since -> look.bad(
                        since.written(),
                        "`" + service.name() + "` " + service.to() + " is called good since " + since.written()
                                + ", when the change had already replaced it.",
                        "write since when it ran before the change"));
    }

    // ---- RP036, RP037

    private static void config(Look look) {
        if (look.plan().scope().configNeeded().isEmpty()
                && !look.plan().scope().services().isEmpty()) {
            look.absent(
                    look.plan().at("config-needed"),
                    "The plan does not say what configuration, secrets and certificates the old version needs.",
                    "write `config-needed: [\"PRICE_V1 is still set\"]`, or `config-needed: none`");
        }
    }

    private static void scope(Look look) {
        Optional<RevertPlan.Git> git = look.plan().change().git();
        if (git.isEmpty()) {
            look.absent(
                    look.plan().change().at(),
                    "The plan does not say which commits go back with this change.",
                    "add `git: {repo: \".\", from: v4.12.0, to: v4.13.0}`; `--live` then lists them");
            return;
        }
        if (git.get().from().isEmpty() || git.get().to().isEmpty()) {
            String key = git.get().from().isEmpty() ? "from" : "to";
            look.absent(
                    git.get().at(),
                    "`git` has no `" + key + "`, so what goes back cannot be listed.",
                    "add the revision: `" + key + ": v4.12.0`");
            return;
        }
        Written to = git.get().to().get();
        if (to.text().equals(git.get().from().get().text())) {
            look.bad(
                    to,
                    "`git` goes from `" + to + "` to itself, so nothing would go back.",
                    "write the revision after the change");
        }
    }
}
