package oncall.cli;

/** A text in a few words, to be told back after it was saved. */
final class Brief {
    private static final int SHOWN = 60;

    private Brief() {}

    /** Its first words on one line, in quotes, and how many characters there are where that is not all. */
    static String of(String text) {
        String line = text.replaceAll("\\R+", " ");
        int length = text.codePointCount(0, text.length());
        if (length <= SHOWN) {
            return "\"" + line + "\"";
        }
        int end = line.offsetByCodePoints(0, Math.min(SHOWN, line.codePointCount(0, line.length())));
        return "\"" + line.substring(0, end).strip() + "...\", " + length + " characters";
    }
}
