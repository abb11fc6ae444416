package cn.yunce.assistant.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferredTest {
    private static List<String> in(String text) {
        return Referred.in(text).stream()
                .map(one -> text.substring(one.start(), one.end()) + "=" + one.law() + "#" + one.number("第二十一条"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "违反本条例第十五条的，责令改正 | 本条例第十五条=#15",
                "有本法第七条至第九条所列行为 | 本法第七条=#7; 第九条=#9",
                "依照本办法第十条、第十一条和第三十条之一处罚 | 本办法第十条=#10; 第十一条=#11; 第三十条之一=#30-1",
                "依照《中华人民共和国民法典》第八百三十三条确定 | 《中华人民共和国民法典》第八百三十三条=民法典#833",
                "依照《中华人民共和国邮政法》（以下简称邮政法）第七十二条处罚 | 《中华人民共和国邮政法》（以下简称邮政法）第七十二条=邮政法#72",
                "前条规定的行为 | 前条=#20",
                "前款规定的企业 | 前款=#21",
                "第六条规定的内容 | 第六条=#6",
                "依照本法第三条第二款、第四条处理 | 本法第三条=#3; 第四条=#4"
            })
    void articlesThatATextRefersToAreFound(String text, String expected) {
        assertThat(String.join("; ", in(text))).isEqualTo(expected);
    }

    @Test
    void aTitleAloneRefersToNoArticle() {
        assertThat(in("根据《中华人民共和国邮政法》制定本条例，第一款另有规定")).isEmpty();
    }
}
