package oncall.git;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Asks git, which reads a repository that somebody else may have prepared. Nothing named in configuration or attributes is run:
 * no pager, hook, file monitor, external diff, signature program, editor or credential helper; nothing is fetched; nothing is
 * asked for on the terminal. Variables of git's own are taken out of its environment. Configuration of the user is still read,
 * because it says which folders of other owners are safe.
 */
public final class Git {
    private static final int LONGEST = 4 << 20;
    private static final int MOST_WORDS = 1 << 16;
    private static final long AFTERMATH_MILLIS = 500;
    private static final List<String> SETTINGS = List.of(
            "core.fsmonitor=false",
            "core.hooksPath=/dev/null",
            "core.pager=cat",
            "core.editor=false",
            "core.askPass=",
            "core.sshCommand=false",
            "credential.helper=",
            "diff.external=",
            "diff.trustExitCode=false",
            "log.showSignature=false",
            "gpg.program=false",
            "gpg.ssh.program=false",
            "gpg.x509.program=false",
            "gpg.ssh.defaultKeyCommand=false",
            "commit.gpgSign=false",
            "sequence.editor=false",
            "merge.renormalize=false",
            "core.alternateRefsCommand=true",
            "core.warnAmbiguousRefs=true",
            "diff.submodule=short",
            "protocol.allow=never",
            "maintenance.auto=false",
            "gc.auto=0",
            "submodule.recurse=false");

    private final Optional<Path> program;
    private final Map<String, String> environment;

    /** What git said. */
    public sealed interface Answer {}

    /** It ran to its end. Output beyond 4 MiB is left out. */
    public record Said(int exit, String out, String err) implements Answer {}

    /** It ran to its end; the same in bytes, for names that need not be text. Not whole: there was more than asked for. */
    record Told(int exit, byte[] out, boolean whole, String err) implements Answer {}

    /** It is not on the PATH. */
    public record Missing() implements Answer {}

    /** It did not end in time, or could not be started; why, in words. */
    public record Failed(String why) implements Answer {}

    /**
     * One run of git.
     *
     * @param folder where it runs
     * @param arguments git's own; what comes from outside goes through the input
     * @param more variables besides those of this class
     * @param input what it reads; `/dev/null` if it reads nothing
     * @param output where its output goes; empty: into the answer
     * @param most bytes of output that are kept
     */
    record Call(
            Path folder,
            List<String> arguments,
            Map<String, String> more,
            Path input,
            Optional<Path> output,
            int most,
            Duration limit) {}

    /** @param environment of whoever called us; the program is looked for in its PATH, in absolute folders only */
    public Git(Map<String, String> environment) {
        this.program = Stream.of(
                        environment.getOrDefault("PATH", "/usr/bin:/bin").split(":"))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, "git"))
                .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
                .findFirst();
        this.environment = quiet(environment);
    }

    private static Map<String, String> quiet(Map<String, String> given) {
        Map<String, String> quiet = new LinkedHashMap<>(given);
        quiet.keySet()
                .removeIf(name -> name.startsWith("GIT_")
                        || name.startsWith("ONCALL_")
                        || name.equals("SSH_ASKPASS")
                        || name.equals("LANGUAGE")
                        || name.equals("PAGER"));
        quiet.put("LC_ALL", "C");
        quiet.put("GIT_TERMINAL_PROMPT", "0");
        quiet.put("GIT_ASKPASS", "false");
        quiet.put("GIT_PAGER", "cat");
        quiet.put("GIT_OPTIONAL_LOCKS", "0");
        quiet.put("GIT_NO_LAZY_FETCH", "1");
        quiet.put("GIT_ALLOW_PROTOCOL", "none");
        quiet.put("GIT_NO_REPLACE_OBJECTS", "1");
        quiet.put("GIT_GRAFT_FILE", "/dev/null/none");
        return quiet;
    }

    /** Runs one git command in a folder. Arguments are git's own; a name that comes from outside stands behind `--`. */
    public Answer ask(Path folder, List<String> arguments, Duration limit) {
        Answer answer =
                run(new Call(folder, arguments, Map.of(), Path.of("/dev/null"), Optional.empty(), LONGEST, limit));
        return answer instanceof Told told
                ? new Said(told.exit(), new String(told.out(), StandardCharsets.UTF_8), told.err())
                : answer;
    }

    /** Runs git once; the answer is {@link Told}, {@link Missing} or {@link Failed}. */
    Answer run(Call call) {
        if (program.isEmpty()) {
            return new Missing();
        }
        List<String> all = new ArrayList<>(List.of(program.get().toString(), "--no-pager"));
        SETTINGS.forEach(setting -> all.addAll(List.of("-c", setting)));
        all.addAll(call.arguments());
        ProcessBuilder builder = new ProcessBuilder(all).directory(call.folder().toFile());
        builder.redirectInput(call.input().toFile());
        call.output().ifPresent(file -> builder.redirectOutput(file.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(call.more());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Failed("git could not be started: " + e.getMessage() + ".");
        }
        try {
            return listen(process, call);
        } finally {
            end(process);
        }
    }

    /** Ends it with all it started, and waits a moment for it, so that it writes nothing more. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(AFTERMATH_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A variable of whoever called us, for where git looks for files of the user. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    private static Answer listen(Process process, Call call) {
        CompletableFuture<byte[]> out =
                CompletableFuture.supplyAsync(() -> all(process.getInputStream(), call.most()), Git::thread);
        CompletableFuture<byte[]> err =
                CompletableFuture.supplyAsync(() -> all(process.getErrorStream(), MOST_WORDS), Git::thread);
        try {
            CompletableFuture.allOf(out, err).get(call.limit().toMillis(), TimeUnit.MILLISECONDS);
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                return late(call.limit());
            }
            byte[] kept = out.join();
            boolean whole = kept.length <= call.most();
            return new Told(
                    process.exitValue(),
                    whole ? kept : Arrays.copyOf(kept, call.most()),
                    whole,
                    new String(err.join(), StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            return late(call.limit());
        } catch (ExecutionException e) {
            return new Failed("what git said could not be read: " + e.getCause().getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Failed("git was interrupted.");
        }
    }

    private static Failed late(Duration limit) {
        return new Failed("git did not answer within " + Math.max(1, limit.toSeconds()) + " s.");
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "git-output");
        thread.setDaemon(true);
        thread.start();
    }

    /** At most one byte more than asked for, so that it can be told that there was more. */
    private static byte[] all(InputStream in, int most) {
        try {
            byte[] kept = in.readNBytes(most + 1);
            in.transferTo(OutputStream.nullOutputStream());
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
