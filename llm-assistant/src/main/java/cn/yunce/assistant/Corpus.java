package cn.yunce.assistant;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The documents that answers are drawn from. */
public interface Corpus {

    /** Stands for the version of a document that does not tell when it was made. */
    String UNKNOWN_VERSION = "未知";

    /**
     * Ingests a file, or every .md, .txt, .html, .docx and .pdf file of a folder. A file whose content is unchanged is left as it is; one that
     * changed replaces its earlier articles in one transaction.
     *
     * @param readers who may read the documents beside ADMIN; empty for those whom a document names itself, else for everyone
     * @param progress gets a line now and then
     */
    IngestReport ingest(Path fileOrFolder, Set<Role> readers, Consumer<String> progress);

    /** Empty also where {@code role} may not read it. */
    Optional<ArticleText> findArticle(String id, Role role);

    /** Where the text of an article refers to other articles that {@code role} may read, in the order of the text. */
    List<Reference> listReferences(ArticleText article, Role role);

    /** What {@code role} may read, by law, latest version first. */
    List<DocumentInfo> listDocuments(Role role);

    record IngestReport(int added, int replaced, int unchanged, int articles, List<String> errors) {
        public IngestReport {
            errors = List.copyOf(errors);
        }
    }

    /**
     * @param id for example {@code 快递暂行条例@2019-03-02#21}; readable and stable over re-ingestion
     * @param article label of the unit: 第二十一条, or 二、（一） in a policy paper
     * @param text without the label; paragraphs (款) and items (项) on lines of their own
     * @param heading 编/章/节 that the article stands under, outermost first
     */
    record ArticleText(
            String id,
            String law,
            String version,
            boolean inForce,
            String article,
            List<String> heading,
            String text,
            boolean synthetic) {
        public ArticleText {
            heading = List.copyOf(heading);
        }
    }

    /**
     * @param start first character of the text that refers, {@code end} the one after its last
     * @param articleId the article referred to
     */
    record Reference(int start, int end, String articleId) {}

    /**
     * @param version day the version was made or amended, ISO; {@link #UNKNOWN_VERSION} when the document does not say
     * @param readers who may read it beside ADMIN; empty for everyone
     */
    record DocumentInfo(
            long id,
            String law,
            String version,
            boolean inForce,
            int articles,
            String file,
            boolean synthetic,
            Set<Role> readers) {
        public DocumentInfo {
            readers = Set.copyOf(readers);
        }
    }
}
