package oncall.time;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Timelines as teams wrote them: the words of each time, and the instant they stand for. Invented ones lie with the tests; those
 * of real incidents beside the sources, where a clone has them.
 */
public record Timelines(String id, ZoneId zone, List<Line> lines) {
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)");
    private static final Pattern DAY = Pattern.compile(
            "(?i).*(?:\\d{4}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun).*");

    /** One entry. `instant` is empty where it cannot be known. */
    public record Line(
            int number,
            String asWritten,
            Optional<Instant> instant,
            Optional<Instant> until,
            String precision,
            String flags,
            String text) {
        /** Whether the words say which day. */
        public boolean writesDay() {
            return DAY.matcher(asWritten).matches();
        }

        /** The day in the words, where it stands there in digits; else the day of the instant. */
        Optional<LocalDate> day(ZoneId zone) {
            Matcher digits = DATE.matcher(asWritten);
            return digits.find()
                    ? Optional.of(LocalDate.parse(digits.group()))
                    : instant.map(at -> LocalDate.ofInstant(at, zone));
        }

        /** The same under another number. */
        public Line numbered(int other) {
            return new Line(other, asWritten, instant, until, precision, flags, text);
        }

        /** Whether nobody can know it, or it is known to be wrong. */
        public boolean isUnknowable() {
            return instant.isEmpty() || precision.equals("hour") || flags.contains("date_typo");
        }
    }

    /** What `--on` says beside a line: the day of the last line before it that wrote one. */
    public Optional<LocalDate> dayBefore(Line line) {
        return lines.stream()
                .takeWhile(each -> each != line)
                .filter(Line::writesDay)
                .reduce((first, second) -> second)
                .flatMap(each -> each.day(zone));
    }

    /** The first and the last moment. */
    public List<Instant> ends() {
        List<Instant> all = lines.stream()
                .flatMap(line -> Stream.concat(line.instant().stream(), line.until().stream()))
                .sorted()
                .toList();
        return List.of(all.get(0), all.get(all.size() - 1));
    }

    // ---- moved

    private static final Pattern WEEKDAY = Pattern.compile("\\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\\b");
    private static final Pattern DAY_MONTH = Pattern.compile("(\\d{1,2})(\\.?) ([A-Z][a-z]+)");
    private static final Pattern MONTH_DAY = Pattern.compile("([A-Z][a-z]{2}) (\\d{1,2})");
    private static final Pattern YEAR = Pattern.compile("\\b20[12]\\d\\b");
    private static final Pattern OWN_ZONE = Pattern.compile("(?:Z|[+-]\\d\\d:\\d\\d|[A-Z]ST)$");

    /**
     * The same words on the clock of another zone, days later, the dates in them rewritten. Lines that name a zone, and lines
     * that the clock there skips or shows twice, are left out.
     */
    public Timelines moved(ZoneId to, long days) {
        List<Line> moved = new ArrayList<>();
        for (Line line : lines) {
            Optional<ZonedDateTime> at = line.instant().map(each -> there(each, to, days));
            boolean plain = at.filter(each -> to.getRules()
                                            .getValidOffsets(each.toLocalDateTime())
                                            .size()
                                    != 1)
                            .isEmpty()
                    && line.instant().map(each -> local(each, days)).equals(at.map(ZonedDateTime::toLocalDateTime));
            if (plain && !OWN_ZONE.matcher(line.asWritten()).find()) {
                moved.add(new Line(
                        line.number(),
                        line.day(zone)
                                .map(day -> rewritten(line.asWritten(), day.plusDays(days)))
                                .orElse(line.asWritten()),
                        at.map(ZonedDateTime::toInstant),
                        line.until().map(each -> there(each, to, days).toInstant()),
                        line.precision(),
                        line.flags(),
                        line.text()));
            }
        }
        return new Timelines(id, to, moved);
    }

    private LocalDateTime local(Instant at, long days) {
        return at.atZone(zone).toLocalDateTime().plusDays(days);
    }

    private ZonedDateTime there(Instant at, ZoneId to, long days) {
        return local(at, days).atZone(to);
    }

    private static String rewritten(String words, LocalDate to) {
        Matcher digits = DATE.matcher(words);
        if (digits.find()) {
            return digits.replaceFirst(to.toString());
        }
        String month = Scanner.name(to.getMonthValue());
        String moved = words;
        if (DAY_MONTH.matcher(words).find()) {
            moved = DAY_MONTH.matcher(words).replaceFirst(to.getDayOfMonth() + "$2 " + month);
        } else if (MONTH_DAY.matcher(words).find()) {
            moved = MONTH_DAY.matcher(words).replaceFirst(month.substring(0, 3) + " " + to.getDayOfMonth());
        }
        moved = YEAR.matcher(moved).replaceFirst(Integer.toString(to.getYear()));
        return WEEKDAY.matcher(moved)
                .replaceFirst(Placing.name(to.getDayOfWeek()).substring(0, 3));
    }

    /** The invented ones. */
    public static List<Timelines> own() {
        return in(Path.of("src/test/resources/timelines"));
    }

    /** Those of real incidents; none where the folder is not there. */
    public static List<Timelines> real() {
        Path folder = Path.of(System.getProperty("oncall.corpus", "../shared/corpus"), "timelines");
        return Files.isDirectory(folder) ? in(folder) : List.of();
    }

    private static List<Timelines> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.toString().endsWith(".jsonl"))
                    .sorted()
                    .map(Timelines::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Timelines read(Path file) {
        try {
            List<String> all = Files.readAllLines(file);
            Map<String, String> source = object(all.get(0));
            List<Line> lines = new ArrayList<>();
            for (String line : all.subList(1, all.size())) {
                Map<String, String> entry = object(line);
                lines.add(new Line(
                        Integer.parseInt(entry.get("n")),
                        entry.get("as_written"),
                        Optional.ofNullable(entry.get("instant")).map(Instant::parse),
                        Optional.ofNullable(entry.get("until")).map(Instant::parse),
                        entry.getOrDefault("precision", ""),
                        entry.getOrDefault("flags", ""),
                        entry.get("text")));
            }
            return new Timelines(source.get("id"), ZoneId.of(source.get("zone")), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The members of a flat object; lists as their words, null as absent. */
    private static Map<String, String> object(String line) throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(line)) {
            String name = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    name = parser.currentName();
                } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    members.merge(name, parser.getText(), (one, other) -> one + " " + other);
                }
            }
        }
        return members;
    }
}
