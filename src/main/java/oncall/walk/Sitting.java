package oncall.walk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.document.PauseWords;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.FatigueScore;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.plan.RevertPlan;
import oncall.plan.Verdict;
import oncall.runbook.Milestone;
import oncall.runbook.Phase;
import oncall.runbook.Runbook;
import oncall.runbook.Step;
import oncall.runbook.Team;
import oncall.runbook.Value;
import oncall.walk.Prompter.Tone;

/**
 * One sitting. The loop: fold the timeline; put the priority right; what is owed and what is due come first; then the next open
 * step; ask; save; again. It can be left at any moment and taken up again with the same loop.
 */
public final class Sitting {
    /** Stands where a reason was asked for and none was given. */
    public static final String NO_REASON = Words.NO_REASON;

    private static final Duration FATIGUE_AGAIN = Duration.ofHours(1);
    private static final Duration NO_ANSWER_AGAIN = Duration.ofMinutes(10);

    private static final java.util.Set<String> NOT_REACHED = java.util.Set.of("skipped", "unknown", "failed", "fails");

    private final Desk desk;
    private final Priorities priorities;
    private final Asking asking;
    private final Deciding deciding;
    private final PlanOnTheSpot onTheSpot;
    private final Running running;
    private final Watching watching;
    private final Calling calling;
    private final Sending sending;
    private final NoReturn noReturn;
    private Optional<Runnable> first = Optional.empty();
    private boolean begun;
    private boolean causeFirst;

    /** A sitting on an incident whose session record is on the timeline. */
    public Sitting(Parts parts, Setting setting) {
        desk = new Desk(parts, setting);
        priorities = new Priorities(desk);
        asking = new Asking(desk);
        deciding = new Deciding(desk, asking);
        onTheSpot = new PlanOnTheSpot(desk, asking, deciding);
        running = new Running(desk, asking);
        calling = new Calling(desk, asking);
        watching = new Watching(desk, asking, running, calling);
        noReturn = new NoReturn(desk, asking);
        sending = new Sending(desk, asking);
        desk.attach(new Orders(desk, this));
    }

    /** First words of a new incident. */
    public void welcome() {
        if (desk.isPractice()) {
            new Practice(desk).welcome();
            tellClock();
            return;
        }
        Instant firstWord = desk.incident().opened().plus(desk.team().firstWord());
        desk.tell("Acknowledge your pager now if you have not.");
        desk.tell("This is saved: " + desk.incident().id() + ". First word to the team by " + desk.minute(firstWord)
                + ". :help lists what else you can type.");
        tellClock();
    }

    /** First words of one taken up again: where it stands, the last answers, what changed meanwhile. */
    public void welcomeBack(List<String> changedSteps) {
        Incident incident = desk.incident();
        desk.tell(new Glance(desk).lines());
        List<String> last = new Glance(desk).last(3);
        desk.tell(last.isEmpty() ? "Nothing is answered yet." : "Last answers:");
        last.forEach(desk::tell);
        incident.records().stream()
                .filter(each -> !isOpening(each.event()))
                .reduce((first, second) -> second)
                .filter(each -> each.event() instanceof Event.Pause)
                .ifPresent(each -> desk.tell(paused(each.actor(), (Event.Pause) each.event())));
        if (!changedSteps.isEmpty()) {
            desk.tell(
                    Tone.NOTICE,
                    "The book has changed since: " + String.join(", ", changedSteps)
                            + ". The walk goes on with the copy it began with.");
        }
        tellClock();
    }

    /** What a sitting writes before it asks anything. */
    private static boolean isOpening(Event event) {
        return event instanceof Event.Session || event instanceof Event.Role || event instanceof Event.Resume;
    }

    private void tellClock() {
        if (desk.parts().clock().kind() != Clock.Kind.REAL) {
            desk.tell(Tone.NOTICE, "The clock was set; it is not the real time (ONCALL_NOW or the answers file).");
        }
        if (desk.setting().showOnly()) {
            desk.tell(Tone.NOTICE, "Commands are shown for copying, never offered (--show-only).");
        }
    }

    /** The same walk, entered at a plan: the decision to undo the change by it now, then its next step. */
    public Ending undo(RevertPlan plan, Verdict verdict) {
        first = Optional.of(() -> new PlanWalk(desk, deciding).enter(plan, verdict));
        return walk();
    }

