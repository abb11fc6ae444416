package cn.yunce.assistant.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactMatchTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    应当自接到投诉之日起七日内予以处理 | 7日
                    自接到投诉之日起7天内 | 7日
                    处五万元以上十万元以下的罚款 | 10万元
                    并处上一年度营业额百分之五以下罚款 | 5%
                    一亿元 | 10000万元
                    单件重量不超过十千克的包裹 | 10千克
                    单件重量不超过十千克的包裹 | 10公斤
                    最晚是八月八日 | 8月8日
                    空机重量小于0.25千克 | 0.25千克
                    罚款最高 1.2 万元 | 12000元
                    寄件人拒绝的，不得收寄 | 不得收寄
                    妥善处理《邮政法》规定的快件 | 处理邮政法规定
                    """)
    void aFactIsSaidHoweverItsNumberIsWritten(String text, String fact) {
        assertThat(new FactMatch(text).says(fact)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    应当在十七日内处理 | 7日
                    应当在7个月内处理 | 7日
                    处1.5万元罚款 | 5万元
                    12.6元 | 2.6元
                    可以收寄 | 不得收寄
                    """)
    void anotherNumberOrWordIsNotTheFact(String text, String fact) {
        assertThat(new FactMatch(text).says(fact)).isFalse();
    }
}
