package cn.yunce.assistant.chat;

import cn.yunce.assistant.ForecastLookup;
import cn.yunce.assistant.Route;
import cn.yunce.assistant.ScheduleLookup;
import cn.yunce.assistant.ToolCall;
import cn.yunce.assistant.guardrail.NumberTrace.Piece;
import cn.yunce.assistant.metric.Metrics;
import cn.yunce.assistant.metric.TimeGrammar;
import cn.yunce.assistant.metric.TimeReading;
import cn.yunce.assistant.tool.AssistantTools;
import cn.yunce.assistant.wording.Wording;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Answers over forecasts and plans. Code decides the call and writes the answer; no model touches a number.
 */
final class DataAnswers {
    private static final int MAX_DAYS = 9;
    private static final int MOST_PLANS = 3;
    /** Further ahead, a day without its year is rather last year's. */
    private static final int SOON = 60;

    private static final Pattern FESTIVAL =
            Pattern.compile("圣诞节?|平安夜|\\p{IsHan}{2}节(?=当?天|那[天几]|期间|前后?|后|的|假期|全|多少|[，？?]|$)");
    private static final String OTHER_DAY =
            "(?:大前天|[今昨前明后]天|今日|昨日|去年(?:的?(?:同期|同一天|这[个一]?天|今天))|上个?(?:周|星期|礼拜|月)(?:的?同(?:一天|期|日)|[一二三四五六日天])|(?:前|上)一天|(?:这|本|下)?个?(?:周|星期|礼拜)[一二三四五六日天]|\\d{1,2}月\\d{1,2}[日号]|\\d{4}-\\d{1,2}-\\d{1,2})(?:的(?:计划|预测))?";
    private static final Pattern AGAINST = Pattern.compile(
            "(?:相比于?|比起?|对比|较)" + OTHER_DAY + "|(?:跟|和|与|同)" + OTHER_DAY + "[^，。？]{0,2}(?:相比|比起来|比较|对比|比)");
    private static final Pattern PAST = Pattern.compile("上个?(?:月|周|季)|昨|前天|去年|今年|本月|上半年|近\\d|最近|过去|同比|环比|实际");
    private static final Pattern WRITTEN_DAY = Pattern.compile("月|号|日|-|[这本下]个?周末");
    private static final Pattern VOLUME = Pattern.compile("多少|几件|几票|[件票货量]|包裹|忙|高峰");
    private static final Pattern THAT_DAY = Pattern.compile("[那这]一?天");
    private static final Pattern PREVIOUS = Pattern.compile("[前上]一天");
    private static final int DECIMALS = 1;
    private static final int RATIO_DECIMALS = 3;

    private final ForecastAnswers forecasts;
    private final ForecastArguments forecastArguments;
    private final PlanAnswers plans;
    private final TimeGrammar times;
    private final Metrics metrics;

    DataAnswers(
            AssistantTools tools,
            ForecastLookup forecasts,
            ScheduleLookup schedules,
            TimeGrammar times,
            Metrics metrics) {
        this.metrics = metrics;
        this.forecasts = new ForecastAnswers(tools, forecasts);
        this.forecastArguments = new ForecastArguments(forecasts);
        this.plans = new PlanAnswers(tools, schedules);
        this.times = times;
    }

    Draft forecast(Asked asked) {
        return answer(
                asked,
                Route.FORECAST,
                (days, against) ->
                        forecasts.answer(asked, days, forecastArguments.list(asked.text(), days.getFirst()), against));
    }

    Draft schedule(Asked asked) {
        return answer(asked, Route.SCHEDULE, (days, against) -> ofDays(asked, days, against));
    }

    /** The plan of each day that has one; which have none is told beside what the others tell. */
    private Draft ofDays(Asked asked, List<LocalDate> days, Optional<LocalDate> against) {
        Map<Boolean, List<Draft>> drafts = days.stream()
                .map(day -> plans.answer(asked, day, plans.arguments(asked.text(), day), against))
                .collect(Collectors.partitioningBy(Draft::refused));
        List<Draft> told = drafts.getOrDefault(false, List.of());
        List<Draft> refused = drafts.getOrDefault(true, List.of());
        if (told.isEmpty()) {
            return volumesBeside(asked, days.getFirst(), refused.getFirst());
        }
        Draft all = told.stream().limit(MOST_PLANS).reduce(Draft::and).orElseThrow();
        return refused.isEmpty()
                ? all
                : all.before(refused.getFirst().pieces().stream()
                        .map(piece -> new Piece("\n" + piece.text(), piece.source(), piece.evidence(), piece.names()))
                        .toList());
    }

