package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.Caller;
import cn.yunce.assistant.Language;
import cn.yunce.assistant.MonthlyReport;
import cn.yunce.assistant.MonthlyReport.CountyValue;
import cn.yunce.assistant.MonthlyReport.Indicator;
import cn.yunce.assistant.MonthlyReport.Line;
import cn.yunce.assistant.MonthlyReport.Standing;
import cn.yunce.assistant.Reports;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.guardrail.NumberTrace.Piece;
import cn.yunce.assistant.metric.Metrics;
import cn.yunce.assistant.metric.TimeGrammar;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportAnswersTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private final ReportAnswers answers =
            new ReportAnswers(new Counties(), new TimeGrammar(new GroundedAssistantTest.NoHolidays()), Metrics.none());

    private Optional<String> ask(String question, Caller caller) {
        return answers.answer(new Asked(question, TODAY, caller, GroundedAssistant.SILENT))
                .map(draft -> draft.pieces().stream().map(Piece::text).collect(Collectors.joining()));
    }

    @ParameterizedTest
    @CsvSource({
        "8月的考核谁第一,2026-08-01 至 2026-08-31,长坪县第 1 名（共 3 个区县）",
        "上个月考核倒数第一是哪个县,2026-10-01 至 2026-10-31,青岚县第 3 名",
        "三季度锦河区考核排第几,2026-07-01 至 2026-09-30,锦河区第 2 名",
        "今年各县考核得分排名,2026-01-01 至 2026-11-25,- 第 3 名 青岚县：90.50 分，7 项中 5 项达标",
        "考核分最高的是哪个县,2026-10-01 至 2026-10-31,未指定时间，取上一个完整月",
        "去年年度考核谁垫底,2025-01-01 至 2025-12-31,青岚县第 3 名（共 3 个区县），90.50 分，未达标：申诉率、投诉率"
    })
    void theCountiesAssessmentIsToldOfTheDaysAskedFor(String question, String period, String said) {
        assertThat(ask(question, Caller.of(Role.MANAGER)).orElseThrow())
                .contains(period)
                .contains(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"各县考核结果怎么公布", "考核办法里得分怎么算", "承运商考核不及格扣多少违约金", "快递员考核第一名有没有奖励", "上个月准时率"})
    void theRulesOfAnAssessmentAndThoseOfPeopleAreNot(String question) {
        assertThat(ask(question, Caller.of(Role.MANAGER))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "哪些指标没达标,2026-10 全市有目标的 2 项指标中 1 项达标,未达标 1 项：|- 投诉率 3.00 件/万件（目标 2.00 件/万件）",
        "9月有几个指标没完成,2026-09 全市,达标 1 项：|- 时限准时率 97.00%（目标 96.00%）",
        "今年锦河区没达标的指标有哪些,2026-10 锦河区有目标的 1 项指标中 0 项达标,- 时限准时率 95.00%（目标 96.00%）"
    })
    void kpisThatMissTheirTargetsAreNamed(String question, String head, String said) {
        assertThat(ask(question, Caller.of(Role.MANAGER)).orElseThrow())
                .contains(head)
                .contains(said.replace("|", "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"今年哪些政策目标完不成", "各项目标完成情况", "实施方案的目标完成情况"})
    void howFarThePlanHasComeIsToldTargetByTargetThoseThatLagFirst(String question) {
        assertThat(ask(question, Caller.of(Role.MANAGER)).orElseThrow())
                .contains(
                        "2 项目标中 1 项已完成：\n- 直播电商活动 965 场，目标 1000 场，完成 96.50%，期限 2026-12-31，按近两年趋势到期约 990 场，预计完不成。\n- 省级以上品牌 50 个");
    }

    @Test
    void whoSeesOneCountySeesNoAssessmentOfAll() {
        assertThat(ask("8月的考核谁第一", new Caller(Role.MANAGER, Optional.of("K1"))).orElseThrow())
                .contains("只能查看本区县")
                .doesNotContain("长坪县");
    }

    private static final class Counties implements Reports {
        private static final Indicator APPEALS = kpi("申诉率", "件/百万件", 2, false, 3);
        private static final Indicator COMPLAINTS = kpi("投诉率", "件/万件", 2, false, 2);

        @Override
        public List<Standing> standings(LocalDate from, LocalDate to, Caller caller) {
            return caller.region().isPresent()
                    ? List.of()
                    : List.of(
                            new Standing(1, "长坪县", 99.3, List.of(), 7),
                            new Standing(2, "锦河区", 95, List.of(APPEALS), 7),
                            new Standing(3, "青岚县", 90.5, List.of(APPEALS, COMPLAINTS), 7));
        }

        @Override
        public MonthlyReport monthly(YearMonth month, Caller caller) {
            return new MonthlyReport(
                    month,
                    "全市",
                    false,
                    List.of(
                            line("时限准时率", "%", true, 96, 97, List.of(new CountyValue("锦河区", 95))),
                            line("投诉率", "件/万件", false, 2, 3, List.of())),
                    List.of(
                            progress(kpi("省级以上品牌", "个", 0, true, 50), 50, 51),
                            progress(kpi("直播电商活动", "场", 0, true, 1000), 965, 990)),
                    List.of());
        }

        private static MonthlyReport.Progress progress(Indicator kpi, double value, double end) {
            double target = kpi.target().orElseThrow();
            return new MonthlyReport.Progress(
                    kpi,
                    value,
                    target,
                    LocalDate.of(2026, 12, 31),
                    100 * value / target,
                    OptionalDouble.empty(),
                    OptionalDouble.of(end),
                    OptionalDouble.of(end - 1),
                    OptionalDouble.of(end + 1));
        }

        private static Indicator kpi(String name, String unit, int decimals, boolean high, double target) {
            return new Indicator(
                    name, name, name, unit, decimals, "", "", true, Optional.of(high), OptionalDouble.of(target), "");
        }

        private static Line line(
                String name, String unit, boolean high, double target, double value, List<CountyValue> counties) {
            return new Line(
                    kpi(name, unit, 2, high, target),
                    value,
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    Optional.of(high ? value >= target : value <= target),
                    counties);
        }

        @Override
        public String page(MonthlyReport report, Language language) {
            return "";
        }

        @Override
        public String pagePolicy() {
            return "";
        }

        @Override
        public void workbook(MonthlyReport report, Language language, OutputStream out) {}
    }
}
