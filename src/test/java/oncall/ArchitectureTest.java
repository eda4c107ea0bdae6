package oncall;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** States who may use whom, and what only the outermost layer may do; reads the sources, so the picture cannot rot. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ArchitectureTest {
    private static final Path MAIN = Path.of("src/main/java");

    /** No files, no streams, no processes, no network. */
    private static final String PURE =
            "java.lang java.util java.time java.text java.math java.security java.nio.charset java.nio.ByteBuffer java.nio.CharBuffer"
                    + " java.net.URI java.net.URISyntaxException";

    /** Each package, and the prefixes of what it may use besides itself. */
    private static final Map<String, String> MAY_USE = Map.ofEntries(
            entry("oncall.runbook", PURE),
            entry("oncall.incident", PURE + " oncall.runbook"),
            entry("oncall.document", PURE + " oncall.runbook oncall.incident oncall.plan"),
            entry("oncall.walk", PURE + " oncall.runbook oncall.incident oncall.document oncall.plan"),
            entry("oncall.plan", PURE + " oncall.runbook oncall.secret"),
            entry("oncall.secret", PURE),
            entry("oncall.time", PURE + " oncall.runbook"),
            entry("oncall.runbook.yaml", "java. oncall.runbook oncall.plan org.yaml.snakeyaml"),
            entry("oncall.migration", PURE + " oncall.runbook"),
            entry("oncall.sql", "java. oncall.runbook oncall.migration net.sf.jsqlparser"),
            entry("oncall.timeline", "java. oncall.runbook oncall.incident oncall.walk com.fasterxml.jackson.core"),
            entry("oncall.command", "java. oncall.runbook oncall.incident oncall.walk oncall.secret"),
            entry("oncall.trust", "java. oncall.runbook oncall.walk com.fasterxml.jackson.core"),
            entry("oncall.git", "java. oncall.runbook oncall.walk"),
            entry("oncall.message", "java. oncall.walk oncall.document com.samskivert.mustache"),
            entry("oncall.terminal", "java. oncall.runbook oncall.walk org.jline org.fusesource.jansi.Ansi"),
            entry("oncall.cli", "java. oncall. picocli org.jline com.fasterxml.jackson.core"));

    private static final Set<String> CORE = Set.of(
            "oncall.runbook",
            "oncall.incident",
            "oncall.document",
            "oncall.walk",
            "oncall.plan",
            "oncall.secret",
            "oncall.time",
            "oncall.migration");

    /** The only ones that may ask the system for streams, variables, time, zone and host, or end the process. */
    private static final Set<String> OUTERMOST = Set.of("oncall/cli/Main.java", "oncall/cli/ThisProcess.java");

    private static final Pattern QUALIFIED =
            Pattern.compile("\\b((?:java|javax|jdk|sun|picocli|oncall|org|com|net)\\.(?:[a-z]\\w*\\.)*)([A-Z*]\\w*)");
    private static final Pattern SYSTEM = Pattern.compile("\\bSystem\\s*\\.\\s*(out|err|in|exit|getenv|console"
            + "|currentTimeMillis|setOut|setErr|setIn)\\b|\\bRuntime\\.getRuntime\\(\\)\\s*\\.\\s*(exit|halt)"
            + "|\\b(Instant|LocalDate|LocalTime|LocalDateTime|ZonedDateTime|OffsetDateTime)(\\.|::)now\\b"
            + "|\\bZoneId(\\.|::)systemDefault|\\bTimeZone\\.getDefault|\\bLocale\\.getDefault|\\bnew Date\\(\\)"
            + "|\\bClock\\.system|\\bInetAddress\\.getLocalHost|\\bFileDescriptor\\.(in|out|err)\\b");
    private static final Pattern MACHINE =
            Pattern.compile("\\bSystem\\s*(\\.|::)\\s*(nanoTime|getProperty|getProperties|lineSeparator)\\b");
    private static final Pattern MARK = Pattern.compile("(?<!`)\\b(TODO|FIXME|XXX|HACK)\\b");
    private static final Pattern CATCH_ALL = Pattern.compile("\\w*(Utils?|Helpers?|Manager|Impl|Data)\\.java");

    /** Comments and literals, in the order they are recognised. */
    private static final Pattern NOT_CODE = Pattern.compile(
            "\"\"\".*?(?<!\\\\)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'|//[^\\n]*|/\\*.*?\\*/",
            Pattern.DOTALL);

    private record SourceFile(String name, String text) {
        String home() {
            return name.substring(0, name.lastIndexOf('/')).replace('/', '.');
        }

        String code() {
            return NOT_CODE.matcher(text).replaceAll("\"\"");
        }

        String comments() {
            return NOT_CODE.matcher(text)
                    .results()
                    .map(found -> found.group())
                    .filter(found -> found.startsWith("/"))
                    .collect(Collectors.joining("\n"));
        }
    }

    @Test
    void every_package_uses_only_what_the_table_allows() {
        List<String> wrong = new ArrayList<>();
        for (SourceFile file : sources(MAIN)) {
            String[] allowed = MAY_USE.getOrDefault(file.home(), "").split(" ");
            Matcher used = QUALIFIED.matcher(file.code());
            while (used.find()) {
                String from = used.group(1).substring(0, used.group(1).length() - 1);
                boolean own = from.equals(file.home());
                if (!own && Stream.of(allowed).noneMatch(prefix -> within(used.group(), from, prefix))) {
                    wrong.add(file.name() + " uses " + used.group());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    /** `oncall.runbook` means that package, not `oncall.runbook.yaml`; of others the packages below are meant too. */
    private static boolean within(String name, String from, String prefix) {
        if (prefix.startsWith("oncall.") && !prefix.equals("oncall.")) {
            return from.equals(prefix);
        }
        return name.equals(prefix) || name.startsWith(prefix.endsWith(".") ? prefix : prefix + ".");
    }

    @Test
    void every_package_stands_in_the_table_and_says_what_it_is_for() {
        Set<String> packages =
                sources(MAIN).stream().map(SourceFile::home).collect(Collectors.toCollection(TreeSet::new));
        for (String name : packages) {
            assertTrue(MAY_USE.containsKey(name), name + " is not in the table of this test");
            assertTrue(
                    Files.exists(MAIN.resolve(name.replace('.', '/') + "/package-info.java")),
                    name + " has no package-info");
        }
    }

    @Test
    void only_the_outermost_classes_ask_the_system_or_end_the_process() {
        assertEquals(List.of(), found(SYSTEM, file -> !OUTERMOST.contains(file.name())));
    }

    @Test
    void the_core_does_not_know_the_machine() {
        assertEquals(List.of(), found(MACHINE, file -> CORE.contains(file.home())));
    }

    @Test
    void nothing_is_left_to_be_done_later() {
        List<String> marks = Stream.of(MAIN, Path.of("src/test/java"))
                .flatMap(root -> sources(root).stream())
                .filter(file -> MARK.matcher(file.comments()).find())
                .map(SourceFile::name)
                .toList();
        assertEquals(List.of(), marks);
    }

    @Test
    void no_name_collects_everything() {
        List<String> names = sources(MAIN).stream()
                .map(SourceFile::name)
                .filter(name -> CATCH_ALL
                        .matcher(name.substring(name.lastIndexOf('/') + 1))
                        .matches())
                .toList();
        assertEquals(List.of(), names);
    }

    @Test
    void these_tests_see_through_comments_and_literals() {
        SourceFile file =
                new SourceFile("oncall/walk/X.java", "/* System.out */ \"System.err\" 'x' // TODO\nSystem.exit(1);");
        assertEquals("\"\" \"\" \"\" \"\"\nSystem.exit(1);", file.code());
        assertTrue(MARK.matcher(file.comments()).find());
        assertTrue(SYSTEM.matcher(file.code()).find());
    }

    private static List<String> found(Pattern forbidden, java.util.function.Predicate<SourceFile> where) {
        List<String> all = new ArrayList<>();
        sources(MAIN).stream()
                .filter(where)
                .forEach(file -> forbidden
                        .matcher(file.code())
                        .results()
                        .forEach(hit -> all.add(file.name() + " has " + hit.group())));
        return all;
    }

    private static List<SourceFile> sources(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            List<SourceFile> all = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                all.add(new SourceFile(root.relativize(file).toString(), Files.readString(file)));
            }
            assertTrue(!all.isEmpty(), "no sources under " + root.toAbsolutePath());
            return all;
        } catch (IOException problem) {
            throw new java.io.UncheckedIOException(problem);
        }
    }
}
