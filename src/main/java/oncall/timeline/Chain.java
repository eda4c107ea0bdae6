package oncall.timeline;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The hash that closes each line and links it to the one before: SHA-256 over the 64 ASCII hex digits of the previous hash
 * followed by the line's body, which is every byte before `,"h":"`.
 */
final class Chain {
    /** What stands for the previous hash of a writer's first line. */
    static final String START = "0".repeat(64);

    private static final String BEFORE = ",\"h\":\"";
    private static final String AFTER = "\"}";
    private static final int HASH = 64;
    private static final int TAIL = BEFORE.length() + HASH + AFTER.length();

    /** How far behind the end of the body its hash begins. */
    static final int BEFORE_HASH = BEFORE.length();

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(US_ASCII);

    /** One for all, under its own lock: asking the platform for another each time costs more than a record's hash. */
    private static final MessageDigest SHA_256 = sha256();

    private Chain() {}

    /** A line as body and hash. */
    record Link(byte[] body, String h) {
        /** Whether the body follows on from `previous`. */
        boolean follows(String previous) {
            return h.equals(hash(previous, body));
        }
    }

    static String hash(String previous, byte[] body) {
        synchronized (SHA_256) {
            SHA_256.update(previous.getBytes(US_ASCII));
            return HexFormat.of().formatHex(SHA_256.digest(body));
        }
    }

    /** The line with its hash and its line feed. */
    static byte[] close(byte[] body, String h) {
        byte[] tail = (BEFORE + h + AFTER + "\n").getBytes(US_ASCII);
        byte[] line = Arrays.copyOf(body, body.length + tail.length);
        System.arraycopy(tail, 0, line, body.length, tail.length);
        return line;
    }

    /** How many bytes {@link #close} adds. */
    static int closingBytes() {
        return TAIL + 1;
    }

    /** Splits a line (without its line feed); empty when it does not end the way a line ends. */
    static Optional<Link> split(byte[] line) {
        int body = line.length - TAIL;
        if (body < 1) {
            return Optional.empty();
        }
        String tail = new String(line, body, TAIL, StandardCharsets.ISO_8859_1);
        String h = tail.substring(BEFORE.length(), BEFORE.length() + 64);
        boolean formed = tail.startsWith(BEFORE) && tail.endsWith(AFTER) && isHex(h);
        return formed ? Optional.of(new Link(Arrays.copyOf(line, body), h)) : Optional.empty();
    }

    /** What the body of a line of this length is, even where its end is broken. */
    static Optional<byte[]> bodyByLength(byte[] line) {
        return line.length > TAIL ? Optional.of(Arrays.copyOf(line, line.length - TAIL)) : Optional.empty();
    }

    /** The last hash that can be read in a broken line, if there is one. */
    static Optional<String> lastHashIn(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1);
        for (int at = text.lastIndexOf("\"h\":\""); at >= 0; at = text.lastIndexOf("\"h\":\"", at - 1)) {
            int from = at + 5;
            if (from + 64 <= text.length() && isHex(text.substring(from, from + 64))) {
                return Optional.of(text.substring(from, from + 64));
            }
            if (at == 0) {
                break;
            }
        }
        return Optional.empty();
    }

    /** Twelve hex digits that stand for the last hashes of all writers, given in the order of their names. */
    static String head(Collection<String> lastHashes) {
        String hashes = String.join("", lastHashes);
        String head = switch (lastHashes.size()) {
            case 0 -> START;
            case 1 -> hashes;
            default -> sha256(hashes.getBytes(US_ASCII));
        };
        return head.substring(0, 12);
    }

    static String sha256(byte[] bytes) {
        synchronized (SHA_256) {
            return HexFormat.of().formatHex(SHA_256.digest(bytes));
        }
    }

    private static boolean isHex(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    /** Where the body ends of the line (without its line feed) between two places; -1 when it does not end the way a line ends. */
    static int bodyEnd(byte[] bytes, int from, int to) {
        int body = to - TAIL;
        if (body <= from || bytes[to - 1] != '}' || bytes[to - 2] != '"') {
            return -1;
        }
        for (int i = 0; i < BEFORE_HASH; i++) {
            if (bytes[body + i] != BEFORE.charAt(i)) {
                return -1;
            }
        }
        for (int i = hashAt(to); i < to - AFTER.length(); i++) {
            byte c = bytes[i];
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return -1;
            }
        }
        return body;
    }

    /** Where the hash begins in a line that ends there. */
    static int hashAt(int to) {
        return to - AFTER.length() - HASH;
    }

    static String hashIn(byte[] bytes, int to) {
        return new String(bytes, hashAt(to), HASH, StandardCharsets.ISO_8859_1);
    }

    /** Whether the hash behind a body is that of the body and the hash before; `sum` is room for it. */
    static boolean follows(MessageDigest sha256, byte[] previous, byte[] sum, byte[] bytes, int from, int body) {
        sha256.update(previous);
        sha256.update(bytes, from, body - from);
        try {
            sha256.digest(sum, 0, sum.length);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes are room for a hash", e);
        }
        int at = body + BEFORE_HASH;
        for (int i = 0; i < sum.length; i++) {
            if (bytes[at + 2 * i] != DIGITS[sum[i] >> 4 & 15] || bytes[at + 2 * i + 1] != DIGITS[sum[i] & 15]) {
                return false;
            }
        }
        return true;
    }

    /** One more, for a thread of its own. */
    static MessageDigest digest() {
        return sha256();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
