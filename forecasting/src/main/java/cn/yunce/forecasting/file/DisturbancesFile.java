package cn.yunce.forecasting.file;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.Disturbance;
import cn.yunce.forecasting.LiveEvent;
import cn.yunce.forecasting.domain.ServiceDate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What happened on a day under way, as a table, format {@code disturbances} of docs/file-formats.md. */
public final class DisturbancesFile {
    private static final List<String> COLUMNS = List.of("known", "kind", "subject", "from", "to", "value");
    private static final String ROAD = " - ";

    private DisturbancesFile() {}

    /**
     * The events, in the order of the file.
     *
     * @param nowMinute when a disturbance without a time became known
     * @throws BadInputException when a row is bad, for example of an unknown kind
     */
    public static List<LiveEvent> read(Path file, ServiceDate date, int nowMinute) {
        RowErrors errors = new RowErrors();
        List<LiveEvent> events = new ArrayList<>();
        try (TableFile table = TableFile.open(file, COLUMNS)) {
            table.forEach(
                    errors,
                    row -> events.add(new LiveEvent(
                            row.raw("known").isEmpty() ? nowMinute : minute(row, "known", date),
                            disturbance(row, date))));
        }
        errors.throwIfAny();
        return events;
    }

    private static Disturbance disturbance(Row row, ServiceDate date) {
        String subject = row.text("subject");
        return switch (row.raw("kind")) {
            case "breakdown" -> new Disturbance.Breakdown(subject, minute(row, "from", date), to(row, date));
            case "volume" -> new Disturbance.VolumeChange(lines(subject), row.number("value", 0, 100));
            case "late" -> new Disturbance.LateVolume(lines(subject), row.integer("value", 1, 720));
            case "closure" -> {
                int split = subject.indexOf(ROAD);
                if (split < 0) {
                    throw row.bad("subject", "an origin and a site joined by \"" + ROAD + "\"");
                }
                yield new Disturbance.RoadClosure(
                        subject.substring(0, split),
                        subject.substring(split + ROAD.length()),
                        minute(row, "from", date),
                        to(row, date));
            }
            case "lock" -> new Disturbance.Lock(subject);
            case "move" -> new Disturbance.Move(subject, minute(row, "from", date));
            default -> throw row.bad("kind", "breakdown, volume, late, closure, lock or move");
        };
    }

    private static List<String> lines(String subject) {
        return List.of(subject.split("\\+", -1));
    }

    /** An empty cell is the last minute that a live day may speak of. */
    private static int to(Row row, ServiceDate date) {
        return row.raw("to").isEmpty() ? Disturbance.LAST_MINUTE : minute(row, "to", date);
    }

    private static int minute(Row row, String column, ServiceDate date) {
        try {
            return date.parseMinute(column, row.raw(column));
        } catch (IllegalArgumentException e) {
            throw row.bad(column, "a time such as 05:40 or " + date + "T05:40");
        }
    }
}
