package cn.yunce.app.cli;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.ForecastEngine;
import cn.yunce.forecasting.HedgedPlan;
import cn.yunce.forecasting.InfeasiblePlanException;
import cn.yunce.forecasting.LineForecast;
import cn.yunce.forecasting.Objective;
import cn.yunce.forecasting.PlanOutcome;
import cn.yunce.forecasting.ScheduleEngine;
import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.model.ForecastEngines;
import cn.yunce.forecasting.scheduling.ScheduleEngines;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Forecasts one short-haul day and plans its trips, from files to files; needs no service and no database. */
@Command(
        name = "shorthaul",
        description = "短驳：预测各线路货量并排定车辆。Forecasts a short-haul day's lines and schedules the vehicles.",
        mixinStandardHelpOptions = true)
final class ShorthaulCommand implements Callable<Integer> {
    private static final int SCENARIOS_OF_PERCENTILES = 200;

    @Mixin
    private ShortHaulInput input = new ShortHaulInput();

    @Option(
            names = "--volumes",
            paramLabel = "FILE",
            description = "按此 10 分钟货量排班，不做预测 plan on these (line,date,time,parcels) instead of forecasting")
    private Optional<Path> volumes = Optional.empty();

    @Option(
            names = "--scenarios",
            paramLabel = "N",
            description = "按 N 个货量情景使期望成本最低 plan for the least expected cost over N scenarios of the forecast's error")
    private Optional<Integer> scenarios = Optional.empty();

    @Option(
            names = "--percentile",
            paramLabel = "P",
            description = "按情景的 P 分位货量排班 plan on this percentile of each line's scenarios instead")
    private Optional<Integer> percentile = Optional.empty();

    @Option(
            names = "--actual",
            paramLabel = "FILE",
            description = "再按实际 10 分钟货量执行计划 then drive the plan on these volumes: outcome.json, driven.csv")
    private Optional<Path> actual = Optional.empty();

    @Option(
            names = "--time",
            defaultValue = "10",
            paramLabel = "SECONDS",
            description = "排班用时上限 limit for the plan's search (${DEFAULT-VALUE})")
    private double seconds;

    @Option(
            names = "--objective",
            defaultValue = "cost",
            paramLabel = "cost|fewest-external",
            description =
                    "优化目标：成本最低，或先外部车最少、再成本最低 least cost, or fewest external trips first, then least cost (${DEFAULT-VALUE})")
    private String objective;

    @Option(
            names = "--own-trip-bonus",
            defaultValue = "0",
            paramLabel = "Y",
            description = "自有车每班加权，同成本单位 weight of turnover: what each own trip takes off the objective")
    private double ownTripBonus;

    @Option(
            names = "--external-trip-penalty",
            defaultValue = "0",
            paramLabel = "Y",
            description = "外部车每班加权，同成本单位 weight of parcels a vehicle: what each external trip adds to the objective")
    private double externalTripPenalty;

    @Option(names = "--explain", description = "逐班说明原因、线路成本和多一辆车的价值 also write reasons.csv, line_costs.csv, fleets.csv")
    private boolean explain;

    @Option(names = "--output", required = true, paramLabel = "DIR", description = "输出文件夹 folder to write to")
    private Path output;

