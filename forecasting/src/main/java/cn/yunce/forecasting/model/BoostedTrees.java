package cn.yunce.forecasting.model;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Gradient boosted regression trees for squared error: histograms of at most 64 bins a feature, trees grown best leaf first, each on
 * a random part of rows and features. A missing feature value, NaN, goes with the lowest. The same seed gives the same trees to the bit.
 *
 * <p>Friedman (2001), Greedy function approximation, Annals of Statistics 29(5); Ke et al. (2017), LightGBM, NeurIPS.
 */
final class BoostedTrees {
    private static final int BINS = 64;
    private static final int LEAST_ROWS_A_LEAF = 30;
    private static final int ROWS_FOR_EDGES = 20_000;
    private static final double RIDGE = 1;

    /** @param rowShare part of the rows, and {@code featureShare} of the features, that each tree sees */
    record Settings(int trees, int leaves, double rate, double rowShare, double featureShare) {}

    private final int[] feature;
    private final float[] threshold;
    private final int[] left;
    private final int[] right;
    private final double[] value;
    private final int[] roots;
    private final double base;

    private BoostedTrees(Growth growth) {
        this.feature = Arrays.copyOf(growth.feature, growth.nodes);
        this.threshold = Arrays.copyOf(growth.threshold, growth.nodes);
        this.left = Arrays.copyOf(growth.left, growth.nodes);
        this.right = Arrays.copyOf(growth.right, growth.nodes);
        this.value = Arrays.copyOf(growth.value, growth.nodes);
        this.roots = growth.roots;
        this.base = growth.base;
    }

    /**
     * @param columns features, each with a value a row
     * @param target what is to be predicted, a value a row; at least one
     */
    static BoostedTrees fit(float[][] columns, float[] target, Settings settings, long seed) {
        Growth growth = new Growth(columns, target, settings);
        Random random = new Random(seed);
        for (int tree = 0; tree < settings.trees(); tree++) {
            growth.tree(tree, random);
        }
        return new BoostedTrees(growth);
    }

    double predict(float[] row) {
        double sum = base;
        for (int node : roots) {
            while (left[node] >= 0) {
                node = row[feature[node]] >= threshold[node] ? right[node] : left[node];
            }
            sum += value[node];
        }
        return sum;
    }

    /** The trees while they grow. */
    private static final class Growth {
        private final Settings settings;
        private final int rows;
        private final int features;
        private final float[][] edges;
        private final byte[][] bins;
        private final double base;
        private final float[] residual;
        private final float[] gathered;
        private final int[] order;
        private final int[] spare;
        private final double[][] histograms;
        private final int[] from;
        private final int[] to;
        private final Split[] splits;

        private final int[] feature;
        private final float[] threshold;
        private final int[] bin;
        private final int[] left;
        private final int[] right;
        private final double[] value;
        private final int[] roots;
        private int nodes;

        private record Split(double gain, int feature, int bin) {
            static final Split NONE = new Split(0, -1, -1);
        }

        Growth(float[][] columns, float[] target, Settings settings) {
            this.settings = settings;
            this.rows = target.length;
            this.features = columns.length;
            this.edges = new float[features][];
            this.bins = new byte[features][];
            IntStream.range(0, features).parallel().forEach(f -> {
                edges[f] = edges(columns[f]);
                bins[f] = bins(columns[f], edges[f]);
            });
            double sum = 0;
            for (float y : target) {
                sum += y;
            }
            this.base = sum / rows;
            this.residual = new float[rows];
            for (int i = 0; i < rows; i++) {
                residual[i] = (float) (target[i] - base);
            }
            this.gathered = new float[rows];
            this.order = new int[rows];
            this.spare = new int[rows];
            int leaves = settings.leaves();
            this.histograms = new double[leaves][features * BINS * 2];
            this.from = new int[leaves];
            this.to = new int[leaves];
            this.splits = new Split[leaves];
            int most = settings.trees() * (2 * leaves - 1);
            this.feature = new int[most];
            this.threshold = new float[most];
            this.bin = new int[most];
            this.left = new int[most];
            this.right = new int[most];
            this.value = new double[most];
            this.roots = new int[settings.trees()];
        }

        /** Ascending bounds between bins; bin b holds the values from edge b − 1 to below edge b. */
        private static float[] edges(float[] column) {
            int stride = 1 + column.length / ROWS_FOR_EDGES;
            float[] sample = new float[(column.length + stride - 1) / stride];
            int n = 0;
            for (int i = 0; i < column.length; i += stride) {
                if (!Float.isNaN(column[i])) {
                    sample[n++] = column[i];
                }
            }
            Arrays.sort(sample, 0, n);
            float[] edges = new float[BINS - 1];
            int count = 0;
            for (int b = 0; b < BINS - 1 && n > 0; b++) {
                float edge = sample[(int) ((long) b * n / (BINS - 1))];
                if (count == 0 || edge > edges[count - 1]) {
                    edges[count++] = edge;
                }
            }
            return Arrays.copyOf(edges, count);
        }

        private static byte[] bins(float[] column, float[] edges) {
            byte[] bins = new byte[column.length];
            for (int i = 0; i < column.length; i++) {
                int low = 0;
                int high = edges.length;
                while (low < high) {
                    int middle = (low + high) >>> 1;
                    if (column[i] >= edges[middle]) {
                        low = middle + 1;
                    } else {
                        high = middle;
                    }
                }
                bins[i] = (byte) low;
            }
            return bins;
        }

