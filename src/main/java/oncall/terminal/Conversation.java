package oncall.terminal;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import oncall.walk.Prompter;

/**
 * Asks a person, line by line, on whatever kind of terminal or pipe there is. What was shown stays: nothing on the
 * screen is painted over, but for the line being typed.
 */
public final class Conversation implements Prompter, AutoCloseable {
    private static final String EDIT = "edit";
    private static final String SAVED = "Everything answered is saved; Ctrl-C again to leave.";
    private final Gateway gateway;
    private final Keyboard keyboard;
    private final TextEditor editor;
    private volatile Optional<Question> open = Optional.empty();
    private String onLeaving = SAVED;

    Conversation(Gateway gateway, Keyboard keyboard, TextEditor editor) {
        this.gateway = gateway;
        this.keyboard = keyboard;
        this.editor = editor;
    }

    /** Begins to open the terminal in the background; for commands that are about to ask. */
    public void prepare() {
        keyboard.wake();
    }

    /**
     * What the first Ctrl-C says from now on, in place of that everything is saved.
     *
     * @param words what is true where the questions are asked, and that Ctrl-C leaves
     */
    public void leaving(String words) {
        onLeaving = words;
    }

    /** The first Ctrl-C says from now on that everything is saved. */
    public void leavingSaved() {
        onLeaving = SAVED;
    }

    @Override
    public void tell(List<Line> lines) {
        gateway.print(lines);
    }

    @Override
    public boolean interactive() {
        return keyboard.person();
    }

    @Override
    public Reply ask(Question question, Ticker ticker) {
        keyboard.wake();
        Asked asked = new Asked(question, gateway, onLine(question));
        gateway.print(asked.whole());
        if (question.confirmation()) {
            if (!keyboard.person()) {
                hint("This is confirmed at a terminal only, never from a pipe or a file.");
                return new Ended(Why.END_OF_INPUT);
            }
            keyboard.drain();
        }
        return keeping(question, () -> new Exchange(question, asked, ticker).reply());
    }

    /** While a question stands open, what is typed at it is not lost when the terminal goes. */
    private Reply keeping(Question question, Supplier<Reply> exchange) {
        open = Optional.of(question);
        Reply reply = exchange.get();
        boolean gone = reply instanceof Ended ended && ended.why() == Why.HUNG_UP;
        if (gone || reply instanceof TimedOut) {
            editor.unsent().keep(question, keyboard.typed());
        } else {
            editor.unsent().forget(question);
        }
        open = Optional.empty();
        return reply;
    }

    @Override
    public Optional<String> edit(String text) {
        TextEditor.Edited edited = change(text);
        if (edited.problem().isPresent()) {
            hint(edited.problem().get());
        }
        return edited.text().filter(changed -> !changed.equals(text));
    }

    /**
     * Whether what Enter keeps stands on the line: a text does, to be edited; a choice is sooner made than rubbed out.
     */
    private boolean onLine(Question question) {
        return keyboard.edits() && question.enterKeeps() && question.choices().isEmpty();
    }

    @Override
    public void settled() {
        editor.discard();
    }

    private TextEditor.Edited change(String text) {
        if (!keyboard.person()) {
            return new TextEditor.Edited(Optional.empty(), Optional.of("There is no terminal for an editor here."));
        }
        TextEditor.Edited[] edited = new TextEditor.Edited[1];
        keyboard.aside(() -> edited[0] = editor.edit(text));
        return edited[0];
    }

    private void hint(String text) {
        gateway.print(List.of(new Line(Tone.HINT, text)));
    }

    /** Gives the terminal back as it was found, and keeps what was typed and not sent. */
    @Override
    public void close() {
        open.ifPresent(question -> editor.unsent().keep(question, keyboard.typed()));
        keyboard.close();
    }

    /** One question, until there is a reply to it. */
    private final class Exchange {
        private final Question question;
        private final Asked asked;
        private final Ticker ticker;
        private final Deadline deadline;
        private String typed;
        private boolean leaving;

