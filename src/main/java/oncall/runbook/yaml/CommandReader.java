package oncall.runbook.yaml;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import oncall.runbook.Characters;
import oncall.runbook.Command;
import oncall.runbook.Condition;
import oncall.runbook.Expect;

/** Reads commands, what is expected of them, and the variables in them. Text is sh, a list is a program and its arguments. */
final class CommandReader {
    private static final Pattern ENVIRONMENT_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
    private static final Pattern IN_WORDS = Pattern.compile("\\$([a-z][a-z0-9_]*)");
    private static final Pattern IN_ARGUMENT = Pattern.compile("\\$(?:([A-Za-z_][A-Za-z0-9_]*)|\\{([^}]*)\\})");
    /** Set by the shell itself. */
    private static final Set<String> SHELL_OWN = Set.of("IFS", "OPTARG", "OPTIND", "PPID", "PWD", "OLDPWD", "LINENO");

    private static final String OWN_PREFIX = "ONCALL_";
    private static final List<String> EXPECT_KEYS =
            List.of("exit", "text", "contains", "not-contains", "matches", "number");
    private static final List<String> COMPARISONS = List.of("at-least", "at-most", "over", "under");
    private static final int LONGEST_PATTERN = 500;
    /** Places are looked up for so many variables of a command; nobody reads further, and looking takes time. */
    private static final int MOST_PLACES = 50;

    private final Problems problems;

    CommandReader(Problems problems) {
        this.problems = problems;
    }

    /** `needs`: names of environment variables. */
    List<String> needs(Fields fields) {
        List<String> names = new ArrayList<>();
        for (Text name : fields.oneOrMore("needs")) {
            if (ENVIRONMENT_NAME.matcher(name.raw()).matches()) {
                names.add(name.raw());
            } else {
                problems.format(
                        "bad-name",
                        name.at(),
                        "`" + name.shown() + "` is not a name of an environment variable.",
                        "write letters, digits and `_` only: `PGURL`");
            }
        }
        return names;
    }

    /** A command; empty if it is neither words nor a list of words, which is reported. */
    Optional<Command> command(String key, Part part, List<String> needs, Uses uses) {
        if (part instanceof Text script) {
            return Optional.of(shell(script, needs, uses));
        }
        if (part instanceof Items items && !items.parts().isEmpty()) {
            return Optional.of(argv(items, needs, uses));
        }
        problems.format(
                "wrong-type",
                part.at(),
                "`" + key + "` must be a command: words for sh, or a list of a program and its arguments.",
                "write `" + key + ": kubectl get pods` or `" + key + ": [./bin/probe, prod]`");
        return Optional.empty();
    }

    private Command shell(Text script, List<String> needs, Uses uses) {
        characters(script);
        ShellScan scan = ShellScan.of(script.raw());
        Set<String> variables = variables(script, scan, needs, uses, Uses.In.SHELL);
        dangers(script, scan);
        return new Command.Shell(script.raw().strip(), List.copyOf(variables));
    }

    /** A command that is only shown: the person's own environment may be used in it. */
    void shown(Text script, Uses uses) {
        characters(script);
        ShellScan scan = ShellScan.of(script.raw());
        variables(script, scan, List.of(), uses, Uses.In.SHOWN);
        dangers(script, scan);
    }

    private Set<String> variables(Text script, ShellScan scan, List<String> needs, Uses uses, Uses.In in) {
        Set<String> variables = new LinkedHashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        for (ShellScan.Use use : scan.uses()) {
            String name = use.name().startsWith(OWN_PREFIX) ? use.name().substring(OWN_PREFIX.length()) : use.name();
            boolean persons = in == Uses.In.SHOWN && !name.equals(name.toLowerCase(java.util.Locale.ROOT));
            if (scan.assigned().contains(use.name()) || SHELL_OWN.contains(use.name()) || persons) {
                continue;
            }
            boolean first = !seen.containsKey(name);
            int earlier = seen.merge(name, 1, Integer::sum) - 1;
            boolean looked = seen.size() <= MOST_PLACES && earlier < MOST_PLACES && (first || !use.safe());
            Spot at = looked ? place(script, use.name(), earlier) : script.at();
            if (!use.safe() && earlier < MOST_PLACES) {
                problems.meaning(
                        "unquoted-variable",
                        at,
                        "`$" + use.name() + "` must stand in double quotes.",
                        "write `\"$" + use.name() + "\"`, so that the shell takes it as one word");
            }
            if (needs.contains(name)) {
                continue;
            }
            variables.add(name);
            if (first) {
                uses.variables.add(new Uses.Variable(name, at, in, needs));
            }
        }
        return variables;
    }

    private static Spot place(Text script, String name, int skip) {
        Spot plain = script.find("$" + name, skip);
        return plain.equals(script.at()) ? script.find("${" + name, 0) : plain;
    }

