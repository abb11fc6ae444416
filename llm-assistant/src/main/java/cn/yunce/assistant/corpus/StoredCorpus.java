package cn.yunce.assistant.corpus;

import cn.yunce.assistant.Corpus;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.corpus.DocumentStore.ArticleVectors;
import cn.yunce.assistant.corpus.DocumentStore.AskedQuestion;
import cn.yunce.assistant.corpus.DocumentStore.Held;
import cn.yunce.assistant.corpus.DocumentStore.Source;
import cn.yunce.assistant.guardrail.PersonalData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.stereotype.Service;

/** Reads files, hides personal data, cuts them, embeds the articles and stores them. */
@Service
final class StoredCorpus implements Corpus {
    /** To be raised whenever documents are cut or embedded another way, so that unchanged files are read again. */
    private static final int PIPELINE = 5;

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long MAX_BYTES = 20_000_000;
    private static final int BATCH = 64;

    private final DocumentStore store;
    private final TextEmbedder embedder;
    private final TypicalQuestions questions;
    private final QuestionEncoder encoder;
    private final Clock clock;

    StoredCorpus(
            DocumentStore store,
            TextEmbedder embedder,
            TypicalQuestions questions,
            QuestionEncoder encoder,
            Clock clock) {
        this.store = store;
        this.embedder = embedder;
        this.questions = questions;
        this.encoder = encoder;
        this.clock = clock;
    }

