package cn.yunce.assistant.chat;

import cn.yunce.assistant.ModelAdapter;
import cn.yunce.assistant.ModelTask;
import cn.yunce.assistant.ModelWeights;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the language model that the configuration names. */
public final class LanguageModels {
    private static final Logger LOG = LoggerFactory.getLogger(LanguageModels.class);
    private static final Duration REMOTE_TIMEOUT = Duration.ofSeconds(60);
    private static final int REMOTE_CONCURRENT = 8;

    private LanguageModels() {}

    /**
     * @param model {@code none}; an http(s) base URL of an OpenAI-compatible server, optionally with {@code #model-name}; a path of a GGUF
     *     file; or a name of the manifest, empty for its default
     * @param apiKey of the OpenAI-compatible server; empty for one that asks for none
     * @param adapter a GGUF file with an adapter for the model, {@code none}, or empty for that of the manifest
     * @param threads that a model in this process computes with
     */
    public static LanguageModel of(
            String model, String apiKey, String adapter, int threads, Optional<ModelWeights> weights) {
        String setting = model.strip();
        if (setting.equals("none") || (setting.isEmpty() && weights.isEmpty())) {
            return LanguageModel.none();
        }
        if (setting.startsWith("http://") || setting.startsWith("https://")) {
            return remote(setting, apiKey);
        }
        if (setting.endsWith(".gguf")) {
            Path file = Path.of(setting);
            String name = String.valueOf(file.getFileName()).replaceFirst("\\.gguf$", "");
            return inProcess(name, () -> file, adapter(adapter, name, Optional.empty()), threads);
        }
        ModelWeights source = weights.orElseThrow(() -> new IllegalArgumentException(
                "YUNCE_MODEL must be none, a GGUF file, an http(s) URL or a name of the manifest, was " + setting));
        String name = setting.isEmpty() ? source.defaultName() : setting;
        return inProcess(name, () -> source.fetch(name), adapter(adapter, name, weights), threads);
    }

    private static LanguageModel inProcess(
            String name, Callable<Path> weights, Optional<ModelAdapter> adapter, int threads) {
        return new ChatLanguageModel(
                name,
                1,
                adapter.map(ModelAdapter::tasks).orElse(Set.of()),
                () -> warm(new LlamaChatModel(weights.call(), adapter.map(ModelAdapter::file), threads)));
    }

    /** A file that is named was tuned for every task. */
    private static Optional<ModelAdapter> adapter(String setting, String model, Optional<ModelWeights> weights) {
        if (setting.equals("none")) {
            return Optional.empty();
        }
        if (!setting.isEmpty()) {
            return Optional.of(new ModelAdapter(Path.of(setting), Set.of(ModelTask.values())));
        }
        try {
            return weights.isPresent() ? weights.get().findAdapter(model) : Optional.empty();
        } catch (IOException e) {
            LOG.warn("the adapter of {} is left out: {}", model, e.toString());
            return Optional.empty();
        }
    }

    private static LanguageModel remote(String setting, String apiKey) {
        int hash = setting.indexOf('#');
        String url = hash < 0 ? setting : setting.substring(0, hash);
        String name = hash < 0 ? "default" : setting.substring(hash + 1);
        return new ChatLanguageModel(
                name,
                REMOTE_CONCURRENT,
                Set.of(),
                () -> OpenAiStreamingChatModel.builder()
                        .baseUrl(url)
                        .apiKey(apiKey.isEmpty() ? "none" : apiKey)
                        .modelName(name)
                        .timeout(REMOTE_TIMEOUT)
                        .build());
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
