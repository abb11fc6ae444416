package cn.yunce.assistant.chat;

import cn.yunce.assistant.ForecastLookup;
import cn.yunce.assistant.Route;
import cn.yunce.assistant.ScheduleLookup;
import cn.yunce.assistant.ToolCall;
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
import java.util.function.Function;

/**
 * Answers over forecasts and plans. Code decides the call and writes the answer; no model touches a number.
 */
final class DataAnswers {
    private static final int MAX_DAYS = 9;
    private static final int DECIMALS = 1;
    private static final int RATIO_DECIMALS = 3;

    private final ForecastAnswers forecasts;
    private final PlanAnswers plans;
    private final TimeGrammar times;

    DataAnswers(AssistantTools tools, ForecastLookup forecasts, ScheduleLookup schedules, TimeGrammar times) {
        this.forecasts = new ForecastAnswers(tools, forecasts);
        this.plans = new PlanAnswers(tools, schedules);
        this.times = times;
    }

    Draft forecast(Asked asked) {
        return answer(
                asked,
                Route.FORECAST,
                days -> forecasts.answer(asked, days, forecasts.arguments(asked.text(), days.getFirst())));
    }

    Draft schedule(Asked asked) {
        return answer(
                asked,
                Route.SCHEDULE,
                days -> plans.answer(asked, days.getFirst(), plans.arguments(asked.text(), days.getFirst())));
    }

    /** Of the days that the question names; of tomorrow without any. */
    private Draft answer(Asked asked, Route route, Function<List<LocalDate>, Draft> answer) {
        Optional<QuestionDates.Mention> mention = dates(asked.text(), asked.today());
        if (mention.isPresent() && mention.get().days().isEmpty()) {
            return Draft.refused(
                    route, asked.words().say("data.notDays", mention.get().phrase()), List.of(), List.of());
        }
        if (mention.isEmpty() && times.read(asked.text(), asked.today()) instanceof TimeReading.Unclear unclear) {
            List<String> choices = unclear.choices().stream()
                    .map(choice -> asked.text().replace(unclear.phrase(), choice))
                    .toList();
            return Draft.refused(route, asked.words().say("data.notDays", unclear.phrase()), List.of(), choices);
        }
        try {
            return answer.apply(mention.map(QuestionDates.Mention::days)
                    .orElse(List.of(asked.today().plusDays(1))));
        } catch (IllegalArgumentException e) {
            Wording words = asked.words();
            String text = words.retell(String.valueOf(e.getMessage())) + words.say("end");
            return Draft.refused(route, text, List.of(), List.of());
        }
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
        return forecasts.placed(part, whole);
    }

    /** The look-up before with what a short question says anew; empty where it says nothing of the kind. */
    Optional<Draft> follow(Asked asked, ToolCall before) {
        String question = asked.text();
        boolean forecast = before.tool().equals(AssistantTools.FORECAST_VOLUME);
        if (!DataQuestion.goesOn(question) || !(forecast || before.tool().equals(AssistantTools.GET_SCHEDULE))) {
            return Optional.empty();
        }
        Optional<QuestionDates.Mention> mention = dates(question, asked.today());
        List<LocalDate> days = mention.map(QuestionDates.Mention::days)
                .orElse(List.of(
                        LocalDate.parse(String.valueOf(before.arguments().get("date")))));
        boolean past = days.isEmpty() || days.getFirst().isBefore(asked.today());
        Map<String, Object> arguments = new LinkedHashMap<>(before.arguments());
        boolean changed = forecast ? forecasts.change(question, arguments) : plans.change(question, days, arguments);
        if (past || (!changed && mention.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(
                forecast ? forecasts.answer(asked, days, arguments) : plans.answer(asked, days.getFirst(), arguments));
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
