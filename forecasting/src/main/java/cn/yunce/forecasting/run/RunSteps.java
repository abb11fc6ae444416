package cn.yunce.forecasting.run;

import cn.yunce.forecasting.DailyRuns.Run;
import cn.yunce.forecasting.DailyRuns.StepName;
import cn.yunce.forecasting.DriftAlarms.DriftAlarm;
import cn.yunce.forecasting.ForecastEngine;
import cn.yunce.forecasting.HedgedPlan;
import cn.yunce.forecasting.PlanSettings;
import cn.yunce.forecasting.PlanSettingsHistory;
import cn.yunce.forecasting.ScheduleEngine;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.TierEngine;
import cn.yunce.forecasting.TierPlan;
import cn.yunce.forecasting.TierProblem;
import cn.yunce.forecasting.TierRules;
import cn.yunce.forecasting.VolumeFeed;
import cn.yunce.forecasting.VolumeForecasts;
import cn.yunce.forecasting.VolumeImports;
import cn.yunce.forecasting.VolumeImports.ImportReport;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.persistence.ChampionStore;
import cn.yunce.forecasting.persistence.RunInput;
import cn.yunce.forecasting.persistence.RunInputs;
import cn.yunce.forecasting.persistence.RunStore;
import cn.yunce.forecasting.persistence.VolumeHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** What each step of a run does. A step that is done twice leaves what it left the first time. */
@Component
final class RunSteps {
    private static final int HISTORY_YEARS = 3;
    private static final int LINE_HISTORY_DAYS = 60;
    private static final int LATEST_DATA_DAYS = 7;

    private final RunStore store;
    private final RunInputs inputs;
    private final Monitor monitor;
    private final Championship championship;
    private final ChampionStore champions;
    private final VolumeHistory history;
    private final VolumeForecasts published;
    private final VolumeImports imports;
    private final List<VolumeFeed> feeds;
    private final ForecastEngine forecastEngine;
    private final ScheduleEngine scheduleEngine;
    private final TierEngine tierEngine;
    private final PlanSettingsHistory settingsHistory;
    private final PlanReviews reviews;

    RunSteps(
            RunStore store,
            RunInputs inputs,
            Monitor monitor,
            Championship championship,
            ChampionStore champions,
            VolumeHistory history,
            VolumeForecasts published,
            VolumeImports imports,
            List<VolumeFeed> feeds,
            ForecastEngine forecastEngine,
            ScheduleEngine scheduleEngine,
            TierEngine tierEngine,
            PlanSettingsHistory settingsHistory,
            PlanReviews reviews) {
        this.store = store;
        this.inputs = inputs;
        this.monitor = monitor;
        this.championship = championship;
        this.champions = champions;
        this.history = history;
        this.published = published;
        this.imports = imports;
        this.feeds = List.copyOf(feeds);
        this.forecastEngine = forecastEngine;
        this.scheduleEngine = scheduleEngine;
        this.tierEngine = tierEngine;
        this.settingsHistory = settingsHistory;
        this.reviews = reviews;
    }

    /**
     * Does the step and says what it did.
     *
     * @param progress gets a line now and then
     */
    String run(Run run, StepName step, Consumer<String> progress) {
        return switch (step) {
            case IMPORT -> importFeeds(run.dataCutOff(), progress);
            case FORECAST -> forecast(run, progress);
            case SCHEDULE -> schedule(run, progress);
            case PUBLISH -> "in force";
        };
    }

    private String importFeeds(ServiceDate upTo, Consumer<String> progress) {
        long rows = 0;
        for (VolumeFeed feed : feeds) {
            history.registerFeed(feed.name(), feed.synthetic());
            Optional<Path> files = feed.fetch(history.findLoadedUpTo(feed.name()), upTo);
            if (files.isPresent()) {
                ImportReport report = imports.load(feed.name(), files.get(), false, progress);
                if (report.hasErrors()) {
                    throw new IllegalStateException(
                            "feed " + feed.name() + ": " + report.errors().getFirst());
                }
                rows += report.files().stream()
                        .mapToLong(VolumeImports.FileReport::rowsWritten)
                        .sum();
            }
        }
        return "%,d rows written".formatted(rows);
    }

