package cn.yunce.assistant.metric;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads facts, as the role that can only SELECT. Each reading throws {@link TooSlow} when its statement was ended. */
public interface MetricStore {

    /** By bucket, then place. */
    List<Cell> read(FactQuery query);

    /** The statement that {@link #read} runs, with its parameters in place of the marks, to be shown. */
    String explain(FactQuery query);

    /** Last day of a KPI's facts; empty when there are none. */
    Optional<LocalDate> findLastDay(Kpi kpi);

    /** Values of the last day of each month before {@code until}, earliest first. */
    List<Cell> readMonthEnds(Kpi kpi, LocalDate until);

    List<Place> listPlaces();

    /** Whether facts are made up. */
    boolean synthetic();

    /** A statement was ended because it ran for too long. */
    final class TooSlow extends RuntimeException {
        private static final long serialVersionUID = 1;

        public TooSlow(Throwable cause) {
            super("the statement took longer than it may", cause);
        }
    }

    /**
     * @param county id of the county that it lies in; its own for a county, empty for the city
     * @param bucket first day of the bucket; of a whole span its first day
     */
    record Cell(String id, String name, String county, LocalDate bucket, double numerator, double denominator) {}

    record Place(String id, String name, Kpi.Level level, String county) {
        /** Stands for all outlets of villages, of the city or of the places beside it. */
        public static final Place VILLAGES = new Place("VILLAGE", "村级网点", Kpi.Level.VILLAGE, "");
    }
}
