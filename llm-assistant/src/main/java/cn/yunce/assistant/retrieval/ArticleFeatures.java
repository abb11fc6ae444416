package cn.yunce.assistant.retrieval;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What speaks for an article as the answer to one question, as numbers that {@link RankingTraining} learns weights for. An article costs the
 * length of its text.
 */
final class ArticleFeatures {
    /**
     * words: BM25 as a share of the best; meaning: cosine of the moved question; typical: cosine of the nearest typical question above
     * {@link #FLOOR}; encoded: the same by what {@link TunedEncoder} makes of questions; overlap and sentence: share of the question's pairs of characters, by rarity, in the text and in its best sentence;
     * characters: share of its single ones. Then what kind of law it is, and whether it gives what is asked for.
     */
    static final List<String> NAMES = List.of(
            "words",
            "meaning",
            "typical",
            "encoded",
            "overlap",
            "sentence",
            "characters",
            "length",
            "parcel",
            "elsewhere",
            "place",
            "sanction",
            "noSanction",
            "number",
            "office",
            "definition",
            "purpose");

    /** Two questions of this cosine have no more than the trade in common. */
    static final double FLOOR = 0.55;

    private static final Pattern SENTENCE_END = Pattern.compile("[。\\n；]");
    private static final Pattern ABOUT_PARCELS = Pattern.compile("快递|快件|邮件|邮政|寄|包裹|派件|揽收|投递|取件");
    private static final Pattern ASKS_SANCTION = Pattern.compile("罚|处分|吊销|拘留|追究|后果|处理|咋整|收拾|扣分|扣几分|挨|吊本");
    private static final Pattern SANCTION = Pattern.compile("罚款|吊销|拘留|行政处罚|警告|责令|追究");
    private static final Pattern ASKS_NUMBER = Pattern.compile("多少|几[天日倍年个月公元岁]|多久|多长|何时|什么时候|啥时候|期限|最多|最高|上限|多远|几年");
    private static final Pattern NUMBER =
            Pattern.compile("[一二三四五六七八九十百千万〇零0-9]+(?:日|个月|月|年|元|倍|%|米|公里|公斤|吨|小时|周岁|人|分)|百分之");
    private static final Pattern ASKS_OFFICE = Pattern.compile("谁|哪个部门|向哪|找哪|哪里管|哪儿管|哪个机关");
    private static final Pattern OFFICE = Pattern.compile("部门|机关|主管");
    private static final Pattern ASKS_DEFINITION = Pattern.compile("是什么意思|是指|什么叫|什么是|定义|指什么|指的是|算不算|算.{0,8}吗");
    private static final Pattern DEFINITION = Pattern.compile("本(?:法|条例|办法|规定)(?:所称|下列|中)|是指");
    private static final Pattern ASKS_PURPOSE = Pattern.compile("目的|为什么要|立法");
    private static final Pattern PURPOSE = Pattern.compile("^[\\s　]*为了?");

    private final Bm25Index words;
    private final String legal;
    private final Set<String> pairs;
    private final Map<String, Double> rarities = new HashMap<>();
    private final double rarity;
    private final Set<Integer> characters;
    private final boolean parcels;
    private final boolean sanction;
    private final boolean number;
    private final boolean office;
    private final boolean definition;
    private final boolean purpose;

    /** @param legal the question followed by legal words for its lay ones */
    ArticleFeatures(String question, String legal, Bm25Index words) {
        this.words = words;
        this.legal = legal;
        this.pairs = pairs(question);
        pairs.forEach(pair -> rarities.put(pair, words.rarity(pair)));
        this.rarity = weight(pairs);
        this.characters = characters(question);
        this.parcels = ABOUT_PARCELS.matcher(legal).find();
        this.sanction = ASKS_SANCTION.matcher(question).find();
        this.number = ASKS_NUMBER.matcher(question).find();
        this.office = ASKS_OFFICE.matcher(question).find();
        this.definition = ASKS_DEFINITION.matcher(question).find();
        this.purpose = ASKS_PURPOSE.matcher(question).find();
    }

    /** In the order of {@link #NAMES}. */
    double[] of(StoredArticle article, double wordShare, double meaning, double typicalCosine, double encodedCosine) {
        String text = article.text();
        double best = SENTENCE_END
                .splitAsStream(text)
                .mapToDouble(sentence -> share(pairs(sentence)))
                .max()
                .orElse(0);
        LawKind kind = LawKind.of(article.law());
        boolean here = kind == LawKind.LOCAL && legal.contains(LawKind.placeOf(article.law()));
        boolean sanctions = SANCTION.matcher(text).find();
        return new double[] {
            wordShare,
            meaning,
            Math.max(0, typicalCosine - FLOOR),
            Math.max(0, encodedCosine),
            share(pairs(text)),
            best,
            characters.isEmpty() ? 0 : shared(characters(text)) / (double) characters.size(),
            Math.log(text.length() + 1.0),
            flag(kind == LawKind.PARCEL && parcels),
            flag(kind == LawKind.LOCAL && !here),
            flag(here),
            flag(sanction && sanctions),
            flag(sanction && !sanctions),
            flag(number && NUMBER.matcher(text).find()),
            flag(office && OFFICE.matcher(text).find()),
            flag(definition && DEFINITION.matcher(text).find()),
            flag(purpose && PURPOSE.matcher(text).find())
        };
    }

    /**
     * One of an article's features.
     *
     * @param name one of {@link #NAMES}
     */
    static double value(double[] features, String name) {
        return features[NAMES.indexOf(name)];
    }

    private double share(Set<String> found) {
        if (rarity == 0) {
            return 0;
        }
        found.retainAll(pairs);
        return weight(found) / rarity;
    }

    private double weight(Set<String> some) {
        return some.stream()
                .mapToDouble(pair -> rarities.getOrDefault(pair, words.rarity(pair)))
                .sum();
    }

    private long shared(Set<Integer> others) {
        return characters.stream().filter(others::contains).count();
    }

    private static Set<String> pairs(String text) {
        Set<String> pairs = new HashSet<>(Tokens.of(text));
        pairs.removeIf(token -> !Tokens.isTelling(token));
        return pairs;
    }

    private static Set<Integer> characters(String text) {
        return text.codePoints()
                .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
                .boxed()
                .collect(Collectors.toSet());
    }

    private static double flag(boolean set) {
        return set ? 1 : 0;
    }
}
