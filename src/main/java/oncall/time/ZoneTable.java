package oncall.time;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The letters people write for zones. A table of facts: letters, offsets and zones are those of the IANA time zone database
 * (the FORMAT column of its zones and rules, release 2025b). Letters it replaced by numbers in 2017 (BRT, GST, SGT and their
 * like) and letters it never had for a place where people write them (AST for Arabia, BST for Bangladesh, MEZ) are as common
 * lists have them. Loaded when the first letters are looked up, and not before.
 */
final class ZoneTable {
    /**
     * A row: letters, offset, `s`tandard or `d`aylight time, `*` or `here` (counts only for a reader who lives there), the
     * words for it, and its zones. The first zone tells the season. A name that ends with a slash stands for all names below
     * it whose clocks show that offset as standard or as daylight time.
     */
    private static final String ROWS = """
            PST|-08:00|s|*|Pacific, North America|America/Los_Angeles PST8PDT America/ US/ Canada/ Mexico/
            PDT|-07:00|d|*|Pacific, North America|America/Los_Angeles PST8PDT America/ US/ Canada/ Mexico/
            PST|+08:00|s|here|Philippines|Asia/Manila
            MST|-07:00|s|*|Mountain, North America|America/Denver Navajo MST MST7MDT America/ US/ Canada/ Mexico/
            MDT|-06:00|d|*|Mountain, North America|America/Denver Navajo MST7MDT America/ US/ Canada/ Mexico/
            CST|-06:00|s|*|Central, North America|America/Chicago CST6CDT America/ US/ Canada/ Mexico/
            CST|+08:00|s|*|China|Asia/Shanghai Asia/Chongqing Asia/Chungking Asia/Harbin Asia/Macao Asia/Macau Asia/Taipei PRC ROC
            CST|-05:00|s|*|Cuba|America/Havana Cuba
            CDT|-05:00|d|*|Central, North America|America/Chicago CST6CDT America/ US/ Canada/ Mexico/
            CDT|-04:00|d|*|Cuba|America/Havana Cuba
            EST|-05:00|s|*|Eastern, North America|America/New_York EST EST5EDT Jamaica America/ US/ Canada/ Mexico/
            EDT|-04:00|d|*|Eastern, North America|America/New_York EST5EDT America/ US/ Canada/ Mexico/
            AST|-04:00|s|*|Atlantic, North America|America/Halifax Atlantic/Bermuda America/ Canada/
            AST|+03:00|s|*|Arabia|Asia/Riyadh Asia/Kuwait Asia/Aden Asia/Baghdad Asia/Bahrain Asia/Qatar
            ADT|-03:00|d|*|Atlantic, North America|America/Halifax Atlantic/Bermuda America/ Canada/
            NST|-03:30|s|*|Newfoundland|America/St_Johns Canada/Newfoundland
            NDT|-02:30|d|*|Newfoundland|America/St_Johns Canada/Newfoundland
            AKST|-09:00|s|*|Alaska|America/Anchorage America/ US/
            AKDT|-08:00|d|*|Alaska|America/Anchorage America/ US/
            HST|-10:00|s|*|Hawaii|Pacific/Honolulu Pacific/Johnston HST America/Adak America/Atka US/Hawaii US/Aleutian
            HDT|-09:00|d|*|Aleutian islands|America/Adak America/Atka US/Aleutian
            BRT|-03:00|s|*|Brasilia|America/Sao_Paulo Brazil/East
            ART|-03:00|s|*|Argentina|America/Argentina/Buenos_Aires America/Argentina/ America/Buenos_Aires
            COT|-05:00|s|*|Colombia|America/Bogota
            PET|-05:00|s|*|Peru|America/Lima
            ECT|-05:00|s|*|Ecuador|America/Guayaquil
            ECT|-04:00|s|*|eastern Caribbean|America/Barbados
            AMT|-04:00|s|*|Amazon|America/Manaus Brazil/West
            AMT|+04:00|s|*|Armenia|Asia/Yerevan
            WET|+00:00|s|*|western Europe|Europe/Lisbon WET Portugal Atlantic/Madeira Atlantic/Canary Atlantic/Faroe Atlantic/Faeroe
            WEST|+01:00|d|*|western Europe|Europe/Lisbon WET Portugal Atlantic/Madeira Atlantic/Canary Atlantic/Faroe Atlantic/Faeroe
            BST|+01:00|d|*|Britain|Europe/London Europe/Belfast Europe/Guernsey Europe/Isle_of_Man Europe/Jersey GB GB-Eire
            BST|+06:00|s|*|Bangladesh|Asia/Dhaka Asia/Dacca
            BST|+11:00|s|*|Bougainville|Pacific/Bougainville
            IST|+05:30|s|*|India|Asia/Kolkata Asia/Calcutta
            IST|+02:00|s|*|Israel|Asia/Jerusalem Asia/Tel_Aviv Israel
            IST|+01:00|d|*|Ireland|Europe/Dublin Eire
            IDT|+03:00|d|*|Israel|Asia/Jerusalem Asia/Tel_Aviv Israel
            CET|+01:00|s|*|central Europe|Europe/Berlin CET MET Poland Africa/Algiers Africa/Tunis Africa/Ceuta Arctic/ Atlantic/Jan_Mayen Europe/
            CEST|+02:00|d|*|central Europe|Europe/Berlin CET MET Poland Africa/Ceuta Arctic/ Atlantic/Jan_Mayen Europe/
            MEZ|+01:00|s|*|central Europe|Europe/Berlin Europe/
            MESZ|+02:00|d|*|central Europe|Europe/Berlin Europe/
            EET|+02:00|s|*|eastern Europe|Europe/Kiev EET Egypt Libya Africa/Cairo Africa/Tripoli Asia/Beirut Asia/Nicosia Asia/Famagusta Asia/Gaza Asia/Hebron Europe/
            EEST|+03:00|d|*|eastern Europe|Europe/Kiev EET Egypt Africa/Cairo Asia/Beirut Asia/Nicosia Asia/Famagusta Asia/Gaza Asia/Hebron Europe/
            MSK|+03:00|s|*|Moscow|Europe/Moscow W-SU Europe/Simferopol Europe/Kirov Europe/Volgograd
            TRT|+03:00|s|*|Turkey|Europe/Istanbul Asia/Istanbul Turkey
            SAST|+02:00|s|*|South Africa|Africa/Johannesburg Africa/Maseru Africa/Mbabane
            CAT|+02:00|s|*|central Africa|Africa/Maputo
            EAT|+03:00|s|*|east Africa|Africa/Nairobi
            WAT|+01:00|s|*|west Africa|Africa/Lagos
            GST|+04:00|s|*|Gulf|Asia/Dubai Asia/Muscat
            GST|-02:00|s|*|South Georgia|Atlantic/South_Georgia
            IRST|+03:30|s|*|Iran|Asia/Tehran Iran
            AZT|+04:00|s|*|Azerbaijan|Asia/Baku
            UZT|+05:00|s|*|Uzbekistan|Asia/Tashkent
            PKT|+05:00|s|*|Pakistan|Asia/Karachi
            NPT|+05:45|s|*|Nepal|Asia/Kathmandu
            ICT|+07:00|s|*|Indochina|Asia/Bangkok
            WIB|+07:00|s|*|western Indonesia|Asia/Jakarta
            WITA|+08:00|s|*|central Indonesia|Asia/Makassar
            WIT|+09:00|s|*|eastern Indonesia|Asia/Jayapura
            HKT|+08:00|s|*|Hong Kong|Asia/Hong_Kong
            SGT|+08:00|s|*|Singapore|Asia/Singapore
            SST|+08:00|s|*|Singapore|Asia/Singapore Singapore
            SST|-11:00|s|*|Samoa|Pacific/Pago_Pago Pacific/Midway Pacific/Samoa US/Samoa
            MYT|+08:00|s|*|Malaysia|Asia/Kuala_Lumpur
            PHT|+08:00|s|*|Philippines|Asia/Manila
            JST|+09:00|s|*|Japan|Asia/Tokyo
            KST|+09:00|s|*|Korea|Asia/Seoul
            AWST|+08:00|s|*|western Australia|Australia/Perth
            ACST|+09:30|s|*|central Australia|Australia/Adelaide Australia/
            ACDT|+10:30|d|*|central Australia|Australia/Adelaide Australia/
            AEST|+10:00|s|*|eastern Australia|Australia/Sydney Australia/
            AEDT|+11:00|d|*|eastern Australia|Australia/Sydney Australia/
            NZST|+12:00|s|*|New Zealand|Pacific/Auckland NZ Antarctica/McMurdo Antarctica/South_Pole
            NZDT|+13:00|d|*|New Zealand|Pacific/Auckland NZ Antarctica/McMurdo Antarctica/South_Pole
            CHST|+10:00|s|*|Guam|Pacific/Guam
            """;

