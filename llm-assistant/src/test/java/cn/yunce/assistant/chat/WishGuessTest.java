package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.metric.Metrics.Said;
import cn.yunce.assistant.retrieval.RetrievalTraining;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WishGuessTest {
    private final WishGuess wishes = WishGuess.load(RetrievalTraining.embedder());

    @ParameterizedTest
    @CsvSource({
        "这时哪个县垫底,上个月装载率最低的1个县",
        "连着三个月走下坡的是哪几个县,哪些县装载率连续3个月下降",
        "这时比全市平均还差的县有哪些,上个月哪些县装载率低于全市",
        "离定的目标还差几个点,装载率离目标差多少",
        "这时一天一天地看,上个月每天装载率"
    })
    void whatPeopleWishIsSaidInTheParsersWords(String rest, String expected) {
        String time = rest.contains("这时") ? "上个月" : "";
        assertThat(wishes.wished(new Said(time, List.of(), rest), "装载率")).contains(expected);
    }

    @Test
    void aPlainFigureIsNoWish() {
        assertThat(wishes.wished(new Said("上个月", List.of("石桥县共配园区"), "某地这时的装载率是多少"), List.of("装载率")))
                .isEmpty();
    }
}
