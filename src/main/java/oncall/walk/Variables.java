package oncall.walk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.runbook.Command;
import oncall.runbook.Facts;
import oncall.runbook.Team;

/** The values of `$name` in what a step runs, shows or wants typed: facts, and the values of the environment chosen. */
final class Variables {
    private static final Pattern NAME = Pattern.compile("\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)}|([A-Za-z_][A-Za-z0-9_]*))");

    private final Desk desk;
    private final Facts facts;

    Variables(Desk desk, Route.Stop stop) {
        this.desk = desk;
        this.facts = desk.facts().inside(stop.unit().prefix());
    }

    /** The value of a name, unless it has none. */
    Optional<String> value(String name) {
        return facts.fact(name)
                .map(fact -> fact.value().items().isEmpty()
                        ? fact.text()
                        : fact.value().single())
                .or(() -> environment().map(Team.Environment::values).map(values -> values.get(name)))
                .or(() -> onlyValue(name));
    }

    private Optional<Team.Environment> environment() {
        return facts.fact("environment")
                .map(fact -> desk.team().environments().get(fact.value().single()));
    }

    /** A value that is the same in every environment needs no question. */
    private Optional<String> onlyValue(String name) {
        Set<String> values = new LinkedHashSet<>();
        desk.team()
                .environments()
                .values()
                .forEach(each -> Optional.ofNullable(each.values().get(name)).ifPresent(values::add));
        return values.size() == 1 ? values.stream().findFirst() : Optional.empty();
    }

    /** Whether a name has a different value in each environment, so that one has to be chosen. */
    boolean dependsOnEnvironment(List<String> names) {
        return environment().isEmpty()
                && names.stream()
                        .anyMatch(name -> facts.fact(name).isEmpty()
                                && desk.team().environments().values().stream()
                                                .map(each -> each.values().get(name))
                                                .filter(java.util.Objects::nonNull)
                                                .distinct()
                                                .count()
                                        > 1);
    }

    /** Names a command uses. */
    static List<String> names(String template) {
        Set<String> names = new LinkedHashSet<>();
        Matcher match = NAME.matcher(template);
        while (match.find()) {
            names.add(match.group(1) != null ? match.group(1) : match.group(2));
        }
        return List.copyOf(names);
    }

    /** Those of `names` that have no value. */
    List<String> missing(List<String> names) {
        return names.stream().filter(name -> value(name).isEmpty()).toList();
    }

    /** Values of those that have one, in order. */
    Map<String, String> values(List<String> names) {
        Map<String, String> values = new LinkedHashMap<>();
        names.forEach(name -> value(name).ifPresent(value -> values.put(name, value)));
        return values;
    }

    /** The template with its values; empty when one is missing. */
    Optional<String> fill(String template) {
        if (!missing(names(template)).isEmpty()) {
            return Optional.empty();
        }
        Matcher match = NAME.matcher(template);
        return Optional.of(match.replaceAll(each -> Matcher.quoteReplacement(
                value(each.group(1) != null ? each.group(1) : each.group(2)).orElse(""))));
    }

    /** A shell text as it is shown for copying: the values it uses in front, gaps marked. */
    String copyForm(String script) {
        return copyForm(new Command.Shell(script, known(names(script))));
    }

    /** Of the names in a shown command, those that are facts or environment values at all. */
    private List<String> known(List<String> names) {
        List<String> known = new ArrayList<>();
        for (String name : names) {
            if (value(name).isPresent() || desk.words().step(name).isPresent()) {
                known.add(name);
            }
        }
        return known;
    }

    /** A command as it is shown for copying. */
    String copyForm(Command command) {
        return CopyForm.of(command, this::value).text();
    }
}
