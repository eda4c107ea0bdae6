package oncall.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.walk.Prompter.Line;
import oncall.walk.Prompter.Offer;
import oncall.walk.Prompter.Question;
import oncall.walk.Prompter.Tone;

/** A question as lines of the screen: the same for every kind of terminal. */
final class Asked {
    /** A long list shows no more at once; typing filters it. */
    static final int SHOWN = 12;

    private static final String GAP = "   ";
    private final Question question;
    private final Gateway gateway;
    private final boolean onLine;

    /** @param onLine whether what Enter keeps stands on the line to be edited, and need not be told */
    Asked(Question question, Gateway gateway, boolean onLine) {
        this.question = question;
        this.gateway = gateway;
        this.onLine = onLine;
    }

    /**
     * All of it, when it is asked first: an empty line, the heading, the question, why, the choices, what Enter keeps.
     */
    List<Line> whole() {
        List<Line> lines = new ArrayList<>();
        if (!question.heading().isBlank()) {
            lines.add(Line.of(""));
            lines.add(new Line(Tone.HEADING, question.heading()));
        }
        lines.addAll(again());
        return lines;
    }

    /** What is needed to answer, after an error or an interruption. */
    List<Line> again() {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.of(question.text()));
        if (!question.why().isBlank()) {
            lines.add(new Line(Tone.HINT, question.why()));
        }
        lines.addAll(question.picker() ? picked(Reading.matching(question, "")) : choices());
        keeps().ifPresent(lines::add);
        return lines;
    }

    /** Part of a long list, and how many more there are. */
    List<Line> picked(List<Offer> matching) {
        List<Line> lines = new ArrayList<>();
        int digits = matching.stream()
                .mapToInt(offer -> digits(offer.number()))
                .max()
                .orElse(1);
        matching.stream()
                .limit(SHOWN)
                .forEach(offer ->
                        lines.add(Line.of("  " + " ".repeat(digits - digits(offer.number())) + words(offer))));
        int more = matching.size() - SHOWN;
        if (more > 0) {
            lines.add(new Line(Tone.HINT, "  and " + more + " more: type a part of the name"));
        }
        dontKnow().ifPresent(words -> lines.add(Line.of("  " + " ".repeat(digits - 1) + words)));
        return lines;
    }

    /** What stands where an answer is already known. */
    private Optional<Line> keeps() {
        boolean told = !onLine;
        return question.prefill().filter(text -> told && !text.isEmpty()).map(text -> {
            String shown = Reading.offer(question, text).map(this::words).orElse(text);
            return new Line(Tone.HINT, question.enterKeeps() ? "Enter keeps: " + shown : "So far: " + shown);
        });
    }

    private List<Line> choices() {
        List<String> items = new ArrayList<>();
        question.choices().forEach(offer -> items.add(words(offer)));
        dontKnow().ifPresent(items::add);
        if (items.isEmpty()) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>();
        String one = "  " + String.join(GAP, items);
        if (Cells.of(gateway.visible(one)) <= Math.min(gateway.width(), Wrapping.PROSE)) {
            lines.add(Line.of(one));
        } else {
            items.forEach(item -> lines.add(Line.of("  " + item)));
        }
        if (question.several()) {
            lines.add(new Line(Tone.HINT, "  Several: numbers with spaces between."));
        }
        return lines;
    }

    private Optional<String> dontKnow() {
        return question.dontKnow() ? Optional.of("? don't know") : Optional.empty();
    }

    private String words(Offer offer) {
        return offer.number() + " " + gateway.visible(offer.words()) + (offer.usual() ? " (usual)" : "");
    }

    private static int digits(int number) {
        return Integer.toString(number).length();
    }
}
