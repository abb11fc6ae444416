package cn.yunce.app.cli;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.TierEngine;
import cn.yunce.forecasting.TierPlan;
import cn.yunce.forecasting.TierPlan.TierTrip;
import cn.yunce.forecasting.TierProblem;
import cn.yunce.forecasting.TierRules;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.file.CsvWriter;
import cn.yunce.forecasting.file.TierFolder;
import cn.yunce.forecasting.linehaul.TierEngines;
import cn.yunce.training.SampleCity;
import cn.yunce.training.SampleCityFeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Plans line haul, feeders and village rounds of days, from files to files; needs no service and no database. */
@Command(
        name = "tiers",
        description = "三级网络：干线、支线、村级配送排车。Plans the vehicles of days through hub, county parks, townships and villages.",
        mixinStandardHelpOptions = true)
final class TiersCommand implements Callable<Integer> {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final int MOST_DAYS = 1_100;
    private static final int PROGRESS_DAYS = 20;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "数据文件夹 folder with nodes and node-daily of docs/file-formats.md")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--sample-city", description = "以样例城市为例 plan the made-up sample city instead")
    private boolean sampleCity;

    @Option(names = "--from", required = true, paramLabel = "D", description = "首日 first day, YYYY-MM-DD")
    private LocalDate from;

    @Option(names = "--to", paramLabel = "D", description = "末日 last day (the first)")
    private Optional<LocalDate> to = Optional.empty();

    @Option(
            names = "--separate",
            split = ",",
            paramLabel = "COUNTY",
            description = "不共配的县 ids of county parks to which companies do not share vehicles")
    private List<String> separate = List.of();

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "规则文件 rules.json as an earlier run wrote it, changed; else the standard rules")
    private Optional<Path> rulesFile = Optional.empty();

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "输出文件夹 folder to write to")
    private Path output;

    private record Day(ServiceDate date, TierPlan.Planned plan) {}

    @Override
    public Integer call() throws Exception {
        LocalDate last = to.orElse(from);
        long days = ChronoUnit.DAYS.between(from, last) + 1;
        if (days < 1 || days > MOST_DAYS) {
            throw new BadInput("--to must be 0.." + (MOST_DAYS - 1) + " days after --from, was " + (days - 1));
        }
        if (data.isPresent() == sampleCity) {
            throw new BadInput("--data or --sample-city must be given, found " + (sampleCity ? "both" : "none"));
        }
        Drafts.requireFolder(output);
        TierFolder folder;
        TierRules rules;
        try {
            folder = data.isPresent()
                    ? TierFolder.read(data.get().toRealPath(), new ServiceDate(from), new ServiceDate(last))
                    : sample(last);
            rules = rules(folder.nodes());
        } catch (BadInputException e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        }
        long began = System.nanoTime();
        List<ServiceDate> dates =
                from.datesUntil(last.plusDays(1)).map(ServiceDate::new).toList();
        for (ServiceDate date : dates) {
            if (folder.deliveries().getOrDefault(date, Map.of()).isEmpty()) {
                throw new BadInput(date + ": expected deliveries of node-daily, found none");
            }
        }
        List<Day> planned = new ArrayList<>();
        List<String> none = new ArrayList<>();
        for (TierPlan plan : plans(dates, folder, rules)) {
            ServiceDate date = dates.get(planned.size() + none.size());
            switch (plan) {
                case TierPlan.Planned found -> planned.add(new Day(date, found));
                case TierPlan.Infeasible infeasible ->
                    none.add(date + " 无解：" + infeasible.rule().chinese());
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        write(planned, rules);
        none.forEach(System.err::println);
        double cost =
                planned.stream().mapToDouble(day -> day.plan().totalCost()).sum();
        double bound =
                planned.stream().mapToDouble(day -> day.plan().lowerBound()).sum();
        System.err.printf(
                "%d 天，总成本 %.2f，下界 %.2f（差距 %.2f%%），用时 %.1f 秒；已写入 %s%n",
                planned.size(), cost, bound, cost > 0 ? 100 * (1 - bound / cost) : 0, seconds, output);
        return none.isEmpty() ? CommandLines.DONE : CommandLines.COULD_NOT_FINISH;
    }

    /** Days beside each other, as none needs another. */
    private static List<TierPlan> plans(List<ServiceDate> dates, TierFolder folder, TierRules rules) {
        TierEngine engine = TierEngines.create();
        AtomicInteger done = new AtomicInteger();
        return dates.parallelStream()
                .map(date -> {
                    TierPlan plan = engine.plan(new TierProblem(
                            date, folder.nodes(), folder.deliveries().getOrDefault(date, Map.of()), rules));
                    int count = done.incrementAndGet();
                    if (count % PROGRESS_DAYS == 0) {
                        System.err.printf("已排 %d/%d 天%n", count, dates.size());
                    }
                    return plan;
                })
                .toList();
    }

    private TierFolder sample(LocalDate last) {
        SampleCity city = new SampleCity(SampleCityFeed.SEED);
        return new TierFolder(
                city.nodes(),
                from.datesUntil(last.plusDays(1)).collect(Collectors.toMap(ServiceDate::new, city::deliveries)));
    }

    private TierRules rules(List<NetworkNode> nodes) {
        Set<String> ids = nodes.stream().map(NetworkNode::id).collect(Collectors.toSet());
        for (String county : separate) {
            if (!ids.contains(county)) {
                throw new BadInput("--separate must be ids of nodes, was " + county);
            }
        }
        TierRules given = rulesFile.map(TiersCommand::read).orElseGet(TierRules::standard);
        return new TierRules(
                given.promises(),
                given.hub(),
                given.park(),
                given.lineHaul(),
                given.feeder(),
                given.lastMile(),
                given.companyShares(),
                separate.isEmpty() ? given.separateCounties() : new HashSet<>(separate),
                given.roadFactor());
    }

    private static TierRules read(Path file) {
        try {
            return new JsonMapper().readValue(Files.readString(file), TierRules.class);
        } catch (IOException | JacksonException e) {
            String why = e.getCause() instanceof IllegalArgumentException cause
                    ? String.valueOf(cause.getMessage())
                    : "expected rules as a run writes them to rules.json";
            throw new BadInput(file + ": " + why);
        }
    }

    private void write(List<Day> planned, TierRules rules) throws Exception {
        Drafts.publish(output, List.of("trips.csv", "costs.csv", "rules.json"), draft -> {
            Files.writeString(
                    draft.resolve("rules.json"),
                    new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(rules) + "\n");
            CsvWriter.write(
                    draft.resolve("trips.csv"),
                    List.of(
                            "date",
                            "tier",
                            "company",
                            "type",
                            "vehicle",
                            "origin",
                            "stops",
                            "parcels_by_stop",
                            "departure",
                            "arrival",
                            "back",
                            "free",
                            "km",
                            "cost"),
                    rows -> planned.forEach(day ->
                            day.plan().trips().forEach(trip -> rows.row(cells(day.date(), trip)))));
            CsvWriter.write(
                    draft.resolve("costs.csv"),
                    List.of("date", "tier", "cost", "lower_bound", "trips", "parcels"),
                    rows -> planned.forEach(day -> day.plan()
                            .costs()
                            .forEach(cost -> rows.row(
                                    day.date(),
                                    cost.tier(),
                                    cost.cost(),
                                    cost.lowerBound(),
                                    cost.trips(),
                                    cost.parcels()))));
        });
    }

    private static Object[] cells(ServiceDate date, TierTrip trip) {
        return new Object[] {
            date,
            trip.tier(),
            trip.company().map(String::valueOf).orElse(""),
            trip.type(),
            trip.vehicle().orElse("hired"),
            trip.origin(),
            trip.stops().stream().map(TierPlan.Stop::node).collect(Collectors.joining("+")),
            trip.stops().stream().map(stop -> String.valueOf(stop.parcels())).collect(Collectors.joining("+")),
            MINUTE.format(date.at(trip.departureMinute())),
            MINUTE.format(date.at(trip.arrivalMinute())),
            MINUTE.format(date.at(trip.backMinute())),
            MINUTE.format(date.at(trip.freeMinute())),
            Math.round(trip.km() * 100) / 100.0,
            Math.round(trip.cost() * 100) / 100.0
        };
    }
}
