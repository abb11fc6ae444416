package cn.yunce.assistant;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The documents that answers are drawn from. */
public interface Corpus {

    /**
     * Ingests a file, or every .md and .txt file of a folder. A file whose content is unchanged is left as it is; one that
     * changed replaces its earlier articles in one transaction.
     *
     * @param progress gets a line now and then
     */
    IngestReport ingest(Path fileOrFolder, Consumer<String> progress);

    Optional<ArticleText> findArticle(String id);

    /** By law, latest version first. */
    List<DocumentInfo> listDocuments();

    record IngestReport(int added, int replaced, int unchanged, int articles, List<String> errors) {
        public IngestReport {
            errors = List.copyOf(errors);
        }
    }

    /** @param heading 编/章/节 that the article stands under, outermost first */
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

    /** @param version day the version was made or amended */
    record DocumentInfo(
            long id, String law, LocalDate version, boolean inForce, int articles, String file, boolean synthetic) {}
}
