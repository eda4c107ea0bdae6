package oncall.bench;

import java.io.PrintWriter;
import java.util.List;

/** Where measurements are told. */
final class Told {
    private static final PrintWriter OUT = new PrintWriter(System.err, true);

    private Told() {}

    /** A heading and its lines. */
    static void lines(String heading, List<String> lines) {
        OUT.println();
        OUT.println(heading);
        lines.forEach(line -> OUT.println("  " + line));
    }
}
