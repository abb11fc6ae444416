package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.chat.QuestionClassifier.Guess;
import cn.yunce.assistant.retrieval.RetrievalTraining;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class QuestionClassifierTest {
    private static final float[] NOTHING = {0, 0};

    private static float[] input(String question) {
        return QuestionClassifier.input(question, NOTHING);
    }

    @Test
    void whatWasLearnedIsWrittenAndReadAgainAndAFewExamplesCountAsMuchAsMany() throws IOException {
        QuestionClassifier learned = QuestionClassifier.learn(Map.of(
                "LAW", List.of(input("丢件怎么赔"), input("收件要验视吗"), input("寄酒违法吗")), "FIGURE", List.of(input("昨天收了几件"))));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        learned.write(bytes);
        QuestionClassifier read = QuestionClassifier.read(new ByteArrayInputStream(bytes.toByteArray()));
        for (QuestionClassifier classifier : List.of(learned, read)) {
            assertThat(classifier.guesses(input("丢件赔吗")).getFirst().label()).isEqualTo("LAW");
            assertThat(classifier.guesses(input("昨天几件")).getFirst().label()).isEqualTo("FIGURE");
            assertThat(classifier.guesses(input("昨天几件")).stream()
                            .mapToDouble(Guess::probability)
                            .sum())
                    .isCloseTo(1, Offset.offset(1e-9));
        }
    }

    @Test
    void learningAgainGivesTheSameFileBitByBit() throws IOException {
        Map<String, List<float[]>> examples = Map.of(
                "LAW", List.of(input("丢件怎么赔"), input("收件要验视吗")), "FIGURE", List.of(input("昨天收了几件"), input("上月多少票")));
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        QuestionClassifier.learn(examples).write(first);
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        QuestionClassifier.learn(examples).write(second);
        assertThat(second.toByteArray()).isEqualTo(first.toByteArray());
    }

    @Test
    void aKpiIsToldFromWhatPeopleSayForIt() {
        KpiGuess guess = KpiGuess.load(RetrievalTraining.embedder());
        assertThat(guess.read("上礼拜石桥库里还压着多少货没送出去").certain()).contains("积压量");
        assertThat(guess.read("各县车厢装得满不满").certain()).contains("装载率");
        assertThat(guess.read("东西老是送不到人手里").likely()).hasSize(3).contains("妥投率");
    }
}
