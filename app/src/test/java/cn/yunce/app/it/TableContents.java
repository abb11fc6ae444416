package cn.yunce.app.it;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What all tables of a schema hold, to compare: row count and a checksum that does not depend on the order. */
final class TableContents {
    private TableContents() {}

    static Map<String, String> of(JdbcClient db, String schema) {
        Map<String, String> contents = new TreeMap<>();
        for (String table : db.sql("SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables "
                        + "WHERE schemaname = ?")
                .param(schema)
                .query(String.class)
                .list()) {
            contents.put(
                    table,
                    db.sql("SELECT count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) FROM "
                                    + table + " t")
                            .query(String.class)
                            .single());
        }
        return contents;
    }
}
