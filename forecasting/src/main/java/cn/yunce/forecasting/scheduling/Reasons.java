package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.scheduling.Duties.Assigned;
import java.util.List;

/** Says, in words shown to schedulers, why a trip is as it is; every word is checked against the plan. */
final class Reasons {
    private final Fleet fleet;
    private final List<Draft> own;

    Reasons(Fleet fleet, List<Assigned> duties) {
        this.fleet = fleet;
        own = duties.stream().map(Assigned::trip).filter(Draft::own).toList();
    }

    String of(Draft trip) {
        return trip.own() ? load(trip) : "外部承运:" + why(trip) + "(" + load(trip) + ")";
    }

    private static String load(Draft trip) {
        if (!trip.full() && trip.departure() < trip.way().readyMinute()) {
            return trip.way().single()
                    ? "未等齐先发"
                    : "未等齐先发(" + trip.way().demands().size() + "条线合并)";
        }
        if (!trip.way().single()) {
            return "尾量合并(" + trip.way().demands().size() + "条线)";
        }
        return trip.full() ? "满载发车" : "尾量单独发车";
    }

    private String why(Draft trip) {
        if (fleet.ownVehicles() == 0) {
            return "车队无自有车";
        }
        if (trip.saving() <= 0) {
            return "外部成本不高于自有车";
        }
        long away = own.stream()
                .filter(other -> other.departure() <= trip.departure() && other.back() > trip.departure())
                .count();
        return away >= fleet.ownVehicles() ? "该时段自有车均在途" : "自有车留给节省更多的班次";
    }
}
