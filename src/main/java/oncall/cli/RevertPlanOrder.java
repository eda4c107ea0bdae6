package oncall.cli;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import oncall.plan.Cycle;
import oncall.plan.OrderDiagram;
import oncall.plan.OrderText;
import oncall.plan.RevertOrder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** `oncall revert-plan order`: in which order a change is undone, and why. */
@Command(
        description = {
            "Shows in which order a plan undoes its change, with the reason of each step. Services that",
            "wait for each other in a circle are shown as a path with the ways to break it. Nothing is run."
        },
        footer = {
            "oncall revert-plan order rbac-rollout",
            "oncall revert-plan order rbac-rollout --format mermaid >> rollout.md",
            "oncall revert-plan order rbac-rollout --format dot | dot -Tsvg > order.svg"
        })
final class RevertPlanOrder implements Callable<Exit> {
    private final Invocation invocation;

    @Parameters(arity = "1", paramLabel = "PLAN", description = "The revert plan, by name or path.")
    private String plan;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            completionCandidates = Formats.class,
            description = "text, mermaid or dot.")
    private String format;

    RevertPlanOrder(Invocation invocation) {
        this.invocation = invocation;
    }

    private enum Format {
        TEXT,
        MERMAID,
        DOT
    }

    /** For the parser, which shows them to completion. */
    static final class Formats extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Formats() {
            super(FormatWords.of(Format.class));
        }
    }

    @Override
    public Exit call() {
        Format shown = format == null ? Format.TEXT : FormatWords.of(Format.class, format, "oncall revert-plan order");
        RevertOrder order = RevertOrder.of(new Plans(invocation).one(plan).read());
        switch (shown) {
            case TEXT ->
                invocation.paged(
                        page -> page.texts(lines -> OrderText.lines(order).forEach(lines)));
            case MERMAID ->
                invocation.page().data(lines -> OrderDiagram.mermaid(order).forEach(lines));
            case DOT -> invocation.page().data(lines -> OrderDiagram.dot(order).forEach(lines));
        }
        if (shown != Format.TEXT) {
            order.cycles().forEach(this::tell);
        }
        return order.isWhole() ? Exit.OK : Exit.FIX;
    }

    private void tell(Cycle cycle) {
        invocation.talk().line("Each waits for the next: " + cycle.path() + ".");
        cycle.ways().forEach(way -> invocation.talk().line("To break it: " + way + "."));
    }
}
