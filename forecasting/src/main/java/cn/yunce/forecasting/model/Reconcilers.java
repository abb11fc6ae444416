package cn.yunce.forecasting.model;

import cn.yunce.forecasting.Hierarchy;
import cn.yunce.forecasting.Reconciler;
import cn.yunce.forecasting.domain.Checks;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Chooses how to reconcile. */
final class Reconcilers {
    /** A total that differs more from its leaves' sum is not shared out. */
    private static final double FARTHEST_RATIO = 5;
    /** The first pass moves the sums that the totals share out. */
    private static final int LEVEL_PASSES = 2;

    private Reconcilers() {}

    static Reconciler create(Hierarchy hierarchy, Reconciler.Method method, double[][] errors, boolean nonNegative) {
        return switch (method) {
            case BOTTOM_UP -> base -> bottomUp(hierarchy, checked(hierarchy, base), nonNegative);
            case TOP_DOWN -> {
                int whole = whole(hierarchy);
                yield base -> topDown(hierarchy, whole, checked(hierarchy, base), nonNegative);
            }
            case LEVELS -> base -> levels(hierarchy, checked(hierarchy, base), nonNegative);
            case OLS, WLS_LEAVES, WLS_VARIANCE, MIN_TRACE ->
                new LeastSquares(hierarchy, covariance(hierarchy, method, errors), nonNegative);
        };
    }

    private static ErrorCovariance covariance(Hierarchy hierarchy, Reconciler.Method method, double[][] errors) {
        int totals = hierarchy.totals().size();
        double[] ones = new double[hierarchy.size()];
        Arrays.fill(ones, 1);
        if (method == Reconciler.Method.OLS) {
            return ErrorCovariance.diagonal(ones);
        }
        if (method == Reconciler.Method.WLS_LEAVES) {
            for (int total = 0; total < totals; total++) {
                ones[total] = hierarchy.leavesOf(total).length;
            }
            return ErrorCovariance.diagonal(ones);
        }
        if (errors.length != hierarchy.size()) {
            throw new IllegalArgumentException(
                    "errors must be of " + hierarchy.size() + " series, were of " + errors.length);
        }
        Checks.inRange("instants of the errors", errors[0].length, 2, Integer.MAX_VALUE);
        return method == Reconciler.Method.MIN_TRACE
                ? ErrorCovariance.shrunk(errors)
                : ErrorCovariance.meanSquares(errors);
    }

    static double[] checked(Hierarchy hierarchy, double[] base) {
        if (base.length != hierarchy.size()) {
            throw new IllegalArgumentException(
                    "base must be forecasts of " + hierarchy.size() + " series, were " + base.length);
        }
        for (int i = 0; i < base.length; i++) {
            if (!Double.isFinite(base[i])) {
                throw new IllegalArgumentException(
                        "forecast of " + hierarchy.ids().get(i) + " must be finite, was " + base[i]);
            }
        }
        return base;
    }

    private static double[] bottomUp(Hierarchy hierarchy, double[] base, boolean nonNegative) {
        double[] leaves = Arrays.copyOfRange(base, hierarchy.totals().size(), base.length);
        return hierarchy.sum(nonNegative ? clipped(leaves) : leaves);
    }

    private static double[] levels(Hierarchy hierarchy, double[] base, boolean nonNegative) {
        double[] leaves = Arrays.copyOfRange(base, hierarchy.totals().size(), base.length);
        leaves = nonNegative ? clipped(leaves) : leaves;
        for (int pass = 0; pass < LEVEL_PASSES; pass++) {
            shareOut(hierarchy, base, leaves);
        }
        OptionalInt whole = findWhole(hierarchy);
        double sum = Arrays.stream(leaves).sum();
        if (whole.isPresent()) {
            double ratio = base[whole.getAsInt()] / sum;
            if (isSensible(ratio)) {
                for (int leaf = 0; leaf < leaves.length; leaf++) {
                    leaves[leaf] *= ratio;
                }
            }
        }
        return hierarchy.sum(leaves);
    }

    /** Makes each leaf the mean of what it is and of what each total above would give it. */
    private static void shareOut(Hierarchy hierarchy, double[] base, double[] leaves) {
        double[] sums = new double[leaves.length];
        int[] counts = new int[leaves.length];
        for (int total = 0; total < hierarchy.totals().size(); total++) {
            int[] below = hierarchy.leavesOf(total);
            double sum = 0;
            for (int leaf : below) {
                sum += leaves[leaf];
            }
            double ratio = base[total] / sum;
            if (isSensible(ratio)) {
                for (int leaf : below) {
                    sums[leaf] += ratio;
                    counts[leaf]++;
                }
            }
        }
        for (int leaf = 0; leaf < leaves.length; leaf++) {
            leaves[leaf] *= (1 + sums[leaf]) / (1 + counts[leaf]);
        }
    }

    /** Leaves that cancel out or say nothing cannot tell how to share. */
    private static boolean isSensible(double ratio) {
        return ratio >= 1 / FARTHEST_RATIO && ratio <= FARTHEST_RATIO;
    }

    private static OptionalInt findWhole(Hierarchy hierarchy) {
        return IntStream.range(0, hierarchy.totals().size())
                .filter(total ->
                        hierarchy.leavesOf(total).length == hierarchy.leaves().size())
                .findFirst();
    }

    /** The total of all leaves. */
    private static int whole(Hierarchy hierarchy) {
        return findWhole(hierarchy)
                .orElseThrow(() ->
                        new IllegalArgumentException("top-down needs a total of all leaves, had none in " + hierarchy));
    }

    private static double[] topDown(Hierarchy hierarchy, int total, double[] base, boolean nonNegative) {
        double[] shares = Arrays.copyOfRange(base, hierarchy.totals().size(), base.length);
        shares = nonNegative ? clipped(shares) : shares;
        double whole = Arrays.stream(shares).sum();
        double top = nonNegative ? Math.max(0, base[total]) : base[total];
        for (int leaf = 0; leaf < shares.length; leaf++) {
            shares[leaf] = whole == 0 ? top / shares.length : shares[leaf] * top / whole;
        }
        return hierarchy.sum(shares);
    }

    static double[] clipped(double[] values) {
        return Arrays.stream(values).map(value -> Math.max(0, value)).toArray();
    }
}
