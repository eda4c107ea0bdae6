package oncall.plan;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import oncall.runbook.Command;
import oncall.runbook.Durations;
import oncall.runbook.Expect;
import oncall.runbook.Location;
import oncall.runbook.Step;
import oncall.runbook.Team;

/** What proves that it worked, and what if not: RP090 to RP094. */
final class ProofRules {
    /** Ends well whatever happened: `true`, `... || true`, an `echo`. */
    private static final Pattern CANNOT_FAIL = Pattern.compile(
            "\\s*(?:true|:|exit 0|echo\\b[^;&|]*|(?s:.*)\\|\\|\\s*(?:true|:|exit 0|echo\\b[^;&|]*))\\s*;?\\s*");

    private static final Set<String> CANNOT_FAIL_PROGRAMS = Set.of("true", "/bin/true", "echo", ":");
    private static final Pattern HOLDS =
            Pattern.compile("\\b(hold|held|paus|stop|lock|disabl|suspend|freez|froze|block|halt)\\w*");
    /** Whoever is called is taken for a name, but for words that can mean anybody. */
    private static final Pattern CALLED =
            Pattern.compile("\\b(?:call|ask|page|phone|wake|ring)\\s+(\\p{L}+)", Pattern.CASE_INSENSITIVE);

    private static final Set<String> NO_NAMES = Set.of(
            "the",
            "a",
            "an",
            "for",
            "in",
            "it",
            "that",
            "your",
            "our",
            "some",
            "someone",
            "somebody",
            "anyone",
            "anybody",
            "up");
    private static final Pattern WORDS = Pattern.compile("\\s+");
    private static final int WORDS_OF_AN_ACT = 2;
    private static final int WORDS_OF_A_WAY = 3;

