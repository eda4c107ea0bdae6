package oncall.time;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Zones by their written names and offsets. */
final class ZoneWords {
    private static final int LARGEST = 18 * 60;
    private static final int HOUR = 60;

    /** Offsets with minutes that are or were in use; the whole hours are from -12 to +14. */
    private static final Set<String> UNEVEN = Set.of(
            "-09:30", "-03:30", "-02:30", "+03:30", "+04:30", "+05:30", "+05:45", "+06:30", "+08:30", "+08:45",
            "+09:30", "+10:30", "+12:45", "+13:45");

    private ZoneWords() {}

    /** Names of the time zone database, by themselves in lower case. */
    private static final class Names {
        private static final Map<String, String> BY_LOWER = ZoneId.getAvailableZoneIds().stream()
                .filter(id -> !id.startsWith("SystemV/"))
                .collect(Collectors.toMap(id -> id.toLowerCase(Locale.ROOT), id -> id, (one, other) -> one));
    }

    /** The zone of that name, whatever the case of its letters. */
    static Optional<ZoneId> region(String name) {
        return Optional.ofNullable(Names.BY_LOWER.get(name.toLowerCase(Locale.ROOT)))
                .map(ZoneId::of);
    }

    /** An offset as numbers; empty where no clock could show it. */
    static Optional<ZoneOffset> offset(boolean west, String hours, String minutes) {
        int total = Integer.parseInt(hours) * HOUR + (minutes.isEmpty() ? 0 : Integer.parseInt(minutes));
        boolean possible = total <= LARGEST && (minutes.isEmpty() || Integer.parseInt(minutes) < HOUR);
        return possible ? Optional.of(ZoneOffset.ofTotalSeconds((west ? -total : total) * HOUR)) : Optional.empty();
    }

    /** Whether clocks somewhere show it, or did in living memory. */
    static boolean inUse(ZoneOffset offset) {
        int minutes = offset.getTotalSeconds() / HOUR;
        return minutes % HOUR == 0 ? minutes >= -12 * HOUR && minutes <= 14 * HOUR : UNEVEN.contains(offset.getId());
    }
}
