package cn.yunce.forecasting.domain;

/**
 * An order of series that looks like chance, the same everywhere and whatever other series there are: the first of a panel in it are a sample.
 * Compare as unsigned numbers.
 */
public final class SampleOrder {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private SampleOrder() {}

    /** FNV-1a of seed and name, its bits spread by the finaliser of MurmurHash3 (Appleby, 2011). */
    public static long of(long seed, String id) {
        long hash = FNV_OFFSET ^ seed;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    /** Which of {@code parts} equal parts of the order a series is in, from 0. */
    public static int part(long order, int parts) {
        return (int) Math.unsignedMultiplyHigh(order, parts);
    }
}
