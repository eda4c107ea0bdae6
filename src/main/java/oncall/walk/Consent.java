package oncall.walk;

import java.util.Optional;
import oncall.runbook.Risk;
import oncall.walk.Prompter.Tone;

/** Leave to do something that can hurt: its target typed at a terminal, letter by letter; silence is never consent. */
final class Consent {
    private final Desk desk;
    private final Route.Stop stop;

    Consent(Desk desk, Route.Stop stop) {
        this.desk = desk;
        this.stop = stop;
    }

    /** Asks for the target; false when the person would rather not, or the target has no value. */
    boolean toGoOn(Risk risk) {
        Optional<String> target =
                risk.target().flatMap(new Variables(desk, stop)::fill).filter(text -> !text.isBlank());
        desk.tell(
                Tone.WARNING,
                "This can hurt. "
                        + risk.undo().map(undo -> "Undo: " + undo + ".").orElse(""));
        if (target.isEmpty()) {
            desk.tell(Tone.WARNING, "Its target is not known, so it cannot be confirmed here.");
            return false;
        }
        if (!desk.parts().prompter().volunteers("target")) {
            return true;
        }
        while (true) {
            Sheet sheet = Sheet.of("target", "Type " + target.get() + " to go on, or skip.")
                    .why(stop.step().text())
                    .freeText();
            String typed = desk.choose(desk.interactive() ? sheet.confirmation() : sheet);
            if (typed.equals(target.get())) {
                return true;
            }
            if (typed.equalsIgnoreCase("skip") || typed.equals("unknown") || typed.isEmpty()) {
                return false;
            }
            desk.tell("That is not " + target.get() + ". Nothing was done.");
        }
    }
}