        Exchange(Question question, Asked asked, Ticker ticker) {
            this.question = question;
            this.asked = asked;
            this.ticker = () -> {
                editor.unsent().keepLong(question, keyboard.typed());
                return ticker.tick();
            };
            this.deadline = new Deadline(question.until());
            this.typed = onLine(question) ? question.prefill().orElse("") : "";
            if (keyboard.person()) {
                editor.unsent().of(question).ifPresent(this::again);
            }
        }

        private void again(String unsent) {
            typed = unsent;
            hint("You typed this before; it is not sent yet.");
        }

        Reply reply() {
            Optional<Reply> reply = Optional.empty();
            boolean words = (question.choices().isEmpty() || question.freeText()) && !question.confirmation();
            while (reply.isEmpty()) {
                reply = heard(
                        keyboard.read(new Keyboard.Wanted(typed, deadline, ticker, asked.again(), filter(), words)));
            }
            return reply.get();
        }

        private Optional<Reply> heard(Keyboard.Input input) {
            if (input instanceof Keyboard.Gone gone) {
                return Optional.of(new Ended(gone.why()));
            }
            if (input instanceof Keyboard.Expired) {
                return Optional.of(new TimedOut());
            }
            if (input instanceof Keyboard.Interrupted interrupted) {
                return interrupted(interrupted.text());
            }
            leaving = false;
            if (input instanceof Keyboard.Editing editing) {
                return edited(editing.text());
            }
            return entered(((Keyboard.Entered) input).text());
        }

        /** Ctrl-C: first it clears the line, then it says so, then it leaves. */
        private Optional<Reply> interrupted(boolean text) {
            typed = "";
            if (!text && leaving) {
                return Optional.of(new Ended(Why.INTERRUPTED));
            }
            leaving = !text;
            if (leaving) {
                hint(onLeaving);
            }
            return Optional.empty();
        }

        private Optional<Reply> entered(String line) {
            Reading.Verdict verdict = Reading.read(question, line);
            if (verdict instanceof Reading.Answer answer) {
                return answer.reply() instanceof Order order && order.word().equals(EDIT)
                        ? edited(order.rest().isEmpty() ? question.prefill().orElse("") : order.rest())
                        : Optional.of(answer.reply());
            }
            if (verdict instanceof Reading.Narrowed narrowed) {
                gateway.print(asked.picked(narrowed.matching()));
                typed = "";
                return Optional.empty();
            }
            typed = keyboard.edits() && isWorthKeeping(line) ? line : "";
            gateway.print(List.of(new Line(Tone.NOTICE, ((Reading.Again) verdict).words())));
            if (!keyboard.edits()) {
                gateway.print(asked.again());
            }
            return Optional.empty();
        }

        private Optional<Reply> edited(String text) {
            TextEditor.Edited edited = change(text);
            edited.problem().ifPresent(Conversation.this::hint);
            String now = edited.text().orElse(text);
            if (keyboard.edits()) {
                typed = now;
                return Optional.empty();
            }
            if (edited.text().isPresent()) {
                gateway.print(List.of(new Line(Tone.QUOTE, now)));
                return entered(" " + now);
            }
            gateway.print(asked.again());
            return Optional.empty();
        }

        /** A wrong choice is sooner typed again than rubbed out; words stay to be mended. */
        private boolean isWorthKeeping(String line) {
            return !line.isBlank() && question.choices().isEmpty();
        }

        private Keyboard.Filter filter() {
            return question.picker() ? this::narrowed : Keyboard.Filter.NONE;
        }

        private List<Line> narrowed(String line) {
            boolean filters = !line.isBlank()
                    && !line.startsWith(":")
                    && Reading.offer(question, line.strip()).isEmpty();
            return filters ? asked.picked(Reading.matching(question, line)) : List.of();
        }
    }
}