    private ProofRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "RP090",
                        "verify",
                        Rule.Level.ERROR,
                        "At least one check proves the revert, with an expected value and a time it must hold; the trigger and one"
                                + " customer journey are covered.",
                        "A revert that went through is not yet a product that works: without a check somebody guesses.",
                        ProofRules::verify),
                new Rule(
                        "RP091",
                        "verify-fails",
                        Rule.Level.ERROR,
                        "`if-verify-fails` names the next act and who decides.",
                        "When the revert does not help, the second plan is made by the most tired person in the room.",
                        ProofRules::verifyFails),
                new Rule(
                        "RP092",
                        "forward-again",
                        Rule.Level.WARNING,
                        "`forward-again` says how the change goes out again, and whether that is safe.",
                        "A revert leaves data and settings behind; deploying again by reflex breaks them a second time.",
                        ProofRules::forwardAgain),
                new Rule(
                        "RP093",
                        "hold-deploys",
                        Rule.Level.ERROR,
                        "The pipeline is kept from shipping the bad version again, and released afterwards.",
                        "The next merge, or a pipeline that heals what differs, puts the bad version back within minutes.",
                        ProofRules::holdDeploys),
                new Rule(
                        "RP094",
                        "evidence-first",
                        Rule.Level.WARNING,
                        "Logs and dumps that a revert destroys are saved first, each within a time limit.",
                        "What is not saved is gone with the old process, and nobody learns why it broke; without a limit"
                                + " saving delays the revert.",
                        ProofRules::evidence));
    }

    // ---- RP090

    private static void verify(Look look) {
        RevertPlan plan = look.plan();
        if (!plan.keys().containsKey("verify")) {
            return; // a required key: RP001 says so
        }
        List<RevertPlan.Proof> proofs = plan.doing().verify();
        List<RevertPlan.Proof> checks =
                proofs.stream().filter(each -> each.step().check().isPresent()).toList();
        if (checks.isEmpty()) {
            look.bad(
                    plan.at("verify"),
                    "Nothing in `verify` is a check: nothing proves that the revert worked.",
                    "add `- {check: \"curl -fsS http://...\", expect: {contains: ok}, hold: 5m}`");
        } else {
            checks(look, checks);
        }
        covered(look, proofs);
    }

    private static void checks(Look look, List<RevertPlan.Proof> checks) {
        checks.stream()
                .filter(ProofRules::cannotFail)
                .forEach(each -> look.bad(
                        each.at(),
                        "The check `" + firstLine(each) + "` ends well whatever happened.",
                        "let it fail when the product does, or say what its output must be: `expect: {contains: ok}`"));
        if (checks.stream().anyMatch(each -> each.expects() && holds(each).isPresent())) {
            return;
        }
        Location first = checks.get(0).at();
        if (checks.stream().noneMatch(RevertPlan.Proof::expects)) {
            look.absent(
                    first,
                    "No check in `verify` says what it expects; only the exit code counts.",
                    "add `expect: {contains: ok}`, or `expect: {exit: 0}` where the exit code tells all");
        } else if (checks.stream().anyMatch(each -> holds(each).isPresent())) {
            look.absent(
                    first,
                    "No check in `verify` has both an expected value and a time it must hold.",
                    "add `hold: 5m` to the check with `expect`");
        }
        if (checks.stream().noneMatch(each -> holds(each).isPresent())) {
            look.absent(
                    first,
                    "No check in `verify` has to hold for a while.",
                    "add `hold: 5m`: one good answer may be chance");
        }
    }

    private static void covered(Look look, List<RevertPlan.Proof> proofs) {
        boolean trigger = covers(proofs, "trigger");
        boolean journey = covers(proofs, "journey");
        if (trigger && journey) {
            return;
        }
        String signal = look.plan().deciding().triggers().stream()
                .findFirst()
                .map(each -> " (" + each.signal().text() + ")")
                .orElse("");
        String missing = trigger
                ? "a customer journey"
                : journey ? "the trigger" + signal : "the trigger" + signal + ", and none a customer journey";
        look.absent(
                look.plan().at("verify"),
                "No entry of `verify` covers " + missing + ".",
                trigger
                        ? "add a check of what a customer does, with `covers: journey`"
                        : "mark the check of the trigger's signal with `covers: trigger`"
                                + (journey ? "" : ", and one of what a customer does with `covers: journey`"));
    }

    private static boolean covers(List<RevertPlan.Proof> proofs, String what) {
        return proofs.stream()
                .anyMatch(each ->
                        each.covers().map(word -> word.text().equals(what)).orElse(false));
    }

    private static Optional<Duration> holds(RevertPlan.Proof proof) {
        return proof.step().hold().hold();
    }

    /** Only where the exit code is all that is looked at. */
    private static boolean cannotFail(RevertPlan.Proof proof) {
        if (!proof.step().expect().equals(Expect.SUCCESS)) {
            return false;
        }
        Command check = proof.step().check().orElseThrow();
        if (check instanceof Command.Argv argv) {
            return CANNOT_FAIL_PROGRAMS.contains(argv.items().get(0));
        }
        return CANNOT_FAIL.matcher(check.display()).matches();
    }

    private static String firstLine(RevertPlan.Proof proof) {
        return proof.step()
                .check()
                .map(Command::display)
                .flatMap(words -> words.lines().findFirst())
                .orElse("");
    }

    // ---- RP091, RP092

    private static void verifyFails(Look look) {
        Optional<Written> said = look.plan().doing().ifVerifyFails();
        if (said.isEmpty()) {
            absent(
                    look,
                    "if-verify-fails",
                    "Nothing says what to do when verification fails.",
                    "add `if-verify-fails: Call eli. Turn on read-only mode.`");
            return;
        }
        Written words = said.get();
        if (count(words) < WORDS_OF_AN_ACT) {
            look.bad(
                    words,
                    "`if-verify-fails: " + words.text() + "` names no act.",
                    "write what to do next and who decides: `Call eli. Turn on read-only mode.`");
        } else if (namesNobody(words.text(), look)) {
            look.report(
                    Rule.Level.WARNING,
                    words.at(),
                    words.width(),
                    "`if-verify-fails` names nobody who decides.",
                    "name a person of the plan or a role of the team file: " + examples(look));
        }
    }

    private static boolean namesNobody(String words, Look look) {
        String text = words.toLowerCase(Locale.ROOT);
        Matcher called = CALLED.matcher(words);
        while (called.find()) {
            if (!NO_NAMES.contains(called.group(1).toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        return known(look).noneMatch(name -> containsWord(text, name.toLowerCase(Locale.ROOT)));
    }

    private static Stream<String> known(Look look) {
        Team team = look.around().team();
        return Stream.concat(
                        people(look.plan()),
                        team.roles().entrySet().stream()
                                .flatMap(role -> Stream.concat(
                                        Stream.of(role.getKey(), role.getValue().name()),
                                        role.getValue().reach().stream()
                                                .map(Team.Reach::note)
                                                .flatMap(Optional::stream))))
                .filter(name -> !name.isBlank());
    }

    private static Stream<String> people(RevertPlan plan) {
        RevertPlan.People people = plan.people();
        return Stream.of(
                        people.owner(),
                        people.backup(),
                        people.approver(),
                        plan.change().by())
                .flatMap(Optional::stream)
                .map(Written::text);
    }

    private static String examples(Look look) {
        Collection<String> roles = look.around().team().roles().keySet();
        List<String> names = Stream.concat(people(look.plan()), roles.stream())
                .filter(name -> !name.isBlank())
                .distinct()
                .limit(3)
                .map(name -> "`" + name + "`")
                .toList();
        return names.isEmpty() ? "`Call the owner.`" : String.join(", ", names);
    }

    private static void forwardAgain(Look look) {
        Optional<Written> said = look.plan().doing().forwardAgain();
        if (said.isEmpty()) {
            absent(
                    look,
                    "forward-again",
                    "Nothing says how the change goes out again after it was reverted.",
                    "add `forward-again: Deploy api, then the flag for one customer.`");
        } else if (count(said.get()) < WORDS_OF_A_WAY) {
            look.bad(
                    said.get(),
                    "`forward-again: " + said.get().text() + "` does not say how.",
                    "write in which order it goes out, and what makes that safe");
        }
    }

    /** Of a key that stands there and could not be read something was said already. */
    private static void absent(Look look, String key, String what, String mend) {
        if (!look.plan().keys().containsKey(key)) {
            look.absent(look.plan().at(key), what, mend);
        }
    }

    private static int count(Written words) {
        return words.text().isBlank() ? 0 : WORDS.split(words.text().strip()).length;
    }

    // ---- RP093

    private static void holdDeploys(Look look) {
        RevertPlan.Release release = look.plan().release();
        Optional<Written> pipeline = TargetRules.pipeline(look.plan());
        if (release.hold().isPresent()) {
            RevertPlan.Hold hold = release.hold().get();
            if (hold.release().isEmpty()) {
                look.absent(
                        hold.at(),
                        "`hold-deploys` says how deploys are held, not how they are let go again.",
                        "add `release: [./bin/deploy-hold, off]`");
            }
            return;
        }
        if (release.pipeline().isPresent() && pipeline.isEmpty()) {
            return;
        }
        if (pipeline.isEmpty()) {
            absent(
                    look,
                    "hold-deploys",
                    "Nothing says what could deploy the change again, or how deploys are held.",
                    "add `hold-deploys: {run: ..., release: ...}`, or `pipeline: none` where nothing deploys by itself");
        } else if (look.plan().everyStep().stream()
                .noneMatch(step -> holds(step.step(), pipeline.get().text()))) {
            look.bad(
                    pipeline.get(),
                    "The pipeline `" + pipeline.get().text() + "` can ship the bad version again: nothing holds it.",
                    "add `hold-deploys: {run: [./bin/deploy-hold, on], release: [./bin/deploy-hold, off]}`");
        }
    }

    /** A step holds deploys when it names the pipeline and says so: no other words are taken for it. */
    private static boolean holds(Step step, String pipeline) {
        String words = (step.text() + " "
                        + StepWords.command(step).map(Command::display).orElse(""))
                .toLowerCase(Locale.ROOT);
        return containsWord(words, pipeline.toLowerCase(Locale.ROOT))
                && HOLDS.matcher(words.replace(pipeline.toLowerCase(Locale.ROOT), " "))
                        .find();
    }

    static boolean containsWord(String text, String word) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])")
                .matcher(text)
                .find();
    }

    // ---- RP094

    private static void evidence(Look look) {
        List<RevertPlan.SaveFirst> saves = look.plan().stored().saveFirst();
        if (saves.isEmpty()) {
            absent(
                    look,
                    "save-first",
                    "Nothing is saved before the revert: logs and dumps of the bad version go with it.",
                    "add `save-first: [{run: \"kubectl logs deployment/api --since=1h > api.log\", timeout: 1m}]`");
        }
        Optional<Team.Level> urgent = look.around().team().levels().values().stream()
                .filter(level -> level.revertOrReasonWithin().isPresent())
                .findFirst();
        for (RevertPlan.SaveFirst save : saves) {
            if (save.timeout().isEmpty()) {
                look.absent(
                        save.at(),
                        "Saving `"
                                + save.run()
                                        .command()
                                        .display()
                                        .lines()
                                        .findFirst()
                                        .orElse("") + "` has no time limit and can delay the revert.",
                        "add `timeout: 1m`");
            }
            urgent.ifPresent(level -> slow(look, save, level));
        }
    }

    private static void slow(Look look, RevertPlan.SaveFirst save, Team.Level level) {
        Duration within = level.revertOrReasonWithin().orElseThrow();
        save.timeout()
                .filter(limit -> limit.length().compareTo(within) > 0)
                .ifPresent(limit -> look.bad(
                        limit.at(),
                        "Saving evidence may take " + Durations.words(limit.length()) + "; " + level.id()
                                + " wants a revert, or a reason why not, within " + Durations.words(within) + ".",
                        "cut the time limit, or save less"));
    }
}
