package cn.yunce.forecasting.web;

import cn.yunce.forecasting.ForecastAccuracy;
import cn.yunce.forecasting.ForecastParts;
import cn.yunce.forecasting.Interval;
import cn.yunce.forecasting.LineForecast;
import cn.yunce.forecasting.VolumeForecasts;
import cn.yunce.forecasting.VolumeForecasts.DayVolume;
import cn.yunce.forecasting.VolumeForecasts.NodeForecast;
import cn.yunce.forecasting.VolumeForecasts.PastForecast;
import cn.yunce.forecasting.VolumeForecasts.PublishedRun;
import cn.yunce.forecasting.VolumeForecasts.SeriesModel;
import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.NetworkTier;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.Wave;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/v1/forecasts")
class ForecastController {
    private static final int MAX_HISTORY_DAYS = 3_700;
    private static final int MAX_LINES = 100_000;

    private final VolumeForecasts forecasts;

    ForecastController(VolumeForecasts forecasts) {
        this.forecasts = forecasts;
    }

    @GetMapping("/days")
    List<LocalDate> days() {
        return forecasts.listForecastDates().stream().map(ServiceDate::date).toList();
    }

    @GetMapping("/nodes")
    List<NodeDay> nodes(
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate date,
            @RequestParam NetworkTier tier,
            @RequestParam Direction direction) {
        return forecasts.listNodeForecasts(tier, direction, Parameters.day(date)).stream()
                .map(NodeDay::of)
                .toList();
    }

