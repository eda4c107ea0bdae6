package oncall.walk;

import oncall.runbook.TimeReader;

/** Everything outside that a sitting uses, behind its ports. */
public record Parts(
        Prompter prompter,
        Timeline timeline,
        Clock clock,
        Commands commands,
        Trust trust,
        Changes changes,
        Renderer renderer,
        Shelf shelf,
        TimeReader times,
        PlanStore plans) {}
