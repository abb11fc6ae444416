package cn.yunce.app.adapter;

import cn.yunce.forecasting.domain.ServiceDate;

/** How a run is named to people as the source of a number. */
final class Sources {
    private Sources() {}

    static String text(long runId, ServiceDate dataCutOff, boolean synthetic) {
        return "运行 #" + runId + "，数据截至 " + dataCutOff + (synthetic ? "（示例数据）" : "");
    }
}
