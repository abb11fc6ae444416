package cn.yunce.app.adapter;

import cn.yunce.assistant.ForecastLookup;
import cn.yunce.assistant.Language;
import cn.yunce.forecasting.Interval;
import cn.yunce.forecasting.LineForecast;
import cn.yunce.forecasting.VolumeForecasts;
import cn.yunce.forecasting.VolumeForecasts.NodeForecast;
import cn.yunce.forecasting.VolumeForecasts.PublishedRun;
import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.NetworkTier;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.Wave;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

@Component
final class PublishedForecastLookup implements ForecastLookup {
    private static final int LEVEL_PERCENT = 80;

    private static final int MAX_DAYS_BACK = 1_000;

    private final VolumeForecasts forecasts;
    private final Clock clock;

    PublishedForecastLookup(VolumeForecasts forecasts, Clock clock) {
        this.forecasts = forecasts;
        this.clock = clock;
    }

    @Override
    public List<Volume> listLineVolumes(LocalDate date, Optional<String> waveCode) {
        String source = source();
        return forecasts.listLineForecasts(new ServiceDate(date), waveCode.map(Wave::ofCode)).stream()
                .map(line -> volume(line, source))
                .toList();
    }

    @Override
    public List<Volume> listNodeVolumes(LocalDate date, String tier, String direction) {
        String source = source();
        return forecasts
                .listNodeForecasts(NetworkTier.valueOf(tier), Direction.valueOf(direction), new ServiceDate(date))
                .stream()
                .map(node -> volume(node, source))
                .toList();
    }

    @Override
    public Optional<Volume> findNodeVolume(String nodeId, LocalDate date, String direction) {
        String source = source();
        return forecasts.listNodeForecasts(nodeId, Direction.valueOf(direction)).stream()
                .filter(node -> node.date().date().equals(date))
                .findFirst()
                .map(node -> volume(node, source));
    }

    @Override
    public OptionalDouble findObserved(String nodeId, LocalDate date, String direction) {
        int days = Math.toIntExact(Math.clamp(ChronoUnit.DAYS.between(date, today()) + 1, 1, MAX_DAYS_BACK));
        return forecasts.listHistory(nodeId, Direction.valueOf(direction), days).stream()
                .filter(day -> day.date().date().equals(date))
                .mapToDouble(VolumeForecasts.DayVolume::parcels)
                .findFirst();
    }

    private LocalDate today() {
        return LocalDate.now(clock.withZone(ServiceDate.ZONE));
    }

    @Override
    public List<Slot> listSlots(LocalDate date) {
        ServiceDate day = new ServiceDate(date);
        return forecasts.listLineForecasts(day, Optional.empty()).stream()
                .flatMap(line -> slots(line, day))
                .toList();
    }

    private static Stream<Slot> slots(LineForecast line, ServiceDate day) {
        Wave wave = line.profile().wave();
        return IntStream.range(0, wave.slots())
                .mapToObj(slot -> new Slot(
                        line.line(),
                        day.at(wave.readyMinute(slot) - Wave.SLOT_MINUTES),
                        line.profile().parcels(slot)));
    }

    @Override
    public Optional<String> findExplanation(String nodeId, LocalDate date, String direction, Language language) {
        return forecasts.listNodeForecasts(nodeId, Direction.valueOf(direction)).stream()
                .filter(node -> node.date().date().equals(date))
                .map(node -> language == Language.ENGLISH
                        ? node.parts().inEnglish()
                        : node.parts().inChinese())
                .findFirst();
    }

    @Override
    public List<Place> listPlaces() {
        return forecasts.listNodes(Optional.empty(), Optional.empty()).stream()
                .map(node -> new Place(node.id(), node.name(), node.tier().name(), node.parentId()))
                .toList();
    }

    @Override
    public Optional<Coverage> findCoverage() {
        List<ServiceDate> dates = forecasts.listForecastDates();
        return dates.isEmpty()
                ? Optional.empty()
                : forecasts
                        .findLatestRun()
                        .map(run -> new Coverage(
                                dates.getFirst().date(), dates.getLast().date(), run.synthetic(), text(run)));
    }

    private String source() {
        return forecasts.findLatestRun().map(PublishedForecastLookup::text).orElse("");
    }

    private static String text(PublishedRun run) {
        return Sources.text(run.runId(), run.dataCutOff(), run.synthetic());
    }

    private static Volume volume(LineForecast line, String source) {
        return new Volume(
                line.line(),
                line.line(),
                line.date().date(),
                line.parcels(),
                interval(line.intervals(), line.parcels()).lo(),
                interval(line.intervals(), line.parcels()).hi(),
                source);
    }

    private static Volume volume(NodeForecast node, String source) {
        return new Volume(
                node.nodeId(),
                node.nodeName(),
                node.date().date(),
                node.mean(),
                interval(node.intervals(), node.mean()).lo(),
                interval(node.intervals(), node.mean()).hi(),
                source);
    }

    private static Interval interval(List<Interval> intervals, double mean) {
        return intervals.stream()
                .filter(interval -> interval.levelPercent() == LEVEL_PERCENT)
                .findFirst()
                .orElseGet(() -> new Interval(LEVEL_PERCENT, mean, mean));
    }
}
