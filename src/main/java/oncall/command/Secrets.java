package oncall.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import oncall.secret.Spans;

/**
 * Takes secrets out of text before it reaches screen or disk: output, answers, pasted text. Finds keys by their provider's
 * prefix, private keys, tokens, passwords in addresses, headers and beside their names, and the values of this process's own
 * secret variables in plain, base64 and URL form. What is taken out is gone for good; `[redacted aws-key 20]` stays in its place.
 *
 * <p>It can miss: a secret that looks like a word and has no name beside it is not found.
 */
public final class Secrets {
    private static final int SHORTEST = 8;
    private static final Pattern SECRET_NAME =
            Pattern.compile("TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|APIKEY|API_KEY|ACCESS_KEY|PRIVATE_KEY|CREDENTIAL");
    private static final Pattern HARMLESS_NAME =
            Pattern.compile(".*_(FILE|PATH|DIR|NAME|ID|TTL|TYPE|URL|URI|HOST|SOCK)");
    private final List<String> known;

    /** Without anything known beforehand. */
    public Secrets() {
        this(Map.of());
    }

    /** @param environment whose secret variables' values are secrets wherever they turn up */
    public Secrets(Map<String, String> environment) {
        Set<String> forms = new LinkedHashSet<>();
        environment.forEach((name, value) -> {
            String upper = name.toUpperCase(Locale.ROOT);
            if (SECRET_NAME.matcher(upper).find()
                    && !HARMLESS_NAME.matcher(upper).matches()) {
                value.lines().map(String::strip).forEach(line -> addForms(line, forms));
            }
        });
        this.known = forms.stream()
                .sorted((one, other) -> Integer.compare(other.length(), one.length()))
                .toList();
    }

    /** The value as it is, as URLs have it, and as base64 has it at each of the three places it may begin. */
    private static void addForms(String value, Set<String> forms) {
        if (value.length() < SHORTEST) {
            return;
        }
        forms.add(value);
        forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
        forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
        forms.add(value.replace("\\", "\\\\").replace("\"", "\\\""));
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[shift + bytes.length];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            int from = shift == 0 ? 0 : shift + 1;
            int to = shifted.length * 8 / 6;
            for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                forms.add(encoder.encodeToString(shifted).substring(from, to));
            }
        }
    }

    /** A text of any number of lines without its secrets. */
    public String redact(String text) {
        Redaction redaction = lines();
        StringBuilder clean = new StringBuilder(text.length());
        int from = 0;
        while (from <= text.length()) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end;
            clean.append(redaction.line(text.substring(from, to)));
            if (end < 0) {
                break;
            }
            clean.append('\n');
            from = end + 1;
        }
        return clean.toString();
    }

    /** A new stream of lines. */
    public Redaction lines() {
        return new SecretLines(this::mark);
    }

    /** Adds what of the known values stands in the line. */
    private void mark(String line, Spans spans) {
        for (String value : known) {
            for (int at = line.indexOf(value); at >= 0; at = line.indexOf(value, at + value.length())) {
                spans.add(at, at + value.length(), "variable");
            }
        }
    }

    /** How many forms are looked for. */
    List<String> known() {
        return new ArrayList<>(known);
    }
}
