package cn.yunce.forecasting.model;

import java.util.Arrays;

/**
 * Covariance of the errors of many series as a diagonal and a matrix of low rank, D + U Uᵀ, so that no matrix of series × series is ever
 * made: with T instants, n series take n T numbers.
 */
final class ErrorCovariance {
    /** Of the mean variance; a series that never erred must not be trusted without end. */
    private static final double LEAST_VARIANCE = 1e-9;

    final double[] diagonal;
    /** By instant, then series. */
    final double[][] factors;

    private ErrorCovariance(double[] diagonal, double[][] factors) {
        this.diagonal = diagonal;
        this.factors = factors;
    }

    static ErrorCovariance diagonal(double[] variances) {
        double mean = Arrays.stream(variances).average().orElse(1);
        double least = mean > 0 ? LEAST_VARIANCE * mean : 1;
        return new ErrorCovariance(
                Arrays.stream(variances)
                        .map(variance -> Math.max(least, variance))
                        .toArray(),
                new double[0][]);
    }

    static ErrorCovariance meanSquares(double[][] errors) {
        return diagonal(Arrays.stream(errors)
                .mapToDouble(row -> Arrays.stream(row)
                        .filter(Double::isFinite)
                        .map(error -> error * error)
                        .average()
                        .orElse(0))
                .toArray());
    }

    /**
     * The sample covariance with its correlations shrunk towards zero by the intensity of Schäfer and Strimmer (2005): the sum of the
     * correlations' variances divided by that of their squares. Both sums over pairs of series are taken through instants: for
     * standardised errors z, the squares of all Σₜ zᵢₜ zⱼₜ sum to the squares of the instants' inner products.
     */
    static ErrorCovariance shrunk(double[][] errors) {
        int n = errors.length;
        int instants = errors[0].length;
        double[][] standard = new double[instants][n];
        double[] variances = new double[n];
        for (int i = 0; i < n; i++) {
            double mean =
                    Arrays.stream(errors[i]).filter(Double::isFinite).average().orElse(0);
            double sum = 0;
            for (int t = 0; t < instants; t++) {
                double centred = Double.isFinite(errors[i][t]) ? errors[i][t] - mean : 0;
                standard[t][i] = centred;
                sum += centred * centred;
            }
            variances[i] = sum / (instants - 1);
            double deviation = Math.sqrt(sum / instants);
            for (int t = 0; t < instants; t++) {
                standard[t][i] = deviation > 0 ? standard[t][i] / deviation : 0;
            }
        }
        ErrorCovariance alone = diagonal(variances);
        double kept = 1 - intensity(standard);
        double[][] factors = standard;
        for (int t = 0; t < instants; t++) {
            for (int i = 0; i < n; i++) {
                factors[t][i] *= Math.sqrt(kept * variances[i] / instants);
            }
        }
        double[] rest = alone.diagonal;
        for (int i = 0; i < n; i++) {
            rest[i] -= kept * variances[i];
        }
        return new ErrorCovariance(rest, factors);
    }

    /** How far correlations are drawn to zero, 0..1. */
    private static double intensity(double[][] standard) {
        int instants = standard.length;
        int n = standard[0].length;
        double[] own = new double[n];
        double ofProducts = 0;
        double ofOwnFourth = 0;
        for (double[] row : standard) {
            double squares = 0;
            for (int i = 0; i < n; i++) {
                double square = row[i] * row[i];
                squares += square;
                own[i] += square;
                ofOwnFourth += square * square;
            }
            ofProducts += squares * squares;
        }
        double ofSums = 0;
        for (int s = 0; s < instants; s++) {
            for (int t = 0; t <= s; t++) {
                double inner = dot(standard[s], standard[t]);
                ofSums += (s == t ? 1 : 2) * inner * inner;
            }
        }
        double products = ofProducts - ofOwnFourth;
        double sums = ofSums - Arrays.stream(own).map(sum -> sum * sum).sum();
        double squaredCorrelations = sums / instants / instants;
        double variance = (products - sums / instants) / instants / (instants - 1);
        return squaredCorrelations > 0 ? Math.clamp(variance / squaredCorrelations, 0, 1) : 1;
    }

    /** (D + U Uᵀ) {@code vector}. */
    double[] times(double[] vector) {
        double[] product = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            product[i] = diagonal[i] * vector[i];
        }
        for (double[] factor : factors) {
            double along = dot(factor, vector);
            for (int i = 0; i < vector.length; i++) {
                product[i] += along * factor[i];
            }
        }
        return product;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
