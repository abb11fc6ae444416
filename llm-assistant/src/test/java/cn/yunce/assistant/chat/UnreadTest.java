package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.Caller;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.Route;
import cn.yunce.assistant.guardrail.NumberTrace.Piece;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadTest {
    private static List<String> unread(String question, Route route) {
        Caller caller = new Caller(Role.DISPATCHER, Optional.empty());
        Asked asked = new Asked(question, LocalDate.of(2026, 11, 27), caller, GroundedAssistant.SILENT);
        return Unread.of(asked, route).stream().map(Piece::text).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "明天几趟车，路上堵不堵,路上堵不堵",
        "明天外部车几辆，合不合理,合不合理",
        "明天成本多少，怎么优化,怎么优化",
        "明天锦河几趟车，有必要这么多吗,有必要这么多吗",
        "明天的计划啥时候发布,啥时候发布"
    })
    void whatAPlanWasAskedForAndNothingWasReadOfIsTold(String question, String clause) {
        assertThat(unread(question, Route.SCHEDULE)).singleElement().asString().contains("“" + clause + "”");
    }

    @ParameterizedTest
    @CsvSource({"明天会不会爆仓，全市件量多少,会不会爆仓", "明天白鹭多少件，忙得过来吗,忙得过来吗", "明天件量多少，比平时多吗,比平时多吗"})
    void whatAForecastWasAskedForAndNothingWasReadOfIsTold(String question, String clause) {
        assertThat(unread(question, Route.FORECAST)).singleElement().asString().contains("“" + clause + "”");
    }

    @ParameterizedTest
    @ValueSource(strings = {"明天几趟车，要花多少钱", "明天自有车几辆，够不够", "明天南麓咋排了这么多趟", "明天外包为什么这么多，花多少钱", "明天哪趟最空，几点发车", "明天运输计划怎么样"})
    void nothingIsUnreadOfWhatThePlanTells(String question) {
        assertThat(unread(question, Route.SCHEDULE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"下周望川每天要派多少，哪天最顶", "长坪接下来三天有没有可能过五千件", "明天锦河区多少件，比昨天多吗"})
    void nothingIsUnreadOfWhatTheForecastTells(String question) {
        assertThat(unread(question, Route.FORECAST)).isEmpty();
    }
}
