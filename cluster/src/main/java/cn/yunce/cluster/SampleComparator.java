package cn.yunce.cluster;

import cn.yunce.forecasting.domain.SampleOrder;
import java.io.Serializable;
import java.util.Comparator;

/** Series in {@link SampleOrder}. */
record SampleComparator(long seed) implements Comparator<String>, Serializable {
    @Override
    public int compare(String one, String other) {
        int order = Long.compareUnsigned(SampleOrder.of(seed, one), SampleOrder.of(seed, other));
        return order != 0 ? order : one.compareTo(other);
    }
}
