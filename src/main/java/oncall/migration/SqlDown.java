package oncall.migration;

import java.util.List;
import java.util.regex.Pattern;
import oncall.runbook.Location;

/** Whether SQL that should undo something does. */
final class SqlDown {
    private static final Pattern NOTHING = Pattern.compile(
            "(?is)\\s*(?:(?:begin|start transaction|commit|end|set\\s+[^;]*|select\\s+(?:\\d+|'[^']*'|null))?\\s*(?:;|\\z|\\bgo\\b)\\s*)*");
    private static final Pattern REFUSES = Pattern.compile(
            "(?is)\\s*(?:do\\s+\\$\\w*\\$\\s*)?(?:begin\\s+)?(?:raise\\s+exception|signal\\s+sqlstate|raiserror|throw\\b).*");

    private SqlDown() {}

    /** The state of a file or part of one that holds only SQL. */
    static Down of(Location at, String text) {
        String code = withoutComments(text);
        if (code.length() < 10_000 && REFUSES.matcher(code).matches()) {
            return Down.of(Down.State.IRREVERSIBLE, at, "It raises an error instead of undoing anything.");
        }
        if (nothing(code)) {
            return Down.of(Down.State.EMPTY, at, "It holds nothing that undoes anything.");
        }
        return Down.present(at, new Script(List.of(new SqlText(at, text)), List.of()));
    }

    private static boolean nothing(String code) {
        String plain = code.strip();
        return plain.isEmpty() || plain.length() < 400 && NOTHING.matcher(plain).matches();
    }

    private static String withoutComments(String text) {
        Masked masked = new Masked("", text, Language.SQL);
        char[] code = masked.code().toCharArray();
        for (Masked.Literal literal : masked.literals()) {
            text.getChars(literal.from(), literal.to(), code, literal.from());
        }
        return new String(code);
    }
}
