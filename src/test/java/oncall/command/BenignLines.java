package oncall.command;

import java.util.List;
import java.util.Random;

/** Lines as programs print them at night, without a secret among them: what must come through untouched. */
final class BenignLines {
    private static final List<String> WORDS = List.of(
            "api",
            "shop",
            "billing",
            "worker",
            "redis",
            "ingress",
            "prometheus",
            "token",
            "auth",
            "session",
            "vault",
            "secrets",
            "gateway");
    private static final List<String> CLASSES = List.of(
            "TokenService",
            "PasswordEncoder",
            "OrderController",
            "SecretKeyProvider",
            "HttpClient",
            "CredentialStore",
            "Worker");
    private final Random random;

    BenignLines(long seed) {
        random = new Random(seed);
    }

    private String hex(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append("0123456789abcdef".charAt(random.nextInt(16)));
        }
        return text.toString();
    }

    private String name() {
        StringBuilder tail = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            tail.append("bcdfghjklmnpqrstvwxz2456789".charAt(random.nextInt(27)));
        }
        return word() + "-" + hex(9) + "-" + tail;
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private int number(int below) {
        return random.nextInt(below);
    }

    private String uuid() {
        return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12);
    }

    private String address() {
        return "10." + number(256) + "." + number(256) + "." + number(256);
    }

    private String time() {
        return String.format(
                "2018-11-%02dT%02d:%02d:%02d.%03dZ", 1 + number(30), number(24), number(60), number(60), number(1000));
    }

    /** The next line. */
    String next() {
        String type = CLASSES.get(number(CLASSES.size()));
        return switch (number(42)) {
            case 0 ->
                "Nov 12 02:1" + number(10) + ":0" + number(10) + " web-" + number(9) + " sshd[" + number(9999)
                        + "]: Failed password for invalid user admin from " + address() + " port " + number(60000)
                        + " ssh2";
            case 1 ->
                "Nov 12 02:14:07 web-1 sshd[311]: Accepted publickey for dana from " + address()
                        + " port 50311 ssh2: RSA SHA256:" + hex(43);
            case 2 -> "Nov 12 02:14:07 web-1 systemd[1]: Started Session " + number(999) + " of user root.";
            case 3 ->
                "Nov 12 02:14:07 db-1 sudo: pam_unix(sudo:auth): authentication failure; logname=dana uid=1000 euid=0 tty=/dev/pts/0 ruser=dana rhost=  user=dana";
            case 4 ->
                "Nov 12 02:14:07 web-1 kernel: [" + number(99999) + ".123456] Out of memory: Killed process "
                        + number(9999) + " (java) total-vm:" + number(9999999) + "kB, anon-rss:" + number(999999)
                        + "kB";
            case 5 -> name() + "   1/1     Running   " + number(9) + "          " + number(99) + "d";
            case 6 -> "    Image ID:       docker-pullable://registry.example.org/" + word() + "@sha256:" + hex(64);
            case 7 -> "    Container ID:   docker://" + hex(64);
            case 8 -> "    SecretName:  default-token-" + hex(5);
            case 9 -> "      DB_PASSWORD:  <set to the key 'password' in secret 'db-credentials'>  Optional: false";
            case 10 -> "      /var/run/secrets/kubernetes.io/serviceaccount from default-token-" + hex(5) + " (ro)";
            case 11 -> "Tokens:              " + word() + "-token-" + hex(5);
            case 12 ->
                "  Normal   Scheduled  3m    default-scheduler  Successfully assigned shop/" + name() + " to node-"
                        + number(99);
            case 13 ->
                "  Warning  FailedMount  2m  kubelet  MountVolume.SetUp failed for volume \"" + word()
                        + "\" : secret \"" + word() + "-tls\" not found";
            case 14 -> "\tat com.acme." + word() + "." + type + ".authenticate(" + type + ".java:" + number(999) + ")";
            case 15 -> "Caused by: com.acme." + word() + ".InvalidTokenException: token expired at " + time();
            case 16 -> "java.lang.IllegalArgumentException: password must not be empty";
            case 17 -> "\t... " + number(99) + " more";
            case 18 ->
                address() + " - - [12/Nov/2018:02:14:07 +0200] \"GET /api/v1/" + word() + "/" + uuid() + "?page="
                        + number(99) + " HTTP/1.1\" 200 " + number(9999)
                        + " \"https://app.example.org/environments\" \"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36\"";
            case 19 ->
                time() + " INFO  [http-nio-8080-exec-" + number(99) + "] c.a." + type + " - request_id=" + uuid()
                        + " took " + number(999) + "ms";
            case 20 ->
                "{\"level\":\"info\",\"ts\":\"" + time() + "\",\"msg\":\"refreshed\",\"trace_id\":\"" + hex(32)
                        + "\",\"span_id\":\"" + hex(16) + "\",\"token_count\":" + number(999) + "}";
            case 21 -> time() + " WARN auth: token rejected for user=dana reason=expired";
            case 22 ->
                "http_requests_total{code=\"500\",handler=\"/api/token\",pod=\"" + name() + "\"} " + number(99999);
            case 23 -> "commit " + hex(40);
            case 24 -> hex(7) + " Merge pull request #" + number(999) + " from acme/rotate-" + word() + "-password";
            case 25 ->
                "/dev/nvme" + number(9) + "n1  200G  1" + number(99) + "G   " + number(99) + "G  " + number(100)
                        + "% /var/lib/postgresql";
            case 26 -> " shop=> SELECT count(*) FROM password_resets WHERE token IS NOT NULL; -- " + number(999);
            case 27 -> "        Subject: CN=" + word() + ".example.org, O=Acme";
            case 28 -> "sha512-" + hex(86) + "==  package-lock integrity";
            case 29 -> "-----BEGIN CERTIFICATE-----";
            case 30 -> "Enter password: ";
            case 31 ->
                "error: You must be logged in to the server (the server has asked for the client to provide credentials)";
            case 32 -> "secret/" + word() + "-" + hex(5) + " configured";
            case 33 -> "  secretName: " + word() + "-tls";
            case 34 -> "          secretKeyRef: {name: " + word() + "-credentials, key: password}";
            case 35 -> "password: must be at least " + number(20) + " characters";
            case 36 ->
                "ETag: \"" + hex(32) + "\"  Cache-Control: max-age=" + number(9999) + "  X-Request-Id: " + uuid();
            case 37 ->
                "PWD=/home/dana/" + word() + "  PATH=/usr/local/bin:/usr/bin  TOKEN_TTL=" + number(9999)
                        + " AUTH=enabled";
            case 38 ->
                "  + resource \"aws_secretsmanager_secret\" \"" + word()
                        + "\" { arn = \"arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/" + word() + "-"
                        + hex(6) + "\" }";
            case 39 ->
                "level=error ts=" + time() + " caller=notify.go:" + number(999)
                        + " err=\"cancelling notify: Post https://hooks.example.org/x: 403 Forbidden\" api_key=missing";
            case 40 -> "  File \"/app/" + word() + "/auth.py\", line " + number(999) + ", in refresh_token";
            default ->
                "Reading package lists... " + word() + " (1:2." + number(99) + "." + number(9) + "+dfsg-" + number(9)
                        + ") pass: " + number(99) + " fail: " + number(9);
        };
    }
}
