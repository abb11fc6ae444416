package cn.yunce.assistant.corpus;

import cn.yunce.assistant.Corpus.ArticleText;
import cn.yunce.assistant.Corpus.DocumentInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Port: where documents are kept. */
public interface DocumentStore {

    /** Whether a file of this content, cut and embedded this way, is there already. */
    boolean holds(String sha256, int pipeline);

    /**
     * Keeps a document in place of an earlier one of the same law and version, in one transaction.
     *
     * @param vectors one for each article, in their order
     * @return whether there was an earlier one
     */
    boolean replace(ParsedDocument document, Source source, List<ArticleVectors> vectors);

    /** @param asOf the day for which it says whether the article is in force */
    Optional<ArticleText> findArticle(String id, LocalDate asOf);

    /** By law, latest version first. */
    List<DocumentInfo> listDocuments(LocalDate asOf);

    /** Of an article's own text, and of what people typically ask of it. */
    @SuppressWarnings("ArrayRecordComponent") // vectors on their way to the database, never compared
    record ArticleVectors(float[] text, List<AskedQuestion> questions) {
        public ArticleVectors {
            questions = List.copyOf(questions);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // vectors on their way to the database, never compared
    record AskedQuestion(String text, float[] vector) {}

    /** @param pipeline how it was cut and embedded */
    record Source(String file, String sha256, int pipeline) {}
}
