package cn.yunce.forecasting.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SlotProfileTest {
    @Test
    void roundedSlotsAddUpToTheRoundedTotal() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            double[] parcels = random.doubles(Wave.W1400.slots(), 0, 1 + round).toArray();
            SlotProfile exact = SlotProfile.of(Wave.W1400, parcels);

            SlotProfile whole = exact.wholeParcels();

            assertThat(whole.total()).isEqualTo(Math.floor(exact.total() + 0.5));
            double cumulated = 0;
            double wholeCumulated = 0;
            for (int slot = 0; slot < parcels.length; slot++) {
                cumulated += parcels[slot];
                wholeCumulated += whole.parcels(slot);
                assertThat(Math.abs(wholeCumulated - cumulated)).isLessThanOrEqualTo(0.5);
                assertThat(whole.parcels(slot)).isEqualTo(Math.rint(whole.parcels(slot)));
                assertThat(Math.abs(whole.parcels(slot) - parcels[slot])).isLessThan(1);
            }
        }
    }
}
