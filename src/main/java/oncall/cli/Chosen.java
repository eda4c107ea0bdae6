package oncall.cli;

import java.util.List;
import java.util.Optional;
import oncall.timeline.Glance;
import oncall.timeline.Incidents;

/** Which incident a command is about: the one named, else the only open one. */
final class Chosen {
    private final Incidents incidents;

    Chosen(Incidents incidents) {
        this.incidents = incidents;
    }

    /**
     * The id of the incident meant.
     *
     * @throws Failure when there is none, or several and none is named
     */
    String id(Optional<String> named) {
        return named.isPresent() ? named(named.get()) : onlyOpen();
    }

    private String named(String beginning) {
        Incidents.Found found = incidents.find(beginning);
        if (found instanceof Incidents.One one) {
            return one.id();
        }
        if (found instanceof Incidents.Several several) {
            throw new Failure(
                    Exit.USAGE,
                    "Several incidents begin with `" + beginning + "`: " + String.join(", ", several.ids()) + ".",
                    "Write more of the id.");
        }
        throw new Failure(
                Exit.NOT_FOUND,
                "There is no incident `" + beginning + "` in " + incidents.folder() + "."
                        + Nearest.question(Nearest.to(beginning, incidents.ids())),
                "`oncall incidents` lists them.");
    }

    private String onlyOpen() {
        List<Glance> all = incidents.list();
        List<Glance> open = open(all);
        if (open.size() == 1) {
            return open.get(0).id();
        }
        if (open.isEmpty()) {
            throw noneOpen(all);
        }
        throw new Failure(
                Exit.USAGE,
                "Several incidents are open: "
                        + String.join(", ", open.stream().map(Glance::id).toList()) + ".",
                "Name one, or the beginning of its id.");
    }

    /** A closed incident is named, never taken: the person may mean another. */
    private static Failure noneOpen(List<Glance> all) {
        String start = "`oncall start` opens one; `oncall incidents` lists all.";
        if (all.isEmpty()) {
            return new Failure(Exit.NOT_FOUND, "No incident is open.", start);
        }
        String newest = all.get(all.size() - 1).id();
        return new Failure(
                Exit.NOT_FOUND,
                "No incident is open. The newest one is closed: " + newest,
                "To read it: `oncall timeline " + newest + "` or `oncall status " + newest + "`.",
                "To write about it: `oncall postmortem " + newest + "`.",
                "To add to it: `oncall note --incident " + newest + " TEXT`.",
                "To mend it: `oncall correct --incident " + newest + " RECORD TEXT`, or `oncall redact --incident "
                        + newest + " RECORD`.",
                start);
    }

    /** All that are open or paused. */
    List<Glance> open() {
        return open(incidents.list());
    }

    private static List<Glance> open(List<Glance> all) {
        return all.stream()
                .filter(glance -> glance.state() != Glance.State.CLOSED)
                .toList();
    }
}
