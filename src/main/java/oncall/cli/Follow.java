package oncall.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import oncall.document.Heading;
import oncall.document.Selected;
import oncall.document.Telling;
import oncall.document.TimelineForm;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.terminal.Terminals;
import oncall.timeline.FileTimeline;

/**
 * Shows what is on record and then each entry as others save it, until the incident is closed, Ctrl-C, or nobody reads any more.
 * It looks at how long the files are, a few times a second; it locks nothing and writes nothing.
 */
final class Follow {
    private static final long LOOK_MILLIS = 250;
    private static final int LOOKS_A_SECOND = 4;

    private final Invocation invocation;
    private final FileTimeline timeline;
    private final Selected form;
    private final boolean program;
    private final List<TimelineRecord> records = new ArrayList<>();
    private final CountDownLatch left = new CountDownLatch(1);

    /**
     * Of one incident.
     *
     * @param program whether the lines are data for programs
     */
    Follow(Invocation invocation, FileTimeline timeline, Heading heading, TimelineForm form, boolean program) {
        this.invocation = invocation;
        this.timeline = timeline;
        this.form = new Selected(form, heading);
        this.program = program;
    }

    /** Returns when there is nothing more to follow; leaving is no failure. */
    Exit run() {
        return Terminals.onInterrupt(left::countDown, this::follow);
    }

    private Exit follow() {
        PipeReaders readers = new PipeReaders(Path.of("/proc/self/fd/1")); // before one that reads a line has left
        records.addAll(whole(timeline.read()));
        Incident incident = incident();
        List<String> lines = new ArrayList<>();
        form.head(lines::add);
        new Telling(incident).all().forEach(told -> form.entry(told, lines::add));
        show(lines);
        for (int looks = 1; incident.state() != Incident.State.CLOSED; looks++) {
            if (!pause() || looks % LOOKS_A_SECOND == 0 && readers.gone()) {
                return ended("");
            }
            List<TimelineRecord> news = whole(timeline.news());
            if (!news.isEmpty()) {
                incident = tell(news);
            }
        }
        return ended("The incident is closed.");
    }

    /** What was withheld or corrected before it was shown is shown so; what is on the screen already cannot be taken back. */
    private Incident tell(List<TimelineRecord> news) {
        records.addAll(news);
        Incident incident = incident();
        Telling telling = new Telling(incident);
        List<String> lines = new ArrayList<>();
        for (TimelineRecord each : news) {
            form.entry(telling.tell(incident.record(each.id()).orElse(each)), lines::add);
        }
        show(lines);
        return incident;
    }

    private Incident incident() {
        return Incident.of(records, timeline.header());
    }

    private List<TimelineRecord> whole(List<TimelineRecord> some) {
        return some.stream().map(each -> Reading.whole(each, timeline)).toList();
    }

    private void show(List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        if (program) {
            invocation.page().data(lines::forEach);
        } else {
            invocation.folding().texts(lines::forEach);
        }
    }

    /** False when Ctrl-C was pressed. */
    private boolean pause() {
        try {
            return !left.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    private Exit ended(String why) {
        List<String> lines = new ArrayList<>();
        form.foot(lines::add);
        show(lines);
        if (!why.isEmpty()) {
            invocation.talk().line(why);
        } else if (invocation.environs().terminals().err()) {
            invocation.talk().line(""); // behind the ^C
        }
        form.count().ifPresent(invocation.talk()::line);
        return Exit.OK;
    }
}
