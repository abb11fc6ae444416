package cn.yunce.assistant.chat;

import cn.yunce.assistant.ForecastLookup;
import cn.yunce.assistant.ForecastLookup.Place;
import cn.yunce.assistant.ForecastLookup.Volume;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.Route;
import cn.yunce.assistant.ToolCall;
import cn.yunce.assistant.guardrail.NumberTrace.Piece;
import cn.yunce.assistant.tool.AssistantTools;
import cn.yunce.assistant.tool.ToolResult;
import cn.yunce.assistant.wording.Wording;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks up forecasts and says them. */
final class ForecastAnswers {
    private static final int PERCENT = 100;
    private final AssistantTools tools;
    private final ForecastLookup forecasts;

    ForecastAnswers(AssistantTools tools, ForecastLookup forecasts) {
        this.tools = tools;
        this.forecasts = forecasts;
    }

    /**
     * @param places arguments of each look-up, whatever its date
     * @param against a day that each of the others is held beside
     */
    Draft answer(Asked asked, List<LocalDate> days, List<Map<String, Object>> places, Optional<LocalDate> against) {
        List<ToolCall> calls = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        Map<LocalDate, String> missing = new LinkedHashMap<>();
        List<LocalDate> coarser = new ArrayList<>();
        List<Volume> beside = new ArrayList<>();
        List<Volume> alone = new ArrayList<>();
        for (Map<String, Object> arguments : places) {
            List<Volume> single = new ArrayList<>();
            for (LocalDate day : days) {
                Looked looked = look(asked, dated(arguments, day));
                ToolCall call = looked.call();
                calls.add(call);
                if (looked.coarser()) {
                    coarser.add(day);
                }
                switch (looked.result()) {
                    case ToolResult.Volumes volumes -> {
                        if (days.size() > 1 && volumes.of() == 1) {
                            Volume volume = volumes.rows().getFirst();
                            if (single.isEmpty()) {
                                pieces.add(ofDays(volume, arguments, asked.words(), !pieces.isEmpty()));
                            }
                            pieces.add(describe(volume, day.toString(), "", asked.words()));
                            single.add(volume);
                        } else {
                            if (volumes.of() == 1 && !call.arguments().containsKey("at_least")) {
                                alone.add(volumes.rows().getFirst());
                            }
                            if (days.size() == 1 && call.arguments().containsKey("node")) {
                                beside.add(volumes.rows().getFirst());
                            }
                            pieces.addAll(describe(asked, call, volumes, against, !pieces.isEmpty()));
                        }
                    }
                    case ToolResult.Sums sums -> pieces.addAll(describe(asked, call, sums, !pieces.isEmpty()));
                    case ToolResult.Hours hours -> pieces.addAll(describe(asked, call, hours, !pieces.isEmpty()));
                    case ToolResult.Nothing nothing -> missing.put(day, nothing.in(asked.words()));
                    default -> throw new IllegalStateException("forecast must give volumes: " + call);
                }
            }
            pieces.addAll(ForecastRemarks.overDays(
                    asked, single, day -> known(single.getFirst().id(), day, direction(arguments))));
            pieces.addAll(ForecastRemarks.reach(asked, single));
        }
        if (pieces.isEmpty()) {
            return Draft.refused(
                    Route.FORECAST,
                    missing.values().iterator().next() + asked.words().say("end"),
                    calls,
                    List.of());
        }
        if (alone.size() == 1) {
            pieces.addAll(ForecastRemarks.reach(asked, alone));
        }
        pieces.addAll(notes(asked.words(), coarser, List.copyOf(missing.keySet())));
        Map<String, Object> first = places.getFirst();
        if (Objects.equals(first.get("direction"), places.getLast().get("direction"))) {
            ForecastRemarks.between(beside, DataQuestion.total(asked.text()), asked.words())
                    .ifPresent(pieces::add);
        }
        if (DataQuestion.partOfDay(asked.text()) && !first.containsKey("wave") && !first.containsKey("by")) {
            String note = asked.words().say("forecast.wholeDay");
            pieces.add(new Piece(note, asked.words().say("product"), note, List.of()));
        }
        if (forecasts.findCoverage().map(ForecastLookup.Coverage::synthetic).orElse(false)) {
            pieces.add(new Piece(asked.words().say("synthetic"), asked.words().say("product"), "", List.of()));
        }
        return new Draft(Route.FORECAST, false, pieces, List.of(), calls, List.of());
    }

