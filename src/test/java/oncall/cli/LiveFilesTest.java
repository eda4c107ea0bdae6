package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import oncall.plan.RevertPlan;
import oncall.runbook.yaml.PlanReader;
import oncall.runbook.yaml.YamlFile;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LiveFilesTest {
    /** Of the four bytes `old` and a line end. */
    private static final String DIGEST = "sha256:4f0fff1bb74e1fa9e7a3a9a79d7e0e3b0c9a5b7a9a6c9f0f2e0c5ef2a1a4c1d7";

    @TempDir
    private Path folder;

    private List<String> look(String plan, Map<String, String> environment) {
        YamlFile file = YamlFile.read(plan.getBytes(StandardCharsets.UTF_8), "plan.yaml", folder.toString(), false);
        RevertPlan read = PlanReader.read(file, "plan").orElseThrow();
        return new LiveFiles(environment, folder)
                .look(read).stream()
                        .map(each -> each.rule().id() + " " + each.result().word() + " " + each.what())
                        .toList();
    }

    private void program(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static String service(String artifact) {
        return "oncall: revert-plan/1\nservices: [{name: api, from: \"2\", to: \"1\", artifact: {" + artifact + "}}]\n";
    }

    @Test
    void an_artifact_named_by_path_is_looked_for_and_its_digest_compared() throws Exception {
        Files.writeString(folder.resolve("api-1.jar"), "old\n");
        String right = "sha256:"
                + java.util.HexFormat.of()
                        .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                                .digest("old\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                List.of("RP031 pass `api` 1: `./api-1.jar` is there, with the stated digest."),
                look(service("ref: \"./api-1.jar\", digest: \"" + right + "\""), Map.of()));
        assertEquals(
                List.of("RP031 fail `api` 1: `./api-1.jar` is another file: its digest is " + right + "."),
                look(service("ref: \"./api-1.jar\", digest: \"" + DIGEST + "\""), Map.of()));
        assertEquals(
                List.of("RP031 unknown `api` 1: `./api-1.jar` is there; its digest is not known in this form."),
                look(service("ref: \"./api-1.jar\", digest: \"md5:12\""), Map.of()));
        assertEquals(
                List.of("RP031 pass `api` 1: `./api-1.jar` is there; no digest is stated."),
                look(service("ref: \"./api-1.jar\""), Map.of()));
        assertEquals(
                List.of("RP031 fail `api` 1: `./gone.jar` is not there."),
                look(service("ref: \"./gone.jar\""), Map.of()));
    }

    @Test
    void a_name_in_a_registry_is_not_looked_for_on_the_disk() {
        assertEquals(List.of(), look(service("ref: \"registry.internal/api:1\""), Map.of()));
    }

    @Test
    void programs_are_looked_for_beside_the_plan_and_on_the_path_and_never_run() throws IOException {
        program("bin/flag");
        program("path/kubectl");
        Files.writeString(folder.resolve("path/plain"), "not to be run");
        String plan = """
                oncall: revert-plan/1
                steps:
                  - run: [./bin/flag, set, x]
                  - run: kubectl rollout undo deployment/api
                  - run: plain text
                  - run: helm rollback api
                  - run: ansible-playbook undo.yml
                    where: the bastion
                  - run: for each in a b; do true; done
                  - run: [./bin/gone]
                """;
        assertEquals(
                List.of(
                        "RP043 pass `./bin/flag` is on this machine.",
                        "RP043 pass `kubectl` is on this machine.",
                        "RP043 fail `plain` is not on this machine.",
                        "RP043 fail `helm` is not on this machine.",
                        "RP043 unknown `ansible-playbook` is not on this machine; its step belongs elsewhere.",
                        "RP043 fail `./bin/gone` is not on this machine."),
                look(plan, Map.of("PATH", folder.resolve("path") + ":relative:")));
    }

    @Test
    void what_a_step_needs_is_set_or_not_and_its_value_is_never_told() {
        String plan = """
                oncall: revert-plan/1
                steps:
                  - run: true "$PGURL" "$OTHER"
                    needs: [PGURL, OTHER]
                """;
        assertEquals(
                List.of("RP042 pass `PGURL` is set here.", "RP042 unknown `OTHER` is not set here."),
                look(plan, Map.of("PGURL", "postgres://u:secret@db", "OTHER", "")));
    }

    @Test
    void every_program_of_a_script_is_looked_for() throws IOException {
        program("path/kubectl");
        assertEquals(
                List.of("RP043 pass `kubectl` is on this machine.", "RP043 fail `jq` is not on this machine."),
                look(
                        "oncall: revert-plan/1\nsteps:\n  - run: cd /srv; kubectl get pods -o json | jq -e .items\n",
                        Map.of("PATH", folder.resolve("path").toString())));
    }
}
