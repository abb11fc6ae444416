package cn.yunce.assistant.chat;

import cn.yunce.assistant.Citation;
import cn.yunce.assistant.guardrail.NumberTrace.Piece;
import cn.yunce.assistant.guardrail.Quantities;
import cn.yunce.assistant.guardrail.Quantity;
import cn.yunce.assistant.retrieval.LawKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rules that differ on one matter: which of them prevails, and why. */
final class Conflicts {
    private static final Pattern ASKS_EARLIER =
            Pattern.compile("新旧|旧版|旧法|(?:修订|修改|修正)(?:之?前|后)|以前的?(?:版本|规定)|老规定|原来的?(?:版本|规定)|有什么变化|有何变化|变了没|改了什么|改了哪");
    private static final Set<String> MEASURES = Set.of("日", "个月", "月", "年", "元", "倍", "%");

    /** Strongest first; those of one order do not bind each other. */
    private enum Rank {
        LAW("法律", 1),
        REGULATION("行政法规", 2),
        LOCAL("地方性法规或规章", 3),
        RULE("部门规章", 3),
        PAPER("政策文件", 4);

        private final String zh;
        private final int order;

        Rank(String zh, int order) {
            this.zh = zh;
            this.order = order;
        }

        static Rank of(String title) {
            if (LawKind.of(title) == LawKind.LOCAL) {
                return LOCAL;
            }
            if (title.endsWith("法典") || (title.endsWith("法") && !title.endsWith("办法"))) {
                return LAW;
            }
            if (title.endsWith("条例")) {
                return REGULATION;
            }
            return title.endsWith("办法") || title.endsWith("规定") || title.endsWith("细则") ? RULE : PAPER;
        }
    }

    private Conflicts() {}

    /** Whether the question is about what the law was before. */
    static boolean asksEarlier(String question) {
        return ASKS_EARLIER.matcher(question).find();
    }

    /** Empty where all say the same, as far as code can tell: where no two of different rank give different amounts of one measure. */
    static Optional<Piece> explained(List<Citation> citations) {
        for (int i = 0; i < citations.size(); i++) {
            for (int j = i + 1; j < citations.size(); j++) {
                Citation one = citations.get(i);
                Citation other = citations.get(j);
                if (one.law().equals(other.law()) && !one.version().equals(other.version())) {
                    Citation later = one.version().compareTo(other.version()) > 0 ? one : other;
                    return Optional.of(
                            piece("以上是《" + one.law() + "》先后的版本；" + later.version() + " 版施行后，早先的版本不再适用。", one, other));
                }
                if (Rank.of(one.law()) != Rank.of(other.law()) && differ(one, other)) {
                    return Optional.of(piece(prevailing(one, other), one, other));
                }
            }
        }
        return Optional.empty();
    }

    private static String prevailing(Citation one, Citation other) {
        boolean first = Rank.of(one.law()).order <= Rank.of(other.law()).order;
        Citation strong = first ? one : other;
        Citation weak = first ? other : one;
        Rank above = Rank.of(strong.law());
        Rank below = Rank.of(weak.law());
        String both = "以上所写的数不同：《" + strong.law() + "》是" + above.zh + "，《" + weak.law() + "》是" + below.zh + "。";
        return both
                + (above.order == below.order
                        ? "彼此互不高于对方，不一致时须由有权机关裁决。"
                        : above.zh + "的效力高于" + below.zh + "，抵触时以《" + strong.law() + "》为准。");
    }

    private static boolean differ(Citation one, Citation other) {
        for (String measure : MEASURES) {
            Set<String> amounts = amounts(one, measure);
            Set<String> others = amounts(other, measure);
            if (!amounts.isEmpty() && !others.isEmpty() && amounts.stream().noneMatch(others::contains)) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> amounts(Citation citation, String measure) {
        return Quantities.find(citation.quote()).stream()
                .filter(quantity -> quantity.unit().equals(measure))
                .map(Quantity::value)
                .map(value -> value.stripTrailingZeros().toPlainString())
                .collect(Collectors.toSet());
    }

    private static Piece piece(String text, Citation one, Citation other) {
        String titles = "《" + one.law() + "》" + one.article() + "；《" + other.law() + "》" + other.article();
        return new Piece("\n\n" + text, titles, one.version() + " " + other.version(), List.of(one.law(), other.law()));
    }
}
