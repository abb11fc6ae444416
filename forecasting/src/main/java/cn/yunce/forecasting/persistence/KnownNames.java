package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.domain.Wave;
import cn.yunce.forecasting.file.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Names that a file's rows may point at, as loaded before it. */
final class KnownNames {
    private final Set<String> nodes;
    private final Set<String> fleets;
    private final Set<String> targets;
    private final Map<String, Wave> lines = new HashMap<>();

    KnownNames(JdbcClient db) {
        nodes = names(db, "SELECT id FROM forecasting.node");
        fleets = names(db, "SELECT id FROM forecasting.fleet");
        targets = names(db, "SELECT id FROM forecasting.target");
        db.sql("SELECT code, wave FROM forecasting.line").query(row -> {
            lines.put(row.getString(1), Wave.ofCode(row.getString(2)));
        });
    }

    private static Set<String> names(JdbcClient db, String sql) {
        return new HashSet<>(db.sql(sql).query(String.class).list());
    }

    String node(Row row, String column) {
        return known(nodes, row, column, "a loaded node's id");
    }

    String fleet(Row row, String column) {
        return known(fleets, row, column, "a loaded fleet");
    }

    String target(Row row, String column) {
        return known(targets, row, column, "a loaded target's id");
    }

    Wave wave(Row row, String column) {
        Wave wave = lines.get(row.text(column));
        if (wave == null) {
            throw row.bad(column, "a loaded line");
        }
        return wave;
    }

    private static String known(Set<String> names, Row row, String column, String expected) {
        String name = row.text(column);
        if (!names.contains(name)) {
            throw row.bad(column, expected);
        }
        return name;
    }
}