    /** @throws IllegalArgumentException when there is no such file or folder, or nothing in it to read */
    @Override
    public IngestReport ingest(Path fileOrFolder, Set<Role> readers, Consumer<String> progress) {
        int added = 0;
        int replaced = 0;
        int unchanged = 0;
        int articles = 0;
        List<String> errors = new ArrayList<>();
        for (Path file : listFiles(fileOrFolder)) {
            String name = String.valueOf(file.getFileName());
            try {
                byte[] bytes = read(file);
                String content = DigestUtils.sha256Hex(bytes);
                Optional<Held> held = store.find(content);
                if (held.filter(this::isUpToDate).isPresent()) {
                    boolean permitted = !readers.isEmpty() && store.permit(content, readers);
                    replaced += permitted ? 1 : 0;
                    unchanged += permitted ? 0 : 1;
                    continue;
                }
                String text = DocumentText.of(name, bytes);
                String masked = PersonalData.mask(text);
                if (!masked.equals(text)) {
                    progress.accept(name + ": telephone numbers, names or rooms of people were hidden");
                }
                // A file that is only read anew stays with those whom an earlier ingestion named.
                ParsedDocument document = DocumentParser.parse(name, masked)
                        .readableBy(readers.isEmpty() ? held.map(Held::readers).orElse(readers) : readers);
                document.notes().forEach(note -> progress.accept(name + ": " + note));
                Source source = new Source(name, content, PIPELINE, fingerprint(document.law(), version(document)));
                boolean earlier = store.replace(document, source, embed(name, document, progress));
                added += earlier ? 0 : 1;
                replaced += earlier ? 1 : 0;
                articles += document.articles().size();
                progress.accept(name + "：" + document.articles().size() + " 条");
            } catch (IllegalArgumentException e) {
                errors.add(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                errors.add(name + ": cannot be read: " + e.getMessage());
            }
        }
        return new IngestReport(added, replaced, unchanged, articles, errors);
    }

    /** Whether it was cut and embedded as it would be now, with the questions that are known now and their encoder. */
    private boolean isUpToDate(Held held) {
        return held.pipeline() == PIPELINE && held.questions().equals(fingerprint(held.law(), held.version()));
    }

    private String fingerprint(String law, String version) {
        List<String> asked = questions.listOf(law, version);
        String encoded = asked.isEmpty() ? "" : encoder.version();
        return DigestUtils.sha256Hex((encoded + String.join("\n", asked)).getBytes(StandardCharsets.UTF_8));
    }

    private static String version(ParsedDocument document) {
        return document.version().map(LocalDate::toString).orElse("");
    }

    /** Articles and questions that an earlier ingestion has embedded already are not embedded again. */
    private List<ArticleVectors> embed(String name, ParsedDocument document, Consumer<String> progress) {
        String version = version(document);
        Map<String, float[]> known = store.getVectors(document.law(), document.version(), PIPELINE);
        List<ParsedArticle> articles = document.articles();
        List<ArticleVectors> vectors = new ArrayList<>(articles.size());
        for (int from = 0; from < articles.size(); from += BATCH) {
            if (from > 0) {
                progress.accept(name + "：" + from + " / " + articles.size());
            }
            List<ParsedArticle> batch = articles.subList(from, Math.min(articles.size(), from + BATCH));
            List<float[]> texts = embed(
                    batch.stream()
                            .map(article -> ParsedArticle.searchText(
                                    document.law(), article.label(), article.heading(), article.text()))
                            .toList(),
                    known);
            List<List<String>> listed = batch.stream()
                    .map(article -> questions.listOf(document.law(), version, article.label()))
                    .toList();
            Iterator<AskedQuestion> asked =
                    asked(listed.stream().flatMap(List::stream).toList(), known).iterator();
            for (int i = 0; i < batch.size(); i++) {
                vectors.add(new ArticleVectors(
                        texts.get(i),
                        listed.get(i).stream().map(question -> asked.next()).toList()));
            }
        }
        return vectors;
    }

    private List<AskedQuestion> asked(List<String> questions, Map<String, float[]> known) {
        List<float[]> vectors = embed(questions, known);
        List<float[]> encoded = encoder.encode(questions);
        return IntStream.range(0, questions.size())
                .mapToObj(q -> new AskedQuestion(questions.get(q), vectors.get(q), encoded.get(q)))
                .toList();
    }

    private List<float[]> embed(List<String> texts, Map<String, float[]> known) {
        List<String> fresh = texts.stream()
                .filter(text -> !known.containsKey(text))
                .distinct()
                .toList();
        List<float[]> made = embedder.embedPassages(fresh);
        return texts.stream()
                .map(text -> {
                    int at = fresh.indexOf(text);
                    return at >= 0 ? made.get(at) : Objects.requireNonNull(known.get(text));
                })
                .toList();
    }

    @Override
    public Optional<ArticleText> findArticle(String id, Role role) {
        return store.findArticle(id, today(), role);
    }

    @Override
    public List<Reference> listReferences(ArticleText article, Role role) {
        List<Reference> references = new ArrayList<>();
        for (Referred referred : Referred.in(article.text())) {
            findReferred(article, referred, role)
                    .ifPresent(id -> references.add(new Reference(referred.start(), referred.end(), id)));
        }
        return references;
    }

    private Optional<String> findReferred(ArticleText article, Referred referred, Role role) {
        String number = referred.number(article.article());
        if (!referred.law().isEmpty()) {
            return store.findArticle(referred.law(), number, today(), role);
        }
        String id = article.id().substring(0, article.id().indexOf('#') + 1) + number;
        return store.findArticle(id, today(), role).map(ArticleText::id);
    }

    @Override
    public List<DocumentInfo> listDocuments(Role role) {
        return store.listDocuments(today(), role);
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(ZONE));
    }

    private static List<Path> listFiles(Path fileOrFolder) {
        if (Files.isRegularFile(fileOrFolder)) {
            return List.of(fileOrFolder);
        }
        if (!Files.isDirectory(fileOrFolder)) {
            throw new IllegalArgumentException(
                    "expected a file or folder of regulations, found none at " + fileOrFolder);
        }
        try (var files = Files.walk(fileOrFolder)) {
            List<Path> found = files.filter(Files::isRegularFile)
                    .filter(file -> {
                        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
                        return DocumentText.reads(name) && !name.startsWith("readme");
                    })
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException(
                        "expected .md, .txt, .html, .docx or .pdf files in " + fileOrFolder + ", found none");
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MAX_BYTES) {
            throw new IllegalArgumentException(
                    file.getFileName() + ": expected at most " + MAX_BYTES + " bytes, has " + size);
        }
        return Files.readAllBytes(file);
    }
}
