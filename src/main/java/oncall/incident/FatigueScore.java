package oncall.incident;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import oncall.runbook.Facts;
import oncall.runbook.Team;

/**
 * Whether it is time to hand over, by the points of the team file. The number is never shown without its reasons, and
 * never stops anybody.
 *
 * @param points the sum
 * @param reasons why, in the order of the team file
 * @param advice what follows
 */
public record FatigueScore(int points, List<String> reasons, Advice advice) {
    public FatigueScore {
        reasons = List.copyOf(reasons);
    }

    /** What follows from the points. */
    public enum Advice {
        GO_ON,
        HAND_OVER,
        HAND_OVER_NOW
    }

    /** Adds up the points whose condition holds; what is not known adds nothing. */
    public static FatigueScore of(Team.Fatigue fatigue, Facts facts) {
        List<Team.Points> holding = fatigue.points().stream()
                .filter(each -> each.when().holds(facts))
                .toList();
        int points = holding.stream().mapToInt(Team.Points::add).sum();
        Advice advice = holding.isEmpty() ? Advice.GO_ON : advice(fatigue, points);
        return new FatigueScore(points, holding.stream().map(Team.Points::say).toList(), advice);
    }

    private static Advice advice(Team.Fatigue fatigue, int points) {
        if (points >= fatigue.urgeAt()) {
            return Advice.HAND_OVER_NOW;
        }
        return points >= fatigue.adviseAt() ? Advice.HAND_OVER : Advice.GO_ON;
    }

    /** `Hand over: awake more than 16 hours; the low hours of the night.`; empty while nothing is advised. */
    public Optional<String> sentence() {
        return switch (advice) {
            case GO_ON -> Optional.empty();
            case HAND_OVER -> Optional.of("Hand over: " + because());
            case HAND_OVER_NOW -> Optional.of("Hand over now: " + because());
        };
    }

    private String because() {
        return reasons.stream().collect(Collectors.joining("; ", "", "."));
    }
}
