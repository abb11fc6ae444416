package cn.yunce.forecasting.file;

import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SitePair;
import cn.yunce.forecasting.domain.Wave;
import java.time.LocalTime;

/** What the rows of the short-haul formats mean. */
public final class NetworkRows {
    private NetworkRows() {}

    public static Fleet fleet(Row row) {
        return new Fleet(row.text("车队编码"), row.integer("自有车数量", 0, 100_000));
    }

    public static SitePair combinable(Row row) {
        return new SitePair(row.text("站点编号1"), row.text("站点编号2"));
    }

    /** 在途时长 is rounded to a tenth of a minute, so that sums of it are exact enough to compare. */
    public static Line line(Row row) {
        Wave wave = wave(row);
        return new Line(
                row.text("线路编码"),
                row.text("起始场地"),
                row.text("目的场地"),
                wave,
                row.text("车队编码"),
                wave.toMinute(),
                Math.round(row.number("在途时长", 0, 24) * 600) / 10.0,
                row.number("自有变动成本", 0, 1e9),
                row.number("外部承运商成本", 0, 1e9));
    }

    private static Wave wave(Row row) {
        LocalTime departure = row.time("发运节点");
        for (Wave wave : Wave.values()) {
            if (planningMinute(departure) == wave.toMinute()) {
                return wave;
            }
        }
        throw row.bad("发运节点", "06:00:00 or 14:00:00");
    }

    /** The planning day that the slot of a {@code slots} row belongs to. */
    public static ServiceDate slotDay(Row row) {
        return ServiceDate.of(row.date("date").atTime(row.time("time")));
    }

    /** The slot's number in the wave; a time outside of the wave, or between two slots, is bad. */
    public static int slot(Row row, Wave wave) {
        int minute = planningMinute(row.time("time"));
        int slot = Math.floorDiv(minute - wave.fromMinute(), Wave.SLOT_MINUTES);
        if (slot < 0 || slot >= wave.slots() || minute % Wave.SLOT_MINUTES != 0) {
            throw row.bad("time", "a full 10 minutes of wave " + wave.code());
        }
        return slot;
    }

    private static int planningMinute(LocalTime time) {
        if (time.getSecond() != 0 || time.getNano() != 0) {
            return -1;
        }
        int minutes = time.getHour() * 60 + time.getMinute();
        int cutOff = ServiceDate.CUT_OFF.getHour() * 60;
        return (minutes - cutOff + 1440) % 1440;
    }
}
