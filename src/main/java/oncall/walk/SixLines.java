package oncall.walk;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import oncall.incident.Incident;
import oncall.plan.PlanDraft;
import oncall.runbook.Characters;
import oncall.runbook.Choice;
import oncall.runbook.Condition;
import oncall.runbook.FactType;
import oncall.runbook.Location;
import oncall.runbook.Risk;
import oncall.runbook.Step;
import oncall.runbook.Value;

/**
 * The six lines without which a change cannot be undone by anybody but its author, asked where nobody has written a plan; and the
 * plan they make: a function of the answers on record, so that it is the same whoever makes it, and when.
 */
public final class SixLines {
    static final String VERSION = "undo_version";
    static final String COMMAND = "undo_command";
    static final String CHECK = "undo_check";
    static final String DATA = "undo_data";
    static final String TAKES = "undo_takes";
    static final String AGAIN = "undo_again";

    /** The ids of the two steps of the plan. */
    static final String PUT_BACK = "put_back";

    static final String WORKS = "works_again";

    /** The answer that there is no command to check with. */
    static final String LOOK = "a_person_looks";

    private static final String LOSE = "lose";
    private static final String FITS = "fits";
    private static final int LONGEST_NAME = 40;
    private static final Pattern DAY = Pattern.compile("[A-Z][a-z]{2} \\d\\d:\\d\\d ");

    private SixLines() {}

