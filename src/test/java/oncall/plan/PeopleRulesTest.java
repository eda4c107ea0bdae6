package oncall.plan;

import static oncall.plan.PlanSetting.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** RP010 to RP012. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PeopleRulesTest {
    private static final String REPORTS = "services: [{name: reports, from: \"2\", to: \"1\"}]\n";

    @Test
    void a_team_is_no_person() {
        for (String team : List.of(
                "platform-team",
                "Payments Team",
                "team-orders",
                "sre",
                "SRE",
                "oncall",
                "on-call",
                "platform",
                "imoc",
                "Tech lead",
                "Orders",
                "@acme/platform",
                "#orders",
                "sre@acme.example",
                "checkout squad",
                "on-call engineer",
                "everyone",
                "the platform team",
                "orders-oncall",
                "Platform / SRE",
                "release engineering",
                "infra, sre")) {
            assertTrue(Persons.isBareTeam(team, PlanSetting.TEAM), team);
        }
        for (String person : List.of(
                "dana",
                "Dana Cohen",
                "dana@acme.example",
                "@dana",
                "dana (platform team)",
                "Dana from the platform team",
                "dana, sre",
                "Teamor",
                "omer",
                "sre and dana",
                "Li",
                "Web\u00e9r",
                "Max Support-Smith",
                "dana / eli")) {
            assertFalse(Persons.isBareTeam(person, PlanSetting.TEAM), person);
        }
        assertEquals(
                List.of("error The owner `orders-team` is a team or a role, not a person."),
                says("RP010", "owner: orders-team"));
        assertEquals(List.of("error The owner is empty."), says("RP010", "owner: \"\""));
    }

    @Test
    void a_backup_is_a_second_person() {
        assertEquals(List.of("warning Nobody stands in for the owner."), says("RP010", "# no backup"));
        assertEquals(List.of("warning The backup is the owner: `Dana`."), says("RP010", "backup: Dana"));
        assertEquals(
                List.of("warning The backup `sre` is a team or a role, not a person."), says("RP010", "backup: sre"));
    }

    @Test
    void somebody_may_permit_it_or_nobody_has_to() {
        assertEquals(List.of(), says("RP011", "# no approver"));
        assertEquals(List.of(), says("RP011", "# no approved-for"));
        assertEquals(List.of(), says("RP011", "# no approved-for\napprover: imoc"));
        assertEquals(
                List.of("warning The plan does not say who may permit the revert, nor for which levels nobody has to."),
                says("RP011", "# no approver\n# no approved-for"));
        assertEquals(
                List.of("error At P1 somebody has to permit the revert, and no approver is named."),
                says("RP011", "# no approver\napproved-for: [P2, P3]"));
        assertEquals(
                List.of("warning At P1 somebody has to permit the revert, and no approver is named."),
                says("RP011", "# no approver\napproved-for: [P2]\n" + REPORTS));
        assertEquals(
                List.of("error `P9` is not a level of the team file."),
                says("RP011", "# no approver\napproved-for: [P1, P2, P9]"));
        assertEquals(
                List.of("error The approver `backend team` is neither a person nor a role of the team file."),
                says("RP011", "approver: backend team"));
    }

    @Test
    void the_chat_is_not_the_only_way() {
        for (String path : List.of(
                "+1 555 0100", "bridge in the calendar, then #orders", "Slack #orders, or page eli", "0171 5550100")) {
            assertEquals(List.of(), says("RP012", "contact: \"" + path + "\""), path);
        }
        for (String path : List.of("#orders", "Slack", "dana@acme.example", "the orders channel", "Teams chat")) {
            assertEquals(1, says("RP012", "contact: \"" + path + "\"").size(), path);
        }
        assertEquals(
                List.of("warning The plan does not say how its people are reached."), says("RP012", "# no contact"));
    }
}
