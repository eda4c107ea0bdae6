package oncall.runbook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Ids: what an author may choose, and the id a step gets from its text when the author gives none. */
public final class StepIds {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final int LONGEST = 40;
    private static final int PARTS = 6;

    private StepIds() {}

    /** Whether an author may write this id. */
    public static boolean isWellFormed(String id) {
        return FORM.matcher(id).matches();
    }

    /**
     * The id of a step that has only words: NFC, ASCII letters lower-cased, each run of anything but a-z and 0-9
     * becomes one `_`, ends trimmed, the first six parts, `s_` in front where it does not begin with a letter, cut to
     * 40. Where fewer than three characters remain, `s_` and eight hex digits of the SHA-256 of the text with its white
     * space collapsed.
     */
    public static String fromText(String text) {
        String nfc = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder id = new StringBuilder();
        int parts = 0;
        boolean inPart = false;
        for (int i = 0; i < nfc.length(); i++) {
            char c = nfc.charAt(i);
            char lower = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
            boolean kept = lower >= 'a' && lower <= 'z' || lower >= '0' && lower <= '9';
            if (kept && !inPart) {
                if (parts == PARTS) {
                    break;
                }
                if (parts > 0) {
                    id.append('_');
                }
                parts++;
            }
            inPart = kept;
            if (kept) {
                id.append(lower);
            }
        }
        if (id.length() > 0 && !(id.charAt(0) >= 'a' && id.charAt(0) <= 'z')) {
            id.insert(0, "s_");
        }
        if (id.length() > LONGEST) {
            id.setLength(LONGEST);
            while (id.charAt(id.length() - 1) == '_') {
                id.setLength(id.length() - 1);
            }
        }
        return id.length() >= 3 ? id.toString() : "s_" + hash(nfc);
    }

    /** ASCII is NFC already, and the tables of the normalizer take their time to load. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String hash(String nfc) {
        String collapsed = nfc.strip().replaceAll("\\s+", " ");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(collapsed.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
