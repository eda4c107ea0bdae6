package oncall.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** The program. */
public final class Main {
    /** Options of every command that are followed by a word of their own. */
    static final Set<String> TAKE_A_VALUE = Set.of("--home", "--runbooks", "--color");

    /** Those that are not. */
    static final Set<String> FLAGS = Set.of("--plain", "--no-pager", "--debug");

    private final Environs environs;
    private final Invocation invocation;

    private Main(Environs environs) {
        this.environs = environs;
        this.invocation = Invocation.of(environs);
    }

    /** Runs as a process, and is the only place that ends one. The version comes before everything that takes time. */
    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals("--version")) {
            ThisProcess.tellVersion();
        } else {
            System.exit(run(args, ThisProcess.environs()).code());
        }
    }

    /** Runs the whole program in given surroundings; never throws and never exits. */
    public static Exit run(String[] args, Environs environs) {
        List<String> words = Arrays.asList(args);
        Exit exit;
        try {
            exit = new Main(environs).answer(words);
            flush(environs);
        } catch (Throwable problem) {
            exit = new Problems(environs, asksForDebug(words)).end(problem);
        }
        return exit;
    }

    /** That nobody reads any more changes nothing about how the command ended. */
    private static void flush(Environs environs) {
        try {
            environs.out().flush();
        } catch (OutputClosed gone) {
            return;
        }
    }

    private Exit answer(List<String> given) {
        if (!given.isEmpty() && given.get(0).equals(Candidates.ASKS)) {
            return new Candidates(environs).answer(given.subList(1, given.size()));
        }
        if (given.size() == 1 && given.get(0).equals("--version")) {
            environs.page().line("oncall " + environs.install().version());
            return Exit.OK;
        }
        if (!given.isEmpty() && given.get(0).equals("cache")) {
            return new Cache(invocation).run(given.subList(1, given.size()));
        }
        int options = optionsInFront(given);
        if (options >= given.size()) {
            common().parseArgs(given.toArray(String[]::new));
            return Welcome.show(invocation);
        }
        List<String> words = commandFirst(given, options);
        String first = words.get(0);
        if (first.equals("help") || first.equals("--help") || first.equals("-h")) {
            return new Help(invocation).show(words.subList(1, words.size()));
        }
        Optional<Registry.Entry> entry = Registry.find(words);
        return entry.isPresent()
                ? run(entry.get(), words.subList(entry.get().split().length, words.size()))
                : new Help(invocation).unknown(words);
    }

    /** How many words in front are options of every command and their values. */
    private int optionsInFront(List<String> given) {
        int at = 0;
        while (at < given.size() && given.get(at).startsWith("--")) {
            String name = given.get(at).replaceAll("=.*", "");
            if (TAKE_A_VALUE.contains(name)) {
                at += name.equals(given.get(at)) ? 2 : 1;
            } else if (FLAGS.contains(name)) {
                at++;
            } else {
                return at;
            }
        }
        return at;
    }

    /** Options of every command may stand before the command: they go behind its words. */
    private static List<String> commandFirst(List<String> given, int options) {
        int words = Registry.find(given.subList(options, given.size()))
                .map(entry -> entry.split().length)
                .orElse(1);
        List<String> arranged = new ArrayList<>(given.subList(options, options + words));
        arranged.addAll(given.subList(0, options));
        arranged.addAll(given.subList(options + words, given.size()));
        return arranged;
    }

    private Exit run(Registry.Entry entry, List<String> arguments) {
        if (entry.readsTeam()) {
            BuiltIn.readAhead();
        }
        Callable<Exit> command = entry.maker().apply(invocation);
        if (!takesWords(command, arguments)) {
            CommandLine line = parser(entry, invocation, command);
            line.parseArgs(arguments.toArray(String[]::new));
            if (line.isUsageHelpRequested()) {
                return new Help(invocation).show(List.of(entry.split()));
            }
        }
        try {
            return command.call();
        } catch (RuntimeException problem) {
            throw problem;
        } catch (Exception problem) {
            throw new Problems.Checked(problem);
        }
    }

    private static boolean takesWords(Callable<Exit> command, List<String> arguments) {
        return command instanceof TakesWords simple && TakesWords.are(arguments) && simple.take(arguments);
    }

    /** The parser of the options that every command knows. */
    private CommandLine common() {
        CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.create());
        line.setCommandName("oncall");
        line.addMixin("common", invocation.common());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExpandAtFiles(false);
        return line;
    }

    /** The parser of one command, its common options included. */
    static CommandLine parser(Registry.Entry entry, Invocation invocation, Object command) {
        CommandLine line = new CommandLine(command);
        line.setCommandName("oncall " + entry.words());
        line.addMixin("common", invocation.common());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // words of others come as arguments: one that begins with @ is no file to read, one that begins with - no
        // option
        line.setExpandAtFiles(false);
        line.setAllowOptionsAsOptionParameters(true);
        return line;
    }

    private static boolean asksForDebug(List<String> words) {
        int end = words.indexOf("--");
        return words.subList(0, end < 0 ? words.size() : end).contains("--debug");
    }
}
