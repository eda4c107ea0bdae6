package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TakesWordsTest {
    private static final List<List<String>> WORDS =
            List.of(List.of(), List.of("outage"), List.of("a.yaml", "b.yaml"), List.of("one", "two", "three"));

    @TempDir
    Path home;

    @Test
    void words_are_taken_as_the_parser_takes_them() throws Exception {
        int tried = 0;
        for (Registry.Entry entry : Registry.all()) {
            if (entry.maker().apply(invocation()) instanceof TakesWords) {
                for (List<String> words : WORDS) {
                    assertEquals(parsed(entry, words), taken(entry, words), entry.words() + " " + words);
                    tried++;
                }
            }
        }
        assertTrue(tried >= 4 * WORDS.size(), "start, resume, status and lint at least");
    }

    @Test
    void anything_the_parser_may_read_otherwise_is_left_to_it() {
        assertTrue(TakesWords.are(List.of("outage", "x-y", "a=b")));
        assertFalse(TakesWords.are(List.of("outage", "--plain")));
        assertFalse(TakesWords.are(List.of("-h")));
        assertFalse(TakesWords.are(List.of("--")));
        assertFalse(TakesWords.are(List.of("@file")));
        assertFalse(TakesWords.are(List.of("")));
    }

    private String taken(Registry.Entry entry, List<String> words) throws IllegalAccessException {
        Callable<Exit> command = entry.maker().apply(invocation());
        return ((TakesWords) command).take(words) ? positional(command) : "refused";
    }

    private String parsed(Registry.Entry entry, List<String> words) throws IllegalAccessException {
        Invocation invocation = invocation();
        Callable<Exit> command = entry.maker().apply(invocation);
        try {
            Main.parser(entry, invocation, command).parseArgs(words.toArray(String[]::new));
        } catch (ParameterException tooMany) {
            return "refused";
        }
        return positional(command);
    }

    private static String positional(Callable<Exit> command) throws IllegalAccessException {
        List<String> values = new ArrayList<>();
        for (Field field : command.getClass().getDeclaredFields()) {
            if (field.isAnnotationPresent(Parameters.class)) {
                field.setAccessible(true);
                values.add(field.getName() + "=" + field.get(command));
            }
        }
        return values.toString();
    }

    private Invocation invocation() {
        OutputStream nowhere = OutputStream.nullOutputStream();
        return Invocation.of(new InProcess(home).environs(nowhere, nowhere));
    }
}
