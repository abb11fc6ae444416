package cn.yunce.forecasting.routing.road;

import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.domain.GreatCircle;
import cn.yunce.forecasting.routing.TravelMatrix;
import java.io.IOException;
import java.util.List;

/** Where distances and times come from; one interface for whatever knows the roads. */
public interface Roads {
    /**
     * Metres and seconds from every place to every other.
     *
     * @throws IOException when a file or server that was asked cannot say
     */
    TravelMatrix matrix(List<Place> places) throws IOException;

    /**
     * @param longitude degrees east, WGS 84
     * @param latitude degrees north
     */
    record Place(String id, double longitude, double latitude) {
        private static final double METERS_A_KM = 1_000;

        public Place {
            Checks.notBlank("id", id);
            Checks.inRange("longitude of " + id, longitude, -180, 180);
            Checks.inRange("latitude of " + id, latitude, -90, 90);
        }

        /** Along a great circle. */
        public double metersTo(Place other) {
            return METERS_A_KM * GreatCircle.km(longitude, latitude, other.longitude, other.latitude);
        }
    }
}
