package cn.yunce.forecasting.web;

import cn.yunce.forecasting.DriftAlarms;
import cn.yunce.forecasting.DriftAlarms.DriftAlarm;
import java.time.LocalDate;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/monitor")
class MonitorController {
    private final DriftAlarms alarms;

    MonitorController(DriftAlarms alarms) {
        this.alarms = alarms;
    }

    @GetMapping("/drift")
    List<Alarm> drift() {
        return alarms.listAlarms().stream().map(Alarm::of).toList();
    }

    record Alarm(
            DriftAlarms.Kind kind,
            String series,
            DriftAlarms.Side side,
            LocalDate since,
            LocalDate raisedOn,
            double meanScaledError,
            double meanError,
            double statistic) {
        static Alarm of(DriftAlarm alarm) {
            return new Alarm(
                    alarm.kind(),
                    alarm.series(),
                    alarm.side(),
                    alarm.since().date(),
                    alarm.raisedOn().date(),
                    alarm.meanScaledError(),
                    alarm.meanError(),
                    alarm.statistic());
        }
    }
}
