package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.Citation;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConflictsTest {
    private static Citation citation(String law, String version, String quote) {
        return new Citation(law + "@" + version + "#1", law, version, "第一条", quote);
    }

    private static String explained(Citation... citations) {
        return Conflicts.explained(List.of(citations))
                .map(piece -> piece.text().strip())
                .orElse("");
    }

    @Test
    void theHigherRuleWinsWhereTheAmountsDiffer() {
        Citation national = citation("邮政法", "2015-04-24", "最高不超过所收取资费的三倍。");
        Citation local = citation("山东省邮政条例", "2012-01-13", "按照所收取资费的二倍赔偿。");
        assertThat(explained(local, national)).contains("法律的效力高于地方性法规或规章", "以《邮政法》为准");
        assertThat(explained(national, citation("快递市场管理办法", "2023-12-17", "不超过三倍。")))
                .isEmpty();
    }

    @Test
    void rulesOfOneOrderAreLeftToTheAuthorities() {
        assertThat(explained(
                        citation("快递市场管理办法", "2023-12-17", "应当在7日内答复。"),
                        citation("河南省邮政条例", "2012-11-29", "应当在十日内答复。")))
                .contains("由有权机关裁决");
    }

    @Test
    void ofTwoVersionsTheLaterCounts() {
        assertThat(explained(citation("网络安全法", "2016-11-07", "不少于六个月。"), citation("网络安全法", "2025-10-28", "不少于六个月。")))
                .contains("2025-10-28 版施行后");
    }

    @Test
    void onlyQuestionsAboutChangeBringUpTheVersionBefore() {
        assertThat(Conflicts.asksEarlier("网络安全法修订前后，日志留存有什么变化？")).isTrue();
        assertThat(Conflicts.asksEarlier("网络日志至少留存多久？")).isFalse();
    }
}