    /** The questions, in order. */
    public static List<Step> questions() {
        return List.of(
                ask(VERSION, FactType.VERSION, "Which version was running before?"),
                ask(COMMAND, FactType.TEXT, "What command puts it back?"),
                ask(CHECK, FactType.TEXT, "What command shows that it worked?"),
                new Step.Ask(
                        common(DATA, "Will the old version work with the data as it is now?"),
                        FactType.CHOICE,
                        List.of(
                                new Choice(FITS, "yes, or nothing was written"),
                                new Choice("keep", "no: keep the new data aside"),
                                new Choice("translate", "no: translate it back"),
                                new Choice("replay", "no: play it in again afterwards"),
                                new Choice(LOSE, "no: it would be lost")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                ask(TAKES, FactType.DURATION, "About how long does it take?"),
                ask(AGAIN, FactType.TEXT, "How does the new version come back afterwards?"));
    }

    /** What stands behind the questions: the plan is written, nothing is asked. */
    static Step writing() {
        return new Step.Do(common(PlanChoice.WRITTEN, "Write it down as a plan."), Risk.NONE);
    }

    private static Step ask(String id, FactType type, String text) {
        return new Step.Ask(
                common(id, text),
                type,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Step.Common common(String id, String text) {
        return new Step.Common(
                id,
                text,
                Condition.ALWAYS,
                Optional.empty(),
                false,
                List.of(),
                List.of(),
                Optional.empty(),
                Location.of("(written in the walk)"));
    }

    /** Whether a key is one of the questions. */
    static boolean isQuestion(String key) {
        return questions().stream().anyMatch(step -> step.id().equals(key));
    }

    /** Whether an answer says that data would be lost. */
    static boolean loses(Value value) {
        return value.has(LOSE);
    }

    // ---- the plan

    /**
     * The plan that the answers make.
     *
     * @param services that are put back; none where they are not known
     */
    static PlanDraft draft(Incident incident, List<String> services) {
        Optional<String> data = value(incident, DATA);
        Optional<String> version = value(incident, VERSION);
        List<String> names = services.isEmpty() ? List.of("TODO") : services;
        return new PlanDraft(
                List.of("Written in the incident " + incident.id() + " by " + writer(incident)
                        + ", from six questions. What nobody knew is TODO."),
                Optional.of(title(incident)),
                commit(incident),
                Optional.empty(),
                by(incident),
                Optional.empty(),
                Optional.of(writer(incident)),
                names.stream()
                        .map(name -> new PlanDraft.Service(name, commit(incident), version, List.of()))
                        .toList(),
                List.of(),
                data.filter(FITS::equals).map(fits -> List.of()),
                data.map(policy -> policy.equals(FITS) ? "keep" : policy),
                List.of(step(incident, names)),
                List.of(proof(incident)),
                Optional.empty(),
                text(incident, AGAIN),
                value(incident, TAKES).flatMap(SixLines::length));
    }

    private static PlanDraft.Step step(Incident incident, List<String> names) {
        Optional<String> one = names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
        Optional<String> command = text(incident, COMMAND);
        return new PlanDraft.Step(
                command.filter(SixLines::canRun).isPresent(),
                command.map(words -> safe(words, "Undo the change: "))
                        .orElse("Undo the change. What undoes it? (TODO: write the command)"),
                one,
                Optional.of(PUT_BACK));
    }

    private static PlanDraft.Proof proof(Incident incident) {
        boolean look = value(incident, CHECK).filter(LOOK::equals).isPresent();
        Optional<String> check = look ? Optional.empty() : text(incident, CHECK);
        String question = "Does it work for a customer, and are the graphs normal?";
        return new PlanDraft.Proof(
                check.filter(SixLines::canRun).isPresent(),
                check.map(words -> safe(words, "Does this hold: "))
                        .orElse(look ? question : question + " (TODO: write a check)"),
                Optional.empty(),
                Optional.of(WORKS));
    }

    /** A draft takes words that begin with its mark for a gap, and a step would be lost. */
    private static String safe(String said, String before) {
        return said.startsWith("TODO") ? before + said : said;
    }

    /**
     * Whether words can be a command: with a character in them that does not show, or with a secret taken out, they stay words,
     * because what would run is not what was typed.
     */
    static boolean canRun(String words) {
        return Characters.hidden(words).isEmpty() && !words.startsWith("TODO") && !words.contains("[redacted ");
    }

    private static Optional<String> value(Incident incident, String key) {
        return incident.given(key)
                .filter(given -> !given.isUnknown())
                .flatMap(Incident.Given::value)
                .filter(value -> !value.items().isEmpty())
                .map(Value::single);
    }

    private static Optional<String> text(Incident incident, String key) {
        return incident.given(key)
                .filter(given -> !given.isUnknown())
                .map(given -> given.text().strip())
                .filter(words -> !words.isEmpty());
    }

    private static Optional<Duration> length(String canonical) {
        try {
            Duration length = Duration.parse(canonical);
            return length.isZero() || length.isNegative() ? Optional.empty() : Optional.of(length);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Of a change that was told in words, those; else what the incident is about. */
    private static String title(Incident incident) {
        return told(incident)
                .map(words ->
                        by(incident).map(by -> words.substring(by.length() + 2)).orElse(words))
                .map(String::strip)
                .filter(words -> !words.isEmpty())
                .orElseGet(() -> incident.title().strip());
    }

    /** The words of the change, without the day a commit was made. */
    private static Optional<String> told(Incident incident) {
        return incident.given("change")
                .filter(given -> !given.isUnknown()
                        && given.value()
                                .filter(value -> value.single().startsWith("plan:"))
                                .isEmpty())
                .map(given -> isCommit(given) && DAY.matcher(given.text()).lookingAt()
                        ? given.text().substring("Mon 10:12 ".length())
                        : given.text());
    }

    private static boolean isCommit(Incident.Given given) {
        return given.value().filter(value -> value.single().startsWith("git:")).isPresent();
    }

    /** Who made the commit. */
    private static Optional<String> by(Incident incident) {
        return incident.given("change")
                .filter(SixLines::isCommit)
                .flatMap(given -> told(incident))
                .flatMap(SixLines::author);
    }

    /** In `omer: login 2.4`, what stands before the first colon. */
    private static Optional<String> author(String words) {
        int colon = words.indexOf(": ");
        return colon > 0 ? Optional.of(words.substring(0, colon)) : Optional.empty();
    }

    private static Optional<String> commit(Incident incident) {
        return Route.change(incident)
                .filter(id -> id.startsWith("git:"))
                .map(id -> id.substring(id.lastIndexOf('@') + 1));
    }

    /** The repository that was changed, by the name the team gave it. */
    static Optional<String> repository(Incident incident) {
        return Route.change(incident)
                .filter(id -> id.startsWith("git:") && id.contains("@"))
                .map(id -> id.substring("git:".length(), id.lastIndexOf('@')));
    }

    private static String writer(Incident incident) {
        return incident.given(VERSION).map(Incident.Given::actor).orElse("somebody");
    }

    /** A name for its file: the title in small letters and digits, at most 40; the incident's where none is left of it. */
    static String name(Incident incident) {
        String slug = slug(title(incident));
        return slug.isEmpty() ? "undo-" + slug(incident.id()) : slug;
    }

    private static String slug(String words) {
        StringBuilder slug = new StringBuilder();
        for (String part : words.toLowerCase(java.util.Locale.ROOT).split("[^a-z0-9]+")) {
            boolean fits = slug.length() + part.length() < LONGEST_NAME;
            if (!part.isEmpty() && (fits || slug.length() == 0)) {
                slug.append(slug.length() == 0 ? "" : "-").append(part, 0, Math.min(part.length(), LONGEST_NAME));
            } else if (!part.isEmpty()) {
                break;
            }
        }
        return slug.toString();
    }
}
