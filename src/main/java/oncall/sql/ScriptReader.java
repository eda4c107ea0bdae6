package oncall.sql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import oncall.runbook.Location;

/** Reads a whole script, statement by statement, with both readers. */
final class ScriptReader {
    private static final int DEEPEST_TEXT = 4;

    private final String text;
    private final Lines lines;
    private final List<SqlFinding> findings = new ArrayList<>();
    private final List<CouldNotRead> unread = new ArrayList<>();
    /** Tables this very script makes: no old code knows them. */
    private final Set<String> made = new HashSet<>();

    private final RealParser parser = new RealParser();
    private int statements;
    private boolean empty = true;

    ScriptReader(Location start, String text) {
        this.text = text;
        this.lines = new Lines(start, text);
    }

    SqlReading read() {
        try (parser) {
            script(text, 0, 0);
        }
        Comparator<Location> order = Comparator.comparingInt(Location::line).thenComparingInt(Location::column);
        findings.sort(Comparator.comparing(SqlFinding::at, order));
        unread.sort(Comparator.comparing(CouldNotRead::at, order));
        return new SqlReading(findings, unread, statements, empty && unread.isEmpty());
    }

    private void script(String part, int base, int depth) {
        Splitter split = Splitter.split(part, base);
        for (Splitter.Unread place : split.unread()) {
            unread.add(new CouldNotRead(lines.at(place.at()), place.why()));
        }
        for (Splitter.Statement statement : split.statements()) {
            statements++;
            statement(statement, split, depth);
        }
    }

    private void statement(Splitter.Statement statement, Splitter split, int depth) {
        Heard heard = StatementReader.read(statement.tokens());
        empty &= heard.isNothing();
        List<Act> acts = new ArrayList<>(heard.acts());
        boolean known = heard.known();
        if (!heard.isPlain() || !known) {
            Optional<List<RealParser.Spotted>> parsed =
                    parser.read(text.substring(statement.start(), statement.end()), deepest(statement.tokens()));
            known |= parsed.isPresent() && !heard.isUnknowable();
            parsed.ifPresent(all -> join(acts, all, statement.tokens()));
        }
        if (!known) {
            unread.add(new CouldNotRead(lines.at(heard.unknownAt().start()), heard.why()));
        }
        for (Act act : acts) {
            if (!made.contains(act.table())) {
                findings.add(new SqlFinding(
                        act.harm(),
                        lines.at(act.at().start()),
                        lines.width(act.at().start(), act.at().end()),
                        act.object()));
            }
        }
        heard.made().forEach(name -> made.add(Names.last(name)));
        for (Heard.Inner inner : heard.inner()) {
            inside(inner.string(), split, depth);
        }
    }

    private void inside(Token string, Splitter split, int depth) {
        Optional<String> text = split.inside(string);
        if (depth >= DEEPEST_TEXT || text.isEmpty()) {
            unread.add(new CouldNotRead(lines.at(string.start()), "The SQL in this text is too deep inside others."));
            return;
        }
        script(text.get(), string.start() + split.opening(string), depth + 1);
    }

    /** Adds what only the parser saw, at the first token that names it. */
    private static void join(List<Act> acts, List<RealParser.Spotted> spotted, List<Token> tokens) {
        Set<String> keys = new HashSet<>();
        acts.forEach(act -> keys.add(act.key()));
        for (RealParser.Spotted one : spotted) {
            String last = Names.last(one.object());
            Token at = tokens.stream()
                    .filter(token -> token.named() && Names.plain(token.bare()).equals(last))
                    .findFirst()
                    .orElse(tokens.get(0));
            Act act = new Act(one.harm(), one.object(), at);
            if (keys.add(act.key())) {
                acts.add(act);
            }
        }
    }

    private static int deepest(List<Token> tokens) {
        int deepest = 0;
        int depth = 0;
        for (Token token : tokens) {
            depth += token.sign('(') ? 1 : token.sign(')') ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }
}
