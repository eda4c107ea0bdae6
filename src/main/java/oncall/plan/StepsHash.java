package oncall.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a rehearsal rehearsed, as one short word: it changes when what is done at night changes, and with nothing else.
 *
 * <p>The word is `1:` and the first 16 lower-case hex digits of the SHA-256 of {@link #canonical the canonical form}. `1` is the
 * version of that form; a reader that meets another one says that it cannot tell. The digits guard against changes nobody thought
 * of, not against somebody who wants to deceive.
 *
 * <p>The canonical form is UTF-8 text. It begins with the line `oncall-steps/1`. Then come the parts of {@link PlanOutline} in its
 * order. A part is a line with its depth (0, or one more inside a group, a decision or an option), a space, its kind, a space, the
 * number of bytes of its name, `:`, its name. Each of its fields that count is a line with a tab, the key, a space, the number of
 * bytes of the value, `:`, the value. Fields stand in the order of the outline; those without a value do not stand there. Every
 * line ends with a line feed.
 */
public final class StepsHash {
    private static final String VERSION = "1:";
    private static final int BYTES = 8;
    private static final Pattern FORM = Pattern.compile("1:[0-9a-f]{" + 2 * BYTES + "}");

    private StepsHash() {}

    /** The word for a plan: `1:` and 16 hex digits. */
    public static String of(RevertPlan plan) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(canonical(plan).getBytes(StandardCharsets.UTF_8));
            return VERSION + HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether a word is one that this version writes, so that it can be compared. */
    public static boolean isReadable(String word) {
        return FORM.matcher(word).matches();
    }

    /** The text that is hashed. */
    public static String canonical(RevertPlan plan) {
        StringBuilder text = new StringBuilder("oncall-steps/1\n");
        for (PlanOutline.Part part : PlanOutline.of(plan)) {
            text.append(part.depth()).append(' ').append(part.kind().word()).append(' ');
            counted(part.name(), text);
            for (Map.Entry<String, String> field : part.rehearsed().entrySet()) {
                text.append('\t').append(field.getKey()).append(' ');
                counted(field.getValue(), text);
            }
        }
        return text.toString();
    }

    private static void counted(String value, StringBuilder text) {
        text.append(value.getBytes(StandardCharsets.UTF_8).length)
                .append(':')
                .append(value)
                .append('\n');
    }
}
