package oncall.migration;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.runbook.Location;

/** `db/migrate/20240131120000_add_note_to_orders.rb`, with `change`, or with `up` and `down`. */
final class Rails implements Recogniser {
    private static final Pattern PATH =
            Pattern.compile("(?:.*/)?(?:db/)?(?:\\w+_)?migrate/(?:.*/)?(\\d{3,})_(\\w+)(?:\\.\\w+)?\\.rb");
    private static final Pattern CHANGE = Pattern.compile("\\bdef\\s+change\\b[^\\n]*");
    private static final Pattern UP = Pattern.compile("\\bdef\\s+(?:self\\.)?up\\b[^\\n]*");
    private static final Pattern DOWN = Pattern.compile("\\bdef\\s+(?:self\\.)?down\\b(?:\\s*\\(\\s*\\))?");
    private static final Pattern RAISE = Pattern.compile("\\braise\\b[^\\n]*");
    private static final Pattern SQL = Pattern.compile(
            "\\b(?:execute|exec_query|exec_update|exec_delete|safety_assured\\s*\\{\\s*execute)\\b\\s*\\(?");
    private static final Pattern EMPTY = Pattern.compile("[\\s;]*(?:nil|true|end|#)?[\\s;]*(?:end)?[\\s;]*");
    private static final Pattern TWO_WAYS =
            Pattern.compile("\\breversible\\b[^\\n]*|\\bup_only\\b[^\\n]*|\\brevert\\b[^\\n]*");

    /** What `change` cannot turn round: the call, and what it would need besides to be turned round. */
    private record OneWay(Pattern call, Pattern unless, String why) {}

    private static final List<OneWay> ONE_WAY = List.of(
            new OneWay(call("change_column"), never(), "`change_column` in `change` cannot be turned round"),
            new OneWay(call("execute"), never(), "`execute` in `change` cannot be turned round"),
            new OneWay(
                    call("remove_column"),
                    Pattern.compile("remove_column\\W+[^,\\n]+,[^,\\n]+,\\s*[^\\s#][^\\n]*"),
                    "`remove_column` without the type of the column cannot be turned round"),
            new OneWay(
                    call("remove_columns"),
                    Pattern.compile("remove_columns[^\\n]*type:[^\\n]*"),
                    "`remove_columns` without a type cannot be turned round"),
            new OneWay(
                    call("drop_table"),
                    Pattern.compile("drop_table\\b[^\\n]*(?:\\bdo\\b|\\{)[^\\n]*"),
                    "`drop_table` without its columns cannot be turned round"),
            new OneWay(
                    call("change_column_default"),
                    Pattern.compile("change_column_default\\b[^\\n]*\\bfrom:[^\\n]*"),
                    "`change_column_default` without `from:` and `to:` cannot be turned round"),
            new OneWay(
                    call("change_column_comment"),
                    Pattern.compile("change_column_comment\\b[^\\n]*\\bfrom:[^\\n]*"),
                    "`change_column_comment` without `from:` and `to:` cannot be turned round"),
            new OneWay(
                    call("remove_index"),
                    Pattern.compile("remove_index\\W+[^,\\n]+,\\s*+(?!name:)[^\\n]*"),
                    "`remove_index` without its columns cannot be turned round"));

    private static Pattern call(String name) {
        return Pattern.compile("(?<![\\w.:])" + name + "\\b[^\\n]*(?:,[ \\t]*\\n[^\\n]*){0,40}");
    }

    private static Pattern never() {
        return Pattern.compile("(?!)");
    }

