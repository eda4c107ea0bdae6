package oncall.runbook.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import oncall.runbook.Diagnostic;
import oncall.runbook.Option;
import oncall.runbook.Phase;
import oncall.runbook.Runbook;
import oncall.runbook.Step;

/** Checks where `follow` leads: books that exist, at most three deep, never in a circle. */
final class FollowCheck {
    private static final int DEEPEST = 3;

    private final Library library;
    private final Problems problems;
    private final Set<String> seen = new HashSet<>();

    FollowCheck(Library library, Problems problems) {
        this.library = library;
        this.problems = problems;
    }

    void check(String book, Text follow) {
        String name = follow.raw();
        if (name.equals(Step.Follow.REVERT_PLAN)) {
            return;
        }
        if (!library.books().contains(name) && !name.equals(book)) {
            problems.unknownName(
                    Diagnostic.Kind.MEANING,
                    "unknown-book",
                    follow.at(),
                    "There is no book `" + follow.shown() + "`.",
                    name,
                    library.books());
            return;
        }
        seen.clear();
        chain(new ArrayList<>(List.of(book)), name)
                .ifPresent(problem -> problems.meaning(
                        problem.startsWith("This leads") ? "follow-circle" : "follow-too-deep",
                        follow.at(),
                        problem,
                        "put the steps that are needed into this book"));
    }

    private Optional<String> chain(List<String> path, String name) {
        boolean circle = path.contains(name);
        path.add(name);
        String shown = String.join(" > ", path);
        if (circle) {
            return Optional.of("This leads in a circle: " + shown + ".");
        }
        if (path.size() > DEEPEST + 1) {
            return Optional.of("Books follow each other at most " + DEEPEST + " deep: " + shown + ".");
        }
        if (!seen.add(path.size() + name)) {
            return Optional.empty();
        }
        Optional<Runbook> book = library.book().apply(name);
        Set<String> next = new java.util.LinkedHashSet<>();
        book.ifPresent(read -> List.of(Phase.DIAGNOSE, Phase.MITIGATE)
                .forEach(phase -> read.phases().getOrDefault(phase, List.of()).forEach(step -> collect(step, next))));
        for (String follow : next) {
            Optional<String> problem = chain(new ArrayList<>(path), follow);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    /** The books a step follows, itself or in its options. */
    private static void collect(Step step, Set<String> follows) {
        if (step instanceof Step.Follow follow) {
            follows.add(follow.book());
        }
        if (step instanceof Step.Decide decide) {
            decide.options().stream()
                    .map(Option::follow)
                    .flatMap(Optional::stream)
                    .forEach(follows::add);
        }
        follows.remove(Step.Follow.REVERT_PLAN);
        step.inside().forEach(inner -> collect(inner, follows));
    }
}
