package cn.yunce.assistant.chat;

import cn.yunce.assistant.ToolCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a question leaves to the one before. */
final class FollowUp {
    private static final Pattern NUMBERED = Pattern.compile("(?<![-\\w车队])(?:(\\d{1,3})号车|(T\\d{1,3}))");
    private static final Pattern OF_FLEET = Pattern.compile("(.*?)(?:-T?\\d+)?");
    private static final Pattern ALSO = Pattern.compile("也|一起|同时|都");
    private static final Pattern VEHICLE = Pattern.compile("车队-\\d|\\d号车");
    private static final Pattern RISES = Pattern.compile("[涨跌增减升降]|只[算有]?");
    /** 三辆呢 after two. */
    private static final Pattern COUNT =
            Pattern.compile("(?:那|要是|如果|换成|改成|少|坏|停)*([一二两三四五六七八九十]|\\d{1,2})[辆台部]车?(?:的话)?呢?[？?。]*");

    private static final int LONGEST = 14;

    private FollowUp() {}

    static boolean isShort(String question) {
        return question.length() <= LONGEST;
    }

    /** What the draft before supposed, whose figures are asked for: 外请几趟, 要多花多少钱. */
    static Optional<WhatIf> again(ToolCall before) {
        Object change = before.arguments().get("change");
        if (change == null) {
            return Optional.empty();
        }
        Map<String, Object> arguments = new LinkedHashMap<>(before.arguments());
        arguments.keySet().removeAll(List.of("date", "change", "name", "wave", "vehicle"));
        return Optional.of(new WhatIf(String.valueOf(change), arguments));
    }

    /** Whether what a follow-up names is meant beside what was named before. */
    static boolean isAlso(String question) {
        return ALSO.matcher(question).find();
    }

    /** 4号车 after 锦河区车队-3 is 锦河区车队-4; 4号车也坏了 is both. */
    static String withFleet(String question, ToolCall before) {
        String name = name(before.arguments()).orElse("");
        Matcher number = NUMBERED.matcher(question);
        Matcher fleet = OF_FLEET.matcher(name);
        if (!name.contains("车队") || name.contains(",") || !number.find() || !fleet.matches()) {
            return question;
        }
        String end = number.group(1) == null ? number.group(2) : number.group(1);
        String said = question.replace(number.group(), fleet.group(1) + "-" + end);
        return ALSO.matcher(question).find() && !name.equals(fleet.group(1)) ? name + "，" + said : said;
    }

    /** The same change with another share, of another wave, or of another vehicle: 要是30%呢, 只涨下午那波呢, 3号车呢. */
    static Optional<WhatIf> sameChange(String question, ToolCall before) {
        Object change = before.arguments().getOrDefault("change", "");
        if (!isShort(question)) {
            return Optional.empty();
        }
        Matcher count = COUNT.matcher(question);
        if (change.equals(WhatIf.VEHICLE_OUT) && count.matches()) {
            return Optional.of(new WhatIf(
                    WhatIf.VEHICLE_OUT,
                    Map.of(
                            WhatIf.VEHICLES,
                            QuestionDates.numeral(count.group(1)).orElse(1))));
        }
        if (change.equals(WhatIf.VEHICLE_OUT) && VEHICLE.matcher(question).find()) {
            return Optional.of(new WhatIf(WhatIf.VEHICLE_OUT, Map.of()));
        }
        if (!change.equals(WhatIf.VOLUME) || !(before.arguments().get("percent") instanceof Number percent)) {
            return Optional.empty();
        }
        Optional<Integer> share = DataQuestion.wave(question).isPresent()
                        && (RISES.matcher(question).find() || DataQuestion.goesOn(question))
                        && WhatIf.follow(question).isEmpty()
                ? Optional.of(percent.intValue())
                : WhatIf.bareShare(question).map(bare -> percent.intValue() < 0 ? -bare : bare);
        return share.map(found -> new WhatIf(WhatIf.VOLUME, Map.of("percent", found)));
    }

    /** The vehicle, or else the name, that a look-up was of. */
    static Optional<String> name(Map<String, Object> arguments) {
        return Optional.ofNullable(arguments.getOrDefault("vehicle", arguments.get("name")))
                .map(String::valueOf);
    }
}