    /** Walks until it ends, and says how to go on. Throws {@link Timeline.SaveFailed} when an answer could not be saved. */
    public Ending walk() {
        while (true) {
            try {
                if (!once()) {
                    return Ending.CLOSED;
                }
            } catch (Turn.Moved moved) {
                desk.refresh();
            } catch (Turn.Skipped skipped) {
                desk.refresh();
                desk.tell("There is nothing to skip here.");
            } catch (Turn.Stopped stopped) {
                return stopped.ending();
            }
        }
    }

    /** One turn of the loop; false when the incident is closed. */
    private boolean once() {
        desk.refresh();
        if (desk.incident().state() == Incident.State.CLOSED) {
            desk.tell("The incident is closed.");
            return false;
        }
        desk.begin();
        if (!begun) {
            begun = true;
            marks();
            first.ifPresentOrElse(Runnable::run, this::leadOn);
            return true;
        }
        if (desk.isPractice()) {
            return practised();
        }
        if (priorities.settle() || owed()) {
            return true;
        }
        Optional<Dues.Due> due = Dues.now(desk.dues(), desk.now());
        if (due.isPresent() && due(due.get())) {
            return true;
        }
        if (tired() || watching.failedBefore()) {
            return true;
        }
        Optional<Route.Stop> next = desk.route().next();
        if (next.isEmpty()) {
            return finish();
        }
        if (goesOnAfterPlan(next.get())) {
            return true;
        }
        take(next.get());
        return true;
    }

    /** One turn of practice: a step of the plan, or the questions at its end; false when those are answered. */
    private boolean practised() {
        if (watching.failedBefore()) {
            return true;
        }
        Optional<Route.Stop> next = desk.route().next();
        if (next.isEmpty()) {
            return new Practice(desk).asksAtTheEnd();
        }
        Step step = next.get().step();
        if (step instanceof Step.Call || step instanceof Step.Send) {
            desk.open(next.get());
            desk.tell(Tone.NOTICE, step.text() + " This is practice: nobody is called and nothing is sent.");
            skip(next.get());
        } else {
            take(next.get());
        }
        return true;
    }

    /** Passing over that question looks for the cause. */
    private boolean goesOnAfterPlan(Route.Stop next) {
        if (causeFirst) {
            return false;
        }
        try {
            return new PlanWalk(desk, deciding).goesOn(next);
        } catch (Turn.Skipped skipped) {
            causeFirst = true;
            return false;
        }
    }

    /** Marks of steps that are answered: the walk may have been cut off between the answer and its mark. */
    private void marks() {
        for (Route.Stop stop : desk.route().stops()) {
            stop.step()
                    .common()
                    .milestone()
                    .filter(mark ->
                            !stop.open() && !desk.incident().milestones().containsKey(mark) && isReached(stop))
                    .ifPresent(mark -> asking.mark(stop, mark));
        }
    }

    private boolean isReached(Route.Stop stop) {
        String outcome = desk.incident()
                .given(stop.key())
                .flatMap(Incident.Given::value)
                .map(Value::toString)
                .orElse("");
        boolean asks = stop.step() instanceof Step.Ask || stop.step() instanceof Step.Decide;
        return asks || !NOT_REACHED.contains(outcome);
    }

    /** Where the answer leads that was the last on record: the walk may have been cut off before it went there. */
    private void leadOn() {
        Optional<TimelineRecord> last = desk.incident().records().stream()
                .filter(each -> moves(each.event()))
                .reduce((first, second) -> second);
        Optional<Route.Stop> stop = last.flatMap(each -> each.entry().step())
                .flatMap(desk.route()::stop)
                .filter(each -> !each.open());
        Optional<Value> value = last.flatMap(each -> each.entry().value());
        if (stop.isEmpty() || value.isEmpty()) {
            return;
        }
        if (stop.get().step() instanceof Step.Verify verify) {
            watching.leads(stop.get(), verify, value.get().single());
        } else if (stop.get().step() instanceof Step.Decide decide) {
            if (NoReturn.is(stop.get())) {
                noReturn.leadOn(stop.get(), value.get());
            } else {
                deciding.leads(stop.get(), decide, value.get().single());
            }
        }
    }

