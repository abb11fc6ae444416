package cn.yunce.training;

import cn.yunce.forecasting.ShortHaulNetwork;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.NetworkTier;
import cn.yunce.forecasting.domain.SitePair;
import cn.yunce.forecasting.domain.Wave;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** The made-up city: its places, short-haul lines and vehicles. */
final class CityMap {
    private static final List<String> COUNTIES = List.of("锦河区", "望川区", "青岚县", "白鹭县", "松岭县", "石桥县", "南麓县", "长坪县");
    private static final List<String> FIRST = List.of(
            "柳", "桃", "梅", "竹", "松", "龙", "凤", "石", "金", "银", "清", "明", "永", "安", "平", "和", "兴", "福", "玉", "云", "白",
            "黄", "双", "三", "大", "东", "西", "南", "北", "高", "仁", "义", "秀", "春", "枫", "莲", "荷", "鹤", "鹿", "宝");
    private static final List<String> TOWN_SECOND =
            List.of("溪", "河", "桥", "山", "岭", "坪", "坝", "塘", "湾", "井", "泉", "林", "庄", "店", "渡", "岗");
    private static final List<String> VILLAGE_SECOND = List.of(
            "家湾", "家坪", "树沟", "堰", "坡", "垭", "坎", "台", "屋基", "洞", "滩", "嘴", "冲", "垅", "田", "园", "院", "磨", "碾", "石坝",
            "土坪", "水沟", "马岩", "角", "门", "鼓", "星", "光", "联", "群", "丰", "胜");
    private static final int TOWNSHIPS = 120;
    private static final int VILLAGES = 900;
    private static final double HUB_LONGITUDE = 106.20;
    private static final double HUB_LATITUDE = 31.40;
    private static final double KM_PER_DEGREE = 111.2;
    private static final double ROAD_FACTOR = 1.35;
    private static final double ROAD_KM_PER_HOUR = 42;
    private static final double COMBINABLE_KM = 11;

    /** An outlet that serves customers of its own, with the parcels a day of its first year. */
    record Outlet(NetworkNode node, String county, String township, double deliveryLevel, double pickupLevel) {}

    record Vehicle(String id, String fleet, String type, String energy, int capacity, int rangeKm, String nodeId) {}

    private final List<NetworkNode> nodes = new ArrayList<>();
    private final List<Outlet> outlets = new ArrayList<>();
    private final List<Vehicle> vehicles = new ArrayList<>();
    private final ShortHaulNetwork shortHaul;

    CityMap(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        nodes.add(new NetworkNode("C0", "云川市级分拨中心", NetworkTier.CITY, Optional.empty(), HUB_LONGITUDE, HUB_LATITUDE));
        Set<String> names = new HashSet<>();
        int townNumber = 0;
        int villageNumber = 0;
        for (int c = 0; c < COUNTIES.size(); c++) {
            double angle = 2 * Math.PI * c / COUNTIES.size() + random.nextDouble(-0.2, 0.2);
            double distanceKm = c < 2 ? random.nextDouble(10, 16) : random.nextDouble(34, 62);
            NetworkNode county = around(
                    "K" + (c + 1), COUNTIES.get(c) + "共配园区", NetworkTier.COUNTY, nodes.getFirst(), angle, distanceKm);
            nodes.add(county);
            double wealth = c < 2 ? 1.7 : random.nextDouble(0.75, 1.15);
            int towns = TOWNSHIPS * (c + 1) / COUNTIES.size() - townNumber;
            for (int t = 0; t < towns; t++) {
                townNumber++;
                String suffix = random.nextInt(4) == 0 ? "乡" : "镇";
                NetworkNode town = around(
                        String.format("T%03d", townNumber),
                        fresh(names, random, TOWN_SECOND, suffix),
                        NetworkTier.TOWNSHIP,
                        county,
                        random.nextDouble(2 * Math.PI),
                        random.nextDouble(3, c < 2 ? 15 : 26));
                nodes.add(town);
                double size = wealth * Math.exp(0.45 * random.nextGaussian());
                outlets.add(new Outlet(town, county.id(), town.id(), 900 * size, 360 * size));
                int villages = VILLAGES * townNumber / TOWNSHIPS - villageNumber;
                for (int v = 0; v < villages; v++) {
                    villageNumber++;
                    NetworkNode village = around(
                            String.format("V%04d", villageNumber),
                            fresh(names, random, VILLAGE_SECOND, "村"),
                            NetworkTier.VILLAGE,
                            town,
                            random.nextDouble(2 * Math.PI),
                            random.nextDouble(1, 8));
                    nodes.add(village);
                    double villageSize = wealth * Math.exp(0.7 * random.nextGaussian());
                    outlets.add(new Outlet(village, county.id(), town.id(), 62 * villageSize, 14 * villageSize));
                }
            }
        }
        shortHaul = shortHaul(random);
        addVehicles();
    }

