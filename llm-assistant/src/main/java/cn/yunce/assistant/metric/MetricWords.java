package cn.yunce.assistant.metric;

import cn.yunce.assistant.Language;
import cn.yunce.assistant.MonthlyReport;
import cn.yunce.assistant.MonthlyReport.Indicator;
import cn.yunce.assistant.metric.Kpi.Level;
import cn.yunce.assistant.wording.Wording;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How answers of a language say numbers, units, periods and places. */
record MetricWords(Wording wording) {
    private static final Pattern QUOTED = Pattern.compile("“([^”]+)”");
    private static final int FINER = 2;
    private static final String PLAN_NUMERALS = "一二三四五六七八九";

    static MetricWords of(Language language) {
        return new MetricWords(Wording.of(language));
    }

    /** A county is called by its name, not by its park's. */
    static String shortName(String place) {
        return place.replace("共配园区", "");
    }

    static String number(double value, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /** A KPI's name with its unit. */
    String measured(Indicator kpi) {
        String unit = unit(kpi);
        return unit.isEmpty() ? name(kpi) : say("rows.kpi", name(kpi), unit);
    }

    String name(Indicator kpi) {
        return english() ? kpi.en() : kpi.zh();
    }

    String unit(Indicator kpi) {
        return english() ? wording.word("unit", kpi.unit()).strip() : kpi.unit();
    }

    String definition(Indicator kpi) {
        return english() ? kpi.definitionEn() : kpi.definition();
    }

    String scope(MonthlyReport report) {
        return wording.word("scope", report.scope());
    }

    String say(String key, Object... values) {
        return wording.say(key, values);
    }

    private boolean english() {
        return wording.language() == Language.ENGLISH;
    }

    String name(Kpi kpi) {
        return english() ? kpi.en() : kpi.zh();
    }

    /** Its name, as the query takes it. */
    String title(MetricQuery query, Kpi kpi) {
        return query.isPerDay(kpi) ? say("perDay", name(kpi)) : name(kpi);
    }

    String definition(Kpi kpi) {
        return english() ? kpi.definitionEn() : kpi.definition();
    }

    /** Where a target stands in the city's plan: 四、（二）1 is 4(2)1 in English. */
    String paragraph(String text) {
        if (!english()) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = PLAN_NUMERALS.indexOf(c);
            plain.append(digit >= 0 ? String.valueOf(digit + 1) : c == '（' ? "(" : c == '）' ? ")" : c == '、' ? "" : c);
        }
        return plain.toString();
    }

    /** The name that questions of the language may ask for it by. */
    String askedAs(Kpi kpi) {
        return kpi.synonyms().stream()
                .filter(name -> english() && name.chars().allMatch(c -> c < 128))
                .findFirst()
                .orElse(kpi.zh());
    }

    /** Why a question is asked back; its reason is told in Chinese where it is read, so that English says less. */
    String why(MetricReading.Ask ask) {
        Matcher quoted = QUOTED.matcher(ask.reason());
        if (!english()) {
            return say("ask.which", ask.reason());
        }
        return quoted.find()
                ? say(ask.reason().startsWith("没有找到") ? "ask.unknown" : "ask.unclear", quoted.group(1))
                : say("ask.other");
    }

    String period(Span span) {
        return span.days() == 1 ? span.from().toString() : say("period", span.from(), span.last());
    }

    String level(Level level) {
        return say("level." + level);
    }

    /** Places of a level, or times of a grain, after their number. */
    String counter(Enum<?> levelOrGrain) {
        return say("counter." + levelOrGrain.name());
    }

    String days(Days days) {
        return say("days." + days);
    }

    String compared(Compare compare) {
        return say("compare." + compare.kind());
    }

    /** The time that begins on a day. */
    String bucket(Grain grain, LocalDate from) {
        return switch (grain) {
            case MONTH -> from.toString().substring(0, 7);
            case QUARTER -> from.getYear() + "Q" + (from.getMonthValue() + 2) / 3;
            case YEAR, HALF_YEAR -> String.valueOf(from.getYear());
            case WEEK -> say("week", from);
            case DAY, TEN_DAYS -> from.toString();
        };
    }

    String unit(Kpi kpi) {
        if (kpi.unit().equals("%")) {
            return "%";
        }
        return english() ? wording.word("unit", kpi.unit()) : " " + kpi.unit();
    }

    /** Unit of a difference. */
    String differenceUnit(Kpi kpi) {
        return kpi.unit().equals("%") ? say("points") : unit(kpi);
    }

    String value(Kpi kpi, OptionalDouble value) {
        return value.isEmpty() ? say("noValue") : number(value.getAsDouble(), kpi.decimals()) + unit(kpi);
    }

    /** A difference without its sign. */
    String difference(Kpi kpi, double difference) {
        String rounded = number(Math.abs(difference), kpi.decimals());
        // 1.72 and 1.71 are apart though their difference rounds to nothing.
        return (rounded.equals("0") && difference != 0 ? number(Math.abs(difference), kpi.decimals() + FINER) : rounded)
                + differenceUnit(kpi);
    }

    String change(Kpi kpi, Compare compare, double change, double before) {
        return say(
                "kpi.change",
                compared(compare),
                say(change >= 0 ? "up" : "down"),
                difference(kpi, change),
                share(kpi, change, before));
    }

    /** A change in percent of what was before, of KPIs that are no percentages. */
    String share(Kpi kpi, double change, double before) {
        return kpi.unit().equals("%") || before == 0 ? "" : say("percent", number(Math.abs(100 * change / before), 2));
    }

    String gap(Kpi kpi, double value, double target) {
        if (value == target) {
            return say("kpi.atTarget", say("kpi.met"), number(target, kpi.decimals()) + unit(kpi));
        }
        return say(
                "kpi.gap",
                say(kpi.isMet(value, target) ? "kpi.met" : "kpi.unmet"),
                say(value >= target ? "above" : "below"),
                number(target, kpi.decimals()) + unit(kpi),
                difference(kpi, value - target));
    }
}
