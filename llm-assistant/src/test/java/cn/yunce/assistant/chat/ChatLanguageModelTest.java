package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.ModelTask;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ChatLanguageModelTest {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** Answers once it is released. */
    private final StreamingChatModel slow = new StreamingChatModel() {
        @Override
        public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            asked.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            handler.onCompleteResponse(
                    ChatResponse.builder().aiMessage(AiMessage.from("KPI")).build());
        }
    };

    @Test
    void nobodyQueuesForWhatIsDoneWithoutAModelAlmostAsWell() throws InterruptedException {
        ChatLanguageModel model = new ChatLanguageModel("slow", 1, Set.of(ModelTask.ROUTE), () -> slow);
        model.loadNow();
        CompletableFuture<Optional<String>> first =
                CompletableFuture.supplyAsync(() -> model.perform(ModelTask.ROUTE, "昨天收了几件", () -> false));
        asked.await();
        assertThat(model.perform(ModelTask.ROUTE, "明天呢", () -> false)).isEmpty();
        released.countDown();
        assertThat(first.join()).contains("KPI");
    }
}
