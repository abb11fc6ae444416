package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.corpus.TextEmbedder;
import cn.yunce.assistant.retrieval.RetrievalTraining;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeadTest {
    private static final String SPEED = "在高速公路上行驶的小型载客汽车最高车速不得超过每小时120公里，其他机动车不得超过每小时100公里，摩托车不得超过每小时80公里。";

    @Test
    void whatWasCutOffIsSaidAgain() {
        assertThat(Lead.of("小型载客汽车最高车速不得超过每小时120公里。", List.of("本条例自公布之日起施行。", SPEED)))
                .isEqualTo(SPEED);
    }

    @Test
    void whatWasLeftOutBetweenIsSaidAgain() {
        assertThat(Lead.of("在高速公路上行驶的摩托车不得超过每小时80公里。", List.of(SPEED))).isEqualTo(SPEED);
    }

    @Test
    void oneSentenceIsSaidOnce() {
        assertThat(Lead.of("其他机动车不得超过每小时100公里。摩托车不得超过每小时80公里。", List.of(SPEED))).isEqualTo(SPEED);
    }

    @Test
    void anItemEndsAsASentenceDoes() {
        assertThat(Lead.of("不得抛扔、踩踏快件。", List.of("（八）保障快件安全，不得抛扔、踩踏快件；\n（九）按时投递；")))
                .isEqualTo("（八）保障快件安全，不得抛扔、踩踏快件。");
    }

    @Test
    void aSentenceThatIsTooLongStaysAsItWasCut() {
        String cut = "可以处5万元以下的罚款。";
        assertThat(Lead.of(cut, List.of("违反本条例规定，" + "非法拥有".repeat(20) + "的，可以处5万元以下的罚款。")))
                .isEqualTo(cut);
    }

    @Test
    void whatNoQuoteSaysStaysForTheCheck() {
        assertThat(Lead.of("可以随便送。", List.of(SPEED))).isEqualTo("可以随便送。");
    }

    @Test
    void itIsSaidOnlyWhereNoOtherSentenceIsNearerToTheQuestion() {
        TextEmbedder embedder = RetrievalTraining.embedder();
        List<String> quotes = List.of("经营快递业务的企业可以开办快递末端网点，并应当自开办之日起20日内向所在地邮政管理部门备案。快递末端网点无需办理营业执照。");
        String question = "村里开个代收点，要不要去备案，几天内办";
        assertThat(Lead.isNearest(question, "快递末端网点无需办理营业执照。", quotes, embedder))
                .isFalse();
        assertThat(Lead.isNearest(question, "经营快递业务的企业可以开办快递末端网点，并应当自开办之日起20日内向所在地邮政管理部门备案。", quotes, embedder))
                .isTrue();
    }
}
