package oncall.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells a version that is the same on every night from a name that moves. */
final class Version {
    /** What is there when nothing was there before. */
    static final String NONE = "none";

    private static final Set<String> MOVING =
            Set.of(("latest stable main master head trunk develop dev development edge nightly"
                            + " next current previous prev last newest canary release released prod production staging live lts"
                            + " beta alpha rc tip rolling mainline default old before snapshot")
                    .split(" "));
    private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{7,64}");
    private static final Pattern DIGEST = Pattern.compile("(?:.*@)?(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})");
    private static final Pattern NAMES_DIGEST = Pattern.compile("(?:.*@)?sha(?:256|512):.*");
    private static final Pattern RANGE =
            Pattern.compile("[\\^~<>=\\[(].*|.*[*\\])].*|.*(?:\\|\\||\\.\\.).*|.*\\d\\.[xX](?:\\..*)?");
    private static final Pattern RELATIVE = Pattern.compile(".*(?:[~^]\\d*|@\\{.*\\})");
    private static final Pattern PART = Pattern.compile("[^\\p{Alnum}]+");

    private Version() {}

    /** Why a version does not say which one it is, as the end of a sentence; empty where it does. */
    static Optional<String> whyNotPinned(String written) {
        String name = tag(written.strip());
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals(NONE)
                || DIGEST.matcher(written).matches()
                || COMMIT.matcher(name).matches() && digits(name)) {
            return Optional.empty();
        }
        if (NAMES_DIGEST.matcher(written).matches()) {
            return Optional.of("is not a whole digest");
        }
        if (name.isEmpty()) {
            return Optional.of("is empty");
        }
        if (RELATIVE.matcher(name).matches()) {
            return Optional.of("counts from something that moves");
        }
        if (RANGE.matcher(name).matches()) {
            return Optional.of("is a range, not one version");
        }
        if (name.chars().anyMatch(Character::isWhitespace)) {
            return Optional.of("is a description, not one version");
        }
        String[] parts = PART.split(lower);
        String last = parts.length == 0 ? "" : parts[parts.length - 1];
        String first = parts.length == 0 ? "" : parts[0];
        if (MOVING.contains(lower) || last.equals("latest") || last.equals("snapshot") || isBranch(first, name)) {
            return Optional.of("is a name that moves");
        }
        return digits(name) ? Optional.empty() : Optional.of("names no version");
    }

    /** `feature/x`, `origin/main`, `refs/heads/x`; a tag of the same form with a version at its end is one. */
    private static boolean isBranch(String first, String name) {
        if (name.indexOf('/') < 0 || first.equals("tags") || name.startsWith("refs/tags/")) {
            return false;
        }
        String end = name.substring(name.lastIndexOf('/') + 1);
        return Set.of(
                                "feature",
                                "feat",
                                "bugfix",
                                "fix",
                                "hotfix",
                                "release",
                                "releases",
                                "origin",
                                "upstream",
                                "refs",
                                "heads")
                        .contains(first)
                || MOVING.contains(end.toLowerCase(Locale.ROOT))
                || !digits(end);
    }

    /** The tag of an image, where it is one with a tag. */
    private static String tag(String written) {
        int colon = written.lastIndexOf(':');
        return colon > written.lastIndexOf('/')
                        && written.indexOf('@') < 0
                        && !NAMES_DIGEST.matcher(written).matches()
                ? written.substring(colon + 1)
                : written;
    }

    private static boolean digits(String name) {
        return name.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    /** Whether two words name the same version: a `v` in front and the repository of an image do not count. */
    static boolean same(String one, String other) {
        return bare(one).equals(bare(other));
    }

    private static String bare(String version) {
        String tag = tag(version.strip());
        return tag.length() > 1 && (tag.charAt(0) == 'v' || tag.charAt(0) == 'V') && Character.isDigit(tag.charAt(1))
                ? tag.substring(1)
                : tag;
    }

    /** Whether a text names that version, and not a longer one that begins like it. */
    static boolean isIn(String text, String version) {
        String wanted = bare(version);
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            boolean begins = at == 0 || !goesOn(text, at - 1, -1);
            int end = at + wanted.length();
            boolean ends = end == text.length() || !goesOn(text, end, 1);
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }

    /** Whether what a program prints names that version; of a commit it may print more than was written. */
    static boolean isNamedIn(String output, String version) {
        return COMMIT.matcher(version).matches() && digits(version) ? output.contains(version) : isIn(output, version);
    }

    /** A digit goes on with the version, and so does a point with a digit behind it. */
    private static boolean goesOn(String text, int at, int step) {
        char c = text.charAt(at);
        boolean beyond = at + step < 0 || at + step >= text.length();
        return Character.isDigit(c) || c == '.' && !beyond && Character.isDigit(text.charAt(at + step));
    }

    /** Whether it is written as a digest and is not one. */
    static boolean isBrokenDigest(String written) {
        return !DIGEST.matcher(written).matches();
    }
}
