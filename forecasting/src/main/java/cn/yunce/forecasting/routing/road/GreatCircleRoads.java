package cn.yunce.forecasting.routing.road;

import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.routing.TravelMatrix;
import java.util.List;

/** Great circles times a road factor, at one speed. */
public final class GreatCircleRoads implements Roads {
    private static final double MOST_FACTOR = 5;
    private static final double METERS_A_KM = 1_000;
    private static final double SECONDS_AN_HOUR = 3_600;

    private final double factor;
    private final double kmPerHour;

    /** @param factor length of roads over the distance as the crow flies, 1 for a drone */
    public GreatCircleRoads(double factor, double kmPerHour) {
        this.factor = Checks.inRange("roadFactor", factor, 1, MOST_FACTOR);
        this.kmPerHour = Checks.inRange("kmPerHour", kmPerHour, 1, 300);
    }

    /** Length of one road that is known. */
    public record Known(Place from, Place to, double meters) {
        public Known {
            Checks.inRange("meters from " + from.id() + " to " + to.id(), meters, 0, 1e8);
        }
    }

    /** The factor that fits known roads best, as those of a county: least squares through the origin, at least 1. */
    public static double calibrated(List<Known> roads) {
        double both = 0;
        double squares = 0;
        for (Known road : roads) {
            double crow = road.from().metersTo(road.to());
            both += crow * road.meters();
            squares += crow * crow;
        }
        if (squares == 0) {
            throw new IllegalArgumentException(
                    "known roads must be between places that are apart, were " + roads.size() + " that are not");
        }
        return Math.clamp(both / squares, 1, MOST_FACTOR);
    }

    @Override
    public TravelMatrix matrix(List<Place> places) {
        int size = places.size();
        int[] distance = new int[size * size];
        int[] duration = new int[size * size];
        for (int i = 0; i < size * size; i++) {
            double meters = factor * places.get(i / size).metersTo(places.get(i % size));
            distance[i] = (int) Math.round(meters);
            duration[i] = (int) Math.round(meters / METERS_A_KM / kmPerHour * SECONDS_AN_HOUR);
        }
        return TravelMatrix.of(size, distance, duration);
    }
}
