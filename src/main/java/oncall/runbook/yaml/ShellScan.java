package oncall.runbook.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an sh script just far enough to know which variables it uses, whether each stands in double quotes, which it
 * sets itself, and whether it hands a value to a second shell. It never runs or expands anything, and takes any text.
 */
final class ShellScan {
    /**
     * A use of a variable.
     *
     * @param safe in double quotes, or where the shell does not split (an assignment, arithmetic)
     */
    record Use(String name, boolean safe) {}

    private static final int DEEPEST = 40;
    private static final Pattern ASSIGNMENT = Pattern.compile("^([A-Za-z_][A-Za-z0-9_]*)\\+?=.*", Pattern.DOTALL);
    private static final Set<String> OPENERS =
            Set.of("if", "then", "else", "elif", "while", "until", "do", "{", "!", "time", "command", "builtin");
    private static final Set<String> SETTERS = Set.of("export", "readonly", "local", "declare", "typeset", "unset");
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ksh", "zsh", "ash");

    /** A word of a command: its letters as far as they are fixed, and whether a value is pasted into it. */
    private record Word(String letters, boolean pasted) {}

    private record HereDocument(String end, boolean expands, boolean stripTabs) {}

    private final String script;
    private int at;
    private final List<Use> uses = new ArrayList<>();
    private final Set<String> assigned = new LinkedHashSet<>();
    private boolean eval;
    private boolean secondShell;
    private boolean open;
    private final Deque<HereDocument> hereDocuments = new ArrayDeque<>();

    private ShellScan(String script) {
        this.script = script;
    }

    static ShellScan of(String script) {
        ShellScan scan = new ShellScan(script);
        while (scan.at < script.length()) {
            scan.commands('\0', 0);
            scan.at++;
        }
        return scan;
    }

    /** All uses in order. */
    List<Use> uses() {
        return uses;
    }

    /** Names the script sets itself. */
    Set<String> assigned() {
        return assigned;
    }

    /** Whether `eval` stands where a command does. */
    boolean hasEval() {
        return eval;
    }

    /** Whether a value is pasted into the script of `sh -c`. */
    boolean hasSecondShell() {
        return secondShell;
    }

    /** Whether a quote, a bracket or a here-document is never closed, or nesting is beyond reason. */
    boolean isOpen() {
        return open;
    }

    /** Reads commands up to `end`, which is left unread; NUL means the end of the script. */
    private void commands(char end, int depth) {
        if (depth > DEEPEST) {
            open = true;
            at = script.length();
            return;
        }
        List<Word> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        boolean pasted = false;
        while (at < script.length()) {
            char c = script.charAt(at);
            boolean space = c == ' ' || c == '\t' || c == '\r';
            if (space || c == '\n' || c == ';' || c == '&' || c == '|' || c == '(' || c == ')' || c == '<' || c == '>'
                    || c == end) {
                if (inWord) {
                    words.add(new Word(word.toString(), pasted));
                    word.setLength(0);
                    inWord = false;
                    pasted = false;
                }
                if (c == end) {
                    command(words);
                    return;
                }
                if (c == '\n') {
                    command(words);
                    at++;
                    hereDocuments(depth);
                } else if (c == '<' && script.startsWith("<<", at) && !script.startsWith("<<<", at)) {
                    hereDocument();
                } else {
                    if (!space && c != '<' && c != '>') {
                        command(words);
                    }
                    at++;
                }
                continue;
            }
            if (c == '#' && !inWord) {
                int line = script.indexOf('\n', at);
                at = line < 0 ? script.length() : line;
                continue;
            }
            inWord = true;
            switch (c) {
                case '\'' -> singleQuoted(word);
                case '"' -> pasted |= doubleQuoted(word, depth);
                case '\\' -> {
                    if (at + 1 < script.length() && script.charAt(at + 1) != '\n') {
                        word.append(script.charAt(at + 1));
                    }
                    at += 2;
                }
                case '$', '`' -> {
                    boolean safe = words.isEmpty() && ASSIGNMENT.matcher(word).matches();
                    expansion(safe, depth);
                    pasted = true;
                }
                default -> {
                    word.append(c);
                    at++;
                }
            }
        }
        if (inWord) {
            words.add(new Word(word.toString(), pasted));
        }
        command(words);
        if (end != '\0') {
            open = true;
        }
    }

