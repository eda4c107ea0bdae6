package oncall.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds words that commit somebody to something, so that they are caught before a message leaves. */
public final class Promises {
    private static final String BEFORE = "(?<![\\p{L}\\p{M}\\p{N}_])";
    private static final String AFTER = "(?![\\p{L}\\p{M}\\p{N}_])";
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern APOSTROPHE = Pattern.compile("['\u2019]");

    private Promises() {}

    /**
     * A word that commits.
     *
     * @param word as the team file writes it
     * @param sentence the sentence it stands in, on one line
     */
    public record Promise(String word, String sentence) {}

    /**
     * Every place where one of `words` stands in `text`: whole words only, whatever the case, whatever white space or line end
     * lies between the words of a phrase. In the order of the words given, then of the text.
     */
    public static List<Promise> in(String text, List<String> words) {
        List<Promise> found = new ArrayList<>();
        for (String word : words) {
            if (word.isBlank()) {
                continue;
            }
            Matcher match = pattern(word).matcher(text);
            while (match.find()) {
                Promise promise = new Promise(word, sentence(text, match.start(), match.end()));
                if (!found.contains(promise)) {
                    found.add(promise);
                }
            }
        }
        return found;
    }

    private static Pattern pattern(String word) {
        String words = SPACE.splitAsStream(word.strip()).map(Promises::literal).collect(Collectors.joining("\\s+"));
        return Pattern.compile(BEFORE + words + AFTER, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The word itself, with either apostrophe. */
    private static String literal(String word) {
        return APOSTROPHE.splitAsStream(word).map(Pattern::quote).collect(Collectors.joining("['\u2019]"));
    }

    private static String sentence(String text, int start, int end) {
        int from = start;
        while (from > 0 && !endsBefore(text, from)) {
            from--;
        }
        int to = end;
        while (to < text.length() && text.charAt(to) != '\n' && !(to > end && endsBefore(text, to))) {
            to++;
        }
        return SPACE.matcher(text.substring(from, to).strip()).replaceAll(" ");
    }

    /** Whether a sentence or line ends right before `index`: a full stop inside `2.30` or `example.org` does not. */
    private static boolean endsBefore(String text, int index) {
        char last = text.charAt(index - 1);
        boolean stop = last == '.' || last == '!' || last == '?';
        return last == '\n' || stop && (index == text.length() || Character.isWhitespace(text.charAt(index)));
    }
}
