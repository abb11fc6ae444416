package cn.yunce.assistant.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnglishQuestionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "on-time rate last month by county | on-time rate 上个月 各县",
                "Which township had the lowest pickup volume yesterday? | 哪个镇 had the 最低 pickup volume 昨天?",
                "complaint rate in October 2026 of the three counties with the highest | complaint rate  2026年10月  of 最高的3个县",
                "appeals in Q3 compared with last year | appeals in 第3季度 同比",
                "backlog for the past 7 days per day | backlog for 近7天 每天",
                "revenue for the third quarter and yoy | revenue for 第3季度 and 同比",
                "which counties missed the complaint target in October | 哪个县 没达标 complaint rate   10月",
                "complaint rate in October compared with September last year | complaint rate  10月   比去年9月",
                "compare deliveries of August and September | compare deliveries  8月   和9月  对比",
                "What was the on-time rate in Songling last month? | what was the on-time rate in ·songling县 上个月?",
                "What was the on-time rate in October | what was the on-time rate  10月",
                "How many parcels were delivered citywide over the National Day holiday? | how many 投递量 全市 国庆期间?",
                "appeals in Changping county last month | appeals in ·changping县 上个月",
                "which county grew fastest in pickups | 哪个县 增长最快 in pickups",
                "which county delivered the fewest parcels last week | 哪个县 投递量 最低 上周",
                "which three counties handled the most parcels yesterday | 最高的3个县 业务量 昨天",
                "How many parcels did Wangchuan pick up last month | wangchuan 揽收量 多少 上个月",
                "counties with a complaint rate higher than 2 last month | counties with a complaint rate 超过2，上个月",
                "why did the return rate rise last month | 为什么 did the return rate rise 上个月"
            })
    void wordsForTimeRowsAndOrderAreSaidInChinese(String english, String chinese) {
        assertThat(EnglishQuestion.inChinese(english).strip()).isEqualTo(chinese);
    }

    @ParameterizedTest
    @CsvSource({"上个月的 WAPE 是多少", "top 3 县", "last month"})
    void whatIsNotEnglishStays(String text) {
        assertThat(EnglishQuestion.inChinese(text)).isEqualTo(text);
    }
}
