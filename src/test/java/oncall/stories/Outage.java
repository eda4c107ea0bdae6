package oncall.stories;

import java.util.LinkedHashMap;
import java.util.Map;

/** What an engineer answers in a night with the built-in team and the general procedure. */
final class Outage {
    private Outage() {}

    /** What the walk itself asks, whatever the book: calls and messages. */
    static Map<String, String> engine() {
        Map<String, String> table = new LinkedHashMap<>();
        table.put("Tell the team you have it?", "1");
        table.put("Who answered?", "2");
        table.put("What is new since last time?", "");
        table.put("What are you doing now?", "reading the logs");
        table.put("What do you need from others?", "");
        table.put("What can customers do meanwhile?", "");
        table.put("What must managers decide?", "");
        table.put("What should customers know about their data?", "");
        table.put("What do customers notice? In their words.", "orders fail");
        table.put("Who agreed to this text?", "");
        table.put("Send this to", "1");
        table.put("Tell everybody that it is over?", "1");
        table.put("How many customers, as far as you know?", "14");
        table.put("What share of requests fails?", "?");
        table.put("How is that known?", "2");
        table.put("When did you last wake up?", "07:00");
        table.put("Who saw it first?", "1");
        return table;
    }

    /** The team's own questions: a core feature, many customers, nothing to undo. */
    static Map<String, String> team() {
        Map<String, String> table = engine();
        table.put("What is broken?", "payments fail");
        table.put("Can we see it ourselves?", "2");
        table.put("Which part is hit?", "3");
        table.put("How many customers?", "3");
        table.put("Is data lost, wrong, or shown to the wrong people?", "1");
        table.put("When did it start?", "16:50");
        table.put("What changed before that?", "none");
        table.put("Does it work for a customer, and are the graphs normal?", "1");
        table.put("Was any data lost or changed?", "1");
        table.put("Put back what you left behind", "1");
        table.put("Close the incident?", "1");
        return table;
    }

    /** Everything the book `outage` asks, to its end. */
    static Map<String, String> whole() {
        Map<String, String> table = team();
        table.put("What is odd?", "1");
        table.put("Which of these is ill?", "1");
        table.put("Look for something that ran out.", "1");
        table.put("What is the least risky thing that eases it?", "3");
        table.put("Do it, one place first, and watch.", "1");
        table.put("Is it better?", "1");
        return table;
    }
}
