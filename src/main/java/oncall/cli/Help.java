package oncall.cli;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** Help: what there is, and of each command the examples first. */
final class Help {
    static final String CACHE_LINE = "Make starting fast again after the program was moved.";
    static final String HELP_LINE = "Show this, or one command with examples; `help exit-codes`.";
    static final String WHAT = "oncall walks you through an incident and keeps the record.";
    static final String FIRST = """
              oncall start              something is broken: begin
              oncall resume             go on where you left off
              oncall help start         more about one command
            """;
    static final String ABOUT = "Shows all commands, one command with its examples first, or the exit codes. "
            + "`oncall COMMAND --help` is the same.";
    private static final int WIDTH = 80;
    private static final List<String> OPTIONS =
            List.of("--help", "--version", "--home", "--runbooks", "--plain", "--color", "--no-pager", "--debug");
    private final Invocation invocation;

    Help(Invocation invocation) {
        this.invocation = invocation;
    }

    /** `oncall help` and `oncall help COMMAND`; on standard output. */
    Exit show(List<String> about) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < about.size(); i++) {
            if (!about.get(i).startsWith("-")) {
                words.add(about.get(i));
            } else if (Main.TAKE_A_VALUE.contains(about.get(i))) {
                i++;
            } else if (!take(about.get(i))) {
                return unknown(about.subList(i, i + 1));
            }
        }
        if (words.isEmpty()) {
            return everything();
        }
        if (words.equals(List.of("exit-codes"))) {
            return exitCodes();
        }
        if (words.equals(List.of("help"))) {
            return print(ABOUT + "\n\n  oncall help start\n  oncall help exit-codes\n\nUsage: oncall help [COMMAND]\n");
        }
        if (words.equals(List.of("cache"))) {
            return print(Cache.HELP + "\n");
        }
        Optional<Registry.Entry> entry = Registry.find(words);
        if (entry.isPresent()) {
            if (entry.get().split().length < words.size()) {
                throw new Failure(
                        Exit.USAGE,
                        "There is no help for `" + String.join(" ", words) + "`. Did you mean `"
                                + entry.get().words() + "`?",
                        "`oncall help` lists all commands.");
            }
            return command(entry.get());
        }
        List<Registry.Entry> family = Registry.family(words.get(0));
        return family.isEmpty() || words.size() > 1 ? unknown(words) : family(words.get(0), family);
    }

    /** The parser of options would take longer than all the rest. */
    private boolean take(String option) {
        if (option.equals("--no-pager")) {
            invocation.common().withoutPager();
        } else if (option.equals("--plain")) {
            invocation.common().withPlainLines();
        }
        return OPTIONS.contains(option.replaceAll("=.*", "")) || option.equals("-h");
    }

    /** Of the lists: that of the screen, where it is narrower than usual. */
    private int width() {
        Environs.Terminals terminals = invocation.environs().terminals();
        return terminals.out() && terminals.columns() > 0 ? Math.min(WIDTH, terminals.columns()) : WIDTH;
    }

    private Exit print(String text) {
        invocation.paged(page -> page.texts(lines -> text.lines().forEach(lines)));
        return Exit.OK;
    }

    private Exit everything() {
        StringBuilder text = new StringBuilder(WHAT + "\n\n" + FIRST);
        for (Registry.Group group : Registry.Group.values()) {
            List<Registry.Entry> entries = Registry.all().stream()
                    .filter(entry -> entry.group() == group)
                    .toList();
            if (entries.isEmpty() && group != Registry.Group.ABOUT) {
                continue;
            }
            text.append('\n').append(group.title()).append('\n');
            entries.forEach(entry -> text.append(line(entry.words(), entry.line())));
            if (group == Registry.Group.ABOUT) {
                text.append(line("cache", CACHE_LINE));
                text.append(line("help [COMMAND]", HELP_LINE));
                text.append(line("--version", "Show the version."));
            }
        }
        invocation
                .environs()
                .install()
                .image()
                .map(image -> image.resolve("share/man/man1/oncall.1"))
                .filter(Files::isRegularFile)
                .ifPresent(page -> text.append("\nThe manual: man oncall, or man -l ")
                        .append(page)
                        .append('\n'));
        return print(text.toString());
    }

    private Exit family(String word, List<Registry.Entry> family) {
        StringBuilder text = new StringBuilder("oncall " + word + "\n\n");
        family.forEach(entry -> text.append(line(entry.words(), entry.line())));
        return print(text.toString());
    }

    private static String line(String words, String text) {
        return String.format("  %-24s %s%n", words, text);
    }

    private Exit exitCodes() {
        for (Exit exit : Exit.values()) {
            invocation.page().line(String.format("%4d  %s", exit.code(), exit.meaning()));
        }
        return Exit.OK;
    }

    private Exit command(Registry.Entry entry) {
        CommandLine line = Main.parser(entry, invocation, entry.maker().apply(invocation));
        line.setUsageHelpWidth(WIDTH);
        List<String> text =
                new ArrayList<>(List.of(line.getCommandSpec().usageMessage().description()));
        Manual manual = Manual.of(entry, invocation);
        if (!manual.examples().isEmpty()) {
            text.add("");
            manual.examples().forEach(example -> text.add("  " + example));
        }
        text.add("");
        CommandLine.Help help = new CommandLine.Help(
                line.getCommandSpec(), CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        text.add("Usage: " + help.synopsis("Usage: ".length()).stripTrailing());
        StringBuilder more = new StringBuilder();
        Registry.family(entry.words()).forEach(each -> more.append(line(each.words(), each.line())));
        return print(String.join("\n", text) + "\n" + new HelpList(manual, width()).text()
                + (more.isEmpty() ? "" : "\n" + more));
    }

    /** Words that are no command: the nearest ones, on standard error. */
    Exit unknown(List<String> words) {
        String first = words.get(0);
        List<Registry.Entry> family = Registry.family(first);
        if (!family.isEmpty()) {
            return unknownInFamily(first, words, family);
        }
        if (first.startsWith("-")) {
            throw noOption(first);
        }
        throw new Failure(
                Exit.USAGE,
                "There is no command `" + first + "`." + Nearest.question(meant(first)),
                "`oncall help` lists all commands.");
    }

    /** The second word of a command alone, or both joined, is as good as a mistyped first one. */
    private static List<String> meant(String first) {
        List<String> families = Registry.all().stream()
                .map(Registry.Entry::words)
                .filter(words ->
                        words.endsWith(" " + first) || words.replace(' ', '-').equals(first))
                .toList();
        return families.isEmpty() ? Nearest.to(first, Registry.firstWords()) : families;
    }

    private static Failure noOption(String word) {
        String option = word.replaceAll("=.*", "");
        return new Failure(
                Exit.USAGE,
                "There is no option `" + option + "`." + Nearest.question(Nearest.to(option, OPTIONS)),
                "`oncall help` lists all commands.");
    }

    private Exit unknownInFamily(String first, List<String> words, List<Registry.Entry> family) {
        if (words.size() == 1 || words.get(1).equals("--help") || words.get(1).equals("-h")) {
            Exit shown = family(first, family);
            return words.size() == 1 ? Exit.USAGE : shown;
        }
        if (words.get(1).startsWith("-")) {
            throw noOption(words.get(1));
        }
        List<String> known = family.stream().map(entry -> entry.split()[1]).toList();
        throw new Failure(
                Exit.USAGE,
                "There is no command `" + first + " " + words.get(1) + "`."
                        + Nearest.question(Nearest.to(words.get(1), known)),
                "`oncall help " + first + "` lists them.");
    }
}
