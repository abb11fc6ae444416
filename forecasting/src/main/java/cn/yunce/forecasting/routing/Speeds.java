package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.domain.Checks;
import java.util.List;

/**
 * How fast roads are at which time: a vehicle under way when the speed changes goes on at the new one, so who leaves earlier is never there later (Ichoua,
 * Gendreau and Potvin, 2003). Durations of the travel matrix are those at full speed, which holds before the first period.
 *
 * @param periods ascending, each until the next
 */
public record Speeds(List<Period> periods) {
    /** Full speed all day. */
    public static final Speeds EVEN = new Speeds(List.of());

    private static final int FULL = 100;
    private static final int MOST_PERIODS = 200;

    public Speeds {
        periods = List.copyOf(periods);
        Checks.inRange("number of periods", periods.size(), 0, MOST_PERIODS);
        for (int i = 1; i < periods.size(); i++) {
            Checks.inRange(
                    "from of period " + (i + 1),
                    periods.get(i).from(),
                    periods.get(i - 1).from() + 1,
                    RoutingProblem.VehicleType.UNLIMITED);
        }
    }

    /** @param percent of full speed, 1..100 */
    public record Period(int from, int percent) {
        public Period {
            Checks.inRange("from of a period", from, 0, RoutingProblem.VehicleType.UNLIMITED);
            Checks.inRange("percent of full speed", percent, 1, FULL);
        }
    }

    /** First whole instant at which who leaves at {@code departure} is there. */
    int arrival(int departure, int duration) {
        long left = (long) duration * FULL;
        long time = departure;
        int speed = FULL;
        for (Period period : periods) {
            if (period.from() > time) {
                long covered = (period.from() - time) * speed;
                if (covered >= left) {
                    break;
                }
                left -= covered;
                time = period.from();
            }
            speed = period.percent();
        }
        return (int) Math.min(Integer.MAX_VALUE / 2, time + Math.ceilDiv(left, speed));
    }
}
