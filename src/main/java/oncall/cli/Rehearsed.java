package oncall.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.git.Content;
import oncall.git.FileVersions;
import oncall.git.Git;
import oncall.git.Outcome;
import oncall.git.Trouble;
import oncall.incident.Event;
import oncall.plan.RevertPlan;
import oncall.plan.StepsHash;
import oncall.plan.Written;
import oncall.runbook.yaml.PlanReader;
import oncall.runbook.yaml.YamlFile;
import oncall.timeline.FileTimeline;

/**
 * The version of a plan that was last rehearsed: the copy the rehearsal kept, else the newest in git that does the same, else the
 * one git had on that day. Nothing is written.
 */
final class Rehearsed {
    private static final String COPY = "plan:";
    /** Commits of the plan's file that are looked at. */
    private static final int MOST = 500;

    private static final int HASH = 10;

    private final Invocation invocation;
    private final PlanFile file;
    private final RevertPlan.Rehearsal rehearsal;

    Rehearsed(Invocation invocation, PlanFile file, RevertPlan.Rehearsal rehearsal) {
        this.invocation = invocation;
        this.file = file;
        this.rehearsal = rehearsal;
    }

    /**
     * A version of the plan.
     *
     * @param where where it comes from, in words that can stand in brackets
     */
    record Version(RevertPlan plan, String where) {}

    /**
     * The version.
     *
     * @throws Failure with {@link Exit#NOT_FOUND} when none can be found, saying what was tried
     */
    Version find() {
        List<String> tried = new ArrayList<>();
        return copy(tried).or(() -> committed(tried)).orElseThrow(() -> {
            tried.add(
                    "Name the version to compare with: oncall revert-plan diff " + ShellWord.of(file.shown()) + " OLD");
            return new Failure(
                    Exit.NOT_FOUND,
                    "The version of `" + file.name() + "` that was rehearsed on "
                            + rehearsal.date().written().text() + " cannot be found.",
                    tried.toArray(String[]::new));
        });
    }

    // ---- the copy kept by the rehearsal

    private Optional<Version> copy(List<String> tried) {
        Optional<String> id = rehearsal.evidence().map(Written::text);
        if (id.isEmpty()) {
            tried.add("The plan names no rehearsal kept on this machine (`rehearsal.evidence`).");
            return Optional.empty();
        }
        Ports ports = new Ports(invocation);
        Optional<Version> found = ports.rehearsals()
                .open(
                        id.get(),
                        invocation.clock(),
                        ports.author(invocation.environs().actor()))
                .flatMap(this::kept)
                .map(plan -> new Version(plan, "the copy that rehearsal kept"));
        if (found.isEmpty()) {
            tried.add("The rehearsal `" + id.get() + "` is not kept on this machine, or without its copy.");
        }
        return found;
    }

    private Optional<RevertPlan> kept(FileTimeline timeline) {
        return timeline.read().stream()
                .filter(each -> each.event() instanceof Event.Evidence)
                .map(each -> (Event.Evidence) each.event())
                .filter(each -> each.head().equals(COPY + file.name()))
                .reduce((first, last) -> last)
                .flatMap(each -> timeline.evidence(each.sha256()))
                .flatMap(text -> read(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<RevertPlan> read(byte[] bytes) {
        String folder = file.file().source().folder();
        return PlanReader.read(
                YamlFile.read(bytes, file.shown(), folder, false), file.name(), Optional.of(file.team()));
    }

    // ---- git

    /** A committed version that reads as a plan. */
    private record Committed(String hash, Instant at, RevertPlan plan) {
        Version as(String words) {
            return new Version(plan, words + ", git " + hash.substring(0, Math.min(HASH, hash.length())));
        }
    }

    private Optional<Version> committed(List<String> tried) {
        if (file.path().isEmpty()) {
            tried.add("A built-in plan has no history.");
            return Optional.empty();
        }
        Outcome<List<FileVersions.Version>> versions = new FileVersions(
                        new Git(invocation.environs().variables()), temporary(), System::nanoTime)
                .of(file.path().get(), MOST);
        Optional<Trouble> trouble = versions.trouble();
        if (trouble.isPresent()) {
            tried.add("Its history cannot be read: " + trouble.get().words() + " "
                    + trouble.get().remedy());
            return Optional.empty();
        }
        List<Committed> all = versions.value().orElse(List.of()).stream()
                .flatMap(version -> plan(version).stream())
                .toList();
        Optional<Version> found = byHash(all).or(() -> byDate(all)).or(() -> bearing(all));
        if (found.isEmpty()) {
            tried.add(
                    all.isEmpty()
                            ? "No version of it that reads as a plan was ever committed."
                            : "None of its " + all.size() + " committed versions is of that day.");
        }
        return found;
    }

    private Path temporary() {
        return Path.of(Optional.ofNullable(invocation.environs().variables().get("TMPDIR"))
                .filter(folder -> !folder.isEmpty())
                .orElse("/tmp"));
    }

    private Optional<Committed> plan(FileVersions.Version version) {
        return version.content() instanceof Content.Whole whole
                ? read(whole.bytes())
                        .map(plan -> new Committed(
                                version.commit().hash(), version.commit().at(), plan))
                : Optional.empty();
    }

    private Optional<Version> byHash(List<Committed> newestFirst) {
        return rehearsal
                .stepsHash()
                .flatMap(hash -> newestFirst.stream()
                        .filter(each -> StepsHash.of(each.plan()).equals(hash.text()))
                        .findFirst()
                        .map(each -> each.as("the version with its steps-hash")));
    }

    /** What was committed by the end of that day; a guess, which is said. */
    private Optional<Version> byDate(List<Committed> newestFirst) {
        return rehearsal
                .date()
                .until(file.team().zone().orElse(invocation.environs().zone()))
                .flatMap(end -> newestFirst.stream()
                        .filter(each -> each.at().isBefore(end))
                        .findFirst()
                        .map(each -> each.as("by its date")));
    }

    /** A plan that came into git after its rehearsal: as it was when it first told of it. */
    private Optional<Version> bearing(List<Committed> newestFirst) {
        return newestFirst.stream()
                .filter(each -> each.plan()
                        .paper()
                        .rehearsal()
                        .map(other -> other.date()
                                .written()
                                .text()
                                .equals(rehearsal.date().written().text()))
                        .orElse(false))
                .reduce((first, last) -> last)
                .map(each -> each.as("the first that tells of it"));
    }
}
