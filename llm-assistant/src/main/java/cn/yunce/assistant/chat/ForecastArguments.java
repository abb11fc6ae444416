package cn.yunce.assistant.chat;

import cn.yunce.assistant.ForecastLookup;
import cn.yunce.assistant.ForecastLookup.Place;
import cn.yunce.assistant.ForecastLookup.Volume;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads which forecasts a question asks for, as arguments of the look-up. */
final class ForecastArguments {
    /** Of 各县, all of them. */
    static final int EACH = 20;

    private static final int DEFAULT_TOP = 5;
    private static final int MOST = 50;
    private static final int SHORT = 12;
    /** Tiers whose places have lines to add up. */
    private static final Set<String> SUMMED = Set.of("COUNTY", "TOWNSHIP");

    private final ForecastLookup forecasts;

    ForecastArguments(ForecastLookup forecasts) {
        this.forecasts = forecasts;
    }

    /** As {@link #read}, of each place where the question names several side by side. */
    List<Map<String, Object>> list(String question, LocalDate day) {
        List<Place> known = forecasts.listPlaces();
        List<Place> places = DataQuestion.listPlaces(question, known);
        Map<String, Object> arguments = read(question, day, known);
        if (arguments.containsKey("direction") && DataQuestion.bothDirections(question)) {
            return Stream.of("PICKUP", "DELIVERY")
                    .map(direction -> {
                        Map<String, Object> one = new LinkedHashMap<>(arguments);
                        one.put("direction", direction);
                        return one;
                    })
                    .toList();
        }
        if (places.size() < 2 || !arguments.containsKey("node")) {
            return List.of(arguments);
        }
        return places.stream()
                .map(place -> {
                    Map<String, Object> one = new LinkedHashMap<>(arguments);
                    one.put("node", place.id());
                    return one;
                })
                .toList();
    }

