package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.ServiceDate;

/** One line on one planning day. */
public record LineDay(String line, ServiceDate date) {}
