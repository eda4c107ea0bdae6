package oncall.terminal;

import java.util.ArrayList;
import java.util.List;

/** Texts that steer, hide or reorder when they reach a terminal as they are. */
public final class Payloads {
    private Payloads() {}

    /** Each of them. */
    public static List<String> all() {
        List<String> all = new ArrayList<>(List.of(
                // clipboard, title and its report, links, notifications
                "\u001b]52;c;ZXZpbA==\u0007",
                "\u001b]0;title\u0007",
                "\u001b[21t",
                "\u001b]8;;http://x\u001b\\text\u001b]8;;\u001b\\",
                "\u001b]9;note\u0007",
                "\u001b]10;?\u001b\\",
                "\u001b]1337;File=:x\u0007",
                // moves, erasing, screens
                "\u001b[2J\u001b[H",
                "\u001b[1A\u001b[2K",
                "\u001b[?1049h",
                "\u001b[?25l",
                "\u001bc",
                "\u001b(0",
                "\u001b[10;10H",
                "\u001b[s\u001b[u",
                "\u001b7\u001b8",
                "\u001b[1;5r",
                "\u001b[4h",
                "\u001b[5i",
                // queries and reports
                "\u001b[6n",
                "\u001b[c",
                "\u001b[>c",
                "\u001b[?2026$p",
                "\u001bZ",
                "\u0005",
                // strings without an end
                "\u001bP1;2|x\u001b\\",
                "\u001b_x\u001b\\",
                "\u001b^x\u001b\\",
                "\u001bXx\u001b\\",
                "\u001b]",
                "\u001b[",
                "\u001b",
                // what styling looks like, and markup of libraries
                "\u001b[31mred\u001b[0m",
                "\u001b[8mhidden",
                "@|red x|@",
                "%s%n%1$s",
                "\\u001b[31m",
                // C1, as characters
                "\u009b31m",
                "\u009d0;x\u009c",
                "\u0090x\u009c",
                "\u0085",
                "\u008d",
                // single controls
                "\u0007".repeat(1000),
                "safe\b\b\b\bevil",
                "safe\revil",
                "\u000b\u000c",
                "\u000e\u000f",
                "\u0000",
                "\u007f",
                "\r\n\r\n",
                "\u0018",
                "\u001a",
                // invisible and reordering
                "\u2028\u2029",
                "\u202aa\u202bb\u202cc\u202dd\u202ee",
                "\u2066a\u2067b\u2068c\u2069",
                "\u061c\u200e\u200f",
                "\u200b\u200c\u200d\u2060\ufeff",
                "a\u00adb",
                "\u180e",
                "\udb40\udc01\udb40\udc41\udb40\udc7f",
                "\ud800",
                "x\udc00y",
                "a\u034fb",
                "\u115f\u1160\u3164\uffa0",
                "\ue000\udbff\udffd",
                "\ufff9x\ufffb",
                "a" + "\u0301".repeat(10_000),
                "x".repeat(100_000),
                "\n".repeat(3_000) + "end"));
        for (int c = 0; c < 0x20; c++) {
            all.add("<" + (char) c + ">");
        }
        return all;
    }

    /** What of it may not stand in output; empty when all is well. `sent` is without our own escape sequences. */
    public static List<String> leaks(String sent) {
        return sent.codePoints()
                .filter(c -> c != '\n' && c != '\t' && hides(c))
                .mapToObj(c -> String.format("U+%04X", c))
                .distinct()
                .toList();
    }

    /** What of data for programs may not stand in output: data is exact, so it may hold what has no look, but nothing that steers. */
    public static List<String> steering(String sent) {
        return sent.replace("\r\n", "\n")
                .codePoints()
                .filter(c -> c != '\n' && c != '\t' && steers(c))
                .mapToObj(c -> String.format("U+%04X", c))
                .distinct()
                .toList();
    }

    private static boolean steers(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    private static boolean hides(int c) {
        return steers(c)
                || Character.getType(c) == Character.PRIVATE_USE
                || "\u034f\u115f\u1160\u3164\uffa0".indexOf(c) >= 0;
    }
}
