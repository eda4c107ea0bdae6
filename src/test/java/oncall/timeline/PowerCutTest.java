package oncall.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PowerCutTest {
    private static final int STORIES = 1500;

    @Test
    void what_was_acknowledged_is_there_when_the_power_is_back() {
        int lost = 0;
        int extra = 0;
        int acknowledged = 0;
        for (int seed = 0; seed < STORIES; seed++) {
            Story story = new Story(seed, new SimulatedDisk(seed));
            acknowledged += story.acknowledged.size();
            lost += story.lost;
            extra = Math.max(extra, story.extra);
        }
        assertEquals(0, lost);
        assertTrue(extra <= 1, extra + " answers that nobody was told of, after one cut");
        assertTrue(acknowledged > STORIES * 4, acknowledged + " acknowledged");
    }

    @Test
    void without_the_sync_some_of_it_is_lost_which_shows_that_the_simulation_can_see_it() {
        int lost = 0;
        for (int seed = 0; seed < 200; seed++) {
            lost += new Story(seed, new SimulatedDisk(seed).withoutSync()).lost;
        }
        assertTrue(lost > 100, lost + " lost");
    }

    /** Answers are given until the power fails, then it is looked what is there, twice over, on one disk. */
    private static final class Story {
        private final List<String> acknowledged = new ArrayList<>();
        private final List<String> evidence = new ArrayList<>();
        private int lost;
        private int extra;

        Story(int seed, SimulatedDisk disk) {
            Random random = new Random(seed);
            Sitting sitting = new Sitting(disk);
            for (int cut = 0; cut < 2; cut++) {
                sitting.disk.fail(random.nextInt(90), SimulatedDisk.Fault.POWER);
                answer(sitting, random, cut);
                sitting.disk = sitting.disk.afterPowerCut();
                look(sitting);
            }
        }

        private void answer(Sitting sitting, Random random, int cut) {
            try {
                FileTimeline timeline = sitting.incidents().ids().isEmpty() ? sitting.create() : sitting.open();
                for (int i = 0; ; i++) {
                    String value = cut + "." + i;
                    if (random.nextInt(8) == 0) {
                        String sha256 = timeline.keep("output " + value + "\n");
                        Sitting.append(
                                timeline, Entry.of(new Event.Evidence(sha256, 9, "", java.util.Optional.empty())));
                        evidence.add(sha256);
                    }
                    Sitting.say(timeline, value);
                    acknowledged.add(value);
                }
            } catch (SimulatedDisk.PowerCut e) {
                // that is the end of this sitting
            }
        }

        private void look(Sitting sitting) {
            if (sitting.incidents().ids().isEmpty()) {
                lost += acknowledged.size();
                return;
            }
            FileTimeline timeline = sitting.open();
            List<TimelineRecord> read = timeline.read();
            List<String> said = Sitting.said(read);
            List<String> missing = new ArrayList<>(acknowledged);
            missing.removeAll(said);
            lost += missing.size();
            for (String sha256 : evidence) {
                lost += timeline.evidence(sha256).isPresent() ? 0 : 1;
            }
            for (TimelineRecord record : read) {
                if (record.event() instanceof Event.Evidence kept) {
                    lost += timeline.evidence(kept.sha256()).isPresent() ? 0 : 1;
                }
            }
            List<String> more = new ArrayList<>(said);
            more.removeAll(acknowledged);
            extra = Math.max(extra, more.size());
            acknowledged.addAll(more);
            List<String> sorted = new ArrayList<>(acknowledged);
            sorted.retainAll(said);
            assertEquals(sorted, said, "out of order");
        }
    }
}
