package oncall.migration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call in a program text.
 *
 * @param name of what is called
 * @param words the arguments without a name; of a string or symbol what it says, of all else what is written, after a space
 * @param named the arguments with a name, as written
 * @param from offset of the call
 * @param to offset behind it
 */
record Call(String name, List<String> words, Map<String, String> named, int from, int to) {
    private static final Pattern KEYWORD = Pattern.compile("\\s*:?(\\w+)\\s*(?:=(?!=)|=>|:(?!:))\\s*");
    /** Arguments beyond this are not looked at: names come first. */
    private static final int LONGEST = 20_000;

    private static final Pattern CONSTANT = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern PLAIN = Pattern.compile("[\\w.$-]+");

    /** What is written at a place, where it is no name: `true`, `nil`. */
    String word(int at) {
        return at < words.size() ? words.get(at).strip() : "";
    }

    /** Calls whose arguments stand in brackets; what comes before the name is part of the pattern, the name its first group. */
    static List<Call> all(Code code, Code.Part part, Pattern heads) {
        List<Call> calls = new ArrayList<>();
        Matcher head = heads.matcher(code.masked().code()).region(part.from(), part.to());
        while (head.find()) {
            Optional<Code.Part> inside = code.inside(head.end() - 1);
            inside.ifPresent(
                    arguments -> calls.add(of(code, head.group(1), arguments, head.start(), arguments.to() + 1)));
        }
        return calls;
    }

    static Call of(Code code, String name, Code.Part arguments, int from, int to) {
        List<String> words = new ArrayList<>();
        Map<String, String> named = new HashMap<>();
        int end = Math.min(arguments.to(), arguments.from() + LONGEST);
        for (Code.Part argument : code.arguments(new Code.Part(arguments.from(), end))) {
            Matcher keyword = KEYWORD.matcher(code.masked().code()).region(argument.from(), argument.to());
            if (keyword.lookingAt()) {
                named.put(keyword.group(1), bare(code, code.masked().text().substring(keyword.end(), argument.to())));
            } else {
                words.add(bare(code, code.masked().text().substring(argument.from(), argument.to())));
            }
        }
        return new Call(name, List.copyOf(words), Map.copyOf(named), from, to);
    }

    /** A name that is given its value once, in plain words, stands for that value. */
    private static String bare(Code code, String argument) {
        String bare = bare(argument);
        if (!bare.startsWith(" ") || !CONSTANT.matcher(argument.strip()).matches()) {
            return bare;
        }
        return code.constant(argument.strip()).orElse(bare);
    }

    private static String bare(String argument) {
        String plain = argument.strip();
        if (plain.length() > 1
                && "\"'`".indexOf(plain.charAt(0)) >= 0
                && plain.charAt(0) == plain.charAt(plain.length() - 1)) {
            return plain.substring(1, plain.length() - 1);
        }
        return plain.startsWith(":") ? plain.substring(1).replaceAll("^[\"']|[\"']$", "") : " " + plain;
    }

    /** An argument that is a name; empty where it is none or is worked out when it runs. */
    Optional<String> name(int at) {
        return at < words.size() && PLAIN.matcher(words.get(at)).matches()
                ? Optional.of(words.get(at))
                : Optional.empty();
    }

    Optional<String> name(String option, int at) {
        String given = named.get(option);
        return given != null
                ? Optional.of(given).filter(word -> PLAIN.matcher(word).matches())
                : name(at);
    }

    boolean option(String name, String value) {
        return value.equalsIgnoreCase(named.getOrDefault(name, "").strip());
    }
}