    private void dangers(Text script, ShellScan scan) {
        if (scan.hasEval()) {
            problems.meaning(
                    "eval", script.find("eval", 0), "`eval` would run a value as a command.", "write the command out");
        }
        if (scan.hasSecondShell()) {
            problems.meaning(
                    "second-shell",
                    script.find("-c", 0),
                    "A value is pasted into the script of a second shell.",
                    "pass it as an argument: `sh -c 'ls -- \"$1\"' sh \"$name\"`");
        }
        if (scan.isOpen()) {
            problems.warning(
                    "open-quote-in-command",
                    script.at(),
                    "A quote or bracket in this command seems never to be closed.",
                    "look at it in a shell: `sh -n`");
        }
    }

    private Command argv(Items items, List<String> needs, Uses uses) {
        Set<String> variables = new LinkedHashSet<>();
        List<String> words = new ArrayList<>();
        for (Text item : items.texts("a command's arguments")) {
            characters(item);
            words.add(item.raw());
            Matcher use = IN_ARGUMENT.matcher(item.raw());
            while (use.find()) {
                String name = use.group(1);
                if (variables.contains(String.valueOf(name))) {
                    continue;
                }
                Spot at = variables.size() < MOST_PLACES ? item.find(use.group(), 0) : item.at();
                if (name == null) {
                    problems.meaning(
                            "braces-in-argument",
                            at,
                            "In a list there is no shell: `" + use.group() + "` stays as it is.",
                            "write `$name`");
                } else if (needs.contains(name)) {
                    problems.meaning(
                            "secret-in-argument",
                            at,
                            "`" + name + "` stands in `needs`, and its value may not become an argument.",
                            "write the command as words for sh, with `\"$" + name + "\"`");
                } else if (variables.add(name)) {
                    uses.variables.add(new Uses.Variable(name, at, Uses.In.ARGV, needs));
                }
            }
        }
        return new Command.Argv(words, List.copyOf(variables));
    }

    /** Notes the variables of `target` and `message`. */
    void words(Text text, Uses uses) {
        Set<String> names = new LinkedHashSet<>();
        Matcher use = IN_WORDS.matcher(text.raw());
        while (use.find()) {
            if (names.add(use.group(1))) {
                Spot at = names.size() < MOST_PLACES ? text.find(use.group(), 0) : text.at();
                uses.variables.add(new Uses.Variable(use.group(1), at, Uses.In.WORDS, List.of()));
            }
        }
    }

    private void characters(Text text) {
        Characters.hidden(text.raw())
                .ifPresent(point -> problems.format(
                        "invisible-character",
                        where(text, point),
                        "An invisible character (U+" + hex(point) + ") stands in this command.",
                        "delete it; it may hide what is run"));
        Characters.lookAlike(text.raw())
                .ifPresent(point -> problems.warning(
                        "look-alike",
                        where(text, point),
                        "`" + new String(Character.toChars(point)) + "` (U+" + hex(point)
                                + ") in a command is easily taken for another character.",
                        "type it again on a plain keyboard"));
    }

    private static Spot where(Text text, int point) {
        return text.find(new String(Character.toChars(point)), 0);
    }

    private static String hex(int point) {
        return String.format("%04X", point);
    }

    /** `expect`; what is not said is exit code 0. */
    Expect expect(Fields holder) {
        Optional<Fields> given = holder.fields("expect");
        if (given.isEmpty()) {
            return Expect.SUCCESS;
        }
        Fields fields = given.get();
        fields.only("`expect`", EXPECT_KEYS);
        if (fields.first().isEmpty()) {
            problems.format(
                    "empty-map", fields.at(), "`expect` expects nothing.", "write `{contains: ok}`, or leave it out");
        }
        int exit = fields.whole("exit", 0, 255).orElse(0L).intValue();
        return new Expect(
                exit,
                raw(fields, "text"),
                raw(fields, "contains"),
                raw(fields, "not-contains"),
                fields.text("matches").flatMap(this::pattern),
                numbers(fields));
    }

    private static Optional<String> raw(Fields fields, String key) {
        return fields.text(key).map(Text::raw);
    }

    private Optional<String> pattern(Text text) {
        String why = "it is longer than " + LONGEST_PATTERN + " characters";
        if (text.raw().length() <= LONGEST_PATTERN) {
            try {
                Pattern.compile(text.raw());
                return Optional.of(text.raw());
            } catch (PatternSyntaxException e) {
                why = e.getDescription();
            }
        }
        problems.format(
                "bad-pattern",
                text.at(),
                "`" + text.shown() + "` is not a regular expression: " + why + ".",
                "for a plain part of the output use `contains`");
        return Optional.empty();
    }

    private Map<Condition.Comparison, BigDecimal> numbers(Fields expect) {
        Map<Condition.Comparison, BigDecimal> numbers = new EnumMap<>(Condition.Comparison.class);
        expect.fields("number").ifPresent(fields -> {
            fields.only("`number`", COMPARISONS);
            for (Condition.Comparison comparison : Condition.Comparison.values()) {
                fields.decimal(comparison.word()).ifPresent(bound -> numbers.put(comparison, bound));
            }
        });
        return numbers;
    }
}
