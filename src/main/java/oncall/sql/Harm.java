package oncall.sql;

/**
 * What a statement does that code of an older version cannot, or may not, live with. The names are a contract: reports for
 * machines show them.
 */
public enum Harm {
    DROP_TABLE("drops table", Life.CANNOT, Loss.DATA, Words.USES, Words.CONTRACT),
    DROP_COLUMN("drops column", Life.CANNOT, Loss.DATA, Words.USES, Words.CONTRACT),
    DROP_VIEW("drops view", Life.CANNOT, Loss.NONE, Words.USES, Words.CONTRACT),
    DROP_SCHEMA("drops schema", Life.CANNOT, Loss.DATA, Words.USES, Words.CONTRACT),
    DROP_DATABASE("drops database", Life.CANNOT, Loss.DATA, Words.USES, Words.CONTRACT),
    DROP_PARTITION("drops or empties a partition of", Life.MAY, Loss.DATA, Words.ROWS_GONE, Words.KEEP_ROWS),
    DROP_FUNCTION("drops function or procedure", Life.MAY, Loss.NONE, Words.USES, Words.CONTRACT),
    DROP_TRIGGER("drops trigger", Life.MAY, Loss.NONE, Words.RELIES, Words.CONTRACT),
    DROP_TYPE("drops type", Life.MAY, Loss.NONE, Words.USES, Words.CONTRACT),
    DROP_INDEX(
            "drops index",
            Life.MAY,
            Loss.NONE,
            "Queries of the old code may be slow without it, and writes that name it as their conflict target fail.",
            Words.CONTRACT),
    DROP_CONSTRAINT("drops constraint", Life.MAY, Loss.NONE, Words.RELIES, Words.CONTRACT),
    DROP_DEFAULT(
            "drops the default of",
            Life.MAY,
            Loss.NONE,
            "The old code may leave this column out when it writes, and is refused without the default.",
            "Keep the default until no version that relies on it can come back."),
    DROP_NOT_NULL(
            "allows no value in",
            Life.MAY,
            Loss.NONE,
            "The new code may leave rows without a value, and the old code does not expect to read them.",
            "Let the new code go on writing a value until the old code cannot come back."),
    DROP_OTHER("drops", Life.MAY, Loss.NONE, Words.RELIES, Words.CONTRACT),
    TRUNCATE("empties table", Life.CANNOT, Loss.DATA, Words.ROWS_GONE, Words.KEEP_ROWS),
    DELETE_ALL("deletes every row of", Life.CANNOT, Loss.DATA, Words.ROWS_GONE, Words.KEEP_ROWS),
    UPDATE_ALL(
            "changes every row of",
            Life.MAY,
            Loss.DATA,
            "What was there before is overwritten, and the old code may not understand what is there now.",
            "Write into a new column and leave the old one as it is, or name the rows in a WHERE."),
    RENAME_TABLE("renames table or view", Life.CANNOT, Loss.NONE, Words.OLD_NAME, Words.BOTH_NAMES),
    REBUILD_TABLE(
            "builds anew table",
            Life.MAY,
            Loss.NONE,
            "A column may go or change on the way, and then the old code fails the moment it is back.",
            "Compare the two definitions: if old code can live with the new one, say so under `compatible:`."),
    RENAME_COLUMN("renames column", Life.CANNOT, Loss.NONE, Words.OLD_NAME, Words.BOTH_NAMES),
    RENAME_SCHEMA("renames or moves to another schema", Life.CANNOT, Loss.NONE, Words.OLD_NAME, Words.BOTH_NAMES),
    RENAME_TYPE("gives another name to", Life.MAY, Loss.NONE, Words.OLD_NAME, Words.BOTH_NAMES),
    RENAME_ENUM_VALUE(
            "renames or removes a value of enum",
            Life.CANNOT,
            Loss.NONE,
            "The old code still writes and compares the old value, which no longer exists.",
            "Add the new value beside the old one, let both be read, and remove the old one in a later deployment."),
    CHANGE_TYPE(
            "changes the type of",
            Life.CANNOT,
            Loss.NONE,
            "The old code reads and writes the old type: it may fail, or write what no longer fits.",
            "Add a column of the new type, write both, and drop the old one in a later deployment;"
                    + " if the old code reads the new type as well, say so under `compatible:`."),
    SET_NOT_NULL("demands a value in", Life.CANNOT, Loss.NONE, Words.WRITES_NONE, Words.DEFAULT_FIRST),
    ADD_NOT_NULL(
            "adds, without a default, the not-null column",
            Life.CANNOT,
            Loss.NONE,
            Words.WRITES_NONE,
            Words.DEFAULT_FIRST),
    ADD_UNIQUE("makes unique", Life.MAY, Loss.NONE, Words.REFUSED, Words.RULE_LATER),
    ADD_CHECK("adds a check to", Life.MAY, Loss.NONE, Words.REFUSED, Words.RULE_LATER),
    ADD_FOREIGN_KEY("adds a foreign key to", Life.MAY, Loss.NONE, Words.REFUSED, Words.RULE_LATER),
    CHANGE_PRIMARY_KEY("changes the primary key of", Life.MAY, Loss.NONE, Words.REFUSED, Words.RULE_LATER),
    REVOKE(
            "takes rights away on",
            Life.MAY,
            Loss.NONE,
            "The old code may need the right that is gone.",
            "Take rights away in a later deployment, once the old code cannot come back.");

    private enum Life {
        CANNOT,
        MAY
    }

    private enum Loss {
        DATA,
        NONE
    }

    /** Sentences that several kinds share. */
    private static final class Words {
        static final String USES = "The old code still uses it and fails the moment it is back.";
        static final String RELIES = "The old code may rely on what it did.";
        static final String ROWS_GONE = "The rows are gone, and no revert of the code brings them back.";
        static final String OLD_NAME = "The old code asks for the old name and fails the moment it is back.";
        static final String WRITES_NONE = "The old code does not write this column, so its inserts are refused.";
        static final String REFUSED = "The old code may write rows that are now refused.";
        static final String CONTRACT = "Contract later: first ship code that does not use it, and drop it in a later"
                + " deployment, when the version that uses it cannot come back.";
        static final String KEEP_ROWS = "Keep the rows, or copy them aside first, until a revert is past.";
        static final String BOTH_NAMES = "Expand first: add the new name beside the old one (a new column, a view), use"
                + " both, and drop the old one in a later deployment.";
        static final String DEFAULT_FIRST =
                "Give it a default now, and demand a value in a later deployment, when every"
                        + " version that can come back writes it.";
        static final String RULE_LATER =
                "Add it in a later deployment, when every version that can come back keeps it.";

        private Words() {}
    }

    private final String verb;
    private final Life life;
    private final Loss loss;
    private final String why;
    private final String mend;

    Harm(String verb, Life life, Loss loss, String why, String mend) {
        this.verb = verb;
        this.life = life;
        this.loss = loss;
        this.why = why;
        this.mend = mend;
    }

    /** What is done, to go before the name of what it is done to: `drops column`. */
    public String verb() {
        return verb;
    }

    /** Whether old code cannot live with it (an error); else it may not (a warning). */
    public boolean cannot() {
        return life == Life.CANNOT;
    }

    /** Whether rows or values are destroyed, so that a down with this is lossy. */
    public boolean losesData() {
        return loss == Loss.DATA;
    }

    /** One sentence: why it hurts on the night. */
    public String why() {
        return why;
    }

    /** One sentence: how to mend it, in the terms of expand and contract. */
    public String mend() {
        return mend;
    }
}
