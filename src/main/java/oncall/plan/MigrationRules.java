package oncall.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Migrations: RP050 to RP057. Those of a later deployment (`shipped: later`) have not run and need nothing to be undone. */
final class MigrationRules {
    /** Commands that undo migrations, of the tools in wide use. */
    private static final Pattern UNDOES_MIGRATIONS = Pattern.compile(
            "\\bflyway\\b.{0,200}\\bundo|\\bliquibase\\b.{0,200}\\brollback|\\balembic\\b.{0,200}\\bdowngrade|\\bdb:(rollback|migrate:down)"
                    + "|\\bknex\\b.{0,200}migrate:(rollback|down)|\\bsequelize\\b.{0,200}db:migrate:undo|\\bgoose\\b.{0,200}\\b(down|reset)"
                    + "|\\bdbmate\\b.{0,200}\\b(down|rollback)|\\bmigrate\\b.{0,200}\\bdown\\b|\\btypeorm\\b.{0,200}migration:revert");

    /** One of these stands in every command that pattern finds; most commands hold none. */
    private static final List<String> MIGRATE = List.of(
            "migrat", "flyway", "liquibase", "alembic", "db:", "knex", "sequelize", "goose", "dbmate", "typeorm");

    /** Ways on without going back; a restore is another way, and needs its backup. */
    private static final Pattern FORWARD =
            Pattern.compile("forward|fix|patch|repair|flag|degrad|read.?only|\\b(leave|stay|keep)");

    private static final Pattern PATH = Pattern.compile("[^\\s;()]+");
    private static final Pattern ENDING = Pattern.compile("(?i).*\\.[a-z][a-z0-9]{0,7}");

