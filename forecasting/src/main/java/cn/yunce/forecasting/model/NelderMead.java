package cn.yunce.forecasting.model;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** Minimises a function over the unit cube by the simplex of Nelder and Mead (1965); points outside are clamped. For up to 6 dimensions. */
final class NelderMead {
    private static final double FIRST_STEP = 0.2;
    private static final double TOLERANCE = 1e-5;

    private NelderMead() {}

    /** @return the best point met in {@code evaluations} evaluations */
    static double[] minimise(ToDoubleFunction<double[]> cost, double[] start, int evaluations) {
        int n = start.length;
        double[][] points = new double[n + 1][];
        double[] costs = new double[n + 1];
        for (int i = 0; i <= n; i++) {
            points[i] = start.clone();
            if (i > 0) {
                points[i][i - 1] += points[i][i - 1] > 0.5 ? -FIRST_STEP : FIRST_STEP;
            }
            costs[i] = finite(cost.applyAsDouble(points[i]));
        }
        double[] centre = new double[n];
        double[] trial = new double[n];
        double[] second = new double[n];
        int left = evaluations - n - 1;
        while (left > 0) {
            sort(points, costs);
            if (costs[n] - costs[0] <= TOLERANCE * (Math.abs(costs[0]) + TOLERANCE)) {
                break;
            }
            Arrays.fill(centre, 0);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    centre[j] += points[i][j] / n;
                }
            }
            double reflected = at(cost, centre, points[n], -1, trial);
            left--;
            if (reflected < costs[0]) {
                double expanded = at(cost, centre, points[n], -2, second);
                left--;
                boolean further = expanded < reflected;
                replace(points, costs, n, further ? second : trial, Math.min(expanded, reflected));
            } else if (reflected < costs[n - 1]) {
                replace(points, costs, n, trial, reflected);
            } else {
                double contracted = at(cost, centre, points[n], reflected < costs[n] ? -0.5 : 0.5, second);
                left--;
                if (contracted < Math.min(reflected, costs[n])) {
                    replace(points, costs, n, second, contracted);
                } else {
                    for (int i = 1; i <= n; i++) {
                        costs[i] = at(cost, points[0], points[i].clone(), 0.5, points[i]);
                        left--;
                    }
                }
            }
        }
        sort(points, costs);
        return points[0];
    }

    private static double at(
            ToDoubleFunction<double[]> cost, double[] centre, double[] worst, double factor, double[] out) {
        for (int j = 0; j < out.length; j++) {
            out[j] = Math.clamp(centre[j] + factor * (worst[j] - centre[j]), 0, 1);
        }
        return finite(cost.applyAsDouble(out));
    }

    private static void replace(double[][] points, double[] costs, int i, double[] point, double cost) {
        System.arraycopy(point, 0, points[i], 0, point.length);
        costs[i] = cost;
    }

    private static double finite(double cost) {
        return Double.isFinite(cost) ? cost : Double.MAX_VALUE;
    }

    private static void sort(double[][] points, double[] costs) {
        for (int i = 1; i < costs.length; i++) {
            double cost = costs[i];
            double[] point = points[i];
            int j = i;
            for (; j > 0 && costs[j - 1] > cost; j--) {
                costs[j] = costs[j - 1];
                points[j] = points[j - 1];
            }
            costs[j] = cost;
            points[j] = point;
        }
    }
}
