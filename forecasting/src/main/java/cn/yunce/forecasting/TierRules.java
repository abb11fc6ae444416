package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.Checks;
import java.util.List;
import java.util.Set;

/**
 * What the three tiers of a city work by; docs/tiers.md says it in full. Minutes are those of the planning day, from 21:00 of the day before.
 *
 * @param promises in the order in which their parcels come; what comes later is due later
 * @param hub the city's sorting center
 * @param park every county park
 * @param lineHaul from the hub to the parks
 * @param feeder from a park to its townships, also where the name of a vehicle is the same at each park
 * @param lastMile from a township to its villages
 * @param companyShares of the parcels, adding up to 1
 * @param separateCounties ids of county parks to which companies load vehicles of their own; to all others they share them
 * @param roadFactor length of roads over the distance as the crow flies
 */
public record TierRules(
        List<Promise> promises,
        Site hub,
        Site park,
        Leg lineHaul,
        Leg feeder,
        LastMile lastMile,
        List<Double> companyShares,
        Set<String> separateCounties,
        double roadFactor) {
    private static final int DAY = 1440;

    public TierRules {
        promises = List.copyOf(promises);
        companyShares = List.copyOf(companyShares);
        separateCounties = Set.copyOf(separateCounties);
        Checks.inRange("promises.length", promises.size(), 1, 10);
        Checks.inRange("roadFactor", roadFactor, 1, 3);
        double parcels = promises.stream().mapToDouble(Promise::share).sum();
        double companies =
                companyShares.stream().mapToDouble(Double::doubleValue).sum();
        Checks.inRange("sum of the promises' shares", parcels, 1 - 1e-9, 1 + 1e-9);
        Checks.inRange("sum of companyShares", companies, 1 - 1e-9, 1 + 1e-9);
        for (int i = 1; i < promises.size(); i++) {
            Promise before = promises.get(i - 1);
            Promise promise = promises.get(i);
            Checks.inRange("fromMinute", promise.fromMinute(), before.toMinute(), DAY);
            Checks.inRange("townshipDueMinute", promise.townshipDueMinute(), before.townshipDueMinute(), DAY);
        }
    }

    /** Twice as many trucks as an ordinary day needs, and docks and sorting for a shopping festival. */
    public static TierRules standard() {
        return new TierRules(
                List.of(
                        new Promise(Service.NEXT_DAY, 0.66, 0, 300, 780, 810),
                        new Promise(Service.SAME_DAY, 0.34, 630, 840, 1200, 1200)),
                new Site(40, 30_000, 0, 8),
                new Site(24, 6_000, 510, 6),
                new Leg(
                        List.of(
                                new VehicleType("9.6米厢车", 0, 5_000, 330, 3.1, 60, 0, 0),
                                new VehicleType("7.6米厢车", 24, 3_000, 90, 2.4, 60, 0, 0),
                                new VehicleType("4.2米电动厢车", 10, 1_200, 40, 0.8, 55, 220, 90)),
                        List.of(90, 150, 210, 270, 330, 360, 720, 780, 840, 870),
                        20,
                        20,
                        6),
                new Leg(
                        List.of(
                                new VehicleType("面包车", 10, 1_000, 16, 1.5, 42, 0, 0),
                                new VehicleType("电动面包车", 5, 1_000, 14, 0.6, 42, 280, 80),
                                new VehicleType("外雇面包车", 0, 1_000, 70, 3.4, 42, 0, 0)),
                        List.of(510, 540, 570, 600, 630, 660, 690, 720, 960, 990, 1020, 1050, 1080, 1110, 1140),
                        15,
                        15,
                        6),
                new LastMile(150, 70, 25, 4, 240, 4, 0.3, 30, 1.6),
                List.of(0.24, 0.22, 0.2, 0.19, 0.15),
                Set.of(),
                1.35);
    }

    /** 时限. */
    public enum Service {
        SAME_DAY,
        NEXT_DAY
    }

    /**
     * Parcels that come to the hub evenly over a span.
     *
     * @param share of the day's parcels
     * @param townshipDueMinute by which they must be at their township
     * @param roundMinute at which the villages' round with them begins
     */
    public record Promise(
            Service service, double share, int fromMinute, int toMinute, int townshipDueMinute, int roundMinute) {
        public Promise {
            Checks.inRange("share", share, 0, 1);
            Checks.inRange("fromMinute", fromMinute, 0, DAY);
            Checks.inRange("toMinute", toMinute, fromMinute + 10, DAY);
            Checks.inRange("townshipDueMinute", townshipDueMinute, toMinute, DAY);
            Checks.inRange("roundMinute", roundMinute, townshipDueMinute, DAY);
        }
    }

    /**
     * @param docks vehicles that load or unload at once
     * @param parcelsPer10Minutes 分拣能力
     * @param openMinute first minute of staff; vehicles that come before drop their load without a dock (夜间卸货)
     * @param chargers electric vehicles that charge at once
     */
    public record Site(int docks, long parcelsPer10Minutes, int openMinute, int chargers) {
        public Site {
            Checks.inRange("docks", docks, 1, 10_000);
            Checks.inRange("parcelsPer10Minutes", parcelsPer10Minutes, 1L, 100_000_000L);
            Checks.inRange("openMinute", openMinute, 0, DAY);
            Checks.inRange("chargers", chargers, 0, 10_000);
        }
    }

    /**
     * @param departureMinutes 波次, ascending
     * @param mostDepartures of one destination a day
     */
    public record Leg(
            List<VehicleType> types,
            List<Integer> departureMinutes,
            int loadMinutes,
            int unloadMinutes,
            int mostDepartures) {
        public Leg {
            types = List.copyOf(types);
            departureMinutes = departureMinutes.stream().sorted().distinct().toList();
            Checks.inRange("types.length", types.size(), 1, 6);
            Checks.inRange("departureMinutes.length", departureMinutes.size(), 1, 60);
            Checks.inRange("departureMinutes", departureMinutes.getFirst(), loadMinutes, DAY);
            Checks.inRange("departureMinutes", departureMinutes.getLast(), 0, DAY);
            Checks.inRange("loadMinutes", loadMinutes, 1, 240);
            Checks.inRange("unloadMinutes", unloadMinutes, 1, 240);
            Checks.inRange("mostDepartures", mostDepartures, 1, 60);
        }
    }

    /**
     * @param vehicles own ones at each origin; 0 for hired ones, which are there at will
     * @param rangeKm of a full battery, which a way out and back must not exceed; 0 for no limit
     * @param chargeMinutes for an empty battery; a shorter way charges for less
     */
    public record VehicleType(
            String id,
            int vehicles,
            int capacityParcels,
            double tripCost,
            double costPerKm,
            double kmPerHour,
            double rangeKm,
            int chargeMinutes) {
        public VehicleType {
            Checks.notBlank("id", id);
            Checks.inRange("vehicles", vehicles, 0, 10_000);
            Checks.inRange("capacityParcels", capacityParcels, 1, 100_000);
            Checks.inRange("tripCost", tripCost, 0, 1e6);
            Checks.inRange("costPerKm", costPerKm, 0, 1e4);
            Checks.inRange("kmPerHour", kmPerHour, 1, 200);
            Checks.inRange("rangeKm", rangeKm, 0, 10_000);
            Checks.inRange("chargeMinutes", chargeMinutes, 0, DAY);
        }

        public boolean hired() {
            return vehicles == 0;
        }
    }

    /**
     * A township's own electric tricycle, and hired ones.
     *
     * @param rangeKm own one's, over all routes of a round; it charges between the rounds
     * @param roundMinutes own one's, over all routes of a round
     */
    public record LastMile(
            int capacityParcels,
            double rangeKm,
            double kmPerHour,
            int minutesPerStop,
            int roundMinutes,
            double routeCost,
            double costPerKm,
            double hiredRouteCost,
            double hiredCostPerKm) {
        public LastMile {
            Checks.inRange("capacityParcels", capacityParcels, 1, 10_000);
            Checks.inRange("rangeKm", rangeKm, 0, 10_000);
            Checks.inRange("kmPerHour", kmPerHour, 1, 200);
            Checks.inRange("minutesPerStop", minutesPerStop, 0, 120);
            Checks.inRange("roundMinutes", roundMinutes, 0, DAY);
            Checks.inRange("routeCost", routeCost, 0, 1e6);
            Checks.inRange("costPerKm", costPerKm, 0, 1e4);
            Checks.inRange("hiredRouteCost", hiredRouteCost, 0, 1e6);
            Checks.inRange("hiredCostPerKm", hiredCostPerKm, 0, 1e4);
        }
    }
}
