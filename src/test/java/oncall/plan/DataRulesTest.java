package oncall.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DataRulesTest {
    private static final String RESTORE = "steps:\n  - {run: [./bin/restore, orders], id: put_back, timeout: 30m}\n";
    private static final String WHOLE =
            "restore: [./bin/restore, orders], where: \"the bucket\", retained-until: 2026-12-01, takes: 20m, tested: 2026-11-01";

    private static List<String> says(String rule, String keys) {
        return PlanSetting.says(rule, keys);
    }

    private static String services(String... reads) {
        StringBuilder text = new StringBuilder("services:\n");
        for (int i = 0; i < reads.length; i++) {
            String said = reads[i].isEmpty() ? "" : ", reads-new: \"" + reads[i] + "\"";
            text.append("  - {name: s")
                    .append(i)
                    .append(", from: \"2\", to: \"1\"")
                    .append(said)
                    .append("}\n");
        }
        return text.toString();
    }

    @Test
    void a_backup_that_is_relied_on_is_whole() {
        assertEquals(List.of(), says("RP058", RESTORE + "backup-data: {" + WHOLE + "}"));
        assertEquals(
                List.of("error The step `put_back` restores, and the plan names no backup."),
                says("RP058", RESTORE + "# no backup-data"));
        assertEquals(
                List.of("error The step `put_back` restores, and `backup-data` does not say until when it is kept"
                        + " (`retained-until`), nor how long a restore takes (`takes`), nor when a restore was last tried"
                        + " (`tested`)."),
                says("RP058", RESTORE + "backup-data: {where: \"the bucket\"}"));
        assertEquals(
                List.of("error `new-data` counts on a restore, and the plan names no backup."),
                says(
                        "RP058",
                        "# no backup-data\nnew-data: {policy: lose, how: \"Restore the dump of noon.\", approved-by: ron}"));
    }

    @Test
    void one_that_nothing_relies_on_may_be_missing_and_is_only_warned_about_when_half() {
        assertEquals(List.of(), says("RP058", "# no backup-data"));
        assertEquals(
                List.of(
                        "warning `backup-data` does not say how it is restored (`restore`), nor where it is (`where`), nor"
                                + " until when it is kept (`retained-until`), nor when a restore was last tried (`tested`)."),
                says("RP058", "backup-data: {takes: 5m}"));
    }

    @Test
    void a_restore_that_is_cut_off_or_has_nothing_left_to_restore_is_an_error() {
        assertEquals(
                List.of("error The step `put_back` is stopped after 30 min, and a restore takes 40 min."),
                says("RP058", RESTORE + "backup-data: {" + WHOLE.replace("20m", "40m") + "}"));
        assertEquals(
                List.of("error The backup was kept until 2026-11-20, which is past."),
                says("RP058", RESTORE + "backup-data: {" + WHOLE.replace("2026-12-01", "2026-11-20") + "}"));
        assertEquals(
                List.of(), says("RP058", RESTORE + "backup-data: {" + WHOLE.replace("2026-12-01", "2026-11-22") + "}"));
    }

    @Test
    void words_about_service_are_not_taken_for_a_restore() {
        for (String step : List.of(
                "Restore service by turning the flag off.", "Tell support that it is restored.", "Restore trust.")) {
            assertEquals(List.of(), says("RP058", "# no backup-data\nsteps:\n  - {do: \"" + step + "\", id: a}"), step);
        }
        assertEquals(
                1,
                says("RP058", "# no backup-data\nsteps:\n  - {do: \"Restore the backup of noon.\", id: a}")
                        .size());
        assertEquals(
                1,
                says("RP058", "# no backup-data\nsteps:\n  - {run: \"pg_restore -d orders noon.dump\", id: a}")
                        .size());
    }

    @Test
    void data_written_since_has_a_policy() {
        assertEquals(
                List.of("warning Nothing says what becomes of data written since the change."),
                says("RP059", "# no new-data\n" + services("yes", "")));
        assertEquals(List.of(), says("RP059", "# no new-data\n" + services("yes", "yes")));
        assertEquals(List.of(), says("RP059", "new-data: {policy: keep}"));
        assertEquals(
                List.of("error Data written since the change is to be translated, and nothing says how."),
                says("RP059", "new-data: {policy: translate}"));
        assertEquals(
                List.of("error Data written since the change is to be replayed, and nothing says how."),
                says("RP059", "new-data: {policy: replay}"));
        assertEquals(
                List.of("error Data written since the change is to be lost, and nobody has agreed to that."),
                says("RP059", "new-data: {policy: lose, how: dropped}"));
        assertEquals(List.of(), says("RP059", "new-data: {policy: lose, approved-by: ron}"));
    }

    @Test
    void an_old_version_that_may_not_read_the_new_form_has_an_answer() {
        String keep = "new-data: {policy: keep}\n";
        assertEquals(
                List.of(
                        "error The old version of `s0` does not read what the new ones wrote, and the plan has no answer to"
                                + " that.",
                        "error Nobody knows whether the old version of `s1` reads what the new ones wrote."),
                says("RP060", keep + services("no", "unknown", "yes", "")));
        assertEquals(
                List.of(),
                says("RP060", "new-data: {policy: translate, how: \"a script\"}\n" + services("no", "unknown")));
        assertEquals(List.of(), says("RP060", keep + services("yes", "")));
        assertEquals(
                List.of(),
                says(
                        "RP060",
                        keep + services("no", "yes") + "steps:\n  - {run: \"./bin/drain orders\", id: empty_it}"));
    }

    @Test
    void a_service_for_which_nobody_else_writes_and_nobody_knows_is_a_warning() {
        String alone = "new-data: {policy: keep}\nconsumers: none\n";
        assertEquals(
                List.of("warning Nobody knows whether the old version of `s0` reads what the new ones wrote."),
                says("RP060", alone + services("unknown")));
        assertEquals(
                List.of("error Nobody knows whether the old version of `s0` reads what the new ones wrote."),
                says("RP060", alone.replace("none", "[billing]") + services("unknown")));
        assertEquals(1, says("RP060", alone + services("no")).size());
    }

    @Test
    void what_is_on_its_way_is_drained_where_the_old_version_cannot_read_it() {
        String translated = "new-data: {policy: translate, how: \"a script\"}\n";
        assertEquals(
                List.of("warning No step says what becomes of messages and cached values in the new form that `s0` will"
                        + " meet."),
                says("RP061", translated + services("no", "unknown")));
        assertEquals(List.of(), says("RP061", translated + services("yes", "unknown")));
        for (String step : List.of(
                "run: \"./bin/drain orders\"",
                "run: \"redis-cli flushdb\"",
                "do: \"Send what api cannot read to the dead-letter queue.\"",
                "do: \"Purge the cache of prices.\"")) {
            assertEquals(
                    List.of(), says("RP061", translated + services("no") + "steps:\n  - {" + step + ", id: a}"), step);
        }
        assertEquals(
                List.of(), says("RP061", "new-data: {policy: replay, how: \"there is no queue\"}\n" + services("no")));
    }
}
