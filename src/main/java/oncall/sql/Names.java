package oncall.sql;

import java.util.Locale;

/** Names as two spellings of one thing are compared. */
final class Names {
    private Names() {}

    /** In lower case, without quotes and spaces. */
    static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ("\"`[] ".indexOf(c) < 0) {
                plain.append(c);
            }
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    /** The last part of a dotted name, for comparing a table with and without its schema. */
    static String last(String name) {
        String plain = plain(name);
        return plain.substring(plain.lastIndexOf('.') + 1);
    }
}
