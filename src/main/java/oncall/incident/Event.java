package oncall.incident;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one line of the timeline says besides its common members: the member `data`, by kind. The names of the components are
 * the names in the file (snake_case there). Words on disk are a contract; these class names are not.
 */
public sealed interface Event {
    /** The word in the member `kind`. */
    String kind();

    /** The first line of a file. `continues` names the segment it goes on from. */
    record Header(
            int format,
            String incident,
            String title,
            Instant opened,
            String zone,
            Optional<Link> continues,
            Optional<String> after)
            implements Event {
        @Override
        public String kind() {
            return "header";
        }
    }

    /** The last good line of another file of the same writer. */
    record Link(String file, long seq, String h) {}

    /** One sitting begins; later records refer to it. `rb` and `team` are SHA-256 of the book and the team file. */
    record Session(
            String role,
            String device,
            String zone,
            String offset,
            String tz,
            String boot,
            long pid,
            String tool,
            String runbook,
            String rb,
            String team,
            List<String> flags)
            implements Event {
        public Session {
            flags = List.copyOf(flags);
        }

        @Override
        public String kind() {
            return "session";
        }
    }

    /** A question was answered. `from` is where a prefilled value came from. */
    record Answer(Optional<String> reason, Optional<String> source, Optional<String> from) implements Event {
        /** Nothing besides the value. */
        public static final Answer PLAIN = new Answer(Optional.empty(), Optional.empty(), Optional.empty());

        @Override
        public String kind() {
            return "answer";
        }
    }

    /** A note; `of` is the record it is about. */
    record Note(Optional<String> of) implements Event {
        @Override
        public String kind() {
            return "note";
        }
    }

    /** An idea kept for after the incident. `step` is where it came up. */
    record Park(Optional<String> step) implements Event {
        @Override
        public String kind() {
            return "park";
        }
    }

    /** The priority was computed, raised or lowered. `by` is `rule`, `raise` or `lower`; `row` counts from 1. */
    record Priority(
            Optional<String> from,
            String to,
            String by,
            Optional<Integer> row,
            Map<String, String> facts,
            boolean provisional,
            Optional<Instant> again,
            Optional<String> evidence,
            Optional<String> name)
            implements Event {
        public Priority {
            facts = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(facts));
        }

