package oncall.plan;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the names of feature flags in lines that a change brought. What it finds is a guess for a draft, never a fact. */
public final class FlagsSeen {
    /** So many are listed at most. */
    public static final int MOST = 10;

    private static final String NAME = "([A-Za-z][A-Za-z0-9_.-]{1,60})";

    /** A call that asks for a flag by a literal name, as flag libraries of several languages have it. */
    private static final Pattern CALL = Pattern.compile(
            "(?i)\\b(?:is_?enabled|feature_?enabled|flag_?enabled|is_?feature_?enabled|enabled|(?:bool|string|int|float|json)?_?variation"
                    + "|get_?flag|feature_?flag|use_?(?:feature_?)?flag|is_?on|flag|feature)\\??\\s*\\(\\s*:?[\"'`]?"
                    + NAME + "(?=[\"'`),\\s])");

    /** A variable of the environment that says it is a flag. */
    private static final Pattern VARIABLE = Pattern.compile("\\b((?:FEATURE|FLAG|FF)_[A-Z0-9_]{2,60})\\b");

    private static final Pattern CODE_WORD =
            Pattern.compile("(?i)name|flag|key|feature|string|self|this|ctx|context|user|args?");
    private static final Pattern QUOTED_CALL = Pattern.compile(".*\\(\\s*(?::|[\"'`]).*", Pattern.DOTALL);

    private FlagsSeen() {}

    /** Names in the order in which they are first seen, each once, at most {@link #MOST}. */
    public static List<String> in(List<String> lines) {
        Set<String> names = new LinkedHashSet<>();
        for (String line : lines) {
            String seen = line.length() > 2000 ? line.substring(0, 2000) : line;
            Matcher call = CALL.matcher(seen);
            while (call.find()) {
                boolean literal = QUOTED_CALL.matcher(call.group()).matches();
                if (literal && !CODE_WORD.matcher(call.group(1)).matches()) {
                    names.add(call.group(1));
                }
            }
            Matcher variable = VARIABLE.matcher(seen);
            while (variable.find()) {
                names.add(variable.group(1));
            }
        }
        return names.stream().limit(MOST).toList();
    }
}
