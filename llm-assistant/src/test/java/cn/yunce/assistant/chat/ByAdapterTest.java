package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.LanguageModelStatus.State;
import cn.yunce.assistant.ModelTask;
import cn.yunce.assistant.TunedAdapters;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that writes down what it is asked, since what llama.cpp's server does with it is not ours. */
class ByAdapterTest {
    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(JsonMapper.shared().readTree(exchange.getRequestBody()));
            byte[] said = """
                    data: {"choices":[{"index":0,"delta":{"role":"assistant","content":"好"}}]}

                    data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

                    data: [DONE]

                    """.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private LanguageModel model(String adapter) throws InterruptedException {
        LanguageModel model = LanguageModels.of(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1#qwen",
                "",
                adapter,
                1,
                Optional.empty(),
                TunedAdapters.none(),
                false,
                Clock.systemUTC());
        model.load();
        while (model.state() == State.LOADING) {
            Thread.sleep(10);
        }
        return model;
    }

    @Test
    void aTunedTaskIsAskedShortlyWithTheServersAdapter() throws InterruptedException {
        try (LanguageModel model = model("server")) {
            assertThat(model.isTuned(ModelTask.SLOTS)).isTrue();
            assertThat(model.perform(ModelTask.SLOTS, "昨天收了几件", () -> false)).contains("好");
        }
        JsonNode request = asked.getFirst();
        assertThat(request.path("model").asString()).isEqualTo("qwen");
        assertThat(request.path("lora").path(0).path("scale").asDouble()).isEqualTo(1);
        assertThat(request.path("messages").path(0).path("content").asString())
                .isEqualTo(ModelTask.SLOTS.instruction());
    }

    @Test
    void otherTextsAreWrittenWithoutIt() throws InterruptedException {
        try (LanguageModel model = model("server")) {
            assertThat(model.write("你好", piece -> {}, () -> false)).contains("好");
        }
        assertThat(asked.getFirst().path("lora").path(0).path("scale").asDouble(-1))
                .isZero();
    }

    @Test
    void aServerWithoutAnAdapterIsToldAtLength() throws InterruptedException {
        try (LanguageModel model = model("")) {
            assertThat(model.isTuned(ModelTask.SLOTS)).isFalse();
            assertThat(model.perform(ModelTask.SLOTS, "昨天收了几件", () -> false)).contains("好");
        }
        assertThat(asked.getFirst().has("lora")).isFalse();
        assertThat(asked.getFirst().path("messages").path(0).path("content").asString())
                .contains("揽收量");
    }
}
