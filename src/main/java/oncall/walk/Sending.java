package oncall.walk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.TimelineRecord;
import oncall.runbook.Expect;
import oncall.runbook.MessageStage;
import oncall.runbook.Phase;
import oncall.runbook.Step;
import oncall.runbook.Team;
import oncall.runbook.Value;
import oncall.walk.Prompter.Tone;

/** Messages: the text from the answers, changed if need be, sent by hand or through a channel, put off or not sent. */
final class Sending {
    private static final List<String> ORDER = List.of("team", "support", "customers", "managers");
    private static final String NOT_KNOWN = "(not known yet)";
    private static final Duration CHANNEL_LIMIT = Duration.ofSeconds(30);

    private final Desk desk;
    private final Asking asking;

    Sending(Desk desk, Asking asking) {
        this.desk = desk;
        this.asking = asking;
    }

    // ---- what is owed

    /** Audiences that have not been asked about since a level first stood: each gets a first message, in a fixed order. */
    List<String> owed(Priorities priorities) {
        Optional<Team.Level> level = priorities.level();
        if (level.isEmpty() || desk.incident().priorities().isEmpty()) {
            return List.of();
        }
        int since =
                desk.incident().records().indexOf(desk.incident().priorities().get(0));
        List<String> audiences = new ArrayList<>(level.get().updateEvery().keySet());
        if (level.get().publicPost() != Team.PublicPost.NEVER && !audiences.contains("customers")) {
            audiences.add("customers");
        }
        audiences.removeIf(audience -> !desk.team().audiences().containsKey(audience)
                || desk.incident().messages().stream()
                        .anyMatch(sent ->
                                sent.comms().audience().equals(audience) && !sent.failed() && sent.position() > since));
        audiences.sort(java.util.Comparator.comparingInt(
                audience -> ORDER.contains(audience) ? ORDER.indexOf(audience) : ORDER.size()));
        return audiences;
    }

    /** Where an audience is in the story. */
    MessageStage stage(String audience) {
        Optional<Incident.Sent> last = desk.incident().messages().stream()
                .filter(sent -> sent.comms().audience().equals(audience) && sent.out())
                .reduce((first, second) -> second);
        if (desk.incident()
                .lastTo(audience)
                .map(sent -> sent.comms().stage().equals("resolved"))
                .orElse(false)) {
            return MessageStage.RESOLVED;
        }
        if (last.isEmpty()) {
            return MessageStage.FIRST;
        }
        int act = lastAct();
        int better = lastHolds();
        if (better > act && better > last.get().position()) {
            return MessageStage.WATCHING;
        }
        return act > better && act > last.get().position() ? MessageStage.MITIGATING : MessageStage.UPDATE;
    }

    /** Position of the newest thing begun to ease it. */
    private int lastAct() {
        int position = -1;
        for (int i = 0; i < desk.incident().records().size(); i++) {
            TimelineRecord each = desk.incident().records().get(i);
            boolean undo = each.event() instanceof Event.Decision
                    && each.entry().step().equals(Optional.of("revert"))
                    && each.entry().value().map(value -> value.has("now")).orElse(false)
                    && desk.incident().revertDecision().equals("now");
            boolean ease = each.event() instanceof Event.Decision
                    && each.entry().phase().equals(Optional.of(Phase.MITIGATE));
            position = undo || ease ? i : position;
        }
        return position;
    }

    private int lastHolds() {
        int position = -1;
        for (int i = 0; i < desk.incident().records().size(); i++) {
            boolean holds = desk.incident()
                    .records()
                    .get(i)
                    .entry()
                    .value()
                    .map(value -> value.has("holds"))
                    .orElse(false);
            position = holds ? i : position;
        }
        return position;
    }

    // ---- sending

    /** A step of the book: one message, or one to each of several audiences. */
    void step(Route.Stop stop, Step.Send step) {
        asking.show(stop);
        List<String> audiences = step.to().isEmpty() ? List.of("team") : step.to();
        for (String audience : audiences) {
            boolean done = desk.incident().messages().stream()
                    .anyMatch(sent -> sent.step().equals(Optional.of(stop.key()))
                            && sent.comms().audience().equals(audience)
                            && sent.comms().stage().equals(step.stage().word())
                            && !sent.failed()
                            && desk.route()
                                    .stop(stop.key())
                                    .map(each -> !reopened(sent))
                                    .orElse(true));
            if (!done) {
                String name = audiences.size() == 1 ? stop.key() : stop.key() + "_" + audience;
                send(new Message(audience, step.stage(), name, stop.key(), step.text(), Optional.of(stop.phase())));
            }
        }
        step.common().milestone().ifPresent(mark -> asking.mark(stop, mark));
    }

