package oncall.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * Every command, a line each. A command is a class with picocli's annotations that takes an {@link Invocation} and is called
 * for an {@link Exit}; only the class of the chosen one is loaded, because start-up time is spent at 2 a.m.
 *
 * <p>Two words (`runbook lint`) make a command of a family; the family needs no entry.
 */
final class Registry {
    private static final List<Entry> ENTRIES = List.of(
            new Entry(Group.WALK, "start", "Open an incident and walk through it.", Start::new),
            new Entry(Group.WALK, "resume", "Go on with an open incident.", Resume::new),
            new Entry(Group.WALK, "revert-plan run", "Undo a change by its plan, step by step.", RevertPlanRun::new),
            new Entry(Group.WALK, "revert-plan rehearse", "Walk a plan as practice.", RevertPlanRehearse::new),
            new Entry(Group.WALK, "close", "Close an incident.", Close::new),
            new Entry(Group.RECORD, "status", "Show where an incident stands.", ShowStatus::new),
            new Entry(Group.RECORD, "incidents", "List incidents, open ones on top.", ListIncidents::new),
            new Entry(Group.RECORD, "note", "Save a note, from any terminal or pipe.", Note::new),
            new Entry(Group.RECORD, "park", "Keep an idea for after the incident.", Park::new),
            new Entry(Group.RECORD, "correct", "Say what a record should have said.", Correct::new),
            new Entry(Group.RECORD, "redact", "Withhold what a record says.", Redact::new),
            new Entry(Group.RECORD, "timeline", "Show or check everything on record.", ShowTimeline::new),
            new Entry(Group.RECORD, "postmortem", "Print the postmortem, filled from the record.", ShowPostmortem::new),
            new Entry(Group.RECORD, "timeline import", "Take over a timeline kept elsewhere.", Import::new),
            new Entry(Group.BOOKS, "runbook list", "List the runbooks there are.", RunbookList::new),
            new Entry(Group.BOOKS, "runbook show", "Show the steps that would be walked.", RunbookShow::new),
            new Entry(Group.BOOKS, "runbook new", "Print a commented runbook to begin with.", RunbookNew::new),
            new Entry(
                    Group.BOOKS,
                    "runbook schema",
                    "Print the JSON Schema of a format, for editors.",
                    RunbookSchema::new),
            new Entry(Group.BOOKS, "runbook lint", "Check runbooks, team files and revert plans.", RunbookLint::new),
            new Entry(
                    Group.BOOKS,
                    "revert-plan check",
                    "Say whether a change can be undone at 2 a.m.",
                    RevertPlanCheck::new),
            new Entry(Group.BOOKS, "revert-plan show", "Show a revert plan on one page.", RevertPlanShow::new),
            new Entry(Group.BOOKS, "revert-plan diff", "Show what changed since the rehearsal.", RevertPlanDiff::new),
            new Entry(
                    Group.BOOKS,
                    "revert-plan rules",
                    "List or explain what plans are judged by.",
                    RevertPlanRules::new),
            new Entry(
                    Group.BOOKS,
                    "revert-plan new",
                    "Draft a revert plan, from questions or from git.",
                    RevertPlanNew::new),
            new Entry(
                    Group.BOOKS,
                    "revert-plan order",
                    "Show in which order a change is undone, and why.",
                    RevertPlanOrder::new),
            new Entry(
                    Group.BOOKS,
                    "trust",
                    "Allow the commands of a runbook to be offered, list or revoke.",
                    TrustCommand::new),
            new Entry(Group.ABOUT, "where", "Show where books, incidents and the rest are, and why there.", Where::new),
            new Entry(
                    Group.ABOUT,
                    "completion",
                    "Print what bash, zsh or fish needs to complete with Tab.",
                    Completion::new));

    private static final Set<String> READ_TEAM = Set.of(
            "start",
            "resume",
            "revert-plan run",
            "runbook lint",
            "runbook show",
            "revert-plan check",
            "revert-plan order",
            "revert-plan show");

    private Registry() {}

    /** How commands stand together in `oncall help`. */
    enum Group {
        WALK("The walk"),
        RECORD("The record"),
        BOOKS("Runbooks and revert plans"),
        ABOUT("About this program");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /**
     * A command.
     *
     * @param words one word or two, as typed
     * @param line what it does, one line
     * @param maker makes it for one run
     */
    record Entry(Group group, String words, String line, Function<Invocation, Callable<Exit>> maker) {
        String[] split() {
            return words.split(" ");
        }

        /** Whether it is sure to want the team, which takes longest to read. */
        boolean readsTeam() {
            return READ_TEAM.contains(words);
        }
    }

    /** All of them, in the order of `oncall help`. */
    static List<Entry> all() {
        return ENTRIES;
    }

    /** The command these words begin with: two words before one. */
    static Optional<Entry> find(List<String> words) {
        for (int length = Math.min(2, words.size()); length > 0; length--) {
            String wanted = String.join(" ", words.subList(0, length));
            for (Entry entry : ENTRIES) {
                if (entry.words().equals(wanted)) {
                    return Optional.of(entry);
                }
            }
        }
        return Optional.empty();
    }

    /** The commands of the family of that name; none when there is no such family. */
    static List<Entry> family(String word) {
        return ENTRIES.stream()
                .filter(entry -> entry.words().startsWith(word + " "))
                .toList();
    }

    /** Every word a person may have meant in the first place, families and the built-in words included. */
    static List<String> firstWords() {
        List<String> words = new ArrayList<>();
        ENTRIES.forEach(entry -> words.add(entry.split()[0]));
        words.addAll(Arrays.asList("help", "cache"));
        return words.stream().distinct().toList();
    }
}
