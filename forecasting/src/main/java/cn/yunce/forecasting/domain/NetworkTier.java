package cn.yunce.forecasting.domain;

/**
 * Tier of a node, from the city downwards. A township station stands between a county park and its villages and is planned
 * with the village tier.
 */
public enum NetworkTier {
    /** 市级分拨中心, city sorting center. */
    CITY,
    /** 县级共配园区, county joint-distribution park. */
    COUNTY,
    /** 乡镇快递服务站, township service station. */
    TOWNSHIP,
    /** 村级快递服务点, village service point. */
    VILLAGE
}
