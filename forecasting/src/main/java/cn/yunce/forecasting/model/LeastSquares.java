package cn.yunce.forecasting.model;

import cn.yunce.forecasting.Hierarchy;
import cn.yunce.forecasting.Reconciler;
import java.util.Arrays;

/**
 * The forecasts that add up and are nearest to the base forecasts in the metric of their errors' covariance W: ŷ − W Cᵀ (C W Cᵀ)⁻¹ C ŷ, C ŷ
 * being each total less its leaves (Wickramasuriya, Athanasopoulos, Hyndman, 2019). The system is solved by conjugate gradients, by
 * products with the sparse C and W's factors alone.
 *
 * <p>Non-negative: leaves that come out negative are held at zero, and let go where holding them costs, by block principal pivoting
 * (Wickramasuriya, Turlach, Hyndman, 2020).
 */
final class LeastSquares implements Reconciler {
    private static final int MOST_PIVOTS = 30;
    private static final double TOLERANCE = 1e-10;

    private final Hierarchy hierarchy;
    private final ErrorCovariance covariance;
    private final boolean nonNegative;
    private final int totals;
    private final int[][] leavesOf;
    private final double[] preconditioner;

    LeastSquares(Hierarchy hierarchy, ErrorCovariance covariance, boolean nonNegative) {
        this.hierarchy = hierarchy;
        this.covariance = covariance;
        this.nonNegative = nonNegative;
        this.totals = hierarchy.totals().size();
        this.leavesOf = new int[totals][];
        for (int total = 0; total < totals; total++) {
            leavesOf[total] = hierarchy.leavesOf(total);
        }
        this.preconditioner = diagonal();
    }

    /** Of C W Cᵀ for the totals, of W for leaves that are held. */
    private double[] diagonal() {
        double[] diagonal = covariance.diagonal.clone();
        for (int total = 0; total < totals; total++) {
            for (int leaf : leavesOf[total]) {
                diagonal[total] += covariance.diagonal[totals + leaf];
            }
        }
        for (double[] factor : covariance.factors) {
            double[] gaps = gaps(factor);
            for (int i = 0; i < diagonal.length; i++) {
                double part = i < totals ? gaps[i] : factor[i];
                diagonal[i] += part * part;
            }
        }
        return diagonal;
    }

    @Override
    public double[] reconcile(double[] base) {
        Reconcilers.checked(hierarchy, base);
        int leaves = base.length - totals;
        boolean[] held = new boolean[leaves];
        double[] leafValues = new double[leaves];
        for (int pivot = 0; pivot < MOST_PIVOTS; pivot++) {
            double[] prices = prices(base, held);
            double[] moves = covariance.times(spread(prices));
            boolean changed = false;
            for (int leaf = 0; leaf < leaves; leaf++) {
                leafValues[leaf] = held[leaf] ? 0 : base[totals + leaf] - moves[totals + leaf];
                boolean wrong = held[leaf] ? prices[totals + leaf] > 0 : leafValues[leaf] < 0;
                if (nonNegative && wrong) {
                    held[leaf] = !held[leaf];
                    changed = true;
                }
            }
            if (!changed) {
                break;
            }
        }
        return hierarchy.sum(nonNegative ? Reconcilers.clipped(leafValues) : leafValues);
    }

    /** Multipliers of the totals' sums and of the held leaves; zero for other leaves. */
    private double[] prices(double[] base, boolean[] held) {
        double[] rest = constraints(base, held);
        double[] prices = new double[base.length];
        double[] direction = new double[base.length];
        double size = ErrorCovariance.dot(rest, rest);
        double goal = TOLERANCE * TOLERANCE * size;
        double before = 0;
        for (int step = 0; step < 2 * base.length && size > goal; step++) {
            double[] scaled = new double[base.length];
            for (int i = 0; i < base.length; i++) {
                scaled[i] = rest[i] / preconditioner[i];
            }
            double along = ErrorCovariance.dot(rest, scaled);
            for (int i = 0; i < base.length; i++) {
                direction[i] = scaled[i] + (step == 0 ? 0 : along / before * direction[i]);
            }
            double[] image = constraints(covariance.times(spread(direction)), held);
            double length = along / ErrorCovariance.dot(direction, image);
            for (int i = 0; i < base.length; i++) {
                prices[i] += length * direction[i];
                rest[i] -= length * image[i];
            }
            before = along;
            size = ErrorCovariance.dot(rest, rest);
        }
        return prices;
    }

    /** C {@code values}, then the held leaves' values. */
    private double[] constraints(double[] values, boolean[] held) {
        double[] constraints = Arrays.copyOf(gaps(values), values.length);
        for (int leaf = 0; leaf < held.length; leaf++) {
            constraints[totals + leaf] = held[leaf] ? values[totals + leaf] : 0;
        }
        return constraints;
    }

    private double[] gaps(double[] values) {
        double[] gaps = Arrays.copyOf(values, totals);
        for (int total = 0; total < totals; total++) {
            for (int leaf : leavesOf[total]) {
                gaps[total] -= values[totals + leaf];
            }
        }
        return gaps;
    }

    /** Cᵀ {@code prices}. */
    private double[] spread(double[] prices) {
        double[] spread = prices.clone();
        for (int total = 0; total < totals; total++) {
            for (int leaf : leavesOf[total]) {
                spread[totals + leaf] -= prices[total];
            }
        }
        return spread;
    }
}
