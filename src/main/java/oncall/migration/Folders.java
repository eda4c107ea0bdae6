package oncall.migration;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import oncall.runbook.Glob;

/** Where migrations lie, and what else lies there. */
final class Folders {
    private static final Pattern NAMED = Pattern.compile(
            "(?i)(?:.*/)?(?:migrations?|db/\\w*migrate|\\w*migrations|changelogs?|changesets?|migrate)/.*");

    /** Written by people to say what a database becomes. */
    private static final Set<String> KINDS =
            Set.of(("sql rb py js ts cjs mjs xml yaml yml json go java kt php cs ex exs rs scala groovy pl psql ddl "
                            + "sh cql hcl edn clj ")
                    .split(" "));

    /** Of the tools themselves, and no migrations. */
    private static final Pattern OF_TOOLS = Pattern.compile(
            "__init__\\.py|env\\.py|package(-lock)?\\.json|tsconfig\\.json|index\\.[cm]?[jt]s|knexfile\\.[cm]?[jt]s|mod\\.rs|lib\\.rs|main\\.rs"
                    + "|atlas\\.hcl|.*ModelSnapshot\\.cs|.*\\.Designer\\.cs|_journal\\.json|.*_snapshot\\.json|liquibase\\.properties"
                    + "|max_migration\\.txt|\\.formatter\\.exs|.*\\.d\\.[cm]?ts|.*\\.map|doc\\.go|embed\\.go|migrations\\.go");

    private Folders() {}

    /** Whether the name of a folder above says that migrations lie here. */
    static boolean ofMigrations(String path) {
        return NAMED.matcher(path).matches();
    }

    /** Whether a file that no layout knows is to be told of. */
    static boolean suspicious(String path, List<Glob> besides) {
        if (besides.stream().anyMatch(glob -> glob.matches(path))) {
            return true;
        }
        String file = Tree.file(path);
        String kind = file.substring(file.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT);
        return ofMigrations(path)
                && KINDS.contains(kind)
                && !OF_TOOLS.matcher(file).matches();
    }
}
