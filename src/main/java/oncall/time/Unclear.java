package oncall.time;

import oncall.runbook.TimeReader.AskBack;

/** Ends a reading that cannot be known. Never leaves this package: readers answer with what it holds. */
final class Unclear extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final String FORMS = "Write `17:03`, `10 min ago` or `2018-11-12 17:03`.";
    private static final int SHOWN = 40;

    private final boolean isDecided;

    /** One sentence or two: what is wrong, and what to write instead. */
    Unclear(String why) {
        this(why, false);
    }

    private Unclear(String why, boolean isDecided) {
        super(why, null, false, false);
        this.isDecided = isDecided;
    }

    /** Two readings make sense: no third is looked for. */
    static Unclear between(String why) {
        return new Unclear(why, true);
    }

    /** Whether it stays unclear however else the words are taken apart. */
    boolean isDecided() {
        return isDecided;
    }

    /** Nothing about it looks like a time. */
    static Unclear unreadable(String words) {
        return new Unclear(
                words.isBlank()
                        ? "No time was written. " + FORMS
                        : quoted(words) + " is not a time I can read. " + FORMS);
    }

    AskBack asked() {
        return new AskBack(getMessage());
    }

    /** Words of the person in backticks, the beginning of them where they are many. */
    static String quoted(String words) {
        String line = words.strip().replaceAll("\\s+", " ").replace('`', '\'');
        int most = Math.min(SHOWN, line.codePointCount(0, line.length()));
        String head = line.substring(0, line.offsetByCodePoints(0, most));
        return "`" + head + (head.length() < line.length() ? "..." : "") + "`";
    }
}
