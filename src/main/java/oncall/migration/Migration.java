package oncall.migration;

import java.util.Locale;
import oncall.runbook.Location;

/**
 * One migration.
 *
 * @param layout whose it is
 * @param id as its tool names it: a version, a revision, a file name, `author:id`
 * @param title what its author called it, in words
 * @param up where what it does begins
 * @param forward what it runs
 * @param down what undoes it
 * @param order where it stands among the others
 */
public record Migration(Layout layout, String id, String title, Location up, Script forward, Down down, Order order) {
    /** Whether a person who writes this means this migration: its id, its number without leading zeros, or its file. */
    public boolean answersTo(String written) {
        String wanted = plain(written);
        String file = up.path().substring(up.path().lastIndexOf('/') + 1);
        return wanted.equals(plain(id))
                || wanted.equals(plain(file))
                || wanted.equals(plain(up.path()))
                || wanted.equals(plain(stem(file)))
                || wanted.equals(number(id))
                || !number(id).isEmpty() && number(id).equals(number(written)) && wanted.matches("[vV]?\\d+");
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static String stem(String file) {
        int dot = file.indexOf('.', file.lastIndexOf("__") < 0 ? 0 : file.lastIndexOf("__"));
        return dot < 0 ? file : file.substring(0, dot);
    }

    /** The digits a name begins with, without leading zeros. */
    private static String number(String name) {
        String from = name.startsWith("V") || name.startsWith("v") ? name.substring(1) : name;
        int end = 0;
        while (end < from.length() && Character.isDigit(from.charAt(end))) {
            end++;
        }
        boolean whole = end == from.length() || from.charAt(end) == '_' || from.charAt(end) == '-';
        return whole ? from.substring(0, end).replaceFirst("^0+(?=\\d)", "") : "";
    }
}
