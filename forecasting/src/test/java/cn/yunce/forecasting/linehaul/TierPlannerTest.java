package cn.yunce.forecasting.linehaul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.yunce.forecasting.TierPlan;
import cn.yunce.forecasting.TierPlan.Planned;
import cn.yunce.forecasting.TierPlan.Tier;
import cn.yunce.forecasting.TierProblem;
import cn.yunce.forecasting.TierRules;
import cn.yunce.forecasting.TierRules.LastMile;
import cn.yunce.forecasting.TierRules.Leg;
import cn.yunce.forecasting.TierRules.Promise;
import cn.yunce.forecasting.TierRules.Service;
import cn.yunce.forecasting.TierRules.Site;
import cn.yunce.forecasting.TierRules.VehicleType;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.NetworkTier;
import cn.yunce.forecasting.domain.ServiceDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TierPlannerTest {
    private static final ServiceDate DATE = ServiceDate.parse("2026-11-25");
    private static final AtomicInteger PLANNED = new AtomicInteger();

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyRandomCityIsPlannedByTheRulesOrSaidToBeImpossible(long seed) {
        TierProblem problem = random(new Random(seed));

        TierPlan plan = TierEngines.create().plan(problem);

        switch (plan) {
            case Planned planned -> {
                PLANNED.incrementAndGet();
                assertThat(TierPlanVerifier.violations(problem, planned)).isEmpty();
            }
            case TierPlan.Infeasible infeasible ->
                assertThat(infeasible.rule().chinese()).isNotBlank();
        }
        assertThat(seed < 199 || PLANNED.get() > 60)
                .as("planned are %s of 200", PLANNED.get())
                .isTrue();
    }

    @Test
    void aCityOfEightCountiesIsPlannedCloseToItsBound() {
        Random random = new Random(5);
        List<NetworkNode> nodes = new ArrayList<>();
        Map<String, Long> parcels = new HashMap<>();
        nodes.add(new NetworkNode("C", "市", NetworkTier.CITY, Optional.empty(), 106.2, 31.4));
        for (int county = 0; county < 8; county++) {
            String park = "K" + county;
            double angle = Math.PI * county / 4;
            double longitude = 106.2 + 0.5 * Math.cos(angle);
            double latitude = 31.4 + 0.4 * Math.sin(angle);
            nodes.add(node(park, NetworkTier.COUNTY, "C", longitude, latitude));
            for (int t = 0; t < 15; t++) {
                String township = park + "T" + t;
                double x = longitude + random.nextDouble() / 3 - 0.17;
                double y = latitude + random.nextDouble() / 3 - 0.17;
                nodes.add(node(township, NetworkTier.TOWNSHIP, park, x, y));
                parcels.put(township, 800L + random.nextInt(1_500));
                for (int v = 0; v < 7; v++) {
                    String village = township + "V" + v;
                    nodes.add(node(
                            village,
                            NetworkTier.VILLAGE,
                            township,
                            x + random.nextDouble() / 10 - 0.05,
                            y + random.nextDouble() / 10 - 0.05));
                    parcels.put(village, 20L + random.nextInt(250));
                }
            }
        }
        TierProblem problem = new TierProblem(DATE, nodes, parcels, TierRules.standard());

        Planned plan = (Planned) TierEngines.create().plan(problem);

        assertThat(TierPlanVerifier.violations(problem, plan)).isEmpty();
        assertThat(plan.lowerBound()).isBetween(0.97 * plan.totalCost(), plan.totalCost());
        assertThat(TierEngines.create().plan(problem)).isEqualTo(plan);
    }

    @Test
    void aTruckThatIsNearlyFullIsCheaperThanTwoSmallOnes() {
        TierProblem problem = small(2_400, rules(4, 3_000));

        Planned plan = (Planned) TierEngines.create().plan(problem);

        assertThat(TierPlanVerifier.violations(problem, plan)).isEmpty();
        assertThat(plan.trips())
                .filteredOn(trip -> trip.tier() == Tier.LINE_HAUL)
                .extracting(TierPlan.TierTrip::type)
                .containsExactly("large");
        assertThat(plan.lowerBound()).isCloseTo(plan.totalCost(), within(1e-3));
    }

    @Test
    void feedersWaitForLineHaulAndSorting() {
        TierProblem problem = small(2_400, rules(4, 100));

        Planned plan = (Planned) TierEngines.create().plan(problem);

        assertThat(TierPlanVerifier.violations(problem, plan)).isEmpty();
        assertThat(plan.trips().stream()
                        .filter(trip -> trip.tier() == Tier.FEEDER)
                        .mapToInt(TierPlan.TierTrip::departureMinute)
                        .max())
                .hasValue(780);
    }

    @Test
    void sortingThatIsTooSlowForThePromiseIsNamed() {
        assertThat(TierEngines.create().plan(small(2_400, rules(4, 10))))
                .isInstanceOfSatisfying(
                        TierPlan.Infeasible.class,
                        infeasible -> assertThat(infeasible.rule().chinese()).contains("时限"));
    }

    @Test
    void oneDockForTwoParksAtOnceIsNamed() {
        TierRules crowded = new TierRules(
                rules(4, 3_000).promises(),
                new Site(1, 10_000, 0, 1),
                rules(4, 3_000).park(),
                new Leg(List.of(new VehicleType("large", 0, 3_000, 100, 2, 60, 0, 0)), List.of(240), 30, 20, 1),
                rules(4, 3_000).feeder(),
                rules(4, 3_000).lastMile(),
                List.of(1.0),
                Set.of(),
                1.3);
        List<NetworkNode> nodes = new ArrayList<>(nodes());
        nodes.add(node("K2", NetworkTier.COUNTY, "C", 106.2, 31.6));
        nodes.add(node("T2", NetworkTier.TOWNSHIP, "K2", 106.25, 31.6));
        TierProblem problem = new TierProblem(DATE, nodes, Map.of("T", 500L, "T2", 500L), crowded);

        assertThat(TierEngines.create().plan(problem))
                .isInstanceOfSatisfying(
                        TierPlan.Infeasible.class,
                        infeasible -> assertThat(infeasible.rule().chinese()).contains("月台"));
    }

    @Test
    void companiesThatDoNotShareTakeMoreVehicles() {
        TierRules shared = rules(4, 3_000);
        TierRules apart = new TierRules(
                shared.promises(),
                shared.hub(),
                shared.park(),
                shared.lineHaul(),
                shared.feeder(),
                shared.lastMile(),
                List.of(0.5, 0.3, 0.2),
                Set.of("K"),
                1.3);

        Planned one = (Planned) TierEngines.create().plan(small(2_400, shared));
        Planned three = (Planned) TierEngines.create().plan(small(2_400, apart));

        assertThat(TierPlanVerifier.violations(small(2_400, apart), three)).isEmpty();
        assertThat(three.totalCost()).isGreaterThan(one.totalCost());
    }

    private static TierRules rules(int docks, long rate) {
        return new TierRules(
                List.of(new Promise(Service.NEXT_DAY, 1, 0, 180, 900, 900)),
                new Site(docks, 10_000, 0, 1),
                new Site(docks, rate, 480, 1),
                new Leg(
                        List.of(
                                new VehicleType("large", 0, 3_000, 200, 2, 60, 0, 0),
                                new VehicleType("small", 0, 1_300, 150, 2, 60, 0, 0)),
                        List.of(240, 300),
                        20,
                        20,
                        2),
                new Leg(
                        List.of(new VehicleType("van", 0, 1_000, 30, 1, 40, 0, 0)),
                        List.of(540, 600, 660, 720, 780, 840),
                        15,
                        15,
                        4),
                new LastMile(150, 70, 25, 4, 240, 4, 0.3, 30, 1.6),
                List.of(1.0),
                Set.of(),
                1.3);
    }

    private static List<NetworkNode> nodes() {
        return List.of(
                new NetworkNode("C", "市", NetworkTier.CITY, Optional.empty(), 106.2, 31.4),
                node("K", NetworkTier.COUNTY, "C", 106.4, 31.4),
                node("T", NetworkTier.TOWNSHIP, "K", 106.7, 31.4),
                node("V", NetworkTier.VILLAGE, "T", 106.72, 31.4));
    }

    private static NetworkNode node(String id, NetworkTier tier, String parent, double longitude, double latitude) {
        return new NetworkNode(id, id, tier, Optional.of(parent), longitude, latitude);
    }

    private static TierProblem small(long parcels, TierRules rules) {
        return new TierProblem(DATE, nodes(), Map.of("T", parcels - 100, "V", 100L), rules);
    }

    private static TierProblem random(Random random) {
        List<NetworkNode> nodes = new ArrayList<>();
        Map<String, Long> parcels = new HashMap<>();
        nodes.add(new NetworkNode("C", "市", NetworkTier.CITY, Optional.empty(), 106.2, 31.4));
        int counties = 1 + random.nextInt(3);
        for (int county = 0; county < counties; county++) {
            String park = "K" + county;
            nodes.add(node(park, NetworkTier.COUNTY, "C", 106.2 + random.nextDouble(), 31.4 + random.nextDouble() / 2));
            NetworkNode at = nodes.getLast();
            for (int t = random.nextInt(4); t >= 0; t--) {
                String township = park + "T" + t;
                nodes.add(node(
                        township,
                        NetworkTier.TOWNSHIP,
                        park,
                        at.longitude() + random.nextDouble() / 3,
                        at.latitude() + random.nextDouble() / 4));
                parcels.put(township, (long) random.nextInt(3_000));
                NetworkNode near = nodes.getLast();
                for (int v = random.nextInt(14); v > 0; v--) {
                    String village = township + "V" + v;
                    nodes.add(node(
                            village,
                            NetworkTier.VILLAGE,
                            township,
                            near.longitude() + random.nextDouble() / 12 - 0.04,
                            near.latitude() + random.nextDouble() / 12 - 0.04));
                    parcels.put(village, (long) random.nextInt(random.nextInt(6) == 0 ? 400 : 90));
                }
            }
        }
        boolean apart = random.nextInt(3) == 0;
        TierRules standard = TierRules.standard();
        TierRules rules = new TierRules(
                standard.promises(),
                new Site(1 + random.nextInt(4), 500 + random.nextInt(4_000), 0, random.nextInt(3)),
                new Site(
                        1 + random.nextInt(5),
                        100 + random.nextInt(1_500),
                        360 + random.nextInt(180),
                        random.nextInt(3)),
                new Leg(
                        List.of(
                                new VehicleType("hired", 0, 4_000, 300, 3, 60, 0, 0),
                                new VehicleType("own", 1 + random.nextInt(3), 2_000, 90, 2, 60, 0, 0),
                                new VehicleType("electric", 1 + random.nextInt(2), 1_000, 40, 0.8, 55, 180, 90)),
                        standard.lineHaul().departureMinutes(),
                        20,
                        20,
                        2 + random.nextInt(5)),
                new Leg(
                        List.of(
                                new VehicleType("van", 1 + random.nextInt(3), 800, 16, 1.5, 42, 0, 0),
                                new VehicleType("electric van", 1 + random.nextInt(2), 700, 14, 0.6, 42, 120, 80),
                                new VehicleType("hired van", 0, 900, 70, 3.4, 42, 0, 0)),
                        standard.feeder().departureMinutes(),
                        15,
                        15,
                        2 + random.nextInt(4)),
                new LastMile(150, 40 + random.nextInt(60), 25, 4, 100 + random.nextInt(200), 4, 0.3, 30, 1.6),
                List.of(0.5, 0.3, 0.2),
                apart ? Set.of("K0") : Set.of(),
                1.35);
        return new TierProblem(DATE, nodes, parcels, rules);
    }
}
