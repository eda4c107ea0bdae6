/**
 * Says of SQL what code of an older version cannot live with, and what a down destroys, each at its place. Every statement
 * goes to a cautious reader of tokens; what matters or what that reader does not know also to a real parser, loaded only
 * then. What either sees is a finding; what neither can read is a {@link oncall.sql.CouldNotRead}, never silence.
 */
package oncall.sql;
