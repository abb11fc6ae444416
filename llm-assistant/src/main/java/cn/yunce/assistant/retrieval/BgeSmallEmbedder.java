package cn.yunce.assistant.retrieval;

import cn.yunce.assistant.corpus.TextEmbedder;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallzhv15q.BgeSmallZhV15QuantizedEmbeddingModel;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * BAAI bge-small-zh-v1.5, quantized, in process through ONNX Runtime (about 100 MB resident). Texts over 510 tokens are embedded in parts
 * and averaged by LangChain4j. The model is loaded at first use.
 */
@Component
final class BgeSmallEmbedder implements TextEmbedder {
    private static final class Lazy {
        static final EmbeddingModel MODEL = new BgeSmallZhV15QuantizedEmbeddingModel();
    }

    @Override
    public float[] embedQuestion(String question) {
        return Lazy.MODEL.embed(question).content().vector();
    }

    @Override
    public List<float[]> embedPassages(List<String> passages) {
        return Lazy.MODEL.embedAll(passages.stream().map(TextSegment::from).toList()).content().stream()
                .map(embedding -> embedding.vector())
                .toList();
    }
}
