package oncall.walk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.TimelineRecord;
import oncall.runbook.Durations;
import oncall.runbook.Hold;
import oncall.runbook.Risk;
import oncall.runbook.Step;
import oncall.runbook.Value;
import oncall.walk.Prompter.Tone;

/**
 * Verifications: the only wait and the only loop of a walk. Every look is on record, so that a walk that was cut off goes on
 * with the time that is left.
 */
final class Watching {
    private static final Duration CHECK_LIMIT = Duration.ofSeconds(30);
    private static final Duration QUIET_START = Duration.ofMinutes(10);

    /** The key for what was good and is not any more. */
    private static final String WORSE = "worse";

    /** The key for what is not good and is not waited for any more. */
    private static final String NO_HELP = "no_help";

    private final Desk desk;
    private final Asking asking;
    private final Running running;
    private final FailedProof failed;

    Watching(Desk desk, Asking asking, Running running, Calling calling) {
        this.desk = desk;
        this.asking = asking;
        this.running = running;
        this.failed = new FailedProof(desk, running, calling);
    }

    /** What a look showed. */
    private enum Look {
        GOOD,
        BAD,
        /** Not good yet, and there is time. */
        NOT_YET,
        SKIPPED,
        UNKNOWN
    }

    /** What the looks of a verification are on record by. */
    static String looks(Route.Stop stop) {
        return stop.key() + ".look";
    }

    void verify(Route.Stop stop, Step.Verify step) {
        asking.show(stop);
        String outcome = desk.interactive() ? new Watch(stop, step).outcome() : told(stop, step);
        asking.saveOutcome(stop, outcome, "", Optional.empty());
        leads(stop, step, outcome);
    }

    /** Offers to go where the outcome leads. */
    void leads(Route.Stop stop, Step.Verify step, String outcome) {
        if (outcome.equals("fails")) {
            fails(stop, step);
        } else if (outcome.equals("holds")) {
            undone(stop);
            step.ifHolds().ifPresent(to -> desk.offerToGo(to, "It holds. What next?", Optional.of(stop)));
        }
    }

    /** What was done of a plan, when the last thing that proves it is on record. */
    private void undone(Route.Stop stop) {
        stop.unit().plan().ifPresent(plan -> {
            List<Step> proofs = plan.verify();
            boolean last = !proofs.isEmpty()
                    && proofs.get(proofs.size() - 1).id().equals(stop.step().id());
            if (last) {
                PlanTally.of(plan, stop.unit().prefix(), desk.incident())
                        .lines()
                        .forEach(line -> desk.tell(line));
            }
        });
    }

    /** Takes up a verification or command of a plan that failed and has no choice after it; true if there was one. */
    boolean failedBefore() {
        Optional<Route.Stop> open = failed.open();
        open.ifPresent(stop -> {
            desk.open(stop);
            desk.begin();
            desk.tell(Tone.NOTICE, stop.step().text());
            failed.ask(stop);
        });
        return open.isPresent();
    }

    private void fails(Route.Stop stop, Step.Verify step) {
        if (stop.unit().plan().isPresent()) {
            failed.ask(stop);
            return;
        }
        if (step.ifNot().isEmpty()) {
            desk.tell(Tone.NOTICE, "It does not hold, and that is on record. :go mitigate looks for another way.");
        }
        step.ifNot().ifPresent(to -> desk.offerToGo(to, "It does not hold. What next?", Optional.of(stop)));
    }

    /** Without a terminal nothing is run and nothing is waited for: the outcome is told. */
    private String told(Route.Stop stop, Step.Verify step) {
        step.check().ifPresent(check -> desk.tell(Tone.COMMAND, new Variables(desk, stop).copyForm(check)));
        return desk.choose(Sheet.of(stop.key(), step.text())
                .why(held(step.hold()))
                .offer("holds", "yes, it holds")
                .offer("fails", "no")
                .offer("skipped", "skip")
                .dontKnow());
    }

    private static String held(Hold hold) {
        return hold.hold()
                .map(span -> "It must stay good for " + Durations.words(span) + ".")
                .orElse("");
    }

    /** One verification in hand. */
    private final class Watch {
        private final Route.Stop stop;
        private final Step.Verify step;
        private final Hold hold;
        private final String lookKey;
        private final Optional<Running.Job> job;
        private String agreed = "";
        private boolean byCommand;
        private boolean asked;

