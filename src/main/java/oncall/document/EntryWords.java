package oncall.document;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.runbook.Phase;
import oncall.runbook.TimeReader;
import oncall.runbook.Value;

/** What one entry says, as every form for people says it. */
final class EntryWords {
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S{1,20}Z");

    private final Incident incident;
    private final ZoneId zone;
    private final boolean whole;

    /** @param whole whether texts of several lines are among the words; else they are left out, to stand elsewhere */
    EntryWords(Heading heading, boolean whole) {
        this.incident = heading.incident();
        this.zone = heading.zone();
        this.whole = whole;
    }

    /** The step with its phase, and the kind unless it is a plain answer. */
    static String where(TimelineRecord record) {
        String kind = record.event().kind();
        String phase = record.entry().phase().map(Phase::word).orElse("");
        String step = record.entry().step().orElse("");
        String place = phase.isEmpty() || step.isEmpty() ? phase + step : phase + "/" + step;
        if (place.isEmpty()) {
            return kind;
        }
        boolean said = record.event() instanceof Event.Answer || place.endsWith("/" + kind);
        return said ? place : place + " " + kind;
    }

    /** Who wrote it; of a row from elsewhere whom it names, and who brought it in. */
    static String who(Told told) {
        TimelineRecord record = told.record();
        Optional<String> named = !told.redacted() && record.event() instanceof Event.Import row
                ? row.who().filter(who -> !who.isBlank())
                : Optional.empty();
        return named.map(who -> who + ", brought in by ").orElse("") + record.actor();
    }

    /** Value, words, and what the kind adds; of a withheld entry that it is withheld. */
    String said(Told told) {
        if (told.redacted()) {
            return Incident.WITHHELD;
        }
        TimelineRecord record = told.record();
        String version = record.event() instanceof Event.Priority priority
                ? level(priority, told.text())
                : said(
                        saysItself(record.event()) ? Optional.empty() : told.value(),
                        told.text().filter(words -> !isName(words, record.event())),
                        told.at());
        String words = EventWords.of(record.event(), instant -> time(instant, told.at()));
        return words.isEmpty() || version.isEmpty() ? version + words : version + ", " + words;
    }

    /** Whether the words of the kind say the value already: what came of a call or a message. */
    private static boolean saysItself(Event event) {
        return event instanceof Event.Comms || event instanceof Event.Call;
    }

    private static boolean isName(String words, Event event) {
        return event instanceof Event.Call call
                && call.name().filter(words::equals).isPresent();
    }

    /** The reason, which begins with the level; without one the level alone. */
    private String level(Event.Priority priority, Optional<String> reason) {
        return reason.map(this::quoted).orElse(Lines.one(priority.to()) + (priority.provisional() ? " for now" : ""));
    }

    private String said(Optional<Value> value, Optional<String> text, Instant day) {
        String canonical = value.map(some -> Lines.one(readable(some, day))).orElse("");
        String given = text.filter(words -> whole || !words.isBlank() && !Lines.several(words))
                .filter(words -> !words.equals(canonical))
                .map(this::quoted)
                .orElse("");
        return canonical.isEmpty() || given.isEmpty() ? canonical + given : canonical + " " + given;
    }

    private String quoted(String text) {
        return whole ? '"' + text + '"' : Lines.quoted(text);
    }

    /** Canonical but for a time, which is shown in the incident's zone. */
    private String readable(Value value, Instant day) {
        if (!INSTANT.matcher(value.toString()).matches()) {
            return value.toString();
        }
        try {
            return Moments.briefBoth(Instant.parse(value.toString()), day, zone);
        } catch (DateTimeException e) {
            return value.toString();
        }
    }

    /** What a reader must know about it: late, corrected, replaced, not exact. */
    List<String> marks(Told told) {
        TimelineRecord record = told.record();
        List<String> marks = new ArrayList<>();
        if (!told.redacted()) {
            record.entry().time().ifPresent(given -> precision(given, told.at()).ifPresent(marks::add));
            if (told.corrected()) {
                marks.add(corrections(told));
            }
            record.entry().supersedes().ifPresent(id -> marks.add("replaces " + Lines.one(id)));
            told.replacedBy().ifPresent(id -> marks.add("replaced by " + id));
            record.entry().marks().stream().sorted().forEach(mark -> marks.add(Lines.one(mark)));
        }
        if (told.late()) {
            marks.add("late, written " + time(record.recorded(), told.at()));
        }
        return marks;
    }

    /** How far off the time may be, where it is not known to the minute. */
    private Optional<String> precision(TimeReader.Given given, Instant day) {
        String until = given.until().map(at -> "until " + time(at, day) + ", ").orElse("");
        return switch (given.precision()) {
            case EXACT, MINUTE -> given.until().map(at -> "until " + time(at, day));
            case HOUR -> Optional.of(until + "to the hour");
            case DAY -> Optional.of(until + "to the day");
            case APPROX -> Optional.of(until + "about, given as " + quoted(given.written()));
        };
    }

    /** What it said before, oldest first, and who corrected it when. */
    private String corrections(Told told) {
        List<Told.Version> versions = told.versions();
        List<String> before = new ArrayList<>();
        Told.Version newest = versions.get(0);
        for (Told.Version each : versions.subList(1, versions.size())) {
            // one that came after the incident was folded is a correction: only those make an entry corrected
            boolean correction = incident.record(each.id())
                    .map(record -> record.event() instanceof Event.Correction)
                    .orElse(true);
            if (correction) {
                before.add(before(newest, each, told.at()));
                newest = each;
            }
        }
        return "was " + String.join(", then ", before) + "; corrected "
                + time(newest.recorded(), told.at()) + " by "
                + Lines.one(newest.actor());
    }

    /** What a correction took the place of: the time where it is about that, the rest where that is another. */
    private String before(Told.Version old, Told.Version now, Instant day) {
        String said = said(old.value(), old.text(), day);
        boolean same = old.value().equals(now.value()) && old.text().equals(now.text());
        String when = old.at().equals(now.at())
                ? ""
                : old.at().map(at -> "at " + time(at, day)).orElse("");
        return same ? when : when.isEmpty() ? said : said + " " + when;
    }

    /** With the date where it is not the entry's own day. */
    private String time(Instant instant, Instant day) {
        return Moments.brief(instant, day, zone);
    }
}
