package oncall.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.sf.jsqlparser.parser.CCJSqlParser;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.Block;
import net.sf.jsqlparser.statement.IfElseStatement;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.UnsupportedStatement;
import net.sf.jsqlparser.statement.alter.Alter;
import net.sf.jsqlparser.statement.alter.AlterExpression;
import net.sf.jsqlparser.statement.alter.AlterOperation;
import net.sf.jsqlparser.statement.alter.RenameTableStatement;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.drop.Drop;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.statement.truncate.Truncate;
import net.sf.jsqlparser.statement.update.Update;

/**
 * The library's parser, held to limits: statements of a length, brackets of a depth, a time for each. After one statement that
 * took too long it is not asked again, so that a hostile file costs that time once.
 */
final class RealParser implements AutoCloseable {
    private static final int LONGEST = 40_000;
    private static final int DEEPEST = 30;
    private static final long STACK = 4L << 20;
    private static final long MILLIS = 2_000;

    /** What the parser saw: a harm and the name of what it is done to. */
    record Spotted(Harm harm, String object) {}

    private ExecutorService worker;
    private boolean givenUp;

    /** What a statement does, if it could be read for certain. */
    Optional<List<Spotted>> read(String statement, int deepest) {
        if (givenUp || statement.length() > LONGEST || deepest > DEEPEST) {
            return Optional.empty();
        }
        if (worker == null) {
            worker = Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(null, task, "sql", STACK);
                thread.setDaemon(true);
                return thread;
            });
        }
        CCJSqlParser parser;
        try {
            parser = new CCJSqlParser(statement)
                    .withAllowComplexParsing(false)
                    .withSquareBracketQuotation(statement.indexOf('[') >= 0);
        } catch (ParseException e) {
            return Optional.empty();
        }
        Future<Optional<List<Spotted>>> answer = worker.submit(() -> parsed(parser));
        try {
            return answer.get(MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (TimeoutException e) {
            parser.interrupted = true;
            givenUp = true;
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            givenUp = true;
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        if (worker != null) {
            worker.shutdownNow();
        }
    }

    private static Optional<List<Spotted>> parsed(CCJSqlParser parser) {
        try {
            Statement statement = parser.Statement();
            List<Spotted> spotted = new ArrayList<>();
            boolean whole = parser.getNextToken().kind == 0 && look(statement, spotted);
            return whole ? Optional.of(spotted) : Optional.empty();
        } catch (ParseException | TokenMgrException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** Adds what a statement does; false where the parser took it in without knowing what it is. */
    private static boolean look(Statement statement, List<Spotted> spotted) {
        if (statement instanceof UnsupportedStatement) {
            return false;
        }
        if (statement instanceof Alter alter) {
            return alter(alter, spotted);
        }
        if (statement instanceof Drop drop) {
            Optional<Harm> harm = dropped(drop);
            harm.ifPresent(known -> spotted.add(new Spotted(known, name(drop.getName()))));
            return harm.isPresent();
        } else if (statement instanceof Truncate truncate) {
            List<Table> tables = truncate.getTables() == null ? List.of(truncate.getTable()) : truncate.getTables();
            tables.forEach(table -> spotted.add(new Spotted(Harm.TRUNCATE, name(table))));
        } else if (statement instanceof RenameTableStatement rename) {
            for (Map.Entry<Table, Table> pair : rename.getTableNames()) {
                spotted.add(new Spotted(Harm.RENAME_TABLE, name(pair.getKey())));
            }
        } else if (statement instanceof Delete delete) {
            with(delete.getWithItemsList(), spotted);
            if (delete.getWhere() == null && none(delete.getJoins()) && delete.getTable() != null) {
                spotted.add(new Spotted(Harm.DELETE_ALL, name(delete.getTable())));
            }
        } else if (statement instanceof Update update) {
            with(update.getWithItemsList(), spotted);
            if (update.getWhere() == null && none(update.getJoins()) && none(update.getStartJoins())) {
                spotted.add(new Spotted(Harm.UPDATE_ALL, name(update.getTable())));
            }
        } else if (statement instanceof Insert insert) {
            with(insert.getWithItemsList(), spotted);
        } else if (statement instanceof Select select) {
            with(select.getWithItemsList(), spotted);
        } else if (statement instanceof Block block) {
            return block.getStatements().stream().allMatch(inner -> look(inner, spotted));
        } else if (statement instanceof IfElseStatement either) {
            return look(either.getIfStatement(), spotted)
                    && (either.getElseStatement() == null || look(either.getElseStatement(), spotted));
        }
        return true;
    }

    private static void with(List<WithItem<?>> items, List<Spotted> spotted) {
        if (items == null) {
            return;
        }
        for (WithItem<?> item : items) {
            Statement inner = item.getParenthesedStatement();
            if (inner != null) {
                look(inner, spotted);
            }
        }
    }

    private static boolean alter(Alter alter, List<Spotted> spotted) {
        String table = name(alter.getTable());
        boolean known = true;
        for (AlterExpression action : alter.getAlterExpressions()) {
            AlterOperation operation = action.getOperation();
            if (operation == AlterOperation.DROP && action.getColumnName() != null) {
                spotted.add(new Spotted(Harm.DROP_COLUMN, table + "." + action.getColumnName()));
            } else if (operation == AlterOperation.RENAME && action.getColumnOldName() != null) {
                spotted.add(new Spotted(Harm.RENAME_COLUMN, table + "." + action.getColumnOldName()));
            } else if (operation == AlterOperation.RENAME_TABLE) {
                spotted.add(new Spotted(Harm.RENAME_TABLE, table));
            } else if (operation == AlterOperation.DROP_PRIMARY_KEY) {
                spotted.add(new Spotted(Harm.CHANGE_PRIMARY_KEY, table));
            } else if (operation == AlterOperation.UNSPECIFIC) {
                known = false;
            }
        }
        return known;
    }

    private static Optional<Harm> dropped(Drop drop) {
        return switch (drop.getType().toUpperCase(java.util.Locale.ROOT)) {
            case "TABLE" -> Optional.of(Harm.DROP_TABLE);
            case "VIEW" -> Optional.of(Harm.DROP_VIEW);
            case "SCHEMA" -> Optional.of(Harm.DROP_SCHEMA);
            case "DATABASE" -> Optional.of(Harm.DROP_DATABASE);
            default -> Optional.empty();
        };
    }

    private static boolean none(List<?> list) {
        return list == null || list.isEmpty();
    }

    private static String name(Table table) {
        return table.getFullyQualifiedName();
    }
}
