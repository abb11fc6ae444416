package cn.yunce.forecasting.scheduling;

import java.util.List;

/**
 * A trip before its vehicle is known.
 *
 * @param departure minute of the planning day
 */
record Draft(Way way, List<Load> loads, Handling handling, int departure, boolean own) {

    Draft {
        loads = List.copyOf(loads);
    }

    /** @param amount millionths of a parcel */
    record Load(Demand demand, long amount) {}

    /**
     * A trip of its loads; lines of the way without parcels on board are left out. Light trips take the container where there
     * is one: it never costs more and the vehicle is free earlier.
     */
    static Draft of(List<Load> loads, boolean container, int departure, boolean own) {
        List<Load> aboard = loads.stream().filter(load -> load.amount() > 0).toList();
        long amount = aboard.stream().mapToLong(Load::amount).sum();
        Handling handling = container && amount <= Handling.CONTAINER.capacity() ? Handling.CONTAINER : Handling.LOOSE;
        return new Draft(new Way(aboard.stream().map(Load::demand).toList()), aboard, handling, departure, own);
    }

    long amount() {
        return loads.stream().mapToLong(Load::amount).sum();
    }

    /** One line, no room left: may leave before the line's last parcels are there. */
    boolean full() {
        return way.single() && amount() >= handling.capacity();
    }

    /** First minute at which the vehicle may leave again. */
    int back() {
        return departure + handling.turnMinutes(way.transitMinutes());
    }

    double saving() {
        return way.externalCost() - way.ownCost();
    }

    double cost() {
        return own ? way.ownCost() : way.externalCost();
    }

    Draft at(int minute) {
        return new Draft(way, loads, handling, minute, own);
    }

    Draft by(boolean ownVehicle) {
        return new Draft(way, loads, handling, departure, ownVehicle);
    }
}
