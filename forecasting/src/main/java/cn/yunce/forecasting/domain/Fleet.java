package cn.yunce.forecasting.domain;

import java.util.List;
import java.util.stream.IntStream;

/**
 * 车队: own vehicles of one kind that serve the same lines.
 *
 * @param id identifier; its vehicles are named {@code id-1 … id-n}
 */
public record Fleet(String id, int ownVehicles) {
    public Fleet {
        Checks.notBlank("id", id);
        Checks.inRange("ownVehicles", ownVehicles, 0, 100_000);
    }

    /** Identifier of the fleet's vehicle {@code number}, 1-based. */
    public String vehicleId(int number) {
        return id + "-" + Checks.inRange("number", number, 1, ownVehicles);
    }

    /** Identifiers of all its vehicles, number 1 first. */
    public List<String> listVehicleIds() {
        return IntStream.rangeClosed(1, ownVehicles).mapToObj(this::vehicleId).toList();
    }
}
