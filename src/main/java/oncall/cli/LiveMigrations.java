package oncall.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import oncall.git.Outcome;
import oncall.migration.Down;
import oncall.migration.Irregularity;
import oncall.migration.Migration;
import oncall.migration.Migrations;
import oncall.plan.Finding;
import oncall.plan.RevertPlan;
import oncall.plan.Rule;
import oncall.plan.Rules;
import oncall.runbook.Location;
import oncall.runbook.Team;
import oncall.sql.SqlFinding;
import oncall.sql.SqlReading;

/** What the files of a change say about its migrations, against what the plan says. */
final class LiveMigrations {
    private final RangeMigrations ranges;

    LiveMigrations(RangeMigrations ranges) {
        this.ranges = ranges;
    }

    /** Nothing where the plan does not say where the change stands in git. */
    List<Finding> look(RevertPlan plan, Team team, Path folder) {
        Optional<RevertPlan.Git> git = plan.change().git();
        if (git.isEmpty() || git.get().from().isEmpty() || git.get().to().isEmpty()) {
            return List.of();
        }
        RevertPlan.Git where = git.get();
        Path repository = folder.resolve(where.repo().text()).normalize();
        String from = where.from().get().text();
        String to = where.to().get().text();
        Outcome<Migrations> brought = ranges.between(repository, from, to, team);
        if (brought instanceof Outcome.Unknown<Migrations> unknown) {
            return List.of(new Finding(
                    rule("RP050"),
                    rule("RP050").level(),
                    Finding.Result.UNKNOWN,
                    where.at(),
                    1,
                    "The migrations of the change could not be read. "
                            + unknown.why().words(),
                    unknown.why().remedy(),
                    Optional.empty()));
        }
        Look look = new Look(plan, ((Outcome.Known<Migrations>) brought).answer());
        look.listed();
        look.missed();
        look.irregular();
        ranges.between(repository, to, "HEAD", team).value().ifPresent(later -> look.later(later.found()));
        return look.findings;
    }

    private static Rule rule(String id) {
        return Rules.of(id).orElseThrow();
    }

    /** One plan and what its change brought. */
    private static final class Look {
        private final RevertPlan plan;
        private final Migrations brought;
        private final List<Finding> findings = new ArrayList<>();

        Look(RevertPlan plan, Migrations brought) {
            this.plan = plan;
            this.brought = brought;
        }

        private Optional<RevertPlan.Migration> entry(Migration migration) {
            return plan.stored().migrations().all().stream()
                    .filter(each -> migration.answersTo(each.id().text())
                            || each.file()
                                    .map(file ->
                                            isFile(file.text(), migration.up().path()))
                                    .orElse(false))
                    .findFirst();
        }

        private static boolean isFile(String written, String path) {
            String plain = written.replaceFirst("^(\\.{1,2}/)+", "");
            return path.equals(plain) || path.endsWith("/" + plain) || plain.endsWith("/" + path);
        }

        /** Every migration the change brought: is it in the plan, can it be undone as the plan says, does old code live with it. */
        void listed() {
            List<String> missing = new ArrayList<>();
            List<SqlReading> readings = SqlReading.inOrder(
                    brought.found().stream().map(Migration::forward).toList());
            for (int i = 0; i < readings.size(); i++) {
                Migration migration = brought.found().get(i);
                Optional<RevertPlan.Migration> entry = entry(migration);
                if (entry.isEmpty()) {
                    missing.add(named(migration));
                }
                entry.filter(each -> each.reverts("down")).ifPresent(each -> down(migration, each));
                sql(entry, readings.get(i));
            }
            Location at = plan.at("migrations");
            if (!missing.isEmpty()) {
                add(
                        "RP050",
                        Rule.Level.ERROR,
                        Finding.Result.FAIL,
                        at,
                        "The change brings " + (missing.size() == 1 ? "a migration" : missing.size() + " migrations")
                                + " that the plan does not list: " + String.join(", ", missing) + ".",
                        "list them, each with its `phase` and how it is reverted");
            } else {
                int count = brought.found().size();
                add(
                        "RP050",
                        Rule.Level.ERROR,
                        Finding.Result.PASS,
                        at,
                        count == 0
                                ? "The change brings no migration."
                                : "The change brings " + count + (count == 1 ? " migration" : " migrations")
                                        + ", and the plan lists " + (count == 1 ? "it." : "them all."),
                        "");
            }
        }

