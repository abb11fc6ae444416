package cn.yunce.assistant.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.assistant.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentParserTest {
    private static ParsedDocument parse(String... lines) {
        return DocumentParser.parse("某办法(2020-01-02).md", String.join("\n", lines));
    }

    private static List<String> labels(ParsedDocument document) {
        return document.articles().stream().map(ParsedArticle::label).toList();
    }

    @Test
    void aStatuteBecomesItsArticlesUnderTheirHeadings() {
        ParsedDocument law = parse(
                "# 某办法",
                "2019年5月6日公布",
                "第一编 总 则",
                "## 第一章 一般规定",
                "第一条 第一款。",
                "",
                "第二款，有下列情形：",
                "（一）甲；",
                "（二）乙。",
                "### 第一节　细则",
                "第二条　内容。",
                "第二编 附则",
                "第三条 本办法自2020年3月1日起施行。");
        assertThat(law.law()).isEqualTo("某办法");
        assertThat(law.preface()).isEqualTo("2019年5月6日公布");
        assertThat(law.version()).contains(LocalDate.of(2020, 1, 2));
        assertThat(law.effective()).contains(LocalDate.of(2020, 3, 1));
        assertThat(labels(law)).containsExactly("第一条", "第二条", "第三条");
        assertThat(law.articles().get(0).text()).isEqualTo("第一款。\n第二款，有下列情形：\n（一）甲；\n（二）乙。");
        assertThat(law.articles().get(1).heading()).containsExactly("第一编 总 则", "第一章 一般规定", "第一节 细则");
        assertThat(law.articles().get(2).heading()).containsExactly("第二编 附则");
    }

    @Test
    void aReferenceToAnArticleIsNoHeading() {
        ParsedDocument law = parse("第一条 依照本法第四十条处罚。", "第四十条第二款规定的情形除外。", "第二条的规定不适用。", "第一章规定的，从其规定。", "第二条 终。");
        assertThat(labels(law)).containsExactly("第一条", "第二条");
        assertThat(law.articles().getFirst().text())
                .contains("第四十条第二款")
                .contains("第二条的规定")
                .contains("第一章规定的");
    }

    @Test
    void insertedArticlesAndBoldLabelsAreUnderstood() {
        ParsedDocument law = parse("**第一百零三条** 甲。", "第一百零三条之一 乙。", "#### 第一百零四条", "丙。", "第一百零五条丁。");
        assertThat(law.articles())
                .extracting(ParsedArticle::number, ParsedArticle::label, ParsedArticle::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("103", "第一百零三条", "甲。"),
                        org.assertj.core.groups.Tuple.tuple("103-1", "第一百零三条之一", "乙。"),
                        org.assertj.core.groups.Tuple.tuple("104", "第一百零四条", "丙。"),
                        org.assertj.core.groups.Tuple.tuple("105", "第一百零五条", "丁。"));
    }

    @Test
    void aLostLabelIsRestoredOnlyWhereItsPlaceIsCertain() {
        ParsedDocument tight = parse("第一条 甲。", "甲二款。", "", "第三人乙。", "", "第三条 丙。");
        assertThat(labels(tight)).containsExactly("第一条", "第二条", "第三条");
        assertThat(tight.articles().get(1).text()).isEqualTo("第三人乙。");
        assertThat(tight.notes()).singleElement().asString().contains("第二条").contains("restored");

        ParsedDocument loose = parse("第一条 甲。", "", "甲二款。", "", "第三条 丙。", "", "丙二款。");
        assertThat(labels(loose)).containsExactly("第一条", "第三条");
        assertThat(loose.notes()).singleElement().asString().contains("第二条 is missing");
    }

    @Test
    void aPolicyPaperBecomesItsNumberedPoints() {
        ParsedDocument paper = DocumentParser.parse("方案.md", """
                # 某市实施方案
                synthetic: true

                2023年1月16日印发。

                ## 一、总体要求
                指导思想。
                二、主要任务
                （一）建设枢纽。到2026年，面积达到50万平方米。
                （二）下乡进村
                每个建制村一个服务点。
                1. 设点。每村一个。
                1.5万人以上的村设两个。
                2. 并网
                一张网。
                """);
        assertThat(paper.synthetic()).isTrue();
        assertThat(paper.law()).isEqualTo("某市实施方案");
        assertThat(paper.version()).contains(LocalDate.of(2023, 1, 16));
        assertThat(labels(paper)).containsExactly("一、", "二、（一）", "二、（二）", "二、（二）1.", "二、（二）2.");
        assertThat(paper.articles().get(1).text()).isEqualTo("建设枢纽。到2026年，面积达到50万平方米。");
        assertThat(paper.articles().get(3).text()).isEqualTo("设点。每村一个。\n1.5万人以上的村设两个。");
        assertThat(paper.articles().get(4).heading()).containsExactly("二、主要任务", "（二）下乡进村", "2. 并网");
    }

    @Test
    void aManualBecomesItsSections() {
        ParsedDocument manual = DocumentParser.parse(
                "手册.md", "---\ntitle: 操作手册\nversion: 2024-05-06\n---\n# 手册\n## 登录\n1. 打开页面\n2. 输入口令\n## 退出\n关闭页面。");
        assertThat(manual.law()).isEqualTo("操作手册");
        assertThat(manual.version()).contains(LocalDate.of(2024, 5, 6));
        assertThat(labels(manual)).containsExactly("登录", "退出");
        assertThat(manual.articles().getFirst().text()).isEqualTo("1. 打开页面\n2. 输入口令");
    }

    @Test
    void theVersionComesFromTheTextWhenTheNameDoesNotTell() {
        ParsedDocument law =
                DocumentParser.parse("条例.txt", "1994年7月22日通过，2002年3月29日修正，自2003年1月1日起施行\n第一条 甲。\n第二条 2020年5月5日以后。");
        assertThat(law.version()).contains(LocalDate.of(2002, 3, 29));
        assertThat(law.effective()).contains(LocalDate.of(2003, 1, 1));
        assertThat(DocumentParser.parse("条例.txt", "第一条 甲。\n第二条 乙。").version()).isEqualTo(Optional.empty());
    }

    @Test
    void whatCannotBeCitedIsRefusedWithTheFilesName() {
        assertThatThrownBy(() -> DocumentParser.parse("空(2020-01-01).md", " \n# 空\n"))
                .hasMessageContaining("空(2020-01-01).md");
        assertThatThrownBy(() -> DocumentParser.parse("法(2020-13-01).md", "第一条 甲。"))
                .hasMessageContaining("2020-13-01");
    }

    @Test
    void chineseNumeralsAreReadAndWritten() {
        for (int n = 1; n < 10_000; n++) {
            assertThat(ChineseNumerals.parse(ChineseNumerals.format(n))).hasValue(n);
        }
        assertThat(ChineseNumerals.format(1260)).isEqualTo("一千二百六十");
        assertThat(ChineseNumerals.format(110)).isEqualTo("一百一十");
        assertThat(ChineseNumerals.parse("２１")).hasValue(21);
        assertThat(ChineseNumerals.parse("十百")).isEmpty();
        assertThat(ChineseNumerals.parse("二三")).isEmpty();
    }

    @Test
    void readersAreRolesOrRefused() {
        assertThat(DocumentParser.parse("甲(2020-01-02).md", "readers: manager，ADMIN\n第一条 甲。\n第二条 乙。")
                        .readers())
                .containsExactlyInAnyOrder(Role.MANAGER, Role.ADMIN);
        assertThatThrownBy(() -> DocumentParser.parse("甲(2020-01-02).md", "readers: BOSS\n第一条 甲。\n第二条 乙。"))
                .hasMessageContaining("readers must be of")
                .hasMessageContaining("'BOSS'");
    }
}
