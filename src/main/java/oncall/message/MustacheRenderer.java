package oncall.message;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.walk.Renderer;

/**
 * Renders messages with JMustache, reduced to what a message needs: `{{name}}` and the sections `{{#name}}`, `{{^name}}`. Names
 * are looked up by name only, in every section alike; nothing is ever read from a value by reflection.
 */
public final class MustacheRenderer implements Renderer {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Pattern SECTION = Pattern.compile("\\{\\{\\s*[#^]");
    private static final int MOST_SECTIONS = 200;

    @Override
    public String render(String template, Function<String, Optional<String>> values) {
        Template compiled = compile(template, new ByName(values));
        names(compiled);
        try {
            return compiled.execute(values);
        } catch (MustacheException e) {
            throw new BadTemplate("The template cannot be filled in: " + e.getMessage() + ".");
        }
    }

    @Override
    public Set<String> names(String template) {
        return names(compile(template, new ByName(name -> Optional.empty())));
    }

    private static Template compile(String template, ByName values) {
        if (template.contains("{{=")) {
            throw new BadTemplate("Delimiters cannot be changed with `{{=`; write `{{name}}`.");
        }
        Matcher section = SECTION.matcher(template);
        int sections = 0;
        while (section.find()) {
            sections++;
        }
        if (sections > MOST_SECTIONS) {
            throw new BadTemplate("The template has " + sections + " sections; " + MOST_SECTIONS + " are the most.");
        }
        try {
            return Mustache.compiler()
                    .escapeHTML(false)
                    .defaultValue(Renderer.NOT_KNOWN)
                    .withCollector(values)
                    .compile(template);
        } catch (MustacheException e) {
            throw new BadTemplate("The template does not read: " + e.getMessage() + ".");
        } catch (IndexOutOfBoundsException e) {
            throw new BadTemplate("The template has a tag without a name: `{{}}`.");
        }
    }

    private static Set<String> names(Template template) {
        Names names = new Names();
        template.visit(names);
        return names.found;
    }

    /** Finds values by name, whatever section surrounds the name. */
    private record ByName(Function<String, Optional<String>> values) implements Mustache.Collector {
        @Override
        public Iterator<?> toIterator(Object value) {
            // the library puts an empty list where a section's name has no value; our own values are strings
            return value instanceof Collection<?> none ? none.iterator() : null;
        }

        @Override
        public Mustache.VariableFetcher createFetcher(Object context, String wanted) {
            return (ignored, name) -> values.apply(name).orElse(null);
        }

        @Override
        public <K, V> Map<K, V> createFetcherCache() {
            return new HashMap<>();
        }
    }

    /** Collects names in order of first use and refuses everything else. */
    private static final class Names implements Mustache.Visitor {
        private final Set<String> found = new LinkedHashSet<>();

        private void add(String name) {
            if (name.equals("this") || !NAME.matcher(name).matches()) {
                throw new BadTemplate("`" + name + "` is not a name; names are lower-case letters, digits and `_`.");
            }
            found.add(name);
        }

        @Override
        public void visitText(String text) {
            if (text.contains("{{")) {
                throw new BadTemplate("A tag that begins with `{{` is not closed with `}}`.");
            }
        }

        @Override
        public void visitVariable(String name) {
            add(name);
        }

        @Override
        public boolean visitInclude(String name) {
            throw new BadTemplate("`{{> " + name + "}}` takes in another template; write its text here.");
        }

        @Override
        public boolean visitParent(String name) {
            throw new BadTemplate("`{{< " + name + "}}` takes in another template; write its text here.");
        }

        @Override
        public boolean visitBlock(String name) {
            throw new BadTemplate("`{{$ " + name + "}}` is a block; write `{{#" + name + "}}` for a section.");
        }

        @Override
        public boolean visitSection(String name) {
            add(name);
            return true;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            add(name);
            return true;
        }
    }
}
