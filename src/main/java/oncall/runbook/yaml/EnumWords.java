package oncall.runbook.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The constants of an enum as a file writes them: lower case, a hyphen between words. */
final class EnumWords {
    private EnumWords() {}

    static List<String> of(Enum<?>[] constants) {
        List<String> words = new ArrayList<>();
        for (Enum<?> constant : constants) {
            words.add(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return words;
    }
}
