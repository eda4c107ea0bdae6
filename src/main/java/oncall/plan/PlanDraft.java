package oncall.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plan that is being written: what is known of it, and what is not, which stands in the file as `TODO`.
 *
 * @param notes lines of comment above it all
 * @param title of the change
 * @param ref ticket or pull request
 * @param deployed when it went or goes out
 * @param by who deploys it
 * @param git where the change stands in git
 * @param owner who keeps the plan
 * @param services put back; empty list where none is known and there are flags
 * @param flags found in the change
 * @param migrations empty when nobody said; an empty list means there are none
 * @param newData `keep`, `translate`, `replay` or `lose`
 * @param steps what undoes it, in order
 * @param proofs what shows that it worked
 * @param ifVerifyFails what to do then
 * @param forwardAgain how to undo the undoing
 * @param estimate how long it takes
 */
public record PlanDraft(
        List<String> notes,
        Optional<String> title,
        Optional<String> ref,
        Optional<Instant> deployed,
        Optional<String> by,
        Optional<Git> git,
        Optional<String> owner,
        List<Service> services,
        List<String> flags,
        Optional<List<Migration>> migrations,
        Optional<String> newData,
        List<Step> steps,
        List<Proof> proofs,
        Optional<String> ifVerifyFails,
        Optional<String> forwardAgain,
        Optional<Duration> estimate) {
    public PlanDraft {
        notes = List.copyOf(notes);
        services = List.copyOf(services);
        flags = List.copyOf(flags);
        migrations = migrations.map(List::copyOf);
        steps = List.copyOf(steps);
        proofs = List.copyOf(proofs);
    }

    /** Nothing known. */
    public static final PlanDraft EMPTY = new PlanDraft(
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** The repository, relative to the plan, and the two revisions. */
    public record Git(String repo, String from, String to) {}

    /**
     * A service.
     *
     * @param after services put back before it
     */
    public record Service(String name, Optional<String> from, Optional<String> to, List<String> after) {
        public Service {
            after = List.copyOf(after);
        }
    }

    /**
     * A migration.
     *
     * @param down the file that undoes it
     * @param comment what was seen in it, said beside it
     */
    public record Migration(
            String id,
            Optional<String> title,
            Optional<String> file,
            Optional<String> down,
            Optional<String> comment) {}

    /** A command, or something done by hand in words; the service it puts back; the id it is to go by. */
    public record Step(boolean command, String words, Optional<String> service, Optional<String> id) {
        /** One that goes by its words. */
        public Step(boolean command, String words, Optional<String> service) {
            this(command, words, service, Optional.empty());
        }
    }

    /** A read-only command, or a question in words; what its output contains; the id it is to go by. */
    public record Proof(boolean command, String words, Optional<String> contains, Optional<String> id) {
        /** One that goes by its words. */
        public Proof(boolean command, String words, Optional<String> contains) {
            this(command, words, contains, Optional.empty());
        }
    }

    /** The plan as a file. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add("oncall: revert-plan/1");
        notes.forEach(note -> lines.add("# " + PlanText.comment(note)));
        change(lines);
        lines.add("owner: " + or(owner, "a person who keeps this plan"));
        scope(lines);
        migrations(lines);
        lines.add("new-data:");
        lines.add(
                "  policy: " + newData.orElse(PlanText.open("keep, translate, replay or lose what was written since")));
        steps(lines);
        proofs(lines);
        lines.add("if-verify-fails: " + or(ifVerifyFails, "what then, and who decides"));
        lines.add("forward-again: " + or(forwardAgain, "how to deploy it again, and whether that is safe"));
        lines.add("estimate: "
                + estimate.map(PlanDraft::duration).orElse(PlanText.open("about how long it takes, such as 10m")));
        return String.join("\n", lines) + "\n";
    }

    private void change(List<String> lines) {
        lines.add("change:");
        lines.add("  title: " + or(title, "what was changed, in a few words"));
        ref.ifPresent(words -> lines.add("  ref: " + PlanText.quoted(words)));
        lines.add(deployed.map(at -> "  deployed: " + at).orElse("  # deployed: 2026-11-20T10:00Z, once it is out"));
        by.ifPresent(words -> lines.add("  by: " + PlanText.scalar(words)));
        git.ifPresent(where -> lines.add("  git: {repo: " + PlanText.quoted(where.repo()) + ", from: "
                + PlanText.quoted(where.from()) + ", to: " + PlanText.quoted(where.to()) + "}"));
    }

    private void scope(List<String> lines) {
        if (services.isEmpty() && flags.isEmpty()) {
            lines.add("services: " + PlanText.open("what is put back"));
        }
        if (!services.isEmpty()) {
            lines.add("services:");
        }
        for (Service service : services) {
            lines.add("  - name: " + PlanText.scalar(service.name()));
            lines.add("    from: " + version(service.from(), "the version with the change"));
            lines.add("    to: " + version(service.to(), "the version to go back to"));
            if (!service.after().isEmpty()) {
                lines.add("    revert-after: ["
                        + String.join(
                                ", ",
                                service.after().stream().map(PlanText::scalar).toList()) + "]");
            }
        }
        if (!flags.isEmpty()) {
            lines.add("flags:");
        }
        for (String flag : flags) {
            lines.add("  - name: " + PlanText.scalar(flag));
            lines.add("    revert-to: " + PlanText.open("its value without the change"));
        }
    }

    private static String version(Optional<String> version, String hint) {
        return version.map(PlanText::quoted).orElse(PlanText.open(hint));
    }

    private void migrations(List<String> lines) {
        if (migrations.isEmpty()) {
            lines.add("migrations: " + PlanText.open("a list, or none"));
            return;
        }
        if (migrations.get().isEmpty()) {
            lines.add("migrations: none");
            return;
        }
        lines.add("migrations:");
        for (Migration migration : migrations.get()) {
            migration.comment().ifPresent(words -> lines.add("  # " + PlanText.comment(words)));
            lines.add("  - id: " + PlanText.quoted(migration.id()));
            migration.title().ifPresent(words -> lines.add("    title: " + PlanText.quoted(words)));
            migration.file().ifPresent(file -> lines.add("    file: " + PlanText.quoted(file)));
            lines.add("    phase: " + PlanText.open("expand or migrate or contract"));
            lines.add("    revert: " + PlanText.open("not-needed or down or lossy or impossible"));
            migration.down().ifPresent(file -> lines.add("    down: " + PlanText.quoted(file)));
            lines.add("    compatible: " + PlanText.open("why the old code runs on it, or delete this line"));
        }
    }

    private void steps(List<String> lines) {
        if (steps.isEmpty()) {
            lines.add("steps: " + PlanText.open("what undoes it, one step each"));
            return;
        }
        lines.add("steps:");
        for (Step step : steps) {
            lines.add("  - " + (step.command() ? "run: " : "do: ") + scalarOrOpen(step.words()));
            step.id().ifPresent(id -> lines.add("    id: " + id));
            step.service().ifPresent(name -> lines.add("    service: " + PlanText.scalar(name)));
            if (step.command()) {
                lines.add("    timeout: 5m");
            }
        }
    }

    private void proofs(List<String> lines) {
        if (proofs.isEmpty()) {
            lines.add("verify: " + PlanText.open("what shows that it worked"));
            return;
        }
        lines.add("verify:");
        for (Proof proof : proofs) {
            lines.add("  - " + (proof.command() ? "check: " : "text: ") + scalarOrOpen(proof.words()));
            proof.id().ifPresent(id -> lines.add("    id: " + id));
            proof.contains().ifPresent(part -> lines.add("    expect: {contains: " + PlanText.quoted(part) + "}"));
            lines.add("    hold: 5m");
        }
    }

    /** Words that are `TODO` themselves stay open. */
    private static String scalarOrOpen(String words) {
        return words.startsWith("TODO")
                ? PlanText.open(PlanText.comment(words.substring("TODO".length())))
                : PlanText.quoted(words);
    }

    private static String or(Optional<String> words, String hint) {
        return words.map(PlanText::scalar).orElse(PlanText.open(hint));
    }

    /** In the words of the format: whole minutes, or seconds. */
    static String duration(Duration span) {
        return span.getSeconds() % 60 == 0 ? span.toMinutes() + "m" : span.getSeconds() + "s";
    }
}
