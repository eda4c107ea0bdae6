package oncall.cli;

import java.util.List;
import java.util.Optional;
import oncall.incident.TimelineRecord;
import oncall.timeline.Chronicle;
import oncall.timeline.FileTimeline;

/** What an incident keeps beside its record: the copies of books and team file, and the plans of its decisions. */
interface Kept {
    /** Its id. */
    String id();

    /** In the order of writing, at least the first sitting and the evidence of plans. */
    List<TimelineRecord> records();

    /** A copied file by its hash, if it is what the hash says. */
    Optional<byte[]> book(String sha256);

    /** A text by its hash, if it is what the hash says. */
    Optional<String> evidence(String sha256);

    /** Of an incident that is held. */
    static Kept of(FileTimeline timeline) {
        return new Kept() {
            @Override
            public String id() {
                return timeline.id();
            }

            @Override
            public List<TimelineRecord> records() {
                return timeline.read();
            }

            @Override
            public Optional<byte[]> book(String sha256) {
                return timeline.book(sha256);
            }

            @Override
            public Optional<String> evidence(String sha256) {
                return timeline.evidence(sha256);
            }
        };
    }

    /** Of an incident that is read through. */
    static Kept of(String id, Chronicle chronicle) {
        return new Kept() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public List<TimelineRecord> records() {
                return chronicle.essence().records();
            }

            @Override
            public Optional<byte[]> book(String sha256) {
                return chronicle.book(sha256);
            }

            @Override
            public Optional<String> evidence(String sha256) {
                return chronicle.evidence(sha256);
            }
        };
    }
}
