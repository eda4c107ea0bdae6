package oncall.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import oncall.incident.Entry;
import oncall.incident.Event;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** `oncall note`: something worth remembering, written down from anywhere. */
@Command(
        description = "Saves a note in an incident, from a second terminal, a pipe or a script. An open walk shows it.",
        footer = {
            "oncall note the graphs are back to normal",
            "oncall note --at 16:50 \"first ticket came in\"",
            "oncall note --at \"8:20 - 8:24\" --on yesterday \"went through the chat\"",
            "kubectl get pods | oncall note -"
        })
final class Note implements Callable<Exit> {
    private final Invocation invocation;

    @Mixin
    private final Jotting jotting = new Jotting();

    @Mixin
    private final When when = new When();

    Note(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Exit call() {
        return jotting.save(invocation, "Noted", Entry.of(new Event.Note(Optional.empty())), when);
    }
}