    private String paused(String actor, Event.Pause pause) {
        return "Paused by " + actor
                + pause.until()
                        .map(at -> " " + PauseWords.until(at, desk.now(), desk.zone()))
                        .orElse("")
                + ": " + pause.reason().orElse("no reason given");
    }

    /** Kinds that move a walk on; notes, marks and pauses leave it where it is. */
    private static boolean moves(Event event) {
        return event instanceof Event.Answer
                || event instanceof Event.Decision
                || event instanceof Event.Result
                || event instanceof Event.Jump
                || event instanceof Event.Call
                || event instanceof Event.Comms;
    }

    /** Calls and first messages that the level asks for. */
    private boolean owed() {
        List<String> roles = calling.owed(priorities);
        if (!roles.isEmpty()) {
            calling.page(roles);
            return true;
        }
        Optional<String> audience = sending.owed(priorities).stream().findFirst();
        audience.ifPresent(this::sendNow);
        return audience.isPresent();
    }

    /** Walks one step; skipping it is an answer too. */
    private void take(Route.Stop stop) {
        Route.Stop taken = NoReturn.before(desk.route(), stop).orElse(stop);
        desk.open(taken);
        if (isLeftOut(taken)) {
            leaveOut(taken);
            return;
        }
        try {
            taken.step().accept(new Take(taken, Optional.empty()));
        } catch (Turn.Skipped skipped) {
            desk.refresh();
            skip(taken);
        }
    }

    /** What stands around a plan's own steps, and an answers file passes over: it names the plan's steps, and runs nothing. */
    private boolean isLeftOut(Route.Stop stop) {
        Prompter prompter = desk.parts().prompter();
        return prompter.scripted()
                && PlanSteps.isAround(stop)
                && !prompter.volunteers(stop.key())
                && !prompter.volunteers(stop.step().id());
    }

    private void leaveOut(Route.Stop stop) {
        if (stop.step() instanceof Step.Decide step) {
            noReturn.goneOn(stop, step);
        } else {
            skip(stop);
        }
    }

    private void skip(Route.Stop stop) {
        if (stop.step() instanceof Step.Call call) {
            call.roles()
                    .forEach(role -> desk.save(Entry.of(new Event.Call(role, Optional.empty(), "not_reached"))
                            .on(Optional.of(stop.phase()), stop.key())
                            .valued(Value.of("not_reached"))));
        } else if (stop.step() instanceof Step.Send send) {
            List<String> audiences = send.to().isEmpty() ? List.of("team") : send.to();
            audiences.forEach(audience -> desk.save(Entry.of(new Event.Comms(
                            audience,
                            send.stage().word(),
                            Optional.empty(),
                            false,
                            "not",
                            Optional.empty(),
                            Optional.empty()))
                    .on(Optional.of(stop.phase()), stop.key())
                    .valued(Value.of("not"))));
        } else {
            desk.answer(Entry.of(new Event.Answer(Optional.of("skipped"), Optional.empty(), Optional.empty()))
                    .on(Optional.of(stop.phase()), stop.key())
                    .valued(Orders.skippedValue(stop.step())));
        }
    }

    /** Each kind of step, taken by the part that knows it. */
    private final class Take implements Step.Cases<Void> {
        private final Route.Stop stop;
        private final Optional<Incident.Given> old;

        Take(Route.Stop stop, Optional<Incident.Given> old) {
            this.stop = stop;
            this.old = old;
        }

        @Override
        public Void doIt(Step.Do step) {
            if (PlanOnTheSpot.is(stop)) {
                onTheSpot.write(stop);
            } else {
                asking.doIt(stop, step, old);
            }
            return null;
        }

        @Override
        public Void ask(Step.Ask step) {
            if (PlanOnTheSpot.is(stop)) {
                onTheSpot.ask(stop, step, old);
            } else {
                asking.ask(stop, step, old);
            }
            return null;
        }

        @Override
        public Void run(Step.Run step) {
            if (old.isPresent() && ran(stop.key())) {
                running.tellResult(stop, stop.key());
            } else {
                running.run(stop, step);
            }
            return null;
        }

