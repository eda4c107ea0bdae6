/**
 * The screen and the keyboard. {@link oncall.terminal.Gateway} is the only way text reaches a terminal: what others
 * wrote is made visible there, and our own styling, listed in {@link oncall.terminal.Sequences}, is added after. One
 * {@link oncall.terminal.Conversation} asks every question; where its lines come from (a pipe, a plain terminal, the
 * line editor) is all that differs.
 */
package oncall.terminal;
