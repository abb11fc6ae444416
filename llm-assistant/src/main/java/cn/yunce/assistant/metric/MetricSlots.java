package cn.yunce.assistant.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a question asks of the KPIs, in the few words that the parser reads without doubt. A language model fills them in where a question says no
 * KPI's name; what it fills in is read by the parser as any question is, so that nothing comes of it but a query of the catalogue.
 *
 * @param kpis names of the catalogue
 * @param time words of the question; empty for none
 * @param places names of counties
 * @param rows empty for one figure, else of {@link #ROWS}
 * @param want what is asked of the figures, empty for themselves: 最低的1个, 没达标的, 高于95的, 同比 …
 */
public record MetricSlots(List<String> kpis, String time, List<String> places, String rows, String want) {
    public static final String COUNTIES = "各区县";
    public static final List<String> ROWS = List.of("", COUNTIES, "各乡镇", "各网点", "每天", "每周", "每月");
    private static final Pattern MOST = Pattern.compile("(最高|最低|上升最多|下降最多)的(\\d{1,2})个");
    private static final Pattern BOUND = Pattern.compile("(高于|低于)(全市|\\d+(?:\\.\\d+)?%?)的");
    private static final Pattern STREAK = Pattern.compile("连续(\\d{1,2})个月(?:上升|下降)");
    private static final Set<String> PLAIN =
            Set.of("", "从高到低", "从低到高", "没达标的", "达标的", "离目标差多少", "占全市的比例", "同比", "环比", "为什么变化", "完成进度", "日均");
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");

    public MetricSlots {
        kpis = List.copyOf(kpis);
        places = List.copyOf(places);
        if (kpis.isEmpty()) {
            throw new IllegalArgumentException("kpi must not be empty");
        }
        if (!ROWS.contains(rows)) {
            throw new IllegalArgumentException("rows must be one of " + ROWS + ", was " + rows);
        }
        if (!PLAIN.contains(want)
                && !MOST.matcher(want).matches()
                && !BOUND.matcher(want).matches()
                && !STREAK.matcher(want).matches()) {
            throw new IllegalArgumentException("want must be a known wish, was " + want);
        }
    }

    /** @throws IllegalArgumentException naming the field that is not as expected */
    public static MetricSlots parse(String json) {
        try {
            JsonNode node = JsonMapper.shared().readTree(json);
            return new MetricSlots(
                    texts(node, "kpi"),
                    node.path("time").asString(""),
                    texts(node, "place"),
                    node.path("rows").asString(""),
                    node.path("want").asString(""));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("slots must be JSON, were " + json, e);
        }
    }

    private static List<String> texts(JsonNode node, String field) {
        return node.path(field).valueStream().map(text -> text.asString("")).toList();
    }

    /** The same of another KPI. */
    public MetricSlots of(String kpi) {
        return new MetricSlots(List.of(kpi), time, places, rows, want);
    }

    /** Whether it asks for more than one figure as it is. */
    public boolean asksMore() {
        return !rows.isEmpty() || !want.isEmpty();
    }

    /** One line, the fields in their order. */
    public String json() {
        return "{\"kpi\":" + list(kpis) + ",\"time\":" + text(time) + ",\"place\":" + list(places) + ",\"rows\":"
                + text(rows) + ",\"want\":" + text(want) + "}";
    }

    private static String list(List<String> texts) {
        return JsonMapper.shared().writeValueAsString(texts);
    }

    private static String text(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    /** Whether time, places and numbers are the question's own. */
    public boolean isSaidIn(String question) {
        String plain = MetricParser.plain(question);
        boolean placed = places.stream().allMatch(place -> {
            String name = MetricWords.shortName(place);
            return plain.contains(name.length() > 2 ? name.substring(0, 2) : name);
        });
        return placed
                && plain.contains(MetricParser.plain(time))
                && (numbers().stream().allMatch(number -> says(plain, number))
                        || MetricWish.fill(MetricWish.template(want), MetricWish.masked(plain, time, places))
                                .map(MetricSlots::unitless)
                                .equals(Optional.of(unitless(want))));
    }

    private static String unitless(String want) {
        return want.replace("%", "");
    }

    private List<String> numbers() {
        List<String> numbers = new ArrayList<>();
        for (Matcher match = NUMBER.matcher(want); match.find(); ) {
            numbers.add(match.group());
        }
        return numbers;
    }

    /** One of 最低的1个 goes without saying. */
    private boolean says(String question, String number) {
        double value = Double.parseDouble(number);
        return (value == 1 && MOST.matcher(want).matches())
                || Numerals.all(question).contains(value);
    }

    /** The question that says the same in the parser's words. */
    public String question() {
        String kpi = String.join("和", kpis);
        String when = time + String.join("和", places);
        String which = "哪些" + noun();
        Matcher most = MOST.matcher(want);
        if (most.matches()) {
            boolean days = rows.equals("每天") || rows.equals("每周");
            return when + kpi + most.group(1) + "的" + most.group(2) + (days ? "" : "个") + noun();
        }
        Matcher bound = BOUND.matcher(want);
        if (bound.matches()) {
            return when + which + kpi + bound.group(1) + bound.group(2);
        }
        if (STREAK.matcher(want).matches()) {
            return when + which + kpi + want;
        }
        return switch (want) {
            case "没达标的" -> when + which + kpi + "没达标";
            case "达标的" -> when + which + kpi + "达标";
            case "从高到低", "从低到高" -> when + each() + kpi + want + "排";
            // Of the whole city nothing but all of it has a share.
            case "占全市的比例" -> when + (places.isEmpty() ? each() : rows) + kpi + want;
            case "日均" -> when + rows + "日均" + kpi;
            default -> when + rows + kpi + want;
        };
    }

    private String each() {
        return rows.isEmpty() ? COUNTIES : rows;
    }

    private String noun() {
        return switch (rows) {
            case "各乡镇" -> "乡镇";
            case "各网点" -> "网点";
            case "每天" -> "天";
            case "每周" -> "周";
            case "每月" -> "月";
            default -> "县";
        };
    }
}