    /** Below `America/`, but without letters: what a row says of the continent is not said of them. */
    private static final Set<String> NAMELESS = Set.of(
            "America/Bogota America/Lima America/Guayaquil America/Rio_Branco America/Porto_Acre America/Eirunepe"
                    .concat(" America/La_Paz America/Manaus America/Porto_Velho America/Boa_Vista America/Cuiaba")
                    .concat(" America/Campo_Grande America/Caracas America/Guyana America/Santiago America/Asuncion")
                    .concat(" America/Punta_Arenas America/Coyhaique America/Havana")
                    .split(" "));

    /** The letters of a time that a region tells itself whether it is summer: what North America writes. */
    private static final Map<String, ZoneId> GENERIC = Map.of(
            "ET", ZoneId.of("America/New_York"),
            "CT", ZoneId.of("America/Chicago"),
            "MT", ZoneId.of("America/Denver"),
            "PT", ZoneId.of("America/Los_Angeles"));

    private static final Map<String, List<Meaning>> BY_LETTERS =
            ROWS.lines().map(Meaning::of).collect(Collectors.groupingBy(Meaning::letters));

    private ZoneTable() {}

    /** One meaning of some letters. */
    record Meaning(
            String letters, ZoneOffset offset, boolean daylight, boolean onlyHere, String words, List<String> zones) {
        private static Meaning of(String row) {
            String[] cells = row.split("\\|");
            return new Meaning(
                    cells[0],
                    ZoneOffset.of(cells[1]),
                    cells[2].equals("d"),
                    cells[3].equals("here"),
                    cells[4],
                    List.of(cells[5].split(" ")));
        }

        /** The zone that tells whether it is in force. */
        ZoneId reference() {
            return ZoneId.of(zones.get(0));
        }

        /** Whether clocks where these letters are at home show this offset then. */
        boolean inSeason(Instant at) {
            return reference().getRules().getOffset(at).equals(offset);
        }

        /** Whether it is what people in `zone` call the time their clocks show then. */
        boolean inForce(ZoneId zone, Instant at) {
            if (!zone.getRules().getOffset(at).equals(offset)) {
                return false;
            }
            boolean below = zones.stream()
                    .anyMatch(name -> name.endsWith("/") && zone.getId().startsWith(name));
            return zones.contains(zone.getId())
                    || below
                            && !NAMELESS.contains(zone.getId())
                            && zone.getRules().isDaylightSavings(at) == daylight;
        }
    }

    /** All meanings of these letters, in capitals; none where they are no zone. */
    static List<Meaning> meanings(String letters) {
        return BY_LETTERS.getOrDefault(letters, List.of());
    }

    /** The region that letters such as `PT` stand for in every season; empty for all others. */
    static Optional<ZoneId> generic(String letters) {
        return Optional.ofNullable(GENERIC.get(letters));
    }

    /** The letters in force where a meaning is at home, then. */
    static Optional<String> rightOne(Meaning wrong, Instant at) {
        return BY_LETTERS.values().stream()
                .flatMap(List::stream)
                .filter(each -> each.zones().get(0).equals(wrong.zones().get(0)) && each.inSeason(at))
                .map(Meaning::letters)
                .sorted((one, other) -> Integer.compare(alike(other, wrong.letters()), alike(one, wrong.letters())))
                .findFirst();
    }

    /** How many first letters two have in common: CET goes with CEST, MEZ with MESZ. */
    private static int alike(String one, String other) {
        int same = 0;
        while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same;
    }
}
