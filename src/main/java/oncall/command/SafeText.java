package oncall.command;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Makes text of whatever bytes a program wrote: colours go, other control characters and broken UTF-8 become visible. */
final class SafeText {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;:]{0,40}[mK]");

    private SafeText() {}

    /** The bytes of one line, without its end, as text without control characters but the tab. */
    static String of(byte[] bytes, int from, int to) {
        String text = decode(ByteBuffer.wrap(bytes, from, to - from));
        if (text.indexOf('\u001b') >= 0) {
            text = COLOUR.matcher(text).replaceAll("");
        }
        return visible(text);
    }

    private static String decode(ByteBuffer bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer chars = CharBuffer.allocate(Math.max(16, bytes.remaining()));
        StringBuilder text = new StringBuilder(bytes.remaining());
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, true);
            text.append(chars.flip());
            chars.clear();
            if (result.isError()) {
                for (int i = 0; i < result.length(); i++) {
                    text.append(String.format("\\x%02x", bytes.get() & 0xff));
                }
            } else if (result.isUnderflow()) {
                return text.toString();
            }
        }
    }

    private static String visible(String text) {
        int first = 0;
        while (first < text.length() && !hidden(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (hidden(c)) {
                shown.append(String.format("\\x%02x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return shown.toString();
    }

    private static boolean hidden(char c) {
        return c != '\t' && Character.isISOControl(c);
    }
}