    private boolean reopened(Incident.Sent sent) {
        return desk.incident().jumps().stream().anyMatch(jump -> jump.again() && jump.position() > sent.position());
    }

    /** A message that the clock or the level asks for. */
    void toAudience(String audience) {
        desk.open("MESSAGE");
        MessageStage stage = stage(audience);
        String name = "send_" + audience;
        String text = "Send this to " + desk.words().audience(audience) + "?";
        send(new Message(audience, stage, name, name, text, desk.route().next().map(Route.Stop::phase)));
    }

    /** A message in hand. `name` is the prompt's, `key` the record's step. */
    private record Message(
            String audience, MessageStage stage, String name, String key, String question, Optional<Phase> phase) {
        /** What a try to send it through a channel is on record by: its own, also where a step tells several audiences. */
        String tried() {
            return name + ".channel";
        }
    }

    private void send(Message message) {
        if (wentOut(message)) {
            return;
        }
        if (desk.settle(message.phase(), message.tried())) {
            desk.tell(
                    Tone.WARNING,
                    "This may have gone out already: it was on its way when the walk was cut off."
                            + " Look before you send it again.");
        }
        Set<String> before = sentBy(message.audience());
        askNames(message);
        String text = render(message);
        boolean edited = false;
        while (true) {
            desk.tell(
                    Tone.HEADING,
                    "To " + desk.words().audience(message.audience()) + ", " + kind(message.stage()) + ", "
                            + text.strip().length() + " characters:");
            desk.tell(Tone.QUOTE, text.strip());
            Optional<String> channel = channel(message.audience(), text);
            boolean open = mayGoOut(message, text);
            String taken = desk.choose(sheet(message, channel, open));
            if (taken.equals("posted") && !open || taken.equals("channel") && (!open || channel.isEmpty())) {
                desk.tell("`" + taken + "` is not offered here.");
                continue;
            }
            leaveIfTold(message, before);
            switch (taken) {
                case "posted", "channel" -> {
                    Optional<String> mended = promises(message, text);
                    if (mended.isPresent()) {
                        text = mended.get();
                        edited = true;
                        continue;
                    }
                    Optional<String> approvedBy = approval(message);
                    if (taken.equals("channel") && !agreed(channel.orElseThrow())) {
                        continue;
                    }
                    if (taken.equals("channel") && !through(channel.orElseThrow(), message, text)) {
                        save(message, text, edited, "failed", channel, Optional.empty(), approvedBy);
                        continue;
                    }
                    save(
                            message,
                            text,
                            edited,
                            taken,
                            taken.equals("channel") ? channel : Optional.empty(),
                            new MessageValues(desk, message.audience(), message.stage()).nextUpdate(),
                            approvedBy);
                    return;
                }
                case "change" -> {
                    Optional<String> changed = desk.parts().prompter().edit(text);
                    if (changed.isEmpty() && desk.interactive()) {
                        changed = desk.optional(
                                "text", "Type the whole text anew, or Enter to leave it as it is.", Optional.empty());
                    }
                    edited = edited || changed.isPresent();
                    text = changed.orElse(text);
                }
                case "not" -> {
                    String reason = desk.reason("reason", "Why is it not public? One line.");
                    save(message, reason, edited, "not", Optional.empty(), Optional.empty(), Optional.empty());
                    return;
                }
                default -> {
                    if (taken.equals("later")
                            || taken.equals("unknown")
                            || delay(taken).isPresent()) {
                        save(message, text, edited, "later", Optional.empty(), later(message, taken), Optional.empty());
                        return;
                    }
                    desk.tell("That is none of the choices. `later 10m` puts it off for ten minutes.");
                }
            }
        }
    }

    /** A stage in words. */
    private static String kind(MessageStage stage) {
        return switch (stage) {
            case FIRST -> "first message";
            case UPDATE -> "update";
            case MITIGATING -> "being mended";
            case WATCHING -> "watching";
            case RESOLVED -> "it is over";
        };
    }

