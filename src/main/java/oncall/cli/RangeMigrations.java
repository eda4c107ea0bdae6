package oncall.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.git.ChangedFile;
import oncall.git.Content;
import oncall.git.Git;
import oncall.git.Outcome;
import oncall.git.RepositoryFiles;
import oncall.git.TreeFile;
import oncall.git.Trouble;
import oncall.migration.Migrations;
import oncall.runbook.Team;

/** The migrations among the files that differ between two revisions, read from the repository without checking anything out. */
final class RangeMigrations {
    private final RepositoryFiles files;

    RangeMigrations(Environs environs, Path temporary) {
        this.files = new RepositoryFiles(new Git(environs.variables()), temporary, System::nanoTime);
    }

    /**
     * Those that the newer revision brings or changes.
     *
     * @param team whose `paths` say where migrations lie besides
     */
    Outcome<Migrations> between(Path repository, String from, String to, Team team) {
        Outcome<List<ChangedFile>> changed = files.changed(repository, from, to);
        if (changed.value().isEmpty()) {
            return new Outcome.Unknown<>(changed.trouble().orElseThrow());
        }
        List<TreeFile> after = changed.value().get().stream()
                .flatMap(file -> file.after().stream())
                .toList();
        Outcome<Map<TreeFile, Content>> read = files.read(repository, after);
        if (read.value().isEmpty()) {
            return new Outcome.Unknown<>(read.trouble().orElseThrow());
        }
        Map<String, Optional<String>> texts = new HashMap<>();
        read.value().get().forEach((file, content) -> texts.put(file.path(), text(content)));
        Beside beside = new Beside(repository, to, texts);
        List<String> globs = team.paths().stream()
                .filter(Team.PathRule::migrations)
                .map(rule -> rule.glob().text())
                .toList();
        Migrations found = Migrations.among(after.stream().map(TreeFile::path).toList(), beside::text, globs);
        return beside.trouble.<Outcome<Migrations>>map(Outcome.Unknown::new).orElse(new Outcome.Known<>(found));
    }

    private static Optional<String> text(Content content) {
        return content instanceof Content.Whole whole ? Optional.of(whole.text()) : Optional.empty();
    }

    /** Files of the same tree that did not change, such as a down beside an up: looked up when they are asked for. */
    private final class Beside {
        private final Path repository;
        private final String revision;
        private final Map<String, Optional<String>> texts;
        private final List<Map<String, TreeFile>> tree = new ArrayList<>();
        private Optional<Trouble> trouble = Optional.empty();

        Beside(Path repository, String revision, Map<String, Optional<String>> texts) {
            this.repository = repository;
            this.revision = revision;
            this.texts = texts;
        }

        Optional<String> text(String path) {
            return texts.computeIfAbsent(path, this::read);
        }

        private Optional<String> read(String path) {
            TreeFile file = tree().get(path);
            if (file == null) {
                return Optional.empty();
            }
            Outcome<Map<TreeFile, Content>> read = files.read(repository, List.of(file));
            trouble = trouble.or(read::trouble);
            return read.value().map(all -> all.get(file)).flatMap(RangeMigrations::text);
        }

        private Map<String, TreeFile> tree() {
            if (tree.isEmpty()) {
                Map<String, TreeFile> all = new HashMap<>();
                Outcome<List<TreeFile>> listed = files.under(repository, revision, "");
                trouble = trouble.or(listed::trouble);
                listed.value().ifPresent(list -> list.forEach(file -> all.put(file.path(), file)));
                tree.add(all);
            }
            return tree.get(0);
        }
    }
}
