package oncall.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NoReturnWrittenTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no-return: none | NONE",
                "no-return: {at: none, why: \"the column is only added\"} | NONE",
                "no-return: {none: \"true\", why: \"the column is only added\"} | NONE",
                "no-return: {at: \"none\"} | AT",
                "no-return: {after-migration: \"0044\"} | AFTER_MIGRATION",
                "no-return: {after-step: undo} | AFTER_STEP"
            })
    void none_is_none_however_it_is_written(String line, RevertPlan.Kind kind) {
        RevertPlan plan = PlanSetting.plan(PlanSetting.with(line));
        assertEquals(Optional.of(kind), plan.deciding().noReturn().map(RevertPlan.PointOfNoReturn::kind));
        assertEquals(
                kind == RevertPlan.Kind.NONE,
                plan.deciding()
                        .noReturn()
                        .flatMap(RevertPlan.PointOfNoReturn::words)
                        .isEmpty());
    }
}
