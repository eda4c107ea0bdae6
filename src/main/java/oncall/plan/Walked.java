package oncall.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import oncall.runbook.Block;
import oncall.runbook.Option;
import oncall.runbook.Step;

/**
 * A step of a plan where it stands among all of them, in the order of the file.
 *
 * @param index from 0, over all depths
 * @param service the service it puts back, its own or that of the bracket around it
 * @param branch of each decision around it the option it stands in
 */
record Walked(RevertPlan.PlanStep step, int index, Optional<Written> service, Map<String, String> branch) {
    Walked {
        branch = Map.copyOf(branch);
    }

    /** Every step at any depth, in the order of the file. */
    static List<Walked> of(RevertPlan plan) {
        List<Walked> all = new ArrayList<>();
        plan.doing().steps().forEach(step -> collect(step, Optional.empty(), Map.of(), all));
        return List.copyOf(all);
    }

    private static void collect(
            RevertPlan.PlanStep step, Optional<Written> around, Map<String, String> branch, List<Walked> all) {
        Optional<Written> service = step.service().or(() -> around);
        all.add(new Walked(step, all.size(), service, branch));
        if (step.step() instanceof Step.Decide decide) {
            int next = 0;
            for (Option option : decide.options()) {
                Map<String, String> taken = new HashMap<>(branch);
                taken.put(decide.id(), option.id());
                for (int end = next + option.steps().size(); next < end; next++) {
                    collect(step.inside().get(next), service, taken, all);
                }
            }
        } else {
            step.inside().forEach(inner -> collect(inner, service, branch, all));
        }
    }

    String id() {
        return step.step().id();
    }

    /** Whether one walk can take both: they do not stand in different options of one decision. */
    boolean together(Walked other) {
        return branch.entrySet().stream()
                .allMatch(each -> other.branch
                        .getOrDefault(each.getKey(), each.getValue())
                        .equals(each.getValue()));
    }

    /** A command or something done by hand. */
    boolean isAct() {
        return step.step() instanceof Step.Run || step.step() instanceof Step.Do;
    }

    /** The command it runs, if it is one. */
    Optional<String> command() {
        return step.step() instanceof Step.Run run ? Optional.of(run.command().display()) : Optional.empty();
    }

    /** Everything it says and runs; of a bracket only its own words. */
    String words() {
        List<String> words = new ArrayList<>(List.of(id(), step.step().text()));
        command().ifPresent(words::add);
        if (step.step() instanceof Step.Verify verify) {
            verify.check().ifPresent(check -> words.add(check.display()));
        }
        step.step().common().show().stream().map(Block::text).forEach(words::add);
        return String.join("\n", words);
    }

    /** Whether it names this, as a word of its own: not as a part of a longer name. */
    boolean names(String name) {
        return at(name).isPresent();
    }

    /** Whether it names a flag, which as a variable of the environment stands in capitals. */
    boolean namesFlag(String flag) {
        return names(flag)
                || names(flag.toUpperCase(java.util.Locale.ROOT)
                        .replace('-', '_')
                        .replace('.', '_'));
    }

    /** Where in its words it names this first. */
    Optional<Integer> at(String name) {
        String words = words();
        for (int from = words.indexOf(name); from >= 0 && !name.isEmpty(); from = words.indexOf(name, from + 1)) {
            int end = from + name.length();
            boolean begins = from == 0 || !isName(words.charAt(from - 1)) || !isName(name.charAt(0));
            boolean ends = end == words.length()
                    || !isName(words.charAt(end))
                    || !isName(name.charAt(name.length() - 1))
                    || words.charAt(end) == '.' && (end + 1 == words.length() || words.charAt(end + 1) == '\n');
            if (begins && ends) {
                return Optional.of(from);
            }
        }
        return Optional.empty();
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    /** Whether its words hold one that begins with any of these, in whatever case. */
    boolean says(java.util.regex.Pattern words) {
        return words.matcher(words().toLowerCase(Locale.ROOT)).find();
    }
}
