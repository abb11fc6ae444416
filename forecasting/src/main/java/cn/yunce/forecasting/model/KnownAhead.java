package cn.yunce.forecasting.model;

import cn.yunce.forecasting.calendar.ChineseCalendar;
import cn.yunce.forecasting.calendar.Festival;
import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.VolumeSeries;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of coming days: weekday, day off, days around festivals and shopping events, and the user's own regressors. For
 * daily series; others have their regressors only.
 */
final class KnownAhead {
    private static final String NATIONAL_DAY = "国庆节";
    private static final String LABOUR_DAY = "劳动节";
    private static final String CHRISTMAS = "圣诞节";
    private static final String NEW_YEAR = "元旦";
    /** Events of fixed dates that the calendar of festivals does not list. */
    private static final Map<String, MonthDay> FIXED = Map.of(
            NATIONAL_DAY, MonthDay.of(10, 1),
            LABOUR_DAY, MonthDay.of(5, 1),
            CHRISTMAS, MonthDay.of(12, 25),
            NEW_YEAR, MonthDay.of(1, 1));

    /** A day's place around an event: days since its first day, negative before it. */
    record EventDay(String festival, int offset) {
        static final EventDay NONE = new EventDay("", 0);

        boolean isOrdinary() {
            return festival.isEmpty();
        }

        /** Whether it moves parcels until the past says otherwise; what moves few panels does so once it was seen to. */
        boolean isLikely() {
            return !isOrdinary() && !festival.equals(CHRISTMAS);
        }
    }

    /** What a thing known ahead is. */
    enum Kind {
        WEEKDAY,
        FESTIVAL,
        SHOPPING,
        PREKNOWN
    }

    /** A stretch of days around a festival's first day that share one effect. */
    private record Window(String festival, int from, int to) {}

    private static final List<Window> WINDOWS = List.of(
            new Window(Festival.SPRING_FESTIVAL, -14, -9),
            new Window(Festival.SPRING_FESTIVAL, -8, -4),
            new Window(Festival.SPRING_FESTIVAL, -3, -1),
            new Window(Festival.SPRING_FESTIVAL, 0, 3),
            new Window(Festival.SPRING_FESTIVAL, 4, 7),
            new Window(Festival.SPRING_FESTIVAL, 8, 15),
            new Window(Festival.NEW_YEAR_GOODS, 0, 13),
            new Window(Festival.SHOPPING_618, -17, -11),
            new Window(Festival.SHOPPING_618, -3, -1),
            new Window(Festival.SHOPPING_618, 0, 1),
            new Window(Festival.SHOPPING_618, 2, 5),
            new Window(Festival.SHOPPING_1111, -10, -7),
            new Window(Festival.SHOPPING_1111, -6, -1),
            new Window(Festival.SHOPPING_1111, 0, 1),
            new Window(Festival.SHOPPING_1111, 2, 4),
            new Window(Festival.SHOPPING_1111, 5, 9),
            new Window(Festival.SHOPPING_1212, 0, 1),
            new Window(Festival.SHOPPING_1212, 2, 4),
            new Window(Festival.DRAGON_BOAT, 0, 0),
            new Window(Festival.MID_AUTUMN, 0, 0));
    /** Days around an event, counted from its first day, that it moves; where two meet, the first in the list counts. */
    private record Reach(String festival, int before, int after) {}

    private static final List<Reach> REACHES = List.of(
            new Reach(Festival.SPRING_FESTIVAL, 28, 15),
            new Reach(Festival.SHOPPING_1111, 12, 6),
            new Reach(Festival.SHOPPING_618, 18, 5),
            new Reach(Festival.SHOPPING_1212, 2, 4),
            new Reach(NATIONAL_DAY, 1, 8),
            new Reach(LABOUR_DAY, 1, 5),
            new Reach(CHRISTMAS, 6, 2),
            new Reach(NEW_YEAR, 2, 2),
            new Reach(Festival.MID_AUTUMN, 1, 3),
            new Reach(Festival.DRAGON_BOAT, 1, 3));
    private static final List<String> SHOPPING =
            List.of(Festival.SHOPPING_618, Festival.SHOPPING_1111, Festival.SHOPPING_1212, Festival.NEW_YEAR_GOODS);
    /** Days of the two great shopping festivals that are alike: the first payments, and the day itself with what follows. */
    private static final Map<EventDay, EventDay> KINDRED = kindredDays();

