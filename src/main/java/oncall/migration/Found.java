package oncall.migration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import oncall.runbook.Location;

/** What the layouts have found so far. */
final class Found {
    /**
     * What a migration says it follows.
     *
     * @param group in which names are unique
     * @param at where it says so
     */
    record Link(String group, String id, List<String> before, Location at) {
        Link {
            before = List.copyOf(before);
        }
    }

    private final List<Migration> migrations = new ArrayList<>();
    private final List<Irregularity> irregularities = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    void add(Migration migration) {
        migrations.add(migration);
    }

    void irregular(Irregularity.Kind kind, Location at, String what) {
        irregularities.add(new Irregularity(kind, at, what));
    }

    /** A migration names those that come before it; empty for the first. */
    void link(String group, String id, List<String> before, Location at) {
        links.add(new Link(group, id, before, at));
    }

    List<Link> links() {
        return links;
    }

    /** Marks a path as read: no other layout looks at it. */
    void take(String path) {
        taken.add(path);
    }

    boolean taken(String path) {
        return taken.contains(path);
    }

    List<Migration> migrations() {
        return migrations;
    }

    List<Irregularity> irregularities() {
        return irregularities;
    }
}