    List<NetworkNode> nodes() {
        return List.copyOf(nodes);
    }

    List<Outlet> outlets() {
        return List.copyOf(outlets);
    }

    List<Vehicle> vehicles() {
        return List.copyOf(vehicles);
    }

    ShortHaulNetwork shortHaul() {
        return shortHaul;
    }

    static String fleetOf(NetworkNode county) {
        return county.name().replace("共配园区", "车队");
    }

    private List<NetworkNode> tier(NetworkTier tier) {
        return nodes.stream().filter(node -> node.tier() == tier).toList();
    }

    private ShortHaulNetwork shortHaul(SplittableRandom random) {
        List<Line> lines = new ArrayList<>();
        List<Fleet> fleets = new ArrayList<>();
        Set<SitePair> combinable = new HashSet<>();
        for (NetworkNode county : tier(NetworkTier.COUNTY)) {
            List<NetworkNode> towns = tier(NetworkTier.TOWNSHIP).stream()
                    .filter(town -> town.parentId().orElseThrow().equals(county.id()))
                    .toList();
            double level = 0;
            for (NetworkNode town : towns) {
                double roadKm = ROAD_FACTOR * km(county, town);
                double transitMinutes = Math.round(100 * (0.2 + roadKm / ROAD_KM_PER_HOUR)) * 0.6;
                for (Wave wave : Wave.values()) {
                    double nightSurcharge = wave == Wave.W0600 ? 1.35 : 1;
                    lines.add(new Line(
                            county.name() + " - " + town.name() + " - " + wave.code(),
                            county.name(),
                            town.name(),
                            wave,
                            fleetOf(county),
                            wave.toMinute(),
                            transitMinutes,
                            Math.round(16 + 1.5 * roadKm),
                            Math.round((58 + 3.4 * roadKm) * nightSurcharge * random.nextDouble(0.92, 1.08))));
                }
                for (NetworkNode other : towns) {
                    if (!other.id().equals(town.id()) && km(town, other) < COMBINABLE_KM) {
                        combinable.add(new SitePair(town.name(), other.name()));
                    }
                }
                level += outlets.stream()
                        .filter(outlet -> outlet.township().equals(town.id()))
                        .mapToDouble(Outlet::deliveryLevel)
                        .sum();
            }
            fleets.add(new Fleet(fleetOf(county), (int) Math.round(level / 1900)));
        }
        return new ShortHaulNetwork(lines, fleets, combinable);
    }

    private void addVehicles() {
        List<NetworkNode> counties = tier(NetworkTier.COUNTY);
        for (int c = 0; c < counties.size(); c++) {
            NetworkNode county = counties.get(c);
            Fleet fleet = shortHaul.fleets().get(c);
            for (int v = 1; v <= fleet.ownVehicles(); v++) {
                boolean electric = v % 3 == 0;
                vehicles.add(new Vehicle(
                        fleet.vehicleId(v),
                        fleet.id(),
                        "VAN",
                        electric ? "ELECTRIC" : "DIESEL",
                        1000,
                        electric ? 280 : 0,
                        county.id()));
            }
            if (c == counties.size() - 1) {
                vehicles.add(new Vehicle(fleet.id() + "-无人机1", fleet.id(), "DRONE", "ELECTRIC", 20, 30, county.id()));
            }
        }
        for (NetworkNode town : tier(NetworkTier.TOWNSHIP)) {
            vehicles.add(
                    new Vehicle(town.name() + "三轮-1", town.name() + "投递组", "TRICYCLE", "ELECTRIC", 150, 70, town.id()));
        }
    }

    private static NetworkNode around(
            String id, String name, NetworkTier tier, NetworkNode parent, double angle, double distanceKm) {
        double latitude = parent.latitude() + distanceKm / KM_PER_DEGREE * Math.sin(angle);
        double longitude = parent.longitude()
                + distanceKm / (KM_PER_DEGREE * Math.cos(Math.toRadians(latitude))) * Math.cos(angle);
        return new NetworkNode(
                id,
                name,
                tier,
                Optional.of(parent.id()),
                Math.rint(longitude * 1e5) / 1e5,
                Math.rint(latitude * 1e5) / 1e5);
    }

    private static double km(NetworkNode a, NetworkNode b) {
        double north = (a.latitude() - b.latitude()) * KM_PER_DEGREE;
        double east = (a.longitude() - b.longitude())
                * KM_PER_DEGREE
                * Math.cos(Math.toRadians((a.latitude() + b.latitude()) / 2));
        return Math.hypot(north, east);
    }

    private static String fresh(Set<String> names, SplittableRandom random, List<String> second, String suffix) {
        while (true) {
            String stem = FIRST.get(random.nextInt(FIRST.size())) + second.get(random.nextInt(second.size()));
            if (names.add(stem)) {
                return stem + suffix;
            }
        }
    }
}
