package oncall.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import oncall.document.Selection;
import oncall.plan.Rule;
import oncall.plan.Rules;
import oncall.runbook.Phase;

/**
 * What an argument takes, by the word that stands for it in the help: `BOOK`, `INCIDENT`, `FILE`. The word is written once, as
 * the label of the option or parameter, and completion follows it. Whatever has no kind here takes free text.
 */
enum ValueKind {
    /** A runbook by name, or a file. */
    BOOK(From.PROGRAM),
    /** A revert plan by name, or a file. */
    PLAN(From.PROGRAM),
    /** An incident by its id. */
    INCIDENT(From.PROGRAM),
    /** A record of the incident that is open or named by `--incident`. */
    ID(From.PROGRAM),
    /** A step of the book of that incident. */
    STEP(From.PROGRAM),
    /** A role of the team file. */
    ROLE(From.PROGRAM),
    /** An environment of the team file. */
    ENVIRONMENT(From.PROGRAM),
    /** A phase of a walk. */
    PHASE(From.LIST),
    /** A kind of record. */
    KIND(From.LIST),
    /** A rule of revert plans. */
    RULE(From.LIST),
    FILE(From.SHELL),
    DIR(From.SHELL);

    /** Who knows the values. */
    enum From {
        /** This program, asked when they are needed. */
        PROGRAM,
        /** Everybody: they never change. */
        LIST,
        /** The shell itself. */
        SHELL
    }

    private final From from;

    ValueKind(From from) {
        this.from = from;
    }

    From from() {
        return from;
    }

    /** The values of a kind that is a list. */
    List<String> list() {
        if (this == KIND) {
            return Selection.KINDS;
        }
        if (this == RULE) {
            return Rules.all().stream().map(Rule::id).toList();
        }
        return this == PHASE ? Arrays.stream(Phase.values()).map(Phase::word).collect(Collectors.toList()) : List.of();
    }

    /** The kind of that name. */
    static Optional<ValueKind> of(String name) {
        for (ValueKind kind : values()) {
            if (kind.name().equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
