package cn.yunce.assistant.metric;

import cn.yunce.assistant.Caller;
import cn.yunce.assistant.Language;
import cn.yunce.assistant.MonthlyReport;
import cn.yunce.assistant.MonthlyReport.CountyValue;
import cn.yunce.assistant.MonthlyReport.Indicator;
import cn.yunce.assistant.MonthlyReport.Line;
import cn.yunce.assistant.MonthlyReport.Progress;
import cn.yunce.assistant.MonthlyReport.Standing;
import cn.yunce.assistant.Reports;
import cn.yunce.assistant.metric.Kpi.Level;
import cn.yunce.assistant.metric.MetricStore.Cell;
import cn.yunce.assistant.metric.MetricStore.Place;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Makes monthly reports of the catalogue's KPIs. */
public final class MonthlyReports implements Reports {
    private static final double DAYS_PER_MONTH = 365.25 / 12;

    private final Supplier<KpiCatalogue> catalogue;
    private final MetricStore store;

    /** @param catalogue what is in force, asked for with each report */
    public MonthlyReports(Supplier<KpiCatalogue> catalogue, MetricStore store) {
        this.catalogue = catalogue;
        this.store = store;
    }

    @Override
    public MonthlyReport monthly(YearMonth month, Caller caller) {
        List<Place> counties = store.listPlaces().stream()
                .filter(place -> place.level() == Level.COUNTY)
                .filter(place -> caller.region().map(place.id()::equals).orElse(true))
                .toList();
        if (caller.region().isPresent() && counties.isEmpty()) {
            throw new IllegalArgumentException(
                    "region must be a county, was " + caller.region().get());
        }
        List<String> places = caller.region().map(List::of).orElse(List.of());
        List<Line> lines = new ArrayList<>();
        List<Progress> targets = new ArrayList<>();
        for (Kpi kpi : catalogue.get().kpis()) {
            if (!kpi.roles().contains(caller.role())) {
                continue;
            }
            OptionalDouble value = value(kpi, month, places);
            if (value.isEmpty()) {
                continue;
            }
            if (kpi.facts() == Kpi.Facts.TARGET_PROGRESS) {
                if (places.isEmpty()) {
                    progress(kpi, month, value.getAsDouble()).ifPresent(targets::add);
                }
                continue;
            }
            lines.add(new Line(
                    indicator(kpi),
                    value.getAsDouble(),
                    value(kpi, month.minusMonths(1), places),
                    value(kpi, month.minusYears(1), places),
                    kpi.target().map(target -> kpi.isMet(value.getAsDouble(), target.value())),
                    counties(kpi, span(month), places)));
        }
        if (lines.isEmpty() && targets.isEmpty()) {
            throw new IllegalArgumentException("month must be one with facts, was " + month);
        }
        return new MonthlyReport(
                month,
                places.isEmpty()
                        ? "全市"
                        : MetricWords.shortName(counties.getFirst().name()),
                store.synthetic(),
                lines,
                targets,
                places.isEmpty() ? standings(lines) : List.of());
    }

    @Override
    public List<Standing> standings(LocalDate from, LocalDate to, Caller caller) {
        if (caller.region().isPresent()) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>();
        for (Kpi kpi : catalogue.get().kpis()) {
            boolean judged = kpi.target().isPresent()
                    && kpi.facts() != Kpi.Facts.TARGET_PROGRESS
                    && kpi.roles().contains(caller.role());
            List<CountyValue> counties = judged ? counties(kpi, new Span(from, to), List.of()) : List.of();
            if (!counties.isEmpty()) {
                lines.add(new Line(
                        indicator(kpi), 0, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty(), counties));
            }
        }
        return standings(lines);
    }

    @Override
    public String page(MonthlyReport report, Language language) {
        return new ReportPage(MetricWords.of(language)).of(report);
    }

    @Override
    public String pagePolicy() {
        return ReportPage.policy();
    }

    @Override
    public void workbook(MonthlyReport report, Language language, OutputStream out) throws IOException {
        new ReportWorkbook(MetricWords.of(language)).write(report, out);
    }

