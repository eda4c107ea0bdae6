package oncall.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.document.PauseWords;
import oncall.document.TakenAs;
import oncall.incident.Entry;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.runbook.Nearest;
import oncall.runbook.Phase;
import oncall.runbook.Step;
import oncall.runbook.TimeReader;
import oncall.runbook.Value;
import oncall.walk.Prompter.Line;
import oncall.walk.Prompter.Order;
import oncall.walk.Prompter.Question;
import oncall.walk.Prompter.Reply;
import oncall.walk.Prompter.Tone;

/** The prompt commands: what a line beginning with a colon does, at any prompt. */
final class Orders {
    private static final List<String> HELP = List.of(
            ":note [@TIME] TEXT   write something down; the question stays",
            ":park TEXT           keep an idea for after the incident",
            ":back                change the answer before this one",
            ":go PHASE|STEP|BOOK  leave the order; :left shows what was passed over",
            ":skip   :unknown     pass over this; say that you don't know",
            ":raise [LEVEL]       make the priority higher",
            ":call ROLE   :send [AUDIENCE]   do it now",
            ":status  :impact  :about  :time [TIME]   look; when the next answer happened",
            ":edit                write the answer in your editor",
            ":pause [TIME] [REASON]   stop here, saved; a lone ? at a choice: \"don't know\"");

    private static final Set<String> NOT_IN_PRACTICE = Set.of("raise", "call", "send", "impact");
    private static final String RESUME = "resume";
    /** What escapes an @ that is none of ours. */
    private static final Pattern LITERAL = Pattern.compile(" +@");

    /** A time in quotes, where spaces or what follows could make it unclear. */
    private static final Pattern QUOTED = Pattern.compile("[\"\u201c]([^\"\u201c\u201d]*)[\"\u201d]");

    /** `tomorrow at 9:00 PM Europe/Berlin` and the like. */
    private static final int LONGEST_TIME = 8;

    private final Desk desk;
    private final Sitting walker;
    private Optional<String> changing = Optional.empty();
    private Optional<String> doubted = Optional.empty();

    Orders(Desk desk, Sitting walker) {
        this.desk = desk;
        this.walker = walker;
    }

    /** Obeys; a reply means it stands for an answer to the question, empty that the question is asked again. */
    Optional<Reply> obey(Order order, Question question) {
        String rest = order.rest().strip();
        if (desk.isPractice() && NOT_IN_PRACTICE.contains(order.word())) {
            desk.tell("This is practice: nobody is called, nothing is sent, and there is no priority.");
            return Optional.empty();
        }
        switch (order.word()) {
            case "note" -> note(order.rest());
            case "late" -> late(order.rest());
            case "park" -> park(order.rest());
            case "back" -> back(question);
            case "go" -> go(rest);
            case "left" -> left();
            case "skip" -> throw new Turn.Skipped();
            case "unknown" -> {
                return Optional.of(new Prompter.DontKnow());
            }
            case "raise" -> {
                walker.priorities().raise(rest);
                throw new Turn.Moved();
            }
            case "call" -> call(rest);
            case "send" -> send(rest);
            case "status" -> desk.tell(new Glance(desk).lines());
            case "impact" -> walker.impact();
            case "about" -> about();
            case "time" -> time(rest);
            case "edit" -> {
                return desk.parts()
                        .prompter()
                        .edit(question.prefill().orElse(""))
                        .map(Prompter.Typed::new);
            }
            case "pause" -> pause(rest);
            case "help" -> HELP.forEach(line -> desk.tell(Tone.HINT, line));
            case "correct" -> correct(order.rest());
            default -> desk.tell(nearest(order.word()));
        }
        return Optional.empty();
    }

    private static String nearest(String word) {
        return "There is no command `:" + word + "`. :help lists them; a space in front makes it an answer.";
    }

    private void note(String rest) {
        if (!rest.startsWith("@")) {
            noted(LITERAL.matcher(rest).lookingAt() ? rest.substring(1) : rest, Optional.empty());
            return;
        }
        String behind = rest.substring(1).strip();
        Matcher quoted = QUOTED.matcher(behind);
        boolean inQuotes = quoted.lookingAt();
        String leading = inQuotes ? quoted.group(1) : desk.parts().times().leading(behind);
        String time = leading.isEmpty() ? behind.split("\\s", 2)[0] : leading;
        String text =
                behind.substring(inQuotes ? quoted.end() : end(behind, time)).strip();
        if (text.isBlank()) {
            desk.tell("Write the note behind the time: :note @17:03 TEXT, or :note @\"10 min ago\" TEXT");
            return;
        }
        Optional<TimeReader.Read> at = read(time);
        if (at.isPresent()) {
            noted(text, at);
        } else if (desk.interactive()) {
            askWhen(text);
        } else {
            desk.tell("Not noted: " + text);
        }
    }

