package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.domain.Direction;

/** Names the series of a node's volumes in one direction: {@code N0101/PICKUP}. */
public record NodeSeriesId(String nodeId, Direction direction) {
    public NodeSeriesId {
        Checks.notBlank("nodeId", nodeId);
    }

    /** Throws {@link IllegalArgumentException} when the text is not such a name. */
    public static NodeSeriesId parse(String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException("series id must be node/direction, was " + text);
        }
        return new NodeSeriesId(text.substring(0, slash), Direction.valueOf(text.substring(slash + 1)));
    }

    @Override
    public String toString() {
        return nodeId + "/" + direction;
    }
}
