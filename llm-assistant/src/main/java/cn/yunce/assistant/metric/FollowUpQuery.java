package cn.yunce.assistant.metric;

import cn.yunce.assistant.metric.Kpi.Level;
import cn.yunce.assistant.metric.MetricQuery.Condition;
import cn.yunce.assistant.metric.MetricQuery.Order;
import cn.yunce.assistant.metric.MetricQuery.Show;
import cn.yunce.assistant.metric.MetricStore.Place;
import cn.yunce.assistant.metric.TimeReading.Period;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The query before with what a short question says anew: 那上上个月呢, 最低的那个为什么, 跟望川区比. */
final class FollowUpQuery {
    /** 最差的那个县准时率怎么样: the worst is that of the question before. */
    static final Pattern OF_FIRST =
            Pattern.compile("(?:最[高低多少大小好差快慢]|第一|垫底|倒数第一|排名?靠[前后])的?(?:那|这)?一?个?(?:县|区|镇|乡|网点)的?＿");

    /** 最低的呢 after the three highest asks for the three lowest, 最低的那个 for one. */
    private static final Pattern ONE_OF = Pattern.compile("[那哪一]个|谁|哪家|第一(?!季)|垫底");

    static final Pattern TOTAL = Pattern.compile("合计|总共|一共|共计|加起来|总和|总数|总量|加总");
    /** The city as a place, not as what a place is compared with. */
    static final Pattern WHOLE_CITY = Pattern.compile("(?<![占比于过在及和与如])(?:全市|全城|整体|整个市)");
    /** The unit before the one that was spoken of: 跟再前一周比. */
    private static final Pattern BEFORE_THAT = Pattern.compile("(?:再|更)(?:往)?[前上](?:面)?的?一?个?(?:周|月|季度?|年|天|期)");
    /** 去年呢 after a day or a month of this year is the same of last year. */
    private static final Pattern YEAR_ALONE = Pattern.compile("^(?:那么?)?(?:去年|上年)(?:的)?呢?[？?。]*$");
    /** 跟望川区比 holds the place before to another. */
    private static final Pattern BESIDE =
            Pattern.compile("^(?:那么?)?(?:跟|和|与|同|比|对比)＿{2,}(?:相?比|比一比|比较|对比)?(?:呢|怎么样|如何)?[？?。]*$");

    /** 和上周同一天比 after a day. */
    private static final Pattern SAME_DAY = Pattern.compile("上一?个?(周|星期|礼拜|月)的?同一?[天日期]");

    private static final Pattern COMPARES = Pattern.compile("[比较]");
    private static final OptionalInt ALONE = OptionalInt.of(1);

    private final MetricQuery before;
    private final KpiNames.Named kpis;
    private final List<Place> named;
    private final Period period;
    private final Optional<Place> focus;
    private final String rest;
    private final List<Kpi> metrics;
    private final QuestionShape shape;
    private final List<Condition> conditions;
    private final boolean renamed;
    private final boolean moved;
    /** Whether several places or rows are asked for as one. */
    private final boolean summed;

    private final boolean total;
    private final boolean whole;
    private final boolean earlier;
    /** 排第几 after the figure of a place. */
    private final boolean rank;

    private final boolean ordered;
    private final boolean filters;
    /** 算高吗 after a figure. */
    private final boolean level;

    /** Whether the course of time is asked for of what was ranked: that of the place which came first, not of whoever is first at each time. */
    private final boolean course;

    /** Whether it is asked of the place that came first alone. */
    private final boolean ofFirst;
    /** 那石桥县呢 after the townships of another county asks for its townships. */
    private final boolean elsewhere;
    /** 跟望川区比 puts another place beside the one before. */
    private final boolean beside;

