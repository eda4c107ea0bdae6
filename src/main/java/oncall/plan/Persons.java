package oncall.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import oncall.runbook.Team;

/** Tells a person from a team, by the words people write. */
final class Persons {
    /** Words that name what people do, or nobody in particular. A name made of nothing else is no person. */
    private static final Set<String> NOBODY =
            Set.of(("team teams squad squads tribe guild crew chapter group rota rotation roster"
                            + " on call oncall duty engineer engineers engineering developer developers dev devs devops ops operations"
                            + " operator operators sre sres platform infra infrastructure backend frontend web mobile data database dba"
                            + " dbas qa security support service services product reliability site release delivery imoc tloc soc noc"
                            + " eoc ic incident manager managers management lead leads tech head the a an our of and or for everyone"
                            + " everybody anyone anybody someone somebody nobody all us we whoever available core")
                    .split(" "));

    /** Last words after which what stands before is the name of a group, not of a person. */
    private static final Set<String> GROUPS = Set.of(
            "team", "squad", "tribe", "guild", "crew", "chapter", "rota", "rotation", "roster", "oncall", "devs");

    private static final Pattern PARTS = Pattern.compile("[,;(/]|\\s(?:from|of|in|at|and|or)\\s|\\s[-\u2013]\\s");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern GROUP_HANDLE = Pattern.compile("@[\\w.-]+/[\\w.-]+|#.*");

    private Persons() {}

    /** Whether a name stands for a group or a role of it, and nobody in it is named. */
    static boolean isBareTeam(String written, Team team) {
        String name = written.strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            return false;
        }
        if (GROUP_HANDLE.matcher(name).matches() || isOfTheTeam(name, team)) {
            return true;
        }
        String mail = name.matches("\\S+@\\S+\\.\\S+") ? name.substring(0, name.indexOf('@')) : name;
        return Arrays.stream(PARTS.split(mail)).filter(part -> !part.isBlank()).allMatch(Persons::isGroup);
    }

    /** Whether it is a role of the team file, by its id or its name. */
    static boolean isRole(String written, Team team) {
        String name = plain(written);
        return team.roles().entrySet().stream()
                .anyMatch(role -> name.equals(plain(role.getKey()))
                        || name.equals(plain(role.getValue().name())));
    }

    private static boolean isOfTheTeam(String name, Team team) {
        return isRole(name, team) || plain(name).equals(plain(team.name()));
    }

    private static String plain(String name) {
        return NO_LETTERS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    }

    private static boolean isGroup(String part) {
        List<String> words = Arrays.stream(NO_LETTERS.split(part))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty()) {
            return true;
        }
        String last = words.get(words.size() - 1);
        return NOBODY.containsAll(words)
                || words.size() > 1 && (GROUPS.contains(last) || words.get(0).equals("team"));
    }
}
