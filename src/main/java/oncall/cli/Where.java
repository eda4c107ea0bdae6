package oncall.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** `oncall where`: each place and the reason for it. */
@Command(
        description = "Shows where books, incidents and the rest are, and why there. Nothing is made or changed.",
        footer = {"oncall where", "oncall where --runbooks ./runbooks"})
final class Where implements Callable<Exit> {
    private final Invocation invocation;

    Where(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Exit call() {
        Places places = invocation.places();
        Places.Books books = places.books();
        line("runbooks", books.place());
        books.passedOver().forEach(folder -> invocation.page().line("              passed over: " + folder));
        line("team file", places.team(Optional.empty()));
        line("revert plans", places.plans());
        line(
                "incidents",
                new Places.Place(Optional.of(places.incidents()), places.home().why()));
        line("settings", places.config());
        line("cache", places.cache());
        program();
        return Exit.OK;
    }

    private void line(String what, Places.Place place) {
        String path = place.path().map(Path::toString).orElse("-");
        line(what, path, place.why());
    }

    private void line(String what, String value, String why) {
        if (invocation.environs().terminals().narrow()) {
            invocation.page().line(what);
            invocation.page().line("  " + value);
            invocation.page().line("  (" + why + ")");
        } else {
            invocation.page().text(String.format("%-13s %s  (%s)\n", what, value, why));
        }
    }

    private void program() {
        Environs.Install install = invocation.environs().install();
        String image = install.image().map(Path::toString).orElse("-");
        line("program", image, "version " + install.version());
        line("java", System.getProperty("java.home"), "Java " + System.getProperty("java.version"));
        String archive = install.archive().map(Path::toString).orElse("-");
        String reason = install.archive().isPresent() ? "makes starting faster" : "none: `oncall cache` makes one";
        line("archive", archive, reason);
    }
}
