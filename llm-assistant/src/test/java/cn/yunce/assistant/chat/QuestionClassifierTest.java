package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.chat.ClassifierTraining.Example;
import cn.yunce.assistant.chat.QuestionClassifier.Guess;
import cn.yunce.assistant.retrieval.RetrievalTraining;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class QuestionClassifierTest {
    private static final float[] NOTHING = {0, 0};

    private static final List<Example> EXAMPLES = Stream.of(
                    "LAW 丢件怎么赔", "LAW 收件要验视吗", "LAW 寄酒违法吗", "LAW 丢件要赔吗", "FIGURE 昨天收了几件", "FIGURE 昨天有几件", "PLAN 明天派几辆车")
            .map(line -> line.split(" ", 2))
            .map(fields -> new Example(fields[0], fields[1], NOTHING))
            .toList();

    @Test
    void whatWasLearnedIsWrittenAndReadAgainAndAFewExamplesCountBesideMany() throws IOException {
        QuestionClassifier learned = ClassifierTraining.learn(EXAMPLES);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        learned.write(bytes);
        QuestionClassifier read = QuestionClassifier.read(new ByteArrayInputStream(bytes.toByteArray()));
        for (QuestionClassifier classifier : List.of(learned, read)) {
            assertThat(classifier.guesses("丢件赔吗", NOTHING).getFirst().label()).isEqualTo("LAW");
            assertThat(classifier.guesses("昨天几件", NOTHING).getFirst().label()).isEqualTo("FIGURE");
            assertThat(classifier.guesses("几辆", NOTHING).stream()
                            .mapToDouble(Guess::probability)
                            .sum())
                    .isCloseTo(1, Offset.offset(1e-9));
        }
    }

    @Test
    void learningAgainGivesTheSameFileBitByBit() throws IOException {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        ClassifierTraining.learn(EXAMPLES).write(first);
        ByteArrayOutputStream second = new ByteArrayOutputStream();
        ClassifierTraining.learn(EXAMPLES).write(second);
        assertThat(second.toByteArray()).isEqualTo(first.toByteArray());
    }

    @Test
    void aKpiIsToldFromWhatPeopleSayForIt() {
        KpiGuess guess = KpiGuess.load(RetrievalTraining.embedder());
        assertThat(guess.read("上礼拜石桥库里还压着多少货没送出去").certain()).contains("积压量");
        assertThat(guess.read("各县车厢装得满不满").certain()).contains("装载率");
        assertThat(guess.read("东西老是送不到人手里").likely()).hasSize(3).contains("妥投率");
    }

    @Test
    void onlyKpisNearAQuestionAreOffered() {
        KpiGuess guess = KpiGuess.load(RetrievalTraining.embedder());
        assertThat(guess.read("今年的目标还差多少").choices()).containsExactly("时限准时率", "共配率", "投诉率");
        assertThat(guess.read("哪个县增长最快").choices()).containsExactly("业务量", "业务收入", "投递量");
        assertThat(guess.read("全市有多少个村").choices()).containsExactly("建制村数");
        assertThat(guess.read("上个月利润多少").choices()).isEmpty();
    }
}
