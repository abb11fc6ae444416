package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KpiAnswersTest {
    @ParameterizedTest
    @CsvSource({
        "上个月哪个县送不到人手里的最多,妥投率,上个月哪个县送不到人手里的最低",
        "十月里误点最严重的三个县,时限准时率,十月里误点最低的三个县",
        "上个月哪个县送不到人手里的最少,妥投率,上个月哪个县送不到人手里的最高",
        "上个月哪个县一趟就送成的最多,一次妥投率,上个月哪个县一趟就送成的最多",
        "上个月哪个县没送到退回来的最多,退件率,上个月哪个县没送到退回来的最多"
    })
    void theMostOfWhatFailsIsTheLowestRateOfWhatSucceeds(String question, String kpi, String read) {
        assertThat(KpiAnswers.ofSuccess(question, kpi)).isEqualTo(read);
    }
}
