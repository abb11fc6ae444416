package cn.yunce.assistant.chat;

import cn.yunce.assistant.Assistant.Progress;
import cn.yunce.assistant.CalendarLookup;
import cn.yunce.assistant.Citation;
import cn.yunce.assistant.Corpus;
import cn.yunce.assistant.Corpus.ArticleText;
import cn.yunce.assistant.ModelTask;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.Route;
import cn.yunce.assistant.ToolCall;
import cn.yunce.assistant.corpus.TextEmbedder;
import cn.yunce.assistant.guardrail.Evidence;
import cn.yunce.assistant.guardrail.Evidence.Source;
import cn.yunce.assistant.guardrail.Instructions;
import cn.yunce.assistant.guardrail.NumberTrace.Piece;
import cn.yunce.assistant.guardrail.Quantities;
import cn.yunce.assistant.guardrail.Quantity;
import cn.yunce.assistant.guardrail.SentenceCheck;
import cn.yunce.assistant.retrieval.Hit;
import cn.yunce.assistant.retrieval.LawKind;
import cn.yunce.assistant.retrieval.SearchResult;
import cn.yunce.assistant.tool.AssistantTools;
import cn.yunce.assistant.tool.ToolResult;
import cn.yunce.assistant.wording.Wording;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers from statutes: sentences quoted by code; before them what the model made of them, as far as it passes the check. */
final class PolicyAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyAnswers.class);
    private static final int LIMIT = 10;
    /** Below this likelihood that the first article answers, none is quoted: chosen by cross-validation (docs/decisions/0099). */
    private static final double MIN_CERTAINTY = 0.45;

    private static final double PLAIN_CERTAINTY = 0.6;
    /** What a computation adds to an article's likelihood. */
    private static final double MIN_COMPUTED_CERTAINTY = 0.2;

    /** A number that is only quoted is right only in the right article. */
    private static final double MIN_QUOTED_CERTAINTY = 0.5;

    /** From here on the nearest articles are shown, without being called an answer. */
    private static final double POSSIBLE_CERTAINTY = 0.2;

    private static final int COMPUTABLE = 4;
    /** Of the first article's likelihood. */
    private static final double MIN_COMPUTABLE = 0.08;

    /** Likewise, to be shown beside the first where none is certain. */
    private static final double MIN_POSSIBLE = 0.3;

    /** An article this likely beside the first, from which another number follows, leaves a choice. */
    private static final double RIVAL = 0.55;

    private static final int NEAREST = 3;
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[。！？；\\n])");

    private final AssistantTools tools;
    private final LanguageModel model;
    private final TextEmbedder embedder;
    private final CalendarLookup calendar;
    private final SentenceCheck check = SentenceCheck.lexical();

    PolicyAnswers(AssistantTools tools, LanguageModel model, TextEmbedder embedder, CalendarLookup calendar) {
        this.tools = tools;
        this.model = model;
        this.embedder = embedder;
        this.calendar = calendar;
    }

    ToolCall call(Asked asked) {
        return new ToolCall(
                AssistantTools.SEARCH_REGULATIONS,
                Map.of("query", asked.text(), "as_of", asked.today().toString(), "limit", LIMIT));
    }

    SearchResult search(ToolCall call, Role role) {
        if (tools.run(call, role) instanceof ToolResult.Articles articles) {
            return articles.found();
        }
        throw new IllegalStateException("search must give articles: " + call);
    }

    /** What is plainly asked of another law, or of none, is not answered however likely an article is. */
    static boolean evident(SearchResult found) {
        if (found.hits().isEmpty()) {
            return false;
        }
        return found.hits().getFirst().named() || (!isElsewhere(found) && found.certainty() >= MIN_CERTAINTY);
    }

    /** Worth being shown, if not called an answer. */
    static boolean possible(SearchResult found) {
        return evident(found) || (!isElsewhere(found) && found.certainty() >= POSSIBLE_CERTAINTY);
    }

    private static boolean isElsewhere(SearchResult found) {
        return found.foreign() || found.other().isPresent();
    }

    /** Evident beyond what a question of something else might be by chance. */
    static boolean plain(SearchResult found) {
        return evident(found) && (found.hits().getFirst().named() || found.certainty() >= PLAIN_CERTAINTY);
    }

    Draft answer(Asked asked) {
        ToolCall call = call(asked);
        asked.step("law");
        return answer(asked, call, search(call, asked.role()));
    }

    Draft answer(Asked asked, ToolCall call, SearchResult found) {
        String question = asked.text();
        Wording words = asked.words();
        boolean named = found.hits().stream().anyMatch(Hit::named);
        if (!found.missing().isEmpty() && !named) {
            List<String> missing = found.missing().stream()
                    .map(name -> name.contains("《") ? name : "《" + name + "》")
                    .toList();
            return refused(words.say("law.missing", words.list(missing)), call, found, words);
        }
        if (!evident(found) && !carriedByItsNumbers(asked, found)) {
            if (found.foreign()) {
                return GroundedAssistant.outOfScope(words, List.of(call));
            }
            if (found.other().isPresent()) {
                return ofOther(asked, call, found.other().get());
            }
            return found.certainty() >= POSSIBLE_CERTAINTY
                    ? possible(asked, call, found)
                    : refused(words.say("law.nothing"), call, found, words);
        }
        List<Citation> citations = new ArrayList<>(QuoteFinder.find(question, found.hits()));
        if (citations.isEmpty()) {
            return refused(words.say("law.nothing"), call, found, words);
        }
        Sanctions.find(question, citations, found.hits())
                .or(() -> Sanctions.rule(question, citations)
                        .flatMap(rule -> Sanctions.of(
                                rule,
                                citations.getFirst(),
                                search(call(asked.part(rule + "，怎么处罚")), asked.role())
                                        .hits())))
                .ifPresent(hit -> citations.addAll(QuoteFinder.find(question, List.of(hit))));
        Optional<Hit> earlier =
                Conflicts.asksEarlier(question) ? findEarlier(asked, citations.getFirst()) : Optional.empty();
        earlier.ifPresent(hit -> citations.addAll(1, QuoteFinder.find(question, List.of(hit))));
        List<Citation> articles =
                citations.stream().map(citation -> whole(citation, found)).toList();
        Optional<Computation> computed = Computation.of(question, articles, asked.today(), calendar);
        if (computed.isEmpty() && Demands.computed(question, texts(articles), asked.today())) {
            Optional<Citation> other = named ? Optional.empty() : computable(asked, found);
            if (other.isEmpty()) {
                return notComputed(citations.getFirst(), call, words);
            }
            citations.clear();
            citations.add(other.get());
            computed = Computation.of(question, List.of(whole(other.get(), found)), asked.today(), calendar);
        }
        if (computed.isEmpty()) {
            boolean doubtful = !named
                    && found.certainty() < MIN_QUOTED_CERTAINTY
                    && found.hits().stream().skip(1).anyMatch(hit -> hit.score() >= RIVAL);
            if (doubtful && Demands.asksNumber(question)) {
                return possible(asked, call, found);
            }
            Optional<List<Citation>> telling = telling(question, citations, found);
            if (telling.isEmpty()) {
                return notComputed(citations.getFirst(), call, words);
            }
            citations.clear();
            citations.addAll(telling.get());
        }
        String worked = computed.map(Computation::text).orElse("");
        if (Demands.leavesOut(withoutInstructions(question), asked.today(), texts(articles), worked)
                || (!named
                        && computed.filter(one -> rivalled(asked, one, found)).isPresent())) {
            return notComputed(citations.getFirst(), call, words);
        }
        computed.ifPresent(one -> one.at()
                .ifPresent(at -> citations.replaceAll(citation ->
                        citation.articleId().equals(one.articleId()) ? quotedAround(citation, at, found) : citation)));
        List<Piece> pieces = new ArrayList<>();
        String worded = word(question, citations, asked.progress());
        if (!worded.isEmpty()) {
            String evidence = citations.stream().map(PolicyAnswers::evidence).collect(Collectors.joining("\n"));
            String source =
                    citations.stream().map(PolicyAnswers::title).distinct().collect(Collectors.joining("；"));
            pieces.add(new Piece(worded, source, evidence, List.of()));
            pieces.add(new Piece(words.say("law.basis"), words.say("product"), "", List.of()));
        }
        for (int i = 0; i < citations.size(); i++) {
            Citation citation = citations.get(i);
            String state = inForce(citation, found, earlier) ? "law.quote" : "law.quoteOfOld";
            String text = (i == 0 ? "" : "\n") + quoted(state, citation, words);
            pieces.add(new Piece(text, title(citation), evidence(citation), List.of()));
        }
        Conflicts.explained(citations).ifPresent(pieces::add);
        computed.ifPresent(one -> pieces.add(new Piece("\n\n" + one.text(), one.source(), one.evidence(), List.of())));
        return new Draft(Route.POLICY, false, pieces, citations, List.of(call), List.of());
    }

    /** That a law which is not here answers, with the articles here that speak of its matter: for 寄充电宝违法吗 those on what may not be sent. */
    private Draft ofOther(Asked asked, ToolCall call, String law) {
        SearchResult onMatter =
                search(call(new Asked(law, asked.today(), asked.caller(), asked.progress())), asked.role());
        return refused(asked.words().say("law.other", law), call, onMatter, asked.words());
    }

    /** Whether an article that is not certain to answer carries the number that is asked for, by its words and its numbers. */
    boolean carriedByItsNumbers(Asked asked, SearchResult found) {
        double least = found.foreign() ? MIN_CERTAINTY : MIN_COMPUTED_CERTAINTY;
        boolean elsewhere = found.other().isPresent() && found.certainty() < MIN_CERTAINTY;
        if (found.hits().isEmpty() || elsewhere || found.certainty() < least) {
            return false;
        }
        List<Citation> first = QuoteFinder.find(asked.text(), found.hits().subList(0, 1)).stream()
                .map(citation -> whole(citation, found))
                .toList();
        return Demands.computed(asked.text(), texts(first), asked.today())
                && Computation.of(asked.text(), first, asked.today(), calendar).isPresent();
    }

    /** Of the articles behind the first the likeliest that the number asked for follows from, where the first gives none. */
    private Optional<Citation> computable(Asked asked, SearchResult found) {
        return found.hits().stream()
                .skip(1)
                .limit(COMPUTABLE)
                .filter(hit -> hit.score() >= MIN_COMPUTABLE)
                .flatMap(hit -> QuoteFinder.find(asked.text(), List.of(hit)).stream())
                .filter(citation -> Computation.of(
                                asked.text(), List.of(whole(citation, found)), asked.today(), calendar)
                        .isPresent())
                .findFirst();
    }

    /** Numbers of what speaks to the assistant are no numbers of a case. */
    private static String withoutInstructions(String question) {
        return SENTENCE_END
                .splitAsStream(question)
                .filter(sentence -> !Instructions.in(sentence))
                .collect(Collectors.joining());
    }

    /** Whether from another article that is about as likely something else follows. */
    private boolean rivalled(Asked asked, Computation computed, SearchResult found) {
        return !Computation.asksSum(asked.text())
                && found.hits().stream()
                        .filter(hit -> hit.score() >= RIVAL
                                && LawKind.of(hit.article().law()) != LawKind.LOCAL
                                && !hit.article().id().equals(computed.articleId()))
                        .flatMap(hit -> QuoteFinder.find(asked.text(), List.of(hit)).stream())
                        .anyMatch(citation -> Computation.of(
                                        asked.text(), List.of(whole(citation, found)), asked.today(), calendar)
                                .filter(other -> !other.text().equals(computed.text()))
                                .isPresent());
    }

    /** The citations, quoting what tells the numbers that are asked for; empty where these articles tell none of that measure. */
    private static Optional<List<Citation>> telling(String question, List<Citation> citations, SearchResult found) {
        List<Citation> quoted = new ArrayList<>(citations);
        for (Set<String> units : Demands.units(question)) {
            if (quoted.stream().anyMatch(citation -> tells(citation.quote(), units))) {
                continue;
            }
            boolean moved = false;
            for (int i = 0; i < quoted.size() && !moved; i++) {
                Citation citation = quoted.get(i);
                String text = whole(citation, found).quote();
                Optional<Quantity> number = Norms.nearest(
                        question,
                        text,
                        Quantities.find(text).stream()
                                .filter(quantity -> units.contains(quantity.unit()))
                                .toList());
                if (number.isPresent()) {
                    quoted.set(i, quotedAround(citation, number.get().start(), found));
                    moved = true;
                }
            }
            if (!moved) {
                return Optional.empty();
            }
        }
        return Optional.of(quoted);
    }

    private static boolean tells(String quote, Set<String> units) {
        // 一次 and 一人 are mostly no numbers and may be here.
        return Quantities.find(quote).stream().anyMatch(quantity -> units.contains(quantity.unit()))
                || units.stream().anyMatch(unit -> quote.contains("一" + unit));
    }

    /** That the article nearest to a question gives no number which the one asked for follows from, with its words. */
    private static Draft notComputed(Citation citation, ToolCall call, Wording words) {
        String text = words.say("law.notComputed", quoted("law.quote", citation, words));
        return Draft.refused(Route.POLICY, text, List.of(call), List.of());
    }

    private static String texts(List<Citation> citations) {
        return citations.stream().map(Citation::quote).collect(Collectors.joining("\n"));
    }

    /** The article in place of its quote; of one that speaks to the assistant the quote alone. */
    private static Citation whole(Citation citation, SearchResult found) {
        return articleOf(citation, found)
                .filter(article -> !Instructions.in(article.text()))
                .map(article -> new Citation(
                        citation.articleId(), citation.law(), citation.version(), citation.article(), article.text()))
                .orElse(citation);
    }

    /** So that what was computed can be read where it stands. */
    private static Citation quotedAround(Citation citation, int at, SearchResult found) {
        return articleOf(citation, found)
                .filter(article -> !Instructions.in(article.text()))
                .map(article -> QuoteFinder.around(article, at, citation))
                .orElse(citation);
    }

    private static Optional<ArticleText> articleOf(Citation citation, SearchResult found) {
        return found.hits().stream()
                .map(Hit::article)
                .filter(article -> article.id().equals(citation.articleId()))
                .findFirst();
    }

    /** The model's sentences that the quotes carry; empty when there are none. */
    private String word(String question, List<Citation> citations, Progress progress) {
        Optional<String> draft = model.isTuned(ModelTask.PHRASE)
                ? phrased(question, citations, progress)
                : model.write(task(question, citations), progress::onText, progress::cancelled);
        Evidence evidence = new Evidence(
                citations.stream()
                        .map(citation -> new Source(citation.law(), citation.article(), citation.quote()))
                        .toList(),
                question);
        StringBuilder kept = new StringBuilder();
        for (String sentence : SENTENCE_END.split(draft.orElse(""))) {
            if (sentence.isBlank()) {
                continue;
            }
            SentenceCheck.Verdict verdict = check.check(sentence.strip(), evidence);
            if (verdict.supported()) {
                kept.append(sentence.strip());
            } else {
                LOG.debug("dropped a sentence: {}", verdict.reason());
            }
        }
        List<String> quotes = citations.stream().map(Citation::quote).toList();
        return !kept.isEmpty() && Lead.isNearest(question, kept.toString(), quotes, embedder) ? kept.toString() : "";
    }

    private static String task(String question, List<Citation> citations) {
        StringBuilder task = new StringBuilder("资料：\n");
        citations.forEach(citation -> task.append(title(citation))
                .append("：")
                .append(citation.quote())
                .append('\n'));
        task.append("问题：").append(question).append("\n只照资料的原话，用一到三句话直接回答问题，保留“应当”“可以”“不得”和数字，不要写资料里没有的内容。");
        return task.toString();
    }

    /** Its marks are dropped: where a sentence stands is decided by the check alone. */
    private Optional<String> phrased(String question, List<Citation> citations, Progress progress) {
        List<String> quotes = citations.stream().map(Citation::quote).toList();
        return model.perform(ModelTask.PHRASE, ModelTask.input(question, quotes), progress::cancelled)
                .filter(text -> !text.equals(ModelTask.UNANSWERED))
                .map(text -> Lead.of(text.replaceAll("\\[\\d+]", ""), quotes));
    }

    private static Draft refused(String text, ToolCall call, SearchResult found, Wording words) {
        List<String> nearest = found.hits().stream()
                .limit(NEAREST)
                .map(Hit::article)
                .map(article -> "《" + article.law() + "》" + article.article())
                .toList();
        String told = found.hits().stream().allMatch(hit -> hit.article().synthetic())
                ? words.say("law.none")
                : words.say("law.nearest", words.list(nearest));
        return Draft.refused(Route.POLICY, text + told, List.of(call), List.of());
    }

    /** No answer, with what the likeliest articles say, for a person to judge. */
    private static Draft possible(Asked asked, ToolCall call, SearchResult found) {
        String nearest = found.hits().stream()
                .filter(hit -> hit.score() >= MIN_POSSIBLE)
                .limit(NEAREST)
                .flatMap(hit -> QuoteFinder.find(asked.text(), List.of(hit)).stream())
                .map(citation -> "\n" + quoted("law.quote", citation, asked.words()))
                .collect(Collectors.joining());
        return Draft.refused(Route.POLICY, asked.words().say("law.possible") + nearest, List.of(call), List.of());
    }

    /** The likeliest article of the version before. */
    private Optional<Hit> findEarlier(Asked asked, Citation citation) {
        if (citation.version().equals(Corpus.UNKNOWN_VERSION)) {
            return Optional.empty();
        }
        LocalDate before = LocalDate.parse(citation.version()).minusDays(1);
        return search(call(new Asked(asked.text(), before, asked.caller(), asked.progress())), asked.role())
                .hits()
                .stream()
                .filter(hit -> hit.article().law().equals(citation.law())
                        && hit.article().version().compareTo(citation.version()) < 0)
                .findFirst();
    }

    private static boolean inForce(Citation citation, SearchResult found, Optional<Hit> earlier) {
        boolean superseded = earlier.filter(hit -> hit.article().id().equals(citation.articleId()))
                .isPresent();
        return !superseded
                && found.hits().stream()
                        .map(Hit::article)
                        .filter(article -> article.id().equals(citation.articleId()))
                        .anyMatch(ArticleText::inForce);
    }

    private static String quoted(String key, Citation citation, Wording words) {
        return words.say(key, title(citation), citation.version(), citation.quote());
    }

    private static String title(Citation citation) {
        return "《" + citation.law() + "》" + citation.article();
    }

    private static String evidence(Citation citation) {
        return title(citation) + " " + citation.version() + " " + citation.quote();
    }
}
