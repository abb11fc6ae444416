package cn.yunce.assistant.metric;

import cn.yunce.assistant.metric.MetricStore.Cell;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Least squares line through the last 24 values, with the normal prediction interval of a regression. */
final class LinearTrend {
    private static final int MONTHS = 24;
    private static final int FEWEST = 6;
    private static final double Z80 = 1.2816;

    private final double slope;
    private final double meanX;
    private final double meanY;
    private final double sumSquaresX;
    private final double sigma;
    private final int count;

    record Point(double mean, double lo80, double hi80) {}

    private LinearTrend(List<Cell> cells) {
        count = cells.size();
        meanX = cells.stream().mapToDouble(LinearTrend::x).average().orElse(0);
        meanY = cells.stream().mapToDouble(Cell::numerator).average().orElse(0);
        double xx = 0;
        double xy = 0;
        for (Cell cell : cells) {
            xx += (x(cell) - meanX) * (x(cell) - meanX);
            xy += (x(cell) - meanX) * (cell.numerator() - meanY);
        }
        sumSquaresX = xx;
        slope = xy / xx;
        double squares = 0;
        for (Cell cell : cells) {
            double error = cell.numerator() - meanY - slope * (x(cell) - meanX);
            squares += error * error;
        }
        sigma = Math.sqrt(squares / (count - 2));
    }

    /** Empty with fewer than six months. */
    static Optional<LinearTrend> of(List<Cell> monthEnds) {
        int from = Math.max(0, monthEnds.size() - MONTHS);
        return monthEnds.size() < FEWEST
                ? Optional.empty()
                : Optional.of(new LinearTrend(monthEnds.subList(from, monthEnds.size())));
    }

    private static double x(Cell cell) {
        return cell.bucket().toEpochDay();
    }

    Point at(LocalDate date) {
        double away = date.toEpochDay() - meanX;
        double mean = meanY + slope * away;
        double half = Z80 * sigma * Math.sqrt(1 + 1.0 / count + away * away / sumSquaresX);
        return new Point(mean, mean - half, mean + half);
    }
}