    /** Where the words of the time end in the line, whatever the spaces between them. */
    private static int end(String line, String time) {
        int at = 0;
        for (String word : time.split("\\s+")) {
            at = line.indexOf(word, at) + word.length();
        }
        return at;
    }

    /** The time was not clear: the text is kept, the time is asked for alone. */
    private void askWhen(String text) {
        while (true) {
            Optional<String> words = when(text);
            Optional<TimeReader.Read> at = words.flatMap(this::read);
            if (words.isEmpty() || at.isPresent()) {
                noted(text, at);
                return;
            }
        }
    }

    /** The words of the time. Whoever leaves instead, or is cut off, does not lose the note: it is saved before. */
    private Optional<String> when(String text) {
        try {
            return desk.optional("when", "When was that? The note is saved with it.", Optional.empty());
        } catch (Turn left) {
            noted(text, Optional.empty());
            throw left;
        }
    }

    /** A time behind now; what is hardly meant is taken when the very same words come again. */
    private Optional<TimeReader.Read> read(String words) {
        TimeReader.Reading reading = desk.parts().times().read(words, desk.moment());
        if (reading instanceof TimeReader.Read read) {
            return Optional.of(read);
        }
        TimeReader.AskBack back = (TimeReader.AskBack) reading;
        if (back.meant().isPresent() && doubted.equals(Optional.of(words))) {
            doubted = Optional.empty();
            return back.meant();
        }
        doubted = back.meant().map(read -> words);
        desk.tell(back.why() + (doubted.isPresent() ? " Write the same again if it is meant." : ""));
        return Optional.empty();
    }

    /** `late: {at, text}` of an answers file, which says itself where the time ends. */
    private void late(String rest) {
        int end = rest.indexOf('\n');
        String text = rest.substring(end + 1);
        Optional<TimeReader.Read> at = read(rest.substring(0, Math.max(0, end)));
        if (at.isPresent()) {
            noted(text, at);
        } else {
            desk.tell("Not noted: " + text);
        }
    }

    private void noted(String text, Optional<TimeReader.Read> at) {
        if (text.isBlank()) {
            desk.tell("Write the note behind it: :note TEXT");
            return;
        }
        Entry placed = here(Entry.of(new Event.Note(Optional.empty())).saying(text));
        desk.save(at.map(read -> placed.at(read.at()).timed(read.given())).orElse(placed));
        desk.tell(Tone.SAVED, "noted");
        at.flatMap(read -> TakenAs.sentence(read, desk.zone())).ifPresent(words -> desk.tell(Tone.HINT, words));
    }

    private Entry here(Entry entry) {
        Optional<Route.Stop> stop = desk.route().next();
        return stop.map(each -> new Entry(
                        entry.happened(),
                        Optional.of(each.phase()),
                        Optional.empty(),
                        entry.value(),
                        entry.text(),
                        entry.time(),
                        entry.supersedes(),
                        Set.of(),
                        entry.event()))
                .orElse(entry);
    }

    private void park(String text) {
        if (text.isBlank()) {
            desk.tell("Write the idea behind it: :park TEXT");
            return;
        }
        Optional<String> step = desk.route().next().map(Route.Stop::key);
        desk.save(here(Entry.of(new Event.Park(step)).saying(text)));
        desk.tell(Tone.SAVED, "parked for after the incident: no owner, no date");
    }

    /** To the answer before: the newest step that was answered, or the newest before the one that is being changed. */
    private void back(Question question) {
        int newest = changing.map(this::position).orElse(Integer.MAX_VALUE);
        Optional<Route.Stop> before = desk.route().stops().stream()
                .filter(stop -> !stop.open() && !stop.key().equals(question.name()))
                .filter(stop -> !(stop.step() instanceof Step.Send) && !(stop.step() instanceof Step.Call))
                .filter(stop -> !stop.key().equals(PlanChoice.WRITTEN))
                .filter(stop -> position(stop.key()) < newest)
                .max(java.util.Comparator.comparingInt(stop -> position(stop.key())));
        if (before.isEmpty()) {
            desk.tell("There is no answer before this one.");
            return;
        }
        change(before.get());
    }

    private int position(String key) {
        return desk.incident().given(key).map(Incident.Given::position).orElse(-1);
    }

