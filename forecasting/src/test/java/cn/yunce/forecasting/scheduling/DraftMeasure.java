package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.Disturbance;
import cn.yunce.forecasting.LiveDay;
import cn.yunce.forecasting.PlanExplanation;
import cn.yunce.forecasting.Replan;
import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.file.ShortHaulFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Measures what drafts of a plan cost that no trip of has left: {@code DraftMeasure FOLDER DATE [PENALTY]}, a main class on the test class path. The
 * plan of the day's actual volumes is mended for volumes that change, all or one fleet's, and for vehicles of one fleet out; beside it
 * stand a plan of the changed volumes from nothing within ten seconds, or what the plan's explanation says that one vehicle costs at
 * most. Every draft is verified.
 */
final class DraftMeasure {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration EVENING = Duration.ofSeconds(10);

    private final ShortHaulProblem problem;
    private final ShortHaulPlan plan;
    private final double penalty;

    private DraftMeasure(ShortHaulProblem problem, Optional<Double> penalty) {
        this.problem = problem;
        plan = ScheduleEngines.create().planShortHaul(problem);
        this.penalty = penalty.orElse(LiveDay.changePenalty(plan, -1));
    }

    public static void main(String[] args) {
        ShortHaulHistory history = ShortHaulFolder.read(Path.of(args[0]));
        ServiceDate date = ServiceDate.parse(args[1]);
        Map<String, SlotProfile> volumes = new HashMap<>();
        history.actual().forEach((key, profile) -> {
            if (key.date().equals(date)) {
                volumes.put(key.line(), profile.wholeParcels());
            }
        });
        ShortHaulProblem problem =
                new ShortHaulProblem(history.network(), date, volumes, false, DepartureRule.COMPLETE, EVENING, 1);
        new DraftMeasure(problem, args.length > 2 ? Optional.of(Double.valueOf(args[2])) : Optional.empty()).measure();
    }

    private void measure() {
        System.out.printf(
                Locale.ROOT,
                "plan in force: cost %.0f, %d trips, %d external%n",
                plan.kpis().totalCost(),
                plan.trips().size(),
                plan.kpis().externalTrips());
        System.out.println("| disturbance | cost | change | trips | external | changed | seconds | beside it |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        List<String> all = problem.network().lines().stream().map(Line::code).toList();
        for (double factor : new double[] {0.9, 1.05, 1.1, 1.2}) {
            row(String.format(Locale.ROOT, "all lines × %.2f", factor), change(all, factor), fresh(all, factor));
        }
        Fleet fleet = problem.network().fleets().stream()
                .max(Comparator.comparingInt(Fleet::ownVehicles))
                .orElseThrow();
        List<String> lines = problem.network().lines().stream()
                .filter(line -> line.fleet().equals(fleet.id()))
                .map(Line::code)
                .toList();
        row(fleet.id() + " × 2", change(lines, 2), fresh(lines, 2));
        PlanExplanation reasons = ScheduleEngines.create().explain(problem, plan);
        for (PlanExplanation.FleetWorth worth : reasons.fleets()) {
            String most = String.format(
                    Locale.ROOT,
                    "explained: at most %+.0f",
                    worth.oneFewerCosts().orElse(0.0));
            for (int count : List.of(1, 2)) {
                row(worth.fleet() + ", out " + count, out(worth.fleet(), count), count == 1 ? most : "");
            }
        }
    }

    private static List<Disturbance> change(List<String> lines, double factor) {
        return List.of(new Disturbance.VolumeChange(lines, factor));
    }

    private List<Disturbance> out(String fleetId, int count) {
        Fleet fleet = problem.network().fleets().stream()
                .filter(it -> it.id().equals(fleetId))
                .findFirst()
                .orElseThrow();
        return IntStream.rangeClosed(1, count)
                .<Disturbance>mapToObj(
                        number -> new Disturbance.Breakdown(fleet.vehicleId(number), 0, Disturbance.LAST_MINUTE))
                .toList();
    }

    private String fresh(List<String> lines, double factor) {
        Map<String, SlotProfile> volumes = new HashMap<>(problem.volumes());
        for (String line : lines) {
            volumes.computeIfPresent(line, (code, profile) -> scaled(profile, factor));
        }
        ShortHaulPlan.Kpis kpis = ScheduleEngines.create()
                .planShortHaul(problem.withVolumes(volumes))
                .kpis();
        return String.format(Locale.ROOT, "from nothing: %.0f, %d external", kpis.totalCost(), kpis.externalTrips());
    }

    /** As docs/live-day.md rounds it. */
    private static SlotProfile scaled(SlotProfile profile, double factor) {
        double[] parcels = new double[profile.wave().slots()];
        double sum = 0;
        double before = 0;
        for (int slot = 0; slot < parcels.length; slot++) {
            sum += profile.parcels(slot);
            double now = Math.round(factor * sum);
            parcels[slot] = now - before;
            before = now;
        }
        return SlotProfile.of(profile.wave(), parcels);
    }

    private void row(String what, List<Disturbance> disturbances, String beside) {
        ShortHaulProblem limited = new ShortHaulProblem(
                problem.network(),
                problem.date(),
                problem.volumes(),
                problem.container(),
                problem.rule(),
                LIMIT,
                problem.seed());
        LiveDay day = LiveDay.of(limited, plan, -1, disturbances, 60, penalty);
        long began = System.nanoTime();
        Replan replan = ReplanEngines.create().replan(day);
        double seconds = (System.nanoTime() - began) / 1e9;
        if (!(replan instanceof Replan.Changed changed)) {
            System.out.printf(Locale.ROOT, "| %s | no plan | | | | | %.1f | |%n", what, seconds);
            return;
        }
        List<String> violations = LiveDayVerifier.violations(day, changed);
        if (!violations.isEmpty()) {
            throw new IllegalStateException("a draft must keep the rules, did not: " + violations);
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %+.0f | %d | %d | %d | %.1f | %s |%n",
                what,
                changed.plan().kpis().totalCost(),
                changed.plan().kpis().totalCost() - changed.costBefore(),
                changed.plan().trips().size(),
                changed.plan().kpis().externalTrips(),
                changed.changes().size(),
                seconds,
                beside);
    }
}