    private void singleQuoted(StringBuilder word) {
        int close = script.indexOf('\'', at + 1);
        if (close < 0) {
            open = true;
            close = script.length() - 1;
        }
        word.append(script, Math.min(at + 1, close), close);
        at = close + 1;
    }

    private boolean doubleQuoted(StringBuilder word, int depth) {
        boolean pasted = false;
        at++;
        while (at < script.length() && script.charAt(at) != '"') {
            char c = script.charAt(at);
            if (c == '\\') {
                at += 2;
            } else if (c == '$' || c == '`') {
                pasted |= expansion(true, depth);
            } else {
                word.append(c);
                at++;
            }
        }
        if (at >= script.length()) {
            open = true;
        }
        at++;
        return pasted;
    }

    /** At `$` or a backtick. Whether a value is pasted. */
    private boolean expansion(boolean safe, int depth) {
        if (script.charAt(at) == '`') {
            at++;
            commands('`', depth + 1);
            at++;
            return true;
        }
        at++;
        if (at >= script.length()) {
            return false;
        }
        char c = script.charAt(at);
        if (script.startsWith("((", at)) {
            arithmetic(depth);
            return true;
        }
        if (c == '(') {
            at++;
            commands(')', depth + 1);
            at++;
            return true;
        }
        if (c == '{') {
            braced(safe, depth);
            return true;
        }
        String name = name();
        if (!name.isEmpty()) {
            uses.add(new Use(name, safe));
            return true;
        }
        if ("@*#?$!-0123456789".indexOf(c) >= 0) {
            at++;
            return true;
        }
        return false;
    }

    private void arithmetic(int depth) {
        at += 2;
        int brackets = 0;
        while (at < script.length()) {
            char c = script.charAt(at);
            if (c == '$' || c == '`') {
                int before = at;
                if (depth > DEEPEST) {
                    open = true;
                    at = script.length();
                    return;
                }
                expansion(true, depth + 1);
                at = Math.max(at, before + 1);
                continue;
            }
            if (c == '(') {
                brackets++;
            } else if (c == ')' && brackets-- == 0) {
                at += script.startsWith("))", at) ? 2 : 1;
                return;
            }
            at++;
        }
        open = true;
    }

    private void braced(boolean safe, int depth) {
        at++;
        if (at < script.length() && script.charAt(at) == '#') {
            at++;
        }
        String name = name();
        if (!name.isEmpty()) {
            uses.add(new Use(name, safe));
            if (script.startsWith(":=", at) || script.startsWith("=", at)) {
                assigned.add(name);
            }
        }
        StringBuilder rest = new StringBuilder();
        while (at < script.length() && script.charAt(at) != '}') {
            char c = script.charAt(at);
            if (depth > DEEPEST) {
                open = true;
                at = script.length();
                return;
            }
            if (c == '$' || c == '`') {
                expansion(safe, depth + 1);
            } else if (c == '\\') {
                at += 2;
            } else if (c == '"') {
                doubleQuoted(rest, depth + 1);
            } else if (c == '\'' && !safe) {
                singleQuoted(rest);
            } else {
                at++;
            }
        }
        if (at >= script.length()) {
            open = true;
        }
        at++;
    }

    private String name() {
        int from = at;
        while (at < script.length() && isNamePart(script.charAt(at), at > from)) {
            at++;
        }
        return script.substring(Math.min(from, script.length()), at);
    }

