package cn.yunce.forecasting.domain;

/** Distances on the mean sphere of the earth, by the haversine formula (Sinnott, 1984). */
public final class GreatCircle {
    private static final double EARTH_RADIUS_KM = 6371.0088;

    private GreatCircle() {}

    /** Kilometres between two points, in degrees of WGS 84. */
    public static double km(double longitude, double latitude, double otherLongitude, double otherLatitude) {
        double byLatitude = Math.sin(Math.toRadians(otherLatitude - latitude) / 2);
        double byLongitude = Math.sin(Math.toRadians(otherLongitude - longitude) / 2);
        double square = byLatitude * byLatitude
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(otherLatitude))
                        * byLongitude
                        * byLongitude;
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(square)));
    }
}
