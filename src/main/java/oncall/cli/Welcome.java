package oncall.cli;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.document.Listed;
import oncall.document.PauseWords;
import oncall.incident.Incident;

/** `oncall` alone: what is open, then what one most likely wants now, well within a screen. */
final class Welcome {
    private static final int SHOWN = 5;

    private Welcome() {}

    static Exit show(Invocation invocation) {
        List<String> lines = new ArrayList<>();
        boolean open = false;
        try {
            List<Listed> all = ListIncidents.newestFirst(new Ports(invocation).incidents()).stream()
                    .filter(each -> !each.state().equals("closed"))
                    .toList();
            open = !all.isEmpty();
            lines.addAll(open(all, invocation));
        } catch (Failure nowhere) {
            lines.add(nowhere.getMessage() + " " + String.join(" ", nowhere.hints()));
        } catch (UncheckedIOException unreadable) {
            lines.add("Whether an incident is open is not known. " + unreadable.getMessage());
        }
        if (lines.isEmpty()) {
            lines.add("oncall walks you through an incident and keeps the record. None is open.");
        }
        lines.add("");
        lines.addAll(open ? commandsWhileOpen() : commands());
        lines.add("");
        lines.add("`oncall help` lists everything.");
        lines.forEach(invocation.page()::line);
        return Exit.OK;
    }

    private static List<String> open(List<Listed> all, Invocation invocation) {
        List<String> lines = new ArrayList<>();
        for (Listed each : all.subList(0, Math.min(SHOWN, all.size()))) {
            lines.add((each.state().equals("paused") ? "Paused: " : "Open: ") + each.id() + "  "
                    + each.priority().map(level -> level + "  ").orElse("") + "\""
                    + each.title().replaceAll("\\R+", " ") + "\"");
            if (each.state().equals("paused")) {
                until(each.id(), invocation).ifPresent(lines::add);
            }
        }
        if (all.size() > SHOWN) {
            lines.add("And " + (all.size() - SHOWN) + " more: oncall incidents");
        }
        return lines;
    }

    /** Until when, where that was said: the only thing here that is not in the first and last lines of a record. */
    private static Optional<String> until(String id, Invocation invocation) {
        Ports ports = new Ports(invocation);
        return ports.incidents()
                .open(id, invocation.clock(), ports.author(invocation.environs().actor()))
                .flatMap(timeline -> PauseWords.of(Incident.of(timeline.read(), timeline.header())))
                .filter(pause -> pause.until().isPresent())
                .map(pause -> "  "
                        + PauseWords.sentence(
                                pause,
                                invocation.clock().now(),
                                invocation.environs().zone()));
    }

    private static List<String> commandsWhileOpen() {
        return List.of(
                "  oncall resume    go on where you left off",
                "  oncall status    where it stands, what is due",
                "  oncall start     something else is broken: begin");
    }

    private static List<String> commands() {
        return List.of(
                "  oncall start         something is broken: begin",
                "  oncall incidents     what there was before",
                "  oncall help start    what a walk is like");
    }
}
