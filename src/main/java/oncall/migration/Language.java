package oncall.migration;

/** What a migration is written in, as far as comments and strings go. */
enum Language {
    SQL("--", "/*", "*/"),
    RUBY("#", "=begin", "=end"),
    PYTHON("#", "", ""),
    SCRIPT("//", "/*", "*/");

    private final String line;
    private final String open;
    private final String close;

    Language(String line, String open, String close) {
        this.line = line;
        this.open = open;
        this.close = close;
    }

    /** What begins a comment to the end of the line. */
    String line() {
        return line;
    }

    /** What opens a longer comment; empty where there is none. */
    String open() {
        return open;
    }

    String close() {
        return close;
    }
}
