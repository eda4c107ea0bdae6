package oncall.terminal;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * How a stream is written to.
 *
 * @param colour whether lines are styled
 * @param ascii whether only ASCII can be shown
 * @param columns the width now; 0 or less counts as 80
 */
public record Look(Colour colour, boolean ascii, IntSupplier columns) {
    private static final int USUAL = 80;

    /** For pipes and files: no colour, no wrapping. */
    public static Look unwrapped(boolean ascii) {
        return new Look(Colour.OFF, ascii, () -> Integer.MAX_VALUE);
    }

    /** The width to write for. */
    int width() {
        int columns = this.columns.getAsInt();
        return columns > 0 ? columns : USUAL;
    }

    /**
     * Whether the caller's locale shows no more than ASCII for sure: the usual variables decide by name, the first not
     * empty. Where the launcher had to put another locale in the place of the caller's, `ONCALL_LOCALE` is set and
     * stands for its LC_ALL, empty or not; the name may still be one with UTF-8, only not installed.
     *
     * @param variable looks up an environment variable that is set
     */
    public static boolean asciiOnly(Function<String, Optional<String>> variable) {
        String first = variable.apply("ONCALL_LOCALE").isPresent() ? "ONCALL_LOCALE" : "LC_ALL";
        for (String name : new String[] {first, "LC_CTYPE", "LANG"}) {
            String locale = variable.apply(name).orElse("").toLowerCase(Locale.ROOT);
            if (!locale.isEmpty()) {
                return !locale.contains("utf-8") && !locale.contains("utf8");
            }
        }
        return true;
    }
}
