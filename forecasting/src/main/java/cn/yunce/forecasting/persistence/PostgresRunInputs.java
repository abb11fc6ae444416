package cn.yunce.forecasting.persistence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Inputs in the tables of V110, each block once. */
@Component
final class PostgresRunInputs implements RunInputs {
    private final JdbcClient db;
    private final TransactionTemplate transaction;

    PostgresRunInputs(DataSource dataSource) {
        db = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    @Override
    public void save(long runId, RunInput input) {
        Map<InputBlocks.Key, byte[]> blocks = InputBlocks.of(input);
        transaction.executeWithoutResult(status -> {
            db.sql("DELETE FROM forecasting.run_input WHERE run_id = ?")
                    .param(runId)
                    .update();
            blocks.forEach((key, block) -> save(runId, key, block));
        });
    }

    private void save(long runId, InputBlocks.Key key, byte[] block) {
        byte[] hash = hash(block);
        boolean known = db.sql("SELECT EXISTS (SELECT 1 FROM forecasting.input_block WHERE hash = ?)")
                .param(hash)
                .query(Boolean.class)
                .single();
        if (!known) {
            db.sql("INSERT INTO forecasting.input_block (hash, content) VALUES (?, ?) ON CONFLICT DO NOTHING")
                    .params(hash, InputBlocks.compressed(block))
                    .update();
        }
        db.sql("INSERT INTO forecasting.run_input (run_id, part, month, hash) VALUES (?, ?, ?, ?)")
                .params(runId, key.part(), key.month(), hash)
                .update();
    }

    @Override
    public Optional<RunInput> find(long runId) {
        Map<InputBlocks.Key, byte[]> blocks = new HashMap<>();
        db.sql("SELECT i.part, i.month, b.content FROM forecasting.run_input i "
                        + "JOIN forecasting.input_block b ON b.hash = i.hash WHERE i.run_id = ?")
                .param(runId)
                .query(row -> {
                    blocks.put(
                            new InputBlocks.Key(
                                    row.getString("part"),
                                    Rows.day(row, "month").date()),
                            InputBlocks.uncompressed(row.getBytes("content")));
                });
        return blocks.isEmpty() ? Optional.empty() : Optional.of(InputBlocks.read(blocks));
    }

    private static byte[] hash(byte[] block) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(block);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