    /** The forecast where a clause of its own asks for volumes of a day that has no plan yet: 后天多少件，车够不够. */
    private Draft volumesBeside(Asked asked, LocalDate day, Draft refused) {
        return Unread.clauses(asked.text())
                .filter(clause ->
                        VOLUME.matcher(clause).find() && !PlanQuestion.isOfPlan(clause) && forecasts.covers(day))
                .findFirst()
                .map(clause -> forecasts.answer(
                        asked.part(clause), List.of(day), forecastArguments.list(clause, day), Optional.empty()))
                .filter(forecast -> !forecast.refused())
                .map(forecast -> forecast.and(refused))
                .orElse(refused);
    }

    /** Of the days that the question names; of tomorrow without any. */
    private Draft answer(Asked asked, Route route, BiFunction<List<LocalDate>, Optional<LocalDate>, Draft> answer) {
        Matcher against = AGAINST.matcher(asked.text());
        boolean compares = against.find();
        String question = compares ? against.replaceFirst("") : asked.text();
        Optional<QuestionDates.Mention> mention = dates(question, asked.today());
        Optional<Metrics.UnknownPlace> unknown = metrics.findUnknownPlace(question);
        if (unknown.isPresent()) {
            List<String> near = unknown.get().near().stream()
                    .map(place -> asked.text().replace(unknown.get().name(), place))
                    .toList();
            return Draft.refused(
                    route, asked.words().say("ask.unknown", unknown.get().name()), List.of(), near);
        }
        if (mention.isPresent() && mention.get().days().isEmpty()) {
            return Draft.refused(
                    route, asked.words().say("data.notDays", mention.get().phrase()), List.of(), List.of());
        }
        Matcher festival = FESTIVAL.matcher(question);
        if (mention.isEmpty() && festival.find()) {
            return Draft.refused(route, asked.words().say("data.notDays", festival.group()), List.of(), List.of());
        }
        if (mention.isEmpty() && times.read(asked.text(), asked.today()) instanceof TimeReading.Unclear unclear) {
            List<String> choices = unclear.choices().stream()
                    .map(choice -> asked.text().replace(unclear.phrase(), choice))
                    .toList();
            return Draft.refused(route, asked.words().say("data.notDays", unclear.phrase()), List.of(), choices);
        }
        try {
            List<LocalDate> days = mention.map(QuestionDates.Mention::days)
                    .orElse(List.of(asked.today().plusDays(1)));
            Draft draft = answer.apply(
                    days, compares ? other(against.group(), days.getFirst(), asked.today()) : Optional.empty());
            return draft.refused() ? draft : draft.before(Unread.of(asked, route));
        } catch (IllegalArgumentException e) {
            return refused(asked, route, e);
        }
    }

    /** The day that a question holds another beside: 比今天, 跟上周同一天比. */
    private Optional<LocalDate> other(String phrase, LocalDate day, LocalDate today) {
        if (phrase.contains("同")) {
            return Optional.of(
                    phrase.contains("年")
                            ? day.minusYears(1)
                            : phrase.contains("月") ? day.minusMonths(1) : day.minusWeeks(1));
        }
        if (PREVIOUS.matcher(phrase).find()) {
            return Optional.of(day.minusDays(1));
        }
        return dates(phrase, today).flatMap(mention -> mention.days().stream().findFirst());
    }

    /** The days that a question names; of a festival without a year the coming one, and none of what is longer than some days. */
    private Optional<QuestionDates.Mention> dates(String question, LocalDate today) {
        return QuestionDates.find(question, today)
                .or(() -> times.findNamed(question, today)
                        .map(period -> new QuestionDates.Mention(
                                period.phrase(),
                                period.span().days() > MAX_DAYS
                                        ? List.of()
                                        : period.span()
                                                .from()
                                                .datesUntil(period.span().to())
                                                .toList())));
    }

    /** The day of the plan that a question asks about; tomorrow without one. */
    LocalDate planDay(Asked asked) {
        return dates(asked.text(), asked.today())
                .filter(mention -> !mention.days().isEmpty())
                .map(mention -> mention.days().getFirst())
                .orElse(asked.today().plusDays(1));
    }

    /** With the place that the whole question names where a part names none. */
    String placed(String part, String whole) {
        return forecastArguments.placed(part, whole);
    }