    @GetMapping("/nodes/{id}")
    NodeSeries node(
            @PathVariable String id,
            @RequestParam Direction direction,
            @RequestParam(defaultValue = "60") int history) {
        NetworkNode node = forecasts
                .findNode(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "node must exist, was " + id));
        Optional<PublishedRun> run = forecasts.findLatestRun();
        return new NodeSeries(
                node,
                direction,
                forecasts
                        .listHistory(id, direction, Parameters.inRange("history", history, 1, MAX_HISTORY_DAYS))
                        .stream()
                        .map(Day::of)
                        .toList(),
                forecasts.listNodeForecasts(id, direction).stream()
                        .map(NodeDay::of)
                        .toList(),
                forecasts.findSeriesModel(id, direction),
                run.map(PublishedRun::synthetic).orElse(false),
                run.map(PublishedRun::runId));
    }

    /** Published runs that forecast outlets, latest first. */
    @GetMapping("/runs")
    List<RunView> runs(@RequestParam(defaultValue = "60") int limit) {
        return forecasts.listNodeRuns(Parameters.inRange("limit", limit, 1, MAX_HISTORY_DAYS)).stream()
                .map(run -> new RunView(run.runId(), run.dataCutOff().date(), run.publishedAt()))
                .toList();
    }

    @GetMapping("/nodes/{id}/runs/{run}")
    List<NodeDay> byRun(@PathVariable String id, @PathVariable long run, @RequestParam Direction direction) {
        List<NodeForecast> found = forecasts.listNodeForecasts(id, direction, run);
        if (found.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "run " + run + " has no forecast of node " + id);
        }
        return found.stream().map(NodeDay::of).toList();
    }

    /** Days that have come as they were forecast, and how good that was. */
    @GetMapping("/nodes/{id}/past")
    Past past(@PathVariable String id, @RequestParam Direction direction, @RequestParam(defaultValue = "60") int days) {
        return Past.of(forecasts.listPastForecasts(id, direction, historyDays(days)));
    }

    /** A line's volumes, what was announced of them, and its forecast; its code is a parameter, as it may have slashes. */
    @GetMapping("/line")
    LineSeries line(@RequestParam String line, @RequestParam(defaultValue = "60") int history) {
        known(line);
        List<DayVolume> came = forecasts.listLineHistory(line, historyDays(history));
        Optional<PublishedRun> run = forecasts.findLatestRun();
        List<LineForecast> ahead = forecasts.listLineForecasts(line);
        Optional<ServiceDate> first = came.stream()
                .map(DayVolume::date)
                .findFirst()
                .or(() -> ahead.stream().map(LineForecast::date).findFirst());
        return new LineSeries(
                line,
                came.stream().map(Day::of).toList(),
                first.map(day -> forecasts.listAnnounced(line, day).stream()
                                .map(Day::of)
                                .toList())
                        .orElse(List.of()),
                ahead.stream().map(LineDay::of).toList(),
                run.map(PublishedRun::synthetic).orElse(false),
                run.map(PublishedRun::runId));
    }

    /** As {@link #past}, of a line. */
    @GetMapping("/line/past")
    Past linePast(@RequestParam String line, @RequestParam(defaultValue = "60") int days) {
        known(line);
        return Past.of(forecasts.listPastForecasts(line, historyDays(days)));
    }

    private void known(String line) {
        if (!forecasts.isLine(line)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "line must exist, was " + line);
        }
    }

    private static int historyDays(int days) {
        return Parameters.inRange("days", days, 1, MAX_HISTORY_DAYS);
    }

    @GetMapping("/lines")
    List<LineDay> lines(
            @RequestParam @DateTimeFormat(iso = ISO.DATE) LocalDate date,
            @RequestParam Optional<String> wave,
            @RequestParam(defaultValue = "1000") int limit) {
        return forecasts.listLineForecasts(Parameters.day(date), wave.map(ForecastController::wave)).stream()
                .limit(Parameters.inRange("limit", limit, 1, MAX_LINES))
                .map(LineDay::of)
                .toList();
    }

    private static Wave wave(String code) {
        try {
            return Wave.ofCode(code);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }

    record Day(LocalDate date, double parcels) {
        static Day of(DayVolume volume) {
            return new Day(volume.date().date(), volume.parcels());
        }
    }

    record RunView(long runId, LocalDate dataCutOff, Instant publishedAt) {}

    record PastDay(
            long runId,
            LocalDate dataCutOff,
            LocalDate date,
            int leadDays,
            double mean,
            List<Interval> intervals,
            double actual) {
        static PastDay of(PastForecast day) {
            return new PastDay(
                    day.runId(),
                    day.dataCutOff().date(),
                    day.date().date(),
                    day.leadDays(),
                    day.mean(),
                    day.intervals(),
                    day.actual());
        }
    }

    record Past(List<PastDay> days, Optional<ForecastAccuracy> all, List<ForecastAccuracy> byLead) {
        static Past of(List<PastForecast> past) {
            return new Past(
                    past.stream().map(PastDay::of).toList(), ForecastAccuracy.of(past), ForecastAccuracy.byLead(past));
        }
    }

    /** @param announced parcels that were announced, from the first day of the history on */
    record LineSeries(
            String line,
            List<Day> history,
            List<Day> announced,
            List<LineDay> forecast,
            boolean synthetic,
            Optional<Long> runId) {}

    record NodeDay(
            String nodeId,
            String nodeName,
            NetworkTier tier,
            Direction direction,
            LocalDate date,
            double mean,
            List<Interval> intervals,
            String model,
            Explained explanation) {
        static NodeDay of(NodeForecast forecast) {
            return new NodeDay(
                    forecast.nodeId(),
                    forecast.nodeName(),
                    forecast.tier(),
                    forecast.direction(),
                    forecast.date().date(),
                    forecast.mean(),
                    forecast.intervals(),
                    forecast.model(),
                    Explained.of(forecast.parts()));
        }
    }

    /** What a forecast is made of: parts that add up to it, and the same in words. */
    record Explained(
            double level,
            double season,
            double festival,
            double shopping,
            double preknown,
            double rest,
            String event,
            String chinese,
            String english) {
        static Explained of(ForecastParts parts) {
            return new Explained(
                    parts.level(),
                    parts.season(),
                    parts.festival(),
                    parts.shopping(),
                    parts.preknown(),
                    parts.rest(),
                    parts.event(),
                    parts.inChinese(),
                    parts.inEnglish());
        }
    }

    record NodeSeries(
            NetworkNode node,
            Direction direction,
            List<Day> history,
            List<NodeDay> forecast,
            Optional<SeriesModel> model,
            boolean synthetic,
            Optional<Long> runId) {}

    @SuppressWarnings("ArrayRecordComponent") // made for one answer, never kept or compared
    record LineDay(
            String line, LocalDate date, double parcels, List<Interval> intervals, double[] profile, String basis) {
        static LineDay of(LineForecast forecast) {
            return new LineDay(
                    forecast.line(),
                    forecast.date().date(),
                    forecast.parcels(),
                    forecast.intervals(),
                    forecast.profile().toArray(),
                    forecast.basis());
        }
    }
}
