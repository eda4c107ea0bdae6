package oncall.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oncall.pty.Pty;

/**
 * The services of the origin story as processes, the scripts that reach them, and the plan. A script can be held before and
 * behind its effect, so that a test can end the program at just that moment.
 */
final class Night implements AutoCloseable {
    static final String NAME = "rbac";

    private final Scene scene;
    private final StandIn flag;
    private final StandIn ui;
    private final StandIn api;
    private final StandIn access;
    private final StandIn pipeline;

    Night(Scene scene) {
        this.scene = scene;
        Path home = scene.home();
        flag = StandIn.start(home, "flag", "on");
        ui = StandIn.start(home, "ui", "2.9.0");
        api = StandIn.start(home, "api", "4.13.0");
        access = StandIn.start(home, "access-control", "1.0.3");
        pipeline = StandIn.start(home, "pipeline", "free");
        script("hold", pipeline.line("post", "/hold/on"));
        script("release", pipeline.line("post", "/hold/free"));
        script("flag-off", flag.line("post", "/flag/off"));
        script("undo-ui", ui.line("post", "/deploy/2.8.7"));
        script("undo-api", api.line("post", "/deploy/4.12.2"));
        script("stop-access", access.line("post", "/deploy/none"));
        script("dump", "echo threads >>\"$HOME/dumped\"");
        probe("[ \"$(" + flag.line("get", "/version") + ")\" = off ]");
        scene.file("runbooks/revert-plans/rbac.yaml", plan());
        scene.file("runbooks/team.yaml", "oncall: team/1\nname: acme\n");
    }

    /** Marks that it began and ended; waits while a test wants it to. */
    private void script(String name, String effect) {
        scene.program(name, """
                here="$HOME/$(basename "$0")"
                echo $$ >"$here.began"
                while [ -e "$HOME/before" ]; do sleep 0.05; done
                %s || exit 1
                echo done >"$here.ended"
                while [ -e "$HOME/behind" ]; do sleep 0.05; done
                """.formatted(effect));
    }

    private void probe(String condition) {
        scene.program("write-probe", "echo look >>\"$HOME/looks\"\n" + condition + " && echo writes work\n");
    }

    /** From now on writes work only when the old api runs. */
    void flagIsNotEnough() {
        probe("[ \"$(" + api.line("get", "/version") + ")\" = 4.12.2 ]");
    }

    /** From now on they work when the old api runs and somebody has mended what stands in the way. */
    void probeFails() {
        probe("[ \"$(" + api.line("get", "/version") + ")\" = 4.12.2 ] && [ -e \"$HOME/mended\" ]");
    }

    private static String plan() {
        try {
            return Files.readString(Path.of("src/test/resources/stories/rbac.yaml"))
                    .replace(
                            "2018-11-11T08:12Z",
                            Instant.now()
                                    .minus(1, ChronoUnit.DAYS)
                                    .truncatedTo(ChronoUnit.SECONDS)
                                    .toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program on a terminal, at the real time. */
    Pty terminal(String... arguments) {
        return scene.terminal(arguments).without("ONCALL_NOW").size(100, 40).start();
    }

    /** Flag, ui, api, access control, pipeline. */
    List<String> versions() {
        return List.of(flag, ui, api, access, pipeline).stream()
                .map(StandIn::version)
                .toList();
    }

    /** How often each of them was changed, in the same order. */
    List<Integer> changes() {
        return List.of(flag, ui, api, access, pipeline).stream()
                .map(StandIn::changes)
                .toList();
    }

    /** A person who runs every command of the plan as it is offered. */
    static Map<String, String> steps() {
        Map<String, String> table = new LinkedHashMap<>();
        table.put("Hold deployments, so that nothing ships the bad version again", "1");
        table.put("Save this first: it may be gone afterwards", "1");
        table.put("Turn the flag off first. It may be enough.", "1");
        table.put("Put the old ui back.", "1");
        table.put("Put the old api back.", "1");
        table.put("The next step goes past that point. Go on?", "1");
        table.put("Stop the new service.", "1");
        table.put("Can a customer update an environment?", "1");
        table.put("Let deployments go again", "1");
        return table;
    }

    @Override
    public void close() {
        List.of(flag, ui, api, access, pipeline).forEach(StandIn::close);
    }
}