        Watch(Route.Stop stop, Step.Verify step) {
            this.stop = stop;
            this.step = step;
            this.hold = step.hold();
            this.lookKey = looks(stop);
            this.job = step.check()
                    .map(check -> new Running.Job(
                            stop,
                            lookKey,
                            check,
                            step.expect(),
                            CHECK_LIMIT,
                            Optional.empty(),
                            step.needs(),
                            Risk.NONE));
        }

        String outcome() {
            desk.settle(Optional.of(stop.phase()), lookKey);
            List<TimelineRecord> before = soFar();
            if (before.isEmpty()) {
                hold.after()
                        .ifPresent(span ->
                                await(span, "Give it " + Durations.words(span) + " before the first look.", false));
            }
            Instant first = before.isEmpty() ? desk.now() : before.get(0).at();
            Optional<Instant> goodSince = goodSince(before);
            while (true) {
                if (goodSince.isPresent()) {
                    Optional<String> outcome = stay(goodSince.get());
                    if (outcome.isPresent()) {
                        return outcome.get();
                    }
                    goodSince = Optional.empty();
                    if (!canWait(first)) {
                        return "fails";
                    }
                    if (isGivenUp("Not good any more.")) {
                        return "fails";
                    }
                }
                Look look = look(canWait(first), false);
                switch (look) {
                    case GOOD -> {
                        if (hold.hold().isEmpty()) {
                            return "holds";
                        }
                        goodSince = Optional.of(desk.now());
                    }
                    case SKIPPED -> {
                        return "skipped";
                    }
                    case UNKNOWN -> {
                        return "unknown";
                    }
                    case BAD -> {
                        return "fails";
                    }
                    case NOT_YET -> {
                        if (isGivenUp("Not yet.")) {
                            return "fails";
                        }
                    }
                }
            }
        }

        private Duration every() {
            return hold.every().orElse(Duration.ofMinutes(1));
        }

        private boolean canWait(Instant first) {
            boolean inTime = hold.giveUp()
                    .map(span -> desk.now().isBefore(first.plus(span)))
                    .orElse(true);
            return inTime && (hold.every().isPresent() || hold.giveUp().isPresent() || !byCommand);
        }

        /** Stays good until its time is over: `holds`; empty when a look on the way was bad. */
        private Optional<String> stay(Instant since) {
            if (hold.hold().isEmpty()) {
                return Optional.of("holds");
            }
            Instant until = since.plus(hold.hold().get());
            while (desk.now().isBefore(until)) {
                Duration left = Duration.between(desk.now(), until);
                Duration piece = byCommand
                                && hold.every().isPresent()
                                && hold.every().get().compareTo(left) < 0
                        ? hold.every().get()
                        : left;
                Optional<String> key =
                        await(piece, "Good so far. It must stay good until " + desk.minute(until) + ".", true);
                boolean early = key.isPresent() || byCommand && desk.now().isBefore(until);
                Look look =
                        key.equals(Optional.of(WORSE)) ? seen("bad", Look.BAD) : early ? look(false, true) : Look.GOOD;
                if (look != Look.GOOD) {
                    return stayed(look);
                }
            }
            return stayed(look(false, true));
        }

        /** What the last look of a time to hold comes to. */
        private Optional<String> stayed(Look look) {
            return switch (look) {
                case GOOD -> Optional.of("holds");
                case SKIPPED -> Optional.of("skipped");
                case UNKNOWN -> Optional.of("unknown");
                case BAD, NOT_YET -> hold.every().isPresent() && byCommand ? Optional.empty() : Optional.of("fails");
            };
        }

        /** The looks of this very verification, oldest first: not those before its last outcome, or before a loop. */
        private List<TimelineRecord> soFar() {
            int since = desk.incident().jumps().stream()
                    .filter(jump -> jump.again())
                    .mapToInt(jump -> jump.position())
                    .max()
                    .orElse(-1);
            int done = desk.incident()
                    .given(stop.key())
                    .map(given -> given.position())
                    .orElse(-1);
            int from = Math.max(since, done) + 1;
            List<TimelineRecord> records = desk.incident().records();
            return records.subList(from, records.size()).stream()
                    .filter(each -> each.entry().step().equals(Optional.of(lookKey)))
                    .filter(each -> wasGood(each)
                            || each.entry()
                                    .value()
                                    .map(value -> value.has("bad"))
                                    .orElse(false))
                    .toList();
        }

        private boolean wasGood(TimelineRecord look) {
            return look.entry().value().map(value -> value.has("good")).orElse(false);
        }

