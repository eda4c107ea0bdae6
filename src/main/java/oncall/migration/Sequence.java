package oncall.migration;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import oncall.runbook.Location;

/** Puts migrations in order, and finds numbers used twice and numbers left out. */
final class Sequence {
    private static final Set<Layout> NUMBERED = Set.of(Layout.FLYWAY, Layout.GOLANG_MIGRATE, Layout.RAILS);

    /** Above this a number is a time of day, and nothing is left out between two of them. */
    private static final BigInteger COUNTED = BigInteger.valueOf(100_000);

    private Sequence() {}

    static Migrations of(Found found) {
        List<Migration> ordered = new ArrayList<>(Chain.ordered(found));
        ordered.sort(Comparator.comparing(Migration::order));
        List<Migration> counted = ordered.stream().filter(one -> !baseline(one)).toList();
        for (int i = 1; i < counted.size(); i++) {
            compare(counted.get(i - 1), counted.get(i), found);
        }
        List<Irregularity> irregularities = new ArrayList<>(found.irregularities());
        irregularities.sort(Comparator.comparing((Irregularity one) -> one.at().path())
                .thenComparing(one -> one.at().line())
                .thenComparing(Irregularity::kind));
        return new Migrations(ordered, irregularities);
    }

    private static void compare(Migration one, Migration next, Found found) {
        boolean same = one.layout() == next.layout()
                && one.order().group().equals(next.order().group());
        if (!same || !NUMBERED.contains(one.layout()) || next.id().startsWith("R__")) {
            return;
        }
        Location at = next.up();
        if (one.order().numbers().equals(next.order().numbers())) {
            found.irregular(
                    Irregularity.Kind.DUPLICATE,
                    at,
                    "Version " + next.id() + " is also that of `"
                            + Tree.file(one.up().path()) + "`.");
            return;
        }
        BigInteger from = first(one);
        BigInteger to = first(next);
        boolean counted =
                one.order().numbers().size() <= 1 && next.order().numbers().size() <= 1 && to.compareTo(COUNTED) < 0;
        if (counted && to.subtract(from).compareTo(BigInteger.ONE) > 0) {
            found.irregular(
                    Irregularity.Kind.GAP,
                    at,
                    "Between version " + one.id() + " and " + next.id() + " a number is left out.");
        }
    }

    /** Flyway: stands for all versions up to its own, which may be there as well. */
    private static boolean baseline(Migration migration) {
        return migration.layout() == Layout.FLYWAY
                && Tree.file(migration.up().path()).startsWith("B");
    }

    private static BigInteger first(Migration migration) {
        List<BigInteger> numbers = migration.order().numbers();
        return numbers.isEmpty() ? BigInteger.ZERO : numbers.get(0);
    }
}
