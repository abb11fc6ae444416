package cn.yunce.cluster;

import cn.yunce.forecasting.domain.SampleOrder;
import java.util.Objects;
import org.apache.spark.Partitioner;

/** Spreads series by {@link SampleOrder}, which has nothing to do with how long they are or where they come from. */
final class SamplePartitioner extends Partitioner {
    private final long seed;
    private final int parts;

    SamplePartitioner(long seed, int parts) {
        this.seed = seed;
        this.parts = parts;
    }

    @Override
    public int numPartitions() {
        return parts;
    }

    @Override
    public int getPartition(Object id) {
        return SampleOrder.part(SampleOrder.of(seed, (String) id), parts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SamplePartitioner same && same.seed == seed && same.parts == parts;
    }

    @Override
    public int hashCode() {
        return Objects.hash(seed, parts);
    }
}
