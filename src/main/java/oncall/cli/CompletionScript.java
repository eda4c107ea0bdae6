package oncall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the completion script of a shell: the part that never changes is kept beside the program, and the tables in it are made
 * of what the commands say of themselves. Three tables: which words may follow a command, which options it has, what an option or
 * the word in a place takes.
 */
final class CompletionScript {
    private static final String ANY_COMMAND = "";
    private final List<Manual> manuals;
    private final String version;

    CompletionScript(List<Manual> manuals, String version) {
        this.manuals = manuals;
        this.version = version;
    }

    /** A word and what it means. */
    private record Word(String word, String line) {}

    /** What stands behind a command and an option, or a place. */
    private record Takes(String command, String argument, boolean andOn, List<String> takes) {}

    String of(String shell) {
        Dialect dialect = shell.equals("fish") ? new Fish() : new Bourne(shell.equals("zsh"));
        String live = java.util.Arrays.stream(ValueKind.values())
                .filter(kind -> kind.from() == ValueKind.From.PROGRAM)
                .map(kind -> "@" + kind.name())
                .collect(Collectors.joining(dialect.or()));
        return template(shell)
                .replace("%VERSION%", version)
                .replace("%LIVE%", live)
                .replace("%NEXT%\n", next(dialect))
                .replace("%OPTIONS%\n", options(dialect))
                .replace("%TAKES%\n", takes(dialect));
    }

    private static String template(String shell) {
        try (InputStream in = CompletionScript.class.getResourceAsStream("/oncall/completion/oncall." + shell)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- the tables

    private String next(Dialect dialect) {
        Map<String, List<Word>> after = new LinkedHashMap<>();
        for (Manual manual : manuals) {
            String[] words = manual.words().split(" ");
            String family = words.length == 1 ? ANY_COMMAND : words[0];
            List<Word> siblings = after.computeIfAbsent(family, none -> new ArrayList<>());
            siblings.add(new Word(words[words.length - 1], manual.line()));
        }
        Set<String> families = new LinkedHashSet<>(after.keySet());
        families.remove(ANY_COMMAND);
        for (String family : families) {
            String members = after.get(family).stream().map(Word::word).collect(Collectors.joining(", "));
            List<Word> first = after.get(ANY_COMMAND);
            if (first.stream().noneMatch(each -> each.word().equals(family))) {
                first.add(new Word(family, "Commands: " + members + "."));
            }
        }
        StringBuilder text = new StringBuilder();
        after.forEach((command, words) -> text.append(dialect.row(command, words)));
        return text.toString();
    }

    private String options(Dialect dialect) {
        StringBuilder text = new StringBuilder();
        for (Manual manual : manuals) {
            List<Word> words = new ArrayList<>();
            for (Manual.Argument option : manual.options()) {
                words.add(new Word(Manual.longest(option), option.description()));
            }
            if (!words.isEmpty()) {
                text.append(dialect.row(manual.words(), words));
            }
        }
        List<Word> alone = new ArrayList<>();
        Manual.common(manuals).forEach(each -> alone.add(new Word(Manual.longest(each), each.description())));
        alone.add(new Word("--version", "Show the version."));
        return text + dialect.row(ANY_COMMAND, alone);
    }

    private String takes(Dialect dialect) {
        List<Manual.Argument> common = Manual.common(manuals);
        Set<Takes> all = new LinkedHashSet<>();
        Set<Takes> everywhere = new LinkedHashSet<>();
        for (Manual manual : manuals) {
            for (Manual.Argument option : manual.options()) {
                for (String name : option.takes().isEmpty() ? List.<String>of() : option.names()) {
                    boolean each = common.contains(option);
                    (each ? everywhere : all).add(new Takes(each ? "*" : manual.words(), name, false, option.takes()));
                }
            }
            int place = 1;
            for (Manual.Argument parameter : manual.parameters()) {
                all.add(new Takes(manual.words(), Integer.toString(place), parameter.many(), parameter.takes()));
                place++;
            }
        }
        all.addAll(everywhere);
        StringBuilder text = new StringBuilder();
        all.forEach(each -> text.append(dialect.row(each)));
        return text.toString();
    }

    // ---- how shells write them

    private interface Dialect {
        String or();

        String row(String command, List<Word> words);

        String row(Takes takes);
    }

    /** bash and zsh; zsh also shows what words mean. */
    private record Bourne(boolean meanings) implements Dialect {
        @Override
        public String or() {
            return " | ";
        }

        @Override
        public String row(String command, List<Word> words) {
            String list = words.stream()
                    .map(each -> meanings ? each.word() + " " + quote(each.line()) : each.word())
                    .collect(Collectors.joining(meanings ? "\n            " : " "));
            return "        '" + command + "') offered=("
                    + (meanings ? "\n            " + list + "\n            " : list) + ") ;;\n";
        }

        @Override
        public String row(Takes each) {
            String command = each.command().equals("*") ? "*" : quote(each.command());
            String argument = each.andOn() ? "' '[" + each.argument() + "-9]*" : quote(" " + each.argument());
            return "        " + (command + argument).replace("''", "") + ") takes=("
                    + each.takes().stream().map(Bourne::quote).collect(Collectors.joining(" ")) + ") ;;\n";
        }

        private static String quote(String text) {
            return "'" + text.replace("'", "'\\''") + "'";
        }
    }

    private record Fish() implements Dialect {
        @Override
        public String or() {
            return " ";
        }

        @Override
        public String row(String command, List<Word> words) {
            return "        case " + quote(command) + "\n"
                    + words.stream()
                            .map(each -> "            printf '%s\\t%s\\n' " + quote(each.word()) + " "
                                    + quote(each.line()) + "\n")
                            .collect(Collectors.joining());
        }

        @Override
        public String row(Takes each) {
            StringBuilder places = new StringBuilder(quote(each.command() + " " + each.argument()));
            for (char place = (char) (each.argument().charAt(0) + 1); each.andOn() && place <= '9'; place++) {
                places.append(' ').append(quote(each.command() + " " + place));
            }
            return "        case " + places + "\n"
                    + "            printf '%s\\n' "
                    + each.takes().stream().map(Fish::quote).collect(Collectors.joining(" ")) + "\n";
        }

        private static String quote(String text) {
            return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
        }
    }
}
