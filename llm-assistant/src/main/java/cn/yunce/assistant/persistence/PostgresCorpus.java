package cn.yunce.assistant.persistence;

import cn.yunce.assistant.Corpus;
import cn.yunce.assistant.Corpus.ArticleText;
import cn.yunce.assistant.Corpus.DocumentInfo;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.corpus.DocumentStore;
import cn.yunce.assistant.corpus.ParsedArticle;
import cn.yunce.assistant.corpus.ParsedDocument;
import cn.yunce.assistant.retrieval.ArticleIndex;
import cn.yunce.assistant.retrieval.StoredArticle;
import com.pgvector.PGvector;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Documents, articles and vectors in the tables of V200 to V202, V312 and V313. */
@Component
final class PostgresCorpus implements DocumentStore, ArticleIndex {
    /** For a law or paper that does not say when it was made: in force ever since. */
    private static final LocalDate ALWAYS = LocalDate.of(1, 1, 1);

    private static final String IN_FORCE =
            "(d.effective_from <= :asOf AND (d.superseded_on IS NULL OR d.superseded_on > :asOf))";

    private static final String READABLE =
            "(d.readers = '{}' OR CAST(:role AS text) = 'ADMIN' OR CAST(:role AS text) = ANY(d.readers))";

    private final JdbcClient db;
    private final JdbcTemplate batches;
    private final TransactionTemplate transaction;

    PostgresCorpus(DataSource dataSource) {
        db = JdbcClient.create(dataSource);
        batches = new JdbcTemplate(dataSource);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    @Override
    public Optional<Held> find(String sha256) {
        return db.sql("SELECT law, coalesce(version::text, '') AS version, pipeline, questions, readers "
                        + "FROM assistant.document WHERE sha256 = ? ORDER BY id DESC LIMIT 1")
                .param(sha256)
                .query((row, n) -> new Held(
                        row.getString("law"),
                        row.getString("version"),
                        row.getInt("pipeline"),
                        row.getString("questions"),
                        readers(row)))
                .optional();
    }

    @Override
    public boolean permit(String sha256, Set<Role> readers) {
        return Objects.requireNonNull(transaction.execute(status -> {
            int changed = db.sql(
                            "UPDATE assistant.document SET readers = CAST(:readers AS text[]) WHERE sha256 = :sha256 AND readers <> CAST(:readers AS text[])")
                    .param("readers", names(readers))
                    .param("sha256", sha256)
                    .update();
            if (changed > 0) {
                db.sql("UPDATE assistant.corpus_state SET generation = generation + 1")
                        .update();
            }
            return changed > 0;
        }));
    }

    private static String[] names(Set<Role> readers) {
        return readers.stream().map(Role::name).sorted().toArray(String[]::new);
    }

    @Override
    public Map<String, float[]> getVectors(String law, Optional<LocalDate> version, int pipeline) {
        Map<String, float[]> vectors = new HashMap<>();
        String document =
                "d.law = :law AND d.version IS NOT DISTINCT FROM CAST(:version AS date) AND d.pipeline = :pipeline";
        List<String> queries = List.of(
                "SELECT a.label, a.heading, a.text, a.embedding::real[] AS vector FROM assistant.article a "
                        + "JOIN assistant.document d ON d.id = a.document_id WHERE " + document,
                "SELECT q.question AS text, q.embedding::real[] AS vector FROM assistant.article_question q "
                        + "JOIN assistant.article a ON a.id = q.article_id JOIN assistant.document d ON d.id = a.document_id WHERE "
                        + document);
        for (String sql : queries) {
            boolean ofArticles = sql.contains("a.label");
            db.sql(sql)
                    .param("law", law)
                    .param("version", version.orElse(null))
                    .param("pipeline", pipeline)
                    .query((row, n) -> Map.entry(
                            ofArticles
                                    ? ParsedArticle.searchText(
                                            law, row.getString("label"), headings(row), row.getString("text"))
                                    : row.getString("text"),
                            vector(row)))
                    .list()
                    .forEach(entry -> vectors.put(entry.getKey(), entry.getValue()));
        }
        return vectors;
    }

    private static float[] vector(ResultSet row) throws SQLException {
        Float[] boxed = (Float[]) row.getArray("vector").getArray();
        float[] vector = new float[boxed.length];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = boxed[i];
        }
        return vector;
    }

