package cn.yunce.forecasting.scheduling;

import java.util.List;

/** A way of one vehicle: the lines that share it, one to three, pairwise combinable. */
record Way(List<Demand> demands) {
    Way {
        demands = List.copyOf(demands);
    }

    boolean single() {
        return demands.size() == 1;
    }

    double ownCost() {
        return demands.stream()
                .mapToDouble(demand -> demand.line().ownCost())
                .max()
                .orElseThrow();
    }

    double externalCost() {
        return demands.stream()
                .mapToDouble(demand -> demand.line().externalCost())
                .max()
                .orElseThrow();
    }

    double transitMinutes() {
        return demands.stream()
                .mapToDouble(demand -> demand.line().transitMinutes())
                .max()
                .orElseThrow();
    }

    /** Minute at which the last parcels of all its lines are there. */
    int readyMinute() {
        return demands.stream().mapToInt(Demand::readyMinute).max().orElseThrow();
    }

    int latestDeparture() {
        return demands.stream()
                .mapToInt(demand -> demand.line().latestDepartureMinute())
                .min()
                .orElseThrow();
    }

    double parcels() {
        return demands.stream().mapToDouble(Demand::parcels).sum();
    }
}
