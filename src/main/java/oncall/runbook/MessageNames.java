package oncall.runbook;

import java.util.List;

/** Names in texts of messages whose words only a person can give, asked for as a text that uses them is shown. */
public final class MessageNames {
    /** In the order in which they are asked. Left out with Enter, one is a line less in the text and no open question. */
    public static final List<String> ASKED =
            List.of("what_changed", "doing", "ask_for", "workaround_text", "decision_needed", "data_text");

    private MessageNames() {}

    /** Whether the answer of that key fills in a text, and answers no question about the incident. */
    public static boolean isAsked(String key) {
        return ASKED.contains(key);
    }
}
