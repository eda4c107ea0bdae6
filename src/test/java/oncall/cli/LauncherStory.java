package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged launcher, started in every way people start programs. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LauncherStory {
    private static final String JAVA = System.getProperty("java.home");
    private static final String TOOLS = "/usr/bin:/bin";

    @TempDir
    private Path folder;

    private final Map<String, String> variables = new LinkedHashMap<>();
    private Path image;
    private Path launcher;

    private record Ran(int exit, String out, String err) {
        Ran ends(int wanted) {
            assertEquals(wanted, exit, () -> "out:\n" + out + "\nerr:\n" + err);
            return this;
        }
    }

    @BeforeEach
    void begin_with_a_bare_environment() {
        String built = System.getProperty("oncall.built");
        assertNotNull(built, "run by `mvn verify`, which builds the image first");
        image = Path.of(built);
        launcher = image.resolve("bin/oncall");
        variables.put("PATH", JAVA + "/bin:" + TOOLS);
        variables.put("HOME", folder.toString());
        variables.put("LC_ALL", "C.UTF-8");
    }

    /** Links lead out of the folder, and the one who clears it up would say so in the build log. */
    @AfterEach
    void remove_the_links() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path link : all.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    private Ran run(String... command) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Process process = builder.start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running: " + Arrays.toString(command));
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private String version() throws IOException, InterruptedException {
        return run(launcher.toString(), "--version").ends(0).out();
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A Java that writes down its environment and arguments, and logs the classes it loads. */
    private void listenIn() throws IOException {
        Path home = folder.resolve("listening");
        script(
                home.resolve("bin/java"),
                "#!/bin/sh\nenv >'" + folder + "/variables'\nprintf '%s\\n' \"$@\" >'" + folder + "/arguments'\n"
                        + "for word; do shift; case $word in -Xlog:*) ;; *) set -- \"$@\" \"$word\" ;; esac; done\n"
                        + "exec '" + JAVA + "/bin/java' '-Xlog:class+load:file=" + folder + "/classes' \"$@\"\n");
        Files.copy(Path.of(JAVA, "release"), home.resolve("release"));
        variables.put("JAVA_HOME", home.toString());
    }

    private void fakeJava(Path home, String version) throws IOException {
        script(home.resolve("bin/java"), "#!/bin/sh\necho 'a flag it does not know' >&2\nexit 1\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    @Test
    void it_tells_its_version() throws Exception {
        assertTrue(version().matches("oncall \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n"), version());
    }

    @Test
    void it_starts_through_a_chain_of_relative_links_from_any_folder() throws Exception {
        Path first = Files.createDirectories(folder.resolve("a")).resolve("one");
        Path second = Files.createDirectories(folder.resolve("b")).resolve("two");
        Files.createSymbolicLink(first, first.getParent().toRealPath().relativize(launcher.toRealPath()));
        Files.createSymbolicLink(second, Path.of("../a/one"));
        assertEquals(version(), run(second.toString(), "--version").ends(0).out());
        assertEquals(version(), run("b/two", "--version").ends(0).out());
        variables.put("PATH", folder.resolve("b") + ":" + variables.get("PATH"));
        assertEquals(version(), run("sh", "-c", "two --version").ends(0).out());
    }

    @Test
    void it_starts_from_a_path_with_spaces_and_its_archive_can_be_made_again_there() throws Exception {
        Path moved = folder.resolve("Program Files/on call");
        copy(image, moved);
        Files.delete(moved.resolve("lib/oncall.jsa"));
        String there = moved.resolve("bin/oncall").toString();
        String before = run(there, "where").ends(0).out();
        assertTrue(before.contains("archive       -  (none: `oncall cache` makes one)"), before);
        variables.put("XDG_CACHE_HOME", folder.resolve("my cache").toString());
        String made = run(there, "cache").ends(0).out();
        Path archive = Path.of(made.strip().substring("Made ".length()));
        assertTrue(archive.startsWith(folder.resolve("my cache/oncall/archives")), made);
        String after = run(there, "where").ends(0).out();
        assertTrue(after.contains("archive       " + archive + "  "), after);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                Files.createDirectories(target.getParent());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    @Test
    void the_archive_is_really_used_and_nothing_of_the_line_editor_is_loaded() throws Exception {
        listenIn();
        run(launcher.toString(), "where").ends(0);
        String classes = Files.readString(folder.resolve("classes"));
        assertTrue(
                classes.contains("oncall.cli.Main source: shared objects file (top)"), "our classes come from the jar");
        assertTrue(
                classes.contains("picocli.CommandLine source: shared objects file (top)"),
                "picocli comes from the jar");
        assertFalse(classes.contains("org.jline"), "the line editor was loaded");
        String arguments = Files.readString(folder.resolve("arguments"));
        assertTrue(
                arguments.contains("-Dlibrary.jline.path=" + image.toRealPath().resolve("lib/native")), arguments);
    }

    @Test
    void without_java_it_says_so_in_one_sentence() throws Exception {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        Files.createSymbolicLink(tools.resolve("sh"), Path.of("/bin/sh"));
        variables.put("PATH", tools.toString());
        String sentence = "oncall needs Java 17 or newer, and neither JAVA_HOME nor PATH leads to one:"
                + " install one, or set JAVA_HOME to it.\n";
        assertEquals(sentence, run(launcher.toString(), "--version").ends(2).err());
        variables.put("JAVA_HOME", folder.resolve("gone").toString());
        assertEquals(sentence, run(launcher.toString(), "--version").ends(2).err());
    }

    @Test
    void an_old_java_is_named_and_not_started() throws Exception {
        for (String old : List.of("1.8.0_452", "11.0.2", "16")) {
            Path home = folder.resolve("java-" + old);
            fakeJava(home, old);
            variables.put("PATH", home.resolve("bin").toString());
            Ran ran = run(launcher.toString(), "start").ends(2);
            assertEquals(
                    "oncall needs Java 17 or newer, and " + home + "/bin/java is " + old
                            + ": install one, or set JAVA_HOME to it.\n",
                    ran.err());
        }
    }

    @Test
    void a_good_java_is_found_wherever_it_is() throws Exception {
        variables.put("JAVA_HOME", JAVA);
        variables.put("PATH", TOOLS);
        String version = version();
        variables.remove("JAVA_HOME");
        variables.put("PATH", JAVA + "/bin:" + TOOLS);
        assertEquals(version, version());
        fakeJava(folder.resolve("old"), "11.0.2");
        variables.put("JAVA_HOME", folder.resolve("old").toString());
        assertEquals(version, version());
        Path unlabelled = Files.createDirectories(folder.resolve("unlabelled/bin"));
        script(unlabelled.resolve("java"), "#!/bin/sh\nexec '" + JAVA + "/bin/java' \"$@\"\n");
        variables.put("JAVA_HOME", unlabelled.getParent().toString());
        variables.put("PATH", TOOLS);
        assertEquals(version, version());
    }

    @Test
    void a_hebrew_argument_survives_a_locale_that_cannot_write_it() throws Exception {
        for (String locale : List.of("C", "POSIX", "C.UTF-8", "he_IL.UTF-8")) {
            variables.put("LC_ALL", locale);
            String out = run(launcher.toString(), "where", "--home", "/tmp/\u05e9\u05dc\u05d5\u05dd")
                    .ends(0)
                    .out();
            assertTrue(out.contains("/tmp/\u05e9\u05dc\u05d5\u05dd/incidents"), locale + "\n" + out);
        }
    }

    @Test
    void what_the_caller_had_is_kept_for_the_commands_he_starts() throws Exception {
        listenIn();
        variables.put("LC_ALL", "C");
        variables.put("JAVA_TOOL_OPTIONS", "-Dfrom=caller -Xmx1g");
        variables.put("ONCALL_JDK_JAVA_OPTIONS", "left over");
        Ran ran = run(launcher.toString(), "where").ends(0);
        assertEquals("", ran.err());
        List<String> seen = Files.readAllLines(folder.resolve("variables"));
        assertTrue(seen.contains("LC_ALL=C.UTF-8") && seen.contains("ONCALL_LOCALE=C"), seen.toString());
        assertTrue(seen.contains("ONCALL_JAVA_TOOL_OPTIONS=-Dfrom=caller -Xmx1g"), seen.toString());
        assertTrue(seen.stream().noneMatch(line -> line.startsWith("JAVA_TOOL_OPTIONS=")), seen.toString());
        assertTrue(seen.stream().noneMatch(line -> line.contains("left over")), seen.toString());
    }

    @Test
    void a_locale_that_will_do_is_left_alone() throws Exception {
        listenIn();
        variables.remove("LC_ALL");
        variables.put("LANG", "C.UTF-8");
        run(launcher.toString(), "where").ends(0);
        List<String> seen = Files.readAllLines(folder.resolve("variables"));
        assertTrue(seen.contains("LANG=C.UTF-8"), seen.toString());
        assertTrue(
                seen.stream().noneMatch(line -> line.startsWith("LC_ALL=") || line.startsWith("ONCALL_")),
                seen.toString());
        variables.put("LANG", "de_DE.ISO-8859-1");
        run(launcher.toString(), "where").ends(0);
        seen = Files.readAllLines(folder.resolve("variables"));
        assertTrue(seen.contains("LC_ALL=C.UTF-8") && seen.contains("ONCALL_LOCALE="), seen.toString());
    }

    @Test
    void it_sees_which_streams_are_a_terminal() throws Exception {
        listenIn();
        run(launcher.toString(), "where").ends(0);
        assertTrue(Files.readAllLines(folder.resolve("arguments")).contains("-Doncall.terminals="));
        run("script", "-qec", launcher + " where", "/dev/null").ends(0);
        assertTrue(Files.readAllLines(folder.resolve("arguments")).contains("-Doncall.terminals=012"));
        run("script", "-qec", launcher + " where </dev/null 2>/dev/null", "/dev/null")
                .ends(0);
        assertTrue(Files.readAllLines(folder.resolve("arguments")).contains("-Doncall.terminals=1"));
    }

    @Test
    void a_closed_stream_is_never_taken_for_a_file_of_javas() throws Exception {
        for (String closed : List.of("0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-")) {
            run("sh", "-c", "'" + launcher + "' --version " + closed).ends(0);
            run("sh", "-c", "'" + launcher + "' start outage --home '" + folder + "/state' " + closed)
                    .ends(3);
        }
    }

    @Test
    void a_reader_who_has_seen_enough_ends_it_quietly() throws Exception {
        Ran ran =
                run("sh", "-c", "{ '" + launcher + "' help; echo $? >&2; } | :").ends(0);
        assertEquals("0\n", ran.err());
    }

    @Test
    void a_full_disk_behind_standard_output_is_an_error() throws Exception {
        Ran ran = run("sh", "-c", "'" + launcher + "' help >/dev/full").ends(74);
        assertTrue(ran.err().startsWith("The output could not be written: "), ran.err());
    }

    @Test
    void the_tar_holds_the_program_and_its_notices_and_no_archive() throws Exception {
        Map<String, Integer> modes = new LinkedHashMap<>();
        Path tar = image.resolveSibling("oncall.tar.gz");
        try (DataInputStream bytes = new DataInputStream(new GZIPInputStream(Files.newInputStream(tar)))) {
            byte[] head = new byte[512];
            for (bytes.readFully(head); head[0] != 0; bytes.readFully(head)) {
                modes.put(
                        text(head, 0, 100), Integer.parseInt(text(head, 100, 8).strip(), 8));
                long size = Long.parseLong(text(head, 124, 12).strip(), 8);
                bytes.skipNBytes((size + 511) / 512 * 512);
            }
        }
        List<String> missing = new ArrayList<>(List.of("LICENSE", "NOTICE", "bin/oncall", "lib/oncall.jar"));
        missing.removeIf(name -> modes.containsKey("oncall/" + name));
        assertEquals(List.of(), missing, modes.keySet().toString());
        assertEquals(0755, modes.get("oncall/bin/oncall") & 0777);
        assertTrue(
                modes.keySet().stream().noneMatch(name -> name.endsWith(".jsa")),
                modes.keySet().toString());
    }

    private static String text(byte[] bytes, int from, int length) {
        String all = new String(bytes, from, length, StandardCharsets.US_ASCII);
        return all.contains("\0") ? all.substring(0, all.indexOf('\0')) : all;
    }
}
