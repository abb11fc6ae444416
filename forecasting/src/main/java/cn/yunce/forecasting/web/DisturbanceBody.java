package cn.yunce.forecasting.web;

import cn.yunce.forecasting.Disturbance;
import cn.yunce.forecasting.domain.ServiceDate;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A disturbance as requests and answers name it. Times of requests are such as {@code 05:40} or {@code 2026-11-25T05:40}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = DisturbanceBody.Breakdown.class, name = "BREAKDOWN"),
    @JsonSubTypes.Type(value = DisturbanceBody.VolumeChange.class, name = "VOLUME_CHANGE"),
    @JsonSubTypes.Type(value = DisturbanceBody.LateVolume.class, name = "LATE_VOLUME"),
    @JsonSubTypes.Type(value = DisturbanceBody.RoadClosure.class, name = "ROAD_CLOSURE"),
    @JsonSubTypes.Type(value = DisturbanceBody.Lock.class, name = "LOCK"),
    @JsonSubTypes.Type(value = DisturbanceBody.Move.class, name = "MOVE")
})
sealed interface DisturbanceBody {
    /** @throws IllegalArgumentException for a value that is missing or out of range */
    Disturbance on(ServiceDate date);

    record Breakdown(String vehicle, String from, Optional<String> to) implements DisturbanceBody {
        public Breakdown {
            Objects.requireNonNull(vehicle, "vehicle must be given, was missing");
            Objects.requireNonNull(from, "from must be given, was missing");
        }

        @Override
        public Disturbance on(ServiceDate date) {
            return new Disturbance.Breakdown(vehicle, date.parseMinute("from", from), end(to, date));
        }
    }

    record VolumeChange(List<String> lines, double factor) implements DisturbanceBody {
        public VolumeChange {
            Objects.requireNonNull(lines, "lines must be given, was missing");
        }

        @Override
        public Disturbance on(ServiceDate date) {
            return new Disturbance.VolumeChange(lines, factor);
        }
    }

    record LateVolume(List<String> lines, int minutes) implements DisturbanceBody {
        public LateVolume {
            Objects.requireNonNull(lines, "lines must be given, was missing");
        }

        @Override
        public Disturbance on(ServiceDate date) {
            return new Disturbance.LateVolume(lines, minutes);
        }
    }

    record RoadClosure(String origin, String site, String from, Optional<String> to) implements DisturbanceBody {
        public RoadClosure {
            Objects.requireNonNull(origin, "origin must be given, was missing");
            Objects.requireNonNull(site, "site must be given, was missing");
            Objects.requireNonNull(from, "from must be given, was missing");
        }

        @Override
        public Disturbance on(ServiceDate date) {
            return new Disturbance.RoadClosure(origin, site, date.parseMinute("from", from), end(to, date));
        }
    }

    record Lock(String trip) implements DisturbanceBody {
        public Lock {
            Objects.requireNonNull(trip, "trip must be given, was missing");
        }

        @Override
        public Disturbance on(ServiceDate date) {
            return new Disturbance.Lock(trip);
        }
    }

    record Move(String trip, String departure) implements DisturbanceBody {
        public Move {
            Objects.requireNonNull(trip, "trip must be given, was missing");
            Objects.requireNonNull(departure, "departure must be given, was missing");
        }

        @Override
        public Disturbance on(ServiceDate date) {
            return new Disturbance.Move(trip, date.parseMinute("departure", departure));
        }
    }

    static DisturbanceBody of(Disturbance disturbance, ServiceDate date) {
        return switch (disturbance) {
            case Disturbance.Breakdown it ->
                new Breakdown(it.vehicle(), time(it.fromMinute(), date), Optional.of(time(it.toMinute(), date)));
            case Disturbance.VolumeChange it -> new VolumeChange(it.lines(), it.factor());
            case Disturbance.LateVolume it -> new LateVolume(it.lines(), it.minutes());
            case Disturbance.RoadClosure it ->
                new RoadClosure(
                        it.origin(), it.site(), time(it.fromMinute(), date), Optional.of(time(it.toMinute(), date)));
            case Disturbance.Lock it -> new Lock(it.trip());
            case Disturbance.Move it -> new Move(it.trip(), time(it.departureMinute(), date));
        };
    }

    private static String time(int minute, ServiceDate date) {
        LocalDateTime at = date.at(minute);
        return at.toString();
    }

    private static int end(Optional<String> to, ServiceDate date) {
        return to.map(time -> date.parseMinute("to", time)).orElse(Disturbance.LAST_MINUTE);
    }
}
