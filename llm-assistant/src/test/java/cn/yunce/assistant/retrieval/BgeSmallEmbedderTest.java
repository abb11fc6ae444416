package cn.yunce.assistant.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.yunce.assistant.corpus.TextEmbedder;
import dev.langchain4j.model.embedding.onnx.bgesmallzhv15q.BgeSmallZhV15QuantizedEmbeddingModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class BgeSmallEmbedderTest {
    private static final List<String> TEXTS =
            List.of("快件丢失未保价怎么赔？", "第二十七条 GB18030 abc。\n（一）赔偿；", "，", "快件丢失的赔偿。".repeat(30));

    private final TextEmbedder embedder = new BgeSmallEmbedder();

    @Test
    void vectorsAreThoseOfTheReferenceImplementation() {
        var reference = new BgeSmallZhV15QuantizedEmbeddingModel();
        List<float[]> vectors = embedder.embedPassages(TEXTS);
        for (int i = 0; i < TEXTS.size(); i++) {
            float[] expected = reference.embed(TEXTS.get(i)).content().vector();
            assertThat(cosine(vectors.get(i), expected)).as(TEXTS.get(i)).isCloseTo(1, within(1e-3));
            assertThat(vectors.get(i)).hasSize(TextEmbedder.DIMENSION).isEqualTo(embedder.embedQuestion(TEXTS.get(i)));
            assertThat(cosine(vectors.get(i), vectors.get(i))).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void aTextLongerThanTheModelsWindowIsEmbeddedWhole() {
        String start = "快件丢失的，应当赔偿。".repeat(60);
        String end = "无人驾驶航空器的操控员应当取得执照。".repeat(60);
        float[] both = embedder.embedQuestion(start + end);
        assertThat(cosine(both, embedder.embedQuestion("无人机操控员执照")))
                .isGreaterThan(cosine(embedder.embedQuestion(start), embedder.embedQuestion("无人机操控员执照")) + 0.1);
        assertThat(embedder.embedQuestion("")).hasSize(TextEmbedder.DIMENSION);
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
