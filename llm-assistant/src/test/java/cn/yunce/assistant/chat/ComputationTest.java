package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.Citation;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputationTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    private static String of(String question, String quote) {
        Citation citation = new Citation("id", "快递暂行条例", "2019-03-02", "第一条", quote);
        return Computation.of(question, List.of(citation), TODAY)
                .map(Computation::text)
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "用户8月1日投诉，最晚哪天要处理完？,应当自接到投诉之日起7日内予以处理并告知用户。,最晚为8月8日",
        "打算12月1日停业，最晚哪天公告？,停止经营的，应当提前10日向社会公告。,最晚为11月21日",
        "2024年6月1日交寄的，最晚哪天还能查？,可以自交寄之日起一年内持收据查询。,最晚为2025年6月1日",
        "12月20日收到的，最晚几号交？,应当自收到之日起十五日内缴纳。,最晚为2027年1月4日"
    })
    void theLastDayOfATermIsCounted(String question, String quote, String expected) {
        assertThat(of(question, quote)).contains(expected);
    }

    @Test
    void ofTwoTermsTheOneThatTheQuestionSpeaksOfIsCounted() {
        String quote = "国内邮件可以自交寄之日起一年内查询，国际邮件可以自交寄之日起一百八十日内查询。";
        assertThat(of("国内邮件2025年1月10日交寄，最晚哪天能查？", quote)).contains("最晚为2026年1月10日");
        assertThat(of("国际邮件2025年1月10日交寄，最晚哪天能查？", quote)).contains("最晚为2025年7月9日");
    }

    @Test
    void aQuoteWithTwoTermsLeavesAChoiceAndNothingIsCounted() {
        assertThat(of("5月1日申请，最晚哪天答复？", "应当自受理之日起二十日内作出决定，并在作出决定之日起十日内公告。")).isEmpty();
    }

    @Test
    void aMultipleOfTheFeeIsCappedByTheLoss() {
        String quote = "按照实际损失赔偿，但最高赔偿额不超过所收取资费的三倍。";
        assertThat(of("没保价，资费20元，东西值500元，最多赔多少？", quote)).contains("= 60元", "最多60元");
        assertThat(of("收了30块钱寄费，实际损失50块，赔几块？", quote)).contains("= 90元", "最多50元");
        assertThat(of("最多赔多少？", quote)).isEmpty();
    }

    @Test
    void anOverloadIsAShareOfTheRatedLoad() {
        String quote = "货运机动车超过核定载质量的，处二百元以上五百元以下罚款；超过核定载质量百分之三十的，处五百元以上二千元以下罚款。";
        assertThat(of("核定载质量10吨的货车拉了13.5吨，罚多少？", quote)).contains("超过核定载质量35%");
        assertThat(of("拉了6吨，限重5吨", quote)).contains("超过核定载质量20%");
    }

    @Test
    void latePaymentAddsThreePercentADayUpToTheFine() {
        String quote = "到期不缴纳罚款的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不得超出罚款的数额；";
        assertThat(of("罚款200元，逾期10天没交，加多少？", quote)).contains("= 60元");
        assertThat(of("罚款200元，拖了40天，加多少？", quote)).contains("最多200元");
    }
}