    private static boolean isNamePart(char c, boolean later) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || later && c >= '0' && c <= '9';
    }

    private void hereDocument() {
        at += 2;
        boolean strip = at < script.length() && script.charAt(at) == '-';
        if (strip) {
            at++;
        }
        while (at < script.length() && (script.charAt(at) == ' ' || script.charAt(at) == '\t')) {
            at++;
        }
        StringBuilder end = new StringBuilder();
        boolean quoted = false;
        while (at < script.length() && " \t\n;&|<>()".indexOf(script.charAt(at)) < 0) {
            char c = script.charAt(at++);
            if (c == '\'' || c == '"' || c == '\\') {
                quoted = true;
            } else {
                end.append(c);
            }
        }
        if (end.length() > 0) {
            hereDocuments.add(new HereDocument(end.toString(), !quoted, strip));
        }
    }

    /** Passes over the bodies that begin after a line end. */
    private void hereDocuments(int depth) {
        while (!hereDocuments.isEmpty()) {
            HereDocument document = hereDocuments.remove();
            boolean closed = false;
            while (!closed && at < script.length()) {
                int lineEnd = script.indexOf('\n', at);
                int stop = lineEnd < 0 ? script.length() : lineEnd;
                String line = script.substring(at, stop);
                closed = (document.stripTabs() ? line.stripLeading() : line).equals(document.end());
                if (!closed && document.expands()) {
                    bodyLine(line, depth);
                }
                at = Math.min(stop + 1, script.length());
            }
            open |= !closed;
        }
    }

    private void bodyLine(String line, int depth) {
        if (line.indexOf('$') < 0 && line.indexOf('`') < 0) {
            return;
        }
        ShellScan inner = new ShellScan(line);
        while (inner.at < line.length()) {
            char c = line.charAt(inner.at);
            if (c == '$' || c == '`') {
                int before = inner.at;
                inner.expansion(true, depth + 1);
                inner.at = Math.max(inner.at, before + 1);
            } else {
                inner.at += c == '\\' ? 2 : 1;
            }
        }
        uses.addAll(inner.uses);
        assigned.addAll(inner.assigned);
        eval |= inner.eval;
        secondShell |= inner.secondShell;
    }

    /** Looks at one simple command, then forgets its words. */
    private void command(List<Word> words) {
        int first = 0;
        while (first < words.size()) {
            String letters = words.get(first).letters();
            Matcher assignment = ASSIGNMENT.matcher(letters);
            if (assignment.matches()) {
                assigned.add(assignment.group(1));
            } else if (!OPENERS.contains(letters)) {
                break;
            }
            first++;
        }
        if (first < words.size()) {
            simple(words.subList(first, words.size()));
        }
        words.clear();
    }

    private void simple(List<Word> words) {
        String program = words.get(0).letters();
        List<String> rest = words.stream().skip(1).map(Word::letters).toList();
        if (program.equals("eval")) {
            eval = true;
        } else if (program.equals("for") || program.equals("read")) {
            for (String name : rest) {
                if (name.equals("in")) {
                    break;
                }
                if (!name.startsWith("-")) {
                    assigned.add(name);
                }
                if (program.equals("for")) {
                    break;
                }
            }
        } else if (program.equals("getopts") && rest.size() > 1) {
            assigned.add(rest.get(1));
        } else if (SETTERS.contains(program)) {
            rest.forEach(name -> assigned.add(name.contains("=") ? name.substring(0, name.indexOf('=')) : name));
        }
        for (int i = 0; i + 2 < words.size(); i++) {
            String word = words.get(i).letters();
            if (SHELLS.contains(word.substring(word.lastIndexOf('/') + 1))) {
                secondShell |= pastedScript(words.subList(i + 1, words.size()));
            }
        }
    }

    /** After the name of a shell: whether the word after `-c` has a value in it. */
    private static boolean pastedScript(List<Word> words) {
        for (int i = 0; i + 1 < words.size(); i++) {
            String option = words.get(i).letters();
            if (!option.startsWith("-")) {
                return false;
            }
            if (!option.startsWith("--") && option.contains("c")) {
                return words.get(i + 1).pasted();
            }
        }
        return false;
    }
}
