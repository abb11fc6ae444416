package cn.yunce.assistant.chat;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.LlamaOutput;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.Pair;
import de.kherud.llama.RequestAdapters;
import de.kherud.llama.args.LogFormat;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.internal.Json;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * A GGUF model in this process, by llama.cpp, as a LangChain4j model. One request at a time, on the calling thread; the key-value
 * cache of the longest common prefix is kept between requests, so that now and then the same request is worded in another way. A JSON schema or a choice of tools is enforced by grammar; a tool's
 * arguments are left empty.
 *
 * <p>llama.cpp's own thread is attached to the JVM for good and is no daemon: a process that used this class ends by
 * {@link System#exit}, or by a signal, and not by leaving {@code main}.
 */
final class LlamaChatModel implements StreamingChatModel, AutoCloseable {
    private static final int CONTEXT_TOKENS = 4_096;
    private static final int DEFAULT_OUTPUT_TOKENS = 256;
    private static final int BATCH_TOKENS = 512;
    private static final int SEED = 1;

    /** Model name of a request that the adapter is applied to. */
    static final String TUNED = "tuned";

    private final boolean adapted;
    private final ReentrantLock oneAtATime = new ReentrantLock(true);
    private final LlamaModel model;
    private volatile boolean closed;

    /**
     * Loads the weights; takes seconds.
     *
     * @param adapter applied to the requests whose model is {@link #TUNED}
     */
    LlamaChatModel(Path gguf, Optional<Path> adapter, int threads) throws IOException {
        if (!Files.isRegularFile(gguf)) {
            throw new IOException("model must be a GGUF file, found none at " + gguf);
        }
        if (adapter.filter(file -> !Files.isRegularFile(file)).isPresent()) {
            throw new IOException("adapter must be a GGUF file, found none at " + adapter.get());
        }
        loadLibrary();
        // Memory-mapped and not locked: pages that are not used can go.
        ModelParameters parameters = new ModelParameters()
                .setModel(gguf.toString())
                .setCtxSize(CONTEXT_TOKENS)
                .setBatchSize(BATCH_TOKENS)
                .setUbatchSize(BATCH_TOKENS)
                .setParallel(1)
                .setThreads(threads)
                .setThreadsBatch(threads)
                .disableLog();
        adapter.ifPresent(file -> parameters.addLoraAdapter(file.toString()).setLoraInitWithoutApply());
        adapted = adapter.isPresent();
        model = new LlamaModel(parameters);
    }

    /**
     * The binding copies its library to one name in a temporary folder, which two processes would share, and tells so on standard
     * output, which is our commands' output: that one line is dropped, what other threads print meanwhile is not.
     */
    private static synchronized void loadLibrary() throws IOException {
        if (System.getProperty("de.kherud.llama.tmpdir") == null) {
            Path folder = Files.createTempDirectory("yunce-llama");
            folder.toFile().deleteOnExit();
            System.setProperty("de.kherud.llama.tmpdir", folder.toString());
        }
        PrintStream out = System.out;
        System.setOut(new WithoutLines(out, "Extracted "));
        try {
            LlamaModel.setLogger(LogFormat.TEXT, (level, message) -> {});
        } finally {
            System.setOut(out);
        }
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        oneAtATime.lock();
        try {
            if (closed) {
                throw new IllegalStateException("model is closed");
            }
            generate(request, handler);
        } catch (RuntimeException e) {
            handler.onError(e);
        } finally {
            oneAtATime.unlock();
        }
    }

    private void generate(ChatRequest request, StreamingChatResponseHandler handler) {
        int outputTokens = Objects.requireNonNullElse(request.maxOutputTokens(), DEFAULT_OUTPUT_TOKENS);
        String prompt = prompt(request.messages());
        int promptTokens = model.encode(prompt).length;
        if (promptTokens + outputTokens > CONTEXT_TOKENS) {
            throw new IllegalArgumentException(
                    "prompt must have at most " + (CONTEXT_TOKENS - outputTokens) + " tokens, had " + promptTokens);
        }
        InferenceParameters parameters = new InferenceParameters(prompt)
                .setCachePrompt(true)
                .setNPredict(outputTokens)
                .setSeed(SEED)
                .setTemperature(
                        Objects.requireNonNullElse(request.temperature(), 0.0).floatValue());
        if (request.stopSequences() != null && !request.stopSequences().isEmpty()) {
            parameters.setStopStrings(request.stopSequences().toArray(String[]::new));
        }
        grammar(request).ifPresent(parameters::setGrammar);
        if (adapted) {
            RequestAdapters.set(parameters, TUNED.equals(request.modelName()));
        }
        Handle handle = new Handle();
        StringBuilder text = new StringBuilder();
        LlamaIterator pieces = model.generate(parameters).iterator();
        while (pieces.hasNext()) {
            LlamaOutput output = pieces.next();
            if (output.text.isEmpty()) {
                continue;
            }
            text.append(output.text);
            handler.onPartialResponse(new PartialResponse(output.text), new PartialResponseContext(handle));
            if (handle.isCancelled() || closed) {
                pieces.cancel();
                return;
            }
        }
        handler.onCompleteResponse(ChatResponse.builder()
                .aiMessage(message(request, text.toString()))
                .build());
    }

    private static AiMessage message(ChatRequest request, String text) {
        if (hasTools(request)) {
            return AiMessage.from(ToolExecutionRequest.builder()
                    .id(text)
                    .name(text)
                    .arguments("{}")
                    .build());
        }
        return AiMessage.from(text);
    }

    private String prompt(List<ChatMessage> messages) {
        String system = "";
        List<Pair<String, String>> turns = new ArrayList<>();
        for (ChatMessage message : messages) {
            switch (message) {
                case SystemMessage said -> system = said.text();
                case UserMessage said -> turns.add(new Pair<>("user", harmless(said.singleText())));
                case AiMessage said -> turns.add(new Pair<>("assistant", harmless(said.text())));
                default ->
                    throw new IllegalArgumentException(
                            "message must be of system, user or model, was " + message.type());
            }
        }
        return model.applyTemplate(new InferenceParameters("").setMessages(system, turns));
    }

    /** Text is data: it cannot end its turn and begin another. */
    static String harmless(String text) {
        return text.replace("<|", "< |").replace("|>", "| >");
    }

    private static Optional<String> grammar(ChatRequest request) {
        if (hasTools(request)) {
            return Optional.of(request.toolSpecifications().stream()
                    .map(ToolSpecification::name)
                    .map(name -> "\"" + name + "\"")
                    .collect(Collectors.joining(" | ", "root ::= ", "")));
        }
        return Optional.ofNullable(request.responseFormat())
                .map(ResponseFormat::jsonSchema)
                .map(schema -> LlamaModel.jsonSchemaToGrammar(
                        Json.toJson(JsonSchemaElementUtils.toMap(schema.rootElement()))));
    }

    private static boolean hasTools(ChatRequest request) {
        return request.toolSpecifications() != null
                && !request.toolSpecifications().isEmpty();
    }

    /** Stops what is being written, and frees the memory. */
    @Override
    public void close() {
        closed = true;
        oneAtATime.lock();
        try {
            model.close();
        } finally {
            oneAtATime.unlock();
        }
    }

    private static final class Handle implements StreamingHandle {
        private final AtomicBoolean cancelled = new AtomicBoolean();

        @Override
        public void cancel() {
            cancelled.set(true);
        }

        @Override
        public boolean isCancelled() {
            return cancelled.get();
        }
    }
}
