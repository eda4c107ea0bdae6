package oncall.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import oncall.plan.LiveCheck;
import oncall.plan.RevertPlan;
import oncall.runbook.Command;
import oncall.runbook.Runbook;
import oncall.runbook.Step;
import oncall.runbook.Team;

/** The commands a file can ask to run: what trusting it means. */
public final class CommandsOf {
    private CommandsOf() {}

    /** Of a book. */
    public static List<String> book(Runbook book) {
        return steps(book.phases().values().stream().flatMap(List::stream));
    }

    /** Of a plan: its steps, and the checks it declares for a live look. */
    public static List<String> plan(RevertPlan plan) {
        return Stream.concat(
                        steps(PlanSteps.all(plan).stream()).stream(),
                        LiveCheck.of(plan).stream().map(check -> check.command().display()))
                .distinct()
                .toList();
    }

    /** Of a team file: its steps, the ways to reach people, the channels. */
    public static List<String> team(Team team) {
        List<String> all = new ArrayList<>(steps(team.steps().values().stream().flatMap(List::stream)));
        team.roles()
                .values()
                .forEach(role -> role.reach()
                        .forEach(reach -> reach.run().map(Command::display).ifPresent(all::add)));
        team.channels().values().forEach(channel -> {
            if (channel.via() instanceof Team.Channel.ByCommand by) {
                all.add(by.command().display());
            }
        });
        return all;
    }

    static List<String> unit(Route.Unit unit, Desk desk) {
        if (unit.plan().isPresent()) {
            return plan(unit.plan().get());
        }
        if (unit.source().equals(desk.team().source())) {
            return team(desk.team());
        }
        Optional<Runbook> book = unit.name().equals(desk.book().name())
                ? Optional.of(desk.book())
                : desk.parts().shelf().book(unit.name());
        return book.map(CommandsOf::book).orElse(List.of());
    }

    private static List<String> steps(Stream<Step> steps) {
        return steps.flatMap(Words::withInner)
                .flatMap(step -> command(step).stream())
                .map(Command::display)
                .toList();
    }

    private static Optional<Command> command(Step step) {
        if (step instanceof Step.Run run) {
            return Optional.of(run.command());
        }
        return step instanceof Step.Verify verify ? verify.check() : Optional.empty();
    }
}
