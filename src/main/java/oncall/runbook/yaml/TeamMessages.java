package oncall.runbook.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import oncall.runbook.Command;
import oncall.runbook.Diagnostic;
import oncall.runbook.MessageStage;
import oncall.runbook.Team;

/** The parts of a team file about telling people: channels, audiences, the texts of messages. */
final class TeamMessages {
    /** What a message can use besides facts and roles. */
    static final List<String> NAMES = List.of(
            "me",
            "incident",
            "title",
            "effect",
            "priority",
            "why",
            "provisional",
            "minutes",
            "next_update",
            "next_update_utc",
            "started",
            "started_utc",
            "ended",
            "ended_utc",
            "duration",
            "services",
            "action",
            "action_estimate",
            "better_since",
            "watch_until",
            "parked_count",
            "impact",
            "what_changed",
            "doing",
            "ask_for",
            "workaround_text",
            "decision_needed",
            "data_text");

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

    private final Problems problems;
    private final TeamPeople people;
    private final StepReader steps;

    TeamMessages(Problems problems, TeamPeople people, StepReader steps) {
        this.problems = problems;
        this.people = people;
        this.steps = steps;
    }

    /** The key `channels`. */
    Map<String, Team.Channel> channels(Fields fields) {
        Map<String, Team.Channel> channels = new LinkedHashMap<>();
        for (Map.Entry<String, Fields> entry :
                fields.maps(people.ids(fields, "a channel")).entrySet()) {
            Fields channel = entry.getValue();
            channel.only("a channel", List.of("run", "copy", "webhook-from", "max"));
            Optional<Integer> max = channel.whole("max", 40, 1_000_000).map(Long::intValue);
            Optional<Team.Channel.Via> via = via(channel);
            if (via.isPresent()) {
                channels.put(entry.getKey(), new Team.Channel(entry.getKey(), via.get(), max));
            }
        }
        return channels;
    }

    private Optional<Team.Channel.Via> via(Fields channel) {
        long ways = List.of("run", "copy", "webhook-from").stream()
                .filter(channel::has)
                .count();
        if (ways != 1) {
            problems.format(
                    "channel-way",
                    channel.at(),
                    "A channel has one way out.",
                    "write one of `run: [...]`, `copy: true`, `webhook-from: NAME`");
            return Optional.empty();
        }
        if (channel.has("run")) {
            Optional<Command> command = channel.part("run").flatMap(part -> steps.command("run", part));
            return command.map(Team.Channel.ByCommand::new);
        }
        if (channel.has("copy")) {
            Optional<Text> copy = channel.text("copy");
            if (copy.flatMap(Text::bool).filter(is -> !is).isPresent()) {
                problems.format(
                        "channel-way",
                        copy.get().at(),
                        "`copy: false` leaves the channel without a way out.",
                        "write `copy: true`");
            }
            return Optional.of(new Team.Channel.ByHand());
        }
        return channel.text("webhook-from")
                .filter(this::isVariable)
                .map(text -> new Team.Channel.ByWebhook(text.raw()));
    }

    private boolean isVariable(Text name) {
        boolean good = VARIABLE.matcher(name.raw()).matches();
        if (!good) {
            problems.format(
                    "bad-variable",
                    name.at(),
                    "`webhook-from` is the name of an environment variable, never the address itself.",
                    "write `webhook-from: STATUS_PAGE_URL` and set that variable");
        }
        return good;
    }

    /** The key `audiences`. */
    Map<String, Team.Audience> audiences(Fields fields) {
        Map<String, Team.Audience> audiences = new LinkedHashMap<>();
        for (Map.Entry<String, Fields> entry :
                fields.maps(people.ids(fields, "an audience")).entrySet()) {
            Fields audience = entry.getValue();
            audience.only("an audience", List.of("name", "channels", "approve", "forbid-promises"));
            audience.require("channels", "An audience", "[paste]");
            String name = audience.line("name", "`name`", 60).orElse(entry.getKey());
            List<String> channels = TeamPeople.words(audience.texts("channels"));
            audiences.put(
                    entry.getKey(),
                    new Team.Audience(name, channels, audience.words("approve"), audience.flag("forbid-promises")));
        }
        return audiences;
    }

    /** The key `messages`. */
    Map<String, Map<MessageStage, String>> messages(Fields fields) {
        Map<String, Map<MessageStage, String>> messages = new LinkedHashMap<>();
        for (Map.Entry<String, Fields> audience : fields.maps(fields.names()).entrySet()) {
            messages.put(audience.getKey(), stages(audience.getValue()));
        }
        return messages;
    }

    /** The texts of one audience. */
    Map<MessageStage, String> stages(Fields stages) {
        List<String> words = new ArrayList<>();
        Map<MessageStage, String> texts = new EnumMap<>(MessageStage.class);
        for (MessageStage stage : MessageStage.values()) {
            words.add(stage.word());
            Optional<Text> text = stages.text(stage.word());
            if (text.isPresent()) {
                texts.put(stage, text.get().raw());
            }
        }
        stages.only("the messages of an audience", words);
        return texts;
    }

    /** Reports what the texts use and cannot, and texts for nobody. */
    void check(Fields fields, Collection<String> audiences, Collection<String> known) {
        for (String audience : fields.names()) {
            if (!audiences.contains(audience)) {
                problems.unknownName(
                        Diagnostic.Kind.MEANING,
                        "unknown-audience",
                        fields.keyAt(audience),
                        "`" + audience + "` is not one of the audiences.",
                        audience,
                        audiences);
            }
            if (fields.part(audience).orElse(null) instanceof Fields stages) {
                for (MessageStage stage : MessageStage.values()) {
                    if (stages.part(stage.word()).orElse(null) instanceof Text text) {
                        MessageTemplate.check(text, known, problems);
                    }
                }
            }
        }
    }
}
