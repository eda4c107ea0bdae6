package oncall.incident;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import oncall.runbook.Team;

/** Says a priority in sentences: the level with its reason, what would change it, what it means. */
public final class PriorityWords {
    private static final Pattern COUNT =
            Pattern.compile("(?:(one|1|more than one)|two|three|\\d+(?: or more| to \\d+)?)");
    private static final String IS = " is \"";
    private static final Pattern NONE = Pattern.compile("none(?: (.+))?");

    private final Team team;
    private final BinaryOperator<String> words;

    /** @param words from a fact and a value of it to the words of the choice */
    public PriorityWords(Team team, BinaryOperator<String> words) {
        this.team = team;
        this.words = words;
    }

    /**
     * One or two lines.
     *
     * @param effective the level that counts, at or above the verdict's
     * @param again when it is asked again, as shown on the screen
     * @param customersBy when the first word to customers is due, as shown on the screen
     */
    public List<String> lines(
            PriorityVerdict verdict, String effective, Optional<String> again, Optional<String> customersBy) {
        return List.of(reason(verdict, effective, again), policy(effective, customersBy));
    }

    /** `P1 for now: core feature and an unknown number of customers. If one customer: P2. Asked again 17:20.` */
    public String reason(PriorityVerdict verdict, String effective, Optional<String> again) {
        StringBuilder line = new StringBuilder();
        if (effective.equals(verdict.level())) {
            line.append(effective).append(verdict.provisional() ? " for now: " : ": ");
        } else {
            line.append(effective).append(", raised. The rules say ").append(verdict.level());
            line.append(verdict.provisional() ? " for now: " : ": ");
        }
        line.append(sentence(verdict.why()));
        changes(verdict, effective).forEach(change -> line.append(' ').append(change));
        again.filter(time -> verdict.again().isPresent())
                .ifPresent(time -> line.append(" Asked again ").append(time).append('.'));
        return line.toString();
    }

    /** `If one customer: P2.`, one sentence for each level that other answers would give. */
    public List<String> changes(PriorityVerdict verdict, String effective) {
        Map<String, List<String>> byLevel = new LinkedHashMap<>();
        for (PriorityVerdict.Alternative other : verdict.otherwise()) {
            List<String> parts = other.answers().stream().map(this::phrase).toList();
            byLevel.computeIfAbsent(other.level(), level -> new ArrayList<>()).add(String.join(" and ", parts));
        }
        List<String> levels = List.copyOf(team.levels().keySet());
        List<String> sentences = new ArrayList<>();
        byLevel.forEach((level, phrases) -> {
            if (effective.equals(verdict.level()) || PriorityTable.isHigher(level, effective, levels)) {
                sentences.add("If " + either(merged(phrases)) + ": " + level + ".");
            }
        });
        if (verdict.provisional() && verdict.otherwise().isEmpty()) {
            sentences.add("Too much is unknown to tell whether it stays.");
        }
        return sentences;
    }

    /** `Around the clock. First word to customers by 17:25. :raise makes it higher.` */
    public String policy(String effective, Optional<String> customersBy) {
        List<String> parts = new ArrayList<>();
        Optional.ofNullable(team.levels().get(effective)).ifPresent(level -> parts.add(coverage(level)));
        customersBy.ifPresent(time -> parts.add("First word to customers by " + time + "."));
        if (PriorityTable.oneUp(effective, List.copyOf(team.levels().keySet())).isPresent()) {
            parts.add(":raise makes it higher.");
        }
        return String.join(" ", parts);
    }

    /** When it is worked on, and where it is talked about. */
    private static String coverage(Team.Level level) {
        String when = coverage(level.coverage());
        boolean own = level.channel().equals(Optional.of(Team.ChannelUse.OWN));
        return own ? when.substring(0, when.length() - 1) + ", in a channel of its own." : when;
    }

    private static String coverage(String word) {
        return switch (word) {
            case "24x7" -> "Around the clock.";
            case "business-hours" -> "In business hours.";
            case "next-business-day" -> "On the next business day.";
            default -> sentence(word.replace('-', ' '));
        };
    }

    private String phrase(PriorityVerdict.Supposed supposed) {
        if (supposed.fact().equals("tier")) {
            return (supposed.value().equals("internal") ? "an " : "a ") + supposed.value() + " feature";
        }
        String name = supposed.fact().replace('_', ' ');
        String said = words.apply(supposed.fact(), supposed.value());
        java.util.regex.Matcher none = NONE.matcher(said);
        java.util.regex.Matcher count = COUNT.matcher(said);
        boolean plural = name.endsWith("s") && !name.endsWith("ss");
        if (plural && none.matches()) {
            return none.group(1) == null ? "no " + name : "no " + singular(name) + " " + none.group(1);
        }
        if (plural && count.matches()) {
            return said + " " + (count.group(1) == null ? name : singular(name));
        }
        return name + IS + said + "\"";
    }

    /** `data is "a"`, `data is "b"` become `data is "a" or "b"`. */
    private static List<String> merged(List<String> phrases) {
        List<String> merged = new ArrayList<>();
        for (String phrase : phrases) {
            int last = merged.size() - 1;
            int is = phrase.indexOf(IS) + IS.length();
            if (last >= 0 && is >= IS.length() && merged.get(last).startsWith(phrase.substring(0, is))) {
                merged.set(last, merged.get(last) + " or " + phrase.substring(is - 1));
            } else {
                merged.add(phrase);
            }
        }
        return merged;
    }

    private static String singular(String plural) {
        return plural.endsWith("ies")
                ? plural.substring(0, plural.length() - 3) + "y"
                : plural.substring(0, plural.length() - 1);
    }

    private static String either(List<String> phrases) {
        int last = phrases.size() - 1;
        return last == 0 ? phrases.get(0) : String.join(", ", phrases.subList(0, last)) + " or " + phrases.get(last);
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }
}
