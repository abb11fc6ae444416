package cn.yunce.forecasting.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BoostedTreesTest {
    private static final BoostedTrees.Settings SETTINGS = new BoostedTrees.Settings(120, 12, 0.1, 0.8, 0.9);

    private static float[][] columns(int rows) {
        Random random = new Random(1);
        float[][] columns = new float[4][rows];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < 4; column++) {
                columns[column][row] = random.nextFloat();
            }
            if (row % 10 == 0) {
                columns[2][row] = Float.NaN;
            }
        }
        return columns;
    }

    private static float truth(float a, float b, float c) {
        return (a > 0.3 ? 5 : 1) * (b > 0.6 ? -1 : 1) + (Float.isNaN(c) ? 10 : 0);
    }

    private static BoostedTrees fitted() {
        float[][] columns = columns(6000);
        Random random = new Random(2);
        float[] target = new float[6000];
        for (int row = 0; row < 6000; row++) {
            target[row] =
                    truth(columns[0][row], columns[1][row], columns[2][row]) + 0.2f * (float) random.nextGaussian();
        }
        return BoostedTrees.fit(columns, target, SETTINGS, 3);
    }

    @Test
    void stepsTheirProductAndMissingValuesAreLearnt() {
        BoostedTrees trees = fitted();
        for (float a : new float[] {0.1f, 0.8f}) {
            for (float b : new float[] {0.2f, 0.9f}) {
                for (float c : new float[] {0.5f, Float.NaN}) {
                    assertThat(trees.predict(new float[] {a, b, c, 0.5f})).isCloseTo(truth(a, b, c), within(0.3));
                }
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameTreesToTheBit() {
        BoostedTrees first = fitted();
        BoostedTrees second = fitted();
        float[][] columns = columns(50);
        for (int row = 0; row < 50; row++) {
            float[] features = {columns[0][row], columns[1][row], columns[2][row], columns[3][row]};
            assertThat(first.predict(features)).isEqualTo(second.predict(features));
        }
    }

    @Test
    void fewRowsThatCannotBeSplitGiveTheirMean() {
        BoostedTrees trees = BoostedTrees.fit(
                new float[][] {{1, 2, 3}}, new float[] {4, 5, 6}, new BoostedTrees.Settings(5, 4, 0.1, 1, 1), 1);
        assertThat(trees.predict(new float[] {2})).isCloseTo(5, within(1e-6));
    }
}