    /**
     * What could not be told as it was asked for.
     *
     * @param coarser days of which the whole day is told instead of lines
     * @param none days that have no forecast
     */
    private List<Piece> notes(Wording words, List<LocalDate> coarser, List<LocalDate> none) {
        List<String> notes = new ArrayList<>();
        if (!coarser.isEmpty()) {
            List<String> days = coarser.stream().map(LocalDate::toString).toList();
            notes.add(words.say("forecast.coarser", words.list(days), lastWithLines(coarser.getFirst())));
        }
        if (!none.isEmpty()) {
            String key = none.size() == 1 ? "forecast.noneOfDay" : "forecast.noneOfDays";
            notes.add(words.say(key, none.getFirst(), none.getLast(), none.size()));
        }
        return notes.stream()
                .map(note -> new Piece(note, words.say("product"), note, List.of()))
                .toList();
    }

    private record Looked(ToolCall call, ToolResult result, boolean coarser) {}

    /** What the call finds, or else the whole day of the place, or of the city, where lines are not forecast that far ahead. */
    private Looked look(Asked asked, ToolCall call) {
        ToolResult result = tools.run(call, asked.role());
        if (!(result instanceof ToolResult.Nothing nothing)
                || !nothing.sentence().equals("forecast.notSoFine")
                || call.arguments().containsKey("node")
                || !forecasts
                        .listLineVolumes(
                                LocalDate.parse(String.valueOf(call.arguments().get("date"))), Optional.empty())
                        .isEmpty()) {
            return new Looked(call, result, false);
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("date", String.valueOf(call.arguments().get("date")));
        arguments.put("direction", DataQuestion.direction(asked.text()));
        Optional<Place> place = DataQuestion.place(asked.text(), forecasts.listPlaces());
        Object tier = call.arguments().getOrDefault("tier", place.isEmpty() ? "CITY" : "");
        if (place.isPresent() && tier.equals("")) {
            arguments.put("node", place.get().id());
        } else {
            arguments.put("tier", tier);
            place.ifPresent(within -> arguments.put("within", within.id()));
            Stream.of("top", "order")
                    .filter(call.arguments()::containsKey)
                    .forEach(key -> arguments.put(key, call.arguments().get(key)));
        }
        ToolCall coarser = new ToolCall(AssistantTools.FORECAST_VOLUME, arguments);
        ToolResult found = tools.run(coarser, asked.role());
        return found instanceof ToolResult.Nothing ? new Looked(call, result, false) : new Looked(coarser, found, true);
    }

    /** The last day before another that lines are forecast of. */
    private LocalDate lastWithLines(LocalDate day) {
        LocalDate from =
                forecasts.findCoverage().map(ForecastLookup.Coverage::from).orElse(day);
        return from.datesUntil(day)
                .takeWhile(
                        one -> !forecasts.listLineVolumes(one, Optional.empty()).isEmpty())
                .reduce((one, next) -> next)
                .orElse(from);
    }

    private static ToolCall dated(Map<String, Object> arguments, LocalDate day) {
        Map<String, Object> dated = new LinkedHashMap<>(arguments);
        dated.put("date", day.toString());
        return new ToolCall(AssistantTools.FORECAST_VOLUME, dated);
    }

    private static Piece ofDays(Volume volume, Map<String, Object> arguments, Wording words, boolean more) {
        String direction = arguments.containsKey("direction")
                ? words.say("forecast.said", words.say("forecast." + arguments.get("direction")))
                : "";
        return new Piece(
                (more ? "\n" : "") + words.say("forecast.ofDays", volume.name(), direction),
                words.retell(volume.source()),
                "",
                List.of(volume.name()));
    }

    /** Whether something is forecast of the day. */
    boolean covers(LocalDate day) {
        return forecasts
                .findCoverage()
                .filter(coverage -> !day.isBefore(coverage.from()) && !day.isAfter(coverage.to()))
                .isPresent();
    }

    /** The name of the place that a look-up was of, or that came first of it where it asked for the first. */
    String placeOf(Map<String, Object> arguments, LocalDate day, Role role) {
        if (Integer.valueOf(1).equals(arguments.get("top")) && !"CITY".equals(arguments.get("tier"))) {
            return tools.run(dated(arguments, day), role) instanceof ToolResult.Volumes volumes
                    ? volumes.rows().getFirst().name()
                    : "";
        }
        Object line = arguments.get("line");
        return line != null
                ? String.valueOf(line)
                : forecasts.listPlaces().stream()
                        .filter(place -> place.id().equals(arguments.getOrDefault("node", arguments.get("within"))))
                        .map(Place::name)
                        .findFirst()
                        .orElse("");
    }

    private List<Piece> describe(
            Asked question, ToolCall call, ToolResult.Volumes volumes, Optional<LocalDate> against, boolean more) {
        Wording words = question.words();
        Map<String, Object> arguments = call.arguments();
        String date = volumes.date().toString();
        String source = words.retell(volumes.rows().getFirst().source());
        String wave = arguments.containsKey("wave")
                ? words.say("forecast.wave", DataQuestion.waveName(arguments.get("wave")))
                : "";
        String direction =
                words.say("forecast." + ("PICKUP".equals(arguments.get("direction")) ? "PICKUP" : "DELIVERY"));
        int shown = volumes.rows().size();
        List<Piece> pieces = new ArrayList<>();
        String limit = Stream.of("at_least", "below")
                .flatMap(key -> Stream.ofNullable(arguments.get(key))
                        .map(value -> words.say("forecast.limit", words.say("forecast." + key, value))))
                .collect(Collectors.joining());
        String asked = date + " " + DataQuestion.waveName(arguments.getOrDefault("wave", "")) + " "
                + words.say("forecast.counts", shown, volumes.of())
                + limit;
        boolean single = shown == 1 && volumes.of() == 1;
        boolean nodes = arguments.containsKey("tier") || arguments.containsKey("node");
        String of = words.say("forecast.of" + (nodes ? "Places" : "OneLine"));
        boolean ranked = arguments.containsKey("order")
                || DataQuestion.top(question.text()).isPresent();
        if (!single && (DataQuestion.total(question.text()) || !ranked)) {
            String total = DataAnswers.parcels(volumes.total());
            pieces.add(new Piece(
                    (more ? "\n" : "") + words.say("forecast.total", date, wave, volumes.of(), total, of),
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
                    "forecast.ofTier",
                    date,
                    direction,
                    rank,
                    shown,
                    words.say("forecast." + arguments.get("tier")) + limit);
        } else {
            heading = words.say("forecast.ofLines", date, wave, rank, shown);
        }
        pieces.add(new Piece(
                (more ? "\n" : "") + heading, words.say("forecast.arguments", call.tool(), source), asked, List.of()));
        if (!single && shown > 1 && DataQuestion.asksBothEnds(question.text())) {
            Volume most = volumes.rows().getFirst();
            Volume least = shown == volumes.of()
                    ? volumes.rows().getLast()
                    : leastOf(question, call).orElse(volumes.rows().getLast());
            pieces.add(ForecastRemarks.ends(most.name(), most.mean(), least.name(), least.mean(), source, words));
        }
        for (Volume volume : volumes.rows()) {
            String said = single && nodes ? words.say("forecast.said", direction) : "";
            pieces.add(describe(volume, volume.name(), said, words));
            if (nodes) {
                against.flatMap(day -> compared(volume, day, arguments, words)).ifPresent(pieces::add);
            }
        }
        if (single && nodes && DataQuestion.asksRank(question.text())) {
            rank(volumes.rows().getFirst(), arguments, words).ifPresent(pieces::add);
        }
        if (single && nodes && DataQuestion.asksWhy(question.text())) {
            forecasts
                    .findExplanation(
                            volumes.rows().getFirst().id(), volumes.date(), direction(arguments), words.language())
                    .map(why -> new Piece(words.say("forecast.why", why), source, why, List.of()))
                    .ifPresent(pieces::add);
        }
        return pieces;
    }

    private Optional<Volume> leastOf(Asked asked, ToolCall call) {
        Map<String, Object> arguments = new LinkedHashMap<>(call.arguments());
        arguments.put("order", "asc");
        arguments.put("top", 1);
        return tools.run(new ToolCall(call.tool(), arguments), asked.role()) instanceof ToolResult.Volumes volumes
                ? Optional.of(volumes.rows().getFirst())
                : Optional.empty();
    }

    /** What places' lines of a wave come to. */
    private static List<Piece> describe(Asked asked, ToolCall call, ToolResult.Sums found, boolean more) {
        Wording words = asked.words();
        String source = words.say("forecast.totalSource", call.tool(), words.retell(found.source()));
        boolean least = "asc".equals(call.arguments().get("order"));
        List<Map.Entry<String, Double>> all = found.sums();
        List<Map.Entry<String, Double>> rows = (least ? all.reversed() : all)
                .stream()
                        .limit(((Number) call.arguments().getOrDefault("top", ForecastArguments.EACH)).longValue())
                        .toList();
        String heading = (more ? "\n" : "")
                + words.say(
                        "forecast.sums",
                        found.date(),
                        DataQuestion.waveName(call.arguments().getOrDefault("wave", "")),
                        words.say(least ? "forecast.least" : "forecast.most"),
                        rows.size(),
                        words.say("forecast." + call.arguments().get("tier")));
        List<Piece> pieces = new ArrayList<>(List.of(new Piece(heading, source, heading, List.of())));
        if (DataQuestion.asksBothEnds(asked.text()) && all.size() > 1) {
            Map.Entry<String, Double> most = all.getFirst();
            Map.Entry<String, Double> fewest = all.getLast();
            pieces.add(ForecastRemarks.ends(
                    most.getKey(), most.getValue(), fewest.getKey(), fewest.getValue(), source, words));
        }
        rows.forEach(row -> {
            String text = words.say("forecast.sumRow", row.getKey(), DataAnswers.parcels(row.getValue()));
            pieces.add(new Piece(text, source, text, List.of(row.getKey())));
        });
        return pieces;
    }

    /** Where a place stands among those of its tier. */
    private Optional<Piece> rank(Volume volume, Map<String, Object> arguments, Wording words) {
        return forecasts.listPlaces().stream()
                .filter(place -> place.id().equals(volume.id()))
                .map(Place::tier)
                .findFirst()
                .map(tier -> {
                    List<Volume> all = forecasts.listNodeVolumes(volume.date(), tier, direction(arguments));
                    long ahead = all.stream()
                            .filter(other -> other.mean() > volume.mean())
                            .count();
                    String text = words.say(
                            "forecast.rank", volume.name(), all.size(), words.say("forecast." + tier), ahead + 1);
                    return new Piece(text, words.retell(volume.source()), text, List.of(volume.name()));
                });
    }

    /** The busiest day of those that were told, or the least busy where that was asked for. */
    Optional<LocalDate> firstOf(List<ToolCall> calls, Role role) {
        Comparator<Volume> byMean = Comparator.comparingDouble(Volume::mean);
        boolean least = "asc".equals(calls.getFirst().arguments().get("order"));
        return calls.stream()
                .map(call -> tools.run(call, role))
                .filter(ToolResult.Volumes.class::isInstance)
                .map(ToolResult.Volumes.class::cast)
                .filter(volumes -> volumes.of() == 1)
                .map(volumes -> volumes.rows().getFirst())
                .max(least ? byMean.reversed() : byMean)
                .map(Volume::date);
    }

    /** As observed, or else as forecast. */
    private OptionalDouble known(String node, LocalDate day, String direction) {
        OptionalDouble observed = forecasts.findObserved(node, day, direction);
        return observed.isPresent()
                ? observed
                : forecasts.findNodeVolume(node, day, direction).stream()
                        .mapToDouble(Volume::mean)
                        .findFirst();
    }

    private static String direction(Map<String, Object> arguments) {
        return String.valueOf(arguments.getOrDefault("direction", "DELIVERY"));
    }

    /** What the place had on another day, as observed or else as forecast, and by how much the forecast differs. */
    private Optional<Piece> compared(Volume volume, LocalDate day, Map<String, Object> arguments, Wording words) {
        OptionalDouble observed = forecasts.findObserved(volume.id(), day, direction(arguments));
        OptionalDouble other = known(volume.id(), day, direction(arguments));
        if (other.isEmpty()) {
            return Optional.of(new Piece(
                    words.say("forecast.noOther", day), words.say("product"), day.toString(), List.of(volume.name())));
        }
        double change = volume.mean() - other.getAsDouble();
        String text = words.say(
                change < 0 ? "forecast.fewer" : "forecast.moreThan",
                day,
                words.say(observed.isPresent() ? "forecast.observed" : "forecast.forecast"),
                DataAnswers.parcels(other.getAsDouble()),
                DataAnswers.parcels(Math.abs(change)),
                DataAnswers.number(other.getAsDouble() > 0 ? PERCENT * Math.abs(change) / other.getAsDouble() : 0));
        return Optional.of(new Piece(
                text,
                words.say(
                        "forecast.source",
                        AssistantTools.FORECAST_VOLUME,
                        volume.name(),
                        words.retell(volume.source())),
                text,
                List.of(volume.name())));
    }

    /** When parcels come to the lines' origins. */
    private static List<Piece> describe(Asked asked, ToolCall call, ToolResult.Hours found, boolean more) {
        Wording words = asked.words();
        Map<String, Object> arguments = call.arguments();
        String place =
                Optional.ofNullable(arguments.get("line")).map(String::valueOf).orElse("");
        String source = words.say("forecast.source", call.tool(), place, words.retell(found.source()));
        double sum =
                found.hours().values().stream().mapToDouble(Double::doubleValue).sum();
        String span = arguments.containsKey("from") || arguments.containsKey("before")
                ? words.say(
                        "forecast.span",
                        arguments.getOrDefault("from", "21:00"),
                        arguments.getOrDefault("before", "21:00"))
                : "";
        StringBuilder text = new StringBuilder(more ? "\n" : "");
        text.append(words.say(
                "forecast.hours",
                found.date(),
                place.isEmpty() ? words.say("forecast.everywhere") : place,
                span,
                DataAnswers.parcels(sum)));
        found.hours().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(hour -> found.hours().size() > 1)
                .ifPresent(hour -> text.append(words.say(
                        "forecast.peak",
                        hour(hour.getKey(), found.date()),
                        end(hour.getKey()),
                        DataAnswers.parcels(hour.getValue()))));
        found.hours()
                .forEach((hour, parcels) -> text.append(
                        words.say("forecast.hour", hour(hour, found.date()), end(hour), DataAnswers.parcels(parcels))));
        text.append(words.say("forecast.hoursNote"));
        return List.of(
                new Piece(text.toString(), source, text.toString(), place.isEmpty() ? List.of() : List.of(place)));
    }

    private static String hour(LocalDateTime time, LocalDate day) {
        return TripFigures.time(time, day);
    }

    private static String end(LocalDateTime hour) {
        return TripFigures.time(hour.plusHours(1), hour.plusHours(1).toLocalDate());
    }

    private static Piece describe(Volume volume, String what, String direction, Wording words) {
        String mean = DataAnswers.parcels(volume.mean());
        String low = DataAnswers.parcels(volume.lo80());
        String high = DataAnswers.parcels(volume.hi80());
        return new Piece(
                words.say("forecast.row", what, direction, mean, low, high),
                words.say(
                        "forecast.source",
                        AssistantTools.FORECAST_VOLUME,
                        volume.name(),
                        words.retell(volume.source())),
                what + " " + words.say("parcels", mean) + " 80% " + low + " " + words.say("parcels", low) + " "
                        + words.say("parcels", high),
                List.of(volume.name()));
    }
}
