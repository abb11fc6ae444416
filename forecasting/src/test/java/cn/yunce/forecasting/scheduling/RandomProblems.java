package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.ShortHaulNetwork;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SitePair;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.Wave;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Seeded problems of all shapes: no vehicles, no parcels, long and short ways, early deadlines, fractional parcels. */
final class RandomProblems {
    private RandomProblems() {}

    static ShortHaulProblem of(long seed, Duration limit) {
        Random random = new Random(seed);
        int sites = 1 + random.nextInt(8);
        List<Fleet> fleets = new ArrayList<>();
        for (int fleet = 1; fleet <= 1 + random.nextInt(2); fleet++) {
            fleets.add(new Fleet("车队" + fleet, random.nextInt(6)));
        }
        double whole = random.nextBoolean() ? 1 : 0.37;
        List<Line> lines = new ArrayList<>();
        Map<String, SlotProfile> volumes = new HashMap<>();
        for (int site = 0; site < sites; site++) {
            Fleet fleet = fleets.get(random.nextInt(fleets.size()));
            for (Wave wave : Wave.values()) {
                int due = wave.toMinute() - 10 * random.nextInt(3);
                double own = 20 + random.nextInt(80);
                Line line = new Line(
                        "场地1 - 站点" + site + " - " + wave.code(),
                        "场地" + (1 + random.nextInt(2)),
                        "站点" + site,
                        wave,
                        fleet.id(),
                        due,
                        random.nextInt(5) == 0 ? 200 * random.nextDouble() : 3 + random.nextInt(600) / 10.0,
                        own,
                        own * (0.9 + 3 * random.nextDouble()));
                lines.add(line);
                if (random.nextInt(8) > 0) {
                    volumes.put(line.code(), SlotProfile.of(wave, arrivals(random, line, whole)));
                }
            }
        }
        Set<SitePair> pairs = new HashSet<>();
        for (int a = 0; a < sites; a++) {
            for (int b = 0; b < a; b++) {
                if (random.nextInt(3) > 0) {
                    pairs.add(new SitePair("站点" + a, "站点" + b));
                }
            }
        }
        return new ShortHaulProblem(
                new ShortHaulNetwork(lines, fleets, pairs),
                ServiceDate.parse("2024-12-11"),
                volumes,
                random.nextBoolean(),
                random.nextInt(4) == 0 ? DepartureRule.EARLY : DepartureRule.COMPLETE,
                limit,
                seed);
    }

    private static double[] arrivals(Random random, Line line, double unit) {
        double[] parcels = new double[line.wave().slots()];
        double mean = Math.pow(10, 0.5 + 2 * random.nextDouble());
        int end = 1 + random.nextInt(parcels.length);
        for (int slot = 0; slot < end && line.wave().readyMinute(slot) <= line.latestDepartureMinute(); slot++) {
            parcels[slot] = unit * Math.round(2 * mean * random.nextDouble());
        }
        return parcels;
    }
}
