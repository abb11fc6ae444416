package cn.yunce.assistant.chat;

import cn.yunce.assistant.guardrail.Quantities;
import cn.yunce.assistant.guardrail.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a number measures. A speed is no distance, though both are told in kilometres; numbers of one measure are compared in its smallest unit.
 */
enum Measure {
    LENGTH,
    SPEED,
    WEIGHT,
    DURATION,
    POINTS,
    AGE,
    PEOPLE;

    private static final Map<String, BigDecimal> SMALLER = Map.ofEntries(
            Map.entry("公里", BigDecimal.valueOf(100_000)),
            Map.entry("米", BigDecimal.valueOf(100)),
            Map.entry("厘米", BigDecimal.ONE),
            Map.entry("吨", BigDecimal.valueOf(1_000_000)),
            Map.entry("公斤", BigDecimal.valueOf(1000)),
            Map.entry("克", BigDecimal.ONE),
            Map.entry("小时", BigDecimal.valueOf(60)),
            Map.entry("分钟", BigDecimal.ONE),
            Map.entry("分", BigDecimal.ONE),
            Map.entry("岁", BigDecimal.ONE),
            Map.entry("人", BigDecimal.ONE));
    private static final Pattern SPEED_BEFORE = Pattern.compile("(?:时速|每小时|车速|速度|[开跑飙提]到了?|限速)[^，。；\\d]{0,8}$");
    private static final Pattern SPEED_AFTER = Pattern.compile("^(?:/|每|一个?)?小?时");
    private static final Pattern BARE_SPEED =
            Pattern.compile("((?:时速|车速|[开跑飙]到?了?)(?:\\d{2,3}|一百[一二三四五六七八九]?十?|[一二三四五六七八九]十))(?=[，。？,?!、的 ]|$|超)");
    private static final Pattern HALF_MORE = Pattern.compile("(\\d+|两)个半(小时|月)");
    private static final Pattern MILES = Pattern.compile("(?<=[\\d十百])[码迈]");
    private static final Pattern CENTIMETRES = Pattern.compile("(?<=[\\d十百几少])公分");
    private static final Pattern JIN = Pattern.compile("(\\d{1,4})斤");
    private static final Pattern METRES = Pattern.compile("(\\d)米(\\d)(?![\\d米厘公])");

    /** @param value in the smallest unit of its measure */
    record Measured(Quantity quantity, Measure measure, BigDecimal value) {
        String unit() {
            return quantity.unit();
        }

        /** A value of the smallest unit, told in this one's unit. */
        String told(BigDecimal small) {
            BigDecimal scale = measure == SPEED ? BigDecimal.ONE : SMALLER.getOrDefault(unit(), BigDecimal.ONE);
            return small.divide(scale, 3, RoundingMode.HALF_UP)
                            .stripTrailingZeros()
                            .toPlainString()
                    + unit();
        }
    }

    /** A question as its numbers are meant: 跑到115 is 跑到115公里, 5个半小时 is 5.5小时, 170公分 is 170厘米, 12斤 is 6公斤. */
    static String plainly(String question) {
        String halved = HALF_MORE
                .matcher(question)
                .replaceAll(more ->
                        "两".equals(more.group(1)) ? "2.5" + more.group(2) : more.group(1) + ".5" + more.group(2));
        String told = MILES.matcher(halved).replaceAll("公里每小时");
        String metric = JIN.matcher(CENTIMETRES.matcher(told).replaceAll("厘米"))
                .replaceAll(jin -> new BigDecimal(jin.group(1))
                                .divide(BigDecimal.TWO)
                                .stripTrailingZeros()
                                .toPlainString()
                        + "公斤");
        return BARE_SPEED.matcher(METRES.matcher(metric).replaceAll("$1.$2米")).replaceAll("$1公里每小时");
    }

    /** In the order of the text. */
    static List<Measured> in(String text) {
        List<Measured> found = new ArrayList<>();
        for (Quantity quantity : Quantities.find(text)) {
            of(text, quantity).ifPresent(measure -> {
                BigDecimal scale =
                        measure == SPEED ? BigDecimal.ONE : SMALLER.getOrDefault(quantity.unit(), BigDecimal.ONE);
                found.add(new Measured(quantity, measure, quantity.value().multiply(scale)));
            });
        }
        return List.copyOf(found);
    }

    private static Optional<Measure> of(String text, Quantity quantity) {
        String before = text.substring(Math.max(0, quantity.start() - 14), quantity.start());
        String after = text.substring(quantity.end());
        return switch (quantity.unit()) {
            case "公里" ->
                Optional.of(
                        SPEED_BEFORE.matcher(before).find()
                                        || SPEED_AFTER.matcher(after).find()
                                ? SPEED
                                : LENGTH);
            case "米", "厘米" -> Optional.of(LENGTH);
            case "吨", "公斤", "克" -> Optional.of(WEIGHT);
            case "小时", "分钟" -> Optional.of(DURATION);
            case "分" -> Optional.of(POINTS);
            case "岁" -> Optional.of(AGE);
            case "人" -> Optional.of(PEOPLE);
            default -> Optional.empty();
        };
    }
}
