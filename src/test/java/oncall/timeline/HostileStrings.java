package oncall.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Words nobody means well with. None is empty. */
final class HostileStrings {
    private HostileStrings() {}

    static List<String> all() {
        List<String> all = new ArrayList<>(List.of(
                " ",
                "\t",
                "\n",
                "\r\n",
                "\u0000",
                "a\u0000b",
                "\u001b[2J\u001b[H",
                "\u001b]52;c;ZWNobw==\u0007",
                "\u001b]0;owned\u0007\u001b[21t",
                "\u009b31mred",
                "\u009d0;t\u009c",
                "\u0085",
                "\u007f\b\b\bevil",
                "safe\revil",
                "\"",
                "\\",
                "\\\"",
                "\",\"h\":\"",
                "{\"v\":1,\"seq\":1",
                "\"}\n{\"v\":",
                "\\u0041",
                "'",
                "null",
                "true",
                "1e5",
                "-0",
                "NaN",
                "[]",
                "{}",
                "`id`",
                "$(id)",
                "${IFS}",
                "-rf",
                "--",
                "%s%n",
                "@|red x|@",
                "<script>",
                "../../etc/passwd",
                "C:\\x",
                "\ud83d",
                "\ude00",
                "\ude00\ud83d",
                "x\ud83dy",
                "\ud83d\ude00",
                "\udb40\udc01\udb40\udc7f",
                "\u202e\u2066\u2069",
                "\u200b\u200d\u2060\ufeff",
                "\u2028\u2029",
                "\u00ad\u061c\u180e",
                "\u05e9\u05dc\u05d5\u05dd",
                "\u0645\u0631\u062d\u0628\u0627",
                "\u65e5\u672c\u8a9e",
                "e\u0301",
                "\u0301",
                "\ufffd",
                "\uffff",
                "\ufffe",
                "\ue000",
                "\udbff\udfff",
                "\u00a0\u2007\u3000",
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67"));
        all.add("a".repeat(3000));
        all.add("e" + "\u0301".repeat(2000));
        for (int c = 0; c < 0x100; c++) {
            all.add("<" + (char) c + ">");
        }
        return all;
    }

    static String random(Random random) {
        StringBuilder words = new StringBuilder();
        int length = random.nextInt(40);
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(5)) {
                case 0 -> words.append((char) random.nextInt(0x100));
                case 1 -> words.append((char) random.nextInt(0x10000));
                case 2 -> words.append((char) (0xd800 + random.nextInt(0x800)));
                case 3 -> words.appendCodePoint(random.nextInt(0x110000));
                default -> words.append("\"\\{}[]:,h\n".charAt(random.nextInt(10)));
            }
        }
        return words.toString();
    }
}
