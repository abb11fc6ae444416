package cn.yunce.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.TunedAdapters.Adapter;
import cn.yunce.assistant.TunedAdapters.Fault;
import cn.yunce.assistant.TunedAdapters.Score;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TunedAdaptersTest {
    private static final Score AHEAD = new Score(.5, .6, .7, 96);

    private static Adapter adapter(Optional<Long> beside, Map<ModelTask, Score> scores) {
        return new Adapter(3, "base", "sha", beside, scores, "admin", Instant.EPOCH);
    }

    @Test
    void anAdapterServesTheTasksInWhichItIsAheadOfNoModel() {
        Adapter adapter =
                adapter(Optional.empty(), Map.of(ModelTask.SLOTS, AHEAD, ModelTask.REWRITE, new Score(.9, .8, .9, 75)));
        assertThat(adapter.tasks()).containsExactly(ModelTask.SLOTS);
        assertThat(adapter.faults(Optional.empty())).isEmpty();
    }

    @Test
    void itIsNotPromotedWhereTheChampionIsAheadInWhatThatServes() {
        Adapter adapter =
                adapter(Optional.empty(), Map.of(ModelTask.SLOTS, AHEAD, ModelTask.PHRASE, new Score(.4, .7, .65, 73)));
        assertThat(adapter.faults(Optional.empty()))
                .extracting(Fault::text)
                .containsExactly("PHRASE must be at least 0.700, was 0.650");
    }

    @Test
    void aTaskThatTheChampionDoesWorseThanNoModelIsNotAskedFor() {
        Adapter adapter = adapter(
                Optional.empty(), Map.of(ModelTask.SLOTS, AHEAD, ModelTask.REWRITE, new Score(.95, .9, .85, 75)));
        assertThat(adapter.faults(Optional.empty())).isEmpty();
    }

    @Test
    void scoresBesideAnotherChampionDoNotCount() {
        assertThat(adapter(Optional.of(1L), Map.of(ModelTask.SLOTS, AHEAD)).faults(Optional.of(2L)))
                .extracting(Fault::text)
                .containsExactly("it was scored beside adapter 1, the champion is adapter 2");
    }

    @Test
    void anAdapterThatIsAheadInNothingStays() {
        assertThat(adapter(Optional.empty(), Map.of(ModelTask.SLOTS, new Score(.5, .4, .5, 96)))
                        .faults(Optional.empty()))
                .extracting(Fault::text)
                .containsExactly("in no task it is ahead of the product without a model");
    }
}
