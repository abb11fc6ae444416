package cn.yunce.assistant.chat;

import static cn.yunce.assistant.chat.Computation.computed;
import static cn.yunce.assistant.chat.Computation.plain;

import cn.yunce.assistant.Citation;
import cn.yunce.assistant.chat.Measure.Measured;
import cn.yunce.assistant.guardrail.Quantities;
import cn.yunce.assistant.guardrail.Quantity;
import cn.yunce.assistant.guardrail.Quantity.Bound;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** In which of an article's cases the numbers of a question fall: how often of a certain age, which kind of a certain weight. */
final class Cases {
    private static final Pattern OFTEN = Pattern.compile(
            "(?:(?<within>\\d+)年以内|超过(?<over>\\d+)年的，?)每(?<every>\\d{0,2})(?<unit>个月|年)[^，。；\\d]{0,6}(?<times>\\d+)次");
    private static final Pattern ASKS_OFTEN = Pattern.compile("几次|多少次|多久|几个月|多长时间|隔");
    private static final Pattern ASKS_KIND = Pattern.compile("哪[一种类]?[类种型]|什么(?:类型|类|型|级)|属于|算.{0,6}[型类]|归.{0,6}[型类]");
    private static final Pattern KIND = Pattern.compile("(?:^|\\n)[（(][^）)]{1,3}[）)]([^，。；：\\n]{2,20})，是指([^\\n]*)");
    private static final Pattern LABEL = Pattern.compile("空机重量?|起飞重量?|起飞全重|速度|真高|高度|半径|总质量|功率|排量");
    private static final int MONTHS = 12;
    /** More are the number of a year. */
    private static final int MAX_AGE = 100;

    private Cases() {}

    private record Often(Quantity times, int limit, boolean over, int months) {}

    /** 超过10年的，每6个月检验1次. */
    static Optional<Computation> frequency(String question, Citation citation) {
        List<Quantity> years = Quantities.find(question).stream()
                .filter(quantity -> quantity.unit().equals("年")
                        && quantity.value().intValue() < MAX_AGE
                        && !quantity.text().equals("一"))
                .toList();
        if (!ASKS_OFTEN.matcher(question).find() || years.size() != 1) {
            return Optional.empty();
        }
        BigDecimal age = years.getFirst().value();
        String text = citation.quote();
        List<Often> holding = often(text).stream()
                .filter(one -> age.compareTo(BigDecimal.valueOf(one.limit())) > 0 == one.over())
                .toList();
        // Of 超过6年 and 超过15年 in one sentence the closest; the article's items are told apart by their words.
        List<Often> closest =
                holding.stream()
                        .collect(Collectors.groupingBy(
                                one -> lineStart(text, one.times().start())))
                        .values()
                        .stream()
                        .map(line -> line.stream()
                                .min(Comparator.comparingInt(one -> one.over() ? -one.limit() : one.limit()))
                                .orElseThrow())
                        .toList();
        List<Quantity> some = closest.stream().map(Often::times).toList();
        // Quantities that are alike in number still stand for different periods.
        Optional<Often> chosen = closest.size() == 1
                ? Optional.of(closest.getFirst())
                : Norms.chooseByWords(question, text, some)
                        .flatMap(times -> closest.stream()
                                .filter(one -> one.times().equals(times))
                                .findFirst());
        return chosen.map(one -> {
            int times = one.times().value().intValue();
            String period = one.months() % MONTHS == 0
                    ? (one.months() == MONTHS ? "每年" : "每" + one.months() / MONTHS + "年")
                    : "每" + one.months() + "个月";
            String year = one.months() < MONTHS ? "，即一年" + times * MONTHS / one.months() + "次" : "";
            String told = plain(age) + "年" + (one.over() ? "超过" : "在") + one.limit() + "年" + (one.over() ? "" : "以内")
                    + "：" + period + times + "次" + year + "。";
            return computed(told, question, List.of(citation), period + times + "次" + year)
                    .restingOn(one.times());
        });
    }

    private static List<Often> often(String text) {
        List<Quantity> all = Quantities.find(text);
        List<Often> found = new ArrayList<>();
        for (Matcher match = OFTEN.matcher(text); match.find(); ) {
            int start = match.start("times");
            int every = match.group("every").isEmpty() ? 1 : Integer.parseInt(match.group("every"));
            int months = match.group("unit").equals("年") ? every * MONTHS : every;
            boolean over = match.group("over") != null;
            int limit = Integer.parseInt(over ? match.group("over") : match.group("within"));
            all.stream()
                    .filter(quantity -> quantity.start() == start)
                    .findFirst()
                    .ifPresent(times -> found.add(new Often(times, limit, over, months)));
        }
        return found;
    }

    private static int lineStart(String text, int at) {
        return text.lastIndexOf('\n', at);
    }

    /**
     * The first kind of a list of definitions that all given numbers fit, where one that comes before is ruled out by a number: 轻型无人驾驶航空器，是指
     * 空机重量不超过4千克且最大起飞重量不超过7千克….
     */
    static Optional<Computation> kind(String question, Citation citation) {
        Map<String, Measured> given = labelled(question);
        if (!ASKS_KIND.matcher(question).find() || given.isEmpty()) {
            return Optional.empty();
        }
        String text = citation.quote();
        for (Matcher kind = KIND.matcher(text); kind.find(); ) {
            Map<String, Measured> limits = labelled(kind.group(2));
            List<Fit> fits = new ArrayList<>();
            limits.forEach((label, limit) ->
                    Optional.ofNullable(given.get(label)).ifPresent(one -> fits.add(new Fit(label, limit, one))));
            if (fits.isEmpty() || !fits.stream().allMatch(Fit::holds)) {
                continue;
            }
            boolean weighed = limits.keySet().stream()
                    .filter(label -> label.contains("重"))
                    .allMatch(given::containsKey);
            if (!weighed) {
                return Optional.empty();
            }
            String reasons = fits.stream().map(Fit::told).collect(Collectors.joining("，"));
            String open = limits.keySet().stream()
                    .filter(label -> !given.containsKey(label))
                    .collect(Collectors.joining("、"));
            return Optional.of(computed(
                            reasons + "，属于" + kind.group(1) + (open.isEmpty() ? "" : "（" + open + "未给出，另须符合）") + "。",
                            question,
                            List.of(citation),
                            reasons)
                    .restingOn(kind.start(1)));
        }
        return Optional.empty();
    }

    /** A number of the question beside the limit of the same name. */
    private record Fit(String label, Measured limit, Measured given) {
        boolean holds() {
            int order = given.value().compareTo(limit.value());
            return isLeast() ? order > 0 : order <= 0;
        }

        String told() {
            return label + given.told(given.value()) + (isLeast() ? "，超过" : "，不超过") + given.told(limit.value());
        }

        private boolean isLeast() {
            return limit.quantity().bound() == Bound.LEAST;
        }
    }

    /** Numbers by the last label before each in its clause. */
    private static Map<String, Measured> labelled(String text) {
        return Measure.in(text).stream()
                .flatMap(one -> label(text, one.quantity()).stream().map(label -> Map.entry(label, one)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    private static Optional<String> label(String text, Quantity quantity) {
        String before = text.substring(Math.max(0, quantity.start() - 12), quantity.start());
        return LABEL.matcher(before.substring(Math.max(before.lastIndexOf('，'), before.lastIndexOf('、')) + 1))
                .results()
                .map(match -> match.group()
                        .replace("起飞全重", "起飞重量")
                        .replaceFirst("(空机重|起飞重)$", "$1量")
                        .replace("高度", "真高"))
                .reduce((a, b) -> b);
    }
}
