package cn.yunce.forecasting.run;

import cn.yunce.forecasting.DriftAlarms.DriftAlarm;
import cn.yunce.forecasting.DriftAlarms.Kind;
import cn.yunce.forecasting.LineDay;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.VolumeSeries;
import cn.yunce.forecasting.persistence.EveForecasts;
import cn.yunce.forecasting.persistence.EveForecasts.Eve;
import cn.yunce.forecasting.persistence.RunInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** Compares what came with what was forecast of it the evening before. */
@Component
final class Monitor {
    private static final int LOOKED_AT_DAYS = 60;
    /** An alarm older than this was told often enough. */
    private static final int TOLD_DAYS = 14;

    private static final int LEVEL_PERCENT = 80;

    private final EveForecasts eves;

    Monitor(EveForecasts eves) {
        this.eves = eves;
    }

    /** Alarms of the days until {@code upTo}, with the volumes of the input. */
    List<DriftAlarm> alarms(RunInput input, ServiceDate upTo) {
        ServiceDate from = upTo.plusDays(-LOOKED_AT_DAYS);
        ServiceDate lastEve = upTo.plusDays(-1);
        List<DriftAlarm> alarms = new ArrayList<>();
        Map<String, List<Eve>> outlets = new TreeMap<>(eves.listOutlets(from, lastEve));
        for (VolumeSeries series : input.series()) {
            List<Eve> days = outlets.getOrDefault(series.id(), List.of());
            alarm(Kind.OUTLET, series.id(), days, date -> RunInput.volume(series, date), upTo)
                    .ifPresent(alarms::add);
        }
        Map<LineDay, SlotProfile> arrivals = input.lines().actual();
        new TreeMap<>(eves.listLines(from, lastEve))
                .forEach((line, days) -> alarm(
                                Kind.LINE,
                                line,
                                days,
                                date -> {
                                    SlotProfile profile = arrivals.get(new LineDay(line, date));
                                    return profile == null ? Double.NaN : profile.total();
                                },
                                upTo)
                        .ifPresent(alarms::add));
        return alarms;
    }

    private static Optional<DriftAlarm> alarm(
            Kind kind, String series, List<Eve> days, ToDoubleFunction<ServiceDate> actual, ServiceDate upTo) {
        List<Drift.Day> compared = days.stream()
                .map(eve -> new Drift.Day(eve.date(), actual.applyAsDouble(eve.date()), eve.mean(), half80(eve)))
                .toList();
        return Drift.lastAlarm(kind, series, compared)
                .filter(alarm -> alarm.raisedOn().compareTo(upTo.plusDays(-TOLD_DAYS)) > 0);
    }

    private static double half80(Eve eve) {
        return eve.intervals().stream()
                .filter(interval -> interval.levelPercent() == LEVEL_PERCENT)
                .mapToDouble(interval -> (interval.hi() - interval.lo()) / 2)
                .findFirst()
                .orElse(Double.NaN);
    }
}
