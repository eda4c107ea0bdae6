package oncall.document;

/** Text inside XML 1.0: what XML cannot hold, or a reader could not see, is spelled out. */
final class Xml {
    private Xml() {}

    /** Between tags. */
    static String text(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        Spelling.out(text).codePoints().forEach(point -> append(point, out));
        return out.toString();
    }

    /** The value of an attribute, in its double quotes; line ends are kept. */
    static String value(String text) {
        return '"' + text(text).replace("\"", "&quot;").replace("\n", "&#10;").replace("\t", "&#9;") + '"';
    }

    private static void append(int point, StringBuilder out) {
        switch (point) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            default -> out.appendCodePoint(point);
        }
    }
}
