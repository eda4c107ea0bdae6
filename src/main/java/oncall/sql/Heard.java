package oncall.sql;

import java.util.ArrayList;
import java.util.List;

/** What the cautious reader makes of one statement; filled while it reads. */
final class Heard {
    /** A string whose text is run as SQL. */
    record Inner(Token string) {}

    /** A table that gets another name. */
    record Renamed(String from, String to) {}

    private final List<Renamed> renamed = new ArrayList<>();
    private final List<Act> acts = new ArrayList<>();
    private final List<Inner> inner = new ArrayList<>();
    private final List<String> made = new ArrayList<>();
    private String unknown = "";
    private Token unknownAt;
    private boolean unknowable;
    private boolean nothing;
    private boolean plain;

    void act(Harm harm, String object, Token at) {
        acts.add(new Act(harm, object, at));
    }

    void runs(Token string) {
        inner.add(new Inner(string));
    }

    void makes(String table) {
        made.add(table);
    }

    void renames(String from, String to) {
        renamed.add(new Renamed(from, to));
    }

    List<Renamed> renamed() {
        return renamed;
    }

    /** Something of the statement is not known; the first such place is kept. */
    void unknown(Token at, String why) {
        if (unknown.isEmpty()) {
            unknown = why;
            unknownAt = at;
        }
    }

    /** What the statement does is not written in it, however well it is read. */
    void unknowable(Token at, String why) {
        unknown(at, why);
        unknowable = true;
    }

    /** The statement does nothing at all. */
    void nothing() {
        nothing = true;
        plain = true;
    }

    /** The statement is of a kind that takes nothing from old code, whatever stands in it. */
    void plain() {
        plain = true;
    }

    List<Act> acts() {
        return acts;
    }

    List<Inner> inner() {
        return inner;
    }

    List<String> made() {
        return made;
    }

    boolean known() {
        return unknown.isEmpty();
    }

    boolean isUnknowable() {
        return unknowable;
    }

    String why() {
        return unknown;
    }

    Token unknownAt() {
        return unknownAt;
    }

    boolean isNothing() {
        return nothing;
    }

    boolean isPlain() {
        return plain;
    }
}