        /** When the good looks began that nothing bad came after. */
        private Optional<Instant> goodSince(List<TimelineRecord> looks) {
            Optional<Instant> since = Optional.empty();
            for (TimelineRecord look : looks) {
                since = wasGood(look) ? since.or(() -> Optional.of(look.at())) : Optional.empty();
            }
            return since;
        }

        private Look look(boolean canWait, boolean again) {
            if (job.isPresent() && !asked) {
                Optional<Look> instead = agree(job.get());
                if (instead.isPresent()) {
                    return instead.get();
                }
            }
            if (byCommand) {
                boolean good = running.execute(job.orElseThrow(), agreed, "good", "bad")
                        .good();
                return good ? Look.GOOD : canWait(desk.now()) && canWait ? Look.NOT_YET : Look.BAD;
            }
            return byEye(canWait, again);
        }

        /** One key for all looks of this verification. */
        private Optional<Look> agree(Running.Job check) {
            boolean runnable = running.prepare(check);
            agreed = running.preview(check, runnable);
            Sheet sheet = Sheet.of(stop.key(), step.text())
                    .why(held(hold))
                    .offerIf(runnable, "run", "run the check here" + repeated())
                    .offer("look", "I look myself")
                    .offer("skipped", "skip");
            String taken = Desk.id(asking.ask(runnable ? sheet.confirmation() : sheet, List.of(agreed)));
            asked = true;
            byCommand = taken.equals("run");
            return taken.equals("skipped") ? Optional.of(Look.SKIPPED) : Optional.empty();
        }

        private String repeated() {
            return hold.every()
                    .map(every -> ", again every " + Durations.words(every))
                    .orElse("");
        }

        private Look byEye(boolean canWait, boolean again) {
            Sheet sheet = Sheet.of(stop.key(), again ? "Still good? " + step.text() : step.text())
                    .why(again ? "" : held(hold))
                    .offer("good", "yes")
                    .offer("bad", "no")
                    .offerIf(canWait, "wait", "not yet: look again later")
                    .offer("skipped", "skip")
                    .dontKnow();
            String taken = desk.choose(sheet);
            return switch (taken) {
                case "good" -> seen("good", Look.GOOD);
                case "bad" -> seen("bad", Look.BAD);
                case "wait" -> seen("bad", Look.NOT_YET);
                case "skipped" -> Look.SKIPPED;
                default -> Look.UNKNOWN;
            };
        }

        private Look seen(String value, Look look) {
            desk.answer(Entry.of(Event.Answer.PLAIN)
                    .on(Optional.of(stop.phase()), lookKey)
                    .valued(Value.of(value)));
            desk.begin(lookKey);
            return look;
        }

        /** Waits for the next look; true when somebody says that it does not help. */
        private boolean isGivenUp(String so) {
            whileWaiting(stop);
            Sheet sheet = waiting(
                            so + " Looking again at " + desk.minute(desk.now().plus(every())) + ".")
                    .offerIf(false, WORSE, "it got worse")
                    .offerIf(stop.unit().plan().isPresent(), NO_HELP, "it does not help");
            return desk.waitFor(every(), sheet).equals(Optional.of(NO_HELP));
        }

        private Sheet waiting(String text) {
            return Sheet.of("wait", text)
                    .why("Anything else you type is noted.")
                    .offer("look", "look now");
        }

        private Optional<String> await(Duration span, String text, boolean holding) {
            whileWaiting(stop);
            return desk.waitFor(span, waiting(text).offerIf(holding, WORSE, "it got worse"));
        }
    }

    /** Questions for the first wait: asked once, never in the first ten minutes. */
    private void whileWaiting(Route.Stop stop) {
        boolean early = Duration.between(desk.incident().opened(), desk.now()).compareTo(QUIET_START) < 0;
        for (Step step : early ? List.<Step>of() : desk.team().whileWaiting()) {
            boolean wanted = step instanceof Step.Ask
                    && desk.incident().given(step.id()).isEmpty()
                    && step.common().when().holds(desk.facts())
                    && desk.parts().prompter().volunteers(step.id());
            if (wanted) {
                Route.Stop asked = new Route.Stop(step, step.id(), stop.phase(), teamUnit(), true, "While waiting:");
                try {
                    asking.ask(asked, (Step.Ask) step, Optional.empty());
                } catch (Turn.Skipped skipped) {
                    asking.saveOutcome(asked, "unknown", "", Optional.empty());
                }
            }
        }
    }

    private Route.Unit teamUnit() {
        return new Route.Unit("team", desk.team().name(), "", desk.team().source(), Optional.empty());
    }
}
