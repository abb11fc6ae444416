package cn.yunce.forecasting.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import cn.yunce.forecasting.Hierarchy;
import cn.yunce.forecasting.Reconciler;
import cn.yunce.forecasting.Reconciler.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReconcilersTest {
    private static final Hierarchy TWO = Hierarchy.of(List.of("a", "b"), leaf -> List.of("all"));

    /** Village × direction: the city, both directions, and every village. */
    private static Hierarchy crossed(int villages) {
        return Hierarchy.of(
                IntStream.range(0, 2 * villages)
                        .mapToObj(i -> "v" + i / 2 + (i % 2 == 0 ? ".in" : ".out"))
                        .toList(),
                leaf -> List.of(
                        "city",
                        "county" + leaf.substring(0, 2),
                        leaf.substring(leaf.indexOf('.')),
                        leaf.substring(0, leaf.indexOf('.'))));
    }

    private static double[][] errors(int series, int instants, long seed) {
        Random random = new Random(seed);
        double[] common = random.doubles(instants, -1, 1).toArray();
        double[][] errors = new double[series][instants];
        for (double[] row : errors) {
            double share = random.nextDouble();
            Arrays.setAll(row, t -> share * common[t] + random.nextGaussian());
        }
        return errors;
    }

    @Test
    void ordinaryLeastSquaresSharesTheGapEqually() {
        // all − a − b = 3 is shared by three series.
        double[] result =
                Reconcilers.create(TWO, Method.OLS, new double[0][], false).reconcile(new double[] {13, 4, 6});
        assertThat(result).containsExactly(new double[] {12, 5, 7}, offset(1e-9));
    }

    @Test
    void aSeriesWithLargerErrorsMovesMore() {
        double[][] errors = {{0.1, -0.1, 0.1, -0.1}, {1, 1, -1, -1}, {3, -3, -3, 3}};
        double[] result =
                Reconcilers.create(TWO, Method.WLS_VARIANCE, errors, false).reconcile(new double[] {13, 4, 6});
        assertThat(result[0]).isCloseTo(13, offset(0.01));
        assertThat(result[2] - 6).isCloseTo(9 * (result[1] - 4), offset(1e-6));
    }

    @Test
    void topDownSharesTheWholeAndBottomUpSumsTheLeaves() {
        double[] base = {20, 4, 6};
        assertThat(Reconcilers.create(TWO, Method.TOP_DOWN, new double[0][], true)
                        .reconcile(base))
                .containsExactly(20, 8, 12);
        assertThat(Reconcilers.create(TWO, Method.BOTTOM_UP, new double[0][], true)
                        .reconcile(base))
                .containsExactly(10, 4, 6);
    }

    @Test
    void levelsKeepTheWholeAndMoveALeafByEveryTotalAboveIt() {
        Hierarchy hierarchy = Hierarchy.of(List.of("a1", "a2", "b1"), leaf -> List.of("all", leaf.substring(0, 1)));
        // Totals all, a, b; leaves 4, 6, 10: a says one half more, b as the leaf, all as their sum.
        double[] base = {20, 15, 10, 4, 6, 10};
        double[] result = Reconcilers.create(hierarchy, Method.LEVELS, new double[0][], true)
                .reconcile(base);
        // The first pass makes a1 4 · (1 + 1 + 1.5) / 3, a2 likewise, b1 10: all then says 12 / 13, a 9 / 7; the
        // second's sum is scaled to 20.
        double a = 3.5 / 3 * (1 + 12 / 13.0 + 9 / 7.0) / 3;
        double b = (1 + 12 / 13.0 + 1) / 3;
        double scale = 2 / (a + b);
        assertThat(result)
                .containsExactly(
                        new double[] {20, 10 * a * scale, 10 * b * scale, 4 * a * scale, 6 * a * scale, 10 * b * scale},
                        offset(1e-9));
    }

    @Test
    void levelsPassOverATotalThatItsLeavesCannotShare() {
        double[] result =
                Reconcilers.create(TWO, Method.LEVELS, new double[0][], true).reconcile(new double[] {100, 0, 0});
        assertThat(result).containsExactly(0, 0, 0);
    }

    @Test
    void everyMethodAddsUpAndLeavesCoherentForecastsAlone() {
        Hierarchy hierarchy = crossed(12);
        double[][] errors = errors(hierarchy.size(), 30, 2);
        Random random = new Random(3);
        double[] leaves = random.doubles(24, 1, 100).toArray();
        double[] coherent = hierarchy.sum(leaves);
        double[] base = Arrays.stream(coherent)
                .map(value -> value * (0.8 + 0.4 * random.nextDouble()))
                .toArray();
        for (Method method : Method.values()) {
            Reconciler reconciler = Reconcilers.create(hierarchy, method, errors, true);
            double[] result = reconciler.reconcile(base);
            double[] sums =
                    hierarchy.sum(Arrays.copyOfRange(result, hierarchy.totals().size(), result.length));
            assertThat(result).as(method.name()).containsExactly(sums, offset(1e-9));
            assertThat(reconciler.reconcile(coherent)).as(method.name()).containsExactly(coherent, offset(1e-6));
        }
    }

    @Test
    void minimumTraceIsTheGeneralisedLeastSquaresSolutionOfTheDenseFormula() {
        double[][] errors = errors(3, 20, 5);
        double[] base = {13, 4, 6};
        double[][] w = shrunk(errors);
        // One constraint c = (1, −1, −1): ŷ − W c (cᵀ W c)⁻¹ cᵀ ŷ.
        double[] c = {1, -1, -1};
        double[] wc = new double[3];
        double cwc = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                wc[i] += w[i][j] * c[j];
            }
            cwc += c[i] * wc[i];
        }
        double[] result =
                Reconcilers.create(TWO, Method.MIN_TRACE, errors, false).reconcile(base);
        for (int i = 0; i < 3; i++) {
            assertThat(result[i]).isCloseTo(base[i] - wc[i] / cwc * 3, offset(1e-8));
        }
    }

    /** Schäfer and Strimmer's shrunk covariance, pair by pair. */
    private static double[][] shrunk(double[][] errors) {
        int n = errors.length;
        int instants = errors[0].length;
        double[][] centred = Arrays.stream(errors)
                .map(row -> {
                    double mean = Arrays.stream(row).average().orElseThrow();
                    return Arrays.stream(row).map(error -> error - mean).toArray();
                })
                .toArray(double[][]::new);
        double[] deviation = Arrays.stream(centred)
                .mapToDouble(row ->
                        Math.sqrt(Arrays.stream(row).map(x -> x * x).average().orElseThrow()))
                .toArray();
        double variance = 0;
        double square = 0;
        double[][] w = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double[] products = new double[instants];
                for (int t = 0; t < instants; t++) {
                    products[t] = centred[i][t] * centred[j][t] / deviation[i] / deviation[j];
                }
                double mean = Arrays.stream(products).average().orElseThrow();
                w[i][j] = mean * deviation[i] * deviation[j] * instants / (instants - 1);
                if (i != j) {
                    variance += Arrays.stream(products)
                                    .map(x -> (x - mean) * (x - mean))
                                    .sum()
                            / instants
                            / (instants - 1);
                    square += mean * mean;
                }
            }
        }
        double kept = 1 - Math.clamp(variance / square, 0, 1);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                w[i][j] *= i == j ? 1 : kept;
            }
        }
        return w;
    }

    @Test
    void aLeafThatWouldBeNegativeIsZeroAndTheOthersTakeItsShareOptimally() {
        // all = 10 from leaves 1 and 30: least squares wants a = −6, which is held at zero; then all and b share the
        // gap of 20.
        double[] result =
                Reconcilers.create(TWO, Method.OLS, new double[0][], true).reconcile(new double[] {10, 1, 30});
        assertThat(result).containsExactly(new double[] {20, 0, 20}, offset(1e-9));
    }

    @Test
    void tenThousandLeavesAddUpWithoutAMatrixOfSeriesBySeries() {
        Hierarchy hierarchy = crossed(5000);
        double[][] errors = errors(hierarchy.size(), 20, 7);
        double[] base = new Random(8).doubles(hierarchy.size(), 0, 10).toArray();
        double[] result =
                Reconcilers.create(hierarchy, Method.MIN_TRACE, errors, true).reconcile(base);
        assertThat(hierarchy.sum(Arrays.copyOfRange(result, hierarchy.totals().size(), result.length)))
                .containsExactly(result, offset(1e-6));
        assertThat(Arrays.stream(result).min().orElseThrow()).isNotNegative();
    }

    @Test
    void blocksOfTimeAreAHierarchy() {
        Hierarchy fortnight = Hierarchy.ofBlocks(14, 7, 14);
        assertThat(fortnight.totals()).containsExactly("7:0", "14:0", "7:1");
        double[] days = new double[14];
        Arrays.fill(days, 2);
        assertThat(fortnight.sum(days)).startsWith(14, 28, 14);
    }

    @Test
    void badInputIsNamed() {
        assertThatThrownBy(() -> Reconcilers.create(TWO, Method.OLS, new double[0][], false)
                        .reconcile(new double[] {1, Double.NaN, 2}))
                .hasMessage("forecast of a must be finite, was NaN");
        assertThatThrownBy(() -> Hierarchy.of(List.of("a", "a"), leaf -> List.of("all")))
                .hasMessage("each id must name one leaf or one total, named two: a");
        assertThatThrownBy(() -> Hierarchy.ofBlocks(10, 7)).hasMessage("block must be above 1 and divide 10, was 7");
    }
}
