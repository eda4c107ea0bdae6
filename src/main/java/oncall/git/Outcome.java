package oncall.git;

import java.util.Optional;

/** What was asked of git: known, or not and why. */
public sealed interface Outcome<T> {
    /** It is known. */
    record Known<T>(T answer) implements Outcome<T> {}

    /** It is not known, and why. */
    record Unknown<T>(Trouble why) implements Outcome<T> {}

    /** The answer, if it is known. */
    default Optional<T> value() {
        return this instanceof Known<T> known ? Optional.of(known.answer()) : Optional.empty();
    }

    /** Why it is not known. */
    default Optional<Trouble> trouble() {
        return this instanceof Unknown<T> unknown ? Optional.of(unknown.why()) : Optional.empty();
    }
}
