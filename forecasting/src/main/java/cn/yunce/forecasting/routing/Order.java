package cn.yunce.forecasting.routing;

import java.util.Arrays;
import java.util.SplittableRandom;

/** In which order the absent stops are inserted: at random, or by demand, distance from the depot, or window, or those first that were left over most often. */
final class Order {
    private static final double BY_LEFT_OVER = 0.7;

    private final FlatProblem problem;
    private final SplittableRandom random;
    private final int[] stops;
    private final double[] keys;

    Order(FlatProblem problem, SplittableRandom random) {
        this.problem = problem;
        this.random = random;
        stops = new int[problem.stops];
        keys = new double[problem.stops];
    }

    int get(int i) {
        return stops[i];
    }

    /**
     * Draws an order and says how many stops are in it.
     *
     * @param leftOver how often each stop was left over; empty where that does not count
     */
    int of(Tours tours, int[] leftOver) {
        int count = tours.absent.copyTo(stops);
        boolean byLeftOver = leftOver.length > 0 && random.nextDouble() < BY_LEFT_OVER;
        int kind = random.nextInt(problem.windowed ? 17 : 11);
        for (int i = 0; i < count; i++) {
            keys[i] = byLeftOver ? -leftOver[stops[i]] : key(kind, stops[i]);
        }
        if (count > 64) {
            long[] packed = new long[count];
            double least = Arrays.stream(keys, 0, count).min().orElse(0);
            double most = Arrays.stream(keys, 0, count).max().orElse(1);
            for (int i = 0; i < count; i++) {
                packed[i] = (long) ((keys[i] - least) / Math.max(1e-9, most - least) * (1L << 40)) << 20 | stops[i];
            }
            Arrays.sort(packed);
            for (int i = 0; i < count; i++) {
                stops[i] = (int) (packed[i] & (1 << 20) - 1);
            }
            return count;
        }
        for (int i = 1; i < count; i++) {
            int k = stops[i];
            double key = keys[i];
            int j = i - 1;
            for (; j >= 0 && keys[j] > key; j--) {
                keys[j + 1] = keys[j];
                stops[j + 1] = stops[j];
            }
            keys[j + 1] = key;
            stops[j + 1] = k;
        }
        return count;
    }

    private double key(int kind, int k) {
        int fromDepot = problem.distance[problem.stops + k * problem.places];
        return switch (kind) {
            case 0, 1, 2, 3 -> random.nextDouble();
            case 4, 5, 6, 7 -> -problem.demand[k * problem.dimensions];
            case 8, 9 -> -fromDepot;
            case 10 -> fromDepot;
            case 11, 12 -> problem.due[k] - problem.ready[k];
            case 13, 14 -> problem.ready[k];
            default -> -problem.due[k];
        };
    }
}
