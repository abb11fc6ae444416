package cn.yunce.assistant.corpus;

import cn.yunce.assistant.Corpus.ArticleText;
import cn.yunce.assistant.Corpus.DocumentInfo;
import cn.yunce.assistant.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Port: where documents are kept. */
public interface DocumentStore {

    /** The document that a file of this content was read as; empty where it is not there. */
    Optional<Held> find(String sha256);

    /** Lets {@code readers} read the document of this content, everyone where empty; whether that changed anything. */
    boolean permit(String sha256, Set<Role> readers);

    /** Vectors of a law's version as far as they were made this way: by search text those of articles, by question those of questions. */
    Map<String, float[]> getVectors(String law, Optional<LocalDate> version, int pipeline);

    /**
     * Keeps a document in place of an earlier one of the same law and version, in one transaction.
     *
     * @param vectors one for each article, in their order
     * @return whether there was an earlier one
     */
    boolean replace(ParsedDocument document, Source source, List<ArticleVectors> vectors);

    /** @param asOf the day for which it says whether the article is in force */
    Optional<ArticleText> findArticle(String id, LocalDate asOf, Role role);

    /** Id of an article of the version that is in force on {@code asOf}, by law and number. */
    Optional<String> findArticle(String law, String number, LocalDate asOf, Role role);

    /** By law, latest version first. */
    List<DocumentInfo> listDocuments(LocalDate asOf, Role role);

    /** Of an article's own text, and of what people typically ask of it. */
    @SuppressWarnings("ArrayRecordComponent") // vectors on their way to the database, never compared
    record ArticleVectors(float[] text, List<AskedQuestion> questions) {
        public ArticleVectors {
            questions = List.copyOf(questions);
        }
    }

    /**
     * @param vector of {@link TextEmbedder}
     * @param encoded of {@link QuestionEncoder}
     */
    @SuppressWarnings("ArrayRecordComponent") // vectors on their way to the database, never compared
    record AskedQuestion(String text, float[] vector, float[] encoded) {}

    /**
     * @param pipeline how it was cut and embedded
     * @param questions fingerprint of the typical questions that its articles are stored with, and of their encoder
     */
    record Source(String file, String sha256, int pipeline, String questions) {}

    /**
     * A document that is kept.
     *
     * @param version yyyy-MM-dd, empty when unknown
     * @param readers who may read it, everyone where empty
     */
    record Held(String law, String version, int pipeline, String questions, Set<Role> readers) {
        public Held {
            readers = Set.copyOf(readers);
        }
    }
}
