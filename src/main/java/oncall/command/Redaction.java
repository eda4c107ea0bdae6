package oncall.command;

/** Takes secrets out of one stream of lines, in order; what spans several lines is remembered from one to the next. */
public interface Redaction {
    /** The next line without its secrets. */
    String line(String line);

    /** Says that lines were passed over, so that the next one may stand in the middle of something. */
    void gap();
}
