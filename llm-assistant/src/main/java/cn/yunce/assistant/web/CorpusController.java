package cn.yunce.assistant.web;

import cn.yunce.assistant.Corpus;
import cn.yunce.assistant.Corpus.ArticleText;
import cn.yunce.assistant.Corpus.DocumentInfo;
import cn.yunce.assistant.Corpus.IngestReport;
import cn.yunce.assistant.Corpus.Reference;
import cn.yunce.assistant.Role;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/v1")
class CorpusController {
    private static final int MAX_NAME_LENGTH = 80;

    private final Corpus corpus;

    CorpusController(Corpus corpus) {
        this.corpus = corpus;
    }

    @GetMapping("/articles/{id}")
    ArticleView article(@PathVariable String id, HttpServletRequest caller) {
        Role role = Callers.roleOf(caller);
        return corpus.findArticle(id, role)
                .map(article -> new ArticleView(article, corpus.listReferences(article, role)))
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no article " + shortened(id)));
    }

    @GetMapping("/documents")
    List<DocumentInfo> documents(HttpServletRequest caller) {
        return corpus.listDocuments(Callers.roleOf(caller));
    }

    /** @param references places of the text that refer to other articles */
    record ArticleView(@JsonUnwrapped ArticleText article, List<Reference> references) {}

    /** Ingests one .md, .txt, .html, .docx or .pdf file; the answer comes when it is committed.
     *
     * @param readers roles that may read it beside ADMIN; everyone without it
     */
    @PostMapping("/documents")
    IngestReport ingest(
            @RequestParam MultipartFile file,
            @RequestParam(required = false) @Nullable Set<Role> readers,
            HttpServletRequest caller)
            throws IOException {
        if (!caller.isUserInRole("ADMIN")) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "documents are ingested by the role ADMIN");
        }
        Path folder = Files.createTempDirectory("yunce-document");
        Path uploaded = folder.resolve(safeName(Optional.ofNullable(file.getOriginalFilename())));
        try {
            file.transferTo(uploaded);
            IngestReport report = corpus.ingest(uploaded, readers == null ? Set.of() : readers, line -> {});
            if (!report.errors().isEmpty()) {
                throw new ResponseStatusException(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        shortened(report.errors().getFirst()));
            }
            return report;
        } finally {
            Files.deleteIfExists(uploaded);
            Files.deleteIfExists(folder);
        }
    }

    /** The sender's name without any path; a law's version is read from it. */
    private static String safeName(Optional<String> original) {
        String name = original.orElse("").replaceAll(".*[/\\\\]", "").replaceAll("[^\\p{L}\\p{N}._()（）-]", "_");
        String tail = name.length() > MAX_NAME_LENGTH ? name.substring(name.length() - MAX_NAME_LENGTH) : name;
        return tail.replace(".", "").isBlank() ? "document.md" : tail;
    }

    private static String shortened(String text) {
        return text.length() <= MAX_NAME_LENGTH * 4 ? text : text.substring(0, MAX_NAME_LENGTH * 4) + "…";
    }
}
