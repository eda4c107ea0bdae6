package oncall.cli;

import java.util.List;
import oncall.runbook.Source;
import oncall.trust.TrustFile;
import oncall.walk.Prompter;
import oncall.walk.Prompter.Line;
import oncall.walk.Prompter.Tone;
import oncall.walk.Sheet;

/** Asks whether the commands of a file may be offered on this machine. */
final class TrustQuestion {
    private TrustQuestion() {}

    /** Shows the commands of a file that is not trusted as it stands, those that are new or changed, and asks. */
    static Exit ask(Source source, List<String> commands, TrustFile trust, Prompter prompter) {
        show(source, commands, trust, prompter);
        return confirm(source, commands, trust, prompter);
    }

    /** Shows them. */
    static void show(Source source, List<String> commands, TrustFile trust, Prompter prompter) {
        List<String> before = trust.before(source);
        tell(
                prompter,
                Tone.HEADING,
                source.path()
                        + (before.isEmpty()
                                ? ": not trusted yet."
                                : ": changed since it was trusted. New or changed:"));
        List<String> fresh =
                commands.stream().filter(command -> !before.contains(command)).toList();
        fresh.forEach(command -> tell(prompter, Tone.COMMAND, command));
        if (fresh.isEmpty()) {
            tell(prompter, Tone.HINT, "No command is new; where or when they run may be.");
        }
    }

    /** Asks; {@link Exit#LEFT_OPEN} when nobody answers any more. */
    static Exit confirm(Source source, List<String> commands, TrustFile trust, Prompter prompter) {
        Prompter.Reply reply = prompter.ask(
                Sheet.of("trust", "Offer the commands of " + source.path() + "?")
                        .why("Each is still asked for before it runs. A change of the file asks again.")
                        .offer("trust", "trust these commands")
                        .offer("no", "no, show them for copying")
                        .confirmation()
                        .done(),
                Prompter.Ticker.NONE);
        if (reply instanceof Prompter.Ended) {
            tell(prompter, Tone.PLAIN, "Left as it was: " + source.path());
            return Exit.LEFT_OPEN;
        }
        if (reply instanceof Prompter.Chosen chosen && chosen.ids().equals(List.of("trust"))) {
            trust.allow(source, commands);
            tell(prompter, Tone.SAVED, "Trusted: " + trust.path(source));
        } else {
            tell(prompter, Tone.PLAIN, "Left as it was: " + source.path());
        }
        return Exit.OK;
    }

    private static void tell(Prompter prompter, Tone tone, String text) {
        prompter.tell(List.of(new Line(tone, text)));
    }
}
