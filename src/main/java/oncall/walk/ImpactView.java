package oncall.walk;

import java.util.List;
import java.util.Optional;
import oncall.incident.Impact;
import oncall.incident.ImpactWords;

/** The impact estimate as it stands on the screen and in messages. */
final class ImpactView {
    private final Desk desk;

    ImpactView(Desk desk) {
        this.desk = desk;
    }

    private Impact impact() {
        return Impact.of(desk.incident(), desk.team(), desk.now());
    }

    List<String> lines() {
        return ImpactWords.lines(impact(), desk::minute);
    }

    /** The lines, once there is a number to show. */
    List<String> known() {
        return line().isPresent() ? lines() : List.of();
    }

    Optional<String> line() {
        return ImpactWords.line(impact());
    }
}
