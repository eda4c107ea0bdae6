package oncall.sql;

import java.util.List;

/** A place in the tokens of one statement that moves forward. */
final class Cursor {
    private final List<Token> tokens;
    private int at;

    Cursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    boolean done() {
        return at >= tokens.size();
    }

    int left() {
        return tokens.size() - at;
    }

    /** The token here, or the last one. */
    Token here() {
        return tokens.get(Math.min(at, tokens.size() - 1));
    }

    Token next() {
        Token token = here();
        at++;
        return token;
    }

    /** The word here in upper case; empty at the end and for what is no word. */
    String word() {
        return done() ? "" : here().upper();
    }

    boolean at(String word) {
        return !done() && here().is(word);
    }

    /** Goes past these words if they all stand here. */
    boolean take(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (at + i >= tokens.size() || !tokens.get(at + i).is(words[i])) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    /** Goes past one of these words. */
    boolean takeAny(String... words) {
        for (String word : words) {
            if (take(word)) {
                return true;
            }
        }
        return false;
    }

    boolean take(char sign) {
        if (!done() && here().sign(sign)) {
            at++;
            return true;
        }
        return false;
    }

    boolean sees(char sign) {
        return !done() && here().sign(sign);
    }

    /** Goes past `IF EXISTS` and `IF NOT EXISTS`. */
    void existence() {
        if (!take("IF", "NOT", "EXISTS")) {
            take("IF", "EXISTS");
        }
    }

    /** Goes past a name with its dots; empty when none stands here. */
    String name() {
        if (done() || !here().named()) {
            return "";
        }
        StringBuilder name = new StringBuilder(next().bare());
        while (!done() && here().sign('.') && at + 1 < tokens.size()) {
            at++;
            if (here().sign('.')) {
                continue;
            }
            name.append('.').append(here().named() ? here().bare() : here().text());
            at++;
        }
        return name.toString();
    }

    /** Goes past brackets that open here, and all inside. */
    void brackets() {
        int depth = 0;
        do {
            if (here().sign('(')) {
                depth++;
            } else if (here().sign(')')) {
                depth--;
            }
            at++;
        } while (depth > 0 && !done());
    }

    /** The tokens from here to a comma outside brackets, or to the end; goes past that comma. */
    List<Token> untilComma() {
        int from = at;
        int depth = 0;
        while (!done() && (depth > 0 || !here().sign(','))) {
            depth += here().sign('(') ? 1 : here().sign(')') ? -1 : 0;
            if (depth < 0) {
                break;
            }
            at++;
        }
        List<Token> part = tokens.subList(from, at);
        at++;
        return part;
    }

    List<Token> rest() {
        return tokens.subList(Math.min(at, tokens.size()), tokens.size());
    }
}
