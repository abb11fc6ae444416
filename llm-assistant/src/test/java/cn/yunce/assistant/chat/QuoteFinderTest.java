package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.Citation;
import cn.yunce.assistant.Corpus.ArticleText;
import cn.yunce.assistant.retrieval.Hit;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuoteFinderTest {
    private static final String RULE = "冒领、私自开拆、隐匿、毁弃、倒卖或者非法检查他人快件，尚不构成犯罪的，依法给予治安管理处罚。";
    private static final String SANCTION = "经营快递业务的企业有前款规定行为，或者非法扣留快件的，由邮政管理部门责令改正，没收违法所得，并处5万元以上10万元以下的罚款。";
    private static final String REST = "其他事项由国务院邮政管理部门规定。".repeat(20);

    private static String quote(String question, String text) {
        ArticleText article = new ArticleText("id", "快递暂行条例", "2019-03-02", true, "第四十二条", List.of(), text, false);
        return QuoteFinder.find(question, List.of(new Hit(article, 1, 1, 1, false))).stream()
                .map(Citation::quote)
                .findFirst()
                .orElse("");
    }

    @Test
    void whatIsMeantByTheParagraphBeforeIsQuotedWithIt() {
        assertThat(quote("快递企业非法扣留快件罚多少？", REST + "\n" + RULE + "\n" + SANCTION))
                .isEqualTo(RULE + "\n" + SANCTION);
    }

    @Test
    void aParagraphThatMeansNoOtherStandsAlone() {
        assertThat(quote("冒领别人的快件怎么处理？", REST + "\n" + RULE + "\n" + SANCTION)).isEqualTo(RULE);
    }
}
