package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.Caller;
import cn.yunce.assistant.metric.Metrics;
import cn.yunce.assistant.metric.Metrics.Said;
import cn.yunce.assistant.retrieval.RetrievalTraining;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WishGuessTest {
    private static final LocalDate AS_OF = LocalDate.of(2026, 11, 26);
    private final WishGuess wishes = WishGuess.load(RetrievalTraining.embedder());

    private static Metrics saying(Said said) {
        return new Metrics() {
            @Override
            public Optional<Prepared> prepare(
                    String question, LocalDate asOf, Caller caller, Optional<String> conversation) {
                return Optional.empty();
            }

            @Override
            public Optional<Said> said(String question, LocalDate asOf) {
                return Optional.of(said);
            }
        };
    }

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
        assertThat(wishes.ofDescribed(saying(new Said(time, List.of(), rest)), rest, AS_OF, "装载率"))
                .contains(expected);
    }

    @Test
    void aPlainFigureIsNoWish() {
        Said said = new Said("上个月", List.of("石桥县共配园区"), "某地这时的装载率是多少");
        assertThat(wishes.ofNamed(saying(said), said.rest(), AS_OF, List.of("装载率")))
                .isEmpty();
    }

    @Test
    void whatTheParserDoesNotReadBesideANameIsTold() {
        Said said = new Said("", List.of(), "装载率连着三个月走下坡的县");
        assertThat(wishes.ofNamed(saying(said), said.rest(), AS_OF, List.of("装载率")))
                .contains("哪些县装载率连续3个月下降");
    }
}
