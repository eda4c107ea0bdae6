package oncall.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the environment says about where a command would act: contexts, profiles, projects. Names only, read without running
 * anything; never a key or a token.
 */
final class Whereabouts {
    private static final Pattern CONTEXT = Pattern.compile("(?m)^current-context:[ \\t]*[\"']?([^\"'\\s#]+)");
    private static final int LONGEST_FILE = 1 << 20;
    private static final int LONGEST_NAME = 100;

    /** Variable to the word before its value. */
    private static final List<Map.Entry<String, String>> VARIABLES = List.of(
            Map.entry("AWS_PROFILE", "aws profile"),
            Map.entry("AWS_VAULT", "aws vault"),
            Map.entry("AWS_REGION", "aws region"),
            Map.entry("CLOUDSDK_ACTIVE_CONFIG_NAME", "gcloud"),
            Map.entry("CLOUDSDK_CORE_PROJECT", "gcloud project"),
            Map.entry("GOOGLE_CLOUD_PROJECT", "google project"),
            Map.entry("AZURE_SUBSCRIPTION_ID", "azure subscription"),
            Map.entry("DOCKER_CONTEXT", "docker"),
            Map.entry("PGSERVICE", "postgres service"),
            Map.entry("PGHOST", "postgres host"),
            Map.entry("PGDATABASE", "postgres database"));

    private Whereabouts() {}

    /** As words: `kube: acme-prod`, `aws profile: prod`. */
    static List<String> words(Map<String, String> environment) {
        List<String> words = new ArrayList<>();
        kube(environment).ifPresent(context -> words.add("kube: " + context));
        for (Map.Entry<String, String> variable : VARIABLES) {
            String value = environment.getOrDefault(variable.getKey(), "");
            if (!value.isBlank()) {
                words.add(variable.getValue() + ": " + name(value));
            }
        }
        if (environment.containsKey("AWS_ACCESS_KEY_ID")) {
            words.add("aws: keys in the environment");
        }
        return words;
    }

    /** The current context as `kubectl` would find it: that of the first file that names one. */
    private static Optional<String> kube(Map<String, String> environment) {
        String files = environment.getOrDefault("KUBECONFIG", "");
        if (files.isEmpty()) {
            String home = environment.getOrDefault("HOME", "");
            return home.isEmpty() ? Optional.empty() : context(home + "/.kube/config");
        }
        for (String file : files.split(":")) {
            Optional<String> context = file.isEmpty() ? Optional.empty() : context(file);
            if (context.isPresent()) {
                return context;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> context(String file) {
        try {
            Path path = Path.of(file);
            if (!Files.isRegularFile(path)) {
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(path)) {
                String text = new String(in.readNBytes(LONGEST_FILE), StandardCharsets.UTF_8);
                Matcher context = CONTEXT.matcher(text);
                return context.find() ? Optional.of(name(context.group(1))) : Optional.empty();
            }
        } catch (IOException | RuntimeException e) {
            // a context that cannot be read is not shown; the command itself will say what it misses
            return Optional.empty();
        }
    }

    private static String name(String value) {
        return value.length() <= LONGEST_NAME ? value : value.substring(0, LONGEST_NAME) + "...";
    }
}