    private MigrationRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "RP050",
                        "migrations-listed",
                        Rule.Level.ERROR,
                        "Every migration of the change is listed once, or `migrations: none` says that there is none.",
                        "A column that was renamed along the way shows up at night as an old version that does not start.",
                        MigrationRules::listed),
                new Rule(
                        "RP051",
                        "irreversible",
                        Rule.Level.ERROR,
                        "A migration that cannot be undone has proof that the old version lives with it, or a backup and a"
                                + " step that restores it, or a way forward.",
                        "The revert runs, the data is gone, and there is no second plan.",
                        MigrationRules::irreversible),
                new Rule(
                        "RP052",
                        "sql",
                        Rule.Level.ERROR,
                        "The SQL of a migration does nothing that the old version cannot live with, or says why it can.",
                        "The old version comes back and asks for a column that is not there.",
                        MigrationRules::sql),
                new Rule(
                        "RP053",
                        "expand-and-contract",
                        Rule.Level.ERROR,
                        "What one deployment adds, a later one takes away: never the same.",
                        "While both are in one deployment there is no version to go back to that finds what it knows.",
                        MigrationRules::contract),
                new Rule(
                        "RP054",
                        "down-exists",
                        Rule.Level.ERROR,
                        "A migration that is undone by a down names one that is there and not empty.",
                        "Half of the migrations undone is a schema that neither version knows.",
                        MigrationRules::downs),
                new Rule(
                        "RP055",
                        "down-order",
                        Rule.Level.ERROR,
                        "Downs run in exactly the reverse order of the migrations.",
                        "A down that runs early fails on what a later migration built upon it, and leaves half.",
                        DownOrder::look),
                new Rule(
                        "RP056",
                        "code-only",
                        Rule.Level.WARNING,
                        "Where the old version lives with the new schema, the plan leaves the schema alone.",
                        "Undoing a schema is the slow and dangerous part of a revert; what nobody needs undone can wait for"
                                + " the morning.",
                        MigrationRules::codeOnly),
                new Rule(
                        "RP057",
                        "newer-than-target",
                        Rule.Level.ERROR,
                        "Every migration that ran says how the version that comes back, which does not know it, gets along.",
                        "The version that comes back was built before this migration, and meets it for the first time at"
                                + " night.",
                        MigrationRules::newer));
    }

    // ---- RP050

    private static void listed(Look look) {
        RevertPlan plan = look.plan();
        RevertPlan.Migrations migrations = plan.stored().migrations();
        Set<String> seen = new HashSet<>();
        for (RevertPlan.Migration each : migrations.all()) {
            if (!seen.add(each.id().text())) {
                look.bad(each.id(), "The migration `" + each.id().text() + "` is listed twice.", "list it once");
            }
        }
        if (migrations.all().isEmpty() && !migrations.saidNone() && plan.keys().containsKey("migrations")) {
            look.absent(
                    plan.at("migrations"),
                    "The list of migrations is empty, and nothing says that somebody looked.",
                    "write `migrations: none` where there is none");
        }
        if (migrations.all().isEmpty()) {
            look.sight().walked().stream()
                    .filter(step -> step.command()
                            .map(command -> undoesMigrations(command.toLowerCase(Locale.ROOT)))
                            .orElse(false))
                    .findFirst()
                    .ifPresent(step -> look.bad(
                            step.step().at(),
                            "The step `" + step.id() + "` undoes migrations, and the plan lists none.",
                            "list what it undoes under `migrations`, each with its `down`"));
        }
    }

    private static boolean undoesMigrations(String command) {
        return MIGRATE.stream().anyMatch(command::contains)
                && UNDOES_MIGRATIONS.matcher(command).find();
    }

    // ---- RP051

    private static void irreversible(Look look) {
        RevertPlan plan = look.plan();
        boolean forward = plan.deciding()
                .afterNoReturn()
                .map(words ->
                        FORWARD.matcher(words.text().toLowerCase(Locale.ROOT)).find())
                .orElse(false);
        boolean restored =
                plan.stored().backup().isPresent() && !DataRules.restores(look).isEmpty();
        for (RevertPlan.Migration each : plan.stored().migrations().shipped()) {
            boolean lossy = each.reverts("lossy");
            if ((lossy || each.reverts("impossible")) && each.compatible().isEmpty() && !forward && !restored) {
                look.bad(
                        each.revert().orElseThrow(),
                        "The migration " + name(each) + (lossy ? " loses data when it is undone" : " cannot be undone")
                                + ", and the plan has no way around it.",
                        "write under `compatible` why the old version lives with it; or name `backup-data` and add a step"
                                + " that restores it; or say in `after-no-return` how to go on without it: `Leave the"
                                + " flag off and fix forward`");
            }
        }
    }

    // ---- RP052

    private static void sql(Look look) {
        for (RevertPlan.Migration each : look.plan().stored().migrations().shipped()) {
            each.file().ifPresent(file -> sql(look, each, file));
        }
    }

    private static void sql(Look look, RevertPlan.Migration migration, Written file) {
        if (!look.around().hasFile(file.text())) {
            warn(
                    look,
                    file,
                    "There is no file `" + file.text() + "` that can be read, so nobody looked at what "
                            + name(migration) + " does.",
                    "name the file from the folder of the plan, as in `../db/migrations/0042.sql`");
        } else if (migration.compatible().isEmpty()) {
            look.around().sql(file.text()).forEach(found -> sql(look, migration, file, found));
        }
    }

    private static void sql(Look look, RevertPlan.Migration migration, Written file, Surroundings.SqlFinding found) {
        boolean undone = migration.reverts("down") && migration.down().isPresent() && !found.loses();
        boolean said = undone || migration.reverts("lossy") || migration.reverts("impossible");
        String what = "`" + found.at() + "`: " + found.what();
        if (found.read() && found.certain() && !said) {
            look.bad(file, what, found.mend());
        } else {
            warn(look, file, what, found.mend());
        }
    }

    private static void warn(Look look, Written where, String what, String mend) {
        look.report(Rule.Level.WARNING, where.at(), where.width(), what, mend);
    }

    // ---- RP053

    private static void contract(Look look) {
        RevertPlan plan = look.plan();
        List<RevertPlan.Migration> shipped = plan.stored().migrations().shipped();
        List<RevertPlan.Migration> built = shipped.stream()
                .filter(each -> each.isPhase("expand") || each.isPhase("migrate"))
                .toList();
        for (RevertPlan.Migration each : shipped) {
            if (!each.isPhase("contract") || each.compatible().isPresent()) {
                continue;
            }
            Written phase = each.phase().orElseThrow();
            if (!built.isEmpty()) {
                look.bad(
                        phase,
                        "The migration " + name(each) + " takes away in the deployment in which "
                                + built.stream().map(MigrationRules::name).collect(Collectors.joining(" and "))
                                + (built.size() == 1 ? " adds." : " add."),
                        "leave it for a later deployment and write `shipped: later`; where it belongs to an earlier one,"
                                + " write under `compatible` why the old version lives with it");
            } else if (plan.deciding().noReturn().isPresent() && !isPointOfNoReturn(plan, each)) {
                warn(
                        look,
                        phase,
                        "Once the migration " + name(each) + " has run, the old version has lost what it knows, and"
                                + " `no-return` names something else.",
                        "write `no-return: {after-migration: \"" + each.id().text() + "\", why: \"...\"}`");
            }
        }
    }

    private static boolean isPointOfNoReturn(RevertPlan plan, RevertPlan.Migration migration) {
        return plan.deciding()
                .noReturn()
                .filter(point -> point.kind() == RevertPlan.Kind.AFTER_MIGRATION)
                .flatMap(RevertPlan.PointOfNoReturn::what)
                .map(what -> what.text().equals(migration.id().text()))
                .orElse(false);
    }

    // ---- RP054

    private static void downs(Look look) {
        for (RevertPlan.Migration each : look.plan().stored().migrations().shipped()) {
            if (!each.reverts("down")) {
                continue;
            }
            Optional<Written> down = each.down();
            if (down.isEmpty()) {
                look.bad(
                        each.revert().orElseThrow(),
                        "The migration " + name(each) + " is to be undone by its down, and names none.",
                        "add `down: db/" + file(each)
                                + ".down.sql`, or the SQL itself; where there is none, write `revert:"
                                + " impossible`");
            } else {
                down(look, each, down.get());
            }
        }
    }

    private static String file(RevertPlan.Migration migration) {
        return migration.id().text().matches("[A-Za-z0-9._-]{1,40}")
                ? migration.id().text()
                : "0042";
    }

    private static void down(Look look, RevertPlan.Migration migration, Written down) {
        String text = down.text();
        boolean oneWord = PATH.matcher(text).matches();
        if (look.around().isEmpty(text)) {
            look.bad(
                    down,
                    "The down of " + name(migration) + ", `" + text + "`, is empty.",
                    "write it now, while somebody knows what it must do; where nothing brings it back, write `revert:"
                            + " impossible`");
            return;
        }
        if (!oneWord || look.around().hasFile(text)) {
            return;
        }
        boolean path = text.contains("/") || ENDING.matcher(text).matches();
        look.bad(
                down,
                path
                        ? "The down of " + name(migration) + ", `" + text + "`, is no file that can be read."
                        : "The down of " + name(migration) + ", `" + text + "`, is neither a file nor SQL.",
                "write it now, while somebody knows what it must do; name it from the folder of the plan");
    }

    // ---- RP056

    private static void codeOnly(Look look) {
        for (RevertPlan.Migration each : look.plan().stored().migrations().shipped()) {
            boolean lives = each.compatible().isPresent();
            if (each.reverts("down") && (lives || each.isPhase("expand"))) {
                look.bad(
                        each.revert().orElseThrow(),
                        "The old version lives with the migration " + name(each)
                                + (lives ? ", as `compatible` says," : ", which only adds,")
                                + " and the plan undoes it.",
                        "write `revert: not-needed` and go back with the code alone; take the schema back another day");
            }
        }
    }

    // ---- RP057

    private static void newer(Look look) {
        List<RevertPlan.Migration> all = look.plan().stored().migrations().all();
        Optional<RevertPlan.Migration> later = Optional.empty();
        for (RevertPlan.Migration each : all) {
            if (each.isLater()) {
                later = later.or(() -> Optional.of(each));
                continue;
            }
            later.ifPresent(open -> warn(
                    look,
                    open.shipped().orElseThrow(),
                    "The migration " + name(open) + " is for a later deployment, and " + name(each)
                            + " behind it is not: a tool that runs them in order runs both.",
                    "move it behind the others, in its file name too; or see that this deployment leaves it out"));
            later = Optional.empty();
            if (each.compatible().isEmpty()) {
                unanswered(look, each);
            }
        }
    }

    private static void unanswered(Look look, RevertPlan.Migration migration) {
        if (migration.isPhase("contract") && migration.reverts("not-needed")) {
            look.bad(
                    migration.revert().orElseThrow(),
                    "The migration " + name(migration)
                            + " takes away what the old version knows, and nothing shows that it need not come back.",
                    "write under `compatible` why the old version lives without it; or leave it for a later deployment:"
                            + " `shipped: later`");
        } else if (migration.revert().isEmpty() && !migration.isPhase("expand")) {
            look.absent(
                    migration.at(),
                    "Nothing says how the old version gets along with the migration " + name(migration) + ".",
                    "add `revert: not-needed` with `compatible: \"why\"`; or `revert: down` with `down`; or `revert: lossy`"
                            + " or `impossible`");
        }
    }

    /** Its id, and its title where it has one. */
    static String name(RevertPlan.Migration migration) {
        return "`" + migration.id().text() + "`"
                + migration.title().map(title -> " (" + title.text() + ")").orElse("");
    }
}
