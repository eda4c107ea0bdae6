package oncall.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.secret.NamedValues;
import oncall.secret.ProviderKeys;
import oncall.secret.Spans;

/** Secrets that stand in the text of a plan, and the same text without them. */
public final class InlineSecrets {
    /** In words of a file this is read when the command runs, so it is no secret. */
    private static final Pattern TAKEN_FROM_ELSEWHERE = Pattern.compile("[\\\\\"']*(?:\\$|`|<|\\{\\{|@|file:).*");

    /** Kinds that are told by the name beside a value; in backticks that value is a command. */
    private static final Set<String> BY_NAME = Set.of("password", "token", "key", "secret", "value");

    private static final Pattern KEY_BEGIN = Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");
    private static final Pattern KEY_END = Pattern.compile("-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");

    private InlineSecrets() {}

    /**
     * A secret, or one line of it.
     *
     * @param line from 1
     * @param start index in the line
     * @param end index behind it
     * @param kind `aws-key`, `password`
     * @param first false for the further lines of one that goes over several
     */
    record Place(int line, int start, int end, String kind, boolean first) {}

    /** All that are found, in the order of the text. */
    static List<Place> in(List<String> lines) {
        List<Place> places = new ArrayList<>();
        boolean inKey = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (inKey) {
                inKey = !KEY_END.matcher(line).find();
                String body = line.strip();
                if (!body.isEmpty()) {
                    int start = line.indexOf(body);
                    places.add(new Place(i + 1, start, start + body.length(), "private-key", false));
                }
                continue;
            }
            Spans spans = new Spans();
            ProviderKeys.find(line, spans);
            NamedValues.find(line, spans);
            found(i + 1, line, spans, places);
            Matcher begin = KEY_BEGIN.matcher(line);
            if (begin.find() && !KEY_END.matcher(line).find(begin.end())) {
                places.add(new Place(i + 1, begin.start(), begin.end(), "private-key", true));
                inKey = true;
            }
        }
        return places;
    }

    /** Where two overlap, they are one. */
    private static void found(int number, String line, Spans spans, List<Place> places) {
        int start = -1;
        int end = -1;
        String kind = "";
        for (Spans.Place place : spans.places()) {
            if (isTakenFromElsewhere(line, place)) {
                continue;
            }
            if (place.start() >= end) {
                add(number, start, end, kind, places);
                start = place.start();
                kind = place.kind();
            }
            end = Math.max(end, place.end());
        }
        add(number, start, end, kind, places);
    }

    private static boolean isTakenFromElsewhere(String line, Spans.Place place) {
        boolean command = place.start() > 0 && line.charAt(place.start() - 1) == '`' && BY_NAME.contains(place.kind());
        return command
                || TAKEN_FROM_ELSEWHERE
                        .matcher(line.substring(place.start(), place.end()))
                        .matches();
    }

    private static void add(int number, int start, int end, String kind, List<Place> places) {
        if (start >= 0) {
            places.add(new Place(number, start, end, kind, true));
        }
    }

    /** The lines of a text, each secret replaced by as many `*`, so that every place stays where it was. */
    public static List<String> masked(List<String> lines) {
        List<String> masked = new ArrayList<>(lines);
        List<Place> places = in(lines);
        for (int i = places.size() - 1; i >= 0; i--) {
            Place place = places.get(i);
            String line = masked.get(place.line() - 1);
            masked.set(
                    place.line() - 1,
                    line.substring(0, place.start())
                            + "*".repeat(line.codePointCount(place.start(), place.end()))
                            + line.substring(place.end()));
        }
        return masked;
    }

    /** A sentence about a text, without the text's secrets. */
    static String kept(String sentence, List<String> secrets) {
        String kept = sentence;
        for (String secret : secrets) {
            kept = kept.replace(secret, "***");
        }
        return kept;
    }

    /** The secrets themselves, longest first. */
    static List<String> values(List<String> lines) {
        return in(lines).stream()
                .map(place -> lines.get(place.line() - 1).substring(place.start(), place.end()))
                .distinct()
                .sorted((one, other) -> Integer.compare(other.length(), one.length()))
                .toList();
    }
}
