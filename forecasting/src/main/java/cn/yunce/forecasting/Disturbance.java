package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.Checks;
import java.util.List;

/** 扰动: what happens on a day under way, or what a dispatcher wants of it. Minutes are those of the planning day. */
public sealed interface Disturbance {

    /** Last minute that a live day may speak of: noon after the planning day's end. */
    int LAST_MINUTE = 1440 + 900;

    /**
     * 车辆故障: an own vehicle makes no trip that is not over before {@code fromMinute} or begins at {@code toMinute} or later. A trip
     * that has left already is finished.
     */
    record Breakdown(String vehicle, int fromMinute, int toMinute) implements Disturbance {
        public Breakdown {
            Checks.notBlank("vehicle", vehicle);
            checkSpan(fromMinute, toMinute);
        }
    }

    /** 货量变化: of the lines, all that comes after now is {@code factor} times as much. */
    record VolumeChange(List<String> lines, double factor) implements Disturbance {
        public VolumeChange {
            lines = checkLines(lines);
            Checks.inRange("factor", factor, 0, 100);
        }
    }

    /** 到货延误: of the lines, all that comes after now comes {@code minutes} later. */
    record LateVolume(List<String> lines, int minutes) implements Disturbance {
        public LateVolume {
            lines = checkLines(lines);
            Checks.inRange("minutes", minutes, 1, 720);
        }
    }

    /**
     * 道路封闭: no trip is on its way between the two places within the span. It is on its way out for its transit from its
     * departure, and back for as long before it is back.
     */
    record RoadClosure(String origin, String site, int fromMinute, int toMinute) implements Disturbance {
        public RoadClosure {
            Checks.notBlank("origin", origin);
            Checks.notBlank("site", site);
            checkSpan(fromMinute, toMinute);
        }
    }

    /** 锁定: the trip stays as it is: vehicle, lines, departure and parcels. */
    record Lock(String trip) implements Disturbance {
        public Lock {
            Checks.notBlank("trip", trip);
        }
    }

    /** 改点: the trip leaves at another minute, by whichever vehicle. */
    record Move(String trip, int departureMinute) implements Disturbance {
        public Move {
            Checks.notBlank("trip", trip);
            Checks.inRange("departureMinute", departureMinute, 0, LAST_MINUTE);
        }
    }

    private static void checkSpan(int fromMinute, int toMinute) {
        Checks.inRange("fromMinute", fromMinute, 0, LAST_MINUTE);
        Checks.inRange("toMinute", toMinute, fromMinute + 1, LAST_MINUTE);
    }

    private static List<String> checkLines(List<String> lines) {
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("lines must be one or more, were none");
        }
        return List.copyOf(lines);
    }
}
