package oncall.pty;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import oncall.terminal.Colour;
import oncall.terminal.Conversation;
import oncall.terminal.Look;
import oncall.terminal.Terminals;
import oncall.terminal.TextEditor;
import oncall.walk.Prompter;
import oncall.walk.Prompter.Line;
import oncall.walk.Prompter.Offer;
import oncall.walk.Prompter.Question;

/**
 * A program for tests: asks what its arguments name, on the real keyboard and screen, and prints each reply as `=>
 * ...`. Reads the environment, because it stands where the outermost layer stands.
 */
public final class Asks {
    private Asks() {}

    /** `text`, `choice`, `several`, `list`, `prefill`, `confirm`, `wait`, `tick`; `plain` first for the plain way. */
    public static void main(String[] args) {
        List<String> names = new ArrayList<>(List.of(args));
        boolean plain = names.remove("plain");
        boolean pipe = names.remove("pipe");
        Terminals.Kind kind =
                new Terminals.Seen(!pipe, !pipe, name -> Optional.ofNullable(System.getenv(name)), plain).kind();
        TextEditor editor = new TextEditor(() -> Path.of(System.getenv("HOME"), "drafts"), System.getenv());
        boolean ascii = Look.asciiOnly(name -> Optional.ofNullable(System.getenv(name)));
        Colour colour = Colour.decide(Colour.Choice.AUTO, name -> Optional.ofNullable(System.getenv(name)), !pipe);
        try (Conversation conversation = Terminals.open(kind, System.in, System.out, colour, ascii, editor)) {
            Runtime.getRuntime().addShutdownHook(new Thread(conversation::close));
            for (String name : names) {
                Prompter.Reply reply =
                        conversation.ask(question(name), name.equals("tick") ? Asks::news : Prompter.Ticker.NONE);
                conversation.tell(List.of(Line.of("=> " + shown(reply))));
                keep(shown(reply));
                if (reply instanceof Prompter.Ended) {
                    return;
                }
            }
        }
        System.out.println("done");
    }

    /** For tests that take the screen away: the replies, in a file. */
    private static void keep(String reply) {
        try {
            Files.writeString(Path.of(System.getenv("HOME"), "replies"), reply + "\n", CREATE, APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Line> news() {
        return List.of(new Line(Prompter.Tone.NOTICE, "news"));
    }

    private static String shown(Prompter.Reply reply) {
        if (reply instanceof Prompter.Typed typed && typed.text().length() > 200) {
            return "typed " + typed.text().length() + " characters, hash "
                    + typed.text().hashCode();
        }
        return reply.toString();
    }

    private static Question question(String name) {
        return switch (name) {
            case "text", "tick" -> sheet(name, "What is broken?", List.of(), true, Optional.empty());
            case "prefill" ->
                sheet(name, "What is broken?", List.of(), true, Optional.of("cannot update environments"));
            case "choice" ->
                sheet(
                        name,
                        "How many customers?",
                        List.of(
                                new Offer(1, "none", "none confirmed", false),
                                new Offer(2, "one", "one", false),
                                new Offer(3, "many", "more than one", true)),
                        false,
                        Optional.empty());
            case "hostile" ->
                sheet(
                        System.getenv("PAYLOAD"),
                        System.getenv("PAYLOAD"),
                        List.of(new Offer(1, "a", System.getenv("PAYLOAD"), false), new Offer(2, "b", "b", false)),
                        true,
                        Optional.ofNullable(System.getenv("PAYLOAD")));
            case "list" -> list();
            case "several" -> several();
            case "confirm" -> confirm();
            case "wait" -> waiting();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Question sheet(
            String name, String text, List<Offer> choices, boolean free, Optional<String> prefill) {
        return new Question(
                name,
                "IMPACT 2 of 3 - 17:05+02:00 (15:05Z) - 2 min in",
                text,
                "",
                choices,
                !choices.isEmpty(),
                prefill,
                prefill.isPresent(),
                false,
                free,
                false,
                false,
                Optional.empty());
    }

    private static Question list() {
        List<Offer> offers = java.util.stream.IntStream.rangeClosed(1, 40)
                .mapToObj(i -> new Offer(i, "part_" + i, (i == 17 ? "environments " : "part ") + i, false))
                .collect(Collectors.toList());
        return new Question(
                "list",
                "",
                "Which part is hit?",
                "",
                offers,
                true,
                Optional.empty(),
                false,
                false,
                false,
                true,
                false,
                Optional.empty());
    }

    private static Question several() {
        List<Offer> offers = List.of(
                new Offer(1, "api", "the API", false),
                new Offer(2, "ui", "the UI", false),
                new Offer(4, "jobs", "jobs", false));
        return new Question(
                "several",
                "",
                "What fails?",
                "Whatever you saw.",
                offers,
                true,
                Optional.empty(),
                false,
                true,
                false,
                false,
                false,
                Optional.empty());
    }

    private static Question confirm() {
        return new Question(
                "confirm",
                "",
                "Type prod to go on.",
                "",
                List.of(),
                false,
                Optional.empty(),
                false,
                false,
                true,
                false,
                true,
                Optional.empty());
    }

    private static Question waiting() {
        return new Question(
                "wait",
                "",
                "Does it hold?",
                "",
                List.of(),
                false,
                Optional.empty(),
                false,
                false,
                true,
                false,
                false,
                Optional.of(Duration.ofMillis(1500)));
    }
}
