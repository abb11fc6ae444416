package cn.yunce.assistant.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cn.yunce.assistant.corpus.QuestionEncoder;
import cn.yunce.assistant.corpus.TextEmbedder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TunedEncoderTest {
    private static final QuestionEncoder ENCODER = new TunedEncoder();

    @Test
    void questionsThatOneArticleAnswersAreNearerToEachOtherThanByTheUntunedModel() {
        TextEmbedder untuned = new BgeSmallEmbedder();
        String asked = "小哥把我包裹整丢了，赔多少";
        String same = "快件丢失了怎么赔";
        String other = "小哥送件要穿工服吗";
        double tuned = likeness(ENCODER.encode(asked), ENCODER.encode(same), ENCODER.encode(other));
        assertThat(tuned)
                .isGreaterThan(likeness(
                        untuned.embedQuestion(asked), untuned.embedQuestion(same), untuned.embedQuestion(other)));
    }

    private static double likeness(float[] asked, float[] same, float[] other) {
        return TextEmbedder.likeness(asked, same) - TextEmbedder.likeness(asked, other);
    }

    @Test
    void vectorsHaveLengthOneAndDoNotDependOnWhatIsEncodedBesideThem() {
        List<String> questions = List.of("快件丢了谁来赔", "", "开车打电话扣几分");
        List<float[]> vectors = ENCODER.encode(questions);
        for (int i = 0; i < questions.size(); i++) {
            assertThat(vectors.get(i)).hasSize(TextEmbedder.DIMENSION).isEqualTo(ENCODER.encode(questions.get(i)));
            assertThat(TextEmbedder.likeness(vectors.get(i), vectors.get(i))).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void theWeightsOutliveTheCollector() {
        float[] before = ENCODER.encode("快件丢了谁来赔");
        for (int i = 0; i < 3; i++) {
            System.gc();
            assertThat(ENCODER.encode("快件丢了谁来赔")).isEqualTo(before);
        }
    }

    @Test
    void weightsThatEndTooEarlyAreNotTaken() {
        byte[] weights = Words.read(TunedEncoder.FILE, in -> in.readNBytes(5_000));
        QuestionEncoder cut = new TunedEncoder(weights);
        assertThat(cut.version()).isNotEqualTo(ENCODER.version());
        assertThatThrownBy(() -> cut.encode("快件丢了谁来赔"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("numbers, the file ended");
    }

    @Test
    void weightsAreKnownByTheirFingerprint() {
        byte[] weights = Words.read(TunedEncoder.FILE, in -> in.readAllBytes());
        assertThat(new TunedEncoder(weights).version()).isEqualTo(ENCODER.version());
        byte[] others = Arrays.copyOf(weights, weights.length);
        others[others.length - 1]++;
        assertThat(new TunedEncoder(others).version()).isNotEqualTo(ENCODER.version());
    }
}
