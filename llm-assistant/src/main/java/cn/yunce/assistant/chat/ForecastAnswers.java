package cn.yunce.assistant.chat;

import cn.yunce.assistant.ForecastLookup;
import cn.yunce.assistant.ForecastLookup.Place;
import cn.yunce.assistant.ForecastLookup.Volume;
import cn.yunce.assistant.Route;
import cn.yunce.assistant.ToolCall;
import cn.yunce.assistant.guardrail.NumberTrace.Piece;
import cn.yunce.assistant.tool.AssistantTools;
import cn.yunce.assistant.tool.ToolResult;
import cn.yunce.assistant.wording.Wording;
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

    private final AssistantTools tools;
    private final ForecastLookup forecasts;

    ForecastAnswers(AssistantTools tools, ForecastLookup forecasts) {
        this.tools = tools;
        this.forecasts = forecasts;
    }

    /** @param arguments of the look-up, whatever its date */
    Draft answer(Asked asked, List<LocalDate> days, Map<String, Object> arguments) {
        List<ToolCall> calls = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (LocalDate day : days) {
            Map<String, Object> dated = new LinkedHashMap<>(arguments);
            dated.put("date", day.toString());
            ToolCall call = new ToolCall(AssistantTools.FORECAST_VOLUME, dated);
            calls.add(call);
            switch (tools.run(call, asked.role())) {
                case ToolResult.Volumes volumes -> pieces.addAll(describe(asked, call, volumes, !pieces.isEmpty()));
                case ToolResult.Nothing nothing -> missing.add(nothing.in(asked.words()));
                default -> throw new IllegalStateException("forecast must give volumes: " + call);
            }
        }
        if (pieces.isEmpty()) {
            return Draft.refused(
                    Route.FORECAST, missing.getFirst() + asked.words().say("end"), calls, List.of());
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

    private List<Piece> describe(Asked question, ToolCall call, ToolResult.Volumes volumes, boolean more) {
        Wording words = question.words();
        Map<String, Object> arguments = call.arguments();
        String date = volumes.date().toString();
        String source = words.retell(volumes.rows().getFirst().source());
        String wave = arguments.containsKey("wave") ? words.say("forecast.wave", waveName(arguments.get("wave"))) : "";
        String direction =
                words.say("forecast." + ("PICKUP".equals(arguments.get("direction")) ? "PICKUP" : "DELIVERY"));
        int shown = volumes.rows().size();
        List<Piece> pieces = new ArrayList<>();
        String asked = date + " " + waveName(arguments.getOrDefault("wave", "")) + " "
                + words.say("forecast.counts", shown, volumes.of());
        boolean single = shown == 1 && volumes.of() == 1;
        if (DataQuestion.total(question.text()) && !single) {
            String total = DataAnswers.number(volumes.total());
            pieces.add(new Piece(
                    words.say("forecast.total", date, wave, volumes.of(), total),
                    words.say("forecast.totalSource", call.tool(), source),
                    asked + " " + words.say("parcels", total),
                    List.of()));
        }
        String rank = words.say("asc".equals(arguments.get("order")) ? "forecast.least" : "forecast.most");
        String heading;
        if (single) {
            heading = words.say("forecast.single", date, wave);
        } else if (arguments.containsKey("tier")) {
            heading = words.say(
                    "forecast.ofTier", date, direction, rank, shown, words.say("forecast." + arguments.get("tier")));
        } else {
            heading = words.say("forecast.ofLines", date, wave, rank, shown);
        }
        pieces.add(new Piece(
                (more ? "\n" : "") + heading, words.say("forecast.arguments", call.tool(), source), asked, List.of()));
        for (Volume volume : volumes.rows()) {
            pieces.add(describe(
                    volume,
                    single && arguments.containsKey("node") ? words.say("forecast.said", direction) : "",
                    words));
        }
        if (!more
                && forecasts
                        .findCoverage()
                        .map(ForecastLookup.Coverage::synthetic)
                        .orElse(false)) {
            pieces.add(new Piece(words.say("synthetic"), words.say("product"), "", List.of()));
        }
        return pieces;
    }

    private static Piece describe(Volume volume, String direction, Wording words) {
        String mean = DataAnswers.number(volume.mean());
        String low = DataAnswers.number(volume.lo80());
        String high = DataAnswers.number(volume.hi80());
        return new Piece(
                words.say("forecast.row", volume.name(), direction, mean, low, high),
                words.say(
                        "forecast.source",
                        AssistantTools.FORECAST_VOLUME,
                        volume.name(),
                        words.retell(volume.source())),
                words.say("parcels", mean) + " 80% " + low + " " + words.say("parcels", low) + " "
                        + words.say("parcels", high),
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
