package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.assistant.LanguageModelStatus.State;
import cn.yunce.assistant.ModelChoiceLog;
import cn.yunce.assistant.ModelChoices.Offer;
import cn.yunce.assistant.ModelChoices.Overview;
import dev.langchain4j.model.chat.StreamingChatModel;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChosenLanguageModelTest {
    private final Log log = new Log();
    private final CountDownLatch slow = new CountDownLatch(1);
    private ChosenLanguageModel model = started("");

    private ChosenLanguageModel started(String setting) {
        ChosenLanguageModel made = new ChosenLanguageModel(
                setting,
                log,
                this::make,
                () -> List.of(
                        new Offer("fast", "", "", 1, 1),
                        new Offer("slow", "", "", 1, 0),
                        new Offer("lost", "", "", 1, 0)),
                true,
                Duration.ofMillis(20));
        made.load();
        return made;
    }

    private LanguageModel make(String name) {
        return name.isEmpty() || name.equals("none")
                ? LanguageModel.none()
                : new ChatLanguageModel(name, 1, Set.of(), () -> weights(name));
    }

    private StreamingChatModel weights(String name) throws IOException, InterruptedException {
        if (name.equals("lost")) {
            throw new IOException("gone");
        }
        if (name.equals("slow")) {
            slow.await();
        }
        return new StreamingChatModel() {};
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void theOldModelAnswersUntilTheNewOneIsReady() throws InterruptedException {
        choose("fast");
        await(it -> it.answers().equals("fast"));
        choose("slow");
        Overview loading = await(it -> it.coming().isPresent());
        assertThat(loading.answers()).isEqualTo("fast");
        assertThat(loading.state()).isEqualTo(State.READY);
        slow.countDown();
        assertThat(await(it -> it.answers().equals("slow")).state()).isEqualTo(State.READY);
    }

    @Test
    void aModelThatIsStillFetchedGivesWayToALaterChoice() throws InterruptedException {
        choose("slow");
        await(it -> it.coming().isPresent());
        choose("fast");
        Overview after = await(it -> it.answers().equals("fast"));
        assertThat(after.failure()).isEmpty();
    }

    @Test
    void whatCannotBeLoadedChangesNothingAndSaysWhy() throws InterruptedException {
        choose("fast");
        await(it -> it.answers().equals("fast"));
        choose("lost");
        Overview kept = await(it -> it.failure().isPresent());
        assertThat(kept.answers()).isEqualTo("fast");
        assertThat(kept.failure().orElseThrow().reason()).isEqualTo("gone");
    }

    @Test
    void theChoiceOfAnotherServiceIsFollowed() throws InterruptedException {
        log.add("fast", "elsewhere");
        assertThat(await(it -> it.answers().equals("fast")).state()).isEqualTo(State.READY);
    }

    @Test
    void theLastChoiceLoadsAtTheStart() throws InterruptedException {
        model.close();
        log.add("fast", "admin");
        model = started("");
        assertThat(await(it -> it.state() == State.READY).answers()).isEqualTo("fast");
    }

    @Test
    void aFixedModelIsNotChosenOtherwise() {
        model.close();
        log.add("fast", "admin");
        model = started("none");
        assertThat(model.overview().fixed()).isTrue();
        assertThat(model.overview().answers()).isEqualTo("none");
        assertThatThrownBy(() -> choose("fast"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("YUNCE_MODEL");
    }

    @Test
    void anUnknownNameIsToldWithTheKnownOnes() {
        assertThatThrownBy(() -> choose("gpt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("model must be one of none, fast, slow, lost, was gpt");
        assertThat(log.listChoices(1)).isEmpty();
    }

    private void choose(String name) {
        model.choose(name, "admin");
    }

    private Overview await(Predicate<Overview> condition) throws InterruptedException {
        for (int turn = 0; turn < 500 && !condition.test(model.overview()); turn++) {
            Thread.sleep(10);
        }
        assertThat(model.overview()).matches(condition);
        return model.overview();
    }

    private static final class Log implements ModelChoiceLog {
        private final List<Choice> choices = new ArrayList<>();

        @Override
        public synchronized void add(String model, String user) {
            choices.addFirst(new Choice(choices.size() + 1, model, user, Instant.EPOCH));
        }

        @Override
        public synchronized List<Choice> listChoices(int limit) {
            return choices.stream().limit(limit).toList();
        }
    }
}
