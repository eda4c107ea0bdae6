package oncall.plan;

import java.time.Duration;
import oncall.runbook.Location;

/** A duration of a plan, longer than nothing, and where it stands. */
public record Span(Duration length, Location at) {}
