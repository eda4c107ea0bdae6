package oncall.git;

import static oncall.git.TestRepository.lines;
import static oncall.git.TestRepository.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import oncall.git.RevertReport.Finding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A repository may name programs in many places. Each place gets a trap that leaves a mark when it is run; every question of
 * this package is asked; no mark may be there. Then plain git does what people do in such a repository, and the mark must be
 * there: else the trap was not sharp, and the test would prove nothing.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HostileRepositoryTest {
    private static final String GPG = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n";
    private static final String SSH = "gpgsig -----BEGIN SSH SIGNATURE-----\n eA==\n -----END SSH SIGNATURE-----\n";
    private static final String X509 = "gpgsig -----BEGIN SIGNED MESSAGE-----\n x\n -----END SIGNED MESSAGE-----\n";

    @TempDir
    Path folder;

    private TestRepository repo;
    private Path mark;
    private Path evil;
    private String from;
    private String to;

    /**
     * Where a program is named, and what runs it.
     *
     * @param settings `key=value`; `EVIL` in a value is the trap
     * @param attributes of the repository
     * @param hook its name, or nothing
     * @param signature of the newest commit, or nothing
     * @param control what plain git is asked, by a shell
     */
    record Trap(String name, List<String> settings, String attributes, String hook, String signature, String control) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Trap setting(String control, String... settings) {
        return new Trap(settings[0], List.of(settings), "", "", "", control);
    }

    private static Trap attribute(String attributes, String control, String... settings) {
        return new Trap(settings[0] + " for " + attributes, List.of(settings), attributes, "", "", control);
    }

    private static Trap hook(String name, String control) {
        return new Trap("hook " + name, List.of("gc.auto=1", "gc.autoDetach=false"), "", name, "", control);
    }

    private static Trap signed(String signature, String control, String... settings) {
        return new Trap(settings[0] + " of a signed commit", List.of(settings), "", "", signature, control);
    }

    static Stream<Trap> traps() {
        String diff = "git diff HEAD~1 HEAD";
        String commit = "git commit --allow-empty -m x";
        return Stream.of(
                setting("script -qec 'TERM=xterm git log' /dev/null", "core.pager=EVIL"),
                setting("script -qec 'TERM=xterm git log' /dev/null", "pager.log=EVIL"),
                setting("git status", "core.fsmonitor=EVIL"),
                setting("git status", "include.path=EVIL.config"),
                setting(diff, "diff.external=EVIL"),
                attribute("* diff=trap", diff, "diff.trap.command=EVIL"),
                attribute("* diff=trap", diff, "diff.trap.textconv=EVIL"),
                attribute("* filter=trap", "echo x >> a; git add a", "filter.trap.clean=EVIL"),
                attribute("* filter=trap", "rm a; git checkout a", "filter.trap.smudge=EVIL"),
                attribute("* filter=trap", "rm a; git checkout a", "filter.trap.process=EVIL"),
                attribute(
                        "* filter=trap",
                        "git revert --no-commit HEAD~1",
                        "filter.trap.smudge=EVIL",
                        "merge.renormalize=true"),
                attribute("* merge=trap", "git revert --no-commit HEAD~1", "merge.trap.driver=EVIL"),
                attribute("* merge=union", "git revert --no-commit HEAD~1", "merge.union.driver=EVIL"),
                setting("git revert --no-commit HEAD~1", "merge.default=trap", "merge.trap.driver=EVIL"),
                signed(GPG, "git log", "gpg.program=EVIL", "log.showSignature=true"),
                signed(GPG, "git log", "gpg.openpgp.program=EVIL", "log.showSignature=true"),
                signed(X509, "git log", "gpg.x509.program=EVIL", "log.showSignature=true"),
                signed(
                        SSH,
                        "git log",
                        "gpg.ssh.program=EVIL",
                        "log.showSignature=true",
                        "gpg.ssh.allowedSignersFile=/dev/null"),
                setting(commit, "commit.gpgSign=true", "gpg.program=EVIL"),
                setting(commit, "gpg.ssh.defaultKeyCommand=EVIL", "gpg.format=ssh", "commit.gpgSign=true"),
                setting("git commit --allow-empty", "core.editor=EVIL"),
                setting("git rebase -i HEAD~1", "sequence.editor=EVIL"),
                setting("git ls-remote ssh://example.invalid/x", "core.sshCommand=EVIL"),
                setting("git ls-remote git://example.invalid/x", "core.gitProxy=EVIL"),
                setting("echo url=https://example.invalid | git credential fill", "credential.helper=!EVIL"),
                setting("echo url=https://example.invalid | git credential fill", "core.askPass=EVIL"),
                setting("git fetch", "remote.origin.url=.", "remote.origin.uploadpack=EVIL"),
                setting("git fetch", "remote.origin.url=ext::EVIL", "protocol.ext.allow=always"),
                setting("git rev-list --alternate-refs --max-count=1 HEAD", "core.alternateRefsCommand=EVIL"),
                setting("echo x | git interpret-trailers --trailer t=1", "trailer.t.command=EVIL"),
                setting("git archive --format=trap HEAD", "tar.trap.command=EVIL"),
                setting("git difftool -y HEAD~1 HEAD", "difftool.trap.cmd=EVIL", "diff.tool=trap"),
                setting("git lg", "alias.lg=!EVIL"),
                setting(commit, "core.hooksPath=EVIL.hooks"),
                hook("pre-commit", commit),
                hook("prepare-commit-msg", commit),
                hook("commit-msg", commit),
                hook("post-commit", commit),
                hook("post-rewrite", "git commit --amend --no-edit"),
                hook("reference-transaction", commit),
                hook("post-index-change", "echo x >> a; git add a"),
                hook("post-checkout", "git checkout -b other"),
                hook("pre-rebase", "git rebase --force-rebase HEAD~1"),
                hook("post-merge", "git reset -q --hard HEAD~1; git merge ORIG_HEAD"),
                hook(
                        "pre-auto-gc",
                        "mkdir -p .git/objects/17; for i in 1 2 3; do touch .git/objects/17/${i}" + "0".repeat(37)
                                + "; done; git gc --auto"),
                hook("fsmonitor-watchman", "git config core.fsmonitor .git/hooks/fsmonitor-watchman; git status"));
    }

    @BeforeEach
    void a_repository() throws Exception {
        repo = TestRepository.init(folder);
        mark = folder.resolve("mark");
        evil = folder.resolve("evil");
        Files.writeString(evil, "#!/bin/sh\necho \"$0 $*\" >> " + mark + "\nexit 0\n");
        assertTrue(evil.toFile().setExecutable(true));
        from = repo.commit("a", lines(20, Map.of()), "first");
        to = repo.commit("a", lines(20, Map.of(5, "five")), "five");
    }

    private void lay(Trap trap) throws Exception {
        repo.commit("a", lines(20, Map.of(5, "five", 15, "fifteen")), "fifteen");
        if (!trap.signature().isEmpty()) {
            String commit = repo.git("cat-file", "commit", "HEAD").replaceFirst("\n\n", "\n" + trap.signature() + "\n");
            String signed = repo.run(List.of("git", "hash-object", "-t", "commit", "-w", "--stdin"), commit + "\n")
                    .output()
                    .strip();
            repo.git("update-ref", "HEAD", signed);
        }
        if (!trap.attributes().isEmpty()) {
            repo.write(".git/info/attributes", trap.attributes() + "\n");
        }
        Path hooks = Files.createDirectories(folder.resolve("evil.hooks"));
        Files.copy(evil, hooks.resolve("pre-commit"));
        Files.writeString(folder.resolve("evil.config"), "[core]\n\tfsmonitor = " + evil + "\n");
        if (trap.control().contains("alternate")) {
            Path alternate = folder.resolve("alternate");
            repo.git("clone", "-q", "--bare", repo.folder.toString(), alternate.toString());
            repo.write(".git/objects/info/alternates", alternate + "/objects\n");
        }
        if (!trap.hook().isEmpty()) {
            Path own = Files.createDirectories(repo.folder.resolve(".git/hooks"));
            Files.copy(evil, own.resolve(trap.hook()));
        }
        for (String setting : trap.settings()) {
            int equals = setting.indexOf('=');
            repo.git(
                    "config",
                    setting.substring(0, equals),
                    setting.substring(equals + 1).replace("EVIL", evil.toString()));
        }
    }

    private List<Object> asked() throws Exception {
        Git git = new Git(repo.environment);
        Path temporary = repo.temporary();
        List<Object> answers = new ArrayList<>();
        RevertReport report = repo.look(from, to);
        answers.add(report.finding());
        RepositoryFiles files = new RepositoryFiles(git, temporary, System::nanoTime);
        answers.add(
                files.changed(repo.folder, from, "HEAD").value().orElseThrow().size());
        List<TreeFile> all = files.under(repo.folder, "HEAD", "").value().orElseThrow();
        answers.add(files.read(repo.folder, all).value().orElseThrow().size());
        answers.add(new ChangedSince(git, temporary, System::nanoTime)
                .look(repo.folder, from)
                .value()
                .orElseThrow()
                .paths());
        answers.add(new RangeDraft(git, temporary, System::nanoTime)
                .look(repo.folder, from + "..")
                .value()
                .orElseThrow()
                .added()
                .size());
        answers.add(new FileVersions(git, temporary, System::nanoTime)
                .of(repo.folder.resolve("a"), 10)
                .value()
                .orElseThrow()
                .size());
        return answers;
    }

    @ParameterizedTest
    @MethodSource("traps")
    void nothing_that_is_named_is_run(Trap trap) throws Exception {
        lay(trap);
        Files.deleteIfExists(mark);
        Map<String, String> before = snapshot(repo.folder);
        List<Object> answers = asked();
        assertFalse(Files.exists(mark), () -> "run: " + read());
        assertEquals(before, snapshot(repo.folder));
        boolean merging = trap.settings().stream().anyMatch(setting -> setting.startsWith("merge."));
        assertEquals(List.of(merging ? Finding.PROGRAM : Finding.CLEAN, 1, 1, List.of("a"), 2, 3), answers);
        assumeTrue(
                !trap.control().startsWith("script") || Files.isExecutable(Path.of("/usr/bin/script")),
                "there is no `script` to play a terminal: the control is left out");
        TestRepository.Ran control = repo.run(List.of("sh", "-c", trap.control()), "");
        assertTrue(Files.exists(mark), () -> "the trap is not sharp: " + control);
    }

    @Test
    void nothing_is_fetched_for_objects_that_are_not_there() throws Exception {
        repo.commit("a", lines(20, Map.of(5, "five", 15, "fifteen")), "fifteen");
        repo.git("config", "uploadpack.allowFilter", "true");
        Path partial = folder.resolve("partial");
        repo.git("clone", "-q", "--no-checkout", "--filter=blob:none", "file://" + repo.folder, partial.toString());
        TestRepository lazy = repo.at(partial);
        lazy.git("config", "remote.origin.url", "ext::" + evil);
        lazy.git("config", "protocol.ext.allow", "always");
        Map<String, String> before = snapshot(partial);
        assertEquals(Finding.TROUBLE, lazy.look(from, to).finding());
        RepositoryFiles files = new RepositoryFiles(new Git(repo.environment), repo.temporary(), System::nanoTime);
        List<TreeFile> all = files.under(partial, "HEAD", "").value().orElseThrow();
        assertEquals(
                List.of(new Content.Lost()),
                List.copyOf(files.read(partial, all).value().orElseThrow().values()));
        assertFalse(Files.exists(mark));
        assertEquals(before, snapshot(partial));
        lazy.tried("cat-file", "-p", "HEAD:a");
        assertTrue(Files.exists(mark), "the trap is not sharp");
    }

    private String read() {
        try {
            return Files.readString(mark);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
