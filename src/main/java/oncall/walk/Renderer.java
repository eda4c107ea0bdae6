package oncall.walk;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The port to message templates (Mustache, no escaping, no partials). */
public interface Renderer {
    /**
     * The text. A name without a value prints `(not known yet)`; a section is shown when its name has one. Values are never
     * expanded again.
     */
    String render(String template, Function<String, Optional<String>> values);

    /** Every name a template uses, sections included. */
    Set<String> names(String template);
}
