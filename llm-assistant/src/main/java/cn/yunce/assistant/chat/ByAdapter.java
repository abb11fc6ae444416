package cn.yunce.assistant.chat;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.Map;

/** A llama.cpp server that was started with an adapter: requests of tuned tasks have it applied, all others leave it out. */
record ByAdapter(StreamingChatModel tuned, StreamingChatModel plain) implements StreamingChatModel {
    /** As llama.cpp's server takes it by request. */
    static final Map<String, Object> APPLIED = lora(1.0);

    static final Map<String, Object> LEFT_OUT = lora(0.0);

    private static Map<String, Object> lora(double scale) {
        return Map.of("lora", List.of(Map.of("id", 0, "scale", scale)));
    }

    @Override
    public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
        if (LlamaChatModel.TUNED.equals(request.modelName())) {
            // The server knows its model by another name.
            tuned.chat(
                    ChatRequest.builder()
                            .messages(request.messages())
                            .temperature(request.temperature())
                            .maxOutputTokens(request.maxOutputTokens())
                            .build(),
                    handler);
        } else {
            plain.chat(request, handler);
        }
    }
}
