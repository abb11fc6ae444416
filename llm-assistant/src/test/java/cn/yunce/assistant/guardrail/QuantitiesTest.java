package cn.yunce.assistant.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {

    @ParameterizedTest
    @CsvSource({
        "应当自接到投诉之日起7日内予以处理,7,日,MOST",
        "应当自接到投诉之日起七天内予以处理,7,日,MOST",
        "最高赔偿额不超过所收取资费的三倍,3,倍,MOST",
        "处5万元以上的罚款,50000,元,LEAST",
        "处五万元以上的罚款,50000,元,LEAST",
        "处二十万元以下罚款,200000,元,MOST",
        "超过6个月无人认领的,6,个月,LEAST",
        "预测 1234.5 件,1234.5,件,NONE",
        "'共 12,345 件',12345,件,NONE",
        "占百分之三十,30,%,NONE",
        "占 30％,30,%,NONE",
        "第二十一条,21,第条,NONE",
        "两个以上经营快递业务的企业,2,个,LEAST",
        "不满十八周岁,18,岁,MOST",
        "半年内有效,0.5,年,MOST",
        "日均 500万件,5000000,件,NONE",
        "单件重量不超过五千克的印刷品,5,公斤,MOST",
        "重十千克,10,公斤,NONE",
        "重 5千克,5,公斤,NONE",
        "限三千米,3,公里,NONE",
        "共三千二百件,3200,件,NONE",
    })
    void readsTheNumberWithItsUnitAndBound(String text, String value, String unit, Quantity.Bound bound) {
        assertThat(Quantities.find(text)).singleElement().satisfies(quantity -> {
            assertThat(quantity.value()).isEqualByComparingTo(value);
            assertThat(quantity.unit()).isEqualTo(unit);
            assertThat(quantity.bound()).isEqualTo(bound);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"一般情况下统一处理", "委托第三方企业", "一定要告知", "任何一个企业", "一律不得收寄", "十分重要", "四川省"})
    void takesNoWordForANumber(String text) {
        assertThat(Quantities.find(text)).isEmpty();
    }

    @Test
    void readsEveryNumeralItsOwnWriterWrites() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2_000; i++) {
            long value = random.nextLong(1, (long) Math.pow(10, random.nextInt(1, 9)));
            assertThat(ChineseNumber.parse(write(value))).as(write(value)).contains(value);
        }
    }

    private static String write(long value) {
        if (value >= 10_000) {
            long rest = value % 10_000;
            String gap = rest > 0 && rest < 1_000 ? "零" : "";
            return write(value / 10_000) + "万" + (rest == 0 ? "" : gap + write(rest));
        }
        StringBuilder text = new StringBuilder();
        boolean gap = false;
        for (int power = 1_000, k = 0; power > 0; power /= 10, k++) {
            int digit = (int) (value / power % 10);
            if (digit == 0) {
                gap = !text.isEmpty();
                continue;
            }
            text.append(gap ? "零" : "").append("一二三四五六七八九".charAt(digit - 1));
            text.append(k < 3 ? "千百十".substring(k, k + 1) : "");
            gap = false;
        }
        return text.toString();
    }
}
