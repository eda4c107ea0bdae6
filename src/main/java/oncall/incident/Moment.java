package oncall.incident;

/** A moment of the course of an incident, in the usual order. */
public enum Moment {
    STARTED("started"),
    DETECTED("detected"),
    DECLARED("declared"),
    ACKNOWLEDGED("acknowledged"),
    TEAM_TOLD("team told"),
    CUSTOMERS_TOLD("customers told"),
    REVERT_DECIDED("revert decided"),
    MITIGATED("mitigated"),
    RECOVERED("recovered"),
    RESOLVED("resolved"),
    CLOSED("closed");

    private final String word;

    Moment(String word) {
        this.word = word;
    }

    /** As documents name it; of a milestone, its word in files. */
    public String word() {
        return word;
    }
}
