package cn.yunce.assistant.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {
    private static final Path STATUTES = Path.of("../../shared/regulations");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "打13812345678没人接 | 打138******78没人接",
                "手机138-1234-5678 | 手机138******78",
                "手机１３８１２３４５６７８ | 手机１３８******７８",
                "电话幺三八一二三四五六七八 | 电话幺三八******七八",
                "座机010-62345678 | 座机010-******78",
                "座机(0571) 8765432 | 座机(0571) ******2",
                "身份证11010519491231002X丢了 | 身份证1****************X丢了",
                "送到幸福路8号3栋2单元501室 | 送到幸福路8号***",
                "6号楼1203的件 | ***的件",
                "收件人：李小明，电话13912345678 | 收件人：李**，电话139******78",
                "张三 13812345678 拒收 | 张** 138******78 拒收",
                "13812345678，欧阳锋，要投诉 | 138******78，欧阳**，要投诉",
                "收件人王五的手机打不通 | 收件人王**的手机打不通",
                "刘德华先生要求赔偿 | 刘**先生要求赔偿",
            })
    void hidesWhatTellsOfAPerson(String text, String masked) {
        assertThat(PersonalData.mask(text)).isEqualTo(masked);
        assertThat(PersonalData.mask(masked)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "收件人应当场验收，寄件人于当日交寄。",
                "客户高度关注时限，用户管理办法第三条",
                "2026年11月25日14点波次预计12345678件",
                "运单号773001234567890123，站点8",
                "罚款20000元以上100000元以下",
                "拨打12305申诉，场地3 - 站点83 - 1400",
                "三楼的快递要不要送上门？3楼没电梯",
                "住在2单元的客户投诉了3次",
            })
    void leavesEverythingElse(String text) {
        assertThat(PersonalData.mask(text)).isEqualTo(text);
    }

    @Test
    void hidesAtLeastSixDigitsOfEveryMobileNumber() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 1_000; i++) {
            String number = "1" + random.nextInt(3, 10)
                    + random.ints(9, 0, 10).mapToObj(String::valueOf).collect(Collectors.joining());
            String masked = PersonalData.mask("找" + number + "的件");
            assertThat(masked).hasSize(14).doesNotContain(number);
            assertThat(masked.chars().filter(c -> c == '*').count()).isGreaterThanOrEqualTo(6);
        }
    }

    /** They name nobody, so nothing in them may be hidden. */
    @Test
    void statutesStayAsTheyAre() throws IOException {
        assumeTrue(Files.isDirectory(STATUTES));
        try (var files = Files.list(STATUTES)) {
            List<Path> found = files.toList();
            assertThat(found).isNotEmpty();
            for (Path file : found) {
                String text = Files.readString(file);
                assertThat(PersonalData.mask(text)).as("%s", file).isEqualTo(text);
                assertThat(text.lines().filter(Instructions::in)).as("%s", file).isEmpty();
            }
        }
    }
}
