package cn.yunce.training;

import java.time.LocalDate;
import java.util.List;

/**
 * A target of the sample city's plan and the made-up path towards it.
 *
 * @param eachCounty whether every county has to reach it, or the city as a whole
 * @param paragraph where it stands in the plan
 * @param start value on 2023-01-01, of the city or of an average county
 * @param yearly growth a year, in the target's unit
 */
record PolicyTarget(
        String id,
        String nameZh,
        String nameEn,
        boolean eachCounty,
        String unit,
        LocalDate due,
        double target,
        String paragraph,
        double start,
        double yearly) {

    private static final LocalDate END_2025 = LocalDate.of(2025, 12, 31);
    private static final LocalDate END_2026 = LocalDate.of(2026, 12, 31);

    static final List<PolicyTarget> ALL = List.of(
            city("hubArea", "分拨中心面积", "hub area", "平方米", END_2026, 500_000, "二、（一）", 310_000, 45_000),
            city(
                    "hubCapacityPerDay",
                    "分拨中心日处理能力",
                    "hub capacity a day",
                    "件/日",
                    END_2026,
                    5_000_000,
                    "二、（一）",
                    2_900_000,
                    560_000),
            county("countyHub", "县级分拨中心", "hub in the county", "个", END_2026, 1, "二、（一）", 0.35, 0.22),
            county("jointDistributionPark", "县级共配园区", "joint-distribution park", "个", END_2025, 1, "二、（二）", 0.5, 0.25),
            county("firmsInPark", "快递企业入驻共配园区比例", "express firms in the park", "%", END_2025, 80, "二、（二）", 52, 10.5),
            county("jointDistribution", "共配率", "joint distribution", "%", END_2025, 90, "二、（二）", 58, 10.4),
            city("townshipStations", "乡镇快递服务站", "township stations", "个", END_2025, 120, "二、（三）", 104, 6.4),
            city(
                    "villagePoints",
                    "建制村快递服务点",
                    "points in administrative villages",
                    "个",
                    END_2025,
                    900,
                    "二、（三）",
                    774,
                    41),
            county("villageCoverage", "建制村覆盖率", "village coverage", "%", END_2025, 100, "二、（三）", 86, 4.6),
            city(
                    "firmsAbove100Million",
                    "年交易额1亿元以上电商企业",
                    "e-commerce firms above 1亿元 a year",
                    "家",
                    END_2026,
                    10,
                    "三、（一）",
                    3,
                    1.9),
            city("provincialBrands", "省级以上品牌", "provincial brands", "个", END_2026, 50, "三、（一）", 21, 7.2),
            city("liveEvents", "直播电商活动", "live-streaming events", "场", END_2026, 1_000, "三、（一）", 180, 205),
            city(
                    "farmProductsOnlineGrowth",
                    "农产品网络零售额增速",
                    "growth of farm products' online sales",
                    "%",
                    END_2026,
                    20,
                    "三、（二）",
                    11.5,
                    2.3),
            city("leadingFirms", "龙头电商企业", "leading e-commerce firms", "家", END_2026, 100, "三、（三）", 41, 15),
            city("sizeableFirms", "规模以上电商企业", "sizeable e-commerce firms", "家", END_2026, 1_000, "三、（三）", 520, 128),
            city("smallFirms", "小微电商企业", "small e-commerce firms", "家", END_2026, 10_000, "三、（三）", 6_300, 890),
            city("jobs", "电商从业人员", "e-commerce jobs", "人", END_2026, 200_000, "三、（三）", 128_000, 17_500));

    private static PolicyTarget city(
            String id,
            String zh,
            String en,
            String unit,
            LocalDate due,
            double target,
            String paragraph,
            double start,
            double yearly) {
        return new PolicyTarget(id, zh, en, false, unit, due, target, paragraph, start, yearly);
    }

    private static PolicyTarget county(
            String id,
            String zh,
            String en,
            String unit,
            LocalDate due,
            double target,
            String paragraph,
            double start,
            double yearly) {
        return new PolicyTarget(id, zh, en, true, unit, due, target, paragraph, start, yearly);
    }

    /** Value after {@code years} for a county that stands {@code lead} standard deviations ahead of the average. */
    double value(double years, double lead) {
        double spread = eachCounty ? 0.06 * target * lead : 0;
        double raw = start + yearly * years + spread;
        double step = switch (unit) {
            case "%" -> 0.1;
            case "平方米" -> 100;
            case "件/日" -> 10_000;
            default -> 1;
        };
        double ceiling = unit.equals("%") && target >= 80 ? 100 : Double.MAX_VALUE;
        double value = Math.floor(Math.clamp(raw, 0, ceiling) / step) * step;
        return eachCounty && unit.equals("个") ? (raw >= 0.9 ? 1 : 0) : Math.rint(value * 10) / 10;
    }
}