        @Override
        public Void decide(Step.Decide step) {
            if (NoReturn.is(stop)) {
                noReturn.ask(stop, step, old);
            } else {
                deciding.decide(stop, step, old);
            }
            return null;
        }

        @Override
        public Void send(Step.Send step) {
            sending.step(stop, step);
            return null;
        }

        @Override
        public Void call(Step.Call step) {
            calling.step(stop, step);
            return null;
        }

        @Override
        public Void verify(Step.Verify step) {
            String looks = Watching.looks(stop);
            if (old.isPresent() && ran(looks)) {
                running.tellResult(stop, looks);
            } else {
                watching.verify(stop, step);
            }
            return null;
        }

        /** Whether the newest that is on record of a step is what a command came to. */
        private boolean ran(String key) {
            return desk.incident()
                    .given(key)
                    .map(given -> given.event() instanceof Event.Result)
                    .orElse(false);
        }

        @Override
        public Void follow(Step.Follow step) {
            throw new IllegalStateException("a followed book has no stop of its own");
        }

        @Override
        public Void group(Step.Group step) {
            throw new IllegalStateException("a group has no stop of its own");
        }
    }

    // ---- what prompt commands need

    Priorities priorities() {
        return priorities;
    }

    /** Asks a step again, its answer filled in; the new answer replaces the old one. */
    void again(Route.Stop stop) {
        desk.begin();
        desk.open(stop);
        Optional<Incident.Given> old = desk.incident().given(stop.key());
        List<String> before = desk.route().stops().stream().map(Route.Stop::key).toList();
        try {
            stop.step().accept(new Take(stop, old));
        } catch (Turn.Skipped skipped) {
            desk.tell("The old answer stays.");
        }
        tellKept(before);
    }

    /** What was answered under a condition that no longer holds is kept, and listed. */
    private void tellKept(List<String> before) {
        List<String> now = desk.route().stops().stream().map(Route.Stop::key).toList();
        List<Incident.Given> kept = new ArrayList<>();
        for (String key : before) {
            desk.incident().given(key).filter(given -> !now.contains(key)).ifPresent(kept::add);
        }
        if (!kept.isEmpty()) {
            desk.tell("Kept on record, no longer part of the walk:");
            kept.forEach(given -> desk.tell("  " + desk.words().answer(given)));
        }
    }

    /** A new answer to an old question, as an answers file gives it. */
    void correct(Route.Stop stop, String words) {
        Optional<Incident.Given> old = desk.incident().given(stop.key());
        Optional<Asked> asked = stop.step() instanceof Step.Ask ask
                ? Optional.of(Asked.of(ask))
                : stop.step() instanceof Step.Decide decide ? Optional.of(Asked.of(decide)) : Optional.empty();
        AnswerReader.Reading reading = new AnswerReader(
                        desk.team(), desk.parts().times())
                .read(asked.orElse(Asked.of(oncall.runbook.FactType.TEXT)), words, desk.moment());
        if (!(reading instanceof AnswerReader.Read read)) {
            desk.tell(((AnswerReader.Refused) reading).why());
            return;
        }
        Optional<String> reason = desk.optional("reason", "Why? One line.", Optional.empty());
        Entry entry = Entry.of(new Event.Answer(reason, Optional.empty(), Optional.empty()))
                .on(Optional.of(stop.phase()), stop.key())
                .saying(read.text());
        Entry valued = read.value().items().isEmpty() ? entry : entry.valued(read.value());
        desk.begin();
        desk.answer(old.map(given -> valued.superseding(given.id())).orElse(valued));
    }

    void callNow(String role) {
        desk.open("CALL");
        try {
            calling.call(Calling.PAGE, desk.route().next().map(Route.Stop::phase), role, "");
        } catch (Turn.Skipped skipped) {
            desk.tell("Nobody was called.");
        }
    }

    void sendNow(String audience) {
        try {
            sending.toAudience(audience);
        } catch (Turn.Skipped skipped) {
            desk.save(Entry.of(new Event.Comms(
                            audience,
                            sending.stage(audience).word(),
                            Optional.empty(),
                            false,
                            "later",
                            Optional.of(desk.now().plus(NO_ANSWER_AGAIN)),
                            Optional.empty()))
                    .on(desk.route().next().map(Route.Stop::phase), "send_" + audience)
                    .valued(Value.of("later")));
        }
    }

