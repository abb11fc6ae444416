package cn.yunce.training;

import cn.yunce.forecasting.domain.NetworkNode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;

/** Daily facts of the service indicators of a county, as numerator and denominator. */
final class KpiModel {
    private static final LocalDate ORIGIN = LocalDate.of(2023, 1, 1);
    private static final int COUNTY_LEVEL = 31;
    private static final int DAY = 32;
    private static final int FLEET = 33;
    private static final int QUALITY = 34;
    private static final double HUB_RESERVE = 1.6;

    /** Receives one fact; a rate over any group is the ratio of the sums. */
    interface Facts {
        void add(String kpi, double numerator, double denominator);
    }

    private final Noise noise;

    KpiModel(Noise noise) {
        this.noise = noise;
    }

    /**
     * @param delivered parcels for the county's addressees that day
     * @param accepted parcels from its senders
     * @param load delivered over the county's usual day; quality suffers above 1.3
     */
    void facts(
            NetworkNode county,
            LocalDate date,
            double delivered,
            double accepted,
            double load,
            int villages,
            Facts facts) {
        SplittableRandom random = noise.random(county.id().hashCode(), DAY, date.toEpochDay());
        double years = ChronoUnit.DAYS.between(ORIGIN, date) / 365.25;
        double strain = Math.max(0, load - 1.3);
        double skill = noise.gaussian(county.id().hashCode(), COUNTY_LEVEL, 0);
        double late72 = Math.clamp(
                0.040 - 0.004 * years - 0.009 * skill + 0.10 * strain + 0.004 * random.nextGaussian(), 0.004, 0.5);
        facts.add("onTimeRate", share(delivered, 1 - late72), delivered);
        facts.add("onTimeRate48h", share(delivered, 1 - 2.1 * late72), delivered);
        facts.add("onTimeRate24h", share(delivered, Math.max(0.2, 1 - 6 * late72)), delivered);
        facts.add(
                "deliverySuccessRate",
                share(
                        delivered,
                        Math.clamp(0.982 + 0.003 * skill - 0.02 * strain + 0.002 * random.nextGaussian(), 0, 1)),
                delivered);
        facts.add(
                "complaintRatePerTenThousand",
                poisson(random, delivered * (1.7 - 0.3 * skill + 6 * strain) / 1e4),
                delivered);
        facts.add(
                "appealRatePerMillion",
                poisson(random, delivered * (5.5 - 1.2 * skill + 20 * strain) / 1e6),
                delivered);
        facts.add("lossDamageRatePerTenThousand", poisson(random, delivered * (0.16 + 0.3 * strain) / 1e4), delivered);
        facts.add(
                "revenuePerParcel", Math.rint(accepted * (7.6 - 0.25 * years + 0.1 * random.nextGaussian())), accepted);
        facts.add(
                "costPerParcel",
                Math.rint(delivered * (1.95 - 0.06 * years + 0.25 * strain - 0.05 * skill)),
                delivered);
        double loadFactor = Math.clamp(0.74 + 0.02 * years + 0.1 * (load - 1) + 0.02 * random.nextGaussian(), 0.3, 1);
        facts.add("loadFactor", delivered, Math.ceil(delivered / loadFactor / 1000) * 1000);
        facts.add("backlogParcels", Math.rint(delivered * Math.clamp(0.01 + 0.6 * strain, 0, 0.6)), 1);
        double joint = Math.clamp(0.58 + 0.10 * years + 0.03 * skill + 0.005 * random.nextGaussian(), 0, 0.985);
        facts.add("jointDistributionRate", share(delivered, joint), delivered);
        facts.add(
                "villageCoverageRate",
                Math.floor(villages * Math.clamp(0.86 + 0.045 * years + 0.01 * skill, 0, 1)),
                villages);
        facts.add("sameDayShare", share(delivered, Math.clamp(0.06 + 0.012 * years, 0, 1)), delivered);
        facts.add("nextDayShare", share(delivered, Math.clamp(0.44 + 0.03 * years - 0.1 * strain, 0, 1)), delivered);
        fleet(county, date, years, delivered, load, facts);
        quality(county, date, years, strain, delivered, accepted, facts);
    }

    /** Trips, vehicles and kilometres; a noise of its own keeps the facts above as they were. */
    private void fleet(NetworkNode county, LocalDate date, double years, double delivered, double load, Facts facts) {
        SplittableRandom random = noise.random(county.id().hashCode(), FLEET, date.toEpochDay());
        double vehicles = Math.max(4, Math.rint(delivered / Math.max(load, 0.05) / 2_400));
        double trips = Math.ceil(delivered / (720 + 40 * years + 30 * random.nextGaussian()));
        double external =
                Math.rint(trips * Math.clamp(0.16 + 0.35 * (load - 1) + 0.02 * random.nextGaussian(), 0, 0.8));
        facts.add("ownVehicleTurnover", trips - external, vehicles);
        facts.add("externalTripShare", external, trips);
        facts.add("parcelsPerVehicle", delivered, trips);
        double kilometres = Math.rint(trips * (46 + 3 * random.nextGaussian()));
        facts.add("emptyKilometreShare", Math.rint(kilometres * (0.23 - 0.015 * years)), kilometres);
        facts.add("newEnergyVehicleShare", Math.floor(vehicles * Math.clamp(0.22 + 0.07 * years, 0, 1)), vehicles);
        facts.add("hubUtilisation", delivered, Math.rint(HUB_RESERVE * delivered / Math.max(load, 0.05)));
        facts.add("forecastWape", Math.rint(delivered * Math.abs(0.07 * random.nextGaussian())), delivered);
    }

    private void quality(
            NetworkNode county,
            LocalDate date,
            double years,
            double strain,
            double delivered,
            double accepted,
            Facts facts) {
        SplittableRandom random = noise.random(county.id().hashCode(), QUALITY, date.toEpochDay());
        facts.add("lossRatePerTenThousand", poisson(random, delivered * (0.05 + 0.1 * strain) / 1e4), delivered);
        facts.add("damageRatePerTenThousand", poisson(random, delivered * (0.11 + 0.2 * strain) / 1e4), delivered);
        facts.add("returnRate", share(delivered, 0.021 + 0.002 * random.nextGaussian() + 0.01 * strain), delivered);
        facts.add("firstAttemptRate", share(delivered, 0.90 + 0.01 * years - 0.03 * strain), delivered);
        facts.add(
                "complaintsHandledInTime",
                share(delivered / 1e3, 0.95 + 0.01 * random.nextGaussian()),
                Math.rint(delivered / 1e3));
        facts.add("farmProductShare", share(accepted, 0.18 + 0.03 * years), accepted);
        double firms = 14;
        facts.add("firmsInPark", Math.floor(firms * Math.clamp(0.56 + 0.1 * years, 0, 1)), firms);
    }

    private static double share(double parcels, double rate) {
        return Math.rint(parcels * Math.clamp(rate, 0, 1));
    }

    /** Knuth's product method; means here stay below about 30. */
    private static double poisson(SplittableRandom random, double mean) {
        double limit = Math.exp(-Math.max(0, mean));
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            count++;
            product *= random.nextDouble();
        }
        return count;
    }
}
