package oncall.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SQL that a program text hands to its database in plain strings. */
final class SqlCalls {
    private static final String PUT_TOGETHER = "The SQL here is put together when it runs, so it could not be read.";

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
            Optional<Masked.Literal> literal = code.masked().literalAt(call.end(), part.to());
            boolean alone = literal.isPresent() && literal.get().plain() && alone(code, literal.get());
            if (alone) {
                sql.add(code.masked().sql(literal.get()));
            } else {
                unreadable.add(new Unreadable(code.masked().at(call.start()), PUT_TOGETHER));
            }
        }
        return new Script(sql, unreadable);
    }

    /** Nothing is joined to the string behind its quote. */
    private static boolean alone(Code code, Masked.Literal literal) {
        String text = code.masked().code();
        int i = literal.to();
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
