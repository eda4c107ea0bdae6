package oncall.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import oncall.document.IncidentsJson;
import oncall.document.IncidentsText;
import oncall.document.Listed;
import oncall.timeline.Glance;
import oncall.timeline.Incidents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** `oncall incidents`: all of them. */
@Command(
        description = "Lists incidents, open ones on top, the newest first.",
        footer = {"oncall incidents", "oncall incidents --json"})
final class ListIncidents implements Callable<Exit> {
    private final Invocation invocation;

    @Option(names = "--json", description = "One object for programs, oncall.incidents/1.")
    private boolean json;

    ListIncidents(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Exit call() {
        List<Listed> all = newestFirst(new Ports(invocation).incidents());
        if (json) {
            invocation.page().data(IncidentsJson.write(all) + "\n");
        } else {
            Instant now = invocation.clock().now();
            ZoneId zone = invocation.environs().zone();
            if (invocation.environs().terminals().narrow()) {
                invocation.paged(page -> IncidentsText.blocks(all, now, zone).forEach(page::line));
            } else {
                String lines = String.join("\n", IncidentsText.write(all, now, zone)) + "\n";
                invocation.paged(page -> page.text(lines));
            }
        }
        return Exit.OK;
    }

    /** Open and paused ones before closed ones, each the newest first. */
    static List<Listed> newestFirst(Incidents incidents) {
        List<Glance> glances = new ArrayList<>(incidents.list());
        Collections.reverse(glances);
        List<Listed> all = new ArrayList<>();
        glances.stream().filter(each -> each.state() != Glance.State.CLOSED).forEach(each -> all.add(listed(each)));
        glances.stream().filter(each -> each.state() == Glance.State.CLOSED).forEach(each -> all.add(listed(each)));
        return all;
    }

    private static Listed listed(Glance each) {
        return new Listed(each.id(), each.title(), each.state().word(), each.opened(), each.priority(), each.last());
    }
}
