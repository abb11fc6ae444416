package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.NetworkTier;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.Wave;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The network's volumes as the service has stored and published them: history, and the latest finished run's forecasts. */
public interface VolumeForecasts {

    /** Nodes of a tier and below a parent, each optional, ordered by id. */
    List<NetworkNode> listNodes(Optional<NetworkTier> tier, Optional<String> parentId);

    Optional<NetworkNode> findNode(String id);

    /** Last {@code days} observed days of a node, oldest first. */
    List<DayVolume> listHistory(String nodeId, Direction direction, int days);

    /** The busiest of the last {@code days} days of each county, by its id; counties without volumes are not in it. */
    Map<String, DayVolume> listBusiestDays(Direction direction, int days);

    /** The latest published forecast of a node, by date. */
    List<NodeForecast> listNodeForecasts(String nodeId, Direction direction);

    /** What the latest published forecast of a node was made with; empty when none was, or that is not told. */
    Optional<SeriesModel> findSeriesModel(String nodeId, Direction direction);

    /** The latest published forecasts of a tier for one day, busiest first. */
    List<NodeForecast> listNodeForecasts(NetworkTier tier, Direction direction, ServiceDate date);

    /** The latest published line forecasts for a day, busiest first; empty when none was published. */
    List<LineForecast> listLineForecasts(ServiceDate date, Optional<Wave> wave);

    /** Last {@code days} planning days of a line that parcels came on, oldest first. */
    List<DayVolume> listLineHistory(String line, int days);

    /** What was announced for a line on days from {@code from} on, by date. */
    List<DayVolume> listAnnounced(String line, ServiceDate from);

    /** The latest published forecast of a line, by date. */
    List<LineForecast> listLineForecasts(String line);

    /** As {@link #listPastForecasts(String, Direction, int)}, of a line. */
    List<PastForecast> listPastForecasts(String line, int days);

    boolean isLine(String code);

    /** Days that have published node or line forecasts, ascending; empty before the first run. */
    List<ServiceDate> listForecastDates();

    /** Published runs that forecast nodes, of each data cut-off the last, latest first. */
    List<PublishedRun> listNodeRuns(int limit);

    /** What a published run forecast of a node, by date; empty where it did not. */
    List<NodeForecast> listNodeForecasts(String nodeId, Direction direction, long runId);

    /**
     * What the last published run of each data cut-off forecast of a node's last {@code days} observed days, by date, then by lead
     * descending. Days without an observation are left out.
     */
    List<PastForecast> listPastForecasts(String nodeId, Direction direction, int days);

    /** The run that published the forecasts in force; empty before the first. */
    Optional<PublishedRun> findLatestRun();

    /** Observed parcels of a day. */
    record DayVolume(ServiceDate date, double parcels) {}

    /**
     * Published forecast of a node on a day.
     *
     * @param parts what the mean is made of
     */
    record NodeForecast(
            String nodeId,
            String nodeName,
            NetworkTier tier,
            Direction direction,
            ServiceDate date,
            double mean,
            List<Interval> intervals,
            String model,
            ForecastParts parts) {
        public NodeForecast {
            intervals = List.copyOf(intervals);
        }

        /** A forecast that nobody explains. */
        public NodeForecast(
                String nodeId,
                String nodeName,
                NetworkTier tier,
                Direction direction,
                ServiceDate date,
                double mean,
                List<Interval> intervals,
                String model) {
            this(nodeId, nodeName, tier, direction, date, mean, intervals, model, ForecastParts.unexplained(mean));
        }
    }

    /**
     * How a series was forecast.
     *
     * @param why one sentence: how the models did on the rolling origins
     * @param flags what was found in the history; empty when nothing
     */
    record SeriesModel(List<ModelWeight> weights, String why, List<String> flags) {
        public SeriesModel {
            weights = List.copyOf(weights);
            flags = List.copyOf(flags);
        }
    }

    /** A day that was forecast after {@code dataCutOff}, and what came of it, in parcels. */
    record PastForecast(
            long runId,
            ServiceDate dataCutOff,
            ServiceDate date,
            double mean,
            List<Interval> intervals,
            double actual) {
        public PastForecast {
            intervals = List.copyOf(intervals);
        }

        /** Days from the data cut-off to the day forecast, 1 and up. */
        public int leadDays() {
            return Math.toIntExact(ChronoUnit.DAYS.between(dataCutOff.date(), date.date()));
        }
    }

    /** @param dataCutOff the last complete planning day that the run knew */
    record PublishedRun(long runId, ServiceDate dataCutOff, Instant publishedAt, boolean synthetic) {}
}
