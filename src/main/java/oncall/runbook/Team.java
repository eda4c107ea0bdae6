package oncall.runbook;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a team has settled by day: roles, features, default steps, the priority table, levels, messages. A top-level key
 * the file does not have is taken whole from the built-in team file.
 *
 * @param zone of local hours; empty means the zone of the machine
 * @param steps default steps of each phase; a phase not named has none
 * @param whileWaiting questions asked once, in the first wait
 * @param firstWord when the first word to the team is due, after the start
 * @param promises words that commit
 * @param askAgain when provisional answers are asked again
 * @param priority first row that matches; the last is the otherwise row
 * @param levels highest first
 * @param audiences in the order of the file
 * @param messages audience to stage to Mustache template
 * @param revertPlanRules rule id to `error`, `warning` or `off`
 * @param inherited top-level keys taken from the built-in file
 * @param source the file
 */
public record Team(
        String name,
        Optional<ZoneId> zone,
        Optional<BusinessHours> businessHours,
        Map<String, Role> roles,
        Map<String, Feature> features,
        Map<String, Environment> environments,
        Map<Phase, List<Step>> steps,
        List<Step> whileWaiting,
        Duration firstWord,
        Changes changes,
        List<String> promises,
        Duration askAgain,
        List<PriorityRow> priority,
        Map<String, Level> levels,
        Map<String, Channel> channels,
        Map<String, Audience> audiences,
        Map<String, Map<MessageStage, String>> messages,
        Fatigue fatigue,
        List<PathRule> paths,
        Map<String, String> revertPlanRules,
        Set<String> inherited,
        Source source) {
    /** The same without any step of its own. */
    public Team withoutSteps() {
        return new Team(
                name,
                zone,
                businessHours,
                roles,
                features,
                environments,
                Map.of(),
                List.of(),
                firstWord,
                changes,
                promises,
                askAgain,
                priority,
                levels,
                channels,
                audiences,
                messages,
                fatigue,
                paths,
                revertPlanRules,
                inherited,
                source);
    }

    public Team {
        roles = Ordered.copy(roles);
        features = Ordered.copy(features);
        environments = Ordered.copy(environments);
        steps = Ordered.copy(steps);
        whileWaiting = List.copyOf(whileWaiting);
        promises = List.copyOf(promises);
        priority = List.copyOf(priority);
        levels = Ordered.copy(levels);
        channels = Ordered.copy(channels);
        audiences = Ordered.copy(audiences);
        messages = Ordered.copy(messages);
        paths = List.copyOf(paths);
        revertPlanRules = Ordered.copy(revertPlanRules);
        inherited = Set.copyOf(inherited);
    }

    /** When the team works. */
    public record BusinessHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
        public BusinessHours {
            days = Set.copyOf(days);
        }
    }

    /**
     * A part somebody plays in an incident.
     *
     * @param name in words
     * @param covers the role that answers when nobody holds this one
     * @param reach ways to reach its holder, in order
     */
    public record Role(String name, Optional<String> covers, List<Reach> reach) {
        public Role {
            reach = List.copyOf(reach);
        }
    }

    /** A way to reach somebody: a command that tells who it is, or a phone number; with a note. */
    public record Reach(Optional<Command> run, Optional<String> phone, Optional<String> note) {}

    /** How much a feature matters. */
    public enum Tier {
        CORE,
        SECONDARY,
        INTERNAL;

        /** The word in files and conditions. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * An entry of the catalogue.
     *
     * @param effect what customers notice when it fails
     * @param slo the promise, share per window
     * @param customers how many use it
     */
    public record Feature(
            String name,
            Tier tier,
            Optional<String> effect,
            List<String> services,
            Optional<Slo> slo,
            Optional<Long> customers) {
        public Feature {
            services = List.copyOf(services);
        }
    }

    /** A service level objective: `99.9% per 30d`. Percent in (0, 100). */
    public record Slo(java.math.BigDecimal percent, Duration window) {}

    /** A place the product runs in, with the values commands use there. */
    public record Environment(String name, Map<String, String> values) {
        public Environment {
            values = Ordered.copy(values);
        }
    }

    /** Where to look for changes, and how far back. */
    public record Changes(Duration lookBack, List<Repository> repositories) {
        public Changes {
            repositories = List.copyOf(repositories);
        }
    }

    /** A git repository: path relative to the team file's folder, and the name shown. */
    public record Repository(String path, String name) {}

    /**
     * One row of the priority table.
     *
     * @param is a level
     * @param when what must hold; {@link Condition#ALWAYS} for the otherwise row
     * @param why the reason shown and quoted
     * @param call roles to call instead of the level's
     * @param again when a provisional result is asked again
     * @param go a phase the walk offers to go to at once
     */
    public record PriorityRow(
            String is,
            Condition when,
            String why,
            List<String> call,
            Optional<Duration> again,
            Optional<String> go,
            boolean otherwise,
            Location at) {
        public PriorityRow {
            call = List.copyOf(call);
        }
    }

    /** Whether customers are told in public. */
    public enum PublicPost {
        REQUIRED,
        DECIDE,
        NEVER
    }

    /** Whose channel an incident of a level is talked about in. */
    public enum ChannelUse {
        OWN,
        SHARED
    }

    /**
     * What a level means.
     *
     * @param coverage `24x7`, `business-hours` or `next-business-day`
     * @param call roles called when the level is first reached
     * @param updateEvery audience to how often it hears from us
     * @param revertOrReasonWithin when a revert or a reason not to is due
     * @param pause `always`, `when-stable` or `never`
     * @param postmortem when it is due; empty for none
     */
    public record Level(
            String id,
            String coverage,
            List<String> call,
            Optional<Duration> answerWithin,
            Map<String, Duration> updateEvery,
            PublicPost publicPost,
            Optional<ChannelUse> channel,
            Optional<Duration> revertOrReasonWithin,
            String pause,
            Optional<Duration> postmortem) {
        public Level {
            call = List.copyOf(call);
            updateEvery = Ordered.copy(updateEvery);
        }
    }

    /** How a message leaves the machine. `max` characters. */
    public record Channel(String name, Via via, Optional<Integer> max) {
        /** The way it leaves. */
        public sealed interface Via {}

        /** A command that gets the message on its standard input. */
        public record ByCommand(Command command) implements Via {}

        /** Copied by hand. */
        public record ByHand() implements Via {}

        /** An address taken from an environment variable. */
        public record ByWebhook(String variable) implements Via {}
    }

    /** Who gets messages. `approve` is the role that must agree; promises may be forbidden. */
    public record Audience(String name, List<String> channels, Optional<String> approve, boolean forbidPromises) {
        public Audience {
            channels = List.copyOf(channels);
        }
    }

    /** When to advise a hand-over: points with reasons; never blocks. */
    public record Fatigue(int adviseAt, int urgeAt, List<Points> points) {
        public Fatigue {
            points = List.copyOf(points);
        }
    }

    /** Points added when a condition holds, and the reason shown. */
    public record Points(int add, Condition when, String say) {}

    /** What a changed path means: a service, `migrations` or `deploy`. */
    public record PathRule(Glob glob, Optional<String> service, boolean migrations, boolean deploy) {
        /** Whether a path, from the top of its repository, is one of these. */
        public boolean matches(String path) {
            return glob.matches(path);
        }
    }
}