    private Sheet sheet(Message message, Optional<String> channel, boolean open) {
        String due = dueWords(message.audience());
        Sheet sheet = Sheet.of(message.name(), message.question())
                .why(open ? due : "It says " + NOT_KNOWN + ": change it first. " + due)
                .offerIf(open, "posted", "I have posted it")
                .offerIf(open && channel.isPresent(), "channel", "send through " + channel.orElse("a channel"))
                .offer("change", "change it")
                .offer("later", "later")
                .freeText();
        return message.audience().equals("customers") ? sheet.offer("not", "not public (reason)") : sheet;
    }

    private String dueWords(String audience) {
        return desk.dues().stream()
                .filter(due -> due.what() == Dues.What.UPDATE && due.subject().equals(audience))
                .findFirst()
                .map(due -> "Due " + desk.minute(due.at()) + ".")
                .orElse("");
    }

    /** A text to customers with a gap in it is not offered for sending. */
    private boolean mayGoOut(Message message, String text) {
        return !(message.audience().equals("customers") && text.contains(NOT_KNOWN));
    }

    /**
     * `later 10m` puts it off that long; `later` alone until the level's interval is over, the first word to the team no
     * longer than until it is due anyway. What was put off always comes again.
     */
    private Optional<Instant> later(Message message, String taken) {
        Instant firstWord = desk.incident().opened().plus(desk.team().firstWord());
        boolean owed = message.audience().equals("team")
                && message.stage() == MessageStage.FIRST
                && firstWord.isAfter(desk.now());
        Instant next = new MessageValues(desk, message.audience(), message.stage())
                .nextUpdate()
                .orElse(desk.now().plus(desk.team().askAgain()));
        return delay(taken)
                .map(desk.now()::plus)
                .or(() -> Optional.of(owed && firstWord.isBefore(next) ? firstWord : next));
    }

    private static Optional<Duration> delay(String taken) {
        String words =
                taken.startsWith("later ") ? taken.substring("later ".length()).strip() : "";
        return oncall.runbook.Durations.parse(words.replaceAll("\\s+", ""));
    }

    private Optional<String> template(Message message) {
        Map<MessageStage, String> stages = desk.team().messages().getOrDefault(message.audience(), Map.of());
        return Optional.ofNullable(stages.get(message.stage()))
                .or(() -> Optional.ofNullable(stages.get(MessageStage.UPDATE)))
                .or(() -> Optional.ofNullable(stages.get(MessageStage.FIRST)));
    }

    private String render(Message message) {
        return template(message)
                .map(text -> desk.parts()
                        .renderer()
                        .render(text, new MessageValues(desk, message.audience(), message.stage())))
                .orElse(desk.incident().title());
    }

    /** Lines the text needs that only a person can give: asked once, used for every audience. */
    private void askNames(Message message) {
        MessageValues values = new MessageValues(desk, message.audience(), message.stage());
        boolean said = false;
        for (String name : used(message, values)) {
            boolean effect = name.equals("effect") && values.apply(name).isEmpty();
            if ((values.isToAsk(name) || effect) && desk.parts().prompter().volunteers(name)) {
                if (!said) {
                    desk.tell("For the text to " + desk.words().audience(message.audience()) + ":");
                    said = true;
                }
                Optional<String> given = desk.optional(name, question(name), Optional.empty());
                Entry entry = Entry.of(Event.Answer.PLAIN).on(message.phase(), name);
                desk.begin(name);
                desk.answer(given.isPresent() ? entry.saying(given.get()) : entry.valued(Value.UNKNOWN));
            }
        }
    }

    /** Names the text looks at with what is known now: those in a part that is left out are not among them. */
    private List<String> used(Message message, MessageValues values) {
        Set<String> used = new java.util.LinkedHashSet<>();
        template(message)
                .ifPresent(text -> desk.parts().renderer().render(text, name -> {
                    used.add(name);
                    return values.apply(name);
                }));
        return List.copyOf(used);
    }

    private static String question(String name) {
        return switch (name) {
            case "what_changed" -> "What is new since last time?";
            case "doing" -> "What are you doing now?";
            case "ask_for" -> "What do you need from others?";
            case "workaround_text" -> "What can customers do meanwhile?";
            case "decision_needed" -> "What must managers decide?";
            case "data_text" -> "What should customers know about their data?";
            default -> "What do customers notice? In their words.";
        };
    }

    // ---- the way out

