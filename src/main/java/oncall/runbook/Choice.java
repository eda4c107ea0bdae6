package oncall.runbook;

/** One thing that can be chosen: its id in records and conditions, and its words on the screen (at most 60). */
public record Choice(String id, String words) {}