    private static Indicator indicator(Kpi kpi) {
        return new Indicator(
                kpi.id(),
                kpi.zh(),
                kpi.en(),
                kpi.unit(),
                kpi.decimals(),
                kpi.definition(),
                kpi.definitionEn(),
                kpi.aggregate().isRatio(),
                kpi.better() == Kpi.Better.NEITHER ? Optional.empty() : Optional.of(kpi.better() == Kpi.Better.HIGHER),
                number(kpi.target().map(Kpi.Target::value)),
                kpi.target().map(Kpi.Target::paragraph).orElse(""));
    }

    private OptionalDouble value(Kpi kpi, YearMonth month, List<String> places) {
        List<Cell> cells = read(kpi, span(month), Level.CITY, places);
        return cells.isEmpty()
                ? OptionalDouble.empty()
                : MetricTable.value(
                        kpi, cells.getFirst().numerator(), cells.getFirst().denominator());
    }

    private List<CountyValue> counties(Kpi kpi, Span span, List<String> places) {
        List<CountyValue> values = new ArrayList<>();
        if (kpi.level() != Level.CITY) {
            for (Cell cell : read(kpi, span, Level.COUNTY, places)) {
                MetricTable.value(kpi, cell.numerator(), cell.denominator())
                        .ifPresent(value -> values.add(new CountyValue(MetricWords.shortName(cell.name()), value)));
            }
        }
        return values;
    }

    private static Span span(YearMonth month) {
        return new Span(month.atDay(1), month.plusMonths(1).atDay(1));
    }

    private List<Cell> read(Kpi kpi, Span span, Level by, List<String> places) {
        return store.read(new FactQuery(kpi, span, Optional.empty(), by, Optional.empty(), places, Level.COUNTY));
    }

    private Optional<Progress> progress(Kpi kpi, YearMonth month, double value) {
        LocalDate at = month.plusMonths(1).atDay(1);
        return kpi.target().filter(target -> target.due().isPresent()).map(target -> {
            LocalDate due = target.due().orElseThrow();
            boolean open = !due.isBefore(at);
            double months = ChronoUnit.DAYS.between(at, due.plusDays(1)) / DAYS_PER_MONTH;
            Optional<LinearTrend.Point> end =
                    open ? LinearTrend.of(store.readMonthEnds(kpi, at)).map(trend -> trend.at(due)) : Optional.empty();
            return new Progress(
                    indicator(kpi),
                    value,
                    target.value(),
                    due,
                    100 * value / target.value(),
                    open && value < target.value()
                            ? OptionalDouble.of((target.value() - value) / months)
                            : OptionalDouble.empty(),
                    number(end.map(LinearTrend.Point::mean)),
                    number(end.map(LinearTrend.Point::lo80)),
                    number(end.map(LinearTrend.Point::hi80)));
        });
    }

    private static OptionalDouble number(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private static List<Standing> standings(List<Line> lines) {
        TreeMap<String, List<Double>> shares = new TreeMap<>();
        Map<String, List<Indicator>> missed = new HashMap<>();
        for (Line line : lines) {
            line.indicator()
                    .target()
                    .ifPresent(target -> line.counties().forEach(county -> {
                        double share = share(line.indicator(), county.value(), target);
                        shares.computeIfAbsent(county.county(), name -> new ArrayList<>())
                                .add(share);
                        if (share < 1) {
                            missed.computeIfAbsent(county.county(), name -> new ArrayList<>())
                                    .add(line.indicator());
                        }
                    }));
        }
        List<Standing> unplaced = new ArrayList<>();
        shares.forEach((county, of) -> unplaced.add(new Standing(
                0,
                county,
                100 * of.stream().mapToDouble(Double::doubleValue).average().orElse(0),
                missed.getOrDefault(county, List.of()),
                of.size())));
        unplaced.sort(Comparator.comparingDouble(Standing::points).reversed());
        List<Standing> standings = new ArrayList<>();
        for (Standing standing : unplaced) {
            standings.add(new Standing(
                    standings.size() + 1, standing.county(), standing.points(), standing.missed(), standing.of()));
        }
        return standings;
    }

    /** How much of the target is reached, 0..1; 1 only where it is met. */
    private static double share(Indicator indicator, double value, double target) {
        boolean low = indicator.higherIsBetter().filter(high -> !high).isPresent();
        if (low ? value <= target : value >= target) {
            return 1;
        }
        double share = low ? target / value : value / target;
        return Math.clamp(share, 0, Math.nextDown(1.0));
    }
}
