package cn.yunce.forecasting.domain;

/** Which way parcels move through an outlet. */
public enum Direction {
    /** 揽收: parcels accepted from senders. */
    PICKUP,
    /** 投递: parcels handed to addressees. */
    DELIVERY
}
