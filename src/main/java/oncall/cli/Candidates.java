package oncall.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.terminal.Gateway;
import oncall.terminal.Look;

/**
 * What the completion of a shell asks while somebody waits for Tab: `oncall __complete SHELL KIND -- WORDS...`, the words being
 * those behind `oncall` up to the one that is completed. Answers a value, a tab and what it means, one a line.
 *
 * <p>Nothing is written, nothing is said on standard error, and the exit is 0 whatever happens: what cannot be read has no
 * candidates. Values are letters, digits and the few signs that no shell knows as anything else; others are left out. What a
 * value means is free text of files, made visible and cut to one line. The parser of options is not loaded.
 */
final class Candidates {
    /** The word that asks; in no help text. */
    static final String ASKS = "__complete";

    private static final int MOST = 200;
    private static final int LONGEST_MEANING = 72;
    private static final int LONGEST_VALUE = 200;

    private final Environs environs;

    Candidates(Environs environs) {
        this.environs = environs;
    }

    /** One candidate. */
    record Candidate(String value, String meaning) {}

    /** Answers; never throws. */
    Exit answer(List<String> arguments) {
        try {
            int end = arguments.indexOf("--");
            Optional<ValueKind> kind = end == 2 ? ValueKind.of(arguments.get(1)) : Optional.empty();
            if (kind.isPresent()) {
                boolean raw = arguments.get(0).equals("bash");
                Typed typed = Typed.of(arguments.subList(end + 1, arguments.size()), raw);
                print(new CandidateSource(environs, typed).of(kind.get()), typed.current());
            }
            environs.out().flush();
        } catch (Exception | StackOverflowError | OutOfMemoryError broken) {
            return Exit.OK;
        }
        return Exit.OK;
    }

    private void print(List<Candidate> candidates, String beginning) {
        Gateway gateway = new Gateway(environs.out(), Look.unwrapped(environs.ascii()));
        StringBuilder text = new StringBuilder();
        int printed = 0;
        for (Candidate each : candidates) {
            if (printed < MOST && isSafe(each.value()) && beginsAlike(each.value(), beginning)) {
                String meaning = gateway.visible(each.meaning()).strip();
                text.append(each.value()).append('\t').append(cut(meaning)).append('\n');
                printed++;
            }
        }
        gateway.data(text.toString());
    }

    /** Whether no shell takes any part of it for anything but itself. */
    static boolean isSafe(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && (i == 0 || c != '-' && c != '_' && c != '.')) {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= LONGEST_VALUE;
    }

    /** Case is the shell's affair. */
    private static boolean beginsAlike(String value, String beginning) {
        return value.regionMatches(true, 0, beginning, 0, beginning.length());
    }

    private static String cut(String meaning) {
        int length = meaning.codePointCount(0, meaning.length());
        return length <= LONGEST_MEANING
                ? meaning
                : meaning.substring(0, meaning.offsetByCodePoints(0, LONGEST_MEANING - 3)) + "...";
    }

    /**
     * What is typed so far.
     *
     * @param before the words before the current one, `--name=value` in one word
     * @param current the word that is completed, as far as it is typed
     */
    record Typed(List<String> before, String current) {
        /** @param raw whether quotes stand as they were typed */
        static Typed of(List<String> words, boolean raw) {
            List<String> before = new ArrayList<>();
            for (String word : words) {
                before.add(raw ? unquoted(word) : word);
            }
            String current = before.isEmpty() ? "" : before.remove(before.size() - 1);
            int value = current.startsWith("--") ? current.indexOf('=') : -1;
            return new Typed(List.copyOf(before), current.substring(value + 1));
        }

        /** The value of an option, if it is typed. */
        Optional<String> option(String name) {
            for (int i = 0; i < before.size(); i++) {
                if (before.get(i).equals(name) && i + 1 < before.size()) {
                    return Optional.of(before.get(i + 1));
                }
                if (before.get(i).startsWith(name + "=")) {
                    return Optional.of(before.get(i).substring(name.length() + 1));
                }
            }
            return Optional.empty();
        }

        /** Without the quotes of a shell; nothing is expanded. */
        private static String unquoted(String word) {
            StringBuilder text = new StringBuilder();
            char inside = 0;
            for (int i = 0; i < word.length(); i++) {
                char c = word.charAt(i);
                if (c == inside) {
                    inside = 0;
                } else if (inside == 0 && (c == '\'' || c == '"')) {
                    inside = c;
                } else if (c == '\\' && inside != '\'' && i + 1 < word.length()) {
                    i++;
                    text.append(word.charAt(i));
                } else {
                    text.append(c);
                }
            }
            return text.toString();
        }
    }
}