    /** The channel the text can go through, by name; a channel for copying is no channel. */
    private Optional<String> channel(String audience, String text) {
        for (String name : desk.team().audiences().get(audience).channels()) {
            Team.Channel channel = desk.team().channels().get(name);
            if (channel != null && channel.max().map(max -> text.length() > max).orElse(false)) {
                desk.tell(
                        Tone.WARNING,
                        "Too long for " + name + ": " + text.length() + " of "
                                + channel.max().get() + " characters.");
            } else if (channel != null && channel.via() instanceof Team.Channel.ByWebhook) {
                desk.tell(
                        Tone.HINT,
                        "Channel " + name + " is a webhook; this version does not send to webhooks. Post it by hand.");
            } else if (channel != null && channel.via() instanceof Team.Channel.ByCommand) {
                return canRun() ? Optional.of(name) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean canRun() {
        boolean script = !desk.interactive() && !desk.parts().prompter().volunteers("target");
        return script
                || desk.interactive()
                        && !desk.setting().showOnly()
                        && desk.parts().trust().allows(desk.team().source());
    }

    private Team.Channel.ByCommand command(String channel) {
        return (Team.Channel.ByCommand) desk.team().channels().get(channel).via();
    }

    /** Went through a channel, and the walk was cut off before that was put down: put down now, not sent again. */
    private boolean wentOut(Message message) {
        List<TimelineRecord> tried = desk.incident().atStep(message.tried());
        if (tried.isEmpty() || !(tried.get(tried.size() - 1).event() instanceof Event.Result result)) {
            return false;
        }
        TimelineRecord last = tried.get(tried.size() - 1);
        int at = desk.incident().records().indexOf(last);
        boolean told = desk.incident().messages().stream()
                .anyMatch(sent -> sent.comms().audience().equals(message.audience()) && sent.position() > at);
        if (told
                || desk.goesOnElsewhere(last)
                || !last.entry().value().map(value -> value.has("ok")).orElse(false)) {
            return false;
        }
        Optional<String> text = desk.incident()
                .record(result.of())
                .flatMap(intent -> intent.entry().text());
        desk.tell(
                Tone.NOTICE,
                "This went out at " + desk.minute(last.recorded()) + "; the walk was cut off before it said so.");
        save(
                message,
                text.orElse(""),
                false,
                "channel",
                desk.team().audiences().get(message.audience()).channels().stream()
                        .filter(name -> desk.team().channels().get(name) != null
                                && desk.team().channels().get(name).via() instanceof Team.Channel.ByCommand)
                        .findFirst(),
                new MessageValues(desk, message.audience(), message.stage()).nextUpdate(),
                Optional.empty());
        return true;
    }

    /** The messages that went out to an audience, by record. */
    private Set<String> sentBy(String audience) {
        Set<String> ids = new HashSet<>();
        desk.incident().messages().stream()
                .filter(sent -> sent.out() && sent.comms().audience().equals(audience))
                .forEach(sent ->
                        ids.add(desk.incident().records().get(sent.position()).id()));
        return ids;
    }

    /** Another terminal told them while the question stood open: theirs stands, unless it is sent on purpose. */
    private void leaveIfTold(Message message, Set<String> before) {
        Set<String> now = sentBy(message.audience());
        now.removeAll(before);
        if (now.isEmpty()) {
            return;
        }
        before.addAll(now);
        now.forEach(id ->
                desk.incident().record(id).flatMap(desk.words()::news).ifPresent(text -> desk.tell(Tone.NOTICE, text)));
        if (desk.choose(Sheet.of("conflict", "They were told meanwhile. And this one?")
                        .offer("theirs", "theirs is enough")
                        .offer("mine", "go on with this one too"))
                .equals("theirs")) {
            throw new Turn.Moved();
        }
    }

    private boolean agreed(String name) {
        if (!desk.interactive()) {
            return true;
        }
        Team.Channel.ByCommand by = command(name);
        Commands.Place place =
                desk.parts().commands().place(desk.team().source().folder());
        desk.tell(Tone.COMMAND, by.command().display());
        String sure = desk.choose(Sheet.of("confirm", "Send it through " + name + "?")
                .why("in " + place.folder() + " as " + place.userAtHost() + "; the text is its input")
                .offer("send", "send it")
                .offer("no", "not now")
                .confirmation());
        return sure.equals("send");
    }

    private boolean through(String name, Message message, String text) {
        if (!desk.interactive()) {
            return true;
        }
        Team.Channel.ByCommand by = command(name);
        TimelineRecord intent = desk.save(Entry.of(new Event.Intent(
                        by.command().display(),
                        Optional.empty(),
                        Optional.of(CHANNEL_LIMIT.toSeconds() + "s"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .on(message.phase(), message.tried())
                .saying(text.strip()));
        Commands.Outcome outcome = desk.parts()
                .commands()
                .run(
                        new Commands.Request(
                                by.command(),
                                Map.of(),
                                List.of(),
                                desk.team().source().folder(),
                                CHANNEL_LIMIT,
                                Optional.of(text)),
                        Silent.LIVE);
        List<String> misses = outcome.exit().isPresent()
                ? Expect.SUCCESS.misses(outcome.exit().get(), outcome.output())
                : List.of(outcome.problem().orElse("it did not end by itself"));
        desk.save(Entry.of(new Event.Result(
                        intent.id(),
                        outcome.exit(),
                        outcome.took().toMillis(),
                        Optional.of(outcome.output().strip()).filter(said -> !said.isEmpty()),
                        outcome.bytes()))
                .on(message.phase(), message.tried())
                .valued(Value.of(misses.isEmpty() ? "ok" : "failed")));
        if (!misses.isEmpty()) {
            desk.tell(
                    Tone.WARNING,
                    "Not sent: " + String.join("; ", misses) + ". "
                            + outcome.output().strip());
        }
        return misses.isEmpty();
    }

    private enum Silent implements Commands.Live {
        LIVE;

        @Override
        public void line(String text) {}

        @Override
        public void quiet(Duration running) {}
    }

    /** Somebody has to agree to what customers are told. */
    private Optional<String> approval(Message message) {
        Optional<String> role = desk.team().audiences().get(message.audience()).approve();
        if (role.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> holder = Optional.ofNullable(desk.incident().holders().get(role.get()));
        if (!desk.parts().prompter().volunteers("approved")) {
            return holder;
        }
        return desk.optional(
                "approved", "Who agreed to this text? (" + desk.words().role(role.get()) + ")", holder);
    }

    /** A text that commits: changed, sent all the same where that is allowed, or the promise parked. The new text, if any. */
    private Optional<String> promises(Message message, String text) {
        List<Promises.Promise> found = Promises.in(text, desk.team().promises());
        if (found.isEmpty() || !desk.parts().prompter().volunteers("promise")) {
            return Optional.empty();
        }
        boolean forbidden = desk.team().audiences().get(message.audience()).forbidPromises();
        found.forEach(promise ->
                desk.tell(Tone.WARNING, "This promises (\"" + promise.word() + "\"): " + promise.sentence()));
        String taken = desk.choose(Sheet.of("promise", "Nothing is promised during an incident. What now?")
                .offer("change", "change the text")
                .offer("park", "park the idea, then change the text")
                .offerIf(!forbidden, "send", "send it as it is"));
        if (taken.equals("send")) {
            return Optional.empty();
        }
        if (taken.equals("park")) {
            found.forEach(promise -> desk.save(
                    Entry.of(new Event.Park(Optional.of(message.key()))).saying(promise.sentence())));
            desk.tell(Tone.SAVED, "parked for after the incident: no owner, no date");
        }
        return Optional.of(desk.parts().prompter().edit(text).orElse(text));
    }

    private void save(
            Message message,
            String text,
            boolean edited,
            String outcome,
            Optional<String> channel,
            Optional<Instant> next,
            Optional<String> approvedBy) {
        Event comms =
                new Event.Comms(message.audience(), message.stage().word(), channel, edited, outcome, next, approvedBy);
        desk.save(Entry.of(comms)
                .on(message.phase(), message.key())
                .valued(Value.of(outcome))
                .saying(text.strip()));
        desk.parts().prompter().settled();
        String until = next.map(at -> "; next word by " + desk.minute(at)).orElse("");
        desk.tell(Tone.SAVED, "saved: " + desk.words().audience(message.audience()) + " " + said(outcome) + until);
    }

    private static String said(String outcome) {
        return switch (outcome) {
            case "posted" -> "told by hand";
            case "channel" -> "told";
            case "later" -> "not told yet";
            case "not" -> "not told in public";
            default -> "not reached";
        };
    }
}