    void impact() {
        new ImpactView(desk).lines().forEach(line -> desk.tell(line));
        for (Step step : desk.team().whileWaiting()) {
            boolean number = step.id().equals("customers_number") || step.id().equals("failing_share");
            if (number
                    && step instanceof Step.Ask ask
                    && desk.parts().prompter().volunteers(step.id())) {
                Route.Unit unit = new Route.Unit(
                        "team", desk.team().name(), "", desk.team().source(), Optional.empty());
                Route.Stop stop = new Route.Stop(step, step.id(), Phase.IMPACT, unit, true, "");
                try {
                    asking.ask(stop, ask, desk.incident().given(step.id()));
                } catch (Turn.Skipped skipped) {
                    desk.tell("Left as it is.");
                }
            }
        }
        new ImpactView(desk).lines().forEach(line -> desk.tell(line));
    }

    // ---- what is due

    /** Deals with something due; false when there is nothing to do about it now. */
    private boolean due(Dues.Due due) {
        return switch (due.what()) {
            case UPDATE -> update(due);
            case ANSWER -> askAgain(due);
            case REVERT -> revertAgain();
            case STUCK -> stuck();
            case FATIGUE -> false;
        };
    }

    private boolean update(Dues.Due due) {
        boolean firstWord = desk.incident().lastTo(due.subject()).isEmpty();
        Optional<Route.Stop> step = desk.route().stops().stream()
                .filter(stop -> stop.open() && isFirstWord(stop.step(), due.subject()))
                .findFirst();
        if (firstWord && step.isPresent() && desk.route().next().equals(step)) {
            return false;
        }
        if (firstWord && step.isPresent()) {
            desk.tell(Tone.NOTICE, desk.words().due(due));
            take(step.get());
            return true;
        }
        desk.tell(Tone.NOTICE, desk.words().due(due));
        sendNow(due.subject());
        return true;
    }

    private static boolean isFirstWord(Step step, String audience) {
        return step instanceof Step.Send send
                && send.stage() == oncall.runbook.MessageStage.FIRST
                && (send.to().isEmpty() ? audience.equals("team") : send.to().contains(audience));
    }

    private boolean askAgain(Dues.Due due) {
        Optional<Route.Stop> stop = desk.route().stop(due.subject());
        if (stop.isPresent() && stop.get().step() instanceof Step.Decide decide) {
            decideAgain(stop.get(), decide);
            return true;
        }
        if (stop.isEmpty() || !(stop.get().step() instanceof Step.Ask ask)) {
            postpone("answer", due.subject(), desk.team().askAgain());
            return true;
        }
        desk.open("AGAIN");
        desk.tell(Tone.HINT, "It can change the priority.");
        Route.Stop again = new Route.Stop(
                ask, stop.get().key(), stop.get().phase(), stop.get().unit(), true, "");
        int before = desk.incident()
                .given(stop.get().key())
                .map(Incident.Given::position)
                .orElse(-1);
        try {
            desk.under(
                    "again_" + due.subject(),
                    () -> asking.ask(again, ask, desk.incident().given(again.key())));
        } catch (Turn.Skipped skipped) {
            desk.tell("Asked again later.");
        }
        Optional<Incident.Given> now = desk.incident().given(stop.get().key());
        boolean same = now.map(given -> given.position() == before || given.isUnknown())
                .orElse(true);
        if (same || !desk.incident().priority().map(Event.Priority::provisional).orElse(false)) {
            postpone(
                    "answer",
                    due.subject(),
                    priorities.judge().again().orElse(desk.team().askAgain()));
        }
        return true;
    }

    /** A way was taken for a while only, and the while is over. */
    private void decideAgain(Route.Stop stop, Step.Decide decide) {
        desk.open("AGAIN");
        try {
            desk.under(
                    "again_" + stop.key(),
                    () -> deciding.decide(stop, decide, desk.incident().given(stop.key())));
        } catch (Turn.Skipped skipped) {
            postpone("answer", stop.key(), desk.team().askAgain());
        }
    }

