package oncall.cli;

/** `oncall` alone: what one most likely wants now, well within a screen. */
final class Welcome {
    private Welcome() {}

    static Exit show(Invocation invocation) {
        invocation.page().text("""
                oncall walks you through an incident and keeps the record.

                  oncall start     something is broken: begin
                  oncall resume    go on where you left off
                  oncall status    where the open incident stands

                `oncall help` lists everything.
                """);
        return Exit.OK;
    }
}
