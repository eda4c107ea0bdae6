package oncall.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.runbook.Diagnostic;
import oncall.runbook.Location;
import oncall.runbook.Source;
import oncall.runbook.Step;

/**
 * A written way to undo a change, as it stands in its file. Every part may be missing: whether that matters is for the
 * {@link Rules} to say. Word for word the keys of the format, grouped by what they are about.
 *
 * @param name its file's name without ending
 * @param change what is undone
 * @param people who keeps it, who may permit it
 * @param deciding when to revert, and until when one can
 * @param scope services, flags, and whom else it reaches
 * @param stored migrations and data
 * @param release what deploys the change, and how that is held
 * @param doing the steps and what proves that they worked
 * @param paper estimate, rehearsal, messages, suppressions
 * @param keys where each top-level key stands
 * @param problems what the reader found that is not a matter of form: dates, names, references, required keys
 * @param source the file
 */
public record RevertPlan(
        String name,
        Change change,
        People people,
        Deciding deciding,
        Scope scope,
        Stored stored,
        Release release,
        Doing doing,
        Paper paper,
        Map<String, Location> keys,
        List<Diagnostic> problems,
        Source source) {
    public RevertPlan {
        keys = Map.copyOf(keys);
        problems = List.copyOf(problems);
    }

    /** What is undone: `change`. */
    public record Change(
            Optional<Written> title,
            Optional<Written> ref,
            Optional<Dated> deployed,
            Optional<Written> by,
            Optional<Git> git,
            Location at) {}

    /** Where the change stands in git: `repo` is a folder relative to the plan's, `from` and `to` are revisions. */
    public record Git(Written repo, Optional<Written> from, Optional<Written> to, Location at) {}

    /** Who keeps the plan, who stands in, who may permit it, for which levels nobody has to, and how they are reached. */
    public record People(
            Optional<Written> owner,
            Optional<Written> backup,
            Optional<Written> approver,
            List<Written> approvedFor,
            Optional<Written> contact) {
        public People {
            approvedFor = List.copyOf(approvedFor);
        }
    }

    /** When to revert and until when one can. */
    public record Deciding(
            List<Trigger> triggers,
            Optional<Span> within,
            Optional<PointOfNoReturn> noReturn,
            Optional<Written> afterNoReturn) {
        public Deciding {
            triggers = List.copyOf(triggers);
        }
    }

    /** A signal, its threshold as typed (`2%`), the window it must last, and a query that reads it now. */
    public record Trigger(
            Written signal,
            Optional<Written> above,
            Optional<Written> below,
            Optional<Span> window,
            Optional<Declared> check,
            Location at) {}

    /** What makes the point of no return. */
    public enum Kind {
        AFTER_STEP,
        AFTER_MIGRATION,
        AT,
        NONE
    }

    /** The point of no return: a step's id, a migration's id, a moment or event in words, or `none`. */
    public record PointOfNoReturn(Kind kind, Optional<Written> what, Optional<Written> why, Location at) {
        /** Where it is and why, in one line; empty where there is none. */
        public Optional<String> words() {
            String reason = why.map(words -> ": " + words.text()).orElse("");
            return switch (kind) {
                case AFTER_STEP -> what.map(step -> "after the step " + step.text() + reason);
                case AFTER_MIGRATION -> what.map(id -> "after migration " + id.text() + reason);
                case AT -> what.map(place -> place.text() + reason);
                case NONE -> Optional.empty();
            };
        }
    }

    /** What is put back, and whom else that reaches. */
    public record Scope(
            List<Service> services,
            Optional<Written> orderReason,
            List<List<Written>> parallel,
            List<Flag> flags,
            Listed consumers,
            List<Party> cannotRevert,
            List<Written> configNeeded) {
        public Scope {
            services = List.copyOf(services);
            parallel = parallel.stream().map(List::copyOf).toList();
            flags = List.copyOf(flags);
            cannotRevert = List.copyOf(cannotRevert);
            configNeeded = List.copyOf(configNeeded);
        }
    }

    /** A list, or `none` said aloud, or not there at all. */
    public record Listed(boolean saidNone, List<Written> names) {
        /** The key is not there. */
        public static final Listed ABSENT = new Listed(false, List.of());

        public Listed {
            names = List.copyOf(names);
        }

        /** Whether nothing is said. */
        public boolean isAbsent() {
            return !saidNone && names.isEmpty();
        }
    }

    /** Somebody or something that cannot be taken back: sent mails, apps, partners. */
    public record Party(Written who, Optional<Written> why) {}

    /**
     * A service.
     *
     * @param from the version that runs now
     * @param to the version to go back to, a digest, or `none`
     * @param revertAfter services that are put back before this one
     * @param readsNew `yes`, `no` or `unknown`: whether the old version reads what the new one wrote
     * @param prepare steps' ids that prepare the change, undone after those of `activate`
     */
    public record Service(
            Written name,
            Written from,
            Written to,
            List<Written> environments,
            List<Written> revertAfter,
            Optional<Written> readsNew,
            Optional<Artifact> artifact,
            Optional<Running> running,
            Optional<KnownGood> knownGood,
            List<Written> prepare,
            List<Written> activate,
            Location at) {
        public Service {
            environments = List.copyOf(environments);
            revertAfter = List.copyOf(revertAfter);
            prepare = List.copyOf(prepare);
            activate = List.copyOf(activate);
        }
    }

    /** The thing that is deployed again: where it is, until when it is kept, how to see that, its digest. */
    public record Artifact(
            Optional<Written> ref,
            Optional<Dated> retainedUntil,
            Optional<Declared> check,
            Optional<Written> digest,
            Location at) {}

    /** How to see which version runs; `expect` as typed, the version itself where it is left out. */
    public record Running(Declared check, Optional<oncall.runbook.Expect> expect, Location at) {}

    /** Since when and where the old version ran well. */
    public record KnownGood(Optional<Dated> since, Optional<Written> where, Location at) {}

    /** A feature flag and the value that undoes the change. */
    public record Flag(
            Written name, Written revertTo, Optional<Written> ifFlagsDown, Optional<Declared> check, Location at) {}

    /** What the change left in stores. */
    public record Stored(
            Migrations migrations, Optional<NewData> newData, Optional<Backup> backup, List<SaveFirst> saveFirst) {
        public Stored {
            saveFirst = List.copyOf(saveFirst);
        }
    }

    /** The migrations of the change, in the order they ran; or `none` said aloud; or not there at all. */
    public record Migrations(boolean saidNone, List<Migration> all) {
        public Migrations {
            all = List.copyOf(all);
        }

        /** Those that are part of this deployment. */
        public List<Migration> shipped() {
            return all.stream().filter(each -> !each.isLater()).toList();
        }
    }

    /** One migration; `phase`, `revert` and `shipped` hold the words of the format. */
    public record Migration(
            Written id,
            Optional<Written> title,
            Optional<Written> file,
            Optional<Written> compatible,
            Optional<Written> phase,
            Optional<Written> revert,
            Optional<Written> down,
            Optional<Written> why,
            Optional<Written> shipped,
            Location at) {
        /** In the repository, not in this deployment. */
        public boolean isLater() {
            return shipped.map(word -> word.text().equals("later")).orElse(false);
        }

        /** Whether `phase` is that word. */
        public boolean isPhase(String word) {
            return phase.map(each -> each.text().equals(word)).orElse(false);
        }

        /** Whether `revert` is that word. */
        public boolean reverts(String word) {
            return revert.map(each -> each.text().equals(word)).orElse(false);
        }
    }

    /** What happens to data written since the change: `keep`, `translate`, `replay` or `lose`. */
    public record NewData(Written policy, Optional<Written> how, Optional<Written> approvedBy, Location at) {}

    /** The backup a restore relies on. */
    public record Backup(
            Optional<Declared> check,
            Optional<Declared> restore,
            Optional<Span> takes,
            Optional<Written> where,
            Optional<Dated> retainedUntil,
            Optional<Dated> tested,
            Location at) {}

    /** Evidence saved before anything is undone, within its time limit. */
    public record SaveFirst(Declared run, Optional<Span> timeout, Location at) {}

    /** What deploys the change by itself, how its CI tried both ways, and how deploys are held. */
    public record Release(Optional<Written> pipeline, Optional<Ci> ci, Optional<Hold> hold) {}

    /** A CI job that ran new, old, new; its result as typed. */
    public record Ci(Written job, Optional<Written> result, Location at) {}

    /** Stops the pipeline from shipping the bad version again, and lets it go afterwards. */
    public record Hold(Declared run, Optional<Declared> release, Location at) {}

    /** What is done, and what proves that it worked. */
    public record Doing(
            List<PlanStep> steps, List<Proof> verify, Optional<Written> ifVerifyFails, Optional<Written> forwardAgain) {
        public Doing {
            steps = List.copyOf(steps);
            verify = List.copyOf(verify);
        }
    }

    /**
     * A step of the plan; those inside groups and decisions have their own.
     *
     * @param service the service it puts back
     * @param rerunSafe `true`, `false`, or what to do after half a run, in words
     */
    public record PlanStep(
            Step step, Optional<Written> service, Optional<Written> rerunSafe, List<PlanStep> inside, Location at) {
        public PlanStep {
            inside = List.copyOf(inside);
        }
    }

    /** A verification; `covers` is `trigger` or `journey`; `expects` whether an expected value is written. */
    public record Proof(Step.Verify step, Optional<Written> covers, boolean expects, Location at) {}

    /** Estimate, rehearsal, messages and suppressions. */
    public record Paper(
            Optional<Span> estimate, Optional<Rehearsal> rehearsal, Messages messages, List<Suppression> suppressed) {
        public Paper {
            suppressed = List.copyOf(suppressed);
        }
    }

    /** The stages of messages the plan writes itself, by audience. */
    public record Messages(Map<String, List<String>> stages, Optional<Location> at) {
        public Messages {
            stages = Map.copyOf(stages);
        }
    }

    /** The last time it was walked as practice. */
    public record Rehearsal(
            Dated date,
            Optional<Written> env,
            Optional<Written> by,
            Optional<Span> took,
            Optional<Written> result,
            Optional<Written> stepsHash,
            Optional<Written> evidence,
            Location at) {}

    /** A rule that is not to speak, why, and until when. */
    public record Suppression(Written rule, Optional<Written> reason, Optional<Dated> expires, Location at) {}

    // ---- what the walk asks for

    /** Of the change; empty text where the plan has none. */
    public String title() {
        return change.title().map(Written::text).orElse("");
    }

    /** When the change went out, where that is a moment. */
    public Optional<Instant> deployed() {
        return change.deployed().flatMap(Dated::moment);
    }

    /** Names of the services. */
    public List<String> services() {
        return scope.services().stream().map(each -> each.name().text()).toList();
    }

    /** The steps, walked in order. */
    public List<Step> steps() {
        return doing.steps().stream().map(PlanStep::step).toList();
    }

    /** The verifications, walked after the steps. */
    public List<Step> verify() {
        return doing.verify().stream().<Step>map(Proof::step).toList();
    }

    /** How long it takes, where the plan says. */
    public Optional<Duration> estimate() {
        return paper.estimate().map(Span::length);
    }

    /** The day of the last rehearsal. */
    public Optional<LocalDate> rehearsed() {
        return paper.rehearsal().flatMap(each -> each.date().day());
    }

    /** Every step at any depth, in the order of the file. */
    public List<PlanStep> everyStep() {
        return doing.steps().stream().flatMap(RevertPlan::andInside).toList();
    }

    private static java.util.stream.Stream<PlanStep> andInside(PlanStep step) {
        return java.util.stream.Stream.concat(
                java.util.stream.Stream.of(step), step.inside().stream().flatMap(RevertPlan::andInside));
    }

    /** Where a top-level key stands; the first line of the file where it does not. */
    public Location at(String key) {
        return keys.getOrDefault(key, Location.of(source.path()));
    }
}
