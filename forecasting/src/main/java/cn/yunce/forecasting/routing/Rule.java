package cn.yunce.forecasting.routing;

/** What can keep a stop off a route. */
public enum Rule {
    /** No rule does. */
    NONE,
    /** The vehicle lacks a skill. */
    SKILLS,
    /** A load, in some dimension. */
    CAPACITY,
    /** A pickup and its delivery in one trip, in this order. */
    PAIR,
    /** Deliveries before what is collected. */
    COLLECTED_LAST,
    /** The number of trips. */
    TRIPS,
    /** The battery. */
    RANGE,
    /** The longest distance. */
    DISTANCE,
    /** The windows of stops. */
    WINDOWS,
    /** When goods are at the depot. */
    RELEASE,
    /** The hours of the vehicle. */
    SHIFT,
    /** The longest duration. */
    DURATION,
    /** Breaks. */
    BREAKS
}
