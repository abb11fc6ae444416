package cn.yunce.assistant.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeTest {
    private static final BgeSmallEmbedder EMBEDDER = new BgeSmallEmbedder();
    private static final UnheldQuestions UNHELD = UnheldQuestions.load();
    private static final Scope SCOPE = Scope.load();
    /** As near as a question commonly is to one that is typically asked. */
    private static final double ASKED = 0.65;

    @ParameterizedTest
    @CsvSource({
        "番茄炒蛋要放糖吗,true",
        "孩子不爱写作业怎么办,true",
        "怎么哄生气的女朋友,true",
        "快件丢了没保价怎么赔,false",
        "货车超载被扣了怎么办,false",
        "无人机没实名登记就飞罚多少,false"
    })
    void whatNoLawAnswersIsToldFromWhatOneDoes(String question, boolean foreign) {
        float[] vector = EMBEDDER.embedQuestion(question);
        double[] features = Scope.features(
                vector,
                ASKED,
                UNHELD.listForeignCosines(vector, Double.POSITIVE_INFINITY),
                UNHELD.nearest(vector, Set.of())
                        .map(UnheldQuestions.Nearest::cosine)
                        .orElse(-1.0));
        assertThat(SCOPE.isForeign(features)).isEqualTo(foreign);
    }
}
