package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.time.Timelines;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Timelines as teams wrote them go in entry by entry through `note --at`, and come out with the instants they stand for. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WrittenTimelinesTest {
    private static final Instant LATER = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant NEVER_DATED = Instant.parse("2018-11-12T15:30:00Z"); // a Monday evening
    private static final Pattern NOTE = Pattern.compile("\"kind\":\"note\"");

    @TempDir
    private Path folder;

    /** What became of the lines of one timeline. */
    private final class Story {
        private final Timelines timeline;
        private final Path home;
        private final Map<Integer, Instant> at = new HashMap<>();
        private final Map<Integer, Instant> until = new HashMap<>();
        private final List<Integer> refused = new ArrayList<>();
        private final List<String> wrong = new ArrayList<>();

        Story(Timelines timeline, String when) {
            this.timeline = timeline;
            this.home = folder.resolve(timeline.id() + "-" + when);
        }

        private InProcess.Ran run(Instant now, String... words) {
            return new InProcess(home)
                    .zone(timeline.zone().getId())
                    .with("ONCALL_NOW", now.toString())
                    .run(words);
        }

        /** Opens at the first entry, then notes every line; a bare time with the day of the last line that wrote one. */
        Story noted(Instant opened, Instant now, Optional<LocalDate> undated) {
            run(opened, "start", "outage", "--title", timeline.id()).ends(Exit.LEFT_OPEN);
            for (Timelines.Line line : timeline.lines()) {
                List<String> words = new ArrayList<>(List.of("note", "--at", line.asWritten()));
                Optional<LocalDate> on = line.writesDay()
                        ? Optional.empty()
                        : timeline.dayBefore(line).or(() -> undated);
                on.ifPresent(day -> words.addAll(List.of("--on", day.toString())));
                words.add(line.number() + ": " + line.text());
                InProcess.Ran ran = run(now, words.toArray(String[]::new));
                if (ran.exit() == Exit.USAGE) {
                    assertTrue(ran.err().endsWith("Nothing was saved.\n"), ran.err());
                    refused.add(line.number());
                } else {
                    ran.ends(Exit.OK);
                }
            }
            read(run(now, "timeline", "--format", "jsonl").ends(Exit.OK).out());
            judge();
            return this;
        }

        private void read(String jsonl) {
            for (String record :
                    jsonl.lines().filter(line -> NOTE.matcher(line).find()).toList()) {
                int number =
                        Integer.parseInt(member(record, "text").orElseThrow().split(":")[0]);
                Timelines.Line line = timeline.lines().get(number - 1);
                assertEquals(Optional.of(line.asWritten()), member(record, "written"), "the words as written");
                at.put(number, Instant.parse(member(record, "at").orElseThrow()));
                member(record, "until").map(Instant::parse).ifPresent(end -> until.put(number, end));
            }
        }

        private Optional<String> member(String record, String name) {
            Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(record);
            return found.find() ? Optional.of(found.group(1)) : Optional.empty();
        }

        private void judge() {
            for (Timelines.Line line : timeline.lines()) {
                int number = line.number();
                boolean in = at.containsKey(number);
                String name = timeline.id() + " " + number + " `" + line.asWritten() + "`";
                if (line.isUnknowable() && line.instant().isPresent() && in) {
                    wrong.add(name + " was taken as " + at.get(number));
                } else if (!line.isUnknowable() && !in) {
                    wrong.add(name + " was refused");
                } else if (in && line.instant().isPresent()) {
                    boolean same = line.instant().get().equals(at.get(number))
                            && line.until().equals(Optional.ofNullable(until.get(number)));
                    if (!same) {
                        wrong.add(name + " is " + at.get(number) + ", not "
                                + line.instant().get());
                    }
                }
            }
        }
    }

    private void go(List<Timelines> timelines) {
        List<String> wrong = new ArrayList<>();
        for (Timelines timeline : timelines) {
            boolean dated =
                    timeline.lines().stream().anyMatch(line -> line.instant().isPresent());
            Instant opened = dated ? timeline.ends().get(0) : NEVER_DATED;
            Instant after = (dated ? timeline.ends().get(1) : NEVER_DATED).plus(Duration.ofHours(3));
            LocalDate day = LocalDate.ofInstant(opened, timeline.zone());
            Story soon = new Story(timeline, "soon").noted(opened, after, Optional.empty());
            Story later = new Story(timeline, "later")
                    .noted(opened, LATER, Optional.of(day).filter(any -> dated));
            System.out.println(timeline.id() + ": " + counts(soon) + "; in 2026: " + counts(later));
            wrong.addAll(soon.wrong);
            wrong.addAll(later.wrong);
            if (!dated) {
                assertTrue(later.at.isEmpty(), "years later nobody knows which Monday");
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static String counts(Story story) {
        return story.timeline.lines().size() + " lines, " + story.at.size() + " in, " + story.refused.size()
                + " refused " + story.refused + ", " + story.wrong.size() + " wrong";
    }

    @Test
    void invented_timelines_come_out_as_they_were_meant() {
        go(Timelines.own());
    }

    @Test
    void real_timelines_come_out_as_they_were_meant() {
        assumeFalse(Timelines.real().isEmpty(), "../shared/corpus/timelines is not here");
        go(Timelines.real());
    }

    @Test
    void begun_the_day_before_a_change_of_the_clocks_they_do_too() {
        for (String change : List.of("2021-03-27 Europe/Berlin", "2021-10-30 Europe/Berlin")) {
            go(List.of(begun(Timelines.own().get(2), change)));
        }
        for (String change : List.of("2020-03-07 America/New_York", "2020-10-31 America/New_York")) {
            go(List.of(begun(Timelines.own().get(0), change)));
        }
    }

    private static Timelines begun(Timelines timeline, String when) {
        LocalDate day = LocalDate.parse(when.split(" ")[0]);
        LocalDate was = LocalDate.ofInstant(timeline.ends().get(0), timeline.zone());
        Timelines moved = timeline.moved(ZoneId.of(when.split(" ")[1]), ChronoUnit.DAYS.between(was, day));
        List<Timelines.Line> known =
                moved.lines().stream().filter(line -> !line.isUnknowable()).toList();
        List<Timelines.Line> numbered = new ArrayList<>();
        for (Timelines.Line line : known) {
            numbered.add(line.numbered(numbered.size() + 1));
        }
        return new Timelines(timeline.id() + "-" + day, moved.zone(), numbered);
    }
}
