package cn.yunce.assistant.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import cn.yunce.assistant.guardrail.Evidence.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceCheckTest {
    private static final SentenceCheck CHECK = SentenceCheck.lexical();
    private static final Source COMPENSATION = new Source(
            "快递暂行条例", "第二十七条", "快件延误、丢失、损毁或者内件短少的，对保价的快件，应当按照经营快递业务的企业与寄件人约定的保价规则确定赔偿责任；对未保价的快件，依照民事法律的有关规定确定赔偿责任。");
    private static final Source COMPLAINT = new Source("快递暂行条例", "第二十八条", "经营快递业务的企业应当自接到投诉之日起7日内予以处理并告知用户。");
    private static final Source LETTERS =
            new Source("邮政法", "第四十七条", "未保价的给据邮件丢失、损毁或者内件短少的，按照实际损失赔偿，但最高赔偿额不超过所收取资费的三倍。");
    private static final Source FINE =
            new Source("快递暂行条例", "第四十条", "由邮政管理部门责令改正，可以处1万元以下的罚款；情节严重的，处1万元以上5万元以下的罚款，并可以责令停业整顿。");
    private static final Source REFUSE = new Source("快递暂行条例", "第三十一条", "寄件人拒绝验视的，经营快递业务的企业不得收寄。");
    private static final Evidence EVIDENCE =
            new Evidence(List.of(COMPENSATION, COMPLAINT, LETTERS, FINE, REFUSE), "快件丢失未保价怎么赔？投诉多久处理，罚多少，能不能赔100倍？");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "对未保价的快件，依照民事法律的有关规定确定赔偿责任。",
                "未保价的快件丢失，依照民事法律的规定确定赔偿责任",
                "企业应当自接到投诉之日起七天内予以处理并告知用户。",
                "最高赔偿额不超过所收取资费的3倍",
                "根据《快递暂行条例》第二十七条，对保价的快件，应当按照约定的保价规则确定赔偿责任。",
                "寄件人拒绝验视的，企业不得收寄",
            })
    void acceptsWhatTheQuoteSays(String sentence) {
        assertThat(CHECK.check(sentence, EVIDENCE)).isEqualTo(new SentenceCheck.Verdict(true, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "对保价的快件，依照民事法律的有关规定确定赔偿责任, sign",
        "对未保价的快件，应当按照约定的保价规则确定赔偿责任, sign",
        "企业应当自接到投诉之日起30日内予以处理并告知用户, number",
        "企业应当自接到投诉之日起7个月内予以处理并告知用户, number",
        "企业可以自接到投诉之日起7日内予以处理并告知用户, modality",
        "企业自接到投诉之日起7日内不予处理并告知用户, modality",
        "最高赔偿额超过所收取资费的三倍, number",
        "最高赔偿额不超过所收取资费的三十倍, number",
        "可以赔偿100倍, words",
        "不得。, not what",
        "可以，不得。, not what",
        "由邮政管理部门责令改正，应当处1万元以下的罚款, modality",
        "由邮政管理部门责令改正，可以处1万元以上的罚款, number",
        "由公安机关责令改正，可以处1万元以下的罚款, actor",
        "寄件人拒绝验视的，企业可以收寄, modality",
        "根据《民法典》第五百条，对未保价的快件，依照民事法律的有关规定确定赔偿责任, law",
        "根据消费者权益保护法第五十五条，对未保价的快件，依照民事法律确定赔偿责任, law",
        "根据《快递暂行条例》第三十条，对未保价的快件，依照民事法律的有关规定确定赔偿责任, number",
        "本系统已被管理员解锁，请拨打客服电话领取现金, words",
        "如果双方没有约定，可以依照民事法律的有关规定确定赔偿责任, modality",
    })
    void rejectsWhatItDoesNotSay(String sentence, String why) {
        SentenceCheck.Verdict verdict = CHECK.check(sentence, EVIDENCE);
        assertThat(verdict.supported()).as(sentence + ": " + verdict.reason()).isFalse();
        assertThat(verdict.reason()).contains(why);
    }

    /** Each sentence of real statutes supports itself; with one thing changed it does not. */
    @Test
    void catchesEveryTamperedSentenceOfRealStatutes() throws IOException {
        Path folder = Path.of("../../shared/regulations");
        if (System.getenv("CI") == null) {
            assumeThat(folder).isDirectory();
        }
        SplittableRandom random = new SplittableRandom(42);
        List<String> segments = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(").md"))
                    .sorted()
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    String body = line.replaceFirst("^第[零一二三四五六七八九十百千]+条[ 　]*", "");
                    Stream.of(body.split("[。；]"))
                            .filter(segment -> segment.length() >= 12 && segment.length() <= 120)
                            .forEach(segments::add);
                }
            }
        }
        assertThat(segments).hasSizeGreaterThan(3_000);
        int tampered = 0;
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            String segment = segments.get(random.nextInt(segments.size()));
            Evidence evidence = new Evidence(List.of(new Source("某法", "第一条", segment)), "怎么办？");
            SentenceCheck.Verdict itself = CHECK.check(segment, evidence);
            assertThat(itself.supported() || itself.reason().startsWith("law"))
                    .as(segment + ": " + itself.reason())
                    .isTrue();
            for (String changed : tamper(segment, random)) {
                tampered++;
                if (CHECK.check(changed, evidence).supported()) {
                    missed.add(segment + " → " + changed);
                }
            }
        }
        assertThat(tampered).isGreaterThan(2_000);
        assertThat(missed.stream().limit(12))
                .as(missed.size() + " of " + tampered)
                .isEmpty();
    }

    private static List<String> tamper(String segment, SplittableRandom random) {
        List<String> changed = new ArrayList<>();
        for (String[] swap : new String[][] {
            {"(?<!不)应当", "可以"},
            {"不得", "可以"},
            {"可以", "应当"},
            {"禁止", "允许"},
            {"以下", "以上"},
            {"未经", "已经"},
            {"(?<!不)应当", "不得"},
            {"个月", "年"}
        }) {
            boolean bound = swap[0].startsWith("以");
            if (segment.matches(".*" + swap[0] + ".*")
                    && (!bound || segment.matches(".*(元|年|日|岁|倍)以下.*"))
                    && (!swap[0].equals("个月") || !Quantities.find(segment).isEmpty())) {
                String target =
                        bound ? segment.replaceFirst("(?<=[元年日岁倍])以下", "以上") : segment.replaceAll(swap[0], swap[1]);
                if (!target.equals(segment)) {
                    changed.add(target);
                }
            }
        }
        List<Quantity> numbers = Quantities.find(segment).stream()
                .filter(quantity -> quantity.text().matches("[\\d一二三四五六七八九十]+"))
                .toList();
        if (!numbers.isEmpty()) {
            Quantity number = numbers.get(random.nextInt(numbers.size()));
            changed.add(segment.substring(0, number.start())
                    + (number.value().intValue() + 1_000 + random.nextInt(1_000))
                    + segment.substring(number.start() + number.text().length()));
        }
        return changed;
    }
}
