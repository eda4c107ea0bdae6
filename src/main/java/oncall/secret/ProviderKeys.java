package oncall.secret;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets that tell what they are: keys with a prefix of their provider, tokens that begin like a JSON object, private keys on
 * one line. Every repetition is bounded or possessive, so a line takes time in proportion to its length.
 */
public final class ProviderKeys {
    /** Not inside a longer word. */
    private static final String START = "(?<![A-Za-z0-9])";

    /** One of `hints` must stand in the line before the pattern is tried. Group 1 is the secret, where there is one. */
    private record Rule(String kind, List<String> hints, Pattern pattern) {}

    private static Rule rule(String kind, String pattern, String... hints) {
        return new Rule(kind, List.of(hints), Pattern.compile(pattern));
    }

    private static Rule token(String kind, String pattern, String... hints) {
        return rule(kind, START + pattern, hints);
    }

    private static final List<Rule> RULES = List.of(
            token("aws-key", "(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])", "AKIA", "ASIA", "ABIA", "ACCA"),
            token("github-token", "gh[pousr]_[A-Za-z0-9]{30,255}+", "ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
            token("github-token", "github_pat_[A-Za-z0-9_]{22,255}+", "github_pat_"),
            token("gitlab-token", "gl[a-z]{2,6}-[A-Za-z0-9_.-]{20,300}+", "gl"),
            token("slack-token", "xox[abceoprs](?:\\.xox[a-z])?-[A-Za-z0-9-]{10,300}+", "xox"),
            token("slack-token", "xapp-\\d-[A-Za-z0-9-]{10,300}+", "xapp-"),
            rule(
                    "slack-webhook",
                    "hooks\\.slack(?:-gov)?\\.com/(?:services|workflows|triggers)/([A-Za-z0-9/_-]{20,200}+)",
                    "hooks.slack"),
            rule(
                    "discord-webhook",
                    "discord(?:app)?\\.com/api/webhooks/([0-9]{10,25}/[A-Za-z0-9_-]{20,120}+)",
                    "/api/webhooks/"),
            token("google-key", "AIza[A-Za-z0-9_-]{35}", "AIza"),
            token("google-token", "ya29\\.[A-Za-z0-9_-]{20,2000}+", "ya29."),
            token("google-token", "GOCSPX-[A-Za-z0-9_-]{20,60}+", "GOCSPX-"),
            token("google-token", "1//0[A-Za-z0-9_-]{30,300}+", "1//0"),
            token("stripe-key", "[prs]k_(?:live|test)_[A-Za-z0-9]{10,250}+", "k_live_", "k_test_"),
            token("stripe-key", "whsec_[A-Za-z0-9+/=]{20,100}+", "whsec_"),
            token("npm-token", "npm_[A-Za-z0-9]{36}", "npm_"),
            token("pypi-token", "pypi-[A-Za-z0-9_-]{32,400}+", "pypi-"),
            rule(
                    "azure-key",
                    "(?:AccountKey|SharedAccessKey)=([A-Za-z0-9+/]{20,200}+={0,2})",
                    "AccountKey=",
                    "SharedAccessKey="),
            rule("azure-sas", "[?&;]sig=([A-Za-z0-9%+/=_-]{20,200}+)", "sig="),
            token("azure-secret", "[A-Za-z0-9_~.-]{3}8Q~[A-Za-z0-9_~.-]{31,37}+", "8Q~"),
            token("sendgrid-key", "SG\\.[A-Za-z0-9_-]{16,40}\\.[A-Za-z0-9_-]{16,80}+", "SG."),
            token("twilio-key", "SK[0-9a-f]{32}(?![0-9a-f])", "SK"),
            token("mailgun-key", "key-[0-9a-f]{32}(?![0-9a-f])", "key-"),
            token("mailchimp-key", "[0-9a-f]{32}-us[0-9]{1,2}", "-us"),
            token("openai-key", "sk-[A-Za-z0-9_-]{20,300}+", "sk-"),
            token("huggingface-token", "hf_[A-Za-z0-9]{30,60}+", "hf_"),
            token("digitalocean-token", "do[opr]_v1_[0-9a-f]{40,80}+", "_v1_"),
            token("shopify-token", "shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}", "shp"),
            token("vault-token", "hv[sbr]\\.[A-Za-z0-9_-]{20,300}+", "hvs.", "hvb.", "hvr."),
            token("terraform-token", "[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{40,100}+", ".atlasv1."),
            token("databricks-token", "dapi[0-9a-f]{32}(?:-[0-9])?", "dapi"),
            token("docker-token", "dckr_[op]at_[A-Za-z0-9_-]{20,100}+", "dckr_"),
            token("grafana-token", "gl(?:sa|c)_[A-Za-z0-9_+/=]{30,400}+", "glsa_", "glc_"),
            token("newrelic-key", "NR(?:AK|JS|II)-[A-Za-z0-9]{20,60}+", "NRAK-", "NRJS-", "NRII-"),
            token("pulumi-token", "pul-[0-9a-f]{40}", "pul-"),
            token("linear-key", "lin_(?:api|oauth)_[A-Za-z0-9]{30,80}+", "lin_"),
            token("atlassian-token", "ATATT3[A-Za-z0-9_=-]{40,300}+", "ATATT3"),
            token("notion-token", "(?:secret|ntn)_[A-Za-z0-9]{40,60}+", "secret_", "ntn_"),
            token("telegram-token", "[0-9]{8,10}:AA[A-Za-z0-9_-]{30,40}+", ":AA"),
            token("square-token", "sq0[a-z]{3}-[A-Za-z0-9_-]{20,60}+", "sq0"),
            token("age-key", "AGE-SECRET-KEY-1[0-9A-Z]{50,70}+", "AGE-SECRET"),
            token("doppler-token", "dp\\.[a-z]{2,5}\\.[A-Za-z0-9._-]{40,80}+", "dp."),
            token("supabase-key", "sb[pr]_[A-Za-z0-9_]{32,80}+", "sbp_", "sbr_"),
            token("planetscale-token", "pscale_[a-z]{2,6}_[A-Za-z0-9_.-]{30,80}+", "pscale_"),
            token("rubygems-key", "rubygems_[0-9a-f]{40,60}+", "rubygems_"),
            token("sentry-token", "sntr[ysu]{1,2}_[A-Za-z0-9_=+/-]{30,300}+", "sntr"),
            token(
                    "json-web-token",
                    "eyJ[A-Za-z0-9_-]{8,8000}+\\.[A-Za-z0-9_-]{8,8000}+(?:\\.[A-Za-z0-9_-]{0,8000}+){0,3}",
                    "eyJ"),
            rule("private-key", "Private-MAC: ([0-9a-f]{20,80}+)", "Private-MAC"),
            rule("url-password", "://[^\\s/:@'\"<>\\[\\]]{0,100}+:([^\\s/'\"<>]{1,300})@", "://"));

    private static final Signs HINTS = new Signs(RULES.stream().map(Rule::hints).toList());

    private ProviderKeys() {}

    /** Adds what is found in the line. */
    public static void find(String line, Spans spans) {
        for (long left = HINTS.in(line); left != 0; left &= left - 1) {
            find(RULES.get(Long.numberOfTrailingZeros(left)), line, spans);
        }
        amazon(line, spans);
        if (line.contains("PRIVATE KEY")) {
            onOneLine(line, spans);
        }
    }

    private static void find(Rule rule, String line, Spans spans) {
        Matcher match = rule.pattern().matcher(line);
        while (match.find()) {
            int group = match.groupCount() > 0 && match.group(1) != null ? 1 : 0;
            if (match.groupCount() == 0 || group == 1) {
                spans.add(match.start(group), match.end(group), rule.kind());
            }
        }
    }

    /** A private key whose line ends are written as `\n`: from its first line to its last, or to the end. */
    private static void onOneLine(String line, Spans spans) {
        int from = 0;
        Matcher begin = KEY_BEGIN.matcher(line);
        while (begin.find(from)) {
            int end = line.indexOf("-----END", begin.end());
            from = end < 0 ? line.length() : end;
            if (from - begin.end() >= SHORTEST_BODY && !line.startsWith("[redacted", begin.end())) {
                spans.add(begin.end(), from, "private-key");
            }
        }
    }

    private static final Pattern KEY_BEGIN = Pattern.compile("-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----");
    private static final int SHORTEST_BODY = 8;
    private static final Pattern FORTY = Pattern.compile("(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])");

    /** A bare secret of 40 characters says nothing of itself, but beside its key id it is what it looks like. */
    private static void amazon(String line, Spans spans) {
        if (spans.isEmpty() || !(line.contains("AKIA") || line.contains("ASIA"))) {
            return;
        }
        Matcher forty = FORTY.matcher(line);
        while (forty.find()) {
            if (Entropy.of(forty.group()) >= 3.5) {
                spans.add(forty.start(), forty.end(), "aws-secret");
            }
        }
    }
}
