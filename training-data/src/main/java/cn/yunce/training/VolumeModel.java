package cn.yunce.training;

import cn.yunce.forecasting.domain.Direction;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Daily parcels of an outlet: level × growth × week × year × festivals × shocks shared by city and county × own noise.
 * Deliveries trail the shopping festivals by two days, pickups lead them.
 */
final class VolumeModel {
    /** First day of the lunar year, 2021 to 2036. */
    private static final List<LocalDate> SPRING_FESTIVALS = List.of(
            LocalDate.of(2021, 2, 12),
            LocalDate.of(2022, 2, 1),
            LocalDate.of(2023, 1, 22),
            LocalDate.of(2024, 2, 10),
            LocalDate.of(2025, 1, 29),
            LocalDate.of(2026, 2, 17),
            LocalDate.of(2027, 2, 6),
            LocalDate.of(2028, 1, 26),
            LocalDate.of(2029, 2, 13),
            LocalDate.of(2030, 2, 3),
            LocalDate.of(2031, 1, 23),
            LocalDate.of(2032, 2, 11),
            LocalDate.of(2033, 1, 31),
            LocalDate.of(2034, 2, 19),
            LocalDate.of(2035, 2, 8),
            LocalDate.of(2036, 1, 28));

    private static final double[] DELIVERY_WEEK = {0.97, 1.04, 1.05, 1.03, 1.01, 0.99, 0.91};
    private static final double[] PICKUP_WEEK = {1.08, 1.06, 1.04, 1.02, 1.00, 0.93, 0.87};
    private static final LocalDate ORIGIN = LocalDate.of(2023, 1, 1);
    private static final double YEARLY_GROWTH = 0.11;
    private static final long CITY_SUBJECT = -1;
    private static final int SHARED = 1;
    private static final int OWN = 2;
    private static final int GROWTH = 3;

    private record CountyDay(String county, Direction direction, LocalDate date) {}

    private final Noise noise;
    private final Map<CountyDay, Double> logShared = new ConcurrentHashMap<>();

    VolumeModel(Noise noise) {
        this.noise = noise;
    }

    long parcels(CityMap.Outlet outlet, Direction direction, LocalDate date) {
        boolean delivery = direction == Direction.DELIVERY;
        double level = delivery ? outlet.deliveryLevel() : outlet.pickupLevel();
        long subject = outlet.node().id().hashCode() * 2L + (delivery ? 1 : 0);
        double growth = YEARLY_GROWTH + 0.05 * noise.gaussian(subject, GROWTH, 0);
        double years = ChronoUnit.DAYS.between(ORIGIN, date) / 365.25;
        double log = Math.log(level)
                + growth * years
                + logShared.computeIfAbsent(new CountyDay(outlet.county(), direction, date), this::logShared)
                + (0.05 + 0.9 / Math.sqrt(level)) * noise.gaussian(subject, OWN, date.toEpochDay());
        return Math.max(0, Math.round(Math.exp(log)));
    }

    private double logShared(CountyDay key) {
        LocalDate date = key.date();
        boolean delivery = key.direction() == Direction.DELIVERY;
        long day = date.toEpochDay();
        return Math.log((delivery ? DELIVERY_WEEK : PICKUP_WEEK)
                        [date.getDayOfWeek().getValue() - 1])
                + 0.06 * Math.sin(2 * Math.PI * (date.getDayOfYear() - 240) / 365.25)
                + events(date, delivery ? 2 : 0)
                + 0.035 * noise.persistent(CITY_SUBJECT, SHARED, day, 0.6)
                + 0.03 * noise.persistent(key.county().hashCode(), SHARED, day, 0.6);
    }

    /** Log effect of festivals; {@code trailDays} between an order and its delivery. */
    private double events(LocalDate date, int trailDays) {
        return window(date, 6, 18, trailDays, 0.38, 2.2)
                + window(date, 6, 1, trailDays, 0.22, 1.6)
                + window(date, 11, 1, trailDays, 0.34, 2.0)
                + window(date, 11, 11, trailDays, 0.78, 2.6)
                + window(date, 12, 12, trailDays, 0.24, 1.8)
                + springFestival(date);
    }

    /** A peak that rises within a day and fades over {@code fadeDays}, with a small dip before it. */
    private double window(LocalDate date, int month, int dayOfMonth, int trailDays, double height, double fadeDays) {
        LocalDate peak = MonthDay.of(month, dayOfMonth).atYear(date.getYear()).plusDays(trailDays);
        long offset = ChronoUnit.DAYS.between(peak, date);
        if (offset < -4 || offset > 12) {
            return 0;
        }
        if (offset < 0) {
            return offset == -1 ? 0.25 * height : -0.1 * height;
        }
        double yearly = 1 + 0.15 * noise.gaussian(month * 100L + dayOfMonth, SHARED, date.getYear());
        return height * yearly * Math.exp(-offset / fadeDays);
    }

    private static double springFestival(LocalDate date) {
        for (LocalDate festival : SPRING_FESTIVALS) {
            long offset = ChronoUnit.DAYS.between(festival, date);
            if (offset >= -24 && offset < -6) {
                return 0.20 * (1 - Math.abs(offset + 15) / 10.0);
            }
            if (offset >= -6 && offset < 0) {
                return -0.18 * (offset + 7);
            }
            if (offset >= 0 && offset <= 14) {
                return -1.45 * Math.exp(-offset / 5.5);
            }
        }
        return 0;
    }
}