    /** @param focus the place that came first in the answer before */
    FollowUpQuery(
            MetricQuery before, KpiNames.Named kpis, PlaceNames.Named places, Period period, Optional<Place> focus) {
        this.before = before;
        this.kpis = kpis;
        // 它比最少的多多少 weighs the ends of the rows before.
        this.named =
                before.by() != Level.CITY && QuestionShape.isBesideEnd(places.rest()) ? List.of() : places.places();
        this.period = period;
        this.focus = focus;
        this.rest = places.rest();
        this.renamed = !kpis.isEmpty();
        this.moved = !named.isEmpty();
        this.metrics = metrics();
        this.shape = QuestionShape.read(
                rest, (period.named() ? period : before.time()).span().days(), metrics.getFirst(), kpis.failing());
        Map<Integer, Kpi> at = renamed ? kpis.at() : Map.of(0, metrics.getFirst());
        this.conditions = shape.yesNo()
                ? List.of()
                : QuestionConditions.another(kpis.rest(), before.conditions())
                        .orElseGet(() -> QuestionConditions.read(kpis.rest(), at, kpis.failing(), shape.rows()));
        this.filters = !conditions.isEmpty();
        this.level = !filters && QuestionShape.asksLevel(rest);
        this.ordered = shape.order() != Order.NONE || (several() && QuestionShape.ofTwo(rest) != Order.NONE);
        this.summed = several() && TOTAL.matcher(rest).find();
        this.total = !moved
                && (before.by() != Level.CITY || before.bucket().isPresent())
                && shape.by().isEmpty()
                && shape.bucket().isEmpty()
                && before.metrics().getFirst().aggregate() != Kpi.Aggregate.RATIO
                && TOTAL.matcher(rest).find();
        this.whole = total || WHOLE_CITY.matcher(rest).find();
        this.rank = !moved
                && before.by() == Level.CITY
                && before.places().size() == 1
                && MetricParser.PLACE_OF.matcher(rest).find();
        this.earlier = BEFORE_THAT.matcher(rest).find();
        boolean single = named.size() == 1 && before.places().size() == 1;
        this.elsewhere = single
                && before.by().compareTo(named.getFirst().level()) > 0
                && shape.by().isEmpty();
        this.beside = single
                && !renamed
                && before.places().getFirst().level() == named.getFirst().level()
                && BESIDE.matcher(rest).matches();
        boolean ranked = (before.order() != Order.NONE || !before.conditions().isEmpty())
                && before.by() != Level.CITY
                && before.bucket().isEmpty();
        this.course = ranked
                && !moved
                && !filters
                && !ordered
                && shape.by().isEmpty()
                && shape.bucket().isPresent();
        boolean reason = ranked
                && !moved
                && shape.show().filter(Show.WHY::equals).isPresent()
                && (before.limit().equals(ALONE) || ONE_OF.matcher(rest).find());
        boolean judged = ranked && !moved && !whole && level && before.limit().equals(ALONE);
        this.ofFirst = focus.isPresent()
                && (reason || judged || (course && before.limit().equals(ALONE)));
    }

    private List<Kpi> metrics() {
        boolean besideFirst = renamed && OF_FIRST.matcher(rest).find();
        return besideFirst
                ? Stream.concat(before.metrics().stream().limit(1), kpis.kpis().stream())
                        .distinct()
                        .toList()
                : renamed ? kpis.kpis() : before.metrics();
    }

    private boolean several() {
        return named.size() > 1;
    }

    /** Empty where the question says nothing of the kind. */
    Optional<MetricQuery> read() {
        if (!changes()) {
            return Optional.empty();
        }
        Show asked = show();
        Level by = by(asked);
        Show show = shown(asked, by);
        return Optional.of(new MetricQuery(
                metrics,
                by,
                shape.bucket().isPresent()
                        ? shape.bucket()
                        : show == Show.WHY || total ? Optional.empty() : before.bucket(),
                places(),
                shape.time(time(), show, conditions, level && by == Level.CITY),
                ordered ? shape.order() : filters || anew() || course || show == Show.WHY ? Order.NONE : before.order(),
                limit(by),
                conditions(),
                before.withinCounty() || shape.within() || shape.ofCounty(),
                show,
                before.perDay() || shape.perDay(),
                renamed ? MetricParser.ranksEach(kpis, rest) : before.eachKpi()));
    }

    private boolean changes() {
        boolean reshaped = shape.by().isPresent()
                || shape.bucket().isPresent()
                || shape.order() != Order.NONE
                || shape.show().isPresent()
                || shape.perDay()
                || shape.limit().isPresent()
                || filters;
        return renamed
                || moved
                || whole
                || reshaped
                || shape.change()
                || shape.yesNo()
                || level
                || earlier
                || period.named()
                || period.compare().isPresent();
    }

    /** Whether ranks and conditions before do not hold for what is asked of now. */
    private boolean anew() {
        return (moved && !elsewhere) || whole;
    }