        /** Migrations the plan has and the change has not. */
        void missed() {
            for (RevertPlan.Migration entry : plan.stored().migrations().shipped()) {
                if (brought.found().stream().noneMatch(each -> entry(each).equals(Optional.of(entry)))) {
                    add(
                            "RP050",
                            Rule.Level.WARNING,
                            Finding.Result.FAIL,
                            entry.at(),
                            "The migration `" + entry.id() + "` is not among the files of the change.",
                            "mend its id or file, or write `shipped: later` where it ships with another deployment");
                }
            }
        }

        private void down(Migration migration, RevertPlan.Migration entry) {
            Down down = migration.down();
            Finding.Result result = switch (down.state()) {
                case PRESENT -> Finding.Result.PASS;
                case EMPTY, MISSING, IRREVERSIBLE -> Finding.Result.FAIL;
                case UNKNOWN -> Finding.Result.UNKNOWN;
            };
            String where = down.at().map(at -> " (" + place(at) + ")").orElse("");
            add(
                    "RP054",
                    Rule.Level.ERROR,
                    result,
                    entry.at(),
                    result == Finding.Result.PASS
                            ? "The down of " + named(migration) + " is there" + where + "."
                            : "The plan undoes " + named(migration) + " by its down" + where + ": " + down.why(),
                    result == Finding.Result.PASS ? "" : "write the down and try it, or revert it another way");
        }

        /** What is found in the SQL; of a file that the plan names the check of the plan itself has said it. */
        private void sql(Optional<RevertPlan.Migration> entry, SqlReading reading) {
            if (entry.flatMap(RevertPlan.Migration::file).isPresent()) {
                return;
            }
            Location at = entry.map(RevertPlan.Migration::at).orElseGet(() -> plan.at("migrations"));
            boolean explained = entry.flatMap(RevertPlan.Migration::compatible).isPresent()
                    || entry.map(RevertPlan.Migration::isLater).orElse(false);
            if (!explained) {
                reading.findings().forEach(each -> harm(at, each));
            }
            reading.unread().forEach(each -> unread(at, each.at(), each.why()));
        }

        private void harm(Location at, SqlFinding finding) {
            add(
                    "RP052",
                    finding.harm().cannot() ? Rule.Level.ERROR : Rule.Level.WARNING,
                    Finding.Result.FAIL,
                    at,
                    place(finding.at()) + ": " + finding.what() + ". "
                            + finding.harm().why(),
                    finding.harm().mend() + "; or write under `compatible` why the old version lives with it");
        }

        private void unread(Location at, Location where, String why) {
            add(
                    "RP052",
                    Rule.Level.WARNING,
                    Finding.Result.FAIL,
                    at,
                    place(where) + " could not be read: " + why,
                    "read it yourself, and write under `compatible` what you found");
        }

        void irregular() {
            for (Irregularity each : brought.irregularities()) {
                boolean unseen =
                        each.kind() == Irregularity.Kind.UNRECOGNISED || each.kind() == Irregularity.Kind.UNREADABLE;
                add(
                        unseen ? "RP050" : "RP055",
                        Rule.Level.WARNING,
                        Finding.Result.FAIL,
                        plan.at("migrations"),
                        place(each.at()) + ": " + each.what(),
                        unseen ? "list it if it is a migration" : "put the files in order before anything is undone");
            }
        }

        /** What was added to the same branch after the change: the version that comes back knows none of it. */
        void later(List<Migration> after) {
            if (!after.isEmpty()) {
                add(
                        "RP057",
                        Rule.Level.WARNING,
                        Finding.Result.FAIL,
                        plan.at("migrations"),
                        "After this change came "
                                + after.stream().limit(5).map(Look::named).collect(Collectors.joining(", "))
                                + (after.size() > 5 ? " and " + (after.size() - 5) + " more" : "")
                                + ": the version that comes back does not know "
                                + (after.size() == 1 ? "it." : "them."),
                        "find out whether it ran; if it did, say how the old version gets along with it");
            }
        }

        private static String named(Migration migration) {
            return "`" + migration.id() + "` (" + migration.up().path() + ")";
        }

        private static String place(Location at) {
            return at.line() == 1 && at.column() == 1 ? "`" + at.path() + "`" : "`" + at + "`";
        }

        private void add(String id, Rule.Level level, Finding.Result result, Location at, String what, String mend) {
            findings.add(new Finding(rule(id), level, result, at, 1, what, mend, Optional.empty()));
        }
    }
}
