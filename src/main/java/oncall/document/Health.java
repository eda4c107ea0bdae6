package oncall.document;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The state of a record.
 *
 * @param records how many lines verify; of an export, how many entries could be read
 * @param head the beginning of the hash of the newest, 12 hex digits; empty where what is given is no such thing
 * @param damage lines that do not verify
 * @param export what is known of the whole where an export was read instead of the record
 */
public record Health(long records, String head, List<Damaged> damage, Optional<Export> export) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{1,64}");

    public Health {
        damage = List.copyOf(damage);
        head = HASH.matcher(head).matches() ? head : "";
    }

    /** Of the record itself. */
    public Health(long records, String head, List<Damaged> damage) {
        this(records, head, damage, Optional.empty());
    }

    /** The same, read from an export where one is given. */
    public Health of(Optional<Export> read) {
        return new Health(records, head, damage, read);
    }

    /** A damaged line, from 1, or 0 for the file as a whole, and what is wrong with it. */
    public record Damaged(String file, long line, String what) {
        /** `eli-desk.jsonl, line 3: does not verify`; without a line where it is the file as a whole. */
        public String words() {
            return Lines.one(file) + (line == 0 ? "" : ", line " + line) + ": " + Lines.one(what);
        }
    }

    /**
     * An export that was read.
     *
     * @param stated how many records the whole has, where it says so
     * @param filtered whether it was narrowed down
     * @param troubles how many pieces of it could not be read
     * @param unread the lines of the first of them, from 1
     */
    public record Export(OptionalLong stated, boolean filtered, long troubles, List<Long> unread) {
        public Export {
            unread = List.copyOf(unread);
        }

        private boolean lacks(long records) {
            return troubles > 0 || records < stated.orElse(filtered ? Long.MAX_VALUE : 0);
        }

        private String words(long records) {
            if (filtered) {
                return "**Made from a part of the record:** ";
            }
            return records + troubles < stated.orElse(0)
                    ? "**Made from an export that was cut short:** "
                    : "**Made from a damaged export:** ";
        }

        private String unreadable() {
            if (troubles == 0) {
                return "";
            }
            List<String> lines = unread.stream().distinct().map(String::valueOf).toList();
            String more = troubles > unread.size() ? " and " + (troubles - unread.size()) + " more" : "";
            return " " + (lines.size() == 1 ? "Line " : "Lines ")
                    + lines.stream().collect(Collectors.joining(", ")) + more + " could not be read.";
        }
    }

    /** How many records the whole has; empty where only an export could have said so. */
    OptionalLong whole() {
        return export.map(Export::stated).orElse(OptionalLong.of(records));
    }

    /** That what is told here is not the whole, and how much of it is missing; Markdown. Empty where nothing is known to be. */
    Optional<String> lacking() {
        return export.filter(each -> each.lacks(records))
                .map(each -> each.words(records) + count() + "." + each.unreadable()
                        + " What is missing below may be on record all the same.");
    }

    /** `29 of 78 records`, or `78 records` where these are all or nobody knows. */
    String count() {
        long most = Math.max(records, whole().orElse(0));
        return records + (most > records ? " of " + most : "") + (most == 1 ? " record" : " records");
    }

    /** `41 records, head d68608988ded`, and the damage where there is some. */
    String words() {
        String count = count()
                + (head.isEmpty() ? "" : ", head " + head)
                + (head.isEmpty() || lacking().isEmpty() ? "" : " as the export states, not checked here");
        return damage.isEmpty()
                ? count
                : count + ", " + damage.size() + (damage.size() == 1 ? " damaged line" : " damaged lines");
    }

    List<Json> json() {
        return damage.stream()
                .map(each -> Json.object()
                        .put("file", each.file())
                        .put("line", each.line())
                        .put("what", each.what()))
                .toList();
    }
}
