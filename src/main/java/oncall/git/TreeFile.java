package oncall.git;

/** A file as a revision has it: its path from the top, and the hash of what it holds. */
public record TreeFile(String path, Kind kind, String hash) {
    /** What it is. */
    public enum Kind {
        FILE,
        PROGRAM,
        LINK,
        SUBMODULE;

        static Kind of(String mode) {
            return switch (mode) {
                case "120000" -> LINK;
                case "160000" -> SUBMODULE;
                case "100755" -> PROGRAM;
                default -> FILE;
            };
        }
    }
}
