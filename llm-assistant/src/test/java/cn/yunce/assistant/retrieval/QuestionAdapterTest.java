package cn.yunce.assistant.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuestionAdapterTest {
    private static final int SIZE = 16;
    private static final Random RANDOM = new Random(3);

    private static float[] unit() {
        float[] vector = new float[SIZE];
        double squares = 0;
        for (int i = 0; i < SIZE; i++) {
            vector[i] = (float) RANDOM.nextGaussian();
            squares += vector[i] * vector[i];
        }
        for (int i = 0; i < SIZE; i++) {
            vector[i] /= (float) Math.sqrt(squares);
        }
        return vector;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < SIZE; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void anAdapterWithoutWeightsLeavesTheQuestionWhereItIs() {
        float[] question = unit();
        assertThat(dot(new QuestionAdapter(SIZE, new float[SIZE * SIZE]).adapt(question), question))
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void trainingMovesQuestionsTowardsTheirAnswersAndKeepsThemAtUnitLength() {
        List<float[]> articles = new ArrayList<>();
        List<float[]> questions = new ArrayList<>();
        List<int[]> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            articles.add(unit());
            questions.add(unit());
            answers.add(new int[] {i});
        }
        QuestionAdapter adapter = AdapterTraining.train(
                List.of(new AdapterTraining.Collection(
                        articles, questions, answers, Collections.nCopies(questions.size(), "民法典"))),
                60);
        double before = 0;
        double after = 0;
        for (int i = 0; i < questions.size(); i++) {
            float[] moved = adapter.adapt(questions.get(i));
            before += dot(questions.get(i), articles.get(i));
            after += dot(moved, articles.get(i));
            assertThat(dot(moved, moved)).isCloseTo(1, within(1e-5));
        }
        assertThat(after).isGreaterThan(before + 2);
    }

    @Test
    void aLawCountsByTheRootOfItsQuestions() {
        float[] shares = new AdapterTraining.Collection(
                        List.of(), List.of(), List.of(), List.of("邮政法", "民法典", "民法典", "民法典", "民法典"))
                .shares();
        assertThat(shares[0]).isCloseTo(1 / 3f, within(1e-6f));
        assertThat(shares[1] + shares[2] + shares[3] + shares[4]).isCloseTo(2 / 3f, within(1e-6f));
    }

    @Test
    void whatWasWrittenIsReadAgainToHalfPrecision() throws IOException {
        float[] weights = new float[SIZE * SIZE];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) RANDOM.nextGaussian() / 10;
        }
        QuestionAdapter written = new QuestionAdapter(SIZE, weights);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        written.write(bytes);
        QuestionAdapter read = QuestionAdapter.read(new ByteArrayInputStream(bytes.toByteArray()));
        float[] question = unit();
        assertThat(dot(read.adapt(question), written.adapt(question))).isCloseTo(1, within(1e-5));
    }
}