    @Override
    public boolean look(String path, Tree tree, Found found) {
        Matcher name = PATH.matcher(path);
        if (!name.matches()) {
            return false;
        }
        found.take(path);
        Location at = Location.of(path);
        Order order = new Order(Tree.folder(path), List.of(new BigInteger(name.group(1))), name.group(2), 0);
        Optional<String> text = tree.code(path);
        Script forward;
        Down down;
        if (text.isEmpty()) {
            found.irregular(
                    Irregularity.Kind.UNREADABLE, at, "This migration could not be read, or is longer than 256 KiB.");
            forward = new Script(
                    List.of(),
                    List.of(new Unreadable(at, "This migration could not be read, or is longer than 256 KiB.")));
            down = Down.of(Down.State.UNKNOWN, at, "This migration could not be read, or is longer than 256 KiB.");
        } else {
            Code code = new Code(new Masked(path, text.get(), Language.RUBY));
            forward = code.indented(CHANGE)
                    .or(() -> code.indented(UP))
                    .map(part -> forward(code, part))
                    .orElseGet(() -> new Script(
                            List.of(), List.of(new Unreadable(at, "Neither `change` nor `up` was found in it."))));
            down = down(code, at);
        }
        found.add(new Migration(Layout.RAILS, name.group(1), Tree.words(name.group(2)), at, forward, down, order));
        return true;
    }

    private static Script forward(Code code, Code.Part part) {
        return RailsCalls.of(code, part, SqlCalls.of(code, part, SQL));
    }

    private static Down down(Code code, Location whole) {
        Optional<Code.Part> down = code.indented(DOWN);
        if (down.isPresent()) {
            return written(code, down.get());
        }
        Optional<Code.Part> change = code.indented(CHANGE);
        if (change.isPresent()) {
            return turnedRound(code, change.get());
        }
        if (code.indented(UP).isPresent()) {
            return Down.missing("It has an `up` and no `down`: Rails takes it as undone and does nothing.");
        }
        Optional<Location> unclosed = code.masked().unclosed();
        return Down.of(
                Down.State.UNKNOWN,
                unclosed.orElse(whole),
                unclosed.isPresent()
                        ? "A text that opens here does not end."
                        : "Neither `change` nor `down` was found in it.");
    }

    private static Down written(Code code, Code.Part part) {
        String body = code.code(part);
        Location at = code.masked().at(part.from());
        Matcher raise = RAISE.matcher(body);
        if (raise.find() && body.substring(0, raise.start()).isBlank()) {
            return Down.of(
                    Down.State.IRREVERSIBLE,
                    code.masked().at(part.from() + raise.start()),
                    "Its `down` raises an error.");
        }
        if (EMPTY.matcher(body).matches()) {
            return Down.of(Down.State.EMPTY, at, "Its `down` does nothing.");
        }
        return Down.present(at, forward(code, part));
    }

    /** Rails works the way back out of `change`, as long as every call in it has one. */
    private static Down turnedRound(Code code, Code.Part part) {
        String body = code.code(part);
        if (EMPTY.matcher(body).matches()) {
            return Down.of(Down.State.EMPTY, code.masked().at(part.from()), "Its `change` does nothing.");
        }
        String own = withoutTwoWays(body);
        for (OneWay way : ONE_WAY) {
            Matcher call = way.call().matcher(own);
            while (call.find()) {
                if (!way.unless().matcher(call.group().replace('\n', ' ')).lookingAt()) {
                    return Down.of(
                            Down.State.IRREVERSIBLE,
                            code.masked().at(part.from() + call.start()),
                            way.why() + ": Rails refuses.");
                }
            }
        }
        Location at = code.masked().at(part.from());
        return new Down(
                Down.State.PRESENT, Optional.of(at), "Rails works it out from `change`.", RailsCalls.back(code, part));
    }

    /** Blanks what says itself how it goes back: the lines under `reversible do`, deeper than it. */
    private static String withoutTwoWays(String body) {
        StringBuilder own = new StringBuilder(body);
        Matcher block = TWO_WAYS.matcher(body);
        int done = 0;
        while (block.find()) {
            if (block.start() < done) {
                continue;
            }
            int line = body.lastIndexOf('\n', block.start()) + 1;
            int indent = block.start() - line;
            int end = block.end();
            while (end < body.length()) {
                int next = body.indexOf('\n', end + 1);
                next = next < 0 ? body.length() : next;
                String text = body.substring(Math.min(end + 1, body.length()), next);
                boolean deeper =
                        text.isBlank() || text.length() - text.stripLeading().length() > indent;
                if (!deeper) {
                    break;
                }
                end = next;
            }
            for (int i = block.start(); i < end; i++) {
                own.setCharAt(i, own.charAt(i) == '\n' ? '\n' : ' ');
            }
            done = end;
        }
        return own.toString();
    }
}
