package oncall.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.runbook.Command;

/**
 * What in a command takes away something that does not come back by itself: deletes, drops, overwrites, forces.
 *
 * @param words as the plan has them: `kubectl delete`
 * @param token by which it is found in the file
 */
record Harm(String words, String token) {
    private static final int DEEPEST = 5;
    private static final Set<String> WRAPPERS = Set.of(
            "sudo", "doas", "env", "timeout", "nohup", "nice", "ionice", "exec", "command", "xargs", "stdbuf", "time",
            "setsid");
    private static final Set<String> VALUED =
            Set.of("-u", "-g", "-n", "-c", "-I", "-P", "-L", "-s", "-k", "-d", "-h", "-p");
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "ksh", "ash", "su");
    private static final Set<String> DATABASES = Set.of(
            "psql",
            "mysql",
            "mariadb",
            "sqlite3",
            "sqlcmd",
            "clickhouse-client",
            "cqlsh",
            "cockroach",
            "snowsql",
            "bq",
            "usql",
            "mongosh",
            "mongo");
    private static final Set<String> CONTAINERS = Set.of("kubectl", "oc", "docker", "podman", "docker-compose", "lxc");
    private static final Pattern SQL = Pattern.compile(
            "\\b(?:drop\\s+(?:table|database|schema|column|keyspace|user|role|type|sequence|view|materialized\\s+view|tablespace|collection)"
                    + "|truncate\\s+(?:table\\s+)?[\\w.\"`]+|delete\\s+from)\\b|\\.(?:drop|deleteMany|dropDatabase|remove)\\(",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> TAKES_AWAY =
            Set.of("delete", "destroy", "purge", "wipe", "drop", "terminate", "truncate", "uninstall", "remove");
    /** First words after which the second is no verb. */
    private static final Set<String> ACTS = Set.of(
            "set",
            "get",
            "list",
            "show",
            "is",
            "on",
            "off",
            "run",
            "add",
            "enable",
            "disable",
            "check",
            "status",
            "describe");

    /** Programs whose first words are text or names, or whose deletes are told apart below. */
    private static final Set<String> ONLY_WORDS = Set.of(
            "echo",
            "printf",
            "grep",
            "egrep",
            "fgrep",
            "rg",
            "sed",
            "awk",
            "cat",
            "test",
            "[",
            "logger",
            "jq",
            "yq",
            "git",
            "kubectl",
            "oc",
            "helm",
            "aws",
            "tr",
            "ls",
            "cut",
            "sort",
            "head",
            "tail",
            "which",
            "man",
            "cd",
            "export",
            "read",
            "set",
            "curl",
            "wget",
            "promtool");
    /** Programs whose `--force` only overwrites a file or fetches again. */
    private static final Set<String> SMALL_FORCE = Set.of(
            "ln", "cp", "mv", "gzip", "gunzip", "xz", "npm", "yarn", "pnpm", "apt", "apt-get", "brew", "echo", "printf",
            "grep", "git");

    /** The first harm in a command that is taken apart, if there is one. */
    static Optional<Harm> in(Command command, List<ShellText.Simple> parts) {
        return in(parts, command.display(), 0);
    }

    private static Optional<Harm> in(List<ShellText.Simple> commands, String text, int depth) {
        boolean database = false;
        for (ShellText.Simple simple : commands) {
            List<String> words = unwrapped(simple.letters());
            if (words.isEmpty()) {
                continue;
            }
            database |= DATABASES.contains(program(words)) || handsToDatabase(words);
            Optional<Harm> harm = words(words, depth);
            if (harm.isPresent()) {
                return harm;
            }
        }
        Matcher sql = SQL.matcher(text);
        return database && sql.find() ? Optional.of(new Harm(sql.group(), sql.group())) : Optional.empty();
    }

    private static String program(List<String> words) {
        String first = words.get(0);
        return first.substring(first.lastIndexOf('/') + 1);
    }

    /** `kubectl exec db-0 -- psql`, `docker compose exec db mysql`. */
    private static boolean handsToDatabase(List<String> words) {
        return CONTAINERS.contains(program(words))
                && (words.contains("exec") || words.contains("run"))
                && words.stream().skip(2).anyMatch(word -> DATABASES.contains(program(List.of(word))));
    }

    /** Without programs that only run another one. */
    private static List<String> unwrapped(List<String> words) {
        int i = 0;
        while (i < words.size()
                && WRAPPERS.contains(words.get(i).substring(words.get(i).lastIndexOf('/') + 1))) {
            boolean timeout = words.get(i).endsWith("timeout");
            i++;
            while (i < words.size()
                    && (words.get(i).startsWith("-") || words.get(i).matches("[A-Za-z_]\\w*=.*"))) {
                i += VALUED.contains(words.get(i)) ? 2 : 1;
            }
            if (timeout && i < words.size()) {
                i++;
            }
        }
        return words.subList(Math.min(i, words.size()), words.size());
    }

    private static Optional<Harm> words(List<String> words, int depth) {
        String program = program(words);
        Optional<Harm> inner = depth < DEEPEST ? inner(program, words, depth) : Optional.empty();
        if (inner.isPresent()) {
            return inner;
        }
        boolean dry = words.stream()
                .anyMatch(word -> word.equals("--dry-run")
                        || word.startsWith("--dry-run=") && !word.endsWith("=none") && !word.endsWith("=false"));
        if (dry || words.contains("--help")) {
            return Optional.empty();
        }
        List<String> named = names(program, words);
        String first = named.isEmpty() ? "" : named.get(0);
        String second = named.size() < 2 ? "" : named.get(1);
        return switch (program) {
            case "rm" -> when(hasFlag(words, 'r', "--recursive") || hasFlag(words, 'R', "--recursive"), "rm -r", "rm");
            case "kubectl", "oc" ->
                when(first.equals("delete"), program + " delete", "delete").or(() -> force(program, words));
            case "helm" ->
                when(Set.of("uninstall", "delete", "del", "un").contains(first), "helm " + first, first)
                        .or(() -> force(program, words));
            case "terraform", "tofu", "terragrunt" ->
                when(first.equals("destroy") || words.contains("-destroy"), program + " destroy", "destroy")
                        .or(() -> when(first.equals("state") && second.equals("rm"), program + " state rm", "state"));
            case "git" -> git(first, words);
            case "dd" -> when(words.stream().anyMatch(word -> word.startsWith("of=")), "dd", "dd");
            case "wipefs", "shred", "truncate", "mkswap", "sgdisk", "dropdb", "dropuser", "lvremove", "vgremove" ->
                Optional.of(new Harm(program, program));
            case "flyway", "liquibase", "etcdctl", "rabbitmqctl", "nomad", "zfs" -> emptying(program, words);
            case "pg_restore" -> when(words.contains("--clean") || words.contains("-c"), "pg_restore --clean", program);
            case "gsutil" ->
                when(
                        first.equals("rm") && hasFlag(words, 'r', "-R")
                                || first.equals("rsync") && hasFlag(words, 'd', "-d"),
                        "gsutil " + first,
                        first);
            case "redis-cli" ->
                when(
                        words.stream()
                                .anyMatch(word -> word.toLowerCase(Locale.ROOT).matches("flush(?:all|db)")),
                        "a flush",
                        "redis-cli");
            case "find" -> when(words.contains("-delete"), "find -delete", "-delete");
            case "docker", "podman", "docker-compose" -> container(program, named, words);
            case "aws", "gcloud", "az", "doctl" -> cloud(program, words);
            case "curl" -> when(deletes(words), "a DELETE request", "DELETE");
            default ->
                program.startsWith("mkfs")
                        ? Optional.of(new Harm(program, program))
                        : taking(program, words).or(() -> force(program, words));
        };
    }

    private static Optional<Harm> when(boolean harms, String words, String token) {
        return harms ? Optional.of(new Harm(words, token)) : Optional.empty();
    }

    /** What a command hands to a second program: a shell, a container, another host. */
    private static Optional<Harm> inner(String program, List<String> words, int depth) {
        int dashes = words.indexOf("--");
        if (dashes > 0
                && dashes + 1 < words.size()
                && Set.of("kubectl", "oc", "docker", "podman", "nsenter", "lxc").contains(program)) {
            return words(unwrapped(words.subList(dashes + 1, words.size())), depth + 1);
        }
        if (SHELLS.contains(program)) {
            int option = words.indexOf("-c");
            return option > 0 && option + 1 < words.size() ? script(words.get(option + 1), depth) : Optional.empty();
        }
        if (program.equals("ssh") && words.size() > 2) {
            List<String> names = names(program, words);
            int host = names.isEmpty() ? -1 : words.indexOf(names.get(0));
            return host > 0 && host + 1 < words.size()
                    ? script(String.join(" ", words.subList(host + 1, words.size())), depth)
                    : Optional.empty();
        }
        int exec = words.indexOf("-exec");
        if (program.equals("find") && exec > 0 && exec + 1 < words.size()) {
            return words(words.subList(exec + 1, words.size()), depth + 1);
        }
        return Optional.empty();
    }

    private static Optional<Harm> script(String script, int depth) {
        return in(ShellText.of(script).commands(), script, depth + 1);
    }

    /** The words that are neither options nor their values, as far as that can be told; the program is not among them. */
    private static List<String> names(String program, List<String> words) {
        List<String> names = new ArrayList<>();
        boolean valued = program.equals("kubectl")
                || program.equals("oc")
                || program.equals("helm")
                || program.equals("ssh")
                || program.equals("git");
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                names.add(word);
            } else if (valued && names.isEmpty() && word.indexOf('=') < 0 && takesValue(word)) {
                i++;
            }
        }
        return names;
    }

    private static boolean takesValue(String option) {
        return Set.of(
                        "-n",
                        "--namespace",
                        "--context",
                        "--kubeconfig",
                        "--cluster",
                        "--user",
                        "--as",
                        "-s",
                        "--server",
                        "--token",
                        "--kube-context",
                        "-i",
                        "-p",
                        "-l",
                        "-o",
                        "-F",
                        "-J",
                        "-C",
                        "-c",
                        "--git-dir",
                        "--work-tree",
                        "--as-group",
                        "--request-timeout",
                        "--certificate-authority",
                        "-v")
                .contains(option);
    }

    private static boolean hasFlag(List<String> words, char letter, String whole) {
        return words.stream()
                .skip(1)
                .anyMatch(word -> word.equals(whole)
                        || word.startsWith("-") && !word.startsWith("--") && word.indexOf(letter) > 0);
    }

    private static Optional<Harm> git(String first, List<String> words) {
        return switch (first) {
            case "push" -> {
                boolean forced = words.stream()
                        .anyMatch(word -> word.equals("--force")
                                || word.startsWith("--force-with-lease")
                                || word.equals("--mirror")
                                || word.equals("--delete")
                                || word.equals("-f")
                                || word.equals("-d"));
                boolean plus = words.stream().skip(2).anyMatch(word -> word.matches("\\+.+|:.+"));
                yield when(forced || plus, "git push --force", "push");
            }
            case "reset" -> when(words.contains("--hard"), "git reset --hard", "reset");
            case "clean" -> when(hasFlag(words, 'f', "--force"), "git clean -f", "clean");
            case "branch" -> when(words.contains("-D"), "git branch -D", "branch");
            default -> Optional.empty();
        };
    }

    private static Optional<Harm> container(String program, List<String> named, List<String> words) {
        String all = String.join(" ", named);
        boolean prune = all.matches("(?:system|volume|image|container|builder) prune.*|volume rm.*");
        boolean volumes = named.contains("down") && (words.contains("-v") || words.contains("--volumes"));
        return when(
                        prune || volumes,
                        program + (volumes ? " down -v" : " " + named.get(0)),
                        volumes ? "down" : all.split(" ")[0])
                .or(() -> force(program, words));
    }

    private static Optional<Harm> cloud(String program, List<String> words) {
        Optional<String> verb = words.stream()
                .skip(1)
                .filter(word -> word.matches("(?:delete|terminate|purge|destroy)(?:-[a-z-]+)?|rb"))
                .findFirst();
        boolean recursive = words.contains("rm") && words.contains("--recursive");
        boolean mirrors = words.contains("sync") && words.contains("--delete");
        return verb.map(word -> new Harm(program + " " + word, word))
                .or(() -> when(recursive, program + " rm --recursive", "rm"))
                .or(() -> when(mirrors, program + " sync --delete", "--delete"));
    }

    /** Programs with words of their own for it. */
    private static Optional<Harm> emptying(String program, List<String> words) {
        Set<String> emptying = Map.of(
                        "flyway", Set.of("clean"),
                        "liquibase", Set.of("drop-all", "dropAll"),
                        "etcdctl", Set.of("del"),
                        "rabbitmqctl", Set.of("purge_queue", "delete_queue", "delete_vhost", "reset", "force_reset"),
                        "nomad", Set.of("-purge", "--purge"),
                        "zfs", Set.of("rollback", "destroy"))
                .get(program);
        return words.stream()
                .skip(1)
                .filter(emptying::contains)
                .findFirst()
                .map(word -> new Harm(program + " " + word, word))
                .or(() -> force(program, words));
    }

    private static boolean deletes(List<String> words) {
        int method = Math.max(words.indexOf("-X"), words.indexOf("--request"));
        return method > 0 && method + 1 < words.size() && words.get(method + 1).equals("DELETE")
                || words.contains("-XDELETE")
                || words.contains("--request=DELETE");
    }

    /** A program of one's own whose first or second word says that it takes something away. */
    private static Optional<Harm> taking(String program, List<String> words) {
        if (ONLY_WORDS.contains(program) || DATABASES.contains(program)) {
            return Optional.empty();
        }
        for (int i = 1; i < Math.min(3, words.size()); i++) {
            String word = words.get(i);
            if (TAKES_AWAY.contains(word)
                    && (i == 1 || words.get(1).matches("[a-z][a-z-]*") && !ACTS.contains(words.get(1)))) {
                return Optional.of(new Harm(program + " " + word, word));
            }
            if (word.matches("--(?:delete|purge|destroy)(?:=true)?|[a-z]+:destroy")) {
                return Optional.of(new Harm(program + " " + word, word));
            }
        }
        Optional<String> task = words.stream()
                .skip(1)
                .limit(4)
                .filter(word -> word.matches("(?:db|pg):(?:drop|reset|purge|migrate:reset)(?::\\w+)?"))
                .findFirst();
        if (task.isPresent()) {
            return Optional.of(new Harm(program + " " + task.get(), task.get()));
        }
        return words.contains("--delete") && program.matches("kafka-.*|rsync")
                ? Optional.of(new Harm(program + " --delete", "--delete"))
                : Optional.empty();
    }

    private static Optional<Harm> force(String program, List<String> words) {
        boolean forced = words.contains("--force") || words.contains("--force=true");
        return when(forced && !SMALL_FORCE.contains(program), program + " --force", "--force");
    }
}
