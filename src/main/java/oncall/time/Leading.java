package oncall.time;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds where a time ends and the text behind it begins. */
final class Leading {
    private static final int MOST = 8;
    private static final Pattern BELONGS = Pattern.compile(
            "[AaPp]\\.?[Mm]\\.?|[A-Z]{1,5}(?:[+-]\\d\\S*)?|[+-]\\d\\S*|[A-Z][A-Za-z_]+/\\S+|\\([A-Z+:0-9-]+\\)");
    private static final List<String> BETWEEN = List.of("-", "\u2013", "to", "until", "till");

    private static final List<String> FILLERS = List.of("at", "on", "the");

    private Leading() {}

    /**
     * As few words as make a time of day, else a day; then what belongs to it: AM or PM, a zone in capitals, the end of a
     * range. A word that could as well begin the text is left to the text.
     */
    static String of(String text) {
        List<String> words = Arrays.asList(text.strip().split("\\s+", 2 * MOST));
        int most = Math.min(MOST, words.size());
        int day = 0;
        for (int count = 1; count <= most; count++) {
            int kind = kind(words, count);
            if (kind == 2) {
                return first(words, extended(words, count));
            }
            day = kind == 1 ? count : day;
        }
        return first(words, day);
    }

    private static int extended(List<String> words, int count) {
        int end = count;
        boolean grown = true;
        while (grown) {
            grown = false;
            if (end < words.size() && BELONGS.matcher(words.get(end)).matches() && kind(words, end + 1) == 2) {
                end++;
                grown = true;
            } else if (end + 1 < words.size()
                    && BETWEEN.contains(words.get(end).toLowerCase(Locale.ROOT))
                    && kind(words, end + 2) == 2) {
                end += 2;
                grown = true;
            }
        }
        return end;
    }

    private static String first(List<String> words, int count) {
        return String.join(" ", words.subList(0, count));
    }

    /** 0 for no time, 1 for a day, 2 for a time of day. */
    private static int kind(List<String> words, int count) {
        String time = first(words, count);
        boolean dangling = FILLERS.contains(words.get(count - 1).toLowerCase(Locale.ROOT));
        if (time.length() > Reader.LONGEST || dangling) {
            return 0;
        }
        if (Reader.isDistance(time)) {
            return 2;
        }
        try {
            return Span.parse(Reader.plain(time).strip()).start().clock().isPresent() ? 2 : 1;
        } catch (Unclear unclear) {
            return 0;
        }
    }
}
