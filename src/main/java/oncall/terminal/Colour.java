package oncall.terminal;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import oncall.walk.Prompter.Tone;
import org.fusesource.jansi.Ansi;

/**
 * Whether to colour, and how. Sixteen colours, readable on black and on white; meaning is never in the colour alone.
 */
public enum Colour {
    ON,
    OFF;

    /** The option `--color`. */
    public enum Choice {
        ALWAYS,
        NEVER,
        AUTO;

        /** The choice of that word, if there is one. */
        public static Optional<Choice> of(String word) {
            for (Choice choice : values()) {
                if (choice.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return Optional.of(choice);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Decides: the option, then NO_COLOR (not empty), then FORCE_COLOR and CLICOLOR_FORCE, then a terminal that can.
     *
     * @param variable looks up an environment variable
     * @param terminal whether the stream is a terminal
     */
    public static Colour decide(Choice option, Function<String, Optional<String>> variable, boolean terminal) {
        return switch (option) {
            case ALWAYS -> ON;
            case NEVER -> OFF;
            case AUTO -> automatic(variable, terminal);
        };
    }

    private static Colour automatic(Function<String, Optional<String>> variable, boolean terminal) {
        if (variable.apply("NO_COLOR").filter(value -> !value.isEmpty()).isPresent()) {
            return OFF;
        }
        if (forces(variable.apply("FORCE_COLOR")) || forces(variable.apply("CLICOLOR_FORCE"))) {
            return ON;
        }
        String term = variable.apply("TERM").orElse("");
        return terminal && !term.isEmpty() && !term.equals("dumb") ? ON : OFF;
    }

    private static boolean forces(Optional<String> value) {
        return value.filter(word -> !word.isEmpty() && !word.equals("0") && !word.equals("false"))
                .isPresent();
    }

    /** A line in the style of its tone. The text has been made visible. */
    String dress(Tone tone, String text) {
        if (this == OFF || text.isBlank()) {
            return text;
        }
        return switch (tone) {
            case PLAIN, QUOTE -> text;
            case HEADING -> new Ansi().bold().a(text).reset().toString();
            case SAVED -> new Ansi().fg(Ansi.Color.GREEN).a(text).reset().toString();
            case NOTICE -> new Ansi().fg(Ansi.Color.YELLOW).a(text).reset().toString();
            case WARNING -> new Ansi().bold().fg(Ansi.Color.RED).a(text).reset().toString();
            case COMMAND, COPY -> new Ansi().fg(Ansi.Color.CYAN).a(text).reset().toString();
            case HINT ->
                new Ansi().a(Ansi.Attribute.INTENSITY_FAINT).a(text).reset().toString();
        };
    }
}
