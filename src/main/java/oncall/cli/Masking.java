package oncall.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import oncall.command.Secrets;
import oncall.document.CheckedPlan.SourceLine;
import oncall.plan.Finding;
import oncall.runbook.Location;

/**
 * Takes secrets out of everything that is told about a plan: what looks like one, the values of this process's own secret
 * variables, and what the rule about secrets in plans points at.
 */
final class Masking {
    private static final String SECRETS_RULE = "RP048";

    /** Sentences of rules come again in each plan. */
    private static final int MOST_REMEMBERED = 10_000;

    private final UnaryOperator<String> redact;

    /** What to print instead of a text in which the rule found a secret, by that secret. */
    private final List<String> found = new ArrayList<>();

    private final Map<String, List<String>> files = new HashMap<>();

    /**
     * For one plan.
     *
     * @param redact takes out what looks like a secret
     * @param path of the plan, as it is shown
     * @param lines of the plan
     */
    Masking(UnaryOperator<String> redact, String path, List<String> lines) {
        this.redact = redact;
        files.put(path, lines);
    }

    /** Takes secrets out of texts, and knows a text again that it has seen. */
    static UnaryOperator<String> remembering(Secrets secrets) {
        Map<String, String> seen = new HashMap<>();
        return text -> {
            String known = seen.get(text);
            if (known != null) {
                return known;
            }
            String clean = secrets.redact(text);
            if (seen.size() < MOST_REMEMBERED) {
                seen.put(text, clean);
            }
            return clean;
        };
    }

    /** Adds the lines of another file in which something may be found. */
    void add(String path, List<String> lines) {
        files.put(path, lines);
    }

    /** Whether the lines of a file are known. */
    boolean knows(String path) {
        return files.containsKey(path);
    }

    /** Remembers what a finding points at, where that is a secret. */
    void mind(Finding finding) {
        if (!finding.rule().id().equals(SECRETS_RULE)) {
            return;
        }
        String line = raw(finding.at());
        int points = line.codePointCount(0, line.length());
        int from = Math.min(finding.at().column() - 1, points);
        int to = Math.min(from + finding.width(), points);
        String secret = line.substring(line.offsetByCodePoints(0, from), line.offsetByCodePoints(0, to));
        if (secret.length() > 1) {
            found.add(secret);
        }
    }

    /** A text without secrets. */
    String words(String text) {
        return redact.apply(stars(text));
    }

    /** The line a place is in, without secrets. */
    SourceLine line(Location at) {
        String starred = stars(raw(at));
        String clean = redact.apply(starred);
        return new SourceLine(clean, !clean.equals(starred));
    }

    /** As many stars as the secret had characters, so that a caret keeps its place. */
    private String stars(String text) {
        String starred = text;
        for (String secret : found) {
            starred = starred.replace(secret, "*".repeat(secret.codePointCount(0, secret.length())));
        }
        return starred;
    }

    private String raw(Location at) {
        List<String> lines = files.getOrDefault(at.path(), List.of());
        return at.line() <= lines.size() ? lines.get(at.line() - 1) : "";
    }
}
