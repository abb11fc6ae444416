package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.Disturbance;
import cn.yunce.forecasting.LiveDay;
import cn.yunce.forecasting.Replan.Words;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Disturbances and rules of a live day in words. */
final class LiveWords {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter DAY_TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    private final LiveDay day;

    LiveWords(LiveDay day) {
        this.day = day;
    }

    String time(int minute) {
        LocalDateTime at = day.plan().date().at(minute);
        return (at.toLocalDate().equals(day.plan().date().date()) ? TIME : DAY_TIME).format(at);
    }

    Words of(Disturbance disturbance) {
        return switch (disturbance) {
            case Disturbance.Breakdown it ->
                new Words(
                        "车辆" + it.vehicle() + span(it.fromMinute(), it.toMinute()) + "停用",
                        "vehicle " + it.vehicle() + " is out of service "
                                + spanEnglish(it.fromMinute(), it.toMinute()));
            case Disturbance.VolumeChange it ->
                new Words(
                        names(it.lines(), "、", "等%d条线路") + "的后续货量变为" + factor(it.factor()) + "倍",
                        "what is still to come of " + names(it.lines(), ", ", " and others, %d lines") + " is "
                                + factor(it.factor()) + " times as much");
            case Disturbance.LateVolume it ->
                new Words(
                        names(it.lines(), "、", "等%d条线路") + "的后续货量晚到" + it.minutes() + "分钟",
                        "what is still to come of " + names(it.lines(), ", ", " and others, %d lines") + " comes "
                                + it.minutes() + " minutes late");
            case Disturbance.RoadClosure it ->
                new Words(
                        it.origin() + "至" + it.site() + "的道路" + span(it.fromMinute(), it.toMinute()) + "封闭",
                        "the road from " + it.origin() + " to " + it.site() + " is closed "
                                + spanEnglish(it.fromMinute(), it.toMinute()));
            case Disturbance.Lock it ->
                new Words("班次" + it.trip() + "已锁定，不得改动", "trip " + it.trip() + " is locked and stays as it is");
            case Disturbance.Move it ->
                new Words(
                        "班次" + it.trip() + "须在" + time(it.departureMinute()) + "发车",
                        "trip " + it.trip() + " is to leave at " + time(it.departureMinute()));
        };
    }

    Words of(LiveRules.Base rule) {
        return switch (rule) {
            case LATEST_DEPARTURE ->
                new Words(
                        "各线路不得晚于最晚发车时刻" + (day.lateMinutes() > 0 ? "超过" + day.lateMinutes() + "分钟" : "") + "发车",
                        "no line leaves "
                                + (day.lateMinutes() > 0 ? "more than " + day.lateMinutes() + " minutes " : "")
                                + "after its latest departure");
            case COMPLETE ->
                new Words(
                        "未满载或串点的班次须待所载线路货量到齐后发车",
                        "a part-full or combined trip leaves once the last parcels of its lines are there");
            case PARCELS_THERE -> new Words("未到的包裹不能装车", "parcels that are not there cannot leave");
            case TURN_TIME ->
                new Words("同一车辆须装卸并返回后才能再次发车", "a vehicle leaves again only after it has unloaded and is back");
            case NOT_PAST ->
                new Words(
                        time(day.nowMinute()) + "及以前已发出的班次不可更改",
                        "what has left by " + time(day.nowMinute()) + " cannot be changed");
        };
    }

    private String span(int from, int to) {
        return "自" + time(from) + (to == Disturbance.LAST_MINUTE ? "起" : "至" + time(to));
    }

    private String spanEnglish(int from, int to) {
        return "from " + time(from) + (to == Disturbance.LAST_MINUTE ? " on" : " until " + time(to));
    }

    private static String factor(double factor) {
        return factor == Math.rint(factor) ? String.valueOf((long) factor) : String.valueOf(factor);
    }

    private static String names(List<String> lines, String separator, String more) {
        int shown = Math.min(3, lines.size());
        String text = String.join(separator, lines.subList(0, shown));
        return lines.size() > shown ? text + more.formatted(lines.size()) : text;
    }
}
