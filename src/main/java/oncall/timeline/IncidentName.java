package oncall.timeline;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The id of an incident, which is also its folder's name: `<yyyymmdd-hhmm-slug>` in the zone it was opened in. */
public final class IncidentName {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final int LONGEST_SLUG = 40;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HHmm", Locale.ROOT);

    private IncidentName() {}

    /** Whether it can be the id of an incident; only then does it become part of a path. */
    static boolean isWellFormed(String id) {
        return FORM.matcher(id).matches();
    }

    /** The name for an incident opened now; a number follows when the folder is there already. */
    static String of(Instant opened, ZoneId zone, String title, String book) {
        String slug = slug(title);
        String words = slug.isEmpty() ? slug(book) : slug;
        return STAMP.format(opened.atZone(zone)) + "-" + (words.isEmpty() ? "incident" : words);
    }

    /** The minute an incident was opened, as its id tells it; empty for an id made otherwise. */
    public static Optional<Instant> opened(String id, ZoneId zone) {
        try {
            int stamp = "uuuuMMdd-HHmm".length();
            return id.length() < stamp
                    ? Optional.empty()
                    : Optional.of(LocalDateTime.parse(id.substring(0, stamp), STAMP)
                            .atZone(zone)
                            .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** ASCII letters and digits in lower case, each run of anything else one `-`, at most 40. */
    static String slug(String words) {
        StringBuilder slug = new StringBuilder();
        for (int i = 0; i < words.length() && slug.length() < LONGEST_SLUG; i++) {
            char c = words.charAt(i);
            char lower = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
            boolean kept = lower >= 'a' && lower <= 'z' || lower >= '0' && lower <= '9';
            if (kept) {
                slug.append(lower);
            } else if (slug.length() > 0 && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        }
        while (slug.length() > 0 && slug.charAt(slug.length() - 1) == '-') {
            slug.setLength(slug.length() - 1);
        }
        return slug.toString();
    }
}