    /** Asks an answered step again. Does not return. */
    private void change(Route.Stop stop) {
        Optional<String> before = changing;
        changing = Optional.of(stop.key());
        try {
            walker.again(stop);
        } finally {
            changing = before;
        }
        throw new Turn.Moved();
    }

    /** `correct: {ID: value}` of an answers file: a new answer to an old question. */
    private void correct(String rest) {
        int equals = rest.indexOf('=');
        String name = rest.substring(0, Math.max(0, equals)).strip();
        Optional<Route.Stop> stop = desk.route().stop(name).filter(each -> !each.open());
        if (equals < 0 || stop.isEmpty()) {
            desk.tell("There is no answer `" + name + "` to correct.");
            return;
        }
        walker.correct(stop.get(), rest.substring(equals + 1));
        throw new Turn.Moved();
    }

    private void go(String to) {
        if (to.isBlank()) {
            desk.tell(
                    "Where to? :go PHASE, :go STEP or :go BOOK. Phases: triage, impact, revert, diagnose, mitigate, resolve.");
            return;
        }
        if (Phase.of(to).isPresent()) {
            desk.jump(to, Optional.empty());
        }
        Optional<Route.Stop> stop = desk.route().stop(to);
        if (stop.isPresent()) {
            if (stop.get().open()) {
                desk.leave(stop.get().key(), Optional.empty(), false);
            }
            change(stop.get());
        }
        if (desk.parts().shelf().book(to).isPresent()) {
            desk.leave("book:" + to, Optional.empty(), false);
        }
        List<String> names = new ArrayList<>(desk.parts().shelf().books());
        desk.route().stops().forEach(each -> names.add(each.key()));
        desk.tell("There is no phase, step or book `" + to + "`."
                + Nearest.to(to, names)
                        .map(name -> " Did you mean `" + name + "`?")
                        .orElse(""));
    }

    private void left() {
        List<Route.Stop> left = desk.route().left();
        if (left.isEmpty()) {
            desk.tell("Nothing was passed over.");
        }
        left.forEach(stop -> desk.tell("  " + stop.key() + "  " + stop.step().text()));
        desk.incident().givens().stream()
                .filter(given -> given.phase().isPresent())
                .filter(given -> desk.route().stops().stream()
                        .noneMatch(stop -> stop.key().equals(given.key())))
                .filter(given -> desk.words().step(given.key()).isPresent())
                .forEach(given -> desk.tell(
                        Tone.HINT, "  kept, no longer asked: " + desk.words().answer(given)));
    }

    private void call(String role) {
        if (!desk.team().roles().containsKey(role)) {
            desk.tell(
                    "Call whom? Roles: " + String.join(", ", desk.team().roles().keySet()) + ".");
            return;
        }
        walker.callNow(role);
    }

    private void send(String audience) {
        String to = audience.isBlank() ? "team" : audience;
        if (!desk.team().audiences().containsKey(to)) {
            desk.tell("Send to whom? Audiences: "
                    + String.join(", ", desk.team().audiences().keySet()) + ".");
            return;
        }
        walker.sendNow(to);
    }

    private void about() {
        desk.tell(Tone.HEADING, desk.book().title());
        desk.book()
                .about()
                .ifPresentOrElse(about -> desk.tell(Tone.QUOTE, about), () -> desk.tell("The book says nothing more."));
        desk.book()
                .owner()
                .ifPresent(owner -> desk.tell(
                        Tone.HINT,
                        "Kept by " + owner + ", " + desk.book().source().path()));
        desk.route()
                .next()
                .map(Route.Stop::step)
                .map(Step::common)
                .ifPresent(common -> common.links().forEach(link -> desk.tell(Tone.HINT, link)));
    }

    private void time(String words) {
        if (words.isBlank()) {
            desk.tell("Now " + desk.both(desk.now()) + ". Began "
                    + desk.both(desk.incident().started()) + ".");
            List<Line> lines = new ArrayList<>();
            desk.dues()
                    .forEach(due -> lines.add(Line.of(
                            "  " + desk.minute(due.at()) + "  " + due.name().replace('_', ' '))));
            desk.tell(lines);
            return;
        }
        read(words).ifPresent(read -> {
            desk.happened(read);
            desk.tell("The next answer happened at " + desk.both(read.at()) + ".");
            TakenAs.sentence(read, desk.zone()).ifPresent(taken -> desk.tell(Tone.HINT, taken));
        });
    }

