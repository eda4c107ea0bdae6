package oncall.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import oncall.plan.Finding;
import oncall.plan.Rule;
import oncall.plan.Verdict;
import oncall.runbook.Diagnostic;
import oncall.runbook.Location;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlanReportTest {
    private static final String PATH = "revert-plans/api.yaml";
    private static final String LINE = "services: [{name: api, from: \"2\", to: latest}]";
    private static final Rule PINNED = rule("RP930", "pinned-target", Rule.Level.ERROR);
    private static final Rule BACKUP = rule("RP910", "owner", Rule.Level.WARNING);
    private static final Rule LIVE = rule("RP933", "running-version", Rule.Level.ERROR);

    private static Rule rule(String id, String name, Rule.Level level) {
        return new Rule(id, name, level, "It asks for " + name + ".", "It hurts at night.", look -> {});
    }

    private static Finding finding(
            Rule rule, Rule.Level level, Finding.Result result, int line, int column, String what) {
        return new Finding(
                rule, level, result, new Location(PATH, line, column), 6, what, "write a version", Optional.empty());
    }

    private static Finding blocker() {
        return finding(
                PINNED, Rule.Level.ERROR, Finding.Result.FAIL, 4, 38, "`api` goes back to `latest`, no exact version.");
    }

    private static Finding warning() {
        return finding(BACKUP, Rule.Level.WARNING, Finding.Result.FAIL, 1, 1, "Nobody stands in for dana.");
    }

    private static CheckedPlan plan(String path, List<Finding> found, List<CheckedPlan.Silenced> silenced) {
        Verdict verdict = new Verdict(
                found,
                silenced.stream().map(CheckedPlan.Silenced::finding).toList(),
                Optional.of(Duration.ofMinutes(12)),
                Optional.of(LocalDate.of(2018, 11, 6)));
        return new CheckedPlan(
                path,
                path.replaceAll(".*/|\\.yaml", ""),
                verdict.line(LocalDate.of(2018, 11, 12)),
                List.of(),
                Optional.of(verdict),
                silenced,
                List.of(),
                Map.of(new Location(PATH, 4, 38), new CheckedPlan.SourceLine(LINE, false)));
    }

    private static CheckedPlan unreadable(String message) {
        Diagnostic problem = new Diagnostic(
                Diagnostic.Kind.FORMAT,
                "unknown-key",
                new Location("b.yaml", 3, 1),
                4,
                "ownr: dana",
                message,
                "",
                Optional.of("owner"));
        return new CheckedPlan(
                "b.yaml",
                "b",
                "NOT READABLE as a revert plan: 1 error",
                List.of(problem),
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of());
    }

    private static PlanReport report(CheckedPlan... plans) {
        return new PlanReport(List.of(plans), false, Optional.empty());
    }

    private static String text(PlanReport report) {
        return String.join("\n", PlanReportText.write(report)) + "\n";
    }

    // ---- text

    @Test
    void the_verdict_comes_first_then_what_stands_in_the_way_then_what_can_wait() {
        assertEquals("""
                NOT READY: 1 blocker

                revert-plans/api.yaml:4:38: error: `api` goes back to `latest`, no exact version. [RP930 pinned-target]
                4 | services: [{name: api, from: "2", to: latest}]
                  |                                      ^^^^^^
                why: It hurts at night.
                mend: write a version

                1 warning, to be mended by day:

                revert-plans/api.yaml:1:1: warning: Nobody stands in for dana. [RP910 owner]
                why: It hurts at night.
                mend: write a version

                1 plan: 1 error, 1 warning.
                """, text(report(plan(PATH, List.of(warning(), blocker()), List.of()))));
    }

    @Test
    void a_plan_that_is_good_is_one_line_and_several_are_named_and_counted() {
        CheckedPlan good = plan(PATH, List.of(), List.of());
        assertEquals("READY, about 12 min, rehearsed 6 days ago\n", text(report(good)));
        assertEquals(
                """
                api: READY, about 12 min, rehearsed 6 days ago
                ui: READY, about 12 min, rehearsed 6 days ago

                b: NOT READABLE as a revert plan: 1 error

                b.yaml:3:1: error: `ownr` is not a key.
                3 | ownr: dana
                  | ^^^^
                hint: did you mean `owner`?

                3 plans (2 ready, 1 not readable): 1 error, 0 warnings.
                """, text(report(good, plan("x/ui.yaml", List.of(), List.of()), unreadable("`ownr` is not a key."))));
    }

    @Test
    void plans_of_the_same_name_are_told_by_their_paths() {
        assertTrue(text(report(plan("a/api.yaml", List.of(), List.of()), plan("b/api.yaml", List.of(), List.of())))
                .startsWith("a/api.yaml: READY"));
    }

    @Test
    void live_looks_what_the_plan_silences_and_what_the_team_changed_are_told() {
        Finding unknown =
                finding(LIVE, Rule.Level.ERROR, Finding.Result.UNKNOWN, 4, 38, "What runs now could not be asked.");
        Finding good = finding(LIVE, Rule.Level.ERROR, Finding.Result.PASS, 4, 38, "`api` runs version 2.");
        Finding changed = new Finding(
                PINNED,
                Rule.Level.WARNING,
                Finding.Result.FAIL,
                new Location(PATH, 9, 1),
                1,
                "It is odd.",
                "one way:\n:: another",
                Optional.of(Rule.Level.ERROR));
        CheckedPlan.Silenced silenced = new CheckedPlan.Silenced(warning(), "it is\nmine", "2018-12-01");
        String text = text(report(plan(PATH, List.of(unknown, good, changed), List.of(silenced))));
        assertTrue(text.startsWith("READY, about 12 min, rehearsed 6 days ago, 1 live check unknown\n"), text);
        assertTrue(text.contains("""
                mend: one way:
                    | :: another
                note: by itself this rule is of level error; the team file changes that.

                1 live check could not be made, which is no pass:

                revert-plans/api.yaml:4:38: unknown: What runs now could not be asked. [RP933 running-version]
                """), text);
        assertTrue(text.contains("""
                Looked at and good:
                  `api` runs version 2. [RP933 running-version]

                Kept silent by the plan until 2018-12-01: [RP910 owner] Nobody stands in for dana.
                  because "it is mine"

                1 plan: 0 errors, 1 warning, 1 unknown.
                """), text);
    }

    @Test
    void strict_says_so() {
        Verdict lifted = new Verdict(List.of(warning()), List.of(), Optional.empty(), Optional.empty()).strict();
        CheckedPlan plan = plan(PATH, lifted.findings(), List.of());
        assertEquals("NOT READY: 1 blocker", plan.line());
        assertTrue(text(new PlanReport(List.of(plan), true, Optional.empty()))
                .endsWith("1 plan: 1 error, 0 warnings. Warnings count as errors here (--strict).\n"));
    }

    @Test
    void a_branch_without_a_plan_is_told_first() {
        PlanReport.Branch branch =
                new PlanReport.Branch("origin/main", List.of("db/1.sql", "db/2.sql", "db/3.sql", "k8s/api.yaml"));
        PlanReport report = new PlanReport(List.of(), false, Optional.of(branch));
        assertEquals("""
                NO REVERT PLAN: `db/1.sql`, `db/2.sql`, `db/3.sql` and 1 more are changed since `origin/main`, and no \
                revert plan is. [no-plan]
                why: What undoes a migration or a deployment is found out by day, or else at 2 a.m.
                mend: write a plan on this branch: `oncall revert-plan new NAME --git origin/main..HEAD` drafts one; or \
                change the plan that covers it
                """, text(report));
        PlanReport none = new PlanReport(List.of(), false, Optional.of(new PlanReport.Branch("v1", List.of())));
        assertEquals("No revert plan is changed since `v1`, and nothing that wants one.\n", text(none));
    }

    // ---- for programs

    @Test
    void json_has_each_plan_with_its_findings_and_the_counts() throws IOException {
        CheckedPlan.Silenced silenced = new CheckedPlan.Silenced(warning(), "mine", "2018-12-01");
        String json = PlanReportJson.write(
                report(plan(PATH, List.of(blocker()), List.of(silenced)), unreadable("`ownr` is not a key.")));
        assertEquals("""
                {'schema':'oncall.revert-plan-check/1','plans':[{'path':'revert-plans/api.yaml','verdict':'not_ready',\
                'line':'NOT READY: 1 blocker','estimate':'PT12M','rehearsed':'2018-11-06','findings':[{'rule':'RP930',\
                'name':'pinned-target','level':'error','line':4,'column':38,\
                'message':'`api` goes back to `latest`, no exact version.','remedy':'write a version',\
                'why':'It hurts at night.','result':'fail'}],'suppressed':[{'rule':'RP910','name':'owner',\
                'level':'warning','line':1,'column':1,'message':'Nobody stands in for dana.',\
                'remedy':'write a version','why':'It hurts at night.','result':'fail','reason':'mine',\
                'expires':'2018-12-01'}]},{'path':'b.yaml','verdict':'not_readable',\
                'line':'NOT READABLE as a revert plan: 1 error','findings':[{'rule':'unknown-key','level':'error',\
                'line':3,'column':1,'message':'`ownr` is not a key.','nearest':'owner','result':'fail'}]}],\
                'errors':2,'warnings':0,'unknown':0}""".replace('\'', '"'), json);
    }

    @Test
    void annotations_say_first_what_blocks_and_cannot_be_broken_out_of() {
        Finding odd = finding(
                PINNED, Rule.Level.ERROR, Finding.Result.FAIL, 2, 3, "100%\r\n::error::x, y: z ##[error] \u202e");
        CheckedPlan plan = plan("a,b:c/::x.yaml", List.of(warning(), odd), List.of());
        assertEquals(
                List.of(
                        "::error file=revert-plans/api.yaml,line=2,col=3,endColumn=9,title=RP930 pinned-target::"
                                + "100%25\\u000d%0A::error::x, y: z ##[error] \\u202e%0Awhy: It hurts at night."
                                + "%0Amend: write a version",
                        "::warning file=revert-plans/api.yaml,line=1,col=1,endColumn=7,title=RP910 owner::"
                                + "Nobody stands in for dana.%0Awhy: It hurts at night.%0Amend: write a version",
                        "revert plan ??x: NOT READY: 1 blocker"),
                PlanReportGithub.write(report(plan)));
    }

    private static Document xml(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Element named(Document document, String name) {
        NodeList cases = document.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            Element each = (Element) cases.item(i);
            if (each.getAttribute("name").equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no case " + name);
    }

    @Test
    void a_test_server_sees_a_failure_for_what_blocks_and_an_error_for_what_is_not_known() throws Exception {
        Finding unknown =
                finding(LIVE, Rule.Level.ERROR, Finding.Result.UNKNOWN, 4, 38, "What runs now could not be asked.");
        CheckedPlan.Silenced silenced = new CheckedPlan.Silenced(
                finding(rule("RP999", "more", Rule.Level.ERROR), Rule.Level.ERROR, Finding.Result.FAIL, 1, 1, "So."),
                "mine",
                "2018-12-01");
        Document document = xml(PlanReportJunit.write(
                report(plan(PATH, List.of(warning(), blocker(), unknown), List.of(silenced)), unreadable("No key."))));
        assertEquals("1", document.getDocumentElement().getAttribute("failures"));
        assertEquals("2", document.getDocumentElement().getAttribute("errors"));
        assertEquals("1", document.getDocumentElement().getAttribute("skipped"));
        Element failure = (Element) named(document, "RP930 pinned-target")
                .getElementsByTagName("failure")
                .item(0);
        assertEquals("`api` goes back to `latest`, no exact version.", failure.getAttribute("message"));
        assertTrue(failure.getTextContent().startsWith("revert-plans/api.yaml:4:38: error: "));
        assertEquals(
                1,
                named(document, "RP933 running-version")
                        .getElementsByTagName("error")
                        .getLength());
        assertTrue(named(document, "RP910 owner").getTextContent().contains("warning: Nobody stands in for dana."));
        assertEquals(
                "kept silent by the plan until 2018-12-01: mine",
                ((Element) named(document, "RP999 more")
                                .getElementsByTagName("skipped")
                                .item(0))
                        .getAttribute("message"));
    }

    private static JsonSchema sarif() throws IOException {
        try (InputStream in = PlanReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(in);
        }
    }

    private static JsonNode valid(JsonSchema schema, PlanReport report) throws IOException {
        JsonNode log = new ObjectMapper().readTree(PlanReportSarif.write(report, "1.2.3", 1));
        assertEquals(List.of(), List.copyOf(schema.validate(log)));
        return log;
    }

    @Test
    void sarif_is_valid_and_says_where_how_bad_and_what_is_suppressed() throws IOException {
        Finding unknown =
                finding(LIVE, Rule.Level.ERROR, Finding.Result.UNKNOWN, 4, 38, "What runs now could not be asked.");
        CheckedPlan.Silenced silenced = new CheckedPlan.Silenced(warning(), "mine", "2018-12-01");
        PlanReport report = new PlanReport(
                List.of(plan(PATH, List.of(blocker(), unknown), List.of(silenced)), unreadable("`ownr` is not a key.")),
                false,
                Optional.of(new PlanReport.Branch("main", List.of("db/1.sql", "db/2.sql"))));
        JsonNode run = valid(sarif(), report).at("/runs/0");
        assertEquals("unicodeCodePoints", run.at("/columnKind").asText());
        assertEquals(5, run.at("/results").size());
        JsonNode blocker = run.at("/results/1");
        assertEquals("RP930", blocker.at("/ruleId").asText());
        int index = blocker.at("/ruleIndex").asInt();
        assertEquals("RP930", run.at("/tool/driver/rules/" + index + "/id").asText());
        assertEquals(
                "{\"startLine\":4,\"startColumn\":38,\"endColumn\":44}",
                blocker.at("/locations/0/physicalLocation/region").toString());
        assertEquals("open", run.at("/results/2/kind").asText());
        assertEquals("inSource", run.at("/results/3/suppressions/0/kind").asText());
        assertEquals("unknown-key", run.at("/results/4/ruleId").asText());
    }

    @Test
    void a_wrong_sarif_would_be_seen() throws IOException {
        JsonNode log = new ObjectMapper()
                .readTree(PlanReportSarif.write(report(plan(PATH, List.of(blocker()), List.of())), "1", 1)
                        .replace("\"startLine\":4", "\"startLine\":0"));
        assertFalse(sarif().validate(log).isEmpty());
    }

    @Test
    void addresses_of_files_are_encoded_byte_by_byte() throws IOException {
        Finding odd = new Finding(
                PINNED,
                Rule.Level.ERROR,
                Finding.Result.FAIL,
                new Location("a b/c:d%/\u00e9#?.yaml", 1, 1),
                1,
                "So.",
                "",
                Optional.empty());
        Finding absolute =
                new Finding(PINNED, odd.level(), odd.result(), new Location("/etc/x y", 1, 1), 1, "", "", odd.said());
        JsonNode results = valid(sarif(), report(plan(PATH, List.of(odd, absolute), List.of())))
                .at("/runs/0/results");
        assertEquals(
                "a%20b/c%3Ad%25/%C3%A9%23%3F.yaml",
                results.at("/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asText());
        assertEquals(
                "file:///etc/x%20y",
                results.at("/1/locations/0/physicalLocation/artifactLocation/uri")
                        .asText());
    }

    // ---- hostile texts

    private static List<PlanReport> hostile(List<String> texts) {
        List<PlanReport> reports = new ArrayList<>();
        for (String text : texts) {
            Finding finding = new Finding(
                    PINNED,
                    Rule.Level.ERROR,
                    Finding.Result.FAIL,
                    new Location(text, 1, 1),
                    3,
                    text,
                    text,
                    Optional.empty());
            CheckedPlan.Silenced silenced = new CheckedPlan.Silenced(finding, text, text);
            CheckedPlan plan = plan(text, List.of(finding, warning()), List.of(silenced));
            reports.add(new PlanReport(
                    List.of(plan, unreadable(text)),
                    false,
                    Optional.of(new PlanReport.Branch(text, List.of(text, text)))));
        }
        return reports;
    }

    private static List<String> texts() {
        return Stream.concat(
                        Hostile.ours().stream(),
                        Stream.of("\u0000\u001b[31m\ud800\uffff", "]]><!--\"'&<>", "a\r\n::error::b", "\u0085\u2028"))
                .toList();
    }

    private static void assertForPrograms(List<String> texts) throws Exception {
        JsonSchema schema = sarif();
        for (PlanReport report : hostile(texts)) {
            String what = report.plans().get(0).findings().get(0).what();
            JsonNode json = new ObjectMapper().readTree(PlanReportJson.write(report));
            assertEquals(what, json.at("/plans/0/findings/0/message").asText());
            valid(schema, report);
            Document document = xml(PlanReportJunit.write(report));
            Element failure = (Element) named(document, "RP930 pinned-target")
                    .getElementsByTagName("failure")
                    .item(0);
            assertEquals(Spelling.out(Lines.one(what)), failure.getAttribute("message"));
            for (String line : PlanReportGithub.write(report)) {
                assertTrue(
                        line.matches("::(error|warning) file=[^\\r\\n]*|revert plan [A-Za-z0-9._/?-]*: [^\\r\\n]*"),
                        line);
                assertFalse(line.contains("\u001b"), line);
            }
            for (String line : PlanReportText.write(report)) {
                assertFalse(line.contains("\n"), line);
            }
        }
    }

    @Test
    void whatever_a_plan_says_every_format_stays_what_it_is() throws Exception {
        assertForPrograms(texts());
    }

    @Test
    void so_does_what_others_have_collected() throws Exception {
        Assumptions.assumeTrue(Hostile.isCollectionThere(), Hostile.missing());
        assertForPrograms(Hostile.collected());
    }
}
