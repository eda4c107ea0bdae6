package oncall.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What there is to say about one command, taken from the registry and from the parser's own model: `--help`, the manual pages and
 * completion agree because all of them read it here.
 *
 * @param words as typed behind `oncall`
 * @param line what it does, one line
 * @param description sentences
 * @param examples whole commands
 * @param synopsis what may be typed, the command included
 * @param parameters in the order they stand
 * @param options in the order of the help
 */
record Manual(
        String words,
        String line,
        String description,
        List<String> examples,
        String synopsis,
        List<Argument> parameters,
        List<Argument> options) {
    private static final int NO_WRAPPING = 10_000;

    /**
     * An option or a parameter.
     *
     * @param names of an option, as typed; none for a parameter
     * @param label what stands for its value; empty where it takes none
     * @param shown the value as the help shows it, `[BOOK]` or `=FILE`; empty where it takes none
     * @param many whether it may be given again and again
     * @param values the only ones there are; none where others are possible or they are not known here
     */
    record Argument(
            List<String> names, String label, String shown, boolean many, String description, List<String> values) {
        /** What it takes: fixed values, and labels of kinds behind an `@`; empty where it takes nothing. */
        List<String> takes() {
            List<String> takes = new ArrayList<>(values);
            if (takes.isEmpty() && !label.isEmpty()) {
                for (String part : label.split("\\|")) {
                    takes.addAll(takes(part.strip()));
                }
            }
            return takes;
        }

        /** As it is typed: `-o, --output=FILE`, `[BOOK]`. */
        String term() {
            return names.stream()
                            .sorted(Comparator.comparingInt(String::length))
                            .collect(Collectors.joining(", "))
                    + shown;
        }

        private static List<String> takes(String part) {
            if (part.equals("-")) {
                return List.of(part);
            }
            List<String> listed = ValueKind.of(part).map(ValueKind::list).orElse(List.of());
            return listed.isEmpty() ? List.of("@" + part) : listed;
        }
    }

    /** Of every command in the registry, in its order, then of those that are built in. */
    static List<Manual> all(Invocation invocation) {
        List<Manual> all = new ArrayList<>();
        Registry.all().forEach(entry -> all.add(of(entry, invocation)));
        all.add(new Manual(
                "cache", Help.CACHE_LINE, Cache.ABOUT, List.of("oncall cache"), "oncall cache", List.of(), List.of()));
        all.add(new Manual(
                "help",
                Help.HELP_LINE,
                Help.ABOUT,
                List.of("oncall help start", "oncall help exit-codes"),
                "oncall help [COMMAND]",
                List.of(),
                List.of()));
        return all;
    }

    static Manual of(Registry.Entry entry, Invocation invocation) {
        CommandLine line = Main.parser(entry, invocation, entry.maker().apply(invocation));
        line.setUsageHelpWidth(NO_WRAPPING);
        CommandSpec spec = line.getCommandSpec();
        CommandLine.Help help =
                new CommandLine.Help(spec, CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        List<Argument> parameters = new ArrayList<>();
        for (PositionalParamSpec each : spec.positionalParameters()) {
            boolean many = each.arity().isVariable() || each.index().isVariable();
            parameters.add(argument(List.of(), many, each, help));
        }
        List<Argument> options = new ArrayList<>();
        for (OptionSpec each : spec.options()) {
            if (!each.hidden()) {
                options.add(argument(Arrays.asList(each.names()), each.isMultiValue(), each, help));
            }
        }
        return new Manual(
                entry.words(),
                entry.line(),
                String.join(" ", spec.usageMessage().description()),
                List.of(spec.usageMessage().footer()),
                help.synopsis(0).strip().replaceAll("\\s+", " "),
                parameters,
                options);
    }

    private static Argument argument(List<String> names, boolean many, ArgSpec spec, CommandLine.Help help) {
        List<String> values = new ArrayList<>();
        if (spec.completionCandidates() != null) {
            spec.completionCandidates().forEach(each -> values.add(each.toLowerCase(Locale.ROOT)));
        }
        boolean flag = spec.arity().max() == 0;
        String shown = help.parameterLabelRenderer()
                .renderParameterLabel(spec, CommandLine.Help.Ansi.OFF, List.of())
                .toString();
        return new Argument(
                names,
                flag ? "" : spec.paramLabel(),
                flag ? "" : shown,
                many,
                String.join(" ", spec.description()),
                values);
    }

    /** The options that every command has. */
    static List<Argument> common(List<Manual> manuals) {
        List<Manual> parsed =
                manuals.stream().filter(each -> !each.options().isEmpty()).toList();
        return parsed.get(0).options().stream()
                .filter(option ->
                        parsed.stream().allMatch(each -> each.options().contains(option)))
                .toList();
    }

    /** The longest of an option's names, which says most. */
    static String longest(Argument option) {
        return option.names().stream()
                .reduce((a, b) -> b.length() > a.length() ? b : a)
                .orElse("");
    }
}
