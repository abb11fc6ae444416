package cn.yunce.forecasting.routing.instance;

import cn.yunce.forecasting.routing.TravelMatrix;
import java.util.function.DoubleToIntFunction;

/** Points in the plane. */
final class Places {
    private Places() {}

    /** Euclidean distances, which are the times too, each made whole by {@code whole}. */
    static TravelMatrix euclidean(double[][] xy, DoubleToIntFunction whole) {
        int size = xy.length;
        int[] distance = new int[Math.multiplyExact(size, size)];
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                distance[a * size + b] = whole.applyAsInt(Math.hypot(xy[a][0] - xy[b][0], xy[a][1] - xy[b][1]));
            }
        }
        return TravelMatrix.of(size, distance);
    }

    static DoubleToIntFunction rounded(double scale) {
        return distance -> Math.toIntExact(Math.round(distance * scale));
    }

    static DoubleToIntFunction truncated(double scale) {
        return distance -> (int) Math.floor(distance * scale);
    }

    static int scaled(double value, double scale) {
        return Math.toIntExact(Math.round(value * scale));
    }
}
