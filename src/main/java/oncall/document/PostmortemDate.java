package oncall.document;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import oncall.incident.Incident;
import oncall.incident.Moment;
import oncall.incident.Policy;

/** By when a postmortem is held: business days after the incident was closed, as many as its level asks for. */
public final class PostmortemDate {
    private static final Set<DayOfWeek> USUAL = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE uuuu-MM-dd", Locale.ENGLISH);
    private static final long SECONDS_OF_A_DAY = Duration.ofDays(1).toSeconds();

    private PostmortemDate() {}

    /** The day that many business days after another one. */
    static LocalDate after(LocalDate day, long businessDays, Set<DayOfWeek> workdays) {
        LocalDate date = day;
        for (long left = businessDays; left > 0; ) {
            date = date.plusDays(1);
            left -= workdays.contains(date.getDayOfWeek()) ? 1 : 0;
        }
        return date;
    }

    /** `Postmortem: by Monday 2018-11-19, 5 business days after closing (P1).`; says so where none is asked for. */
    public static Optional<String> line(Incident incident, Policy policy, ZoneId otherwise) {
        PostmortemView view = new PostmortemView(incident, policy, otherwise);
        if (view.level().isEmpty() || view.levelPolicy().isEmpty() || !view.closeKnown()) {
            return Optional.empty();
        }
        return Optional.of(view.levelPolicy()
                .flatMap(Policy.Level::postmortem)
                .map(within -> "Postmortem: by " + DAY.format(date(view, within)) + ", " + days(within)
                        + " after closing (" + view.level().get() + ").")
                .orElse("Postmortem: the team asks for none at " + view.level().get() + "."));
    }

    /** The cell of the document, with the reason. */
    static String words(PostmortemView view, PostmortemPage page) {
        String level = PostmortemPage.text(view.level().orElse(""));
        if (level.isEmpty()) {
            return page.todo("a date; no priority is on record, so no rule says when");
        }
        if (view.levelPolicy().isEmpty()) {
            return page.todo("a date; the record carries no copy of what the team asks for at " + level);
        }
        Optional<Duration> within = view.levelPolicy().flatMap(Policy.Level::postmortem);
        if (within.isEmpty()) {
            return "none is asked for at " + level + " by the team file";
        }
        String rule = days(within.get()) + " after closing, as the team file asks for at " + level + "; "
                + workdays(view.policy()) + ", holidays not counted";
        if (view.closed() && !view.closeKnown()) {
            return page.todo("a date; when it was closed is not known here") + ": " + rule;
        }
        return view.closed()
                ? "by " + DAY.format(date(view, within.get())) + ": " + rule
                : page.todo("a date once it is closed") + ": " + rule;
    }

    private static LocalDate date(PostmortemView view, Duration within) {
        LocalDate closed = view.course()
                .mark(Moment.CLOSED)
                .orElseThrow()
                .at()
                .atZone(zone(view))
                .toLocalDate();
        Set<DayOfWeek> workdays = view.policy().workdays();
        return after(closed, count(within), workdays.isEmpty() ? USUAL : workdays);
    }

    private static ZoneId zone(PostmortemView view) {
        try {
            return view.policy().zone().map(ZoneId::of).orElse(view.zone());
        } catch (DateTimeException e) {
            return view.zone();
        }
    }

    private static long count(Duration within) {
        return (within.toSeconds() + SECONDS_OF_A_DAY - 1) / SECONDS_OF_A_DAY;
    }

    private static String days(Duration within) {
        long count = count(within);
        return count == 1 ? "1 business day" : count + " business days";
    }

    private static String workdays(Policy policy) {
        if (policy.workdays().isEmpty()) {
            return "business days taken as Monday to Friday, because the team file names none";
        }
        List<String> names = policy.workdays().stream()
                .map(day -> day.getDisplayName(java.time.format.TextStyle.SHORT, Locale.ENGLISH))
                .toList();
        return "business days are " + String.join(" ", names);
    }
}