    private static final double HIGHEST_FACTOR = 1000;
    private static final int DECLARED_REACH = 3;
    private static final int COLUMNS = 7 + 2 + WINDOWS.size();

    private final ChineseCalendar calendar;
    private final Map<Long, EventDay> events = new ConcurrentHashMap<>();
    private final Map<LocalDate, double[]> days = new ConcurrentHashMap<>();

    KnownAhead(ChineseCalendar calendar) {
        this.calendar = calendar;
    }

    /**
     * Columns for the observations {@code from … size + horizon} of the series.
     *
     * @param flags gets the regressors that are not known ahead and so not used
     */
    double[][] columns(VolumeSeries series, int from, int horizon, List<String> flags) {
        int length = series.size() - from + horizon;
        List<double[]> columns = new ArrayList<>();
        if (series.frequency() == Frequency.DAILY) {
            double[][] calendarColumns = new double[COLUMNS][length];
            for (int t = 0; t < length; t++) {
                double[] row = days.computeIfAbsent(series.instant(from + t).toLocalDate(), this::row);
                for (int column = 0; column < COLUMNS; column++) {
                    calendarColumns[column][t] = row[column];
                }
            }
            columns.addAll(List.of(calendarColumns));
        }
        for (String name : series.regressorNames().stream()
                .filter(name -> !name.equals(VolumeSeries.EVENT_FACTOR))
                .sorted()
                .toList()) {
            double[] values = series.regressor(name);
            if (values.length < series.size() + horizon) {
                flags.add("regressor-not-known-ahead:" + name);
            } else {
                columns.add(withoutGaps(Arrays.copyOfRange(values, from, from + length)));
            }
        }
        return columns.toArray(double[][]::new);
    }

    /**
     * What a planner expects events to multiply the observations {@code from … size + horizon} by, one where he says nothing; empty
     * without any. Throws {@link IllegalArgumentException} when a factor is not above 0 and at most 1000.
     */
    static double[] planned(VolumeSeries series, int from, int horizon) {
        if (!series.regressorNames().contains(VolumeSeries.EVENT_FACTOR)) {
            return new double[0];
        }
        double[] given = series.regressor(VolumeSeries.EVENT_FACTOR);
        double[] planned = new double[series.size() - from + horizon];
        Arrays.fill(planned, 1);
        for (int t = 0; t < planned.length && from + t < given.length; t++) {
            double factor = given[from + t];
            if (!Double.isNaN(factor)) {
                if (!(factor > 0 && factor <= HIGHEST_FACTOR)) {
                    throw new IllegalArgumentException(VolumeSeries.EVENT_FACTOR + " of " + series.id()
                            + " must be above 0 and at most 1000, was " + factor);
                }
                planned[t] = factor;
            }
        }
        return planned;
    }

    /** Event days, each with the day of another event that is most like it. */
    static Map<EventDay, EventDay> kindred() {
        return KINDRED;
    }

    private static Map<EventDay, EventDay> kindredDays() {
        Map<EventDay, EventDay> days = new HashMap<>();
        for (int offset = -10; offset <= 5; offset++) {
            EventDay eleven = new EventDay(Festival.SHOPPING_1111, offset);
            EventDay eighteen = new EventDay(Festival.SHOPPING_618, offset < -3 ? offset - 7 : offset);
            days.put(eleven, eighteen);
            days.put(eighteen, eleven);
        }
        return Map.copyOf(days);
    }

