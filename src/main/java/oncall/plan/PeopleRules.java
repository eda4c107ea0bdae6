package oncall.plan;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import oncall.runbook.Nearest;
import oncall.runbook.Team;

/** Who keeps it, who may permit it, how they are reached: RP010 to RP012. */
final class PeopleRules {
    private static final Pattern CHAT =
            Pattern.compile("(?i)#[a-z]|\\b(?:slack|teams|discord|mattermost|telegram|whatsapp|chat|channel|dm|im)\\b");
    private static final Pattern OTHER_WAY =
            Pattern.compile("(?i)(?:[0-9][ ()/.-]{0,2}){6,}|\\b(?:phone|call|calls|bridge|pager|page|pages"
                    + "|paging|pagerduty|opsgenie|sms|radio|zoom|meet|hotline|number|dial|rota)\\b");
    private static final Pattern MAIL = Pattern.compile("(?i)\\S+@\\S+\\.\\S+|\\be?-?mail\\b");
    private static final String AROUND_THE_CLOCK = "24x7";

    private PeopleRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule(
                        "RP010",
                        "owner",
                        Rule.Level.ERROR,
                        "The `owner` is a person by name, and a `backup` stands in.",
                        "A team does not pick up the phone; whoever knows the change is looked for while it burns.",
                        PeopleRules::owner),
                new Rule(
                        "RP011",
                        "approver",
                        Rule.Level.WARNING,
                        "An `approver` is named, or `approved-for` covers the levels that wake people.",
                        "Otherwise the revert is ready and waits for someone to be found who may allow it.",
                        PeopleRules::approver),
                new Rule(
                        "RP012",
                        "contact-path",
                        Rule.Level.WARNING,
                        "`contact` names a phone, a bridge or a second channel beside the chat.",
                        "The chat may be down with everything else, and it wakes nobody.",
                        PeopleRules::contact));
    }

    // ---- RP010

    private static void owner(Look look) {
        RevertPlan.People people = look.plan().people();
        Team team = look.around().team();
        people.owner()
                .filter(owner -> isNobody(owner, team))
                .ifPresent(owner -> look.bad(
                        owner,
                        owner.text().isEmpty()
                                ? "The owner is empty."
                                : "The owner `" + owner + "` is a team or a role, not a person.",
                        "write who knows this change best: `owner: dana`"));
        if (people.backup().isEmpty()) {
            look.absent(
                    look.plan().at("backup"),
                    "Nobody stands in for the owner.",
                    "write a second person who can do it: `backup: eli`");
        }
        people.backup().ifPresent(backup -> backup(backup, people.owner(), team, look));
    }

    private static boolean isNobody(Written name, Team team) {
        return name.text().isEmpty() || Persons.isBareTeam(name.text(), team);
    }

    private static void backup(Written backup, Optional<Written> owner, Team team, Look look) {
        boolean same =
                owner.map(name -> name.text().equalsIgnoreCase(backup.text())).orElse(false);
        if (same) {
            warn(look, backup, "The backup is the owner: `" + backup + "`.", "write a second person");
        } else if (isNobody(backup, team)) {
            warn(
                    look,
                    backup,
                    "The backup `" + backup + "` is a team or a role, not a person.",
                    "write a person: `backup: eli`");
        }
    }

    private static void warn(Look look, Written where, String what, String mend) {
        look.report(Rule.Level.WARNING, where.at(), where.width(), what, mend);
    }

    // ---- RP011

    private static void approver(Look look) {
        RevertPlan.People people = look.plan().people();
        Team team = look.around().team();
        if (people.approver().isEmpty() && people.approvedFor().isEmpty()) {
            look.absent(
                    look.plan().at("approver"),
                    "The plan does not say who may permit the revert, nor for which levels nobody has to.",
                    "write `approved-for: " + levels(team) + "`, or `approver:` and a person");
            return;
        }
        people.approver()
                .filter(name -> !Persons.isRole(name.text(), team))
                .filter(name -> isNobody(name, team))
                .ifPresent(name -> bad(
                        look,
                        name,
                        "The approver `" + name + "` is neither a person nor a role of the team file.",
                        "write a person, or a role that is always held: "
                                + String.join(", ", team.roles().keySet())));
        for (Written level : people.approvedFor()) {
            if (!team.levels().containsKey(level.text())) {
                String known =
                        "the levels are " + String.join(", ", team.levels().keySet());
                bad(
                        look,
                        level,
                        "`" + level + "` is not a level of the team file.",
                        Nearest.to(level.text(), team.levels().keySet())
                                .map(name -> "did you mean `" + name + "`?")
                                .orElse(known));
            }
        }
        if (people.approver().isEmpty()) {
            uncovered(look, people.approvedFor(), team);
        }
    }

    private static void uncovered(Look look, List<Written> approved, Team team) {
        List<String> covered = approved.stream().map(Written::text).toList();
        List<String> open =
                waking(team).stream().filter(level -> !covered.contains(level)).toList();
        boolean legible = team.levels().keySet().containsAll(covered);
        if (legible && !open.isEmpty()) {
            bad(
                    look,
                    approved.get(0),
                    "At " + String.join(" and ", open)
                            + " somebody has to permit the revert, and no approver is named.",
                    "write `approved-for: " + levels(team) + "`, or add `approver:` and a person");
        }
    }

    private static void bad(Look look, Written where, String what, String mend) {
        boolean core = CoreServices.reached(look.plan(), look.around().team()).isPresent();
        look.report(core ? Rule.Level.ERROR : Rule.Level.WARNING, where.at(), where.width(), what, mend);
    }

    private static List<String> waking(Team team) {
        return team.levels().values().stream()
                .filter(level -> level.coverage().equals(AROUND_THE_CLOCK))
                .map(Team.Level::id)
                .toList();
    }

    private static String levels(Team team) {
        return "[" + String.join(", ", waking(team)) + "]";
    }

    // ---- RP012

    private static void contact(Look look) {
        Optional<Written> contact = look.plan().people().contact();
        if (contact.isEmpty()) {
            look.absent(
                    look.plan().at("contact"),
                    "The plan does not say how its people are reached.",
                    "write a phone or a bridge beside the chat: `contact: \"bridge +1 555 0100, then #orders\"`");
            return;
        }
        Written path = contact.get();
        boolean quiet =
                CHAT.matcher(path.text()).find() || MAIL.matcher(path.text()).find();
        if (quiet && !OTHER_WAY.matcher(path.text()).find()) {
            look.bad(
                    path,
                    "`" + path + "` is all there is, and chat and mail wake nobody.",
                    "add a phone or a bridge: `contact: \"+1 555 0100, then " + path + "\"`");
        }
    }
}
