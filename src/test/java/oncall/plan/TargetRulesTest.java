package oncall.plan;

import static oncall.plan.PlanSetting.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** RP030 to RP037. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TargetRulesTest {
    private static final String HEX = "0123456789abcdef".repeat(4);

    private static String service(String rest) {
        return "services: [{name: api, from: \"4.13.0\", to: \"4.12.2\"" + (rest.isEmpty() ? "" : ", " + rest) + "}]";
    }

    @Test
    void a_target_is_the_same_on_every_night() {
        for (String good : List.of(
                "4.12.2",
                "v4.12.2",
                "4.12",
                "20261120-1",
                "none",
                "a1b2c3d",
                "1234567",
                HEX.substring(0, 40),
                "sha256:" + HEX,
                "registry.internal:5000/api:4.12.2",
                "registry/api@sha256:" + HEX,
                "4.12.2-rc1",
                "1.2.3+build5",
                "release-57",
                "r112",
                "2026.11",
                "v4",
                "tags/v4.12.2",
                "refs/tags/v4.12.2",
                "main-4f2a1bc",
                "node-20-alpine")) {
            assertEquals(java.util.Optional.empty(), Version.whyNotPinned(good), good);
        }
        for (String bad : List.of(
                "latest",
                "stable",
                "main",
                "master",
                "HEAD",
                "HEAD~1",
                "main^",
                "develop",
                "previous",
                "prod",
                "registry/api:latest",
                "registry/api:stable",
                "4.12-latest",
                "1.3-SNAPSHOT",
                "feature/notes",
                "origin/main",
                "release/4.12",
                "hotfix/x1",
                "refs/heads/main",
                "1.x",
                "4.*",
                "^4.12",
                "~4.12",
                ">=4.12",
                "4.11 - 4.12",
                "[4.11,4.12)",
                "v4.11..v4.12",
                "the one before",
                "version 4.12.0",
                "sha256:abc",
                "registry/api",
                "main@{1}",
                "4.11 || 4.12",
                "bookworm",
                "")) {
            assertTrue(Version.whyNotPinned(bad).isPresent(), bad);
        }
        assertEquals(
                List.of("error `api` goes back to `latest`, which is a name that moves."),
                says("RP030", service("").replace("\"4.12.2\"", "latest")));
        for (String same : List.of("4.13.0", "v4.13.0", "registry/api:4.13.0")) {
            assertEquals(
                    List.of("error `api` goes back to `" + same + "`, the version that runs."),
                    says("RP030", service("").replace("4.12.2", same)));
        }
    }

    @Test
    void the_artifact_is_that_of_the_old_version() {
        String check = ", retained-until: 2027-02-01, check: ./bin/has";
        assertEquals(List.of(), says("RP031", service("artifact: {ref: \"r/api:4.12.2\"" + check + "}")));
        assertEquals(List.of(), says("RP031", service("artifact: {ref: \"s3://builds/api/112\"" + check + "}")));
        assertEquals(
                List.of("error The artifact of `api` is that of 4.13.0, the version that is to go."),
                says("RP031", service("artifact: {ref: \"r/api:4.13.0\"" + check + "}")));
        assertEquals(
                List.of("warning Nothing shows whether the artifact of `api` is still there."),
                says("RP031", service("artifact: {ref: \"r/api:4.12.2\"}")));
        assertEquals(
                List.of("warning The artifact of `api` has no `ref`."),
                says("RP031", service("artifact: {check: ./bin/has}")));
        assertEquals(
                List.of("error `sha256:ab` is not a digest."),
                says("RP031", service("artifact: {ref: \"r/api:4.12.2\", digest: \"sha256:ab\"" + check + "}")));
        assertEquals(
                List.of(),
                says(
                        "RP031",
                        service("artifact: {ref: \"r/api:4.12.2\", digest: \"sha256:" + HEX + "\"" + check + "}")));
        assertEquals(
                List.of("error The digest of the artifact is not the one `api` goes back to."),
                says(
                        "RP031",
                        service("artifact: {ref: r, digest: \"sha256:" + HEX + "\"" + check + "}")
                                .replace("\"4.12.2\"", "\"r@sha256:" + "f".repeat(64) + "\"")));
    }

    @Test
    void what_is_missing_of_several_services_is_said_once() {
        String two = "services: [{name: api, from: \"2\", to: \"1\"}, {name: ui, from: \"2\", to: \"1\"}]";
        assertEquals(
                List.of("warning The plan does not say where the old version of `api` and `ui` is kept."),
                says("RP031", two));
        assertEquals(List.of("warning Nothing shows which version of `api` and `ui` runs."), says("RP033", two));
        assertEquals(
                List.of("warning The plan does not say when the old version of `api` and `ui` last ran well."),
                says("RP035", two));
        assertEquals(List.of(), says("RP031", service("").replace("\"4.12.2\"", "none")));
        assertEquals(List.of(), says("RP035", service("").replace("\"4.12.2\"", "none")));
    }

    @Test
    void the_artifact_is_kept_as_long_as_it_may_be_needed() {
        String artifact = "artifact: {ref: r, check: ./bin/has, retained-until: %s}";
        assertEquals(List.of(), says("RP032", service(artifact.formatted("2026-12-01"))));
        assertEquals(
                List.of("error The artifact of `api` was kept until 2026-11-21 only."),
                says("RP032", service(artifact.formatted("2026-11-21"))));
        assertEquals(
                List.of(
                        "error The artifact of `api` is kept until 2026-11-30, and the change may be reverted after that."),
                says("RP032", service(artifact.formatted("2026-11-30"))));
        String event = "no-return: {at: settlement, why: x}\n";
        assertEquals(
                1,
                says("RP032", event + service(artifact.formatted("2026-11-22"))).size(),
                "the change is offered for three days");
        assertEquals(List.of(), says("RP032", event + service(artifact.formatted("2026-11-23"))));
        assertEquals(
                List.of("warning The plan does not say how long the artifact of `api` is kept."),
                says("RP032", service("artifact: {ref: r, check: ./bin/has}")));
        assertEquals(List.of(), says("RP032", service("")));
    }

    @Test
    void the_running_version_is_the_one_to_be_undone() {
        for (String good : List.of(
                "{check: ./bin/v}",
                "{check: ./bin/v, expect: {text: \"4.13.0\"}}",
                "{check: ./bin/v, expect: {contains: \"api:v4.13.0\"}}",
                "{check: ./bin/v, expect: {matches: \"4\\\\.13\\\\.0\"}}")) {
            assertEquals(List.of(), says("RP033", service("running: " + good)), good);
        }
        assertEquals(
                List.of("error The check of `api` expects `4.12.2`, and the version to be undone is `4.13.0`."),
                says("RP033", service("running: {check: ./bin/v, expect: {text: \"4.12.2\"}}")));
        assertEquals(
                1,
                says("RP033", service("running: {check: ./bin/v, expect: {text: \"14.13.0\"}}"))
                        .size());
        assertEquals(
                List.of("warning The check of `api` expects no version, so any version passes."),
                says("RP033", service("running: {check: ./bin/v, expect: {exit: 0}}")));
    }

    @Test
    void a_deploy_under_way_is_looked_for_first() {
        String look = "  - {verify: \"Is no deploy under way?\", id: look, check: ./bin/idle}\n";
        String act = "  - {run: ./bin/back api, id: act, service: api, timeout: 1m}\n"
                .replace("./bin/back api", "[./bin/back, api]");
        String flag = "  - {run: [./bin/flag, f], id: flag, timeout: 1m}\n";
        assertEquals(List.of(), says("RP034", "steps:\n" + flag + look + act));
        assertEquals(List.of(), says("RP034", "# no pipeline\nsteps:\n" + act));
        assertEquals(List.of(), says("RP034", "pipeline: none\nsteps:\n" + act));
        assertEquals(
                List.of("warning No step looks whether a deploy of `deploy-orders` is under way."),
                says("RP034", "steps:\n" + act));
        assertEquals(
                List.of(
                        "error Whether a deploy of `deploy-orders` is under way is looked at only after the first service went back."),
                says("RP034", "steps:\n" + act + look));
    }

    @Test
    void known_good_is_from_before_the_change() {
        String good = "known-good: {since: %s, where: prod}";
        assertEquals(List.of(), says("RP035", service(good.formatted("2026-11-20"))));
        assertEquals(1, says("RP035", service(good.formatted("2026-11-21"))).size());
        assertEquals(
                List.of("warning `known-good` of `api` has no `where`."),
                says("RP035", service("known-good: {since: 2026-11-03}")));
        assertEquals(
                List.of("warning `known-good` of `api` has no `since`."),
                says("RP035", service("known-good: {where: prod}")));
    }

    @Test
    void configuration_and_scope_are_told() {
        assertEquals(1, says("RP036", "# no config-needed").size());
        assertEquals(List.of(), says("RP036", "config-needed: none"));
        assertEquals(List.of(), says("RP036", "# no config-needed\n# no services"));
        String git = "change: {title: x, git: {repo: \".\", %s}}";
        assertEquals(List.of(), says("RP037", git.formatted("from: a1, to: b2")));
        assertEquals(
                List.of("warning `git` has no `to`, so what goes back cannot be listed."),
                says("RP037", git.formatted("from: a1")));
        assertEquals(
                List.of("warning `git` goes from `a1` to itself, so nothing would go back."),
                says("RP037", git.formatted("from: a1, to: a1")));
        assertEquals(
                List.of("warning The plan does not say which commits go back with this change."),
                says("RP037", "change: {title: x}"));
    }
}