    @Override
    public boolean replace(ParsedDocument document, Source source, List<ArticleVectors> vectors) {
        if (vectors.size() != document.articles().size()) {
            throw new IllegalArgumentException(
                    "vectors must match articles: " + document.articles().size() + ", were " + vectors.size());
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            db.sql("UPDATE assistant.corpus_state SET generation = generation + 1")
                    .update();
            LocalDate version = document.version().orElse(null);
            int earlier = db.sql(
                            "DELETE FROM assistant.document WHERE law = :law AND version IS NOT DISTINCT FROM CAST(:version AS date)")
                    .param("law", document.law())
                    .param("version", version)
                    .update();
            long id = db.sql(
                            "INSERT INTO assistant.document (law, version, effective_from, file, sha256, pipeline, questions, preface, synthetic, readers) "
                                    + "VALUES (:law, CAST(:version AS date), :from, :file, :sha256, :pipeline, :questions, :preface, :synthetic, :readers) RETURNING id")
                    .param("law", document.law())
                    .param("version", version)
                    .param("from", document.effective().orElse(ALWAYS))
                    .param("file", source.file())
                    .param("sha256", source.sha256())
                    .param("pipeline", source.pipeline())
                    .param("questions", source.questions())
                    .param("preface", document.preface())
                    .param("synthetic", document.synthetic())
                    .param("readers", names(document.readers()))
                    .query(Long.class)
                    .single();
            insertArticles(id, document, vectors);
            db.sql(
                            "UPDATE assistant.document d SET superseded_on = (SELECT min(n.effective_from) FROM assistant.document n "
                                    + "WHERE n.law = d.law AND coalesce(n.version, '-infinity') > coalesce(d.version, '-infinity')) "
                                    + "WHERE law = ?")
                    .param(document.law())
                    .update();
            return earlier > 0;
        }));
    }

    private void insertArticles(long documentId, ParsedDocument document, List<ArticleVectors> vectors) {
        String base = document.law() + "@" + version(document.version().orElse(null)) + "#";
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> asked = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            ParsedArticle article = document.articles().get(i);
            rows.add(new Object[] {
                base + article.number(),
                documentId,
                i,
                article.number(),
                article.label(),
                article.heading().toArray(String[]::new),
                article.text(),
                new PGvector(vectors.get(i).text())
            });
            for (AskedQuestion question : vectors.get(i).questions()) {
                asked.add(new Object[] {
                    base + article.number(),
                    question.text(),
                    new PGvector(question.vector()),
                    new PGvector(question.encoded())
                });
            }
        }
        batches.batchUpdate(
                "INSERT INTO assistant.article (id, document_id, position, number, label, heading, text, embedding) "
                        + "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
        batches.batchUpdate(
                "INSERT INTO assistant.article_question (article_id, question, embedding, encoded) VALUES (?, ?, ?, ?)",
                asked);
    }

    @Override
    public Optional<ArticleText> findArticle(String id, LocalDate asOf, Role role) {
        return articles("WHERE a.id = ?", id).stream()
                .filter(article -> article.isReadableBy(role))
                .findFirst()
                .map(article -> article.asOf(asOf));
    }

    @Override
    public Optional<String> findArticle(String law, String number, LocalDate asOf, Role role) {
        return db.sql("SELECT a.id FROM assistant.article a JOIN assistant.document d ON d.id = a.document_id "
                        + "WHERE d.law = :law AND a.number = :number AND " + IN_FORCE + " AND " + READABLE)
                .param("law", law)
                .param("number", number)
                .param("asOf", asOf)
                .param("role", role.name())
                .query(String.class)
                .optional();
    }

    @Override
    public List<DocumentInfo> listDocuments(LocalDate asOf, Role role) {
        return db.sql("SELECT d.*, " + IN_FORCE + " AS in_force, "
                        + "(SELECT count(*) FROM assistant.article a WHERE a.document_id = d.id) AS articles "
                        + "FROM assistant.document d WHERE " + READABLE + " ORDER BY law, version DESC NULLS LAST")
                .param("asOf", asOf)
                .param("role", role.name())
                .query((row, n) -> new DocumentInfo(
                        row.getLong("id"),
                        row.getString("law"),
                        version(row.getObject("version", LocalDate.class)),
                        row.getBoolean("in_force"),
                        row.getInt("articles"),
                        row.getString("file"),
                        row.getBoolean("synthetic"),
                        readers(row)))
                .list();
    }

    @Override
    public long generation() {
        return db.sql("SELECT generation FROM assistant.corpus_state")
                .query(Long.class)
                .single();
    }

    @Override
    public List<StoredArticle> listArticles() {
        return articles("ORDER BY d.id, a.position");
    }

    private List<StoredArticle> articles(String which, Object... params) {
        return db.sql(
                        "SELECT a.id, a.number, a.label, a.heading, a.text, d.law, d.version, d.effective_from, d.superseded_on, d.synthetic, d.readers "
                                + "FROM assistant.article a JOIN assistant.document d ON d.id = a.document_id " + which)
                .params(params)
                .query((row, n) -> new StoredArticle(
                        row.getString("id"),
                        row.getString("law"),
                        version(row.getObject("version", LocalDate.class)),
                        row.getObject("effective_from", LocalDate.class),
                        Optional.ofNullable(row.getObject("superseded_on", LocalDate.class)),
                        row.getString("number"),
                        row.getString("label"),
                        headings(row),
                        row.getString("text"),
                        row.getBoolean("synthetic"),
                        readers(row)))
                .list();
    }

    @Override
    public List<Neighbour> listNearest(float[] question, LocalDate asOf, Role role, int limit) {
        return Objects.requireNonNull(transaction.execute(status -> {
            // The index must go on where the filter leaves too few, and look wide enough for the limit.
            db.sql("SET LOCAL hnsw.iterative_scan = strict_order").update();
            db.sql("SET LOCAL hnsw.ef_search = 200").update();
            return db.sql("SELECT a.id, 1 - (a.embedding <=> :question) AS cosine FROM assistant.article a "
                            + "JOIN assistant.document d ON d.id = a.document_id WHERE " + IN_FORCE
                            + " AND " + READABLE + " ORDER BY a.embedding <=> :question LIMIT :limit")
                    .param("question", new PGvector(question))
                    .param("asOf", asOf)
                    .param("role", role.name())
                    .param("limit", limit)
                    .query((row, n) -> new Neighbour(row.getString("id"), row.getDouble("cosine")))
                    .list();
        }));
    }

    @Override
    public List<Neighbour> listNearestByQuestion(float[] question, LocalDate asOf, Role role, int limit) {
        return listNearestByQuestion("embedding", question, asOf, role, limit);
    }

    @Override
    public List<Neighbour> listNearestByEncoded(float[] question, LocalDate asOf, Role role, int limit) {
        return listNearestByQuestion("encoded", question, asOf, role, limit);
    }

    private List<Neighbour> listNearestByQuestion(
            String vector, float[] question, LocalDate asOf, Role role, int limit) {
        return Objects.requireNonNull(transaction.execute(status -> {
            db.sql("SET LOCAL hnsw.iterative_scan = strict_order").update();
            db.sql("SET LOCAL hnsw.ef_search = 200").update();
            Map<String, Neighbour> nearest = new LinkedHashMap<>();
            db.sql("SELECT q.article_id, 1 - (q." + vector
                            + " <=> :question) AS cosine FROM assistant.article_question q "
                            + "JOIN assistant.article a ON a.id = q.article_id "
                            + "JOIN assistant.document d ON d.id = a.document_id WHERE " + IN_FORCE
                            + " AND " + READABLE + " AND q." + vector + " IS NOT NULL ORDER BY q." + vector
                            + " <=> :question LIMIT :limit")
                    .param("question", new PGvector(question))
                    .param("asOf", asOf)
                    .param("role", role.name())
                    .param("limit", limit)
                    .query((row, n) -> new Neighbour(row.getString("article_id"), row.getDouble("cosine")))
                    .list()
                    .forEach(neighbour -> nearest.putIfAbsent(neighbour.articleId(), neighbour));
            return List.copyOf(nearest.values());
        }));
    }

    @Override
    public Map<String, Double> getCosines(Collection<String> articleIds, float[] question) {
        return db
                .sql("SELECT id, 1 - (embedding <=> :question) AS cosine FROM assistant.article WHERE id = ANY(:ids)")
                .param("question", new PGvector(question))
                .param("ids", articleIds.toArray(String[]::new))
                .query((row, n) -> new Neighbour(row.getString("id"), row.getDouble("cosine")))
                .list()
                .stream()
                .collect(Collectors.toMap(Neighbour::articleId, Neighbour::cosine));
    }

    private static List<String> headings(ResultSet row) throws SQLException {
        return Arrays.asList((String[]) row.getArray("heading").getArray());
    }

    private static Set<Role> readers(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("readers").getArray())
                .map(Role::valueOf)
                .collect(Collectors.toSet());
    }

    private static String version(@Nullable LocalDate version) {
        return version == null ? Corpus.UNKNOWN_VERSION : version.toString();
    }
}
