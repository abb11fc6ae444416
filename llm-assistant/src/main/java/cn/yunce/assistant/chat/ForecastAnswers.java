package cn.yunce.assistant.chat;

import cn.yunce.assistant.ForecastLookup;
import cn.yunce.assistant.ForecastLookup.Place;
import cn.yunce.assistant.ForecastLookup.Volume;
import cn.yunce.assistant.Route;
import cn.yunce.assistant.ToolCall;
import cn.yunce.assistant.guardrail.NumberTrace.Piece;
import cn.yunce.assistant.tool.AssistantTools;
import cn.yunce.assistant.tool.ToolResult;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks up forecasts and says them. */
final class ForecastAnswers {
    private static final int DEFAULT_TOP = 5;
    private static final Map<String, String> TIER_NAMES =
            Map.of("CITY", "市级", "COUNTY", "县级园区", "TOWNSHIP", "乡镇网点", "VILLAGE", "村级服务点");

    private final AssistantTools tools;
    private final ForecastLookup forecasts;

    ForecastAnswers(AssistantTools tools, ForecastLookup forecasts) {
        this.tools = tools;
        this.forecasts = forecasts;
    }

    /** @param arguments of the look-up, whatever its date */
    Draft answer(Asked asked, List<LocalDate> days, Map<String, Object> arguments) {
        String question = asked.text();
        List<ToolCall> calls = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (LocalDate day : days) {
            Map<String, Object> dated = new LinkedHashMap<>(arguments);
            dated.put("date", day.toString());
            ToolCall call = new ToolCall(AssistantTools.FORECAST_VOLUME, dated);
            calls.add(call);
            switch (tools.run(call, asked.role())) {
                case ToolResult.Volumes volumes -> pieces.addAll(describe(question, call, volumes, !pieces.isEmpty()));
                case ToolResult.Nothing nothing -> missing.add(nothing.what());
                default -> throw new IllegalStateException("forecast must give volumes: " + call);
            }
        }
        if (pieces.isEmpty()) {
            return Draft.refused(Route.FORECAST, missing.getFirst() + "。", calls, List.of());
        }
        return new Draft(Route.FORECAST, false, pieces, List.of(), calls, List.of());
    }