    /**
     * The look-up's arguments.
     *
     * @throws IllegalArgumentException when the question names a wave that there is not, saying which there are
     */
    private Map<String, Object> read(String question, LocalDate day, List<Place> places) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("date", day.toString());
        Optional<Place> place = DataQuestion.place(question, places);
        List<String> names = lineNames(day);
        Map<String, String> hours = DataQuestion.hours(question);
        if (!hours.isEmpty()) {
            arguments.putAll(hours);
            DataQuestion.identifier(question, names)
                    .or(() -> place.map(Place::name).filter(names::contains))
                    .ifPresent(name -> arguments.put("line", name));
            return arguments;
        }
        Optional<String> wave = DataQuestion.wave(question);
        Optional<String> tier = DataQuestion.tier(question);
        boolean lines = DataQuestion.aboutLines(question) || wave.isPresent();
        Optional<String> line = DataQuestion.identifier(question, names)
                .or(() -> DataQuestion.destination(question, names))
                .or(() -> lines ? place.map(Place::name).filter(names::contains) : Optional.empty());
        boolean each = DataQuestion.each(question);
        int top = DataQuestion.top(question).orElse(each ? EACH : DEFAULT_TOP);
        Optional<String> below =
                tier.filter(found -> place.isPresent() && isBelow(found, place.get()) && DataQuestion.ofSome(question));
        if (line.isPresent() && (lines || place.isEmpty())) {
            wave.ifPresent(code -> arguments.put("wave", code));
            arguments.put("line", line.get());
            if (each || DataQuestion.top(question).isPresent()) {
                arguments.put("top", top);
            }
        } else if (wave.isPresent()
                && tier.filter(SUMMED::contains).isPresent()
                && !DataQuestion.aboutSingleLines(question)) {
            arguments.put("wave", wave.get());
            arguments.put("tier", tier.get());
            place.filter(found -> isBelow(tier.get(), found)).ifPresent(within -> arguments.put("within", within.id()));
            arguments.put("top", top);
        } else if (below.isPresent() && !lines) {
            arguments.put("tier", below.get());
            arguments.put("within", place.orElseThrow().id());
            arguments.put("direction", DataQuestion.direction(question));
            arguments.put("top", top);
        } else if (place.isPresent() && !lines) {
            arguments.put("node", place.get().id());
            arguments.put("direction", DataQuestion.direction(question));
        } else if (tier.isPresent() && !lines) {
            arguments.put("tier", tier.get());
            arguments.put("direction", DataQuestion.direction(question));
            arguments.put("top", top);
        } else if (lines || DataQuestion.rowsOfLines(question)) {
            wave.ifPresent(code -> arguments.put("wave", code));
            arguments.put("top", top);
        } else {
            arguments.put("tier", "CITY");
            arguments.put("direction", DataQuestion.direction(question));
            arguments.put("top", 1);
        }
        if (DataQuestion.asksBothEnds(question) && arguments.containsKey("top")) {
            arguments.put("top", EACH);
        } else if (DataQuestion.leastFirst(question)) {
            arguments.put("order", "asc");
        }
        if (arguments.containsKey("tier") && !"CITY".equals(arguments.get("tier"))) {
            Map<String, Integer> limit = DataQuestion.limit(question);
            if (!limit.isEmpty()) {
                arguments.putAll(limit);
                arguments.put("top", MOST);
            }
        }
        return arguments;
    }

    /** Whether the question says anything of the arguments anew, which then takes its place among them. */
    boolean change(String question, Map<String, Object> arguments) {
        Map<String, Object> before = Map.copyOf(arguments);
        Optional<Place> place = DataQuestion.place(question, forecasts.listPlaces());
        Optional<String> tier = DataQuestion.tier(question);
        boolean lines = arguments.containsKey("wave") || arguments.containsKey("line") || arguments.containsKey("by");
        if (place.isPresent() && lines && place.get().tier().equals("COUNTY")) {
            arguments.put("line", place.get().name());
        } else if (place.isPresent()) {
            arguments
                    .keySet()
                    .removeAll(List.of("tier", "top", "order", "wave", "line", "within", "by", "from", "before"));
            arguments.put("node", place.get().id());
            arguments.putIfAbsent("direction", "DELIVERY");
        } else if (tier.isPresent()) {
            Object above = arguments.get("node");
            arguments.keySet().removeAll(List.of("node", "wave", "line"));
            arguments.put("tier", tier.get());
            if (above != null && isBelow(tier.get(), above)) {
                arguments.put("within", above);
            }
            arguments.putIfAbsent("direction", DataQuestion.direction(question));
            arguments.putIfAbsent("top", DataQuestion.each(question) ? EACH : DEFAULT_TOP);
        }
        DataQuestion.wave(question).ifPresent(wave -> {
            placeName(arguments.get("node")).ifPresent(name -> arguments.put("line", name));
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
        return !arguments.equals(before)
                || (arguments.containsKey("node") && DataQuestion.asksWhy(question) && question.length() <= SHORT);
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

    /** Codes of the day's lines, and the sites and origins that they are made of. */
    private List<String> lineNames(LocalDate day) {
        return forecasts.listLineVolumes(day, Optional.empty()).stream()
                .map(Volume::name)
                .flatMap(name -> Stream.concat(
                        Stream.of(name), Stream.of(name.split(" - ", -1)).limit(2)))
                .distinct()
                .toList();
    }

    /** Of a county the lines' origin. */
    private Optional<String> placeName(@Nullable Object id) {
        return forecasts.listPlaces().stream()
                .filter(place -> place.id().equals(id) && place.tier().equals("COUNTY"))
                .map(Place::name)
                .findFirst();
    }

    private boolean isBelow(String tier, Object id) {
        return forecasts.listPlaces().stream().anyMatch(place -> place.id().equals(id) && isBelow(tier, place));
    }

    private static boolean isBelow(String tier, Place place) {
        List<String> tiers = List.of("CITY", "COUNTY", "TOWNSHIP", "VILLAGE");
        return tiers.indexOf(tier) > tiers.indexOf(place.tier());
    }
}
