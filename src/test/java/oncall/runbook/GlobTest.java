package oncall.runbook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "**/migrations/** | migrations/1.sql | true",
                "**/migrations/** | a/b/migrations/x/1.sql | true",
                "**/migrations/** | a/mymigrations/1.sql | false",
                "db/migrate/** | db/migrate/1.rb | true",
                "db/migrate/** | other/db/migrate/1.rb | false",
                "**/*.sql | a.sql | true",
                "**/*.sql | x/y/a.sql | true",
                "**/*.sql | a.sqlx | false",
                "*.sql | x/a.sql | false",
                "{deploy,helm,charts,k8s}/** | helm/api/values.yaml | true",
                "{deploy,helm,charts,k8s}/** | helmet/api | false",
                "services/[a-c]pi/? | services/api/x | true",
                "services/[a-c]pi/? | services/dpi/x | false",
                "services/[!a]pi/* | services/bpi/x | true",
                "services/[!a]pi/* | services/api/x | false",
                "a.b | axb | false",
                "a{b | a{b | true",
                "a[b | a[b | true",
                "a(b)+ | a(b)+ | true",
                "services/api/** | services/api | false"
            })
    void a_path_matches_or_not(String glob, String path, boolean matches) {
        assertEquals(matches, Glob.of(glob).matches(path), glob + " on " + path);
    }

    @Test
    void any_text_is_a_pattern() {
        Random random = new Random(7);
        String letters = "a*?{},[]!-/\\^$()|+.&~\u00e9\n";
        for (int i = 0; i < 20_000; i++) {
            String text = random.ints(random.nextInt(12), 0, letters.length())
                    .mapToObj(each -> String.valueOf(letters.charAt(each)))
                    .collect(Collectors.joining());
            Glob.of(text).matches(text);
        }
    }
}