    private boolean revertAgain() {
        Optional<Route.Stop> stop = desk.route().stops().stream()
                .filter(each -> each.key().equals("revert") && each.step() instanceof Step.Decide)
                .findFirst();
        Optional<Route.Stop> next = desk.route().next();
        boolean reaching =
                next.map(each -> each.phase().compareTo(Phase.REVERT) <= 0).orElse(false);
        if (stop.isEmpty() || stop.get().open() && reaching) {
            return false;
        }
        desk.open("REVERT");
        try {
            deciding.decide(
                    stop.get(), (Step.Decide) stop.get().step(), desk.incident().given("revert"));
        } catch (Turn.Skipped skipped) {
            postpone("revert", "", NO_ANSWER_AGAIN);
        }
        return true;
    }

    private boolean stuck() {
        Runbook.Stuck stuck = desk.book().stuck().orElseThrow();
        desk.tell(Tone.NOTICE, "No progress for " + oncall.runbook.Durations.words(stuck.after()) + ": get help.");
        stuck.links().forEach(link -> desk.tell(Tone.HINT, link));
        postpone("stuck", "", stuck.after());
        calling.page(stuck.call());
        return true;
    }

    private void postpone(String what, String subject, Duration span) {
        Optional<String> audience = subject.isEmpty() ? Optional.empty() : Optional.of(subject);
        desk.save(Entry.of(new Event.Due(what, audience, desk.now().plus(span))));
    }

    /** Says, at most once an hour, that it is time to hand over, and why. Never stops anybody. */
    private boolean tired() {
        boolean told = desk.incident()
                .postponed("fatigue")
                .map(until -> desk.now().isBefore(until))
                .orElse(false);
        Optional<String> advice = told
                ? Optional.empty()
                : FatigueScore.of(desk.team().fatigue(), desk.facts()).sentence();
        advice.ifPresent(sentence -> {
            desk.tell(Tone.NOTICE, sentence);
            desk.save(Entry.of(new Event.Due(
                            "fatigue", Optional.empty(), desk.now().plus(FATIGUE_AGAIN)))
                    .saying(sentence));
        });
        return advice.isPresent();
    }

    // ---- the end

    /** Everything is answered: close it, or leave it open. */
    private boolean finish() {
        String taken;
        desk.open("END");
        try {
            taken = desk.choose(Sheet.of("close", "Everything is answered. Close the incident?")
                    .offer("closed", "close it")
                    .offer("open", "leave it open"));
        } catch (Turn.Skipped skipped) {
            taken = "open";
        }
        if (!taken.equals("closed")) {
            throw new Turn.Stopped(Ending.LEFT);
        }
        close();
        return false;
    }

    /** Closes the incident; without a verification that holds, only with a reason. */
    private void close() {
        Optional<String> exception = verified()
                ? Optional.empty()
                : Optional.of(
                        desk.reason("reason", "Nothing on record shows that it works again. Why may it be closed?"));
        desk.save(Entry.of(new Event.Close("resolved", exception)));
        if (exception.isEmpty() && !desk.incident().milestones().containsKey(Milestone.RESOLVED)) {
            desk.save(Entry.of(new Event.Milestone(Milestone.RESOLVED.word())));
        }
        desk.tell("Closed. Parked for the morning: " + desk.incident().parked().size()
                + ". The record: oncall timeline " + desk.incident().id());
        priorities
                .level()
                .flatMap(Team.Level::postmortem)
                .ifPresent(span -> desk.tell("The postmortem is due by "
                        + desk.now().plus(span).atZone(desk.zone()).toLocalDate() + "."));
        oncall.document.Missing.lines(desk.incident()).forEach(line -> desk.tell(line));
    }

    private boolean verified() {
        return isVerified(desk.incident());
    }

    /** Whether a verification held and none has failed since. */
    public static boolean isVerified(Incident incident) {
        boolean verified = false;
        for (oncall.incident.TimelineRecord each : incident.records()) {
            Optional<Value> value = incident.value(each);
            if (value.map(it -> it.has("holds")).orElse(false)) {
                verified = true;
            } else if (value.map(it -> it.has("fails")).orElse(false)) {
                verified = false;
            }
        }
        return verified;
    }

    /** Writes the session's resume record. */
    public static Entry resumed(Optional<String> lastId, List<String> changedSteps) {
        return Entry.of(new Event.Resume(lastId, changedSteps));
    }
}
