package oncall.terminal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import oncall.walk.Prompter.Chosen;
import oncall.walk.Prompter.DontKnow;
import oncall.walk.Prompter.Offer;
import oncall.walk.Prompter.Order;
import oncall.walk.Prompter.Question;
import oncall.walk.Prompter.Reply;
import oncall.walk.Prompter.Typed;

/** What a typed line means as the answer to a question: pure, and the same for every kind of terminal. */
final class Reading {
    private static final Pattern ORDER = Pattern.compile(":([a-z]+)(?: (.*))?", Pattern.DOTALL);
    private static final int MANY = 3;

    private Reading() {}

    /** What a line came to. */
    sealed interface Verdict {}

    /** An answer. */
    record Answer(Reply reply) implements Verdict {}

    /** No answer; one short line says what would be. */
    record Again(String words) implements Verdict {}

    /** Not an answer yet: the part of a long list that the line names. */
    record Narrowed(List<Offer> matching) implements Verdict {}

    /** Reads a line. `:word` is an order; one leading space makes anything an answer. */
    static Verdict read(Question question, String line) {
        Matcher order = ORDER.matcher(line);
        if (order.matches()) {
            return order(
                    question,
                    order.group(1),
                    Optional.ofNullable(order.group(2)).orElse(""));
        }
        boolean escaped = line.startsWith(" ");
        String text = escaped ? line.substring(1) : line;
        if (text.isBlank()) {
            return nothing(question);
        }
        if (question.dontKnow() && !escaped && text.strip().equals("?")) {
            return new Answer(new DontKnow());
        }
        return question.choices().isEmpty() ? new Answer(new Typed(text)) : choice(question, text);
    }

    /** The choice a word means for sure: its number or its id. */
    static Optional<Offer> offer(Question question, String word) {
        return question.choices().stream()
                .filter(offer -> offer.id().equalsIgnoreCase(word)
                        || Integer.toString(offer.number()).equals(word))
                .findFirst();
    }

    /** The choices that hold every part of a filter, those that begin with it first. */
    static List<Offer> matching(Question question, String filter) {
        String[] parts = filter.strip().toLowerCase(Locale.ROOT).split("\\s+");
        List<Offer> begin = new ArrayList<>();
        List<Offer> hold = new ArrayList<>();
        for (Offer offer : question.choices()) {
            String text = (offer.words() + " " + offer.id()).toLowerCase(Locale.ROOT);
            if (begins(offer, parts[0]) && holds(text, parts)) {
                begin.add(offer);
            } else if (holds(text, parts)) {
                hold.add(offer);
            }
        }
        begin.addAll(hold);
        return begin;
    }

    private static Verdict order(Question question, String word, String rest) {
        if (word.equals("unknown") && question.dontKnow()) {
            return new Answer(new DontKnow());
        }
        return new Answer(new Order(word, rest));
    }

    private static Verdict nothing(Question question) {
        if (question.enterKeeps() && question.prefill().isPresent()) {
            String kept = question.prefill().get();
            if (question.choices().isEmpty()) {
                return new Answer(new Typed(kept));
            }
            return kept.isBlank() ? new Answer(new Typed(kept)) : choice(question, kept);
        }
        return new Again(wanted(question));
    }

    private static String wanted(Question question) {
        String unknown = question.dontKnow() ? ", or ? if you do not know." : ".";
        if (question.choices().isEmpty()) {
            return "Nothing typed. Type the answer" + unknown;
        }
        String number = question.several() ? "one or more numbers" : "a number";
        return question.freeText()
                ? "Nothing typed. Type " + number + " or your own words" + unknown
                : "Enter alone is no answer here. Type " + number + unknown;
    }

    private static Verdict choice(Question question, String text) {
        String word = text.strip();
        Optional<Offer> sure = offer(question, word);
        if (sure.isPresent()) {
            return chosen(List.of(sure.get()));
        }
        if (question.several()) {
            Optional<List<Offer>> several = several(question, word);
            if (several.isPresent()) {
                return chosen(several.get());
            }
        }
        List<Offer> beginning =
                question.choices().stream().filter(offer -> begins(offer, word)).toList();
        List<Offer> exact = beginning.stream()
                .filter(offer -> offer.words().equalsIgnoreCase(word))
                .toList();
        if (exact.size() == 1) {
            return chosen(exact);
        }
        if (question.freeText() && !question.picker()) {
            return new Answer(new Typed(text));
        }
        if (beginning.size() == 1) {
            return chosen(beginning);
        }
        if (question.picker()) {
            return picked(question, text);
        }
        return new Again(beginning.isEmpty() ? unfit(question, word) : unclear(word, beginning));
    }

    private static Verdict picked(Question question, String text) {
        List<Offer> matching = matching(question, text);
        if (matching.isEmpty()) {
            return question.freeText()
                    ? new Answer(new Typed(text))
                    : new Again("Nothing in the list holds `" + text.strip() + "`. Type another part of the name.");
        }
        return new Narrowed(matching);
    }

    private static Optional<List<Offer>> several(Question question, String text) {
        Set<Offer> offers = new LinkedHashSet<>();
        for (String part : text.split("[\\s,]+")) {
            if (!part.isEmpty()) {
                Optional<Offer> offer = offer(question, part);
                if (offer.isEmpty()) {
                    return Optional.empty();
                }
                offers.add(offer.get());
            }
        }
        return Optional.of(List.copyOf(offers)).filter(found -> !found.isEmpty());
    }

    private static Answer chosen(List<Offer> offers) {
        return new Answer(new Chosen(offers.stream().map(Offer::id).toList()));
    }

    private static String unfit(Question question, String word) {
        List<String> numbers = question.choices().stream()
                .map(offer -> Integer.toString(offer.number()))
                .toList();
        String range = numbers.size() > MANY
                ? numbers.get(0) + " to " + numbers.get(numbers.size() - 1)
                : String.join(", ", numbers);
        String unknown = question.dontKnow() ? ", or ?" : "";
        String shown = word.length() > 40 ? word.substring(0, word.offsetByCodePoints(0, 20)) + "..." : word;
        return "`" + shown + "` is none of the choices: " + range + unknown + ".";
    }

    private static String unclear(String word, List<Offer> offers) {
        List<String> words = offers.stream()
                .map(offer -> offer.number() + " " + offer.words())
                .toList();
        return "`" + word + "` could be " + String.join(" or ", words) + ". Type the number.";
    }

    private static boolean begins(Offer offer, String word) {
        String start = word.toLowerCase(Locale.ROOT);
        return offer.words().toLowerCase(Locale.ROOT).startsWith(start)
                || offer.id().toLowerCase(Locale.ROOT).startsWith(start);
    }

    private static boolean holds(String text, String[] parts) {
        for (String part : parts) {
            if (!text.contains(part)) {
                return false;
            }
        }
        return true;
    }
}