        void tree(int tree, Random random) {
            int used = 0;
            for (int i = 0; i < rows; i++) {
                if (random.nextFloat() < settings.rowShare()) {
                    order[used++] = i;
                }
            }
            boolean[] chosen = new boolean[features];
            for (int f = 0; f < features; f++) {
                chosen[f] = random.nextFloat() < settings.featureShare();
            }
            int root = node();
            roots[tree] = root;
            int[] leafNode = new int[settings.leaves()];
            leafNode[0] = root;
            from[0] = 0;
            to[0] = used;
            histogram(0, chosen);
            splits[0] = best(0, chosen);
            int leaves = 1;
            while (leaves < settings.leaves()) {
                int leaf = 0;
                for (int other = 1; other < leaves; other++) {
                    leaf = splits[other].gain() > splits[leaf].gain() ? other : leaf;
                }
                Split split = splits[leaf];
                if (split.gain() <= 0) {
                    break;
                }
                int node = leafNode[leaf];
                feature[node] = split.feature();
                bin[node] = split.bin();
                threshold[node] = edges[split.feature()][split.bin()];
                left[node] = node();
                right[node] = node();
                leafNode[leaf] = left[node];
                leafNode[leaves] = right[node];
                partition(leaf, leaves, split);
                children(leaf, leaves, chosen);
                leaves++;
            }
            for (int leaf = 0; leaf < leaves; leaf++) {
                double sum = 0;
                for (int i = from[leaf]; i < to[leaf]; i++) {
                    sum += residual[order[i]];
                }
                value[leafNode[leaf]] = settings.rate() * sum / (to[leaf] - from[leaf] + RIDGE);
            }
            subtract(root);
        }

        private int node() {
            left[nodes] = -1;
            return nodes++;
        }

        private void partition(int leaf, int other, Split split) {
            byte[] column = bins[split.feature()];
            int kept = from[leaf];
            int moved = 0;
            for (int i = from[leaf]; i < to[leaf]; i++) {
                int row = order[i];
                if (column[row] <= split.bin()) {
                    order[kept++] = row;
                } else {
                    spare[moved++] = row;
                }
            }
            System.arraycopy(spare, 0, order, kept, moved);
            from[other] = kept;
            to[other] = to[leaf];
            to[leaf] = kept;
        }

        /** Histograms of two new leaves: counted for the smaller one, the rest of their parent's is the larger one's. */
        private void children(int leaf, int other, boolean[] chosen) {
            if (to[leaf] - from[leaf] < to[other] - from[other]) {
                double[] swap = histograms[leaf];
                histograms[leaf] = histograms[other];
                histograms[other] = swap;
                histogram(leaf, chosen);
                less(histograms[other], histograms[leaf]);
            } else {
                histogram(other, chosen);
                less(histograms[leaf], histograms[other]);
            }
            splits[leaf] = best(leaf, chosen);
            splits[other] = best(other, chosen);
        }

        private static void less(double[] whole, double[] part) {
            for (int i = 0; i < whole.length; i++) {
                whole[i] -= part[i];
            }
        }

        private void histogram(int leaf, boolean[] chosen) {
            double[] histogram = histograms[leaf];
            Arrays.fill(histogram, 0);
            int start = from[leaf];
            int end = to[leaf];
            for (int i = start; i < end; i++) {
                gathered[i] = residual[order[i]];
            }
            IntStream range = IntStream.range(0, features);
            (end - start > 4000 ? range.parallel() : range).forEach(f -> {
                if (chosen[f]) {
                    byte[] column = bins[f];
                    int offset = f * BINS * 2;
                    for (int i = start; i < end; i++) {
                        int at = offset + 2 * column[order[i]];
                        histogram[at] += gathered[i];
                        histogram[at + 1]++;
                    }
                }
            });
        }

        private Split best(int leaf, boolean[] chosen) {
            int count = to[leaf] - from[leaf];
            if (count < 2 * LEAST_ROWS_A_LEAF) {
                return Split.NONE;
            }
            double sum = 0;
            for (int i = from[leaf]; i < to[leaf]; i++) {
                sum += residual[order[i]];
            }
            double[] histogram = histograms[leaf];
            double whole = sum * sum / (count + RIDGE);
            Split best = Split.NONE;
            for (int f = 0; f < features; f++) {
                if (!chosen[f]) {
                    continue;
                }
                double low = 0;
                double lowCount = 0;
                for (int b = 0; b < edges[f].length; b++) {
                    int at = (f * BINS + b) * 2;
                    low += histogram[at];
                    lowCount += histogram[at + 1];
                    double highCount = count - lowCount;
                    if (lowCount < LEAST_ROWS_A_LEAF) {
                        continue;
                    }
                    if (highCount < LEAST_ROWS_A_LEAF) {
                        break;
                    }
                    double high = sum - low;
                    double gain = low * low / (lowCount + RIDGE) + high * high / (highCount + RIDGE) - whole;
                    if (gain > best.gain()) {
                        best = new Split(gain, f, b);
                    }
                }
            }
            return best;
        }

        /** Takes the new tree's predictions off all residuals. */
        private void subtract(int root) {
            for (int i = 0; i < rows; i++) {
                int node = root;
                while (left[node] >= 0) {
                    node = bins[feature[node]][i] <= bin[node] ? left[node] : right[node];
                }
                residual[i] -= (float) value[node];
            }
        }
    }
}
