package oncall.cli;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import oncall.document.PostmortemDate;
import oncall.incident.Incident;
import oncall.incident.Policy;
import oncall.plan.RevertPlan;
import oncall.runbook.Runbook;
import oncall.runbook.Step;
import oncall.runbook.Team;
import oncall.timeline.FileTimeline;
import oncall.walk.PlanSteps;
import oncall.walk.SixLines;

/**
 * What a document needs of the team and the books, from the copies that an incident keeps. Nothing of the machine it is read on
 * goes into it, so the same incident says the same everywhere.
 */
final class PolicyCopy {
    private final Copies copies;
    private final Team team;
    private final Map<String, Policy.Question> questions = new LinkedHashMap<>();

    private PolicyCopy(Copies copies) {
        this.copies = copies;
        this.team = copies.opened().team();
    }

    /** What the copies of an incident say; empty where they are missing or damaged. */
    static Optional<Policy> of(Invocation invocation, FileTimeline timeline) {
        return of(invocation, Kept.of(timeline));
    }

    /** The same of what an incident keeps. */
    static Optional<Policy> of(Invocation invocation, Kept timeline) {
        try {
            Bookshelf files =
                    new Bookshelf(invocation.places(), invocation.environs().folder());
            return Optional.of(new PolicyCopy(Copies.of(timeline, files)).policy());
        } catch (Failure | Unreadable gone) {
            return Optional.empty();
        }
    }

    /** When the postmortem of a closed incident is due, and how to begin with it; empty while it is open. */
    static Optional<String> due(Invocation invocation, FileTimeline timeline, Incident incident) {
        if (incident.state() != Incident.State.CLOSED) {
            return Optional.empty();
        }
        String command = "To begin with it: oncall postmortem " + incident.id();
        return Optional.of(of(invocation, timeline)
                .flatMap(policy -> PostmortemDate.line(incident, policy, incident.zone()))
                .map(line -> line + " " + command)
                .orElse("Postmortem: no rule on record says when. " + command));
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
        Map<String, Policy.Feature> features = new LinkedHashMap<>();
        team.features().forEach((id, feature) -> features.put(id, feature(feature)));
        questions();
        return new Policy(
                team.zone().map(ZoneId::getId),
                team.businessHours().map(Team.BusinessHours::days).orElse(Set.of()),
                Optional.of(team.firstWord()).filter(length -> !length.isZero()),
                copies.opened().book().effect(),
                levels,
                roles,
                audiences,
                features,
                questions);
    }

    private static Policy.Feature feature(Team.Feature feature) {
        return new Policy.Feature(
                feature.name(),
                feature.tier().word(),
                feature.effect(),
                feature.slo().map(Team.Slo::percent),
                feature.slo().map(Team.Slo::window),
                feature.customers());
    }

    /** By the key they have on record; those of a followed book or plan have its name in front. */
    private void questions() {
        team.steps().values().forEach(steps -> add("", steps));
        add("", team.whileWaiting());
        add("", SixLines.questions());
        book("", copies.opened().book());
        for (Runbook each : copies.shelf().pinnedBooks().values()) {
            book(each.name() + "/", each);
        }
        for (RevertPlan each : copies.shelf().pinnedPlans().values()) {
            add(each.name() + "/", PlanSteps.all(each));
        }
    }

    private void book(String prefix, Runbook book) {
        if (prefix.isEmpty() || !book.name().equals(copies.opened().book().name())) {
            book.phases().values().forEach(steps -> add(prefix, steps));
        }
    }

    private void add(String prefix, List<Step> steps) {
        for (Step step : steps) {
            questions.put(prefix + step.id(), new Policy.Question(step.text(), choices(step)));
            add(prefix, step.inside());
        }
    }

    private Map<String, String> choices(Step step) {
        Map<String, String> choices = new LinkedHashMap<>();
        if (step instanceof Step.Ask ask) {
            switch (ask.type()) {
                case FEATURE -> team.features().forEach((id, feature) -> choices.put(id, feature.name()));
                case CHOICE, MULTI -> ask.choices().forEach(choice -> choices.put(choice.id(), choice.words()));
                case YES_NO, TEXT, NUMBER, RANGE, DURATION, TIME, VERSION, URL, NAME, CHANGE -> {}
            }
        } else if (step instanceof Step.Decide decide) {
            decide.options().forEach(option -> choices.put(option.id(), option.text()));
        }
        return choices;
    }
}
