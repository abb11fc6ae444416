package cn.yunce.forecasting.linehaul;

import java.util.Optional;

/** One destination's (and company's) day from one origin; its parcels are accumulated over the waves. */
final class Leg {
    private final String destination;
    private final int place;
    private final Optional<Integer> company;
    private final double km;
    private final long[] ready;
    private final long[] need;

    /**
     * @param ready parcels sorted by when each wave begins to load
     * @param need parcels that must have left by each wave
     * @param place index of the destination among the origin's
     */
    Leg(String destination, int place, Optional<Integer> company, double km, long[] ready, long[] need) {
        this.destination = destination;
        this.place = place;
        this.company = company;
        this.km = km;
        this.ready = ready;
        this.need = need;
    }

    String destination() {
        return destination;
    }

    int place() {
        return place;
    }

    Optional<Integer> company() {
        return company;
    }

    double km() {
        return km;
    }

    int waves() {
        return ready.length;
    }

    long ready(int wave) {
        return ready[wave];
    }

    long need(int wave) {
        return need[wave];
    }

    long total() {
        return need[need.length - 1];
    }
}
