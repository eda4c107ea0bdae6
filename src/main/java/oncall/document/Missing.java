package oncall.document;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.runbook.MessageNames;
import oncall.runbook.Milestone;

/** What whoever writes the postmortem would look for in vain. */
public final class Missing {
    private static final int NAMED = 6;

    private Missing() {}

    /** At most five lines, the first a heading; none when nothing is missing. */
    public static List<String> lines(Incident incident) {
        List<String> missing = new ArrayList<>();
        if (!incident.outcomeUnknown().isEmpty()) {
            missing.add("  what came of: "
                    + some(incident.outcomeUnknown().stream()
                            .map(each -> each.entry().step().map(Lines::one).orElse(each.id()))
                            .toList()));
        }
        List<String> times = new ArrayList<>();
        if (!known(incident, "since") && !incident.milestones().containsKey(Milestone.STARTED)) {
            times.add("when it started");
        }
        if (!incident.milestones().containsKey(Milestone.MITIGATED)
                && !incident.milestones().containsKey(Milestone.RECOVERED)) {
            times.add("when it got better");
        }
        if (!times.isEmpty()) {
            missing.add("  " + String.join(", ", times));
        }
        if (!known(incident, "customers_number") && !known(incident, "customers")) {
            missing.add("  how many customers were hit");
        }
        List<String> unknown = unknown(incident);
        if (!unknown.isEmpty()) {
            missing.add("  answers to: " + some(unknown));
        }
        if (!missing.isEmpty()) {
            missing.add(0, "For the postmortem there is no record yet of");
        }
        return List.copyOf(missing);
    }

    private static boolean known(Incident incident, String fact) {
        return incident.given(fact).filter(given -> !given.isUnknown()).isPresent();
    }

    /** Questions answered "don't know", and the change where nobody got as far. */
    private static List<String> unknown(Incident incident) {
        Set<String> unknown = new LinkedHashSet<>();
        incident.givens().stream()
                .filter(given -> given.isUnknown() && given.event() instanceof Event.Answer)
                .map(Incident.Given::key)
                .filter(key -> !MessageNames.isAsked(key))
                .filter(key -> !key.equals("since") && !key.equals("customers") && !key.equals("customers_number"))
                .forEach(key -> unknown.add(Lines.one(key)));
        if (incident.given("change").isEmpty()) {
            unknown.add("change");
        }
        return List.copyOf(unknown);
    }

    private static String some(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }
}
