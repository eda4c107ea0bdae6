package oncall.command;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The environment a command starts from: that of whoever called us. Our own variables are taken out, and what the launcher had
 * to set aside for our sake (the locale, options for any Java) is given back.
 */
public final class ChildEnvironment {
    private static final String OURS = "ONCALL_";
    private static final String LOCALE = "ONCALL_LOCALE";
    private static final String[] SET_ASIDE = {"JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS"};

    private ChildEnvironment() {}

    /** Made of our own environment. */
    public static Map<String, String> of(Map<String, String> ours) {
        Map<String, String> theirs = new LinkedHashMap<>(ours);
        if (ours.containsKey(LOCALE)) {
            String locale = ours.get(LOCALE);
            theirs.remove("LC_ALL");
            if (!locale.isEmpty()) {
                theirs.put("LC_ALL", locale);
            }
        }
        for (String name : SET_ASIDE) {
            if (ours.containsKey(OURS + name)) {
                theirs.put(name, ours.get(OURS + name));
            }
        }
        theirs.keySet().removeIf(name -> name.startsWith(OURS));
        return theirs;
    }
}
