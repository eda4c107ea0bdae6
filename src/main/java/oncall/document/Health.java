package oncall.document;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The state of a record.
 *
 * @param records how many lines verify
 * @param head the beginning of the hash of the newest, 12 hex digits; empty where what is given is no such thing
 * @param damage lines that do not verify
 */
public record Health(long records, String head, List<Damaged> damage) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{1,64}");

    public Health {
        damage = List.copyOf(damage);
        head = HASH.matcher(head).matches() ? head : "";
    }

    /** A damaged line, from 1, or 0 for the file as a whole, and what is wrong with it. */
    public record Damaged(String file, long line, String what) {
        /** `eli-desk.jsonl, line 3: does not verify`; without a line where it is the file as a whole. */
        public String words() {
            return Lines.one(file) + (line == 0 ? "" : ", line " + line) + ": " + Lines.one(what);
        }
    }

    /** `41 records, head d68608988ded`, and the damage where there is some. */
    String words() {
        String count = records + (records == 1 ? " record" : " records") + (head.isEmpty() ? "" : ", head " + head);
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
