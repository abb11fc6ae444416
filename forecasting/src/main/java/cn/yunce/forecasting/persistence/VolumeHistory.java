package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.ShortHaulNetwork;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.VolumeSeries;
import java.util.List;
import java.util.Optional;

/** What is loaded, as the forecast engines take it. */
public interface VolumeHistory {

    /** Makes the feed known before data is loaded under its name. */
    void registerFeed(String name, boolean synthetic);

    /** The last day up to which the feed's data was loaded whole; empty when nothing was. */
    Optional<ServiceDate> findLoadedUpTo(String feed);

    /** The last day with volumes of any feed. */
    Optional<ServiceDate> findLastDay();

    /**
     * Daily volumes of every node and direction, each the sum of the node's own and of all nodes below it. All series end at
     * {@code upTo}; days before the first volume are left out, a later day without any is NaN.
     *
     * @return ordered by node, then direction; ids are {@link NodeSeriesId}s
     */
    List<VolumeSeries> listNodeSeries(ServiceDate from, ServiceDate upTo);

    /** The lines' network as it is now. */
    ShortHaulNetwork getNetwork();

    /**
     * The lines' network, their 10-minute arrivals of the days {@code from..upTo}, and their pre-known volumes of the days
     * {@code from..upTo + 1}.
     */
    ShortHaulHistory shortHaul(ServiceDate from, ServiceDate upTo);
}
