package oncall.walk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import oncall.walk.Prompter.Offer;
import oncall.walk.Prompter.Question;

/** Puts a question together, part by part; everything not said is left out. */
public final class Sheet {
    private final String text;
    private final List<Offer> offers = new ArrayList<>();
    private String name;
    private String heading = "";
    private String why = "";
    private boolean dontKnow;
    private Optional<String> prefill = Optional.empty();
    private boolean enterKeeps;
    private boolean several;
    private boolean freeText;
    private boolean picker;
    private boolean confirmation;
    private Optional<Duration> until = Optional.empty();
    private int number;

    private Sheet(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /** A question by the name an answers file goes by. */
    public static Sheet of(String name, String text) {
        return new Sheet(name, text);
    }

    /** The same question under another name. */
    public Sheet named(String other) {
        name = other;
        return this;
    }

    /** The line above. */
    public Sheet heading(String line) {
        heading = line;
        return this;
    }

    /** One line under the question. */
    public Sheet why(String line) {
        why = line;
        return this;
    }

    /** The next choice. */
    public Sheet offer(String id, String words) {
        offers.add(new Offer(++number, id, words, false));
        return this;
    }

    /** The next choice, marked as the usual one. */
    public Sheet usual(String id, String words) {
        offers.add(new Offer(++number, id, words, true));
        return this;
    }

    /** The next choice where it is offered; its number is taken either way. */
    public Sheet offerIf(boolean shown, String id, String words) {
        number++;
        if (shown) {
            offers.add(new Offer(number, id, words, false));
        }
        return this;
    }

    /** "Don't know" is offered. */
    public Sheet dontKnow() {
        dontKnow = true;
        return this;
    }

    /** A value shown for keeping or changing. */
    public Sheet prefill(Optional<String> value, boolean kept) {
        prefill = value;
        enterKeeps = kept && value.isPresent();
        return this;
    }

    /** More than one choice may be taken. */
    public Sheet several() {
        several = true;
        return this;
    }

    /** Anything but a choice is taken as text. */
    public Sheet freeText() {
        freeText = true;
        return this;
    }

    /** The choices are a long list. */
    public Sheet picker() {
        picker = true;
        return this;
    }

    /** A confirmation: from a terminal only, what was typed ahead is dropped. */
    public Sheet confirmation() {
        confirmation = true;
        return this;
    }

    /** Asked no longer than this. */
    public Sheet until(Duration real) {
        until = Optional.of(real);
        return this;
    }

    /** The question. */
    public Question done() {
        return new Question(
                name,
                heading,
                text,
                why,
                offers,
                dontKnow,
                prefill,
                enterKeeps,
                several,
                freeText,
                picker,
                confirmation,
                until);
    }
}
