package oncall.cli;

import java.util.List;

/**
 * A command that can take arguments which are nothing but words by itself. At 2 a.m. most are: `start`, `start outage`,
 * `resume`. The parser of options is then not even loaded, which saves a quarter of the time to the first question.
 */
interface TakesWords {
    /** Takes the words as the parser would; false when they are too many, so that the parser says so. */
    boolean take(List<String> words);

    /** Whether each of them is one, and could mean nothing else to the parser: an option, or a file of arguments. */
    static boolean are(List<String> arguments) {
        for (String argument : arguments) {
            if (argument.isEmpty() || argument.startsWith("-") || argument.startsWith("@")) {
                return false;
            }
        }
        return true;
    }
}
