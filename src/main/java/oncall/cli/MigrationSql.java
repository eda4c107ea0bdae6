package oncall.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.migration.Migration;
import oncall.migration.Migrations;
import oncall.migration.Script;
import oncall.migration.SqlText;
import oncall.plan.Surroundings;
import oncall.runbook.Location;
import oncall.sql.Harm;
import oncall.sql.SqlReading;

/**
 * What old code cannot live with in a file of migrations. The layout of the tool that runs it says which part of it goes forward;
 * a file of no known layout is read whole, up to where it says itself that its down begins. What nobody can read is said.
 */
final class MigrationSql {
    /** How several tools mark the half of a file that undoes the other. */
    private static final Pattern DOWN =
            Pattern.compile("(?im)^[ \\t]*--[ \\t]*(?:\\+(?:goose|migrate)[ \\t]+down|migrate:down|//[ \\t]*@undo)\\b");

    private static final String BY_HAND =
            "look at it by hand, and write under `compatible` why the old version lives with it";

    private final Function<String, Optional<String>> text;

    /** @param text reads a file by its path from the top of the repository; empty when it cannot be read */
    MigrationSql(Function<String, Optional<String>> text) {
        this.text = text;
    }

    /** What is found in a file, in its order; nothing where old code can live with all of it. */
    List<Surroundings.SqlFinding> look(String path) {
        List<Surroundings.SqlFinding> found = new ArrayList<>();
        List<Migration> migrations = Migrations.among(List.of(path), text, List.of()).found().stream()
                .filter(each -> each.up().path().equals(path))
                .toList();
        if (migrations.isEmpty()) {
            whole(path, found);
        } else {
            migrations.forEach(each -> script(each.forward(), found));
        }
        return List.copyOf(found);
    }

    private void whole(String path, List<Surroundings.SqlFinding> found) {
        Location at = Location.of(path);
        Optional<String> content = text.apply(path);
        if (content.isEmpty()) {
            found.add(unread(at, "This file could not be read as text, or is too long."));
        } else if (!path.toLowerCase(java.util.Locale.ROOT).endsWith(".sql")) {
            found.add(unread(at, "This is not SQL, and laid out like no migration known here, so it was not read."));
        } else {
            Matcher down = DOWN.matcher(content.get());
            read(new SqlText(at, down.find() ? content.get().substring(0, down.start()) : content.get(), true), found);
        }
    }

    private static void script(Script script, List<Surroundings.SqlFinding> found) {
        script.sql().forEach(part -> read(part, found));
        script.unreadable().forEach(each -> found.add(unread(each.at(), each.why())));
    }

    private static void read(SqlText part, List<Surroundings.SqlFinding> found) {
        SqlReading reading = SqlReading.of(part.at(), part.text());
        reading.findings().forEach(each -> {
            Harm harm = each.harm();
            Location at = part.exact() ? each.at() : part.at();
            found.add(new Surroundings.SqlFinding(
                    at, harm.cannot(), true, harm.losesData(), each.what() + ". " + harm.why(), harm.mend()));
        });
        reading.unread().forEach(each -> found.add(unread(part.exact() ? each.at() : part.at(), each.why())));
    }

    private static Surroundings.SqlFinding unread(Location at, String why) {
        return new Surroundings.SqlFinding(at, false, false, false, why, BY_HAND);
    }
}
