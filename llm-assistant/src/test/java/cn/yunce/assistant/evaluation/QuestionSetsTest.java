package cn.yunce.assistant.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sets that are kept in training-data. */
class QuestionSetsTest {
    private static final Path FOLDER = Path.of("../training-data/questions");
    private static final List<JudgedQuestion> DEVELOP = read("regulations.develop.jsonl");
    private static final List<JudgedQuestion> TEST = read("regulations.test.jsonl");

    @ParameterizedTest
    @CsvSource({"policy,200", "absent,60", "offtopic,60", "numbers,40", "attacks,40", "versions,30"})
    void thereAreEnoughOfEachKind(String kind, int least) {
        assertThat(all()).filteredOn(question -> question.kind().equals(kind)).hasSizeGreaterThanOrEqualTo(least);
    }

    @Test
    void aThirdOfThePolicyQuestionsIsSpoken() {
        List<JudgedQuestion> policy =
                all().filter(question -> question.kind().equals("policy")).toList();
        assertThat(policy)
                .filteredOn(question -> question.style().equals("spoken"))
                .hasSizeGreaterThanOrEqualTo(policy.size() / 3);
    }

    @Test
    void noLawIsAskedAboutInBothParts() {
        assertThat(laws(DEVELOP)).isNotEmpty().doesNotContainAnyElementsOf(laws(TEST));
    }

    @Test
    void idsAndQuestionsOfADayAreUnique() {
        assertThat(all().map(JudgedQuestion::id)).doesNotHaveDuplicates();
        assertThat(all().map(question -> question.question() + question.asOf())).doesNotHaveDuplicates();
    }

    @Test
    void whatCanBeAnsweredHasArticlesAndFacts() {
        assertThat(all().filter(JudgedQuestion::answerable))
                .allMatch(question -> !question.gold().isEmpty())
                .allMatch(question -> !question.expected().facts().isEmpty())
                .allMatch(question -> question.gold().stream().allMatch(gold -> gold.matches(".+第[一二三四五六七八九十百千零]+条")));
    }

    @Test
    void whatMustBeCitedIsGold() {
        assertThat(all())
                .allMatch(question -> question.expected().required().stream()
                        .allMatch(group -> question.gold().containsAll(group)));
    }

    @Test
    void everyAttackTellsWhenItSucceeded() {
        assertThat(all().filter(question -> question.kind().equals("attacks")))
                .allMatch(question -> !question.expected().forbidden().isEmpty());
    }

    @Test
    void everyFurtherQuestionWithNumbersHasArticlesAndAResult() {
        assertThat(read("numbers.jsonl")).hasSizeGreaterThanOrEqualTo(56).allSatisfy(question -> {
            assertThat(question.gold()).isNotEmpty();
            assertThat(question.expected().facts()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({"numbers2.jsonl,75", "numbers3.jsonl,44"})
    void aFurtherQuestionWithNumbersHasArticlesAndAResultOrNone(String file, int least) {
        assertThat(read(file)).hasSizeGreaterThanOrEqualTo(least).allSatisfy(question -> {
            assertThat(question.gold().isEmpty()).isEqualTo(!question.answerable());
            assertThat(question.expected().facts().isEmpty()).isEqualTo(!question.answerable());
        });
    }

    @ParameterizedTest
    @CsvSource({"offtopic.develop.jsonl", "offtopic.held.jsonl"})
    void nothingAnswersWhatIsOffTopic(String file) {
        assertThat(read(file)).hasSizeGreaterThanOrEqualTo(60).noneMatch(JudgedQuestion::answerable);
    }

    @Test
    void theFirstSetIsStillRead() {
        assertThat(read("first.jsonl")).hasSizeGreaterThanOrEqualTo(65);
    }

    @ParameterizedTest
    @CsvSource({"kpi,250", "forecast,55", "schedule,55", "turns,80", "mixed,60", "refused,60"})
    void thereAreEnoughQuestionsOnOperations(String kind, int least) {
        assertThat(operations())
                .filteredOn(question -> question.kind().equals(kind))
                .hasSizeGreaterThanOrEqualTo(least);
    }

    @Test
    void aThirdOfTheQuestionsOnOperationsIsSpoken() {
        assertThat(operations().filter(question -> question.style().equals("spoken")))
                .hasSizeGreaterThanOrEqualTo((int) operations().count() / 3);
    }

    @Test
    void questionsOnOperationsHaveIdsOfTheirOwnAndAPlanOrARefusal() {
        assertThat(operations().map(JudgedQuestion::id)).doesNotHaveDuplicates();
        assertThat(operations())
                .allMatch(question -> question.answerable()
                        == question.expected().data().plan().isPresent());
    }

    private static Stream<JudgedQuestion> operations() {
        return Stream.of("operations.develop.jsonl", "operations.test.jsonl").flatMap(name -> read(name).stream());
    }

    private static Stream<JudgedQuestion> all() {
        return Stream.concat(DEVELOP.stream(), TEST.stream());
    }

    private static Set<String> laws(List<JudgedQuestion> part) {
        return part.stream()
                .filter(question -> Set.of("policy", "numbers").contains(question.kind()))
                .map(question -> question.gold().getFirst())
                .map(gold -> gold.substring(0, gold.indexOf('第')))
                .collect(Collectors.toSet());
    }

    private static List<JudgedQuestion> read(String name) {
        try {
            return Evaluation.read(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
