package oncall.sql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import oncall.migration.Script;
import oncall.migration.SqlText;
import oncall.migration.Unreadable;
import oncall.runbook.Location;

/** Reads a whole script, statement by statement, with both readers. */
final class ScriptReader {
    private static final int DEEPEST_TEXT = 4;

    private String text = "";
    private Lines lines = new Lines(Location.of(""), "");
    private final List<SqlFinding> findings = new ArrayList<>();
    private final List<CouldNotRead> unread = new ArrayList<>();
    /** Tables this script, or one before it in the same change, makes: no old code knows them. */
    private final Set<String> made;

    /** Tables this script gives another name. */
    private final Set<String> away = new HashSet<>();

    private final RealParser parser = new RealParser();
    private int statements;
    private boolean empty = true;

    ScriptReader(Set<String> made) {
        this.made = made;
    }

    SqlReading read(Script script) {
        try (parser) {
            for (SqlText sql : script.sql()) {
                read(sql);
            }
        }
        for (Unreadable place : script.unreadable()) {
            unread.add(new CouldNotRead(place.at(), place.why()));
        }
        Comparator<Location> order = Comparator.comparingInt(Location::line).thenComparingInt(Location::column);
        findings.sort(Comparator.comparing(SqlFinding::at, order));
        unread.sort(Comparator.comparing(CouldNotRead::at, order));
        return new SqlReading(findings, unread, statements, empty && unread.isEmpty());
    }

    /** What does not stand in the file itself is all told at the one place it comes from. */
    private void read(SqlText sql) {
        text = sql.text();
        lines = new Lines(sql.at(), text);
        int known = findings.size();
        int unknown = unread.size();
        script(text, 0, 0);
        if (!sql.exact()) {
            for (int i = known; i < findings.size(); i++) {
                findings.set(
                        i,
                        new SqlFinding(
                                findings.get(i).harm(),
                                sql.at(),
                                1,
                                findings.get(i).object()));
            }
            for (int i = unknown; i < unread.size(); i++) {
                unread.set(i, new CouldNotRead(sql.at(), unread.get(i).why()));
            }
        }
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
        heard.renamed().forEach(this::renamed);
        heard.made().forEach(name -> made(Names.last(name)));
        for (Heard.Inner inner : heard.inner()) {
            inside(inner.string(), split, depth);
        }
    }

    /** A table that takes the place of one that was renamed away before it: the rows can have been kept. */
    private void made(String name) {
        if (away.contains(name)) {
            becomes(Harm.RENAME_TABLE, name);
        }
        known(name);
    }

    /** A name that could not be read is that of no table: nothing may hide behind it. */
    private void known(String table) {
        if (!table.isEmpty()) {
            made.add(table);
        }
    }

    /** A table of this script that takes the name of one that was dropped: the same, the other way round. */
    private void renamed(Heard.Renamed renamed) {
        String from = Names.last(renamed.from());
        String to = Names.last(renamed.to());
        if (made.contains(from)) {
            becomes(Harm.DROP_TABLE, to);
        } else {
            away.add(from);
        }
        known(to);
    }

    private void becomes(Harm harm, String table) {
        findings.replaceAll(
                one -> one.harm() == harm && Names.last(one.object()).equals(table)
                        ? new SqlFinding(Harm.REBUILD_TABLE, one.at(), one.width(), one.object())
                        : one);
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
