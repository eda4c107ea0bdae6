package oncall.command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes secrets of many kinds, each in a text as it turns up. Put together here, so that none stands written anywhere. */
final class SeededSecrets {
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";
    private static final String ALL = UPPER + LOWER + DIGITS;
    private static final String HEX = "0123456789abcdef";
    private static final List<String> HUMAN = List.of(
            "Summer2018!",
            "hunter22",
            "correct-horse-7",
            "Tr0ub4dor&3",
            "letmein99",
            "p@ssw0rd!",
            "qwerty!1",
            "Blue_Sky_42",
            "changeit1");
    private final Random random;

    /**
     * A secret in its surroundings.
     *
     * @param text what a program printed
     * @param secrets what must not be left of it: none of these may stand in the result
     */
    record Seeded(String kind, String text, List<String> secrets) {}

    SeededSecrets(long seed) {
        random = new Random(seed);
    }

    /** The environment whose values are known beforehand. */
    static Map<String, String> environment() {
        return Map.of(
                "CI_DEPLOY_TOKEN",
                "plain/words only",
                "db_password",
                "just some words",
                "TOKEN_FILE",
                "/run/some/file");
    }

    private String of(String letters, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    private String password() {
        return random.nextInt(4) == 0
                ? HUMAN.get(random.nextInt(HUMAN.size()))
                : of(ALL + "!#%+-_", 10 + random.nextInt(12));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String base64Bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String wrap(String text, int width) {
        return text.replaceAll("(.{" + width + "})(?=.)", "$1\n");
    }

    private Seeded pem(String kind, String type, String before) {
        String body = wrap(base64Bytes(600 + random.nextInt(600)), kind.contains("openssh") ? 70 : 64);
        List<String> lines = List.of(body.split("\n"));
        StringBuilder text =
                new StringBuilder("$ cat key\n" + before + "-----" + "BEGIN " + type + "PRIVATE KEY" + "-----\n");
        lines.forEach(line -> text.append(before).append(line).append('\n'));
        text.append(before).append("-----" + "END " + type + "PRIVATE KEY" + "-----\ndone, 3 keys\n");
        return new Seeded(kind, text.toString(), lines);
    }

    private String jwt() {
        String head = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}").replace("=", "");
        String body = base64("{\"sub\":\"" + of(DIGITS, 10) + "\",\"exp\":15" + of(DIGITS, 8) + "}")
                .replace("=", "");
        return head + "." + body + "." + of(ALL + "-_", 86);
    }

    private static Seeded plain(String kind, String before, String secret, String after) {
        return new Seeded(kind, before + secret + after, List.of(secret));
    }

    /** One of each kind. */
    List<Seeded> round() {
        List<Seeded> all = new ArrayList<>();
        providers(all);
        keys(all);
        named(all);
        headers(all);
        odd(all);
        return all;
    }

    private void providers(List<Seeded> all) {
        all.add(plain("provider aws id", "using key ", "AKI" + "A" + of(UPPER + "234567", 16), " from env"));
        all.add(plain("provider github", "remote: ", "gh" + "p_" + of(ALL, 36), ""));
        all.add(plain("provider github fine", "", "github_" + "pat_" + of(ALL, 22) + "_" + of(ALL, 59), "\n"));
        all.add(plain(
                "provider slack",
                "SLACK: ",
                "xox" + "b-" + of(DIGITS, 12) + "-" + of(DIGITS, 12) + "-" + of(ALL, 24),
                ")"));
        all.add(plain("provider google", "key=", "AI" + "za" + of(ALL + "-_", 35), "&q=1"));
        all.add(plain("provider stripe", "(", "sk_" + "live_" + of(ALL, 24), ")"));
        all.add(plain("provider npm", "//registry.npmjs.org/:_authToken=", "npm" + "_" + of(ALL, 36), ""));
        all.add(plain("provider pypi", "  password = ", "pypi" + "-AgEIcHlwaS5vcmc" + of(ALL + "-_", 120), ""));
        all.add(plain(
                "provider gitlab", "https://oauth2:", "glp" + "at-" + of(ALL + "-_", 20), "@git.example.org/a.git"));
        all.add(plain("provider sendgrid", "'", "S" + "G." + of(ALL, 22) + "." + of(ALL + "-_", 43), "'"));
        all.add(plain(
                "provider slack hook",
                "https://hooks." + "slack.com/services/",
                "T" + of(UPPER + DIGITS, 8) + "/B" + of(UPPER + DIGITS, 8) + "/" + of(ALL, 24),
                ""));
        all.add(plain(
                "provider azure",
                "DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=",
                of(ALL + "+/", 86) + "==",
                ";EndpointSuffix=core.windows.net"));
    }

    private void keys(List<Seeded> all) {
        all.add(pem("pem rsa", "RSA ", ""));
        all.add(pem("pem ec", "EC ", "    "));
        all.add(pem("pem openssh", "OPENSSH ", ""));
        all.add(pem("pem pkcs8 in a log", "", "2018-11-12T15:09:02Z web-0 | "));
        String one = base64Bytes(900);
        all.add(new Seeded(
                "pem in json",
                "{\"type\":\"service_account\",\"private_key\":\"-----" + "BEGIN PRIVATE KEY-----\\n"
                        + one.replaceAll("(.{64})", "$1\\\\n") + "\\n-----"
                        + "END PRIVATE KEY-----\\n\",\"client_email\":\"a@b.example\"}",
                List.of(one.substring(0, 60), one.substring(200, 240))));
        all.add(plain("jwt", "got ", jwt(), " for dana"));
    }

    private void named(List<Seeded> all) {
        all.add(plain("aws secret", "aws_secret_access_key = ", of(ALL + "+/", 40), ""));
        all.add(plain("aws secret in json", "    \"SecretAccessKey\": \"", of(ALL + "+/", 40), "\","));
        all.add(plain("yaml", "  password: ", password(), ""));
        all.add(plain("json", "{\"user\":\"dana\",\"password\":\"", password(), "\",\"port\":5432}"));
        all.add(plain("json in json", "msg=\"{\\\"db_password\\\":\\\"", password(), "\\\"}\""));
        all.add(plain("env", "export DB_PASSWORD=", password(), ""));
        all.add(plain("flag", "ps: /usr/bin/app --password ", password(), " --verbose"));
        all.add(plain("flag with =", "/usr/bin/app --api-token=", of(ALL, 32), " -v"));
        all.add(plain("java option", "java -Djavax.net.ssl.keyStorePassword=", password(), " -jar app.jar"));
        all.add(plain("token in a query", "GET /v1/items?limit=5&access_token=", of(ALL + "-_", 32), "&page=2 200"));
        all.add(plain("api key in yaml", "api_key: \"", of(HEX, 32), "\""));
        all.add(plain("kubeconfig token", "    token: ", of(LOWER + DIGITS, 64), ""));
        all.add(plain(
                "kubeconfig key",
                "    client-key-data: ",
                base64("-----" + "BEGIN RSA PRIVATE KEY-----\n" + of(ALL, 900)),
                ""));
        all.add(plain("docker", "\t\t\t\"auth\": \"", base64("dana:" + password()), "\""));
        String value = password();
        all.add(new Seeded(
                "kubernetes variable",
                "    - name: REDIS_PASSWORD\n      value: " + value + "\n    - name: A\n",
                List.of(value)));
        all.add(plain("kubernetes secret", "data:\n  password: ", base64(password()), "\n"));
    }

    private void headers(List<Seeded> all) {
        all.add(plain("basic", "> Authorization: Basic ", base64("dana:" + password()), ""));
        all.add(plain("bearer", "-H 'Authorization: Bearer ", of(ALL + "-_.", 40), "'"));
        all.add(plain("set-cookie", "< Set-Cookie: sid=", of(ALL + "%", 32), "; Path=/; HttpOnly"));
        String first = of(ALL, 20);
        String second = of(HEX, 32);
        all.add(new Seeded("cookie", "Cookie: sid=" + first + "; csrf=" + second, List.of(first, second)));
        all.add(plain("x-api-key", "X-Api-Key: ", of(ALL, 40), ""));
        all.add(plain(
                "url",
                "connecting to postgres://app:",
                password().replace('#', 'x'),
                "@db.prod:5432/shop?sslmode=require"));
        all.add(plain("curl", "+ curl -s -u dana:", password(), " https://example.org/"));
    }

    private void odd(List<Seeded> all) {
        all.add(plain("pgpass", "db.prod:5432:shop:app:", password(), ""));
        all.add(plain("netrc", "machine example.org login dana password ", password(), ""));
        String secret = password();
        all.add(new Seeded(
                "netrc on lines", "machine example.org\n  login dana\n  password " + secret + "\n", List.of(secret)));
        all.add(plain("base64 of a login", "header ", base64("dana:" + password()), " sent"));
        String longOne = base64Bytes(300);
        String wrapped = wrap("token: " + longOne, 76);
        all.add(new Seeded(
                "wrapped at 76",
                wrapped + "\nready in 3 s",
                List.of(wrapped.substring(7, 76), wrapped.split("\n")[1], wrapped.split("\n")[2])));
        String coloured = "gh" + "p_" + of(ALL, 36);
        all.add(new Seeded(
                "colour in the middle",
                "token \u001b[31m" + coloured.substring(0, 12) + "\u001b[0;1m" + coloured.substring(12)
                        + "\u001b[0m ok",
                List.of(coloured, coloured.substring(12))));
        all.add(plain("variable", "it said ", "plain/words only", " twice"));
        all.add(plain("variable in a url", "GET /?q=", "plain%2Fwords+only", ""));
        String around = base64("xy:just some words");
        all.add(new Seeded(
                "variable in base64", "<" + around + ">", List.of(around.substring(5, around.length() - 4))));
    }
}
