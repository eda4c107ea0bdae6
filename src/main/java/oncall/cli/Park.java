package oncall.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import oncall.incident.Entry;
import oncall.incident.Event;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** `oncall park`: an idea kept for after the incident. */
@Command(
        description = "Keeps an idea for after the incident: no owner, no date, no promise.",
        footer = {"oncall park why does the flag service need a restart?", "oncall park - < ideas.txt"})
final class Park implements Callable<Exit> {
    private final Invocation invocation;

    @Mixin
    private final Jotting jotting = new Jotting();

    Park(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Exit call() {
        return jotting.save(invocation, "Parked", Entry.of(new Event.Park(Optional.empty())));
    }
}
