package oncall.terminal;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Every escape sequence that this program may send to a terminal. There is no query among them: nothing is ever asked
 * of a terminal, because over ssh and tmux its reply can arrive as typed text. A test reads what really goes out
 * against this list.
 */
public final class Sequences {
    /** Starts bracketed paste, so that a pasted line feed is no Enter. */
    static final String PASTE_ON = "\u001b[?2004h";

    /** Ends bracketed paste. */
    static final String PASTE_OFF = "\u001b[?2004l";

    /** The pattern of each; nothing else may follow an ESC. */
    public static final List<Pattern> ALL = List.of(
            Pattern.compile("\u001b\\[\\?2004[hl]"),
            // the line editor: cursor up, down, right, left, erase to the end of the line, of the screen
            Pattern.compile("\u001b\\[\\d{0,4}[ABCD]"),
            Pattern.compile("\u001b\\[[JK]"),
            // styling: reset, bold, faint, the 16 colours of the foreground
            Pattern.compile("\u001b\\[(0|1|2|3[0-7]|9[0-7])?(;(1|2|3[0-7]|9[0-7]))*m"));

    /**
     * What the line editor may know about any terminal, in the words of terminfo. It is the same for all: the sequences
     * that everything since the VT100 understands. So none is sent that is not on the list, and no program is started
     * to learn more.
     */
    static final String CAPABILITIES = """
            oncall|what every terminal since the VT100 understands,
            \tam, xenl,
            \tcols#80, lines#24,
            \tbel=^G, cr=^M, cub=\\E[%p1%dD, cub1=^H, cud=\\E[%p1%dB, cud1=^J,
            \tcuf=\\E[%p1%dC, cuf1=\\E[C, cuu=\\E[%p1%dA, cuu1=\\E[A,
            \ted=\\E[J, el=\\E[K,
            \tkbs=^?, kcub1=\\E[D, kcud1=\\E[B, kcuf1=\\E[C, kcuu1=\\E[A,
            \tkdch1=\\E[3~, kend=\\E[F, khome=\\E[H, kich1=\\E[2~, knp=\\E[6~, kpp=\\E[5~,
            """;

    private Sequences() {}
}
