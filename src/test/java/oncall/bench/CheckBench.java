package oncall.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a thousand revert plans of 150 lines take to be checked in one process, against SnakeYAML alone composing their nodes. */
class CheckBench {
    private static final int PLANS = 1000;
    private static final int SERVICES = 13;
    private static final int ROUNDS = Integer.getInteger("oncall.bench.rounds", 5);

    @TempDir
    private Path home;

    @Test
    void a_thousand_plans_against_compose_alone() throws IOException {
        Path plans = Files.createDirectory(home.resolve("revert-plans"));
        for (int i = 0; i < PLANS; i++) {
            Files.writeString(plans.resolve("plan-" + i + ".yaml"), plan(i));
        }
        Path image = Path.of("target/oncall").toAbsolutePath();
        Path classes = Path.of("target/test-classes").toAbsolutePath();
        Child compose = new Child(
                home,
                List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-cp",
                        classes + ":" + image + "/lib/*",
                        Compose.class.getName(),
                        plans.toString()));
        Child check = new Child(home, List.of(image + "/bin/oncall", "revert-plan", "check", plans.toString()));
        Child json = new Child(
                home, List.of(image + "/bin/oncall", "revert-plan", "check", "--format", "json", plans.toString()));
        Child lint = new Child(home, List.of(image + "/bin/oncall", "runbook", "lint", plans.toString()));
        Rounds rounds = new Rounds()
                .of("SnakeYAML compose alone", compose::time)
                .of("oncall revert-plan check DIR", check::time)
                .of("the same as JSON", json::time)
                .of("oncall runbook lint DIR", lint::time)
                .run(ROUNDS);
        long lines = Files.readAllLines(plans.resolve("plan-0.yaml")).size();
        Told.lines(
                PLANS + " plans of " + lines + " lines on Java " + System.getProperty("java.version"),
                rounds.lines(Map.of(
                        "SnakeYAML compose alone", "peak " + compose.peak() + " MiB",
                        "oncall revert-plan check DIR", "peak " + check.peak() + " MiB",
                        "the same as JSON", "peak " + json.peak() + " MiB",
                        "oncall runbook lint DIR", "peak " + lint.peak() + " MiB")));
    }

    /** A plan of a large change, ready with warnings: many services in an order, a step and a check for each. */
    private static String plan(int number) {
        StringBuilder plan = new StringBuilder("""
                oncall: revert-plan/1
                change: {title: "release %d", deployed: 2018-11-10T10:00Z}
                owner: dana
                backup: eli
                migrations: none
                services:
                """.formatted(number));
        for (int each = 0; each < SERVICES; each++) {
            plan.append("""
                      - name: service-%1$d
                        from: "4.13.%1$d"
                        to: "4.12.%1$d"%2$s
                        reads-new: "yes"
                    """.formatted(each, each == 0 ? "" : "\n    revert-after: [service-" + (each - 1) + "]"));
        }
        plan.append("steps:\n");
        for (int each = 0; each < SERVICES; each++) {
            plan.append("""
                      - run: kubectl -n shop rollout undo deployment/service-%1$d
                        id: undo_%1$d
                        service: service-%1$d
                        timeout: 20s
                    """.formatted(each));
        }
        plan.append("verify:\n");
        for (int each = 0; each < SERVICES - 1; each++) {
            plan.append("""
                      - check: curl -fsS http://service-%1$d.internal/health
                        id: holds_%1$d
                    """.formatted(each));
        }
        return plan.append("""
                  - check: curl -fsS http://service-12.internal/health
                    expect: {contains: ok}
                    hold: 5m
                estimate: 12m
                """).toString();
    }
}
