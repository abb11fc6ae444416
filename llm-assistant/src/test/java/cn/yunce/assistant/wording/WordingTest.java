package cn.yunce.assistant.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.assistant.Language;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    private final Wording chinese = Wording.of(Language.CHINESE);
    private final Wording english = Wording.of(Language.ENGLISH);

    @Test
    void bothLanguagesHaveTheSameSentences() {
        Set<String> named = new TreeSet<>(english.keys());
        // What Chinese takes as it stands in the data needs no word there.
        named.removeIf(key -> key.matches("(unit|holiday|scope|back|told)\\..*"));
        assertThat(named).isEqualTo(new TreeSet<>(chinese.keys()));
    }

    @Test
    void noEnglishSentenceHasAChineseCharacter() {
        assertThat(english.keys())
                .allSatisfy(key -> assertThat(english.find(key).orElseThrow().replaceFirst("^.* => ", ""))
                        .doesNotContainPattern("\\p{IsHan}"));
    }

    @Test
    void aSentenceHasItsValuesInItsOwnOrder() {
        assertThat(chinese.say("kpi.change", "同比", "升", "3 件", "")).isEqualTo("同比升 3 件");
        assertThat(english.say("kpi.change", "year on year", "up", "3 parcels", ""))
                .isEqualTo("up 3 parcels year on year");
    }

    @Test
    void whatDataSayInChineseIsRetold() {
        assertThat(english.retell("外部承运:该时段自有车均在途(尾量合并(2条线))"))
                .isEqualTo("external: all own vehicles are on the road (rests of 2 lines combined)");
        assertThat(english.retell("运行 #12，数据截至 2026-11-25（示例数据）")).isEqualTo("run 12, data until 2026-11-25");
        assertThat(english.retell("别的")).isEqualTo("别的");
        assertThat(chinese.retell("满载发车")).isEqualTo("满载发车");
    }

    @Test
    void aKeyThatThereIsNotFails() {
        assertThatThrownBy(() -> chinese.say("kpi.nonsense")).hasMessage("no sentence kpi.nonsense");
    }

    @ParameterizedTest
    @CsvSource({
        "en,ENGLISH",
        "'en-GB,en;q=0.9',ENGLISH",
        "'zh-CN,zh;q=0.9,en;q=0.8',CHINESE",
        "'fr, en;q=0.5',ENGLISH",
        "fr,CHINESE",
        "'',CHINESE",
        "*,CHINESE",
        "'\u0001;;q',CHINESE"
    })
    void theHeaderSaysTheLanguage(String header, Language language) {
        assertThat(Language.of(header)).isEqualTo(language);
    }
}
