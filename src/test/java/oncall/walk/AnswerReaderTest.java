package oncall.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import oncall.runbook.AcmeRentals;
import oncall.runbook.Choice;
import oncall.runbook.FactType;
import oncall.runbook.TimeReader;
import oncall.runbook.Value;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AnswerReaderTest {
    private static final Instant NOW = Instant.parse("2018-11-12T15:09:02.131Z");
    private static final ZoneId ZONE = ZoneId.of("Asia/Jerusalem");
    private final AnswerReader reader = new AnswerReader(AcmeRentals.team(), new OneTime());
    private final AnswerWords words = new AnswerWords(AcmeRentals.team());

    private static final Asked CUSTOMERS = Asked.of(AcmeRentals.choice(
            "customers", "How many customers?", "none", "none confirmed", "one", "one", "many", "more than one"));
    private static final Asked SEEN = Asked.of(AcmeRentals.choice(
            "seen",
            "Seen?",
            "metrics",
            "yes, in graphs or logs",
            "tried",
            "yes, I tried it and it fails",
            "reported",
            "not yet, only reported"));
    private static final Asked REASON = Asked.of(
            AcmeRentals.choice("reason", "Which?", "CrashLoopBackOff", "crash loop", "ImagePullBackOff", "image pull"));

    @ParameterizedTest(name = "{0} `{1}` -> {2}")
    @CsvSource(delimiter = '|', textBlock = """
            customers | many              | many
            customers | MANY              | many
            customers | more than one     | many
            customers | More              | many
            customers | n                 | none
            customers | none confirmed    | none
            customers | one               | one
            customers | unknown           | unknown
            customers | ?                 | unknown
            customers | Don't know        | unknown
            customers | don’t know        | unknown
            seen      | yes, in           | metrics
            seen      | tried             | tried
            reason    | crashloopbackoff  | CrashLoopBackOff
            reason    | image             | ImagePullBackOff
            feature   | environments      | environments
            feature   | log in            | login
            feature   | Invoices          | billing
            yes-no    | yes               | yes
            yes-no    | Y                 | yes
            yes-no    | n                 | no
            number    | 1500              | 1500
            number    | 1.50              | 1.5
            number    | -3                | -3
            number    | 000               | 0
            number    | 100               | 100
            ms        | 200 ms            | 200
            ms        | 200ms             | 200
            duration  | 20m               | PT20M
            duration  | 1h 30m            | PT1H30M
            duration  | 1h30m             | PT1H30M
            duration  | 90 minutes        | PT1H30M
            duration  | 2 hours and 5 min | PT2H5M
            duration  | 3d                | PT72H
            duration  | 45s               | PT45S
            duration  | PT20M             | PT20M
            time      | 17:03             | 2018-11-12T15:03:00.000Z
            version   | v1.2.3-rc1+build5 | v1.2.3-rc1+build5
            version   | registry/api:1.10 | registry/api:1.10
            version   | NO                | NO
            url       | https://a.example/x?y=1 | https://a.example/x?y=1
            name      | data-0.shop       | data-0.shop
            name      | _x                | _x
            change    | plan:rbac-rollout | plan:rbac-rollout
            change    | rbac-rollout      | plan:rbac-rollout
            change    | roll out the access rules | plan:rbac-rollout
            change    | nothing           | none
            change    | none              | none
            change    | somebody moved a cable | other
            change    | r                 | other
            change    | git:api@0123456789abcdef0123456789abcdef01234567 | git:api@0123456789abcdef0123456789abcdef01234567
            change    | unknown           | unknown
            """)
    void Reads(String type, String typed, String value) {
        assertEquals(Value.of(value), read(asked(type), typed).value());
    }

    @ParameterizedTest(name = "{0} `{1}` -> {2}")
    @CsvSource(delimiter = '|', textBlock = """
            range     | 14          | 14    | 14
            range     | 10-20       | 10    | 20
            range     | 10 - 20     | 10    | 20
            range     | 10 to 20    | 10    | 20
            range     | 10–20       | 10    | 20
            range     | 14 of 230   | 14    | 14
            range     | 10-20 of 230 | 10   | 20
            range     | 0           | 0     | 0
            percent   | 2-5%        | 2     | 5
            percent   | 2% - 5%     | 2     | 5
            percent   | 2-5         | 2     | 5
            percent   | 0.5%        | 0.5   | 0.5
            percent   | 100         | 100   | 100
            """)
    void Reads_a_range_as_both_ends(String type, String typed, String low, String high) {
        assertEquals(Value.ofList(List.of(low, high)), read(asked(type), typed).value());
    }

    @ParameterizedTest(name = "{0} `{1}` is refused: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            customers | few       | `few` is not one of the choices: write `none`, `one`, `many`.
            seen      | yes       | `yes` could be `metrics`, `tried`: write more of it.
            feature   | search    | `search` is not one of the choices: write `environments`, `login`, `billing`, `reports`, `theming`, `backoffice`.
            yes-no    | maybe     | `maybe` is not one of the choices: write `yes`, `no`.
            number    | 1,500     | `1,500` is not a number: write digits, such as `1500` or `2.5`.
            number    | 1e9       | `1e9` is not a number: write digits, such as `1500` or `2.5`.
            number    | about 5   | `about 5` is not a number: write digits, such as `1500` or `2.5`.
            ms        | 9         | 9 is too small: write 10 ms or more.
            ms        | 501 ms    | 501 is too large: write 500 ms or less.
            range     | 20-10     | `20-10` is not a range: write `14`, `10-20` (the smaller first) or `14 of 230`.
            range     | 14 of 10  | `14 of 10` is not a range: write `14`, `10-20` (the smaller first) or `14 of 230`.
            range     | ~14       | `~14` is not a range: write `14`, `10-20` (the smaller first) or `14 of 230`.
            percent   | 250       | 250 is too large: write 100% or less.
            duration  | 20        | `20` is not a duration: write `90s`, `20m`, `1h 30m` or `3d`.
            duration  | 1:30      | `1:30` is not a duration: write `90s`, `20m`, `1h 30m` or `3d`.
            duration  | 30m 1h    | `30m 1h` is not a duration: write `90s`, `20m`, `1h 30m` or `3d`.
            duration  | 1h later  | `1h later` is not a duration: write `90s`, `20m`, `1h 30m` or `3d`.
            duration  | 20m and   | `20m and` is not a duration: write `90s`, `20m`, `1h 30m` or `3d`.
            duration  | PT        | `PT` is not a duration: write `90s`, `20m`, `1h 30m` or `3d`.
            time      | noonish   | `noonish` is not a time: write `17:03`.
            version   | 1.2 beta  | `1.2 beta` is not a version: letters, digits and `. _ - + : @ /`, no space.
            version   | -f        | `-f` is not a version: letters, digits and `. _ - + : @ /`, no space.
            name      | -rf       | `-rf` is not a name: letters, digits and `. _ -`, no space, not starting with `-`.
            name      | a b       | `a b` is not a name: letters, digits and `. _ -`, no space, not starting with `-`.
            url       | a.example | `a.example` is not an address: write it from `https://` on, no spaces or quotes.
            url       | https://  | `https://` is not an address: write it from `https://` on, no spaces or quotes.
            change    | plan:x    | `plan:x` is not among the changes offered: write `plan:rbac-rollout`, or in words what changed.
            change    | other     | Write in a few words what changed.
            """)
    void Refuses_with_one_sentence(String type, String typed, String why) {
        assertEquals(why, refused(asked(type), typed));
    }

    @Test
    void Every_type_refuses_an_empty_answer() {
        for (FactType type : FactType.values()) {
            assertEquals(
                    "Nothing was written: write an answer, or `?` if it is not known.",
                    refused(Asked.of(type), "  \t "));
        }
    }

    @Test
    void Free_text_is_kept_as_given_and_has_no_value() {
        AnswerReader.Read read = read(Asked.of(FactType.TEXT), "  support: \"cannot update\"  ");
        assertEquals("  support: \"cannot update\"  ", read.text());
        assertEquals(Value.ofList(List.of()), read.value());
        assertEquals("?", read(Asked.of(FactType.TEXT), "?").text());
        assertEquals(List.of(), read(Asked.of(FactType.TEXT), "unknown").value().items());
    }

    @Test
    void Several_choices_come_in_the_order_of_the_book() {
        Asked several =
                new Asked(FactType.MULTI, CUSTOMERS.choices(), Optional.empty(), Optional.empty(), Optional.empty());
        assertEquals(
                Value.ofList(List.of("one", "many")), read(several, "many, one").value());
        assertEquals(
                Value.ofList(List.of("one", "many")),
                read(several, "many one many").value());
        assertEquals(
                Value.ofList(List.of("many")), read(several, "more than one").value());
        assertEquals("`few` is not one of the choices: write `none`, `one`, `many`.", refused(several, "one, few"));
        assertEquals("Nothing was chosen: write `none`, `one`, `many`, with commas between.", refused(several, ","));
        assertEquals(Value.UNKNOWN, read(several, "?").value());
    }

    @Test
    void A_time_brings_how_it_was_given() {
        AnswerReader.Read read = read(Asked.of(FactType.TIME), "17:03");
        assertEquals(TimeReader.Precision.MINUTE, read.given().orElseThrow().precision());
        assertEquals("17:03", read.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"$(id)", "a;b", "a\u202eb", "x\u0000", "\u00e9", "../x y", "`id`", "a\nb", "a'b", "a\"b"})
    void Names_and_versions_hold_nothing_a_shell_or_a_terminal_could_take_up(String typed) {
        refused(Asked.of(FactType.NAME), typed);
        refused(Asked.of(FactType.VERSION), typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a'b", "a\"b", "a\u202eb", "a\u0000b", "`id`", "a\nb"})
    void Addresses_hold_no_space_quote_or_hidden_character(String path) {
        refused(Asked.of(FactType.URL), "https://a.example/" + path);
    }

    @ParameterizedTest(name = "{0} `{1}` is shown as `{2}`")
    @CsvSource(delimiter = '|', textBlock = """
            customers | many      | more than one
            customers | ?         | don't know
            feature   | billing   | Invoices and payments
            yes-no    | y         | yes
            number    | 1500      | 1500
            ms        | 200       | 200 ms
            range     | 10-20     | 10 to 20
            range     | 14        | 14
            range     | 14 of 230 | 14 of 230
            percent   | 2-5       | 2 to 5%
            duration  | 90m       | 1 h 30 min
            time      | 17:03     | 17:03+02:00
            change    | rbac-rollout | roll out the access rules
            change    | nothing   | nothing
            change    | a cable   | a cable
            text      | as it is  | as it is
            """)
    void Says_an_answer_in_words(String type, String typed, String said) {
        AnswerReader.Read read = read(asked(type), typed);
        assertEquals(said, words.words(asked(type), read.value(), read.text(), NOW, ZONE));
    }

    @Test
    void A_time_of_another_day_has_its_date() {
        assertEquals("2018-11-11 10:12+02:00", AnswerWords.clock(Instant.parse("2018-11-11T08:12:00Z"), NOW, ZONE));
    }

    @Test
    void A_value_that_does_not_have_its_form_is_shown_as_it_is() {
        for (FactType type : FactType.values()) {
            String said = words.words(Asked.of(type), Value.of("\u05d0 odd"), "\u05d0 odd", NOW, ZONE);
            assertEquals("\u05d0 odd", said, type.word());
        }
    }

    @Test
    void Whatever_is_typed_is_read_or_refused_in_a_sentence() {
        java.util.Random random = new java.util.Random(7);
        String alphabet = "0123456789-. of%to:hmdPT\u05d0\ud83d?\u202e\u0000yesmany";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder typed = new StringBuilder();
            for (int length = random.nextInt(12); length >= 0; length--) {
                typed.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            FactType type = FactType.values()[random.nextInt(FactType.values().length)];
            AnswerReader.Reading reading = reader.read(Asked.of(type), typed.toString(), NOW, ZONE);
            if (reading instanceof AnswerReader.Refused refused) {
                assertTrue(refused.why().endsWith("."), refused.why());
            }
        }
    }

    private Asked asked(String type) {
        return switch (type) {
            case "customers" -> CUSTOMERS;
            case "seen" -> SEEN;
            case "reason" -> REASON;
            case "ms" ->
                new Asked(
                        FactType.NUMBER,
                        List.of(),
                        Optional.of("ms"),
                        Optional.of(BigDecimal.TEN),
                        Optional.of(new BigDecimal(500)));
            case "percent" ->
                new Asked(FactType.RANGE, List.of(), Optional.of("%"), Optional.empty(), Optional.empty());
            case "change" ->
                Asked.of(FactType.CHANGE)
                        .offering(List.of(new Choice("plan:rbac-rollout", "roll out the access rules")));
            default -> Asked.of(FactType.of(type).orElseThrow());
        };
    }

    private AnswerReader.Read read(Asked asked, String typed) {
        return assertInstanceOf(AnswerReader.Read.class, reader.read(asked, typed, NOW, ZONE));
    }

    private String refused(Asked asked, String typed) {
        return assertInstanceOf(AnswerReader.Refused.class, reader.read(asked, typed, NOW, ZONE))
                .why();
    }

    /** Knows one time. */
    private static final class OneTime implements TimeReader {
        @Override
        public Reading read(String words, Moment moment) {
            return words.equals("17:03")
                    ? new Read(
                            Instant.parse("2018-11-12T15:03:00Z"),
                            new Given(
                                    words,
                                    Precision.MINUTE,
                                    Optional.empty(),
                                    moment.zone().getId(),
                                    List.of("day")))
                    : new AskBack("`" + words + "` is not a time: write `17:03`.");
        }

        @Override
        public Reading ahead(String words, Moment moment) {
            throw new AssertionError("no answer lies ahead");
        }

        @Override
        public String leading(String text) {
            throw new AssertionError("no answer begins with a time");
        }

        @Override
        public DayReading day(String words, Moment moment) {
            throw new AssertionError("no answer is a day");
        }
    }
}
