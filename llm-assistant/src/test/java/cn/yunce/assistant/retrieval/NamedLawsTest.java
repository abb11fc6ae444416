package cn.yunce.assistant.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.retrieval.NamedLaws.Article;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamedLawsTest {
    private static final List<String> TITLES = List.of(
            "快递暂行条例", "快递市场管理办法", "邮政法", "邮政法实施细则", "山东省邮政条例", "河南省邮政条例", "道路交通安全法", "道路交通安全法实施条例", "个人信息保护法", "民法典");

    private static final List<String> OTHERS = List.of("刑法", "劳动法", "劳动合同法", "道路运输条例", "网络安全法");

    private static NamedLaws in(String question) {
        return NamedLaws.in(question, TITLES, OTHERS, article -> Integer.parseInt(article.number()) <= 60);
    }

    @Test
    void aFullTitleWithArabicOrChineseNumeralsNamesTheArticle() {
        for (String question :
                List.of("快递暂行条例第二十一条", "《快递暂行条例》第21条说什么", "根据快递暂行条例第２１条该怎么办", "快递暂行条例 第二十一条", "快递暂行条例的第二十一条第二款")) {
            assertThat(in(question).articles()).as(question).containsExactly(new Article("快递暂行条例", "21"));
        }
    }

    @Test
    void shortNamesNameTheLaw() {
        assertThat(in("快递条例第21条").articles()).containsExactly(new Article("快递暂行条例", "21"));
        assertThat(in("中华人民共和国邮政法怎么说").laws()).containsExactly("邮政法");
        assertThat(in("道交法第三十六条").articles()).containsExactly(new Article("道路交通安全法", "36"));
        assertThat(in("按个保法要怎么做").laws()).containsExactly("个人信息保护法");
        assertThat(in("山东邮政条例管不管").laws()).containsExactly("山东省邮政条例");
        assertThat(in("按照办法第十条").articles()).containsExactly(new Article("快递市场管理办法", "10"));
        assertThat(in("条例第27条怎么说").articles()).containsExactly(new Article("快递暂行条例", "27"));
    }

    @Test
    void severalArticlesAndLawsAreAllNamed() {
        assertThat(in("邮政法第四十五条、第四十七条和快递暂行条例第二十七条").articles())
                .containsExactlyInAnyOrder(
                        new Article("邮政法", "45"), new Article("邮政法", "47"), new Article("快递暂行条例", "27"));
    }

    @Test
    void anArticleWithoutALawIsANumber() {
        assertThat(in("第二十七条怎么说").numbers()).containsExactly("27");
        assertThat(in("快递暂行条例第二十七条").numbers()).isEmpty();
    }

    @Test
    void everydayWordsNameNoLaw() {
        for (String question : List.of("有什么办法让客户满意", "公司规定三天", "这样违法吗", "管理办法有哪些", "快件丢失未保价怎么赔？")) {
            assertThat(in(question).laws()).as(question).isEmpty();
            assertThat(in(question).missing()).as(question).isEmpty();
        }
    }

    @Test
    void lawsAndArticlesThatAreNotThereAreMissing() {
        assertThat(in("《禁止寄递物品管理规定》里锂电池能寄吗").missing()).containsExactly("禁止寄递物品管理规定");
        assertThat(in("邮件快件包装管理办法对胶带有什么要求").missing()).containsExactly("邮件快件包装管理办法");
        assertThat(in("根据智能快件箱寄递服务管理办法第三条").missing()).containsExactly("智能快件箱寄递服务管理办法");
        assertThat(in("快递暂行条例第九十九条").missing()).containsExactly("快递暂行条例第九十九条");
    }

    @Test
    void otherLawsStandardsAndRulesOfOtherPlacesAreMissing() {
        assertThat(in("按刑法会怎么判").missing()).containsExactly("刑法");
        assertThat(in("劳动合同法对试用期怎么说").missing()).containsExactly("劳动合同法");
        assertThat(in("道路运输条例规定几吨以上要办营运证").missing()).containsExactly("道路运输条例");
        assertThat(in("GB/T 27917.1 里寄递时限怎么规定").missing()).containsExactly("GB/T 27917.1");
        assertThat(in("浙江省快递业促进条例对三轮车怎么规定").missing()).containsExactly("浙江省快递业促进条例");
        assertThat(in("山东省邮政条例第八条").missing()).isEmpty();
    }
}
