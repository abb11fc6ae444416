package cn.yunce.assistant.chat;

import cn.yunce.assistant.ModelAdapter;
import cn.yunce.assistant.ModelTask;
import cn.yunce.assistant.ModelWeights;
import cn.yunce.assistant.TunedAdapters;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the language model that the configuration names. */
public final class LanguageModels {
    private static final Logger LOG = LoggerFactory.getLogger(LanguageModels.class);
    private static final Duration REMOTE_TIMEOUT = Duration.ofSeconds(60);
    private static final int REMOTE_CONCURRENT = 8;
    private static final Duration POLL = Duration.ofSeconds(10);
    private static final String SERVER = "server";

    private LanguageModels() {}

    /**
     * @param model {@code none}; an http(s) base URL of an OpenAI-compatible server, optionally with {@code #model-name}; a path of a GGUF
     *     file; or a name of the manifest, empty for its default
     * @param apiKey of the OpenAI-compatible server; empty for one that asks for none
     * @param adapter a GGUF file with an adapter for the model; {@code server} for a llama.cpp server that was started with one; {@code none};
     *     or empty for the registered one, without which it is that of the manifest
     * @param threads that a model in this process computes with
     * @param tried whether the registered challenger is asked, too
     */
    public static LanguageModel of(
            String model,
            String apiKey,
            String adapter,
            int threads,
            Optional<ModelWeights> weights,
            TunedAdapters registry,
            boolean tried,
            Clock clock) {
        String setting = model.strip();
        if (setting.equals("none") || (setting.isEmpty() && weights.isEmpty())) {
            return LanguageModel.none();
        }
        if (setting.startsWith("http://") || setting.startsWith("https://")) {
            return remote(setting, apiKey, adapter.equals(SERVER));
        }
        if (setting.endsWith(".gguf")) {
            Path file = Path.of(setting);
            String name = String.valueOf(file.getFileName()).replaceFirst("\\.gguf$", "");
            return inProcess(name, () -> file, given(adapter), threads);
        }
        ModelWeights source = weights.orElseThrow(() -> new IllegalArgumentException(
                "YUNCE_MODEL must be none, a GGUF file, an http(s) URL or a name of the manifest, was " + setting));
        String name = setting.isEmpty() ? source.defaultName() : setting;
        Function<Optional<ModelAdapter>, ChatLanguageModel> maker =
                made -> inProcess(name, () -> source.fetch(name), made, threads);
        if (!adapter.isEmpty()) {
            return maker.apply(given(adapter));
        }
        return new TriedLanguageModel(name, registry, maker, source, tried, POLL, clock);
    }

    private static ChatLanguageModel inProcess(
            String name, Callable<Path> weights, Optional<ModelAdapter> adapter, int threads) {
        return new ChatLanguageModel(
                name,
                1,
                adapter.map(ModelAdapter::tasks).orElse(Set.of()),
                () -> warm(new LlamaChatModel(weights.call(), adapter.map(ModelAdapter::file), threads)));
    }

    /** A file that is named was tuned for every task. */
    private static Optional<ModelAdapter> given(String setting) {
        return setting.isEmpty() || setting.equals("none")
                ? Optional.empty()
                : Optional.of(new ModelAdapter(Path.of(setting), Set.of(ModelTask.values())));
    }

    private static LanguageModel remote(String setting, String apiKey, boolean adapted) {
        int hash = setting.indexOf('#');
        String url = hash < 0 ? setting : setting.substring(0, hash);
        String name = hash < 0 ? "default" : setting.substring(hash + 1);
        return new ChatLanguageModel(
                name,
                REMOTE_CONCURRENT,
                adapted ? Set.of(ModelTask.values()) : Set.of(),
                () -> adapted
                        ? new ByAdapter(
                                server(url, apiKey, name, ByAdapter.APPLIED),
                                server(url, apiKey, name, ByAdapter.LEFT_OUT))
                        : server(url, apiKey, name, Map.of()));
    }

    private static StreamingChatModel server(String url, String apiKey, String name, Map<String, Object> more) {
        return OpenAiStreamingChatModel.builder()
                .baseUrl(url)
                .apiKey(apiKey.isEmpty() ? "none" : apiKey)
                .modelName(name)
                .customParameters(more)
                .timeout(REMOTE_TIMEOUT)
                .build();
    }

    /** Reads the weights and caches the common prefix, so that the first question need not wait for it. */
    private static StreamingChatModel warm(LlamaChatModel model) {
        model.chat(ChatLanguageModel.request("好", 1), new StreamingChatResponseHandler() {
            @Override
            public void onCompleteResponse(ChatResponse response) {}

            @Override
            public void onError(Throwable error) {
                LOG.warn("warm-up failed: {}", error.toString());
            }
        });
        return model;
    }
}
