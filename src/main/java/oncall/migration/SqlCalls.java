package oncall.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SQL that a program text hands to its database in plain strings. */
final class SqlCalls {
    static final String PUT_TOGETHER = "The SQL here is put together when it runs, so it could not be read.";

    /** A list beyond this is not looked at. */
    private static final int LONGEST = 20_000;

    private SqlCalls() {}

    /**
     * Reads the string behind every match.
     *
     * @param calls ends where the string begins
     */
    static Script of(Code code, Code.Part part, Pattern calls) {
        List<SqlText> sql = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        Matcher call = calls.matcher(code.masked().code()).region(part.from(), part.to());
        while (call.find()) {
            strings(code, new Code.Part(call.end(), part.to()))
                    .ifPresentOrElse(
                            sql::addAll,
                            () -> unreadable.add(new Unreadable(code.masked().at(call.start()), PUT_TOGETHER)));
        }
        return new Script(sql, unreadable);
    }

    /** The string that stands there, or all in the list that does; empty where any of it is put together. */
    static Optional<List<SqlText>> strings(Code code, Code.Part there) {
        String text = code.masked().code();
        int at = there.from();
        while (at < there.to() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        boolean opens = at < there.to() && "[(".indexOf(text.charAt(at)) >= 0;
        Optional<Code.Part> list = opens ? code.inside(at) : Optional.empty();
        if (list.isEmpty()) {
            return string(code, there);
        }
        boolean told = list.get().to() - list.get().from() < LONGEST
                && alone(text, list.get().to() + 1);
        List<SqlText> all = new ArrayList<>();
        for (Code.Part one : told ? code.arguments(list.get()) : List.<Code.Part>of()) {
            Optional<List<SqlText>> said = string(code, one);
            if (said.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(said.get());
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    private static Optional<List<SqlText>> string(Code code, Code.Part there) {
        return code.masked()
                .literalAt(there.from(), there.to())
                .filter(Masked.Literal::plain)
                .filter(literal -> alone(code.masked().code(), literal.to()))
                .map(literal -> List.of(code.masked().sql(literal)));
    }

    /** Nothing is joined to a string behind its quote, or to a list behind its bracket. */
    private static boolean alone(String text, int behind) {
        int i = behind;
        while (i < text.length() && "\"'`".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i >= text.length()
                || "+%.\\\"'".indexOf(text.charAt(i)) < 0
                || text.startsWith(".strip", i)
                || text.startsWith(".squish", i);
    }
}
