package oncall.walk;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The port to message templates (Mustache, no escaping, no partials). */
public interface Renderer {
    /** What a name without a value prints. */
    String NOT_KNOWN = "(not known yet)";

    /**
     * The text. A name without a value prints {@link #NOT_KNOWN}; a section is shown when its name has one. Values are never
     * expanded again.
     *
     * @throws BadTemplate when the template does not read
     */
    String render(String template, Function<String, Optional<String>> values);

    /**
     * Every name a template uses, sections included, in order of first use.
     *
     * @throws BadTemplate when the template does not read
     */
    Set<String> names(String template);

    /** A template that cannot be used; the message is one sentence that says why. */
    final class BadTemplate extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** @param message one sentence */
        public BadTemplate(String message) {
            super(message);
        }
    }
}
