package cn.yunce.assistant.metric;

import cn.yunce.assistant.metric.Kpi.Level;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.OptionalDouble;

/** How answers say numbers, units, periods and places. */
final class MetricWords {
    private MetricWords() {}

    static String period(Span span) {
        return span.days() == 1 ? span.from().toString() : span.from() + " 至 " + span.last();
    }

    /** A county is called by its name, not by its park's. */
    static String shortName(String place) {
        return place.replace("共配园区", "");
    }

    static String levelName(Level level) {
        return switch (level) {
            case CITY -> "全市";
            case COUNTY -> "区县";
            case TOWNSHIP -> "乡镇";
            case VILLAGE -> "村级服务点";
            case OUTLET -> "网点";
        };
    }

    /** Places of a level, after their number. */
    static String counter(Level level) {
        return level == Level.CITY ? "个" : "个" + levelName(level);
    }

    /** Times of a grain, after their number. */
    static String counter(Grain grain) {
        return switch (grain) {
            case DAY, TEN_DAYS -> "天";
            case WEEK -> "周";
            case MONTH -> "个月";
            case QUARTER -> "个季度";
            case HALF_YEAR, YEAR -> "年";
        };
    }

    /** The time that begins on a day. */
    static String bucket(Grain grain, LocalDate from) {
        return switch (grain) {
            case MONTH -> from.toString().substring(0, 7);
            case QUARTER -> from.getYear() + "Q" + (from.getMonthValue() + 2) / 3;
            case YEAR, HALF_YEAR -> String.valueOf(from.getYear());
            case WEEK -> from + "起一周";
            case DAY, TEN_DAYS -> from.toString();
        };
    }

    static String days(Days days) {
        return switch (days) {
            case ALL -> "全部日期";
            case WORKDAYS -> "工作日";
            case DAYS_OFF -> "节假日";
            case WEEKENDS -> "周末";
            case MAKE_UP_WORKDAYS -> "调休上班日";
        };
    }

    static String number(double value, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    static String unit(Kpi kpi) {
        return kpi.unit().equals("%") ? "%" : " " + kpi.unit();
    }

    /** Unit of a difference. */
    static String differenceUnit(Kpi kpi) {
        return kpi.unit().equals("%") ? " 个百分点" : unit(kpi);
    }

    static String value(Kpi kpi, OptionalDouble value) {
        return value.isEmpty() ? "无数据" : number(value.getAsDouble(), kpi.decimals()) + unit(kpi);
    }

    static String change(Kpi kpi, String name, double change, double before) {
        String direction = change >= 0 ? "升 " : "降 ";
        String share =
                kpi.unit().equals("%") || before == 0 ? "" : "（" + number(Math.abs(100 * change / before), 2) + "%）";
        return name + direction + number(Math.abs(change), kpi.decimals()) + differenceUnit(kpi) + share;
    }

    static String gap(Kpi kpi, double value, double target) {
        double gap = Math.abs(value - target);
        boolean met = kpi.isMet(value, target);
        String side = value >= target ? "高于" : "低于";
        return (met ? "已达标，" : "未达标，") + side + "目标 " + number(target, kpi.decimals()) + unit(kpi) + " "
                + number(gap, kpi.decimals()) + differenceUnit(kpi);
    }
}
