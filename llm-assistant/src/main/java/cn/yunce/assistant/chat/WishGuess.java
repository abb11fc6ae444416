package cn.yunce.assistant.chat;

import cn.yunce.assistant.chat.QuestionClassifier.Guess;
import cn.yunce.assistant.corpus.TextEmbedder;
import cn.yunce.assistant.metric.MetricSlots;
import cn.yunce.assistant.metric.MetricWish;
import cn.yunce.assistant.metric.Metrics;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Tells what is asked of a KPI (the worst three, what misses its target, a change) and by which rows, where that is said as people talk. */
public final class WishGuess {
    /** Below that the parser reads the question better. */
    private static final double LIKELY = 0.5;
    /** What is said beside a KPI's name is taken for a wish that the parser does not know. */
    private static final double CERTAIN = 0.95;

    private final TextEmbedder embedder;
    private final QuestionClassifier wishes;
    private final QuestionClassifier rows;

    private WishGuess(TextEmbedder embedder, QuestionClassifier wishes, QuestionClassifier rows) {
        this.embedder = embedder;
        this.wishes = wishes;
        this.rows = rows;
    }

    /** As it comes with the product. */
    public static WishGuess load(TextEmbedder embedder) {
        return new WishGuess(
                embedder,
                QuestionClassifier.load("wish-classifier.bin"),
                QuestionClassifier.load("rows-classifier.bin"));
    }

    /** What a question asks of a KPI that it describes, in the parser's words; empty where that is not likely enough. */
    public Optional<String> ofDescribed(Metrics metrics, String question, LocalDate asOf, String kpi) {
        Optional<Wish> wished = described(metrics, question, asOf, kpi);
        // What the last clause adds nothing to is asked on: 弄没影了的哪个县最多，全市算高吗.
        String on = MetricWish.lastAsking(question)
                .filter(last -> described(metrics, question.substring(0, question.lastIndexOf(last)), asOf, kpi)
                        .map(Wish::slots)
                        .equals(wished.map(Wish::slots)))
                .map(last -> "，" + last)
                .orElse("");
        return wished.map(wish -> MetricWish.ranked(wish.slots().question(), question) + on);
    }

    private Optional<Wish> described(Metrics metrics, String question, LocalDate asOf, String kpi) {
        return metrics.said(question, asOf)
                .flatMap(said -> read(said, List.of(kpi)))
                .filter(wish -> wish.certainty() >= LIKELY);
    }

    /**
     * The same of KPIs of which the parser reads nothing but their names; empty where nothing more is asked.
     *
     * @param kpis as {@link Metrics.Prepared#plainly} lists them
     */
    public Optional<String> ofNamed(Metrics metrics, String question, LocalDate asOf, List<String> kpis) {
        return kpis.isEmpty()
                ? Optional.empty()
                : metrics.said(question, asOf)
                        .flatMap(said -> read(said, kpis))
                        .filter(wish ->
                                wish.certainty() >= CERTAIN && wish.slots().asksMore())
                        .map(wish -> MetricWish.ranked(wish.slots().question(), question));
    }

    /** @param certainty of the wish and of the rows, the lesser of both */
    private record Wish(MetricSlots slots, double certainty) {}

    /** Empty where a number is wished that the question does not say. */
    private Optional<Wish> read(Metrics.Said said, List<String> kpis) {
        float[] vector = embedder.embedQuestion(said.rest());
        Guess wish = wishes.guesses(said.rest(), vector).getFirst();
        Guess by = rows.guesses(said.rest(), vector).getFirst();
        // One county's figure is asked for, whatever else is said of it.
        boolean one = said.places().size() == 1
                && by.label().equals(MetricSlots.COUNTIES)
                && wish.label().isEmpty();
        return MetricWish.fill(wish.label(), said.rest())
                .map(want -> new Wish(
                        new MetricSlots(kpis, said.time(), said.places(), one ? "" : by.label(), want),
                        Math.min(wish.probability(), by.probability())));
    }
}
