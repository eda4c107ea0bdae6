package oncall.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import oncall.runbook.Location;

/** Collects what the calls of a tool's own language come to in SQL, beside the SQL that stands there itself. */
final class Telling {
    private final Code code;
    private final List<SqlText> sql;
    private final List<Unreadable> unreadable;

    Telling(Code code, Script strings) {
        this.code = code;
        this.sql = new ArrayList<>(strings.sql());
        this.unreadable = new ArrayList<>(strings.unreadable());
    }

    /** Says it in SQL; where a name is not written down, that it could not be read. */
    void say(Call call, Optional<String> said) {
        if (said.isPresent()) {
            sql.add(new SqlText(code.masked().at(call.from()), said.get(), false));
        } else {
            unknown(call.from(), "What `" + call.name() + "` is done to is worked out when it runs.");
        }
    }

    void unknown(int from, String why) {
        unreadable.add(new Unreadable(code.masked().at(from), why));
    }

    Script script() {
        Comparator<Location> order = Comparator.comparingInt(Location::line).thenComparingInt(Location::column);
        sql.sort(Comparator.comparing(SqlText::at, order));
        unreadable.sort(Comparator.comparing(Unreadable::at, order));
        return new Script(sql, unreadable);
    }

    static Optional<String> column(Optional<String> table, Optional<String> column, String what) {
        return table.flatMap(t -> column.map(c -> "ALTER TABLE " + t + " " + what.replace("?", c)));
    }

    static Optional<String> table(String before, Optional<String> table, String after) {
        return table.map(name -> before + name + after);
    }
}
