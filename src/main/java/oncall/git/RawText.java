package oncall.git;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes as text and back without loss. Names of files are bytes to git. What is UTF-8 is decoded; a byte that is not becomes the
 * lone surrogate `U+DC00` + byte, which no UTF-8 text holds, and which the gateway makes visible.
 */
final class RawText {
    private static final int ESCAPED = 0xDC00;

    private RawText() {}

    static String decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    static String decode(byte[] bytes, int from, int to) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
        CharBuffer out = CharBuffer.allocate(to - from + 1);
        CoderResult result = decoder.decode(in, out, true);
        while (result.isError()) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (ESCAPED + (in.get() & 0xff)));
            }
            decoder.reset();
            result = decoder.decode(in, out, true);
        }
        return out.flip().toString();
    }

    static byte[] encode(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (c > ESCAPED && c <= ESCAPED + 0xff) {
                out.write(c - ESCAPED);
            } else {
                out.writeBytes(text.substring(i, next).getBytes(StandardCharsets.UTF_8));
            }
            i = next;
        }
        return out.toByteArray();
    }

    /** What stands between NULs; what follows the last one is left out. */
    static List<String> fields(byte[] bytes) {
        List<String> fields = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                fields.add(decode(bytes, start, i));
                start = i + 1;
            }
        }
        return fields;
    }
}