        @Override
        public String kind() {
            return "priority";
        }
    }

    /** A branch was taken. `known` is what was known then, by fact. */
    record Decision(
            List<String> options,
            Optional<String> usual,
            Optional<String> reason,
            Optional<String> plan,
            Optional<String> planCheck,
            Map<String, String> known,
            List<String> changes,
            Optional<String> second)
            implements Event {
        public Decision {
            options = List.copyOf(options);
            known = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(known));
            changes = List.copyOf(changes);
        }

        @Override
        public String kind() {
            return "decision";
        }
    }

    /** Somebody holds a role. */
    record Role(String role, String name) implements Event {
        @Override
        public String kind() {
            return "role";
        }
    }

    /** Somebody was called. `outcome` is `reached`, `me` or `not_reached`. */
    record Call(String role, Optional<String> name, String outcome) implements Event {
        @Override
        public String kind() {
            return "call";
        }
    }

    /**
     * A message. The record's text is the whole message. `outcome` is `posted`, `channel`, `later`, `not` or `failed`; `next` is
     * when the audience is due again.
     */
    record Comms(
            String audience,
            String stage,
            Optional<String> channel,
            boolean edited,
            String outcome,
            Optional<Instant> next,
            Optional<String> approvedBy)
            implements Event {
        @Override
        public String kind() {
            return "comms";
        }
    }

    /** Something was put off until `dueAt` (written as `at`). `what` is `update`, `answer`, `revert`, `stuck` or `fatigue`. */
    record Due(String what, Optional<String> audience, Instant dueAt) implements Event {
        @Override
        public String kind() {
            return "due";
        }
    }

    /** The order was left. `to` is a step, a phase, `book:NAME` or `end`; `left` what was passed over; `again` walks it anew. */
    record Jump(String to, List<String> left, boolean again) implements Event {
        public Jump {
            left = List.copyOf(left);
        }

        @Override
        public String kind() {
            return "jump";
        }
    }

    /** A command is about to start; on disk before it does. `run` is the command as shown. */
    record Intent(
            String run,
            Optional<String> where,
            Optional<String> timeout,
            Optional<String> danger,
            Optional<String> target,
            Optional<String> plan)
            implements Event {
        @Override
        public String kind() {
            return "intent";
        }
    }

    /** A command ended. `of` is the id of its intent; `took` whole milliseconds; `output` trimmed and redacted. */
    record Result(String of, Optional<Integer> exit, long took, Optional<String> output, long bytes) implements Event {
        @Override
        public String kind() {
            return "result";
        }
    }

    /** A file kept under `evidence/`, named by its hash. */
    record Evidence(String sha256, long bytes, String head, Optional<String> of) implements Event {
        @Override
        public String kind() {
            return "evidence";
        }
    }

    /** A mark of the incident was reached. */
    record Milestone(String mark) implements Event {
        @Override
        public String kind() {
            return "milestone";
        }
    }

    /** The incident was handed over. */
    record Handoff(
            String to,
            Optional<String> reason,
            Optional<String> state,
            Optional<String> ifThen,
            Optional<String> promised,
            Optional<String> readBack)
            implements Event {
        @Override
        public String kind() {
            return "handoff";
        }
    }

    /** The walk stopped on purpose. */
    record Pause(Optional<Instant> until, Optional<String> reason) implements Event {
        @Override
        public String kind() {
            return "pause";
        }
    }

    /** The walk went on. `from` is the id of the last record before. */
    record Resume(Optional<String> from, List<String> changedSteps) implements Event {
        public Resume {
            changedSteps = List.copyOf(changedSteps);
        }

        @Override
        public String kind() {
            return "resume";
        }
    }

    /** The wall clock jumped against the running clock of the session. `mono` whole milliseconds. */
    record Clock(Instant wallBefore, Instant wallAfter, long mono) implements Event {
        @Override
        public String kind() {
            return "clock";
        }
    }

    /** Bytes that were never acknowledged were set aside. */
    record Recovered(String file, long offset, long bytes) implements Event {
        @Override
        public String kind() {
            return "recovered";
        }
    }

    /**
     * What record `of` should have said: its value and words, or when it happened. Without a value and without words it is about the
     * time alone. `reason` is why the new answer was given, where one was asked for.
     */
    record Correction(String of, Optional<oncall.runbook.Value> value, Optional<Instant> at, Optional<String> reason)
            implements Event {
        /** Of the value and the words. */
        public Correction(String of, Optional<oncall.runbook.Value> value) {
            this(of, value, Optional.empty(), Optional.empty());
        }

        @Override
        public String kind() {
            return "correction";
        }
    }

    /** Record `of` is withheld from every reader and export; its bytes stay. */
    record Redaction(String of, Optional<String> reason) implements Event {
        @Override
        public String kind() {
            return "redaction";
        }
    }

    /** A row taken over from elsewhere: who it names as the one who acted or wrote, and the name of the file. */
    record Import(String fileSha256, long line, Optional<String> who, Optional<String> file) implements Event {
        /** A row that names nobody, of a file without a name. */
        public Import(String fileSha256, long line) {
            this(fileSha256, line, Optional.empty(), Optional.empty());
        }

        @Override
        public String kind() {
            return "import";
        }
    }

    /** The incident is over. `exception` is why it was closed without what is usually required. */
    record Close(String outcome, Optional<String> exception) implements Event {
        @Override
        public String kind() {
            return "close";
        }
    }

    /** A kind this version does not know: kept, shown, part of the chain. `data` is its JSON text. */
    record Other(String kind, String data) implements Event {}
}
