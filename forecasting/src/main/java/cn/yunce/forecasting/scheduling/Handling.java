package cn.yunce.forecasting.scheduling;

/** How a vehicle is loaded. */
enum Handling {
    LOOSE(1000, 45 + 45),
    CONTAINER(800, 10 + 10);

    /** All capacities are multiples of this; counts of it make rounded cuts for mixed trips. */
    static final int UNIT = 200;

    private final int parcels;
    private final int minutes;

    Handling(int parcels, int minutes) {
        this.parcels = parcels;
        this.minutes = minutes;
    }

    /** Parcels that a vehicle holds. */
    int parcels() {
        return parcels;
    }

    /** The same in millionths. */
    long capacity() {
        return parcels * Demand.PARCEL;
    }

    /** Whole minutes from a departure to the first minute at which the vehicle may leave again; the rule is strict. */
    int turnMinutes(double transitMinutes) {
        return (int) Math.floor(minutes + 2 * transitMinutes + 1e-6) + 1;
    }
}
