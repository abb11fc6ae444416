package cn.yunce.forecasting.domain;

import java.util.Optional;

/**
 * A place of the network.
 *
 * @param id stable identifier, unique in the network
 * @param name name shown to people, Chinese
 * @param tier where it stands
 * @param parentId the node above; empty for the city's hub only
 * @param longitude degrees east, WGS 84
 * @param latitude degrees north, WGS 84
 */
public record NetworkNode(
        String id, String name, NetworkTier tier, Optional<String> parentId, double longitude, double latitude) {
    public NetworkNode {
        Checks.notBlank("id", id);
        Checks.notBlank("name", name);
        Checks.inRange("longitude", longitude, -180, 180);
        Checks.inRange("latitude", latitude, -90, 90);
        if (parentId.isEmpty() != (tier == NetworkTier.CITY)) {
            throw new IllegalArgumentException(
                    "parentId must be given for every tier but CITY, was " + parentId + " for " + tier);
        }
    }
}