    /**
     * The look-up's arguments.
     *
     * @throws IllegalArgumentException when the question names a wave that there is not, saying which there are
     */
    Map<String, Object> arguments(String question, LocalDate day) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("date", day.toString());
        Optional<String> wave = DataQuestion.wave(question);
        Optional<Place> place = DataQuestion.place(question, forecasts.listPlaces());
        Optional<String> tier = DataQuestion.tier(question);
        boolean lines = DataQuestion.aboutLines(question) || wave.isPresent();
        Optional<String> line = DataQuestion.identifier(question, lineNames(day));
        int top = DataQuestion.top(question).orElse(DEFAULT_TOP);
        if (line.isPresent() && (lines || place.isEmpty())) {
            wave.ifPresent(code -> arguments.put("wave", code));
            arguments.put("line", line.get());
            DataQuestion.top(question).ifPresent(number -> arguments.put("top", number));
        } else if (place.isPresent() && !lines) {
            arguments.put("node", place.get().id());
            arguments.put("direction", DataQuestion.direction(question));
        } else if (tier.isPresent() && !lines) {
            arguments.put("tier", tier.get());
            arguments.put("direction", DataQuestion.direction(question));
            arguments.put("top", top);
        } else if (lines || DataQuestion.top(question).isPresent()) {
            wave.ifPresent(code -> arguments.put("wave", code));
            arguments.put("top", top);
        } else {
            arguments.put("tier", "CITY");
            arguments.put("direction", DataQuestion.direction(question));
            arguments.put("top", 1);
        }
        if (DataQuestion.leastFirst(question)) {
            arguments.put("order", "asc");
        }
        return arguments;
    }

    /** Codes of the day's lines, and the sites and origins that they are made of. */
    private List<String> lineNames(LocalDate day) {
        return forecasts.listLineVolumes(day, Optional.empty()).stream()
                .map(Volume::name)
                .flatMap(name -> Stream.concat(
                        Stream.of(name), Stream.of(name.split(" - ", -1)).limit(2)))
                .distinct()
                .toList();
    }

    private List<Piece> describe(String question, ToolCall call, ToolResult.Volumes volumes, boolean more) {
        Map<String, Object> arguments = call.arguments();
        String date = volumes.date().toString();
        String source = volumes.rows().getFirst().source();
        String wave = arguments.containsKey("wave") ? " " + waveName(arguments.get("wave")) + " 波次" : "";
        String direction = "PICKUP".equals(arguments.get("direction")) ? "揽收" : "投递";
        List<Piece> pieces = new ArrayList<>();
        String asked = date + " " + waveName(arguments.getOrDefault("wave", "")) + " "
                + volumes.rows().size() + " 条 " + volumes.rows().size() + " 个 " + volumes.of() + " 条";
        boolean single = volumes.rows().size() == 1 && volumes.of() == 1;
        if (DataQuestion.total(question) && !single) {
            String total = DataAnswers.number(volumes.total());
            pieces.add(new Piece(
                    date + wave + "共 " + volumes.of() + " 条，预测合计 " + total + " 件。\n",
                    call.tool() + " 合计，" + source,
                    asked + " " + total + " 件",
                    List.of()));
        }
        String rank = "asc".equals(arguments.get("order")) ? "最小" : "最大";
        String heading;
        if (single) {
            heading = date + wave + "预测：";
        } else if (arguments.containsKey("tier")) {
            heading = date + " " + direction + "预测业务量" + rank + "的 "
                    + volumes.rows().size() + " 个"
                    + TIER_NAMES.getOrDefault(String.valueOf(arguments.get("tier")), "网点") + "：";
        } else {
            heading = date + wave + "预测件量" + rank + "的 " + volumes.rows().size() + " 条线路：";
        }
        pieces.add(new Piece((more ? "\n" : "") + heading, call.tool() + " 的参数，" + source, asked, List.of()));
        for (Volume volume : volumes.rows()) {
            pieces.add(describe(volume, single && arguments.containsKey("node") ? direction : ""));
        }
        if (!more
                && forecasts
                        .findCoverage()
                        .map(ForecastLookup.Coverage::synthetic)
                        .orElse(false)) {
            pieces.add(new Piece("\n（数据为合成示例）", "运策", "", List.of()));
        }
        return pieces;
    }

    private static Piece describe(Volume volume, String direction) {
        String mean = DataAnswers.number(volume.mean());
        String low = DataAnswers.number(volume.lo80());
        String high = DataAnswers.number(volume.hi80());
        return new Piece(
                "\n- " + volume.name() + "：" + (direction.isEmpty() ? "" : direction + " ") + mean + " 件（80% 区间 " + low
                        + "–" + high + " 件）",
                "forecast_volume，" + volume.name() + "，" + volume.source(),
                mean + " 件 80% " + low + " " + low + " 件 " + high + " 件",
                List.of(volume.name()));
    }

    /** With the place that the whole question names where a part names none. */
    String placed(String part, String whole) {
        List<Place> places = forecasts.listPlaces();
        return DataQuestion.place(part, places).isPresent()
                ? part
                : DataQuestion.place(whole, places)
                        .map(place -> place.name() + part)
                        .orElse(part);
    }

    /** Whether the question says anything of the arguments anew, which then takes its place among them. */
    boolean change(String question, Map<String, Object> arguments) {
        Map<String, Object> before = Map.copyOf(arguments);
        Optional<Place> place = DataQuestion.place(question, forecasts.listPlaces());
        if (place.isPresent()) {
            arguments.keySet().removeAll(List.of("tier", "top", "order", "wave", "line"));
            arguments.put("node", place.get().id());
            arguments.putIfAbsent("direction", "DELIVERY");
        } else {
            DataQuestion.tier(question).ifPresent(tier -> {
                arguments.keySet().removeAll(List.of("node", "wave", "line"));
                arguments.put("tier", tier);
                arguments.putIfAbsent("direction", DataQuestion.direction(question));
                arguments.putIfAbsent("top", DEFAULT_TOP);
            });
        }
        DataQuestion.wave(question).ifPresent(wave -> {
            arguments.keySet().removeAll(List.of("node", "tier", "direction"));
            arguments.put("wave", wave);
        });
        if (arguments.containsKey("direction")) {
            DataQuestion.namedDirection(question).ifPresent(direction -> arguments.put("direction", direction));
        }
        DataQuestion.top(question).ifPresent(top -> arguments.put("top", top));
        if (DataQuestion.leastFirst(question)) {
            arguments.put("order", "asc");
        } else if (DataQuestion.mostFirst(question)) {
            arguments.remove("order");
        }
        return !arguments.equals(before);
    }

    private static String waveName(Object code) {
        String text = String.valueOf(code);
        return text.length() == 4 ? text.substring(0, 2) + ":" + text.substring(2) : "";
    }
}
