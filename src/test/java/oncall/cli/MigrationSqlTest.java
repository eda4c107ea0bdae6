package oncall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import oncall.plan.Surroundings;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MigrationSqlTest {
    private static List<String> look(String path, String text) {
        Map<String, String> files = Map.of(path, text);
        return new MigrationSql(each -> Optional.ofNullable(files.get(each)))
                .look(path).stream().map(MigrationSqlTest::told).toList();
    }

    private static String told(Surroundings.SqlFinding finding) {
        String kind = !finding.read() ? "unread" : finding.certain() ? "cannot" : "may";
        return kind + " " + finding.at() + " " + finding.what().replaceAll("[.] .*", "");
    }

    @Test
    void what_goes_forward_is_read_at_its_place() {
        assertEquals(
                List.of("cannot db/1.sql:2:32 drops column `orders.price`"),
                look("db/1.sql", "begin;\nalter table orders drop column price;\ncommit;\n"));
        assertEquals(List.of(), look("db/1.sql", "alter table orders add column price_v2 bigint;\n"));
    }

    @Test
    void the_half_that_undoes_does_not_count() {
        String down = "create table a (id int);\n-- %s\ndrop table b;\n";
        for (String mark : List.of("+goose Down", "+migrate Down", "migrate:down", "//@UNDO")) {
            assertEquals(List.of(), look("db/1.sql", down.formatted(mark)), mark);
        }
        assertEquals(1, look("db/1.sql", down.formatted("dbmate")).size());
    }

    @Test
    void a_migration_of_another_language_is_read_as_its_tool_runs_it() {
        assertEquals(
                List.of("cannot db/migrate/20181112170300_drop_price.rb:3:5 drops column `orders.price`"),
                look(
                        "db/migrate/20181112170300_drop_price.rb",
                        "class DropPrice < ActiveRecord::Migration[5.2]\n  def up\n    remove_column :orders, :price\n"
                                + "  end\nend\n"));
    }

    @Test
    void what_nobody_can_read_is_said() {
        assertTrue(look("ops/change.sh", "psql -c 'drop table a'\n").get(0).startsWith("unread ops/change.sh:1:1 "));
        assertTrue(new MigrationSql(each -> Optional.empty())
                        .look("db/1.sql")
                        .get(0)
                        .at()
                        .line()
                == 1);
        assertTrue(look("db/1.sql", "frobnicate the orders;\n").get(0).startsWith("unread db/1.sql:1:1 "));
    }
}
