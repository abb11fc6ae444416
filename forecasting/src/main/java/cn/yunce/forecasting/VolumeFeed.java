package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.ServiceDate;
import java.nio.file.Path;
import java.util.Optional;

/** Where a daily run's import step takes its data from. */
public interface VolumeFeed {

    String name();

    /** Whether the data is made up; it is then marked so wherever it is shown. */
    boolean synthetic();

    /**
     * A folder in the importers' formats that holds everything new after {@code loadedUpTo} until {@code upTo}, both planning
     * days; empty when there is nothing new.
     *
     * @param loadedUpTo last planning day that is loaded; empty when none is
     */
    Optional<Path> fetch(Optional<ServiceDate> loadedUpTo, ServiceDate upTo);
}