    /** Words that read as a time to come are until when, the others why; what is missing is asked for. */
    private void pause(String words) {
        Optional<TimeReader.Read> given = leadingTime(words);
        String rest = given.map(read -> words.strip()
                        .substring(end(words.strip(), read.given().written()))
                        .strip()
                        .replaceFirst("^[:,;-]\\s+", ""))
                .orElse(words);
        given.ifPresent(read -> desk.tell(Tone.HINT, "Paused " + PauseWords.until(read.at(), desk.now(), desk.zone())));
        if (given.isEmpty() && isTimeAlone(words)) {
            desk.tell(notAhead(words));
            rest = "";
        }
        Optional<java.time.Instant> at = given.map(TimeReader.Read::at).or(this::until);
        pause(at, rest);
    }

    /** The longest beginning that is a time to come. In front of a reason it has more than digits or a name: `Monday` or `1430` may begin a sentence. */
    private Optional<TimeReader.Read> leadingTime(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        for (int count = Math.min(LONGEST_TIME, words.size()); count > 0; count--) {
            String time = String.join(" ", words.subList(0, count)).replaceFirst("[:,;]$", "");
            boolean alone = count == words.size() || time.matches(".*\\d.*") && !time.matches("\\d+");
            if (alone && ahead(time) instanceof TimeReader.Read read) {
                return Optional.of(read);
            }
        }
        return Optional.empty();
    }

    private boolean isTimeAlone(String words) {
        String leading = desk.parts().times().leading(words);
        return !leading.isEmpty() && leading.equals(words.strip().replaceAll("\\s+", " "));
    }

    private TimeReader.Reading ahead(String words) {
        return desk.parts().times().ahead(words, desk.moment());
    }

    /** Why it is no time to come, and one that is: what the reader suggests of itself may be a time gone by. */
    private String notAhead(String words) {
        String why = ahead(words) instanceof TimeReader.AskBack back ? back.why() : "";
        int advice = why.indexOf("Write `17:03`");
        return advice < 0 ? why : why.substring(0, advice) + "Write `in 2 h`, `09:00` or `tomorrow 9:00`.";
    }

    private void pause(Optional<java.time.Instant> at, String rest) {
        String why = "Why stop here? One line for whoever reads it.";
        boolean early = isTooEarly();
        if (early) {
            desk.tell(
                    Tone.NOTICE,
                    desk.incident().priority().orElseThrow().to()
                            + " is paused when it is stable, and nothing on record shows that. Say why, or hand it to somebody.");
        }
        Optional<String> reason = !rest.isBlank()
                ? Optional.of(rest)
                : early ? Optional.of(desk.reason("reason", why)) : desk.optional("reason", why, Optional.empty());
        desk.save(Entry.of(new Event.Pause(at, reason)));
        if (!desk.interactive() && desk.parts().prompter().volunteers(RESUME)) {
            goOn();
        }
        throw new Turn.Stopped(Ending.LEFT);
    }

    /** An answers file that goes on after its pause does so as another sitting would. Does not return. */
    private void goOn() {
        Optional<String> last = desk.incident().records().stream()
                .reduce((first, second) -> second)
                .map(each -> each.id());
        desk.choose(Sheet.of(RESUME, "Going on after the pause.").freeText());
        desk.save(Sitting.resumed(last, List.of()));
        throw new Turn.Moved();
    }

    /** Whether the level wants it stable before a pause, and no verification holds. Nothing is enforced. */
    private boolean isTooEarly() {
        return walker.priorities()
                        .level()
                        .map(level -> level.pause().equals("when-stable"))
                        .orElse(false)
                && !Sitting.isVerified(desk.incident());
    }

    /** When it goes on, if that is known; asked until it can be read. */
    private Optional<java.time.Instant> until() {
        while (true) {
            Optional<String> words = desk.optional("until", "Until when? (a time, or leave it out)", Optional.empty());
            if (words.isEmpty()) {
                return Optional.empty();
            }
            TimeReader.Reading reading = ahead(words.get());
            if (reading instanceof TimeReader.Read read) {
                TakenAs.sentence(read, desk.zone()).ifPresent(taken -> desk.tell(Tone.HINT, taken));
                return Optional.of(read.at());
            }
            desk.tell(notAhead(words.get()));
            if (!desk.interactive()) {
                desk.tell("The time is left out.");
                return Optional.empty();
            }
        }
    }

    /** What skipping records for a step. */
    static Value skippedValue(Step step) {
        return step instanceof Step.Ask || step instanceof Step.Decide ? Value.UNKNOWN : Value.of("skipped");
    }
}
