package oncall.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The formats of a command, an enum of its own, by the words that `--format` takes. */
final class FormatWords {
    private FormatWords() {}

    /** All of them, in order. */
    static <E extends Enum<E>> List<String> of(Class<E> formats) {
        return Stream.of(formats.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /**
     * The one of that word, in whatever case.
     *
     * @param command `oncall timeline`, for the message
     * @throws Failure with {@link Exit#USAGE} when there is none
     */
    static <E extends Enum<E>> E of(Class<E> formats, String word, String command) {
        List<String> words = of(formats);
        int found = words.indexOf(word.toLowerCase(Locale.ROOT));
        if (found < 0) {
            int last = words.size() - 1;
            throw new Failure(
                    Exit.USAGE,
                    "`" + word + "` is not a format of `" + command + "`." + Nearest.question(Nearest.to(word, words)),
                    "Write " + String.join(", ", words.subList(0, last)) + " or " + words.get(last) + ".");
        }
        return formats.getEnumConstants()[found];
    }
}
