package cn.yunce.forecasting.domain;

/**
 * 波次: a window of a planning day in which a line's parcels arrive; it ends at the wave's latest departure. Minutes count from
 * the {@linkplain ServiceDate#start() start of the planning day}, 21:00 of the day before.
 */
public enum Wave {
    /** Parcels of the night, 21:00 to 06:00. */
    W0600("0600", 0, 540),
    /** Parcels of midday, 11:00 to 14:00. */
    W1400("1400", 840, 1020);

    /** Length of an arrival slot. */
    public static final int SLOT_MINUTES = 10;

    private final String code;
    private final int fromMinute;
    private final int toMinute;

    Wave(String code, int fromMinute, int toMinute) {
        this.code = code;
        this.fromMinute = fromMinute;
        this.toMinute = toMinute;
    }

    /** Throws {@link IllegalArgumentException} when no wave has the code. */
    public static Wave ofCode(String code) {
        for (Wave wave : values()) {
            if (wave.code.equals(code)) {
                return wave;
            }
        }
        throw new IllegalArgumentException("wave must be 0600 or 1400, was " + code);
    }

    public String code() {
        return code;
    }

    public int fromMinute() {
        return fromMinute;
    }

    public int toMinute() {
        return toMinute;
    }

    public int slots() {
        return (toMinute - fromMinute) / SLOT_MINUTES;
    }

    /** Minute at which the parcels of slot {@code slot} are there: the slot's end. */
    public int readyMinute(int slot) {
        return fromMinute + (slot + 1) * SLOT_MINUTES;
    }
}
