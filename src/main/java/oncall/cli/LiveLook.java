package oncall.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import oncall.plan.Finding;
import oncall.plan.PlanCheck;
import oncall.plan.RevertPlan;
import oncall.plan.Surroundings;
import oncall.plan.Verdict;
import oncall.runbook.Team;
import oncall.terminal.Colour;
import oncall.terminal.Conversation;

/** What a plan's live checks say, beside the verdict on its text: files, history, and commands that were agreed to. */
final class LiveLook implements AutoCloseable {
    private final Invocation invocation;
    private final Environs environs;
    private final Optional<String> environment;
    private final Conversation conversation;
    private final List<Path> kept = new ArrayList<>();

    /**
     * For one run of the check.
     *
     * @param environment the id of the environment whose values the plan's checks are given
     */
    LiveLook(Invocation invocation, Optional<String> environment) {
        this.invocation = invocation;
        this.environs = invocation.environs();
        this.environment = environment;
        this.conversation =
                new Ports(invocation).conversation(invocation.common().plain(), Colour.Choice.AUTO);
    }

    /** The verdict with everything that can be seen from here now. */
    Verdict look(PlanFile file, Verdict verdict, Surroundings around) {
        RevertPlan plan = file.read();
        Team team = file.team();
        environment.filter(id -> !team.environments().containsKey(id)).ifPresent(id -> {
            throw new Failure(
                    Exit.USAGE,
                    "`" + id + "` is not an environment of the team file."
                            + Nearest.question(Nearest.to(
                                    id, List.copyOf(team.environments().keySet()))),
                    "Its key `environments` has them.");
        });
        Path folder = file.path().map(Path::getParent).orElse(environs.folder());
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        List<Finding> found = new ArrayList<>(new LiveFiles(environs.variables(), folder).look(plan));
        found.addAll(new LiveGit(environs, temporary).look(plan, team, folder));
        found.addAll(new LiveMigrations(new RangeMigrations(environs, temporary)).look(plan, team, folder));
        LiveCommands commands = new LiveCommands(new Ports(invocation), conversation, environment);
        found.addAll(commands.look(plan, team, environs.folder()));
        commands.keep(plan, invocation.clock().now()).ifPresent(kept::add);
        Map<Boolean, List<Finding>> silent = found.stream()
                .flatMap(each -> PlanCheck.levelled(each, team.revertPlanRules()).stream())
                .collect(Collectors.partitioningBy(each -> PlanCheck.isSuppressed(each.rule(), plan, around)));
        return verdict.with(
                silent.get(false),
                silent.get(true).stream()
                        .filter(each -> each.result() != Finding.Result.PASS)
                        .toList());
    }

    /** Where what the checks wrote is kept. */
    List<Path> kept() {
        return kept;
    }

    @Override
    public void close() {
        conversation.close();
    }
}
