package oncall.runbook;

/**
 * The very file a book, team file, plan or answers file was read from: what is hashed is what is walked and run.
 *
 * @param path as it should be shown
 * @param folder the folder its commands run in; empty for a built-in file (then where `oncall` was started)
 * @param sha256 of the bytes, 64 lower-case hex
 * @param text the bytes, which are UTF-8
 * @param builtIn shipped with the program, hence trusted
 */
public record Source(String path, String folder, String sha256, String text, boolean builtIn) {}
