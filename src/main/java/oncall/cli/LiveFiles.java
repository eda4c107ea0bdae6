package oncall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import oncall.plan.Finding;
import oncall.plan.Programs;
import oncall.plan.RevertPlan;
import oncall.plan.Rule;
import oncall.plan.Rules;
import oncall.runbook.Command;
import oncall.runbook.Location;
import oncall.runbook.Step;

/**
 * What a plan names that must be on this machine: artifacts named by path, with their digest; the programs of its steps; the
 * variables those need. Looks only; runs nothing, asks no network.
 */
final class LiveFiles {
    private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-f]{64})");

    private final Map<String, String> environment;
    private final Path folder;

    /**
     * For one plan.
     *
     * @param environment whose PATH and variables count
     * @param folder what relative paths of the plan are relative to
     */
    LiveFiles(Map<String, String> environment, Path folder) {
        this.environment = Map.copyOf(environment);
        this.folder = folder;
    }

    /** Everything there is to see. */
    List<Finding> look(RevertPlan plan) {
        List<Finding> findings = new ArrayList<>();
        for (RevertPlan.Service service : plan.scope().services()) {
            service.artifact().flatMap(artifact -> artifact(service, artifact)).ifPresent(findings::add);
        }
        programs(plan).forEach((program, used) -> findings.add(program(program, used)));
        needs(plan).forEach((name, at) -> findings.add(need(name, at)));
        return findings;
    }

    // ---- artifacts

    private Optional<Finding> artifact(RevertPlan.Service service, RevertPlan.Artifact artifact) {
        return artifact.ref()
                .filter(ref -> ref.text().startsWith("/")
                        || ref.text().startsWith("./")
                        || ref.text().startsWith("../"))
                .map(ref -> {
                    Path file = folder.resolve(ref.text()).normalize();
                    String name = "`" + service.name() + "` " + service.to() + ": `" + ref.text() + "`";
                    if (!Files.isRegularFile(file)) {
                        return finding(
                                "RP031",
                                Finding.Result.FAIL,
                                ref.at(),
                                name + " is not there.",
                                "build or fetch it again now, or name where it is");
                    }
                    return artifact.digest()
                            .map(digest -> digest(name, file, digest.text(), digest.at()))
                            .orElseGet(() -> finding(
                                    "RP031",
                                    Finding.Result.PASS,
                                    ref.at(),
                                    name + " is there; no digest is stated.",
                                    ""));
                });
    }

    private Finding digest(String name, Path file, String stated, Location at) {
        Matcher wanted = DIGEST.matcher(stated);
        if (!wanted.matches()) {
            return finding(
                    "RP031",
                    Finding.Result.UNKNOWN,
                    at,
                    name + " is there; its digest is not known in this form.",
                    "write `sha256:` and 64 small hexadecimal digits");
        }
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha.update(buffer, 0, read);
            }
            String found = HexFormat.of().formatHex(sha.digest());
            return found.equals(wanted.group(1))
                    ? finding("RP031", Finding.Result.PASS, at, name + " is there, with the stated digest.", "")
                    : finding(
                            "RP031",
                            Finding.Result.FAIL,
                            at,
                            name + " is another file: its digest is sha256:" + found + ".",
                            "find the right artifact, or mend the digest");
        } catch (IOException e) {
            return finding(
                    "RP031",
                    Finding.Result.UNKNOWN,
                    at,
                    name + " could not be read.",
                    "make it readable, or look from another machine");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    // ---- programs

    private record Used(Location at, boolean elsewhere) {}

    /** Programs by name, where each is used first, and whether every use belongs on another machine. */
    private static Map<String, Used> programs(RevertPlan plan) {
        Map<String, Used> programs = new LinkedHashMap<>();
        Stream.concat(plan.everyStep().stream().map(RevertPlan.PlanStep::step), plan.verify().stream())
                .forEach(step -> {
                    boolean elsewhere =
                            step instanceof Step.Run run && run.where().isPresent();
                    Used here = new Used(step.common().at(), elsewhere);
                    command(step)
                            .map(Programs::of)
                            .orElse(List.of())
                            .forEach(program -> programs.merge(
                                    program,
                                    here,
                                    (first, next) -> new Used(first.at(), first.elsewhere() && next.elsewhere())));
                });
        return programs;
    }

    private static Optional<Command> command(Step step) {
        if (step instanceof Step.Run run) {
            return Optional.of(run.command());
        }
        return step instanceof Step.Verify verify ? verify.check() : Optional.empty();
    }

    private Finding program(String program, Used used) {
        boolean there = program.contains("/")
                ? isProgram(folder.resolve(program).normalize())
                : Stream.of(environment.getOrDefault("PATH", "/usr/bin:/bin").split(":"))
                        .filter(path -> path.startsWith("/"))
                        .anyMatch(path -> isProgram(Path.of(path, program)));
        if (there) {
            return finding("RP043", Finding.Result.PASS, used.at(), "`" + program + "` is on this machine.", "");
        }
        Finding.Result result = used.elsewhere() ? Finding.Result.UNKNOWN : Finding.Result.FAIL;
        return finding(
                "RP043",
                result,
                used.at(),
                "`" + program + "` is not on this machine" + (used.elsewhere() ? "; its step belongs elsewhere." : "."),
                used.elsewhere()
                        ? "look from where the step belongs"
                        : "install it where the plan will be run, or say with `where:` where that is");
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    // ---- needs

    private static Map<String, Location> needs(RevertPlan plan) {
        Map<String, Location> needs = new LinkedHashMap<>();
        Stream.concat(plan.everyStep().stream().map(RevertPlan.PlanStep::step), plan.verify().stream())
                .forEach(step -> needs(step)
                        .forEach(name -> needs.putIfAbsent(name, step.common().at())));
        return needs;
    }

    private static List<String> needs(Step step) {
        if (step instanceof Step.Run run) {
            return run.needs();
        }
        return step instanceof Step.Verify verify ? verify.needs() : List.of();
    }

    private Finding need(String name, Location at) {
        boolean set = !environment.getOrDefault(name, "").isEmpty();
        return set
                ? finding("RP042", Finding.Result.PASS, at, "`" + name + "` is set here.", "")
                : new Finding(
                        Rules.of("RP042").orElseThrow(),
                        Rule.Level.WARNING,
                        Finding.Result.UNKNOWN,
                        at,
                        1,
                        "`" + name + "` is not set here.",
                        "set it where the plan will be run",
                        Optional.empty());
    }

    private static Finding finding(String id, Finding.Result result, Location at, String what, String mend) {
        Rule rule = Rules.of(id).orElseThrow();
        return new Finding(rule, rule.level(), result, at, 1, what, mend, Optional.empty());
    }
}
