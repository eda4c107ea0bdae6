package oncall.runbook.yaml;

/** Puts words into quotes so that YAML reads back exactly them. */
final class Quotes {
    private Quotes() {}

    static String around(String words) {
        if (!words.contains("\"") && !words.contains("\\")) {
            return '"' + words + '"';
        }
        return "'" + words.replace("'", "''") + "'";
    }
}
