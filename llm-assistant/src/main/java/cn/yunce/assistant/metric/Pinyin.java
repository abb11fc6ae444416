package cn.yunce.assistant.metric;

import java.util.List;
import java.util.stream.Stream;
import net.sourceforge.pinyin4j.PinyinHelper;

/** Names in letters, as English questions write them. */
final class Pinyin {
    private Pinyin() {}

    /** 锦河 as jinhe, without tones; each way in which a name with characters of several readings may be read. */
    static List<String> of(String name) {
        return name.chars()
                .mapToObj(c -> readings((char) c))
                .reduce((before, next) -> before.stream()
                        .flatMap(first -> next.stream().map(second -> first + second))
                        .toList())
                .orElse(List.of());
    }

    private static List<String> readings(char c) {
        String[] toned = PinyinHelper.toHanyuPinyinStringArray(c);
        return toned == null
                ? List.of()
                : Stream.of(toned)
                        .map(reading -> reading.replaceAll("[^a-z]", ""))
                        .distinct()
                        .toList();
    }
}
