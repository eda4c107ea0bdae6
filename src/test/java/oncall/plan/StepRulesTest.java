package oncall.plan;

import static oncall.plan.PlanSetting.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import oncall.runbook.Command;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** RP040 to RP049. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StepRulesTest {
    private static final String TWO =
            "services: [{name: api, from: \"2\", to: \"1\"}, {name: ui, from: \"2\", to: \"1\"}]\n";

    /** One step that runs a script, with more keys of it. */
    private static String run(String script, String... keys) {
        return "steps:\n  - run: |2\n" + script.indent(6) + "    id: it\n    timeout: 1m\n"
                + String.join("\n", keys).indent(4);
    }

    /** Without the numbers of lines. */
    private static List<String> lineless(String rule, String keys) {
        return says(rule, keys).stream()
                .map(what -> what.replaceFirst("lines [0-9, ]+", "lines #"))
                .toList();
    }

    private static String by(String words) {
        return "steps:\n  - do: |2\n" + words.indent(6) + "    id: it\n";
    }

    @Test
    void each_service_is_reached_by_a_step() {
        assertEquals(List.of("error The plan has no step."), says("RP040", "steps: [TODO]"));
        assertEquals(List.of(), says("RP040", "services: [{name: api, from: \"2\", to: \"1\"}]\n" + run("./bin/back")));
        assertEquals(
                List.of("error No step puts `api` back to 1.", "error No step puts `ui` back to 1."),
                says("RP040", TWO + run("./bin/back")));
        assertEquals(
                List.of("error No step puts `ui` back to 1."), says("RP040", TWO + run("./bin/back", "service: api")));
        assertEquals(
                List.of("error `apo` is not a service of this plan.", "error No step puts `api` back to 1."),
                says("RP040", TWO + run("./bin/back", "service: apo")).stream()
                        .filter(what -> !what.contains("`ui`"))
                        .sorted(java.util.Comparator.reverseOrder())
                        .toList());
        String inside = """
                steps:
                  - decide: way
                    text: Which way?
                    options:
                      all:
                        text: all of it
                        steps:
                          - {run: [./bin/back, api], id: back_api, service: api, timeout: 1m}
                          - group: The rest
                            steps:
                              - {run: [./bin/back, ui], id: back_ui, service: ui, timeout: 1m}
                      none: {text: nothing}
                """;
        assertEquals(
                List.of(),
                says(
                        "RP040",
                        TWO
                                + inside.replace("text: nothing", "text: \"nothing\"")
                                        .replace("all of it", "\"all of it\"")));
    }

    @Test
    void a_step_that_only_lacks_its_service_is_named() {
        String steps = run("kubectl rollout undo deployment/ui").replace("id: it", "id: undo_ui");
        String mend = PlanSetting.judged(PlanSetting.with(TWO + steps)).findings().stream()
                .filter(finding -> finding.rule().id().equals("RP040"))
                .filter(finding -> finding.what().contains("`ui`"))
                .findFirst()
                .orElseThrow()
                .mend();
        assertTrue(mend.startsWith("add `service: ui` to the step in line "), mend);
    }

    @Test
    void a_command_has_no_holes() {
        for (String good : List.of(
                "sort < in.txt > out.txt",
                "sort <in.txt >out.txt",
                "sort <in.txt>out.txt",
                "cat <<EOF\nhello\nEOF",
                "go test ./...",
                "git log a...b",
                "kubectl get pod -o jsonpath='{...}'",
                "kubectl get pod | grep '<none>'",
                "diff <(./a) <(./b)",
                "grep -P '(?<name>x)' f",
                "echo '<b>done</b>' | ./bin/post",
                "echo done # TODO tidy up",
                "./bin/todo done",
                "git commit -m 'x' --author 'Dana <dana@acme.example>'",
                "psql -c 'select 1 where a<b and c>d'",
                "ls *.log",
                "curl -fsS https://wiki.internal/api/health",
                "./bin/x etc. && ./bin/y")) {
            assertEquals(List.of(), says("RP041", run(good)), good);
        }
        for (String bad : List.of(
                "kubectl rollout undo deployment/<name>",
                "./bin/back <version of the api>",
                "./bin/back \"<version>\"",
                "helm rollback api ...",
                "helm rollback api \u2026",
                "./bin/back YOUR_VERSION",
                "./bin/back x.y.z",
                "./bin/back TBD",
                "https://wiki.internal/how-to-revert",
                "./bin/back ???")) {
            assertEquals(1, says("RP041", run(bad)).size(), bad);
        }
        assertEquals(
                1, says("RP041", "steps: [{run: [./bin/back, \"<version>\"]}]").size());
        assertEquals(
                1,
                says("RP041", "verify: [{check: \"./bin/probe <env>\", hold: 5m}]")
                        .size());
        assertEquals(
                1,
                says("RP041", "save-first: [{run: \"./bin/logs <pod>\", timeout: 1m}]")
                        .size());
        assertEquals(1, says("RP041", "backup: TBD").size());
    }

    @Test
    void an_instruction_says_what_to_do() {
        for (String good : List.of(
                "Open the dashboard https://graphs.internal/d/1 until it is green.",
                "Turn the flag off, mails, pushes etc., until the page says off.",
                "See that the queue is empty.",
                "Read the number of orders and write it down.",
                "Follow the red line on the graph down to zero; the guide says why, and page 4 of it shows how it looks.")) {
            assertEquals(List.of(), says("RP041", by(good)), good);
        }
        for (String bad : List.of(
                "See https://wiki.internal/revert",
                "https://wiki.internal/revert",
                "See the wiki.",
                "Follow the runbook for reverts in Confluence.",
                "As described in the docs.",
                "Roll back ...",
                "Roll back to <version>.",
                "Tell support and so on\u2026")) {
            assertEquals(1, says("RP041", by(bad)).size(), bad);
        }
        assertEquals(1, says("RP041", "if-verify-fails: See the wiki.").size());
        assertEquals(
                List.of(),
                says(
                        "RP041",
                        "steps: [{do: \"See the wiki.\", id: it, show: [{command: ./bin/back api}]}]"
                                .replace("./bin/back api", "\"./bin/back api\"")));
    }

    @Test
    void a_hole_is_pointed_at() {
        String text = PlanSetting.with(run("kubectl rollout undo deployment/<name>"));
        Finding hole = PlanSetting.judged(text).findings().stream()
                .filter(finding -> finding.rule().id().equals("RP041"))
                .findFirst()
                .orElseThrow();
        String line = text.lines().toList().get(hole.at().line() - 1);
        int start = hole.at().column() - 1;
        assertEquals("<name>", line.substring(start, start + hole.width()));
    }

    @Test
    void a_variable_has_a_value() {
        assertEquals(1, says("RP042", run("./bin/back \"$version\"")).size());
        assertEquals(List.of(), says("RP042", run("./bin/back \"$VERSION\"", "needs: [VERSION]")));
        assertEquals(List.of(), says("RP042", run("for f in a b; do ./bin/back \"$f\"; done")));
        assertEquals(
                List.of("error `$cluster` has no value: no step and no environment of the team file gives it one."),
                says("RP042", "triggers: [{signal: x, above: \"1\", for: 5m, check: \"./bin/q \\\"$cluster\\\"\"}]"));
        assertEquals(
                List.of(),
                says(
                        "RP042",
                        "triggers: [{signal: x, above: \"1\", for: 5m, check: \"./bin/q \\\"$customers\\\" \\\"$PROM\\\"\"}]"));
    }

    @Test
    void a_script_reads_as_sh() {
        for (String good : List.of(
                "a && b || c; d &",
                "if a; then b; else c; fi",
                "for x in 1 2 3; do\n  a \"$x\"\ndone",
                "while ! a; do sleep 1; done | b",
                "case x in\n  a) b ;;\n  (c|d) e ;;\n  *) f\nesac",
                "( cd x && y ) > z",
                "{ a; b; } 2>&1",
                "f() { a; }\nf",
                "a \\\n  b \\\n  c",
                "x=$(a | b) && echo \"$x\"",
                "a 'b | | c' \"d && \"",
                "cat <<-'EOF' | a\n\tb && && c\n\tEOF\nd",
                "[ \"$(a)\" = b ] && c",
                "echo $((1 + 2)) `a b`",
                "a # b && && c",
                "until a; do :; done",
                "a <<< b",
                "a |\n  b &&\n  c",
                "!  a",
                "x=1",
                "> f")) {
            assertEquals(java.util.Optional.empty(), ShellText.of(good).wrong(), good);
        }
        for (String bad : List.of(
                "a &&",
                "| b",
                "a | | b",
                "a && && b",
                "if a; then b",
                "for x in 1 2; do a",
                "a )",
                "( a",
                "a; fi",
                "done",
                "{ a;",
                "a; ; b",
                "case x in a) b ;;",
                "a (b)",
                "x=$(a &&)",
                "a || ; b")) {
            assertTrue(ShellText.of(bad).wrong().isPresent(), bad);
        }
        assertEquals(List.of("warning This is not sh: nothing stands after `&&`."), says("RP043", run("a &&")));
        assertEquals(
                List.of("warning Which program this runs is only known when it runs: `$TOOL`."),
                says("RP043", run("\"$TOOL\" x", "needs: [TOOL]")));
        assertEquals(
                1, says("RP043", "save-first: [{run: \"a &&\", timeout: 1m}]").size());
    }

    @Test
    void an_unclosed_quote_is_said_once() {
        assertEquals(1, says("RP043", run("echo 'open")).size());
        assertEquals(1, says("RP043", run("echo \"open")).size());
    }

    @Test
    void any_text_is_taken_apart() {
        String odd = "a'\"$`(){}[]<>|&;#\\\n\t$((${\"case in esac fi do";
        for (int from = 0; from < odd.length(); from++) {
            for (int to = from; to <= odd.length(); to++) {
                ShellText.of(odd.substring(from, to));
                harm(odd.substring(from, to));
            }
        }
        ShellText.of("(".repeat(10_000));
        ShellText.of("( ".repeat(10_000));
        ShellText.of("$(".repeat(10_000));
        ShellText.of("`".repeat(10_001));
    }

    @Test
    void what_is_not_said_of_several_steps_is_said_once() {
        String steps = """
                steps:
                  - {run: [./bin/a], id: a}
                  - {run: [./bin/b], id: b, timeout: 1m, who: oncall, rerun-safe: "true"}
                  - {run: [./bin/c], id: c}
                """;
        assertEquals(List.of("warning 2 of 3 commands have no `timeout` (lines #)."), lineless("RP044", steps));
        assertEquals(List.of("warning 2 of 3 steps do not say who can do them (lines #)."), lineless("RP045", steps));
        assertEquals(
                List.of("warning 2 of 3 commands do not say whether they may run twice (lines #)."),
                lineless("RP046", steps));
        String none = "steps: [{run: [./bin/a], id: a}, {run: [./bin/b], id: b}]";
        assertEquals(List.of("warning None of the 2 commands has a `timeout` (lines #)."), lineless("RP044", none));
        assertEquals(List.of("warning The command has no `timeout`."), says("RP044", "steps: [{run: [./bin/a]}]"));
        assertEquals(
                List.of("warning 1 of 2 commands has no `timeout`."),
                says("RP044", "steps: [{run: [./bin/a], id: a}, {run: [./bin/b], id: b, timeout: 1m}]"));
    }

    @Test
    void running_twice_is_thought_of() {
        assertEquals(List.of(), says("RP046", run("./bin/back", "rerun-safe: true")));
        assertEquals(List.of(), says("RP046", run("./bin/back", "rerun-safe: look at the count first")));
        assertEquals(List.of(), says("RP046", run("kubectl -n x get pods")));
        assertEquals(1, says("RP046", run("./bin/back")).size());
        assertEquals(1, says("RP046", run("./bin/back", "rerun-safe: false")).size());
        String undo = "kubectl -n x rollout undo deployment/api";
        assertEquals(1, says("RP046", run(undo, "rerun-safe: true")).size());
        assertEquals(List.of(), says("RP046", run(undo + " --to-revision=3", "rerun-safe: true")));
        assertEquals(
                1, says("RP046", run("helm rollback api", "rerun-safe: true")).size());
        assertEquals(List.of(), says("RP046", run("helm rollback api 57", "rerun-safe: true")));
    }

    @Test
    void what_takes_away_is_told_from_what_does_not() {
        for (String harm : List.of(
                "rm -rf /data",
                "rm -r x",
                "sudo rm -fR x",
                "kubectl delete pod x",
                "kubectl -n x --context y delete job z",
                "kubectl replace --force -f x",
                "helm uninstall api",
                "git push --force",
                "git push -f origin main",
                "git push origin +main",
                "git push origin :old",
                "git reset --hard HEAD~1",
                "git clean -fdx",
                "terraform destroy",
                "terraform apply -destroy",
                "dd if=/dev/zero of=/dev/sda",
                "mkfs.ext4 /dev/sdb",
                "psql -c 'DROP TABLE x'",
                "psql \"$U\" -c 'truncate orders'",
                "mysql -e 'delete from orders'",
                "echo 'drop database x' | psql",
                "psql <<EOF\ndrop schema x;\nEOF",
                "redis-cli FLUSHALL",
                "find / -name x -delete",
                "find . -exec rm -r {} +",
                "docker system prune -f",
                "docker compose down -v",
                "aws s3 rm s3://x --recursive",
                "aws ec2 terminate-instances --instance-ids i",
                "gcloud sql instances delete x",
                "curl -X DELETE http://x/y",
                "curl -XDELETE http://x",
                "timeout 5m kubectl delete pod x",
                "env A=b kubectl delete pod x",
                "bash -c 'rm -rf x'",
                "ssh host rm -rf /x",
                "kubectl exec p -- rm -rf /x",
                "xargs kubectl delete pod",
                "./bin/queue purge x",
                "./bin/deploy --force",
                "kafka-topics.sh --delete --topic x",
                "a && rm -rf x",
                "x=$(rm -rf y)",
                "heroku apps:destroy x",
                "mongosh --eval 'db.orders.deleteMany({})'",
                "truncate -s 0 f",
                "kubectl exec db-0 -- psql -c 'drop table x'",
                "docker compose exec -T db mysql -e 'delete from orders'",
                "dropdb shop",
                "bin/rails db:drop",
                "bundle exec rake db:reset",
                "heroku pg:reset",
                "flyway clean",
                "liquibase drop-all",
                "pg_restore --clean -d shop x.dump",
                "lvremove -f vg/x",
                "zfs rollback -r tank@a",
                "etcdctl del /x",
                "rabbitmqctl purge_queue q",
                "nomad job stop -purge api",
                "aws s3 sync s3://old s3://live --delete",
                "gsutil -m rsync -d gs://old gs://live",
                "gsutil rm -r gs://x",
                "kubectl delete --dry-run=none pod x")) {
            assertTrue(harm(harm).isPresent(), harm);
        }
        for (String mild : List.of(
                "rm f",
                "rm -f f",
                "kubectl get pods",
                "kubectl rollout undo deployment/delete-me",
                "kubectl get pod delete",
                "kubectl delete pod x --dry-run=server",
                "helm rollback api 5",
                "git push origin main",
                "git push --dry-run --force",
                "git log --grep delete",
                "git revert x",
                "terraform plan",
                "terraform apply x",
                "dd if=/dev/sda",
                "psql -c 'select 1'",
                "./bin/x --force=false",
                "./bin/x --no-force",
                "cat /var/delete/x",
                "ls delete",
                "./bin/delete-check x",
                "grep -r 'drop table' .",
                "echo rm -rf x",
                "redis-cli get x",
                "find . -name delete",
                "docker ps",
                "aws s3 ls",
                "curl http://x/delete",
                "cp --force a b",
                "./bin/flag set delete off",
                "echo 'drop table x'",
                "psql -c \"select 'deleted'\"",
                "kubectl apply --force-conflicts",
                "helm upgrade --force=false x",
                "./bin/flag set order_notes off",
                "rm --help",
                "ssh host uptime",
                "kubectl exec db-0 -- psql -c 'select 1'",
                "kubectl logs mysql | grep 'delete from'",
                "pg_restore -Fc -d shop x.dump",
                "aws s3 sync s3://old s3://live",
                "bin/rails db:rollback",
                "flyway migrate",
                "nomad job revert api 11",
                "rabbitmqctl list_queues",
                "gsutil -m rsync gs://old gs://live",
                "kubectl exec p -- ls")) {
            assertEquals(java.util.Optional.empty(), harm(mild), mild);
        }
    }

    @Test
    void what_takes_away_is_guarded() {
        String[] guard = {"danger: high", "target: prod", "undo: it is made again"};
        assertEquals(List.of(), says("RP047", run("rm -rf x", guard)));
        assertEquals(
                List.of(
                        "error `rm -r` takes something away, and the step has no `danger: high`, no `target` and no `undo`."),
                says("RP047", run("rm -rf x")));
        assertEquals(
                List.of("error `rm -r` takes something away, and the step has no `undo`."),
                says("RP047", run("rm -rf x", "danger: high", "target: prod")));
        assertEquals(
                List.of("error `rm -r` stands in a check, and a check only looks."),
                says("RP047", "verify: [{check: \"rm -rf x\", hold: 5m}]"));
        assertEquals(
                1,
                says("RP047", "steps: [{verify: \"Is it gone?\", id: v, check: \"rm -rf x\"}]")
                        .size());
        assertEquals(
                1,
                says("RP047", "triggers: [{signal: x, above: \"1\", for: 5m, check: \"rm -rf x\"}]")
                        .size());
        assertEquals(
                1,
                says("RP047", "steps: [{do: \"Clear it.\", id: d, show: [{command: \"rm -rf x\"}]}]")
                        .size());
        assertEquals(List.of(), says("RP047", "backup-data: {restore: \"rm -rf x\"}"));
        assertEquals(1, says("RP047", run("ls", "danger: high")).size());
    }

    @Test
    void a_secret_is_found_and_never_told() {
        String token = "q7Zt2Lw9Xn4Rk8Vb3Hs6";
        for (String bad : List.of(
                "curl -H 'Authorization: Bearer " + token + "' http://x",
                "psql postgres://dana:" + token + "@db/orders",
                "PGPASSWORD=" + token + " psql",
                "./bin/x --token " + token,
                "./bin/x AKIAIOSFODNN7EXAMPLE",
                "curl -u dana:" + token + " http://x")) {
            assertEquals(1, says("RP048", run(bad)).size(), bad);
        }
        for (String good : List.of(
                "curl -H \"Authorization: Bearer $TOKEN\" http://x",
                "psql \"postgres://dana:$PGPASS@db/orders\"",
                "PGPASSWORD=\"$PW\" psql",
                "PGPASSWORD=$(./bin/password orders) psql",
                "PGPASSWORD=`./bin/password` psql",
                "./bin/x --token \"$TOKEN\"",
                "./bin/x --token-file /run/secrets/token",
                "kubectl get secret api-token",
                "curl -H @headers http://x",
                "git checkout 0123456789abcdef0123456789abcdef01234567",
                "docker pull r/api@sha256:" + "0123456789abcdef".repeat(4))) {
            assertEquals(List.of(), says("RP048", run(good)), good);
        }
        String text = PlanSetting.with(run("./bin/x --token " + token + " <" + token + ">"));
        for (Finding finding : PlanSetting.judged(text).findings()) {
            assertFalse(finding.what().contains(token) || finding.mend().contains(token), finding.what());
        }
        assertEquals(
                List.of("a: 1", "key: '**************'", "b"),
                InlineSecrets.masked(List.of("a: 1", "key: 'ghp_0123456789'", "b")).stream()
                        .map(line -> line.replace("ghp_0123456789", "*".repeat(14)))
                        .toList());
    }

    @Test
    void a_masked_text_keeps_every_place() {
        List<String> lines = List.of(
                "  - run: PGPASSWORD=q7Zt2Lw9Xn4Rk8Vb3Hs6 psql \u00fc",
                "-----BEGIN RSA PRIVATE KEY-----",
                "  MIIEowIBAAKCAQEA",
                "-----END RSA PRIVATE KEY-----",
                "done");
        List<String> masked = InlineSecrets.masked(lines);
        assertEquals("  - run: PGPASSWORD=" + "*".repeat(20) + " psql \u00fc", masked.get(0));
        assertEquals("  " + "*".repeat(16), masked.get(2));
        assertEquals("done", masked.get(4));
        for (int i = 0; i < lines.size(); i++) {
            assertEquals(lines.get(i).length(), masked.get(i).length());
        }
        assertEquals(
                2,
                InlineSecrets.in(lines).stream()
                        .filter(InlineSecrets.Place::first)
                        .count());
    }

    @Test
    void little_is_done_by_hand_and_shows_when_it_worked() {
        String runs = "  - {run: [./bin/a], id: a}\n  - {run: [./bin/b], id: b}\n  - {run: [./bin/c], id: c}\n";
        String sees = "  - {do: \"Reload the page until it shows the old form.\", id: d}\n";
        assertEquals(List.of(), says("RP049", "steps:\n" + runs + sees));
        assertEquals(
                List.of("warning 1 of 3 steps are done by hand."),
                says("RP049", "steps:\n" + runs.substring(0, runs.lastIndexOf("  - ")) + sees));
        String blind = "  - {do: \"Reload the page.\", id: d}\n";
        assertEquals(
                List.of("warning This step does not say what one sees when it worked."),
                says("RP049", "steps:\n" + runs + blind));
        assertEquals(
                List.of(),
                says("RP049", "steps:\n" + runs + blind + "  - {verify: \"Is the old form there?\", id: v}\n"));
        assertEquals(
                List.of(),
                says(
                        "RP049",
                        "steps:\n" + runs
                                + "  - {do: \"Reload the page.\", id: d, show: [{example: \"Old form\"}]}\n"));
    }

    private static java.util.Optional<Harm> harm(String script) {
        Command command = new Command.Shell(script, List.of());
        return Harm.in(command, ShellText.commands(command));
    }
}
