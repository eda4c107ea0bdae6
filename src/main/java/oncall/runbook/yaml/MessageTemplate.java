package oncall.runbook.yaml;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.runbook.Diagnostic;

/**
 * The tags of one message text, looked at where they stand: names, and the sections `{{#name}}`, `{{^name}}`, `{{/name}}`.
 * Everything else that Mustache knows is refused, because a message is plain text with what is known put in.
 */
final class MessageTemplate {
    private static final Pattern TAG = Pattern.compile("\\{\\{(\\{?)\\s*([#^/&>!=<$*]?)\\s*([^{}]*?)\\s*(\\}?)\\}\\}");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    private final Text text;
    private final Problems problems;
    private final Set<String> names = new LinkedHashSet<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final java.util.Map<String, Integer> seen = new java.util.HashMap<>();

    private MessageTemplate(Text text, Problems problems) {
        this.text = text;
        this.problems = problems;
    }

    /** Every name the text uses, in order; what cannot be read is reported. */
    static Set<String> names(Text text, Problems problems) {
        MessageTemplate template = new MessageTemplate(text, problems);
        template.read();
        return template.names;
    }

    /** Reports names that are not among `known`. */
    static void check(Text text, Collection<String> known, Problems problems) {
        for (String name : names(text, problems)) {
            if (!known.contains(name)) {
                problems.unknownName(
                        Diagnostic.Kind.MEANING,
                        "unknown-message-name",
                        text.find(name, 0),
                        "`" + name + "` is not a name that a message can use.",
                        name,
                        known);
            }
        }
    }

    private void read() {
        Matcher tag = TAG.matcher(text.raw());
        int end = 0;
        while (tag.find()) {
            plain(text.raw().substring(end, tag.start()));
            tag(tag);
            end = tag.end();
        }
        plain(text.raw().substring(end));
        for (String name : open) {
            problems.meaning(
                    "message-section",
                    text.find("{{#" + name, 0),
                    "The section `" + name + "` is not closed.",
                    "write `{{/" + name + "}}` where it ends");
        }
    }

    private void plain(String words) {
        String stray = words.contains("{{") ? "{{" : words.contains("}}") ? "}}" : "";
        if (!stray.isEmpty()) {
            problems.meaning("message-tag", text.find(stray, 0), "A tag is not whole here.", "write `{{name}}`");
        }
    }

    private void tag(Matcher tag) {
        String whole = tag.group();
        Spot at = text.find(whole, seen.merge(whole, 1, Integer::sum) - 1);
        String kind = tag.group(2);
        String name = tag.group(3);
        if (!tag.group(1).isEmpty() || !tag.group(4).isEmpty() || kind.equals("&")) {
            problems.meaning(
                    "message-escape",
                    at,
                    "Messages are never escaped, so `" + whole + "` means nothing more than two braces do.",
                    "write `{{" + name + "}}`");
            return;
        }
        switch (kind) {
            case ">", "<", "$" ->
                problems.meaning(
                        "message-partial",
                        at,
                        "`" + whole + "` takes in another text, which is not done.",
                        "write that text here");
            case "!", "=", "*" ->
                problems.meaning(
                        "message-tag",
                        at,
                        "`" + whole + "` is not a tag that messages have.",
                        "write `{{name}}`, or `{{#name}}...{{/name}}`");
            case "/" -> close(name, at);
            default -> use(kind, name, at);
        }
    }

    private void use(String kind, String name, Spot at) {
        if (!NAME.matcher(name).matches()) {
            String what = name.isEmpty() ? "This tag has no name." : "`" + name + "` is not a name.";
            problems.meaning("message-tag", at, what, "names are small letters, digits and `_`");
            return;
        }
        names.add(name);
        if (!kind.isEmpty()) {
            open.push(name);
        }
    }

    private void close(String name, Spot at) {
        if (open.isEmpty()) {
            problems.meaning(
                    "message-section",
                    at,
                    "`{{/" + name + "}}` closes a section that is not open.",
                    "delete it, or open it with `{{#" + name + "}}`");
        } else if (!open.pop().equals(name)) {
            problems.meaning(
                    "message-section",
                    at,
                    "`{{/" + name + "}}` closes another section than the last one opened.",
                    "close them in turn, the last one first");
        }
    }
}
