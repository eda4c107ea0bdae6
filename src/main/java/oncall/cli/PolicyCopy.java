package oncall.cli;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import oncall.incident.Course;
import oncall.incident.Event;
import oncall.incident.Incident;
import oncall.incident.Policy;
import oncall.incident.TimelineRecord;
import oncall.runbook.Team;
import oncall.runbook.Value;
import oncall.walk.Standing;

/** Reads what a document needs of the team and the books from the copies that an incident keeps. */
final class PolicyCopy {
    private final Incident incident;
    private final Team team;
    private final Standing standing;

    private PolicyCopy(Incident incident, Copies copies) {
        this.incident = incident;
        this.team = copies.opened().team();
        this.standing = new Standing(
                incident,
                copies.shelf(),
                team,
                copies.opened().book(),
                Course.of(incident).end(),
                incident.zone(),
                "",
                1);
    }

    /** What the copies say; nothing of the machine it is read on goes into it. */
    static Policy of(Incident incident, Copies copies) {
        return new PolicyCopy(incident, copies).policy();
    }

    private Policy policy() {
        Map<String, Policy.Level> levels = new LinkedHashMap<>();
        team.levels()
                .forEach((id, level) -> levels.put(
                        id, new Policy.Level(level.postmortem(), level.revertOrReasonWithin(), level.updateEvery())));
        Map<String, String> roles = new LinkedHashMap<>();
        team.roles().forEach((id, role) -> roles.put(id, role.name()));
        Map<String, String> audiences = new LinkedHashMap<>();
        team.audiences().forEach((id, audience) -> audiences.put(id, audience.name()));
        return new Policy(
                team.zone().map(java.time.ZoneId::getId),
                team.businessHours().map(Team.BusinessHours::days).orElse(Set.of()),
                Optional.of(team.firstWord()).filter(length -> !length.isZero()),
                levels,
                roles,
                audiences,
                feature(),
                questions());
    }

    private Optional<Policy.Feature> feature() {
        return incident.given("feature")
                .filter(given -> !given.isUnknown())
                .flatMap(Incident.Given::value)
                .map(Value::single)
                .flatMap(id -> Optional.ofNullable(team.features().get(id)))
                .map(feature -> new Policy.Feature(
                        feature.name(),
                        feature.tier().word(),
                        feature.effect(),
                        feature.slo().map(Team.Slo::percent),
                        feature.slo().map(Team.Slo::window),
                        feature.customers()));
    }

    private Map<String, Policy.Question> questions() {
        Map<String, Policy.Question> questions = new LinkedHashMap<>();
        for (String key : keys()) {
            standing.step(key)
                    .ifPresent(step -> questions.put(key, new Policy.Question(step.text(), standing.choices(step))));
        }
        return questions;
    }

    /** Every step that the record names. */
    private Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        for (TimelineRecord each : incident.records()) {
            each.entry().step().ifPresent(keys::add);
            Event event = each.event();
            if (event instanceof Event.Decision decision) {
                keys.addAll(decision.known().keySet());
            } else if (event instanceof Event.Jump jump) {
                keys.add(jump.to());
                keys.addAll(jump.left());
            } else if (event instanceof Event.Park park) {
                park.step().ifPresent(keys::add);
            }
        }
        return keys.stream().filter(key -> !key.isEmpty()).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
