package oncall.migration;

/** The tools whose migrations are known, by how they lay out their files. */
public enum Layout {
    FLYWAY("Flyway"),
    LIQUIBASE_SQL("Liquibase SQL"),
    RAILS("Rails"),
    DJANGO("Django"),
    ALEMBIC("Alembic"),
    KNEX("knex"),
    GOLANG_MIGRATE("golang-migrate"),
    UP_DOWN_PAIR("up and down pair");

    private final String shown;

    Layout(String shown) {
        this.shown = shown;
    }

    /** As shown to people. */
    public String shown() {
        return shown;
    }
}
