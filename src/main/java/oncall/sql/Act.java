package oncall.sql;

/** Something a statement does, at the token it is best shown at. */
record Act(Harm harm, String object, Token at) {
    /** Tells two readings of the same thing apart from two things. */
    String key() {
        return harm + " " + Names.plain(object);
    }

    /** The table it is done to, without its schema; of what is no table its own name. */
    String table() {
        String plain = Names.plain(object);
        return switch (harm) {
            case DROP_COLUMN,
                    DROP_CONSTRAINT,
                    DROP_DEFAULT,
                    DROP_NOT_NULL,
                    RENAME_COLUMN,
                    CHANGE_TYPE,
                    SET_NOT_NULL,
                    ADD_NOT_NULL -> Names.last(plain.substring(0, Math.max(0, plain.lastIndexOf('.'))));
            case DROP_INDEX ->
                object.contains(" on ")
                        ? Names.last(object.substring(object.indexOf(" on ") + 4))
                        : Names.last(plain.substring(0, Math.max(0, plain.lastIndexOf('.'))));
            case DROP_TABLE,
                    TRUNCATE,
                    DELETE_ALL,
                    UPDATE_ALL,
                    RENAME_TABLE,
                    REBUILD_TABLE,
                    DROP_PARTITION,
                    ADD_UNIQUE,
                    ADD_CHECK,
                    ADD_FOREIGN_KEY,
                    CHANGE_PRIMARY_KEY -> Names.last(plain);
            case DROP_VIEW,
                    DROP_SCHEMA,
                    DROP_DATABASE,
                    DROP_FUNCTION,
                    DROP_TRIGGER,
                    DROP_TYPE,
                    DROP_OTHER,
                    RENAME_SCHEMA,
                    RENAME_TYPE,
                    RENAME_ENUM_VALUE,
                    REVOKE -> "";
        };
    }
}