    /** FORECAST or SCHEDULE of coming days, where days and words leave no doubt. */
    Optional<Route> ahead(Asked asked, boolean english) {
        Matcher against = AGAINST.matcher(asked.text());
        boolean compares = against.find();
        String question = compares ? against.replaceFirst("") : asked.text();
        if (PAST.matcher(question).find()) {
            return Optional.empty();
        }
        Optional<QuestionDates.Mention> mention =
                dates(question, asked.today()).filter(found -> !found.days().isEmpty());
        // 10月外部车占比比去年同期高的县 is of days gone by.
        if (mention.isEmpty()
                && times.read(question, asked.today()) instanceof TimeReading.Period period
                && period.named()
                && period.span().from().isBefore(asked.today())) {
            return Optional.empty();
        }
        boolean named =
                mention.isPresent() && mention.get().days().stream().noneMatch(day -> day.isBefore(asked.today()));
        if (mention.isEmpty() && compares && PlanQuestion.isOfPlan(question)) {
            return Optional.of(Route.SCHEDULE);
        }
        boolean written = english
                || (named && compares)
                || (named && WRITTEN_DAY.matcher(mention.get().phrase()).find());
        Optional<WhatIf> supposed = WhatIf.read(asked.text());
        if (supposed.isPresent()) {
            return (named && written)
                            || supposed.get().change().equals(WhatIf.PRICE)
                            || plans.names(asked.text(), planDay(asked))
                    ? Optional.of(Route.SCHEDULE)
                    : Optional.empty();
        }
        if (named && PlanQuestion.isOfPlan(question) && PlanQuestion.asksTrips(question)) {
            return Optional.of(Route.SCHEDULE);
        }
        boolean coming = named
                && mention.get().days().getFirst().isAfter(asked.today())
                && mention.get().days().getFirst().isBefore(asked.today().plusDays(SOON));
        return coming && written && VOLUME.matcher(question).find() ? Optional.of(Route.FORECAST) : Optional.empty();
    }

    /** The day that a question names itself. */
    Optional<LocalDate> namedDay(Asked asked) {
        return dates(asked.text(), asked.today()).stream()
                .flatMap(mention -> mention.days().stream())
                .findFirst();
    }

    /** The question without a day that it holds another beside. */
    static String withoutOtherDay(String question) {
        return AGAINST.matcher(question).replaceFirst("");
    }

    /** For a wave that there is not. */
    static Draft refused(Asked asked, Route route, IllegalArgumentException e) {
        Wording words = asked.words();
        return Draft.refused(
                route, words.retell(String.valueOf(e.getMessage())) + words.say("end"), List.of(), List.of());
    }

    /**
     * The look-up before with what a short question says anew; empty where it says nothing of the kind.
     *
     * @param goesOn whether its words leave no doubt that it goes on, so that another day is enough
     */
    Optional<Draft> follow(Asked asked, List<ToolCall> before, boolean goesOn) {
        ToolCall last = before.getFirst();
        boolean forecast = last.tool().equals(AssistantTools.FORECAST_VOLUME);
        if (!forecast && !last.tool().equals(AssistantTools.GET_SCHEDULE)) {
            return Optional.empty();
        }
        Matcher against = AGAINST.matcher(asked.text());
        boolean compares = against.find();
        String question = compares ? against.replaceFirst("") : asked.text();
        Optional<QuestionDates.Mention> mention = dates(question, asked.today());
        List<LocalDate> days = mention.map(QuestionDates.Mention::days)
                .orElseGet(() -> before.stream()
                        .limit(forecast ? before.size() : 1)
                        .map(call ->
                                LocalDate.parse(String.valueOf(call.arguments().get("date"))))
                        .distinct()
                        .toList());
        boolean thatDay =
                forecast && before.size() > 1 && THAT_DAY.matcher(question).find();
        if (thatDay) {
            days = forecasts.firstOf(before, asked.role()).map(List::of).orElse(days);
        }
        if (days.isEmpty() || days.getFirst().isBefore(asked.today())) {
            return Optional.empty();
        }
        Optional<LocalDate> other =
                compares ? other(against.group(), days.getFirst(), asked.today()) : Optional.empty();
        Map<String, Object> arguments = new LinkedHashMap<>(last.arguments());
        if (forecast && PlanQuestion.isOfPlan(question)) {
            LocalDate day = days.getFirst();
            Asked placed = asked.part(forecasts.placeOf(arguments, day, asked.role()) + question);
            return Optional.of(plans.answer(placed, day, plans.arguments(placed.text(), day), other));
        }
        boolean changed = forecast
                ? forecastArguments.change(question, arguments)
                : plans.change(asked.part(question), days.getFirst(), arguments);
        if (!changed && other.isEmpty() && !thatDay && !(goesOn && mention.isPresent())) {
            return Optional.empty();
        }
        return Optional.of(
                forecast
                        ? forecasts.answer(asked, days, List.of(arguments), other)
                        : plans.answer(asked, days.getFirst(), arguments, other));
    }

    /** Parcels are told whole. */
    static String parcels(double value) {
        return plain(value, 0);
    }

    static String number(double value) {
        return plain(value, DECIMALS);
    }

    static String ratio(double value) {
        return plain(value, RATIO_DECIMALS);
    }

    private static String plain(double value, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
