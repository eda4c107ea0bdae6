package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import oncall.plan.PlanDraft;
import oncall.walk.Prompter;
import oncall.walk.ScriptedPrompter;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The questions of a plan, where somebody does not know or types what is no answer. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PlanInterviewTest {
    private static ScriptedPrompter twoServices() {
        return new ScriptedPrompter()
                .type("title", "login 2.4")
                .type("owner", "dana")
                .type("service", "api")
                .unknown("from")
                .unknown("to")
                .type("service", "web")
                .unknown("from")
                .unknown("to")
                .choose("service", "done")
                .choose("migrations", "none")
                .unknown("new_data")
                .type("step", "undo it");
    }

    @Test
    void a_step_whose_service_nobody_knows_has_none() throws PlanInterview.Left {
        try (ScriptedPrompter person = twoServices()
                .unknown("step_service")
                .choose("step", "done")
                .unknown("check")
                .unknown("if_verify_fails")
                .unknown("forward_again")
                .unknown("estimate")) {
            PlanInterview interview = new PlanInterview(person, PlanDraft.EMPTY);
            interview.ask();
            assertEquals(Optional.empty(), interview.draft().steps().get(0).service());
            assertTrue(
                    person.asked().stream()
                            .filter(each -> each.name().equals("step_service"))
                            .allMatch(Prompter.Question::dontKnow),
                    "it is offered");
        }
    }

    @Test
    void an_order_is_no_answer_and_is_told_what_works() {
        try (ScriptedPrompter person = new ScriptedPrompter()
                .on("title", new Prompter.Order("back", ""))
                .on("title", new Prompter.Order("help", "me"))
                .on("title", new Prompter.Ended(Prompter.Why.INTERRUPTED))) {
            PlanInterview interview = new PlanInterview(person, PlanDraft.EMPTY);
            assertThrows(PlanInterview.Left.class, interview::ask);
            assertEquals(
                    2,
                    person.shown(Prompter.Tone.HINT).stream()
                            .filter(line -> line.contains("Ctrl-C twice to leave"))
                            .count());
            assertFalse(interview.draft().text().contains("help"), interview.draft()::text);
        }
    }
}
