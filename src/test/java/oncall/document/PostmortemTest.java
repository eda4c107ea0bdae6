package oncall.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Policy;
import oncall.incident.Records;
import oncall.runbook.MessageNames;
import oncall.runbook.Phase;
import oncall.runbook.Value;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PostmortemTest {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final Duration SILENCE = Duration.ofMinutes(10);
    private static final Policy POLICY = new Policy(
            Optional.of("Asia/Jerusalem"),
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.THURSDAY),
            Optional.of(Duration.ofMinutes(5)),
            Optional.of("environments cannot be created or changed"),
            Map.of(
                    "P1",
                    new Policy.Level(
                            Optional.of(Duration.ofDays(5)),
                            Optional.of(Duration.ofMinutes(15)),
                            Map.of("customers", Duration.ofMinutes(20)))),
            Map.of("imoc", "Incident manager"),
            Map.of("team", "the team"),
            Map.of(
                    "environments",
                    new Policy.Feature(
                            "Environments",
                            "core",
                            Optional.of("environments cannot be created or changed"),
                            Optional.of(new BigDecimal("99.9")),
                            Optional.of(Duration.ofDays(30)),
                            Optional.of(230L))),
            Map.of("customers", new Policy.Question("How many customers?", Map.of("many", "more than one"))));

    private static List<String> write(Incident incident, Policy policy, Health health) {
        return Postmortem.write(Heading.of(incident, "/var/oncall/" + Night.ID, health), policy, SILENCE);
    }

    @Test
    void A_night() {
        Golden.check("night.postmortem.md", write(Night.incident(), POLICY, Night.HEALTH));
    }

    @Test
    void An_incident_with_nothing_but_its_header_gives_a_document() {
        Records on = new Records().at("2018-11-12T21:50:00.000Z");
        on.add(Entry.of(new Event.Header(
                1,
                "20181112-2350-outage",
                "",
                Instant.parse("2018-11-12T21:50:00Z"),
                "Asia/Jerusalem",
                Optional.empty(),
                Optional.empty())));
        Golden.check(
                "header.postmortem.md",
                write(Incident.of(on.all()), Policy.NONE, new Health(1, "d68608988ded", List.of())));
    }

    @Test
    void What_failed_or_was_skipped_of_a_plan_and_looks_that_never_held_are_told() {
        Records on = new Records();
        on.add(Entry.of(new Event.Decision(
                        List.of("now"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("rbac"),
                        Optional.empty(),
                        Map.of(),
                        List.of(),
                        Optional.empty()))
                .on(Optional.of(Phase.REVERT), "revert")
                .valued(Value.of("now")));
        on.answer("rbac/login", "failed", "");
        on.answer("rbac/ui", "failed", "");
        on.answer("rbac/ui", "done", "");
        on.answer("rbac/flag", "skipped", "");
        on.answer("rbac/probed.look", "bad", "");
        on.answer("rbac/probed.look", "bad", "");
        String text = String.join("\n", write(Incident.of(on.all()), Policy.NONE, Night.HEALTH));
        assertTrue(text.contains("It was not seen to work: looked at 2 times, and no check came to hold."), text);
        assertTrue(text.contains(" Failed: login, "), text);
        assertTrue(text.contains(" Skipped: flag, "), text);
        assertFalse(text.contains("no check after it is on record"), text);
        assertTrue(text.contains("but no check of it came to hold"), text);
    }

    @Test
    void An_incident_with_no_record_at_all_gives_a_document() {
        List<String> lines = write(
                Incident.of(List.of()),
                Policy.NONE,
                new Health(0, "", List.of(new Health.Damaged("eli-desk.jsonl", 1, "does not verify"))));
        assertTrue(lines.contains("- Damaged: eli-desk.jsonl, line 1: does not verify."), String.join("\n", lines));
        assertTrue(lines.contains("## Still missing"));
    }

    @Test
    void An_incident_with_everything() {
        Golden.check("whole.postmortem.md", whole("logins \"hang\""));
    }

    private static List<String> whole(String words) {
        return write(Whole.incident(words), Whole.policy(words), Whole.HEALTH);
    }

    @Test
    void Hostile_words_are_no_structure() {
        String plain = skeleton(whole("words"));
        for (String words : Hostile.ours()) {
            if (!words.isBlank()) {
                assertEquals(plain, skeleton(whole(words)), words);
            }
        }
    }

    @Test
    void The_collected_hostile_words_are_no_structure() {
        Assumptions.assumeTrue(Hostile.isCollectionThere(), Hostile.missing());
        String plain = skeleton(whole("words"));
        for (String words : Hostile.collected()) {
            if (!words.isBlank()) {
                assertEquals(plain, skeleton(whole(words)), words);
            }
        }
    }

    /** Every block and every mark of the page, a line each; how many paragraphs a quotation has is not counted. */
    private static String skeleton(List<String> lines) {
        List<String> kinds = new ArrayList<>();
        walk(PARSER.parse(String.join("\n", lines)), kinds);
        return String.join(" ", kinds).replaceAll("(?: Paragraph(?= Paragraph))+", "");
    }

    private static void walk(Node node, List<String> kinds) {
        String kind = node.getClass().getSimpleName();
        if (!kind.equals("Text") && !kind.equals("HardLineBreak")) {
            kinds.add(kind);
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
            walk(child, kinds);
        }
    }

    @Test
    void What_is_restricted_or_withheld_stays_out_of_the_whole() {
        String text = String.join("\n", whole("words"));
        assertTrue(String.valueOf(Whole.incident("words").records()).contains("s3cret"), "it is on record");
        assertFalse(text.contains("s3cret"), text);
        assertTrue(text.contains("One record is restricted"), text);
    }

    @Test
    void What_is_withheld_is_nowhere() {
        String text = String.join("\n", write(Night.incident(), POLICY, Night.HEALTH));
        assertTrue(String.valueOf(Night.records().all()).contains("s3cret"), "the secret is on record");
        assertFalse(text.contains("s3cret"), text);
        assertTrue(text.contains("One record is redacted"), text);
    }

    @Test
    void Every_entry_stands_in_the_timeline_once() {
        List<String> lines = write(Night.incident(), POLICY, Night.HEALTH);
        for (String id :
                Night.incident().records().stream().map(each -> each.id()).toList()) {
            assertEquals(
                    1,
                    lines.stream()
                            .filter(line -> line.endsWith("| " + id + " |"))
                            .count(),
                    id);
        }
    }

    @Test
    void The_places_to_fill_in_are_listed_as_often_as_they_stand() {
        List<String> lines = write(Night.incident(), POLICY, Night.HEALTH);
        long marked = lines.stream()
                .mapToLong(line -> line.split("TODO: ", -1).length - 1)
                .sum();
        int list = lines.indexOf("## Still missing");
        assertEquals(
                marked,
                lines.subList(list, lines.size()).stream()
                        .filter(line -> line.startsWith("- "))
                        .filter(line -> !line.contains("`oncall ") && !line.contains("people only"))
                        .count());
        assertTrue(lines.get(list + 2).contains(" " + marked + " places"), lines.get(list + 2));
    }

    @Test
    void The_meeting_is_so_many_business_days_later() {
        Set<DayOfWeek> week = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
        LocalDate monday = LocalDate.of(2018, 11, 12);
        assertEquals(LocalDate.of(2018, 11, 19), PostmortemDate.after(monday, 5, week));
        assertEquals(LocalDate.of(2018, 11, 13), PostmortemDate.after(monday, 1, week));
        assertEquals(LocalDate.of(2018, 11, 19), PostmortemDate.after(monday.plusDays(5), 1, week), "from a Saturday");
        assertEquals(monday, PostmortemDate.after(monday, 0, week));
        assertEquals(LocalDate.of(2018, 11, 26), PostmortemDate.after(monday, 2, EnumSet.of(DayOfWeek.MONDAY)));
    }

    private static Entry answer(String step, Value value) {
        return Entry.of(Event.Answer.PLAIN)
                .on(Optional.of(Phase.IMPACT), step)
                .valued(value)
                .saying("");
    }

    private static Entry level(Optional<String> from, String to) {
        Optional<String> no = Optional.empty();
        return Entry.of(
                new Event.Priority(from, to, "rule", Optional.of(1), Map.of(), false, Optional.empty(), no, no));
    }

    private static Entry comms(String audience, String outcome, String next) {
        Optional<String> no = Optional.empty();
        return Entry.of(new Event.Comms(audience, "first", no, false, outcome, Optional.of(Instant.parse(next)), no))
                .on(Optional.of(Phase.IMPACT), "send_" + audience)
                .saying("words");
    }

    private static Policy asking(Map<String, Map<String, Duration>> every) {
        Map<String, Policy.Level> levels = new HashMap<>();
        every.forEach((id, each) -> levels.put(id, new Policy.Level(Optional.empty(), Optional.empty(), each)));
        return new Policy(
                Optional.empty(),
                Set.of(),
                Optional.of(Duration.ofMinutes(5)),
                Optional.empty(),
                levels,
                Map.of(),
                Map.of("team", "the team"),
                Map.of(),
                Map.of());
    }

    private static Records opened() {
        Records on = new Records().at("2018-11-12T15:00:00.000Z");
        on.add(Entry.of(new Event.Header(
                1,
                "20181112-1700-outage",
                "Outage",
                Instant.parse("2018-11-12T15:00:00Z"),
                "Asia/Jerusalem",
                Optional.empty(),
                Optional.empty())));
        return on;
    }

    private static String of(Records on, Policy policy) {
        return String.join("\n", write(Incident.of(on.all()), policy, new Health(9, "d68608988ded", List.of())));
    }

    @Test
    void Who_had_to_be_told_and_never_was_is_named_and_counted() {
        Records on = opened();
        on.add(comms("team", "posted", "2018-11-12T15:30:00Z"));
        on.at("2018-11-12T15:04:00.000Z");
        on.add(level(Optional.empty(), "P2"));
        on.at("2018-11-12T15:05:00.000Z");
        on.add(comms("support", "later", "2018-11-12T15:24:00Z"));
        on.at("2018-11-12T15:10:00.000Z");
        on.add(level(Optional.of("P2"), "P1"));
        on.at("2018-11-12T15:28:00.000Z");
        on.add(Entry.of(new Event.Close("resolved", Optional.empty())));
        String text = of(
                on,
                asking(Map.of(
                        "P1",
                        new TreeMap<>(Map.of(
                                "support", Duration.ofMinutes(20),
                                "managers", Duration.ofMinutes(15),
                                "press", Duration.ofHours(1))),
                        "P2",
                        Map.of("support", Duration.ofMinutes(20)))));
        assertTrue(text.contains("- support: never told; first word was due 17:24, put off at 17:05."), text);
        assertTrue(text.contains("- managers: never told; first word was due 17:25."), text);
        assertFalse(text.contains("press"), "closed before it was due");
        assertTrue(
                text.contains("Of 3 with a time by which they were due, 1 went out in time, 0 late, 2 not at all."),
                text);
        assertTrue(text.contains("| support | update | 17:24 | not sent |  | never told; put off once |"), text);
    }

    @Test
    void Nobody_is_owed_a_word_by_a_level_that_was_left_before_it_was_due() {
        Records on = opened();
        on.add(comms("team", "posted", "2018-11-12T16:30:00Z"));
        on.add(level(Optional.empty(), "P1"));
        on.at("2018-11-12T15:10:00.000Z");
        on.add(level(Optional.of("P1"), "P2"));
        on.at("2018-11-12T16:00:00.000Z");
        on.add(Entry.of(new Event.Close("resolved", Optional.empty())));
        String text = of(on, asking(Map.of("P1", Map.of("support", Duration.ofMinutes(20)), "P2", Map.of())));
        assertFalse(text.contains("never told"), text);
    }

    @Test
    void What_a_message_was_not_given_is_no_question_and_each_open_one_has_its_own_name_and_record() {
        Records on = opened();
        MessageNames.ASKED.forEach(name -> on.add(answer(name, Value.UNKNOWN)));
        String feature = on.add(answer("feature", Value.UNKNOWN));
        String since = on.add(answer("since", Value.UNKNOWN));
        String text = of(on, Policy.NONE);
        MessageNames.ASKED.forEach(name -> assertFalse(
                text.substring(0, text.indexOf("## Timeline")).contains("| " + name.replace('_', ' ') + " |"), name));
        assertTrue(
                text.contains("\n- Open questions: the answer by now to \"feature\", record " + feature + "\n"), text);
        assertTrue(text.contains("\n- Milestones and metrics: when it was started, record " + since + "\n"), text);
        assertTrue(text.contains("`oncall correct --incident 20181112-1700-outage RECORD VALUE`"), text);
        assertFalse(text.contains("the answer by now to \"doing\""), text);
    }

    @Test
    void No_two_places_to_fill_in_have_the_same_words() {
        for (List<String> lines : List.of(write(Night.incident(), POLICY, Night.HEALTH), whole("words"))) {
            List<String> list = lines.subList(lines.indexOf("## Still missing"), lines.size()).stream()
                    .filter(line -> line.startsWith("- "))
                    .toList();
            assertEquals(list.stream().distinct().toList(), list);
        }
    }
}