    /** The event that moves a day; {@link EventDay#NONE} on an ordinary one. */
    EventDay event(long epochDay) {
        return events.computeIfAbsent(epochDay, day -> findEvent(LocalDate.ofEpochDay(day)));
    }

    private EventDay findEvent(LocalDate date) {
        for (Reach reach : REACHES) {
            OptionalInt offset = daysFrom(reach, date);
            if (offset.isPresent()) {
                return new EventDay(reach.festival(), offset.getAsInt());
            }
        }
        for (Festival festival :
                calendar.listFestivals(date.minusDays(DECLARED_REACH), date.plusDays(DECLARED_REACH))) {
            boolean known = festival.name().equals(Festival.NEW_YEAR_GOODS)
                    || REACHES.stream().anyMatch(reach -> reach.festival().equals(festival.name()));
            if (!known) {
                return new EventDay(festival.name(), (int) ChronoUnit.DAYS.between(festival.from(), date));
            }
        }
        return EventDay.NONE;
    }

    private OptionalInt daysFrom(Reach reach, LocalDate date) {
        MonthDay fixed = FIXED.get(reach.festival());
        if (fixed == null) {
            return calendar.daysFrom(reach.festival(), date, reach.before(), reach.after());
        }
        LocalDate next = fixed.atYear(date.getYear() + (date.getMonthValue() > fixed.getMonthValue() + 6 ? 1 : 0));
        int days = (int) ChronoUnit.DAYS.between(next, date);
        return days >= -reach.before() && days <= reach.after() ? OptionalInt.of(days) : OptionalInt.empty();
    }

    /** What moves a day. */
    Kind kind(long epochDay) {
        return kind(event(epochDay).festival());
    }

    private static Kind kind(String festival) {
        return SHOPPING.contains(festival) ? Kind.SHOPPING : Kind.FESTIVAL;
    }

    private static Kind kind(Past past, int column) {
        if (past.firstDay == Past.NOT_DAILY || column >= COLUMNS) {
            return Kind.PREKNOWN;
        }
        if (column < 7) {
            return Kind.WEEKDAY;
        }
        return column < 9 ? Kind.FESTIVAL : kind(WINDOWS.get(column - 9).festival());
    }

    /** The columns had no such things been ahead: no event, regressors at their mean so far. The same arrays where there are none. */
    double[][] without(Past past, int horizon, List<Kind> kinds) {
        double[][] known = past.known.clone();
        for (int column = 0; column < known.length; column++) {
            Kind kind = kind(past, column);
            if (kinds.contains(kind)) {
                double[] usual = known[column].clone();
                double value = kind == Kind.PREKNOWN
                        ? Arrays.stream(usual, 0, past.size).average().orElse(0)
                        : 0;
                Arrays.fill(usual, past.size, past.size + horizon, value);
                if (!Arrays.equals(usual, known[column])) {
                    known[column] = usual;
                }
            }
        }
        return known;
    }

    private static double[] withoutGaps(double[] column) {
        double mean = Arrays.stream(column).filter(Double::isFinite).average().orElse(0);
        return Arrays.stream(column)
                .map(value -> Double.isFinite(value) ? value : mean)
                .toArray();
    }

    private double[] row(LocalDate date) {
        double[] row = new double[COLUMNS];
        row[date.getDayOfWeek().getValue() - 1] = 1;
        row[7] = calendar.isDayOff(date) && date.getDayOfWeek().getValue() <= 5 ? 1 : 0;
        row[8] = !calendar.isDayOff(date) && date.getDayOfWeek().getValue() > 5 ? 1 : 0;
        for (int i = 0; i < WINDOWS.size(); i++) {
            Window window = WINDOWS.get(i);
            OptionalInt offset = calendar.daysFrom(window.festival(), date, 20, 20);
            row[9 + i] = offset.isPresent() && offset.getAsInt() >= window.from() && offset.getAsInt() <= window.to()
                    ? 1
                    : 0;
        }
        return row;
    }
}
