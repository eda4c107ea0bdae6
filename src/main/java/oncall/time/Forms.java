package oncall.time;

import java.util.regex.Pattern;

/** The forms of the parts of a time. Loaded with the first time that is read. */
final class Forms {
    private static final String MONTHS = "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
            + "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\\.?";
    private static final String YEAR = "((?:19[7-9]|20\\d|21\\d)\\d)(?!\\d)";
    private static final String HALF = "(?:\\s*([ap])\\.?\\s?m\\b\\.?)";

    /** Between two parts. A `T` stands before a digit only, a colon or a dash behind a date only. */
    static final Pattern SEPARATOR = form("[\\s,;()\\[\\]]+|(?:at|on|the)(?![a-z])|@");

    static final Pattern AFTER_DATE = form("\\s*[-:]\\s*(?=\\d{1,2}[:.h]\\d\\d)|T(?=\\d)");
    static final Pattern ABOUT =
            form("~|\u2248|(?:about|around|approximately|approx|roughly|circa|ca|c)(?![a-z:])\\.?");

    static final Pattern WEEKDAY =
            form("(?:(mon)(?:day)?|(tue)(?:s(?:day)?)?|(wed)(?:nesday)?|(thu)(?:r(?:s(?:day)?)?)?"
                    + "|(fri)(?:day)?|(sat)(?:urday)?|(sun)(?:day)?)(?![a-z])\\.?");

    static final Pattern YEAR_FIRST = form("(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?!\\d)");
    static final Pattern DIGITS = form("(\\d{4})(\\d\\d)(\\d\\d)(?!\\d)");
    static final Pattern YEAR_LAST = form("(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4})(?!\\d)");
    static final Pattern SHORT_YEAR = form("\\d{1,2}([-/.])\\d{1,2}\\1\\d\\d(?!\\d)");
    static final Pattern NO_YEAR = form("(\\d{1,2})/(\\d{1,2})(?![\\d/])");
    static final Pattern DOTTED = form("(\\d{1,2})\\.(\\d{1,2})\\.(?=\\s*,?\\s*\\d{1,2}[:.h]\\d\\d)");
    static final Pattern DAY_MONTH =
            form("(\\d{1,2})(?:st|nd|rd|th)?\\.?[\\s/-]*(?:of\\s+)?" + MONTHS + "(?:[\\s,/-]*" + YEAR + ")?");
    static final Pattern MONTH_DAY = form(
            MONTHS + "[\\s-]*(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:h]|\\.\\d|\\s*[ap]\\.?m\\b)(?:\\s*,?\\s*" + YEAR + ")?");
    static final Pattern MONTH = form(MONTHS);
    static final Pattern RELATIVE = form("(today|(?:the\\s+)?day before yesterday|yesterday|tomorrow)(?![a-z])");
    static final Pattern YEAR_ALONE = form(YEAR + "(?![:.]\\d)");

    static final Pattern CLOCK = form("(\\d{1,2})([:.])(\\d\\d)(?!\\d)(?:\\2(\\d\\d)(?!\\d)(?:[.,](\\d{1,9}))?)?" + HALF
            + "?(?:\\s?(?:h|hrs?|hours?|uhr)(?![a-z]))?");
    static final Pattern CLOCK_H = form("(\\d{1,2})h(\\d\\d)(?!\\d)");
    static final Pattern CLOCK_DIGITS = form("(\\d\\d)(\\d\\d)(\\d\\d)?(?:[.,](\\d{1,9}))?(?!\\d)");
    static final Pattern CLOCK_HALF = form("(\\d{1,2})" + HALF);
    static final Pattern NOON = form("noon(?![a-z])");
    static final Pattern MIDNIGHT = form("midnight(?![a-z])");
    static final Pattern OCLOCK = form("\\d{1,2}\\s*o.?clock(?![a-z])");

    /** A clock time that somebody left open: `14:??`, `HH:mm`. */
    static final Pattern OPEN = form("(\\d{1,2}|[h?x_-]{1,2})([:.])([?xm_-]{1,2})(?![a-z0-9])(?:\\2[?xs_-]{1,2})?");

    static final Pattern ONE_DIGIT = form("(\\d{1,2}):(\\d)(?!\\d)");
    static final Pattern BARE_NUMBER = form("\\d+(?![\\d:./-])");

    static final Pattern ZULU = form("z(?![a-z])");
    static final Pattern UTC = form("(?:utc|gmt|uct|ut)(?![a-z/])");
    static final Pattern UTC_OFFSET = form("\\s?([+-])(\\d{1,2})(?::?(\\d\\d))?(?![\\d:])");
    static final Pattern OFFSET = form("\\s*([+-])(\\d\\d)(:?)(\\d\\d)(?![\\d:])");
    static final Pattern OFFSET_HOURS = form("\\s*([+-])(\\d{1,2})(?![\\d:.h])");
    static final Pattern NAME = form("[a-z_]+(?:/[a-z0-9_+-]+){0,2}");

    private Forms() {}

    private static Pattern form(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
