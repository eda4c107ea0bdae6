package oncall.migration;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.runbook.Location;

/** `migrations/20240131120000_add_note.js`, which exports `up` and `down`. */
final class Knex implements Recogniser {
    private static final Pattern PATH =
            Pattern.compile("(?:.*/)?(\\d+)\\w{0,2}[_-]([^/]+?)(?<!\\.d)\\.(?:[cm]?js|[cm]?ts)");
    private static final Pattern EXPORT = Pattern.compile(
            "(?:\\bmodule\\.exports\\.|\\bexports\\.)(up|down)\\s*=\\s*(?:async\\s+)?(?:function\\b\\s*\\w*\\s*)?"
                    + "|\\bexport\\s+(?:async\\s+)?function\\s+(up|down)\\b\\s*"
                    + "|\\bexport\\s+(?:const|let|var)\\s+(up|down)\\b[^=\\n]{0,200}=\\s*(?:async\\s+)?(?:function\\b\\s*\\w*\\s*)?"
                    + "|(?m:^)[ \\t]*(?:async\\s+)?function\\s+(up|down)\\b\\s*"
                    + "|(?m:^)[ \\t]*(?:const|let|var)\\s+(up|down)\\s*=\\s*(?:async\\s+)?(?:function\\b\\s*\\w*\\s*)?"
                    + "|(?m:^)[ \\t]+(?:async\\s+)?(up|down)\\s*(?=\\([^)]{0,200}\\)\\s*\\{)"
                    + "|(?m:^)[ \\t]+(up|down)\\s*:\\s*(?:async\\s+)?(?:function\\b\\s*\\w*\\s*)?");
    private static final Pattern SQL =
            Pattern.compile("(?<=[.\\w])\\.raw\\s*(?:<[^>\\n]*>)?\\(|\\bschema\\.raw\\s*\\(");
    private static final Pattern NOTHING = Pattern.compile(
            "(?:\\s|;|\\breturn\\b|\\bawait\\b|\\bnull\\b|\\bundefined\\b|\\btrue\\b|\\bvoid 0\\b|\\bPromise\\.resolve\\(\\s*(?:true|null)?\\s*\\)|\\{\\s*\\})*");
    private static final Pattern THROWS =
            Pattern.compile("[\\s{]*(?:throw\\b|(?:return\\s+)?(?:await\\s+)?Promise\\.reject\\b)");

    @Override
    public boolean look(String path, Tree tree, Found found) {
        Matcher name = PATH.matcher(path);
        if (!name.matches() || !Folders.ofMigrations(path)) {
            return false;
        }
        Optional<String> text = tree.code(path);
        Location at = Location.of(path);
        Order order = new Order(Tree.folder(path), List.of(new BigInteger(name.group(1))), Tree.file(path), 0);
        if (text.isEmpty()) {
            return false;
        }
        Code code = new Code(new Masked(path, text.get(), Language.SCRIPT));
        Map<String, Code.Part> bodies = bodies(code);
        boolean knex = bodies.containsKey("up")
                && !text.get().contains("queryInterface")
                && !text.get().contains("QueryRunner")
                && (Tree.file(path).matches("\\d+_.*") || text.get().contains("knex"));
        if (!knex) {
            return false;
        }
        found.take(path);
        Script forward = KnexCalls.of(code, bodies.get("up"), SqlCalls.of(code, bodies.get("up"), SQL));
        found.add(new Migration(
                Layout.KNEX, Tree.file(path), Tree.words(name.group(2)), at, forward, down(code, bodies, at), order));
        return true;
    }

    private static Map<String, Code.Part> bodies(Code code) {
        Map<String, Code.Part> bodies = new HashMap<>();
        Matcher export = EXPORT.matcher(code.masked().code());
        List<int[]> starts = new ArrayList<>();
        List<String> names = new ArrayList<>();
        while (starts.size() < 40 && export.find()) {
            for (int group = 1; group <= export.groupCount(); group++) {
                if (export.group(group) != null) {
                    starts.add(new int[] {export.start(), export.end()});
                    names.add(export.group(group));
                }
            }
        }
        for (int i = 0; i < starts.size(); i++) {
            int limit = i + 1 < starts.size()
                    ? starts.get(i + 1)[0]
                    : code.masked().code().length();
            Code.Part body = body(code, starts.get(i)[1], limit);
            bodies.merge(
                    names.get(i),
                    body,
                    (one, other) -> other.to() - other.from() > one.to() - one.from() ? other : one);
        }
        return bodies;
    }

    /** Behind the parameters: the braces, or the expression behind the arrow. */
    private static Code.Part body(Code code, int from, int limit) {
        String text = code.masked().code();
        int at = from;
        if (at < limit && text.charAt(at) == '(') {
            at = code.inside(at).map(part -> part.to() + 1).orElse(limit);
        }
        int arrow = text.indexOf("=>", at);
        int brace = text.indexOf('{', at);
        boolean arrowed = arrow >= 0 && arrow < limit && (brace < 0 || arrow < brace);
        if (arrowed) {
            at = arrow + 2;
            while (at < limit && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
        if (arrowed && at < limit && text.charAt(at) != '{') {
            return new Code.Part(at, limit);
        }
        if (brace < 0 || brace >= limit) {
            return new Code.Part(Math.min(at, limit), Math.min(at, limit));
        }
        return code.inside(brace).orElse(new Code.Part(brace + 1, limit));
    }

    private static Down down(Code code, Map<String, Code.Part> bodies, Location whole) {
        Code.Part part = bodies.get("down");
        if (part == null) {
            return code.masked().unclosed().isPresent()
                    ? Down.of(
                            Down.State.UNKNOWN,
                            code.masked().unclosed().orElse(whole),
                            "A text that opens here does not end.")
                    : Down.missing("It exports no `down`.");
        }
        String body = code.code(part);
        Location at = code.masked().at(part.from());
        if (THROWS.matcher(body).lookingAt()) {
            return Down.of(Down.State.IRREVERSIBLE, at, "Its `down` throws an error.");
        }
        if (Code.matches(NOTHING, body)) {
            return Down.of(Down.State.EMPTY, at, "Its `down` does nothing.");
        }
        return Down.present(at, KnexCalls.of(code, part, SqlCalls.of(code, part, SQL)));
    }
}
