package oncall.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.runbook.Location;

/** `versions/1a2b_add_note.py`: a revision that names the one before it. */
final class Alembic implements Recogniser {
    private static final Pattern REVISION = Pattern.compile("(?m)^revision\\s*(?::[^=\\n]*)?=\\s*");
    private static final Pattern DOWN_REVISION = Pattern.compile("(?m)^down_revision\\s*(?::[^=\\n]*)?=\\s*");
    private static final Pattern UPGRADE =
            Pattern.compile("(?m)^(?:async\\s+)?def\\s+upgrade\\s*\\([^)]{0,200}\\)[^:\\n]{0,200}:");
    private static final Pattern DOWNGRADE =
            Pattern.compile("(?m)^(?:async\\s+)?def\\s+downgrade\\s*\\([^)]{0,200}\\)[^:\\n]{0,200}:");
    private static final Pattern SQL = Pattern.compile("\\bop\\.execute\\s*\\((?:\\s*(?:sa\\.)?(?:sql\\.)?text\\s*\\()?"
            + "|\\b(?:conn|connection|bind|session)\\.execute\\s*\\((?:\\s*(?:sa\\.)?(?:sql\\.)?text\\s*\\()?");
    private static final Pattern NOTHING =
            Pattern.compile("(?:\\s|\\bpass\\b|\\.\\.\\.|;|\\breturn\\b(?:\\s+None)?|[\"']+\\s*[\"']+)*");
    private static final Pattern RAISE = Pattern.compile("\\s*(?:[\"']+\\s*[\"']+\\s*)?raise\\b");

    @Override
    public boolean look(String path, Tree tree, Found found) {
        if (!path.endsWith(".py")) {
            return false;
        }
        boolean likely = path.contains("versions/") || Folders.ofMigrations(path);
        Optional<String> text = likely ? tree.code(path) : Optional.empty();
        if (text.isEmpty()) {
            return false;
        }
        Matcher revision = REVISION.matcher(text.get());
        Matcher before = DOWN_REVISION.matcher(text.get());
        if (!revision.find() || !before.find()) {
            return false;
        }
        found.take(path);
        Code code = new Code(new Masked(path, text.get(), Language.PYTHON));
        Location at = Location.of(path);
        String id = code.masked()
                .literalAt(revision.end(), lineEnd(text.get(), revision.end()))
                .map(code::said)
                .orElse("");
        if (id.isEmpty()) {
            found.irregular(
                    Irregularity.Kind.UNREADABLE,
                    code.masked().at(revision.start()),
                    "The revision could not be read.");
        }
        String folder = Tree.folder(path);
        found.link(
                folder,
                id,
                before(code, before.end(), text.get()),
                code.masked().at(before.start()));
        Script forward = code.indented(UPGRADE)
                .map(part -> AlembicCalls.of(code, part, SqlCalls.of(code, part, SQL)))
                .orElseGet(() -> new Script(List.of(), List.of(new Unreadable(at, "Its `upgrade` was not found."))));
        found.add(new Migration(
                Layout.ALEMBIC,
                id,
                title(code, path, id),
                at,
                forward,
                down(code, at),
                new Order(folder, List.of(), id, 0)));
        return true;
    }

    /** One name, several in brackets, or None. */
    private static List<String> before(Code code, int from, String text) {
        int bracket = from < text.length() && (text.charAt(from) == '(' || text.charAt(from) == '[') ? from : -1;
        int to = bracket < 0
                ? lineEnd(text, from)
                : code.inside(bracket).map(Code.Part::to).orElse(text.length());
        List<String> names = new ArrayList<>();
        for (Masked.Literal literal : code.masked().literals()) {
            if (literal.from() > from && literal.to() <= to) {
                names.add(code.said(literal));
            }
        }
        return names;
    }

    /** The first line of the text at the top, which is the message it was made with. */
    private static String title(Code code, String path, String id) {
        List<Masked.Literal> literals = code.masked().literals();
        boolean doc = !literals.isEmpty()
                && code.masked().code().substring(0, literals.get(0).from()).isBlank() == false
                && code.masked()
                        .code()
                        .substring(0, literals.get(0).from())
                        .strip()
                        .matches("[rRuU]?\"\"\"|'''");
        String first =
                doc ? code.said(literals.get(0)).strip().lines().findFirst().orElse("") : "";
        if (!first.isBlank() && !first.startsWith("Revision ID")) {
            return first.strip().replaceFirst("\\.$", "");
        }
        String stem = Tree.file(path).replaceFirst("\\.py$", "");
        return Tree.words(stem.startsWith(id + "_") ? stem.substring(id.length() + 1) : stem);
    }

    private static Down down(Code code, Location whole) {
        Optional<Code.Part> part = code.indented(DOWNGRADE);
        if (part.isEmpty()) {
            return code.masked().unclosed().isPresent()
                    ? Down.of(
                            Down.State.UNKNOWN,
                            code.masked().unclosed().orElse(whole),
                            "A text that opens here does not end.")
                    : Down.missing("It has no `downgrade`.");
        }
        String body = code.code(part.get());
        Location at = code.masked().at(part.get().from());
        if (RAISE.matcher(body).lookingAt()) {
            return Down.of(Down.State.IRREVERSIBLE, at, "Its `downgrade` raises an error.");
        }
        if (Code.matches(NOTHING, body)) {
            return Down.of(Down.State.EMPTY, at, "Its `downgrade` does nothing.");
        }
        return Down.present(at, AlembicCalls.of(code, part.get(), SqlCalls.of(code, part.get(), SQL)));
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}