    private Show show() {
        if (beside || (several() && QuestionShape.asksDifference(rest))) {
            return Show.GAP;
        }
        boolean ofOther = before.show() == Show.WHY
                && (renamed || shape.bucket().isPresent() || shape.by().isPresent());
        boolean plain = filters || ordered || ofOther || (whole && before.show() == Show.SHARE);
        return shape.show().orElse(plain ? Show.VALUES : before.show());
    }

    private Show shown(Show show, Level by) {
        boolean uncounted = show == Show.COUNT
                && by == Level.CITY
                && before.bucket().isEmpty()
                && shape.bucket().isEmpty();
        boolean untargeted =
                show == Show.PROGRESS && metrics.getFirst().target().isEmpty();
        return uncounted || untargeted ? Show.VALUES : show;
    }

    private Level by(Show show) {
        if (summed) {
            return Level.CITY;
        }
        if (beside) {
            return named.getFirst().level();
        }
        if (rank) {
            return before.places().getFirst().level();
        }
        if (shape.by().isPresent()) {
            return shape.by().get();
        }
        if (ofFirst || (whole && !ordered && !filters) || show == Show.WHY) {
            return Level.CITY;
        }
        if (moved && !elsewhere) {
            return several() ? named.getFirst().level() : Level.CITY;
        }
        boolean needsRows = before.by() == Level.CITY
                && (filters || ordered)
                && before.places().isEmpty()
                && before.bucket().isEmpty()
                && shape.bucket().isEmpty();
        return needsRows ? Level.COUNTY : before.by();
    }

    private List<Place> places() {
        if (ofFirst) {
            return List.of(focus.orElseThrow());
        }
        if (beside) {
            return List.of(before.places().getFirst(), named.getFirst());
        }
        if (moved) {
            return named;
        }
        if (rank) {
            return List.of();
        }
        boolean all = shape.by().filter(Level.COUNTY::equals).isPresent();
        return whole || all ? List.of() : before.places();
    }

    private OptionalInt limit(Level by) {
        boolean rows = by != Level.CITY
                || before.bucket().isPresent()
                || shape.bucket().isPresent();
        if (shape.limit().isPresent()) {
            return rows ? shape.limit() : OptionalInt.empty();
        }
        if (anew() || filters || course || shape.by().isPresent() || !rows || QuestionShape.bothEnds(rest)) {
            return OptionalInt.empty();
        }
        boolean one = ordered
                && isSuperlative(rest)
                && (before.order() == Order.NONE || ONE_OF.matcher(rest).find());
        return one ? ALONE : before.limit();
    }

    private static boolean isSuperlative(String text) {
        return text.contains("最") || text.contains("第一") || text.contains("垫底");
    }

    /** Conditions on targets and on the city's value hold for other KPIs, too; those on numbers do not. */
    private List<Condition> conditions() {
        if (filters) {
            return conditions;
        }
        if (anew() || ordered) {
            return List.of();
        }
        return renamed
                ? before.conditions().stream()
                        .filter(condition -> !condition.test().isOfNumber())
                        .map(condition -> new Condition(metrics.getFirst(), condition.test(), condition.value()))
                        .toList()
                : before.conditions();
    }

    private Period time() {
        Period last = before.time();
        if (earlier) {
            return COMPARES.matcher(rest).find() ? last.compared(Compare.Kind.PREVIOUS) : last.back();
        }
        Matcher same = SAME_DAY.matcher(rest);
        if (same.find() && last.span().days() == 1) {
            LocalDate day = last.span().from();
            LocalDate other = same.group(1).equals("月") ? day.minusMonths(1) : day.minusWeeks(1);
            return last.comparedWith(new Compare(Compare.Kind.NAMED, Span.day(other)));
        }
        if (YEAR_ALONE.matcher(rest).matches() && last.grain() != Grain.YEAR) {
            return last.yearBack();
        }
        if (!period.named()) {
            return period.compare()
                    .map(compare -> compare.kind() == Compare.Kind.NAMED
                            ? last.comparedWith(compare)
                            : last.compared(compare.kind()))
                    .orElse(last);
        }
        return period.compare().isPresent()
                ? period
                : last.compare()
                        .map(compare -> period.compared(
                                compare.kind() == Compare.Kind.PREVIOUS
                                        ? Compare.Kind.PREVIOUS
                                        : Compare.Kind.YEAR_ON_YEAR))
                        .orElse(period);
    }
}
