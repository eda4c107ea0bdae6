package oncall.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MigrationRulesTest {
    private static List<String> says(String rule, String keys, String... migrations) {
        StringBuilder text = new StringBuilder(keys.isEmpty() ? "" : keys + "\n");
        if (migrations.length > 0) {
            text.append("migrations:\n");
        }
        for (String migration : migrations) {
            text.append("  - {id: ").append(migration).append("}\n");
        }
        return PlanSetting.says(rule, text.toString());
    }

    @Test
    void migrations_that_steps_undo_are_listed() {
        String tools = "steps:\n  - {run: \"%s\", id: back}\n";
        for (String tool : List.of(
                "flyway -target=41 undo",
                "alembic downgrade -1",
                "bin/rails db:rollback STEP=2",
                "npx knex migrate:rollback",
                "liquibase rollback v1",
                "migrate -path db down 1")) {
            assertEquals(
                    List.of("error The step `back` undoes migrations, and the plan lists none."),
                    says("RP050", tools.formatted(tool) + "migrations: none"),
                    tool);
        }
        assertEquals(
                List.of(), says("RP050", tools.formatted("kubectl rollout undo deployment/api") + "migrations: none"));
        assertEquals(
                List.of(), says("RP050", tools.formatted("alembic downgrade -1"), "a1, revert: down, down: bin/x"));
        assertEquals(List.of("error The migration `7` is listed twice."), says("RP050", "", "7, phase: expand", "7"));
    }

    @Test
    void what_cannot_be_undone_needs_proof_or_a_restore_or_a_way_forward() {
        String stuck = "after-no-return: Call dana.";
        assertEquals(
                List.of(
                        "error The migration `7` loses data when it is undone, and the plan has no way around it.",
                        "error The migration `8` (drop) cannot be undone, and the plan has no way around it."),
                says("RP051", stuck, "7, revert: lossy", "8, title: drop, revert: impossible"));
        assertEquals(List.of(), says("RP051", stuck, "7, revert: lossy, compatible: \"4.12 never reads it\""));
        assertEquals(List.of(), says("RP051", "after-no-return: Leave the flag off, fix forward.", "7, revert: lossy"));
        assertEquals(List.of(), says("RP051", stuck, "7, revert: impossible, shipped: later"));
        assertEquals(List.of(), says("RP051", stuck, "7, revert: not-needed", "8, revert: down"));
        String restore = stuck + "\nsteps:\n  - {run: [./bin/restore, orders], id: put_back}";
        assertEquals(List.of(), says("RP051", restore, "7, revert: lossy"));
        assertEquals(
                1,
                says("RP051", restore + "\n# no backup-data", "7, revert: lossy")
                        .size());
    }

    @Test
    void what_sql_takes_away_is_an_error_unless_somebody_says_why_the_old_version_lives() {
        String found = "`db/drop-price.sql:1:1`: `drop column price` takes away what old code reads.";
        assertEquals(List.of("error " + found), says("RP052", "", "7, file: db/drop-price.sql"));
        assertEquals(
                List.of("error " + found), says("RP052", "", "7, file: db/drop-price.sql, revert: down, down: bin/x"));
        assertEquals(List.of("warning " + found), says("RP052", "", "7, file: db/drop-price.sql, revert: impossible"));
        assertEquals(
                List.of(),
                says(
                        "RP052",
                        "",
                        "7, file: db/drop-price.sql, compatible: nobody reads it"
                                .replace("nobody reads it", "\"nobody reads it\"")));
        assertEquals(List.of(), says("RP052", "", "7, file: db/drop-price.sql, shipped: later"));
        assertEquals(List.of(), says("RP052", "", "7, file: db/0041.sql"));
    }

    @Test
    void a_down_takes_back_a_name_and_no_row() {
        String found = "`db/rename.sql:2:7`: `rename column price` takes the name that old code asks for.";
        assertEquals(List.of("error " + found), says("RP052", "", "7, file: db/rename.sql"));
        assertEquals(List.of("error " + found), says("RP052", "", "7, file: db/rename.sql, revert: down"));
        assertEquals(
                List.of("warning " + found), says("RP052", "", "7, file: db/rename.sql, revert: down, down: bin/x"));
    }

    @Test
    void what_could_not_be_read_is_never_passed_over() {
        assertEquals(
                List.of("warning `db/odd.sql:3:1`: This statement could not be read."),
                says("RP052", "", "7, file: db/odd.sql"));
        assertEquals(
                List.of("warning There is no file `db/gone.sql` that can be read, so nobody looked at what `7` does."),
                says("RP052", "", "7, file: db/gone.sql, compatible: \"it is\""));
    }

    @Test
    void what_adds_and_what_takes_away_are_not_in_one_deployment() {
        assertEquals(
                List.of("error The migration `8` takes away in the deployment in which `6` and `7` (copy) add."),
                says("RP053", "", "6, phase: expand", "7, title: copy, phase: migrate", "8, phase: contract"));
        assertEquals(List.of(), says("RP053", "", "7, phase: expand", "8, phase: contract, shipped: later"));
        assertEquals(List.of(), says("RP053", "", "7, phase: expand, shipped: later"));
        assertEquals(
                List.of(),
                says("RP053", "", "7, phase: expand", "8, phase: contract, compatible: \"of an older one\""));
        assertEquals(
                List.of(
                        "warning Once the migration `8` has run, the old version has lost what it knows, and `no-return`"
                                + " names something else."),
                says("RP053", "", "8, phase: contract"));
        assertEquals(
                List.of(),
                says("RP053", "no-return: {after-migration: \"8\", why: \"it drops\"}", "8, phase: contract"));
    }

    @Test
    void a_down_is_there_and_not_empty() {
        assertEquals(
                List.of("error The migration `7` is to be undone by its down, and names none."),
                says("RP054", "", "7, revert: down"));
        assertEquals(
                List.of("error The down of `7`, `db/gone.sql`, is no file that can be read."),
                says("RP054", "", "7, revert: down, down: db/gone.sql"));
        assertEquals(
                List.of("error The down of `7`, `automatic`, is neither a file nor SQL."),
                says("RP054", "", "7, revert: down, down: automatic"));
        assertEquals(
                List.of("error The down of `7`, `db/empty.sql`, is empty."),
                says("RP054", "", "7, revert: down, down: db/empty.sql"));
        for (String good : List.of(
                "down: db/0042-down.sql",
                "down: \"alter table orders drop column notes\"",
                "down: db/gone.sql, shipped: later")) {
            assertEquals(List.of(), says("RP054", "", "7, revert: down, " + good), good);
        }
        assertEquals(List.of(), says("RP054", "", "7, revert: not-needed"));
    }

    @Test
    void downs_run_newest_first_as_far_as_steps_tell() {
        String three1 = "\"0041\", revert: down, down: bin/0041-down.sql";
        String three2 = "\"0042\", revert: down, down: bin/0042-down.sql";
        String three3 = "\"0043\", revert: down, down: \"drop table parts\"";
        String one = "  - {run: \"psql -f bin/0041-down.sql\", id: one}\n";
        String two = "  - {run: \"./bin/migrate down 0042\", id: two}\n";
        String three = "  - {run: \"psql -c 'drop table parts'\", id: three}\n";
        assertEquals(List.of(), says("RP055", "steps:\n" + three + two + one, three1, three2, three3));
        assertEquals(
                List.of("error The step `one` undoes `0041` before `0042`, which ran after it."),
                says("RP055", "steps:\n" + three + one + two, three1, three2, three3));
        assertEquals(
                List.of(
                        "warning The migration `0042` is to be undone by its down, and no step runs that, while steps run"
                                + " others."),
                says("RP055", "steps:\n" + three + one, three1, three2, three3));
        assertEquals(
                List.of("error The step `both` undoes `0041` before `0042`, which ran after it."),
                says(
                        "RP055",
                        "steps:\n  - {run: \"psql -f bin/0041-down.sql -f bin/0042-down.sql\", id: both}",
                        three1,
                        three2));
        assertEquals(List.of(), says("RP055", "steps:\n  - {run: \"flyway undo\", id: all}", three1, three2, three3));
        assertEquals(List.of(), says("RP055", "steps:\n  - {run: \"./bin/see 0041\", id: see}\n" + two, three2));
    }

    @Test
    void downs_in_different_options_of_a_decision_are_not_one_walk() {
        String options = """
                steps:
                  - decide: how
                    text: Which?
                    options:
                      a:
                        text: the older one
                        steps: [{run: "psql -f bin/0041-down.sql", id: one}]
                      b:
                        text: the newer one
                        steps: [{run: "psql -f bin/0042-down.sql", id: two}]
                """;
        assertEquals(
                List.of(),
                says(
                        "RP055",
                        options,
                        "\"0041\", revert: down, down: bin/0041-down.sql",
                        "\"0042\", revert: down, down: bin/0042-down.sql"));
    }

    @Test
    void what_the_old_version_lives_with_is_left_alone() {
        assertEquals(
                List.of(
                        "warning The old version lives with the migration `7`, as `compatible` says, and the plan undoes it."),
                says("RP056", "", "7, revert: down, down: bin/x, compatible: \"tried in CI\""));
        assertEquals(
                List.of(
                        "warning The old version lives with the migration `7`, which only adds, and the plan undoes it."),
                says("RP056", "", "7, revert: down, down: bin/x, phase: expand"));
        assertEquals(
                List.of(), says("RP056", "", "7, revert: down, down: bin/x", "8, phase: expand, revert: not-needed"));
    }

    @Test
    void every_migration_that_ran_has_an_answer() {
        assertEquals(
                List.of(
                        "error The migration `7` takes away what the old version knows, and nothing shows that it need not"
                                + " come back."),
                says("RP057", "", "7, phase: contract, revert: not-needed"));
        assertEquals(
                List.of("warning Nothing says how the old version gets along with the migration `7`."),
                says("RP057", "", "7, phase: migrate"));
        assertEquals(
                List.of(
                        "warning The migration `7` is for a later deployment, and `8` behind it is not: a tool that runs"
                                + " them in order runs both."),
                says("RP057", "", "7, shipped: later", "8, phase: expand", "9, phase: expand"));
        assertEquals(
                List.of(),
                says(
                        "RP057",
                        "",
                        "6, phase: expand",
                        "7, compatible: \"tried in CI\"",
                        "8, revert: lossy",
                        "9, phase: contract, shipped: later"));
    }

    @Test
    void an_empty_list_does_not_say_that_somebody_looked() {
        assertEquals(
                List.of("warning The list of migrations is empty, and nothing says that somebody looked."),
                says("RP050", "migrations: []"));
        assertEquals(List.of(), says("RP050", "migrations: none"));
        assertEquals(List.of(), says("RP050", "# no migrations"));
    }
}
