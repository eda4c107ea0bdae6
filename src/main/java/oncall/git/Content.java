package oncall.git;

/** What a file of a revision holds. */
public sealed interface Content {
    /**
     * All of it.
     *
     * @param text as UTF-8; a byte that is not is a lone surrogate, `U+DC00` + byte
     */
    record Whole(String text) implements Content {
        /** The very bytes. */
        public byte[] bytes() {
            return RawText.encode(text);
        }
    }

    /** It is larger than is read, or all before it were together. */
    record TooLarge(long bytes) implements Content {}

    /** It is no file: a link or a submodule. */
    record NoFile(TreeFile.Kind kind) implements Content {}

    /** The repository does not have it: a partial clone, or damage. */
    record Lost() implements Content {}
}
