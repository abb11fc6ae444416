package cn.yunce.forecasting.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.yunce.forecasting.DriftAlarms.DriftAlarm;
import cn.yunce.forecasting.DriftAlarms.Kind;
import cn.yunce.forecasting.Interval;
import cn.yunce.forecasting.LineDay;
import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.ShortHaulNetwork;
import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.VolumeSeries;
import cn.yunce.forecasting.domain.Wave;
import cn.yunce.forecasting.persistence.EveForecasts;
import cn.yunce.forecasting.persistence.RunInput;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MonitorTest {
    private static final ServiceDate UP_TO = ServiceDate.parse("2026-03-31");
    private static final int DAYS = 40;

    @Test
    void outletsAndLinesThatLeaveTheirForecastsAreTold() {
        assertThat(monitor().alarms(input(130, 60), UP_TO))
                .extracting(DriftAlarm::kind, DriftAlarm::series, DriftAlarm::meanError)
                .containsExactly(tuple(Kind.OUTLET, "N1/PICKUP", 30.0), tuple(Kind.LINE, "a", -40.0));
    }

    @Test
    void whereVolumesStayWithTheirForecastsThereIsNoAlarm() {
        assertThat(monitor().alarms(input(103, 98), UP_TO)).isEmpty();
    }

    @Test
    void anAlarmOfLongAgoIsNotToldAgain() {
        // The last ten days as the input has them lie 20 days back; since then nothing came.
        assertThat(monitor().alarms(input(130, 60), UP_TO.plusDays(20))).isEmpty();
    }

    private static Monitor monitor() {
        List<EveForecasts.Eve> days = IntStream.range(0, DAYS)
                .mapToObj(back -> new EveForecasts.Eve(
                        UP_TO.plusDays(back - DAYS + 1), 100, List.of(new Interval(80, 87.184, 112.816))))
                .toList();
        return new Monitor(new EveForecasts() {
            @Override
            public Map<String, List<Eve>> listOutlets(ServiceDate from, ServiceDate upTo) {
                return Map.of("N1/PICKUP", days, "gone/PICKUP", days);
            }

            @Override
            public Map<String, List<Eve>> listLines(ServiceDate from, ServiceDate upTo) {
                return Map.of("a", days);
            }
        });
    }

    /** Volumes of 100, and others in the last ten days. */
    private static RunInput input(double outlet, double line) {
        double[] volumes = new double[DAYS];
        Arrays.fill(volumes, 100);
        Arrays.fill(volumes, DAYS - 10, DAYS, outlet);
        Map<LineDay, SlotProfile> arrivals = new HashMap<>();
        for (int back = 0; back < DAYS; back++) {
            double[] slots = new double[Wave.W1400.slots()];
            slots[0] = back < 10 ? line : 100;
            arrivals.put(new LineDay("a", UP_TO.plusDays(-back)), SlotProfile.of(Wave.W1400, slots));
        }
        return new RunInput(
                14,
                List.of(),
                List.of(VolumeSeries.of(
                        "N1/PICKUP",
                        Frequency.DAILY,
                        UP_TO.plusDays(1 - DAYS).date().atStartOfDay(),
                        volumes)),
                new ShortHaulHistory(new ShortHaulNetwork(List.of(), List.of(), Set.of()), arrivals, Map.of()));
    }
}
