package oncall.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.runbook.Milestone;
import oncall.runbook.Phase;
import oncall.runbook.Value;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The night of {@link OneNight}: record 3 says what is broken, 4 that nobody knows how many customers, 5 is the priority. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CorrectTest {
    @TempDir
    private Path home;

    private OneNight night;

    @BeforeEach
    void a_night() {
        night = OneNight.asFarAsMitigate(home);
    }

    private InProcess.Ran correct(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "correct";
        System.arraycopy(words, 0, all, 1, words.length);
        return new InProcess(home).run(all);
    }

    private Incident incident() {
        return Incident.of(night.timeline().read());
    }

    private String refused(String... words) {
        int before = night.timeline().read().size();
        InProcess.Ran ran = correct(words).ends(Exit.USAGE);
        assertEquals("", ran.out());
        assertEquals(before, night.timeline().read().size(), "nothing was written");
        return ran.err();
    }

    @Test
    void an_answer_gets_the_canonical_value_that_its_question_takes() {
        String out = correct("6137-4", "more", "than", "one").ends(Exit.OK).out();
        assertEquals(
                "Corrected in " + OneNight.ID + " (5e19-2): 6137-4, How many customers?\n"
                        + "  was: \"don't know\"\n"
                        + "  now: \"more than one\"\n",
                out);
        assertEquals(
                Optional.of(Value.of("many")),
                incident().given("customers").orElseThrow().value());
        TimelineRecord saved = incident().records().get(incident().records().size() - 1);
        assertEquals(new Event.Correction("6137-4", Optional.of(Value.of("many"))), saved.event());
        assertEquals("dana", saved.actor());
        String text = new InProcess(home).run("timeline").ends(Exit.OK).out();
        assertTrue(
                text.contains("impact/customers  many \"more than one\"  (was unknown \"?\"; corrected 17:03"), text);
    }

    @Test
    void the_priority_is_told_of_and_never_changed_behind_anybodys_back() {
        String out = correct("4", "none").ends(Exit.OK).out();
        assertTrue(
                out.endsWith("; P1 stays on record until the walk goes on and puts it right: oncall resume "
                        + OneNight.ID + "\n"),
                out);
        assertEquals("P1", incident().priority().orElseThrow().to());
        assertEquals(1, incident().priorities().size());
        night.add(Entry.of(new Event.Close("resolved", Optional.empty())));
        out = correct("6137-4", "many", "--incident", "2018").ends(Exit.OK).out();
        assertTrue(out.endsWith("; P1 stays on record, for the incident is closed.\n"), out);
    }

    @Test
    void what_the_question_does_not_take_is_refused_with_the_choices() {
        assertEquals(
                "`9000` is not one of the choices: 1 none (none), 2 one (one), 3 more than one (many).\n"
                        + "Nothing was saved.\n",
                refused("4", "9000"));
    }

    @Test
    void a_number_means_the_choice_that_it_stands_before_in_the_walk() {
        correct("4", "2").ends(Exit.OK);
        assertEquals(
                Optional.of(Value.of("one")),
                incident().given("customers").orElseThrow().value());
        assertTrue(refused("6137-4", "4").startsWith("`4` is not one of the choices: 1 none"));
    }

    @Test
    void the_bare_number_will_do_while_one_person_writes_and_is_asked_back_after() {
        correct("4", "one").ends(Exit.OK);
        night.add(Entry.of(new Event.Note(Optional.empty())).saying("a second writer now"));
        assertTrue(refused("2", "x").startsWith("`2` could be 6137-2 (session of eli), 5e19-2 (correction of dana)."));
        String err = correct("6137-44", "one").ends(Exit.NOT_FOUND).err();
        assertTrue(err.startsWith("There is no record `6137-44` in " + OneNight.ID + ". Did you mean `6137-4`"), err);
        assertTrue(err.endsWith("shows each id in brackets.\n"), err);
    }

    @Test
    void free_text_gets_new_words_and_the_incident_its_title() {
        night.add(Entry.of(new Event.Note(Optional.empty())).saying("the queue is at 9000"));
        correct("6", "the queue is at 900").ends(Exit.OK);
        correct("6137-3", "cannot", "update", "any environment").ends(Exit.OK);
        assertEquals(
                "cannot update any environment",
                incident().given("what").orElseThrow().text());
        assertEquals(Optional.empty(), incident().given("what").orElseThrow().value());
        String text = new InProcess(home).run("timeline").ends(Exit.OK).out();
        assertTrue(text.contains("note  \"the queue is at 900\"  (was \"the queue is at 9000\"; corrected"), text);
        assertTrue(text.contains("was \"cannot update environments\""), text);
    }

    @Test
    void when_it_happened_is_corrected_and_every_export_goes_by_it() {
        night.add(Entry.of(new Event.Note(Optional.empty())).saying("first ticket"));
        String out = correct("6", "--at", "16:50").ends(Exit.OK).out();
        assertEquals(
                "Corrected in " + OneNight.ID + " (5e19-2): 6137-6, note\n"
                        + "  happened: 16:50+02:00 / 14:50Z, not 17:00+02:00 / 15:00Z\n"
                        + "  Taken as Mon 2018-11-12 16:50+02:00, your zone Asia/Jerusalem; the day was not written.\n",
                out);
        String text = new InProcess(home).run("timeline").ends(Exit.OK).out();
        assertTrue(
                text.contains(
                        "\n16:50:00+02:00 (14:50:00Z)  eli  note  \"first ticket\"  (was at 17:00+02:00; corrected"),
                text);
        String json = new InProcess(home)
                .run("timeline", "--format", "jsonl")
                .ends(Exit.OK)
                .out();
        String entry = json.lines()
                .filter(line -> line.contains("\"id\":\"6137-6\""))
                .findFirst()
                .orElseThrow();
        assertTrue(entry.contains("\"at\":\"2018-11-12T14:50:00.000Z\""), entry);
        assertTrue(entry.contains("\"written\":\"16:50\""), entry);
        assertTrue(entry.contains("\"late\":true"), entry);
        assertTrue(entry.contains("\"corrected\":true,\"versions\":[{"), entry);
        assertTrue(entry.endsWith("\"text\":\"first ticket\",\"at\":\"2018-11-12T14:50:00.000Z\"}]}"), entry);
        assertTrue(json.lines().toList().get(1).equals(entry), "it stands where it happened");
    }

    @Test
    void a_time_in_the_future_or_a_day_without_a_time_is_refused() {
        assertTrue(refused("4", "--at", "2018-11-12 23:00").startsWith("That has not come yet"));
        assertTrue(refused("4", "--on", "2018-11-12").startsWith("`--on` is the day of a time"));
        assertTrue(
                refused("4", "--at", "16:00", "--on", "soon").startsWith("`--on`: `soon` is not a time I can read."));
    }

    @Test
    void the_mark_that_an_answer_set_moves_with_it() {
        night.add(Entry.of(Event.Answer.PLAIN)
                        .on(Optional.of(Phase.RESOLVE), "works")
                        .valued(Value.of("holds")))
                .add(Entry.of(new Event.Milestone("recovered"))
                        .on(Optional.of(Phase.RESOLVE), "works")
                        .at(Instant.parse("2018-11-12T15:00:05Z")));
        Instant set = incident().given("works").orElseThrow().at();
        night.add(Entry.of(new Event.Milestone("resolved"))
                .on(Optional.of(Phase.RESOLVE), "works")
                .at(set));
        String out = correct("6", "--at", "16:59").ends(Exit.OK).out();
        // 2 is the header of the file that both came in together, all or nothing
        assertTrue(out.contains("(5e19-3): 6137-6"), out);
        assertTrue(out.endsWith("The mark `resolved` moves with it (5e19-4).\n"), out);
        assertEquals(
                Instant.parse("2018-11-12T14:59:00Z"), incident().milestones().get(Milestone.RESOLVED));
        assertEquals(
                Instant.parse("2018-11-12T15:00:05Z"), incident().milestones().get(Milestone.RECOVERED));
    }

    @Test
    void what_cannot_be_corrected_says_why_and_what_to_do_instead() {
        night.add(Entry.of(new Event.Comms(
                        "team", "first", Optional.empty(), false, "posted", Optional.empty(), Optional.empty()))
                .saying("eli has it"));
        night.add(Entry.of(new Event.Result("6137-9", Optional.of(0), 1, Optional.of("ok"), 2)));
        assertEquals(
                "6137-1 is what the record hangs on (header), which stays.\nSay what is so in a note: oncall note TEXT\n",
                refused("1", "x"));
        assertTrue(refused("2", "x").startsWith("6137-2 is what the record hangs on (session)"));
        assertTrue(refused("5", "P2").startsWith("6137-5 is a priority, which follows from the answers"));
        assertTrue(refused("6", "x")
                .equals("6137-6 is a message: what was sent is what was sent.\nWhen it happened can be corrected:"
                        + " oncall correct 6137-6 --at TIME. Else say what is so: oncall note TEXT\n"));
        assertTrue(refused("7", "x").startsWith("6137-7 is what a command did, put down by the machine."));
        assertTrue(refused("4").startsWith("Nothing is said that is right instead."));
        assertTrue(refused("4", "?").startsWith("That is what 6137-4 says already: don't know."));
        correct("6", "--at", "16:59").ends(Exit.OK);
    }

    @Test
    void a_correction_is_not_corrected_a_replaced_answer_neither_and_a_redacted_record_never() {
        correct("6137-4", "one").ends(Exit.OK);
        assertEquals(
                "5e19-2 is a correction of 6137-4 itself.\nCorrect that one again: oncall correct 6137-4 TEXT\n",
                refused("5e19-2", "many"));
        correct("6137-4", "many").ends(Exit.OK);
        night.timeline().read();
        night.add(Entry.of(Event.Answer.PLAIN)
                .on(Optional.of(Phase.IMPACT), "customers")
                .valued(Value.of("none"))
                .superseding("6137-4"));
        assertTrue(refused("6137-4", "one").startsWith("6137-4 was answered anew by 6137-6, which counts."));
        new InProcess(home).run("redact", "6137-3").ends(Exit.OK);
        assertTrue(refused("6137-3", "x").startsWith("6137-3 was redacted"));
        new InProcess(home).run("redact", "6137-3").ends(Exit.USAGE);
    }

    @Test
    void words_that_look_like_a_secret_do_not_come_to_disk() {
        String secret = "Sum" + "mer2018!x";
        night.add(Entry.of(new Event.Note(Optional.empty())).saying("the queue is at 9000"));
        correct("6", "password=" + secret, "--reason", "password=" + secret).ends(Exit.OK);
        assertTrue(!incident().records().toString().contains(secret));
    }

    @Test
    void a_closed_incident_takes_corrections_by_name() {
        night.add(Entry.of(new Event.Close("resolved", Optional.empty())));
        assertEquals(Exit.NOT_FOUND, correct("6137-4", "one").exit());
        assertTrue(correct("6137-1", "x", "--incident", "20181112")
                .ends(Exit.USAGE)
                .err()
                .endsWith("Say what is so in a note: oncall note --incident " + OneNight.ID + " TEXT\n"));
        correct("6137-4", "one", "--incident", "20181112").ends(Exit.OK);
        assertEquals(
                List.of("one"),
                incident()
                        .given("customers")
                        .orElseThrow()
                        .value()
                        .orElseThrow()
                        .items());
        assertEquals(Incident.State.CLOSED, incident().state());
    }

    @Test
    void an_answer_that_is_a_time_is_read_against_the_incident_and_not_against_the_day_of_the_correction() {
        Path there = home.resolve("there");
        OneNight other = OneNight.withStep(there, "{ask: eased, type: time, text: \"When was it eased?\"}");
        other.answer(Phase.MITIGATE, "eased", Optional.of(Value.of("2018-11-12T14:50:00.000Z")), "16:50");
        other.add(Entry.of(new Event.Close("resolved", Optional.empty())));
        InProcess thursday = new InProcess(there).with("ONCALL_NOW", "2018-11-15T09:00:00Z");
        String[] correct = {"correct", "6137-3", "16:45", "--incident", "2018"};
        String err = thursday.run(correct).ends(Exit.USAGE).err();
        assertTrue(err.startsWith("Which day? `16:45` would be 2018-11-14 16:45+02:00, after everything"), err);
        err = thursday.run("correct", "6137-3", "2018-11-09 16:45", "--incident", "2018")
                .ends(Exit.USAGE)
                .err();
        assertTrue(err.contains("before anything else on record here"), err);
        assertTrue(err.endsWith("\nIf that day is meant, add `--on 2018-11-09`. Nothing was saved.\n"), err);
        String out = thursday.run("correct", "6137-3", "16:45", "--on", "2018-11-12", "--incident", "2018")
                .ends(Exit.OK)
                .out();
        assertTrue(out.contains("Taken as Mon 2018-11-12 16:45+02:00, your zone Asia/Jerusalem."), out);
        assertEquals(
                Optional.of(Value.of("2018-11-12T14:45:00.000Z")),
                Incident.of(other.timeline().read())
                        .given("eased")
                        .orElseThrow()
                        .value());
    }

    @Test
    void a_day_alone_is_refused_where_the_answer_is_no_time() {
        assertTrue(refused("4", "one", "--on", "2018-11-12").startsWith("`--on` is the day of a time"));
    }

    @Test
    void nothing_is_saved_where_somebody_corrects_the_same_record_at_that_moment() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Environs here = new InProcess(home).environs(new ByteArrayOutputStream(), err);
        AtomicBoolean once = new AtomicBoolean();
        Supplier<ZoneId> zones = () -> {
            if (once.compareAndSet(false, true)) {
                night.add(Entry.of(new Event.Correction("6137-4", Optional.of(Value.of("one"))))
                        .saying("one"));
            }
            return here.zone();
        };
        Environs interrupted = new Environs(
                here.variables(),
                here.folder(),
                here.home(),
                here.user(),
                here.hosts(),
                zones,
                here.in(),
                here.out(),
                here.err(),
                here.terminals(),
                here.clocks(),
                here.install());
        assertEquals(Exit.FIX, Main.run(new String[] {"correct", "6137-4", "many"}, interrupted));
        assertTrue(
                err.toString(UTF_8).startsWith("Somebody corrected or redacted 6137-4 at this moment."),
                err.toString(UTF_8));
        assertEquals(
                Optional.of(Value.of("one")),
                incident().given("customers").orElseThrow().value());
    }
}
