package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a search does over and over. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class RoutingKernels {
    private static final int SIDE = 1_000;
    private static final int VISITS = 20;

    @Param({"loads", "windows", "trips"})
    private String rules = "loads";

    @Param({"200", "1000"})
    private int stops = 200;

    private Search search = search();
    private Walk walk = new Walk(new FlatProblem(problem(), RunningPlan.NONE));
    private int[] row = new int[0];

    @Setup
    public void prepare() {
        search = search();
        for (int i = 0; i < 2_000; i++) {
            search.iterate();
        }
        FlatProblem flat = new FlatProblem(problem(), RunningPlan.NONE);
        walk = new Walk(flat);
        row = new int[VISITS];
        for (int i = 0; i < VISITS; i++) {
            row[i] = rules.equals("trips") && i == VISITS / 2 ? flat.depot[0] : i;
        }
    }

    /** Strings out, stops in again, taken or taken back. */
    @Benchmark
    public long iteration() {
        search.iterate();
        return search.cost();
    }

    /** A route of twenty visits, whether it keeps its rules. */
    @Benchmark
    public Rule walk() {
        return walk.check(row, VISITS, 0);
    }

    private Search search() {
        FlatProblem flat = new FlatProblem(problem(), RunningPlan.NONE);
        Search made = new Search(flat, new Neighbours(flat), RunningPlan.NONE, 1);
        made.cool(0.5);
        return made;
    }

    private RoutingProblem problem() {
        SplittableRandom random = new SplittableRandom(1);
        int size = stops + 1;
        double[][] xy = new double[size][];
        for (int i = 0; i < size; i++) {
            xy[i] = new double[] {random.nextDouble() * SIDE, random.nextDouble() * SIDE};
        }
        int[] distance = new int[size * size];
        for (int i = 0; i < distance.length; i++) {
            distance[i] = (int) Math.hypot(xy[i / size][0] - xy[i % size][0], xy[i / size][1] - xy[i % size][1]);
        }
        boolean windows = !rules.equals("loads");
        List<Stop> all = new ArrayList<>();
        for (int k = 1; k < size; k++) {
            int ready = windows ? random.nextInt(8_000) : 0;
            int due = windows ? ready + 2_000 : VehicleType.UNLIMITED;
            all.add(new Stop("s" + k, k, List.of(1 + random.nextInt(9)), ready, due, 10, OptionalLong.empty(), Set.of()));
        }
        Equipment equipment = rules.equals("trips")
                ? new Equipment(
                        List.of(), Optional.of(new Equipment.Reload(9, 30)), Optional.empty(), Optional.empty())
                : Equipment.NONE;
        VehicleType van = new VehicleType(
                        "van", 0, stops, List.of(60), 0, 12_000, VehicleType.UNLIMITED, VehicleType.UNLIMITED, 0, 1, Set.of())
                .withEquipment(equipment);
        return new RoutingProblem(TravelMatrix.of(size, distance), all, List.of(van), List.of());
    }
}