    @Override
    public Integer call() throws Exception {
        if (!(seconds >= 0 && seconds <= 86_400)) {
            throw new BadInput("--time must be 0..86400 seconds, was " + seconds);
        }
        Drafts.requireFolder(output);
        try {
            ServiceDate day = input.day();
            ShortHaulHistory history = input.history();
            Optional<Map<String, SlotProfile>> real =
                    actual.isPresent() ? Optional.of(input.volumes(history, actual.get())) : Optional.empty();
            List<Map<String, SlotProfile>> days = scenarios(history, day);
            Map<String, SlotProfile> parcels = new LinkedHashMap<>(
                    volumes.isPresent() ? input.volumes(history, volumes.get()) : forecast(history, day));
            percentile.ifPresent(
                    percent -> parcels.replaceAll((line, profile) -> scaled(profile, line, days, percent)));
            parcels.replaceAll((line, profile) -> profile.wholeParcels());
            System.err.println("排班 " + day + "（至多 " + seconds + " 秒）");
            ScheduleEngine engine = ScheduleEngines.create();
            ShortHaulProblem problem = input.problem(history, parcels, objective(history), seconds);
            long began = System.nanoTime();
            ShortHaulPlan plan;
            ShortHaulPlan settled;
            if (percentile.isEmpty() && !days.isEmpty()) {
                HedgedPlan hedged = engine.planUnderUncertainty(problem, days);
                plan = hedged.plan();
                settled = hedged.settled();
                System.err.printf(
                        "%d 个情景的期望成本 %.2f（外部车全部预订时 %.2f），预订 %d 辆%n",
                        days.size(),
                        hedged.booking().expectedCost(),
                        hedged.booking().expectedCostOfAll(),
                        hedged.booking().trips().size());
            } else {
                plan = engine.planShortHaul(problem);
                settled = plan;
            }
            double planSeconds = (System.nanoTime() - began) / 1e9;
            ShorthaulFiles.write(output, history.network(), parcels, plan, problem.objective());
            if (explain) {
                ShorthaulFiles.write(output, engine.explain(problem, plan));
            }
            if (real.isPresent()) {
                PlanOutcome outcome = engine.meet(settled, problem, real.get());
                ShorthaulFiles.write(output, outcome);
                System.err.printf(
                        "实际成本 %.2f，其中临时加班 %d 班 %.2f，未用外部车 %.2f%n",
                        outcome.totalCost(),
                        outcome.lateExtraTrips(),
                        outcome.lateExtraCost(),
                        outcome.unusedExternalCost());
            }
            System.err.printf(
                    "排班用时 %.2f 秒：总成本 %.2f，目标值 %.2f，下界 %.2f，自有车周转率 %.3f，车辆均包裹 %.1f；已写入 %s%n",
                    planSeconds,
                    plan.kpis().totalCost(),
                    problem.objective().value(plan.kpis()),
                    plan.kpis().lowerBound(),
                    plan.kpis().ownVehicleTurnover(),
                    plan.kpis().parcelsPerVehicle(),
                    output);
            return CommandLines.DONE;
        } catch (BadInputException | InfeasiblePlanException e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        }
    }

    private Objective objective(ShortHaulHistory history) {
        boolean weighted = ownTripBonus != 0 || externalTripPenalty != 0;
        Objective found;
        try {
            found = switch (objective) {
                case "cost" -> new Objective(ownTripBonus, externalTripPenalty);
                case "fewest-external" -> Objective.FEWEST_EXTERNAL;
                default -> throw new BadInput("--objective must be cost or fewest-external, was " + objective);
            };
            if (weighted && !objective.equals("cost")) {
                throw new BadInput("--own-trip-bonus and --external-trip-penalty must be given with --objective cost");
            }
            history.network().lines().forEach(found::price);
        } catch (IllegalArgumentException e) {
            throw new BadInput(String.valueOf(e.getMessage()));
        }
        return found;
    }

    private List<Map<String, SlotProfile>> scenarios(ShortHaulHistory history, ServiceDate day) {
        if (scenarios.isEmpty() && percentile.isEmpty()) {
            return List.of();
        }
        int count = scenarios.orElse(SCENARIOS_OF_PERCENTILES);
        if (count < 1 || count > 1000) {
            throw new BadInput("--scenarios must be 1..1000, was " + count);
        }
        if (percentile.isPresent() && (percentile.get() < 1 || percentile.get() > 99)) {
            throw new BadInput("--percentile must be 1..99, was " + percentile.get());
        }
        List<Map<String, SlotProfile>> days =
                ForecastEngines.create(ShortHaulInput.SEED).lineScenarios(history.knownBefore(day), day, count);
        if (days.isEmpty()) {
            throw new BadInput("--scenarios: expected three days of volumes before " + day + ", found fewer");
        }
        return days;
    }

    private static SlotProfile scaled(
            SlotProfile profile, String line, List<Map<String, SlotProfile>> days, int percent) {
        double[] totals = days.stream()
                .mapToDouble(volumes -> volumes.getOrDefault(line, profile).total())
                .sorted()
                .toArray();
        double total = totals[Math.min(totals.length - 1, totals.length * percent / 100)];
        double scale = profile.total() > 0 ? total / profile.total() : 0;
        return SlotProfile.of(
                profile.wave(),
                Arrays.stream(profile.toArray()).map(value -> value * scale).toArray());
    }

    private static Map<String, SlotProfile> forecast(ShortHaulHistory history, ServiceDate day) {
        ShortHaulHistory known = history.knownBefore(day);
        boolean planned =
                known.preknown().keySet().stream().anyMatch(key -> key.date().equals(day));
        if (!planned && known.actual().isEmpty()) {
            throw new BadInput("--date " + day + ": expected volumes of days before it in the folder, found none");
        }
        System.err.println("预测 " + day);
        ForecastEngine engine = ForecastEngines.create(ShortHaulInput.SEED);
        Map<String, SlotProfile> found = new LinkedHashMap<>();
        for (LineForecast forecast : engine.forecastLines(known, day)) {
            found.put(forecast.line(), forecast.profile());
        }
        return found;
    }
}