    private String forecast(Run run, Consumer<String> progress) {
        ServiceDate cutOff = run.dataCutOff();
        ServiceDate lastDay = history.findLastDay()
                .orElseThrow(() -> new IllegalStateException("no volumes are loaded; import some first"));
        ServiceDate upTo = lastDay.compareTo(cutOff) < 0 ? lastDay : cutOff;
        int missingDays = Math.toIntExact(ChronoUnit.DAYS.between(upTo.date(), cutOff.date()));
        if (missingDays > LATEST_DATA_DAYS) {
            throw new IllegalStateException("volumes must reach to within " + LATEST_DATA_DAYS
                    + " days of the data cut-off " + cutOff + ", end on " + upTo);
        }
        progress.accept("reading volumes until " + upTo);
        RunInput input = new RunInput(
                RunForecasts.HORIZON_DAYS + missingDays,
                published.listNodes(Optional.empty(), Optional.empty()),
                history.listNodeSeries(new ServiceDate(upTo.date().minusYears(HISTORY_YEARS)), upTo),
                history.shortHaul(upTo.plusDays(-LINE_HISTORY_DAYS), upTo));
        inputs.save(run.id(), input);
        List<DriftAlarm> alarms = monitor.alarms(input, upTo);
        store.saveAlarms(run.id(), alarms);
        RunPools pools = RunPools.of(championship.settle(run.id(), input, upTo));
        RunForecasts forecasts = RunForecasts.of(forecastEngine, cutOff, input, pools, progress);
        store.saveNodeForecasts(run.id(), forecasts.nodes());
        champions.saveChallengers(run.id(), forecasts.challengers());
        store.saveLineForecasts(run.id(), forecasts.lines());
        return String.format(
                Locale.ROOT,
                "%,d series for %d days and %,d line-days, from volumes until %s; %,d drift alarms",
                forecasts.nodes().size(),
                RunForecasts.HORIZON_DAYS,
                forecasts.lines().size(),
                upTo,
                alarms.size());
    }

    private String schedule(Run run, Consumer<String> progress) {
        StringBuilder done = new StringBuilder();
        ShortHaulHistory known = inputs.find(run.id())
                .map(RunInput::lines)
                .orElseGet(() -> history.shortHaul(run.dataCutOff(), run.dataCutOff()));
        PlanSettings settings = settingsHistory.getCurrent();
        for (int day = 1; day <= RunForecasts.PLANNED_DAYS; day++) {
            ServiceDate date = run.dataCutOff().plusDays(day);
            Map<String, SlotProfile> volumes = store.listPlannedVolumes(run.id(), date);
            if (!volumes.isEmpty()) {
                progress.accept("planning " + date);
                ShortHaulPlan plan = plan(run, date, volumes, known, settings);
                done.append(done.isEmpty() ? "" : "; ")
                        .append(String.format(
                                Locale.ROOT,
                                "%s: %d trips, cost %,.0f",
                                date,
                                plan.trips().size(),
                                plan.kpis().totalCost()));
            }
        }
        return (done.isEmpty() ? "no lines to plan" : done.toString()) + "; " + planTiers(run, progress)
                + reviews.review(run, progress);
    }

    private ShortHaulPlan plan(
            Run run,
            ServiceDate date,
            Map<String, SlotProfile> volumes,
            ShortHaulHistory known,
            PlanSettings settings) {
        ShortHaulProblem problem =
                settings.problem(known.network(), date, volumes, Duration.ofSeconds(settings.planSeconds()));
        // None where none are wanted, or too few days tell the forecast's error.
        List<Map<String, SlotProfile>> scenarios = settings.bookingScenarios() == 0
                ? List.of()
                : forecastEngine.lineScenarios(known, date, settings.bookingScenarios());
        if (scenarios.isEmpty()) {
            ShortHaulPlan plan = scheduleEngine.planShortHaul(problem);
            store.savePlan(run.id(), settings, plan, Optional.empty());
            return plan;
        }
        HedgedPlan hedged = scheduleEngine.planUnderUncertainty(problem, scenarios);
        store.savePlan(run.id(), settings, hedged.plan(), Optional.of(hedged.booking()));
        return hedged.plan();
    }

    /** The tiers, where the places are a tree of all four; they never keep the short haul from being published. */
    private String planTiers(Run run, Consumer<String> progress) {
        List<NetworkNode> nodes = published.listNodes(Optional.empty(), Optional.empty());
        List<SeriesForecast> forecasts = store.listNodeForecasts(run.id());
        List<String> done = new ArrayList<>();
        for (int day = 1; day <= RunForecasts.PLANNED_DAYS; day++) {
            ServiceDate date = run.dataCutOff().plusDays(day);
            Map<String, Long> parcels = TierVolumes.of(nodes, forecasts, date);
            if (parcels.isEmpty()) {
                return "no tiers to plan";
            }
            progress.accept("planning the tiers of " + date);
            try {
                done.add(plan(run, new TierProblem(date, nodes, parcels, TierRules.standard())));
            } catch (IllegalArgumentException e) {
                return "no tiers planned: " + e.getMessage();
            }
        }
        return String.join("; ", done);
    }

    private String plan(Run run, TierProblem problem) {
        return switch (tierEngine.plan(problem)) {
            case TierPlan.Planned plan -> {
                store.saveTiers(run.id(), plan);
                yield String.format(
                        Locale.ROOT,
                        "tiers of %s: %d trips, cost %,.0f, bound %,.0f",
                        problem.date(),
                        plan.trips().size(),
                        plan.totalCost(),
                        plan.lowerBound());
            }
            case TierPlan.Infeasible infeasible ->
                "tiers of " + problem.date() + ": " + infeasible.rule().english();
        };
    }
}
