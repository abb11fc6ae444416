package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.Disturbance;
import cn.yunce.forecasting.LiveDay;
import cn.yunce.forecasting.Replan;
import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.file.ShortHaulFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Measures re-plans of a real day with about 600 trips: {@code ReplanMeasure FOLDER DATE DISTURBANCES LONG_SECONDS [SEED]}, a main class on
 * the test class path. Each random disturbance is mended within 2 s, and again for {@code LONG_SECONDS} at a change's cost of 1,000,000; the
 * smaller number of changes of the two is called the least. Every re-plan is verified.
 */
final class ReplanMeasure {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final double ONLY_CHANGES = 1e6;
    private static final int WARM_UP = 5;

    private final ShortHaulProblem problem;
    private final ShortHaulPlan plan;
    private final Random random;

    private ReplanMeasure(ShortHaulProblem problem, long seed) {
        this.problem = problem;
        plan = ScheduleEngines.create().planShortHaul(problem);
        random = new Random(seed);
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
        ShortHaulProblem problem = new ShortHaulProblem(
                history.network(), date, volumes, false, DepartureRule.COMPLETE, Duration.ofSeconds(10), 1);
        new ReplanMeasure(problem, args.length > 4 ? Long.parseLong(args[4]) : 1)
                .measure(Integer.parseInt(args[2]), Duration.ofSeconds(Long.parseLong(args[3])));
    }

    private void measure(int count, Duration longRun) {
        System.out.printf("%d trips%n", plan.trips().size());
        for (int i = 0; i < WARM_UP; i++) {
            replan(day(), LIMIT, LiveDay.DEFAULT_CHANGE_PENALTY);
        }
        System.out.println("| disturbance | now | ms | changed | least | cost change |\n|---|---|---|---|---|---|");
        List<Long> millis = new ArrayList<>();
        int changed = 0;
        int least = 0;
        while (millis.size() < count) {
            LiveDay day = day();
            long began = System.nanoTime();
            Replan quick = replan(day, LIMIT, LiveDay.DEFAULT_CHANGE_PENALTY);
            millis.add((System.nanoTime() - began) / 1_000_000);
            String what = day.events().getFirst().what().getClass().getSimpleName();
            String now = problem.date().at(day.nowMinute()).toLocalTime().toString();
            if (quick instanceof Replan.Changed found
                    && replan(day, longRun, ONLY_CHANGES) instanceof Replan.Changed slow) {
                int few = Math.min(found.changes().size(), slow.changes().size());
                changed += found.changes().size();
                least += few;
                System.out.printf(
                        "| %s | %s | %d | %d | %d | %+.0f |%n",
                        what,
                        now,
                        millis.getLast(),
                        found.changes().size(),
                        few,
                        found.plan().kpis().totalCost() - found.costBefore());
            } else {
                System.out.printf("| %s | %s | %d | no plan | | |%n", what, now, millis.getLast());
            }
        }
        millis.sort(null);
        System.out.printf(
                "p50 %d ms, p95 %d ms; changed %d, least %d, ratio %.3f%n",
                millis.get(count / 2),
                millis.get(Math.ceilDiv(count * 95, 100) - 1),
                changed,
                least,
                (double) changed / least);
    }

    private Replan replan(LiveDay day, Duration limit, double penalty) {
        ShortHaulProblem limited = new ShortHaulProblem(
                problem.network(),
                problem.date(),
                problem.volumes(),
                problem.container(),
                problem.rule(),
                limit,
                problem.seed());
        LiveDay asked = new LiveDay(limited, plan, day.nowMinute(), day.events(), day.lateMinutes(), penalty);
        Replan replan = ReplanEngines.create().replan(asked);
        if (replan instanceof Replan.Changed changed) {
            List<String> violations = LiveDayVerifier.violations(asked, changed);
            if (!violations.isEmpty()) {
                throw new IllegalStateException("re-plan must keep the rules, did not: " + violations);
            }
        }
        return replan;
    }

    /** A disturbance that concerns a trip still to come. */
    private LiveDay day() {
        Trip trip = plan.trips().get(random.nextInt(plan.trips().size()));
        int now = Math.max(0, trip.departureMinute() - 10 - random.nextInt(230));
        String code = trip.loads().getFirst().line();
        Line line = problem.network().lines().stream()
                .filter(it -> it.code().equals(code))
                .findFirst()
                .orElseThrow();
        int latest = line.latestDepartureMinute();
        Disturbance disturbance = switch (random.nextInt(5)) {
            case 0 ->
                trip.vehicle()
                        .<Disturbance>map(vehicle -> new Disturbance.Breakdown(vehicle, now, Disturbance.LAST_MINUTE))
                        .orElse(new Disturbance.VolumeChange(List.of(code), 2));
            case 1 -> new Disturbance.VolumeChange(List.of(code), 2);
            case 2 -> new Disturbance.LateVolume(List.of(code), 20 + 10 * random.nextInt(5));
            case 3 ->
                new Disturbance.RoadClosure(
                        line.origin(),
                        line.site(),
                        Math.max(0, trip.departureMinute() - 30),
                        trip.departureMinute() + 60);
            default ->
                trip.departureMinute() < latest
                        ? new Disturbance.Move(
                                trip.id(), Math.min(latest, trip.departureMinute() + 5 + random.nextInt(25)))
                        : new Disturbance.VolumeChange(List.of(code), 0.5);
        };
        return LiveDay.of(problem, plan, now, List.of(disturbance), 60, LiveDay.DEFAULT_CHANGE_PENALTY);
    }
}
