package cn.yunce.assistant.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.assistant.ForecastLookup;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.ScheduleLookup;
import cn.yunce.assistant.ScheduleLookup.Plan;
import cn.yunce.assistant.ScheduleLookup.PlannedTrip;
import cn.yunce.assistant.ToolCall;
import cn.yunce.assistant.retrieval.ArticleSearch;
import java.lang.reflect.Proxy;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TripFiguresLookupTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

    private final List<PlannedTrip> trips = trips(new Random(7));
    private final AssistantTools tools =
            AssistantTools.of(unused(ArticleSearch.class), unused(ForecastLookup.class), new ScheduleLookup() {
                @Override
                public Optional<Plan> findPlan(LocalDate date) {
                    return Optional.of(new Plan(date, 0, 0, 0, 0, 0, 0, 0, trips, true, "运行 1"));
                }

                @Override
                public Set<List<String>> listCombinable() {
                    return Set.of();
                }

                @Override
                public List<FleetWorth> listFleetWorths(LocalDate date) {
                    return List.of();
                }
            });

    private static <T> T unused(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, values) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    /** Two hundred trips of four fleets over a planning day, one in five of two lines, one in four external. */
    private static List<PlannedTrip> trips(Random random) {
        return IntStream.range(0, 200)
                .mapToObj(i -> {
                    String fleet = "车队" + random.nextInt(4);
                    String wave = random.nextBoolean() ? "0600" : "1400";
                    List<String> lines = new ArrayList<>(List.of("园区 - 站点" + random.nextInt(9) + " - " + wave));
                    if (random.nextInt(5) == 0) {
                        lines.add("园区 - 站点1" + random.nextInt(9) + " - " + wave);
                    }
                    LocalDateTime departs = DAY.minusDays(1).atTime(21, 0).plusMinutes(random.nextInt(1_020));
                    return new PlannedTrip(
                            "T" + i,
                            fleet,
                            lines,
                            departs,
                            Optional.of(departs.plusMinutes(30)),
                            Optional.of(departs.plusMinutes(150)),
                            1 + random.nextInt(1_000),
                            1_000,
                            OptionalDouble.of(100 + random.nextInt(100)),
                            false,
                            random.nextInt(4) == 0 ? PlannedTrip.EXTERNAL : fleet + "-" + random.nextInt(9),
                            "");
                })
                .toList();
    }

    private ToolResult.Figures figures(Map<String, Object> arguments) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of("date", DAY.toString(), "show", "kpis"));
        all.putAll(arguments);
        return (ToolResult.Figures) tools.run(new ToolCall(AssistantTools.GET_SCHEDULE, all), Role.DISPATCHER);
    }

    @ParameterizedTest
    @EnumSource(
            value = TripGroup.class,
            names = {"TRIP", "FLEET", "CARRIER", "HOUR", "WAVE"})
    void groupsInWhichEachTripIsOnceAddUpToAllTrips(TripGroup by) {
        ToolResult.Figures found = figures(Map.of("measures", List.of("PARCELS"), "by", by.name(), "top", 100));
        int shown =
                found.groups().stream().mapToInt(group -> group.trips().size()).sum();
        assertThat(shown).isEqualTo(by == TripGroup.TRIP ? 100 : trips.size());
        assertThat(found.of()).isGreaterThanOrEqualTo(found.groups().size());
    }

    @ParameterizedTest
    @EnumSource(TripMeasure.class)
    void ranksGroupsByTheFirstMeasure(TripMeasure measure) {
        for (String order : List.of("asc", "desc")) {
            List<Double> values = figures(
                            Map.of("measures", List.of(measure.name()), "by", "LINE", "order", order, "top", 100))
                    .groups()
                    .stream()
                    .map(group -> measure.of(group.trips()).orElse(0))
                    .toList();
            List<Double> sorted = new ArrayList<>(values);
            sorted.sort(order.equals("asc") ? null : Comparator.reverseOrder());
            assertThat(values).isEqualTo(sorted);
        }
    }

    @Test
    void theNightBeforeThePlanningDayComesBeforeItsMorning() {
        long before = figures(Map.of("measures", List.of("TRIPS"), "leaves_before", "06:00"))
                .trips()
                .size();
        long from = figures(Map.of("measures", List.of("TRIPS"), "leaves_from", "06:00"))
                .trips()
                .size();
        assertThat(before + from).isEqualTo(trips.size());
        assertThat(before)
                .isEqualTo(trips.stream()
                        .filter(trip -> trip.departsAt().isBefore(DAY.atTime(6, 0)))
                        .count());
    }

    @Test
    void tripsOfSomeLoadAreThoseAtOrAboveAndThoseBelowIt() {
        for (int percent : new int[] {1, 30, 50, 99, 100}) {
            int from = figures(Map.of("measures", List.of("LOAD"), "load_from", percent))
                    .trips()
                    .size();
            int below = figures(Map.of("measures", List.of("LOAD"), "load_below", percent))
                    .trips()
                    .size();
            assertThat(from + below).isEqualTo(trips.size());
        }
    }

    @Test
    void ofSeveralThatComeToTheSameNoneIsTheOne() {
        ToolResult.Figures found = figures(Map.of("measures", List.of("TRIPS"), "by", "TRIP", "top", 1));
        assertThat(found.ties()).isEqualTo(trips.size());
        assertThat(found.groups()).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"measures", "by", "leaves_from", "load_from", "top", "carrier"})
    void refusesAnArgumentThatDoesNotFitNamingIt(String argument) {
        Map<String, Object> arguments = new LinkedHashMap<>(Map.of("measures", List.of("TRIPS"), "by", "LINE"));
        arguments.put(argument, "x");
        assertThatThrownBy(() -> figures(arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(argument)
                .hasMessageContaining("x");
    }
}
