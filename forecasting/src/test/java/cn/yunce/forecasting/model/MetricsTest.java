package cn.yunce.forecasting.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Test
    void aWindowWorkedOutByHand() {
        // History 0 2 4 6, season 1: naive error 2, squared 4. Actual 10 and 20, forecast 12 and 16: errors 2 and 4.
        Past history = new Past(new double[] {0, 2, 4, 6}, 4, 1, new double[0][]);
        double[][] quantiles = new double[2][11];
        Arrays.fill(quantiles[0], 12);
        Arrays.fill(quantiles[1], 16);
        quantiles[0][1] = 9;
        quantiles[0][0] = 8;
        Metrics metrics = new Metrics();
        metrics.add("a", history, new double[] {10, 20}, new double[] {12, 16}, quantiles);
        Map<String, Double> overall = metrics.overall();
        assertThat(overall.get("MASE")).isCloseTo(1.5, offset(1e-12));
        assertThat(overall.get("RMSSE")).isCloseTo(Math.sqrt(10 / 4.0), offset(1e-12));
        assertThat(overall.get("WAPE")).isCloseTo(0.2, offset(1e-12));
        assertThat(overall.get("sMAPE")).isCloseTo((4 / 22.0 + 8 / 36.0) / 2, offset(1e-12));
        assertThat(overall.get("coverage80")).isEqualTo(0.5);
        assertThat(overall.get("coverage95")).isEqualTo(0.5);
        // Pinball of 10 against 9 at 0.1 is 0.1 and against 12 at 0.2 … 0.9 sums to 2 · (0.8 + … + 0.1) = 7.2; of 20
        // against 16: 4 · 4.5.
        assertThat(overall.get("scaledPinball")).isCloseTo(2 * (0.1 + 7.2 + 18) / 9 / 2 / 2, offset(1e-12));
        // Widths 12 − 9 and 0, divided by the naive error of 2.
        assertThat(overall.get("width80")).isCloseTo(0.75, offset(1e-12));
        assertThat(metrics.byHorizon()).hasSize(2);
        assertThat(metrics.byHorizon().get(0))
                .containsEntry("MASE", 1.0)
                .containsEntry("coverage80", 1.0)
                .containsEntry("width80", 1.5)
                .containsEntry("width95", 2.0);
        assertThat(metrics.byHorizon().get(1)).containsEntry("MASE", 2.0).containsEntry("coverage80", 0.0);
        assertThat(metrics.byHorizon().get(1).keySet()).containsExactlyInAnyOrderElementsOf(Metrics.NAMES);
        assertThat(metrics.byHorizon().get(0)).containsEntry("RMSSE", 1.0).containsEntry("WAPE", 0.2);
        assertThat(metrics.byHorizon().get(0).get("sMAPE")).isCloseTo(4 / 22.0, offset(1e-12));
        assertThat(metrics.byHorizon().get(1).get("scaledPinball")).isCloseTo(2, offset(1e-12));
    }

    @Test
    void aStepsErrorsAreMeansOverWindowsAndItsWapePoolsThem() {
        Past history = new Past(new double[] {0, 2, 4, 6}, 4, 1, new double[0][]);
        double[][] quantiles = new double[1][11];
        Metrics metrics = new Metrics();
        metrics.add("a", history, new double[] {10}, new double[] {12}, quantiles);
        metrics.add("b", history, new double[] {30}, new double[] {24}, quantiles);
        assertThat(metrics.byHorizon())
                .singleElement()
                .satisfies(step -> assertThat(step)
                        .containsEntry("MASE", 2.0)
                        .containsEntry("RMSSE", Math.sqrt((4 + 36) / 4.0 / 2))
                        .containsEntry("WAPE", 8 / 40.0));
    }

    @Test
    void crpsOfAPointForecastIsItsAbsoluteErrorUpToTheGridOfProbabilities() {
        Past history = new Past(new double[] {0, 1, 2, 3}, 4, 1, new double[0][]);
        double[][] quantiles = new double[1][11];
        Arrays.fill(quantiles[0], 7);
        Metrics metrics = new Metrics();
        metrics.add("a", history, new double[] {12}, new double[] {7}, quantiles);
        assertThat(metrics.overall().get("scaledCRPS")).isCloseTo(5, offset(0.15));
    }

    @Test
    void missingActualsAreLeftOutAndAHistoryThatNeverMovedHasNoScale() {
        Past history = new Past(new double[] {3, 3, 3}, 3, 1, new double[0][]);
        Metrics metrics = new Metrics();
        double[][] quantiles = new double[2][11];
        metrics.add("a", history, new double[] {Double.NaN, 4}, new double[] {1, 4}, quantiles);
        assertThat(metrics.overall()).doesNotContainKey("MASE").containsEntry("WAPE", 0.0);
    }
}
