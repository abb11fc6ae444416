package cn.yunce.training;

import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.Wave;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Arrivals of a line by 10 minutes, and what of them is known the evening before; adds up to the township's deliveries. */
final class ShortHaulModel {
    private static final int WAVE_SHARE = 11;
    private static final int PROFILE = 12;
    private static final int KNOWN_SHARE = 13;
    private static final int KNOWN_NOISE = 14;
    private static final double NIGHT_SHARE = 0.66;

    private final VolumeModel volumes;
    private final Noise noise;
    private final Map<String, List<CityMap.Outlet>> outletsBySite = new HashMap<>();

    ShortHaulModel(CityMap map, VolumeModel volumes, Noise noise) {
        this.volumes = volumes;
        this.noise = noise;
        Map<String, String> siteById = new HashMap<>();
        map.nodes().forEach(node -> siteById.put(node.id(), node.name()));
        map.outlets()
                .forEach(outlet -> outletsBySite
                        .computeIfAbsent(siteById.getOrDefault(outlet.township(), ""), site -> new ArrayList<>())
                        .add(outlet));
    }

    long parcels(Line line, LocalDate date) {
        long total = outletsBySite.getOrDefault(line.site(), List.of()).stream()
                .mapToLong(outlet -> volumes.parcels(outlet, Direction.DELIVERY, date))
                .sum();
        double share = NIGHT_SHARE
                + 0.05 * noise.gaussian(line.site().hashCode(), WAVE_SHARE, 0)
                + 0.012 * noise.gaussian(line.site().hashCode(), WAVE_SHARE, date.toEpochDay());
        long night = Math.round(total * Math.clamp(share, 0.4, 0.85));
        return line.wave() == Wave.W0600 ? night : total - night;
    }

    /** Whole parcels by slot, adding up to {@link #parcels}. */
    long[] bySlot(Line line, LocalDate date) {
        Wave wave = line.wave();
        double[] shape = new double[wave.slots()];
        double peak = (wave == Wave.W0600 ? 0.62 : 0.5)
                + 0.06 * noise.gaussian(line.code().hashCode(), PROFILE, 0)
                + 0.02 * noise.gaussian(line.code().hashCode(), PROFILE, date.toEpochDay());
        SplittableRandom random = noise.random(line.code().hashCode(), PROFILE, -date.toEpochDay());
        double sum = 0;
        for (int slot = 0; slot < shape.length; slot++) {
            double x = (slot + 0.5) / shape.length;
            double bell = Math.exp(-Math.pow((x - peak) / 0.26, 2)) + 0.12;
            shape[slot] = bell * Math.exp(0.35 * random.nextGaussian());
            sum += shape[slot];
        }
        long total = parcels(line, date);
        long[] parcels = new long[shape.length];
        double cumulative = 0;
        long before = 0;
        for (int slot = 0; slot < shape.length; slot++) {
            cumulative += shape[slot];
            long now = slot == shape.length - 1 ? total : Math.round(total * cumulative / sum);
            parcels[slot] = now - before;
            before = now;
        }
        return parcels;
    }

    /** Parcels known at 21:00 of the day before: a share that belongs to the line, disturbed by what is cancelled or not yet ordered. */
    double preknown(Line line, LocalDate date) {
        double share = 0.78 + 0.06 * noise.gaussian(line.code().hashCode(), KNOWN_SHARE, 0);
        double disturbance = Math.exp(0.035 * noise.gaussian(line.code().hashCode(), KNOWN_NOISE, date.toEpochDay())
                + 0.02 * noise.gaussian(line.fleet().hashCode(), KNOWN_NOISE, date.toEpochDay()));
        return Math.rint(10 * parcels(line, date) * Math.clamp(share, 0.5, 0.95) * disturbance) / 10;
    }
}
