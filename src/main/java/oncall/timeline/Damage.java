package oncall.timeline;

/**
 * A place in a timeline file that cannot be right.
 *
 * @param file the file's name in `timeline/`
 * @param line counts from 1; 0 for the file as a whole
 * @param what what is wrong with it, to stand after the line's number: `does not verify`
 */
public record Damage(String file, int line, String what) {
    @Override
    public String toString() {
        return line == 0 ? file + " " + what : file + ":" + line + " " + what;
    }
}
