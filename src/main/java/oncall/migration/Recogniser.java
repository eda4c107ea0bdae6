package oncall.migration;

/** Knows the migrations of one tool. */
interface Recogniser {
    /** Looks at one path; true when it is of this layout, and then it is taken together with what belongs to it. */
    boolean look(String path, Tree tree, Found found);
}
