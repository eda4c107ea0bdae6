package oncall.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holes that somebody meant to fill: in commands and in instructions to a person. */
final class Placeholders {
    /**
     * A hole.
     *
     * @param token as it stands there
     * @param what why it is one, as the end of a sentence that begins with the token
     */
    record Hole(String token, String what) {}

    private static final Pattern MARK = Pattern.compile("(?<![\\w./-])(?:TODO|TBD|FIXME|\\?\\?\\?)(?![\\w/-])");
    private static final Pattern ANGLES =
            Pattern.compile("(?<![<?\\\\\\w])<([A-Za-z][^<>|&;\"'`$\\n]{0,60})>(?![\\w$&])");
    /** What programs print between angle brackets. */
    private static final Set<String> PRINTED = Set.of(
            "none",
            "nil",
            "null",
            "unknown",
            "pending",
            "invalid",
            "unset",
            "no value",
            "missing",
            "empty",
            "redacted");

    private static final Pattern YOURS = Pattern.compile(
            "(?<![\\w-])(?:YOUR|MY|INSERT|REPLACE|CHANGE)[_-](?:[A-Z0-9]+[_-]?)+(?![\\w])|(?<![\\w.])[xX]\\.[yY]\\.[zZ](?![\\w.])");
    private static final Pattern DOTS = Pattern.compile("(?:^|(?<=[\\s\\[]))(?:\\.\\.\\.|\u2026)(?=[\\s\\]]|$)");
    private static final Pattern TRAILING_DOTS = Pattern.compile("(?:\\.\\.\\.|\u2026)$");
    private static final Pattern URL = Pattern.compile("https?://\\S+");
    private static final Pattern FILLER = Pattern.compile(
            "(?i)\\b(?:see|follow|check|read|use|open|visit|go|to|at|on|in|the|this|our|link|page|url|wiki|docs?|here|please|for|steps|details|instructions|and"
                    + "|do|what|it|says|runbook|as|described|documented)\\b|[^\\p{L}\\p{N}]+");
    private static final Pattern ELSEWHERE = Pattern.compile(
            "(?i)^(?:please |then |just )*(?:see|follow|check|read|refer to|consult|look (?:it up )?(?:at|in)|use|as (?:described|documented|written) (?:in|on)|described in|documented in|steps? (?:are )?in)\\b"
                    + ".*\\b(?:wiki|confluence|notion|sharepoint|docs?|documentation|runbook|playbook|readme|google doc|guide|ticket|jira|manual)\\b.*");
    private static final Pattern COMMENT = Pattern.compile("(?m)(?:^|(?<=\\s))#.*$");
    private static final int FEW_WORDS = 10;

    private Placeholders() {}

    /** Whether a value says only that it is still open. */
    static Optional<Hole> open(String text) {
        Matcher mark = MARK.matcher(text);
        return mark.find() ? Optional.of(new Hole(mark.group(), "is still to be written")) : Optional.empty();
    }

    /** In a script: the words of its commands decide what three dots are. */
    static List<Hole> inScript(ShellText text) {
        String script = text.script();
        List<Hole> holes = new ArrayList<>(common(withoutComments(script)));
        for (ShellText.Simple simple : text.commands()) {
            for (ShellText.Word word : simple.words()) {
                if (!word.quoted() && DOTS.matcher(word.letters()).matches()) {
                    holes.add(new Hole(word.letters(), "stands for words that are not there"));
                }
            }
        }
        if (URL.matcher(script.strip()).matches()) {
            holes.add(new Hole(script.strip(), "is an address, not a command"));
        }
        return holes;
    }

    /** In the program and arguments of a command without a shell. */
    static List<Hole> inArguments(List<String> items) {
        List<Hole> holes = new ArrayList<>();
        for (String item : items) {
            holes.addAll(common(item));
            if (DOTS.matcher(item).matches()) {
                holes.add(new Hole(item, "stands for words that are not there"));
            }
        }
        return holes;
    }

    /** In words for a person. */
    static List<Hole> inWords(String text) {
        List<Hole> holes = new ArrayList<>(common(text));
        Matcher dots = DOTS.matcher(text);
        Matcher trailing = TRAILING_DOTS.matcher(text);
        if (dots.find() || trailing.find()) {
            holes.add(new Hole(text.contains("\u2026") ? "\u2026" : "...", "stands for words that are not there"));
        }
        if (holes.isEmpty()) {
            elsewhere(text).ifPresent(holes::add);
        }
        return holes;
    }

    private static List<Hole> common(String text) {
        List<Hole> holes = new ArrayList<>();
        open(text).ifPresent(holes::add);
        if (text.indexOf('<') >= 0) {
            angles(text, holes);
        }
        Matcher yours = YOURS.matcher(text);
        while (yours.find()) {
            holes.add(new Hole(yours.group(), "is a place for a value nobody wrote"));
        }
        return holes;
    }

    private static void angles(String text, List<Hole> holes) {
        boolean markup = text.contains("</") || text.contains("/>");
        Matcher angles = ANGLES.matcher(text);
        while (!markup && angles.find()) {
            String name = angles.group(1);
            boolean redirect = name.endsWith(" ") || name.indexOf('@') >= 0 || name.contains("://");
            if (!redirect && !PRINTED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                holes.add(new Hole(angles.group(), "is a place for a value nobody wrote"));
            }
        }
    }

    /** An instruction that only says where instructions are. */
    private static Optional<Hole> elsewhere(String text) {
        Matcher url = URL.matcher(text);
        if (url.find()
                && FILLER.matcher(URL.matcher(text).replaceAll(" "))
                        .replaceAll("")
                        .isEmpty()) {
            return Optional.of(new Hole(url.group(), "is only an address, which may be down with the rest"));
        }
        boolean few = text.split("\\s+").length <= FEW_WORDS;
        return few && ELSEWHERE.matcher(text).matches()
                ? Optional.of(new Hole(text, "only says where the instructions are"))
                : Optional.empty();
    }

    private static String withoutComments(String script) {
        return script.indexOf('#') < 0 ? script : COMMENT.matcher(script).replaceAll("");
    }
}
