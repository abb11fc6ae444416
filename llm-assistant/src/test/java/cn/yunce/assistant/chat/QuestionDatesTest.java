package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Today is Wednesday, 2026-11-25. */
class QuestionDatesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    @ParameterizedTest
    @CsvSource({
        "下周一到周三,2026-11-30,2026-12-02",
        "下周一到下周五,2026-11-30,2026-12-04",
        "12月1日到12月5日,2026-12-01,2026-12-05",
        "明天到后天,2026-11-26,2026-11-27",
        "这个周末,2026-11-28,2026-11-29",
        "下周末,2026-12-05,2026-12-06",
    })
    void readsDaysFromOneToAnother(String phrase, LocalDate first, LocalDate last) {
        assertThat(QuestionDates.find(phrase + "一共多少件？", TODAY)).hasValueSatisfying(mention -> {
            assertThat(mention.days().getFirst()).isEqualTo(first);
            assertThat(mention.days().getLast()).isEqualTo(last);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "今天最忙的线路,2026-11-25",
        "明天14点波次,2026-11-26",
        "明早六点,2026-11-26",
        "后天,2026-11-27",
        "大后天,2026-11-28",
        "昨天,2026-11-24",
        "前天,2026-11-23",
        "本周五,2026-11-27",
        "这周一,2026-11-23",
        "下周一,2026-11-30",
        "下周日,2026-12-06",
        "上周三,2026-11-18",
        "周三,2026-11-25",
        "周二,2026-12-01",
        "星期天,2026-11-29",
        "11月30日,2026-11-30",
        "十一月三十号,2026-11-30",
        "1月5日,2027-01-05",
        "10月1日,2026-10-01",
        "2026-12-12,2026-12-12",
        "2026年12月12日,2026-12-12",
        "2026/12/1,2026-12-01",
        "28号,2026-11-28",
        "3号,2026-12-03",
        "三天后,2026-11-28",
        "明天要是搞双十二那样的大促,2026-11-26",
    })
    void readsOneDay(String phrase, LocalDate day) {
        assertThat(QuestionDates.find(phrase + "预测多少件？", TODAY))
                .hasValueSatisfying(mention -> assertThat(mention.days()).containsExactly(day));
    }

    @Test
    void readsSeveralDays() {
        assertThat(QuestionDates.find("未来三天全市多少件", TODAY).orElseThrow().days())
                .containsExactly(TODAY.plusDays(1), TODAY.plusDays(2), TODAY.plusDays(3));
        assertThat(QuestionDates.find("下周业务量", TODAY).orElseThrow().days())
                .hasSize(7)
                .startsWith(LocalDate.of(2026, 11, 30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2月30日多少件", "2026-13-01 多少件", "11月31号"})
    void namesNoDayWhereTheCalendarHasNone(String question) {
        assertThat(QuestionDates.find(question, TODAY))
                .hasValueSatisfying(mention -> assertThat(mention.days()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"最忙的五条线路", "14点波次", "站点83有多少件", "快件丢失怎么赔", "双十二当天多少件"})
    void findsNoDayWhereNoneIsNamed(String question) {
        assertThat(QuestionDates.find(question, TODAY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "明天14点波次最忙的五条线路？,1400,5",
        "明天14:00波次前10条,1400,10",
        "明早六点波次哪条线路最忙,0600,1",
        "明天早上最多的三条线,0600,3",
        "下午两点波次top 3,1400,3",
        "中午业务量最大的十二条线路,1400,12",
        "6:00 波次前两条,0600,2",
    })
    void readsWaveAndNumberOfRows(String question, String wave, int top) {
        assertThat(DataQuestion.wave(question)).contains(wave);
        assertThat(DataQuestion.top(question)).hasValue(top);
    }

    @ParameterizedTest
    @CsvSource({"下周望川每天要派多少，哪天最顶,false", "周日和下周一哪天件多,false", "下周哪天最淡,true"})
    void readsWhetherTheBusiestDayIsAskedForOrTheQuietest(String question, boolean quietest) {
        assertThat(DataQuestion.leastDay(question)).contains(quietest);
    }

    @Test
    void leavesOutWhatIsNotSaid() {
        assertThat(DataQuestion.wave("明天最忙的线路")).isEmpty();
        assertThat(DataQuestion.top("明天各线路多少件")).isEmpty();
    }

    @Test
    void doesNotTakeOneSiteForAnother() {
        List<String> sites = List.of("站点8", "站点83", "场地3");
        assertThat(DataQuestion.identifier("站点83 明天多少件", sites)).contains("站点83");
        assertThat(DataQuestion.identifier("站点 8 明天多少件", sites)).contains("站点8");
        assertThat(DataQuestion.identifier("站点831", sites)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"往后两周总量是涨是跌,14", "未来半个月件量,15", "接下来三个星期,21", "今后10天,10", "未来一个月全市多少件,30"})
    void daysAheadAreCountedByWeeksAndMonthsToo(String question, int days) {
        List<LocalDate> found =
                QuestionDates.find(question, TODAY).orElseThrow().days();
        assertThat(found).hasSize(days);
        assertThat(found.getFirst()).isEqualTo(TODAY.plusDays(1));
    }
}
