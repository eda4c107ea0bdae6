/**
 * Revert plans: what a plan says ({@link oncall.plan.RevertPlan}), the rules it is judged by ({@link oncall.plan.Rules}), and the
 * verdict ({@link oncall.plan.Verdict}). Pure: files, the clock and the machine come in through {@link oncall.plan.Surroundings}.
 */
package oncall.plan;
