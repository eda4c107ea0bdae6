package oncall.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The manual: a page for the program, for each command and for each family of commands, made of what the help is made of. */
final class ManPages {
    private static final String PROGRAM = "oncall";
    private final List<Manual> manuals;
    private final String date;
    private final String source;

    /**
     * The manual of a version.
     *
     * @param date of the version, yyyy-mm-dd
     */
    ManPages(List<Manual> manuals, String version, String date) {
        this.manuals = manuals;
        this.date = date;
        this.source = PROGRAM + " " + version;
    }

    /** Writes them into a folder; run by the build with the folder and the date of the version. */
    public static void main(String[] args) throws IOException {
        Environs environs = ThisProcess.environs();
        ManPages pages = new ManPages(
                Manual.all(Invocation.of(environs)),
                environs.install().version(),
                args[1].substring(0, "yyyy-mm-dd".length()));
        Path folder = Files.createDirectories(Path.of(args[0]));
        for (Map.Entry<String, String> page : pages.all().entrySet()) {
            Files.writeString(folder.resolve(page.getKey()), page.getValue());
        }
    }

    /** All pages, by the names of their files. */
    Map<String, String> all() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put(file(PROGRAM), program());
        for (Manual manual : manuals) {
            pages.put(file(name(manual.words())), command(manual));
        }
        for (Manual manual : manuals) {
            String family = manual.words().split(" ")[0];
            pages.computeIfAbsent(file(name(family)), none -> family(family));
        }
        return pages;
    }

    private static String file(String name) {
        return name + ".1";
    }

    /** `runbook lint` is `oncall-runbook-lint`. */
    private static String name(String words) {
        return PROGRAM + "-" + words.replace(' ', '-');
    }

    private Roff page(String name, String line) {
        String plain = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        return new Roff(name.toUpperCase(java.util.Locale.ROOT), date, source)
                .section("NAME")
                .text(name + " - " + plain);
    }

    private String program() {
        Roff page = page(PROGRAM, "a runbook assistant for the engineer on call")
                .section("SYNOPSIS")
                .text("oncall [COMMAND]")
                .section("EXAMPLES")
                .code(Help.FIRST.lines().map(String::strip).toList())
                .section("DESCRIPTION")
                .text(Help.WHAT)
                .section("COMMANDS");
        for (Registry.Group group : Registry.Group.values()) {
            List<Manual> members = members(group);
            if (!members.isEmpty()) {
                page.part(group.title());
                members.forEach(each -> page.item(PROGRAM + " " + each.words(), each.line()));
            }
        }
        page.section("OPTIONS OF EVERY COMMAND");
        options(page, Manual.common(manuals));
        page.item("--version", "Show the version.");
        page.section("EXIT STATUS");
        for (Exit exit : Exit.values()) {
            page.item(Integer.toString(exit.code()), exit.meaning());
        }
        page.section("SEE ALSO");
        return page.pages(manuals.stream().map(each -> name(each.words())).toList())
                .toString();
    }

    /** Those of the registry in their groups; the built-in ones are about the program. */
    private List<Manual> members(Registry.Group group) {
        List<Manual> members = new ArrayList<>();
        for (Manual manual : manuals) {
            Registry.Group of = Registry.find(List.of(manual.words().split(" ")))
                    .map(Registry.Entry::group)
                    .orElse(Registry.Group.ABOUT);
            if (of == group) {
                members.add(manual);
            }
        }
        return members;
    }

    private String command(Manual manual) {
        Roff page = page(name(manual.words()), manual.line())
                .section("SYNOPSIS")
                .text(manual.synopsis())
                .section("EXAMPLES")
                .code(manual.examples())
                .section("DESCRIPTION")
                .text(manual.description());
        if (!manual.parameters().isEmpty()) {
            page.section("ARGUMENTS");
            manual.parameters().forEach(each -> page.item(each.term(), each.description()));
        }
        if (!manual.options().isEmpty()) {
            page.section("OPTIONS");
            options(page, manual.options());
        }
        List<Registry.Entry> family = Registry.family(manual.words());
        if (!family.isEmpty()) {
            page.section("COMMANDS");
            family.forEach(each -> page.item(each.words(), each.line()));
        }
        return page.section("EXIT STATUS")
                .text("The codes stand in oncall(1).")
                .section("SEE ALSO")
                .pages(related(manual))
                .toString();
    }

    private static void options(Roff page, List<Manual.Argument> options) {
        options.forEach(each -> page.item(each.term(), each.description()));
    }

    /** The program, and the rest of the family. */
    private List<String> related(Manual manual) {
        List<String> names = new ArrayList<>(List.of(PROGRAM));
        String family = manual.words().split(" ")[0];
        manuals.stream()
                .filter(each -> each != manual && each.words().split(" ")[0].equals(family))
                .forEach(each -> names.add(name(each.words())));
        return names;
    }

    private String family(String family) {
        List<Manual> members = manuals.stream()
                .filter(each -> each.words().startsWith(family + " "))
                .toList();
        Roff page = page(name(family), "commands about a " + family)
                .section("SYNOPSIS")
                .text("oncall " + family + " COMMAND")
                .section("COMMANDS");
        members.forEach(each -> page.item(PROGRAM + " " + each.words(), each.line()));
        List<String> names = new ArrayList<>(List.of(PROGRAM));
        members.forEach(each -> names.add(name(each.words())));
        return page.section("SEE ALSO").pages(names).toString();
    }
}
