package cn.yunce.forecasting.routing;

/** Some of the numbers 0..most − 1, in an order that removal changes; everything in constant time. */
final class Members {
    private final int[] all;
    private final int[] at;
    private int count;

    Members(int most) {
        all = new int[most];
        at = new int[most];
    }

    int count() {
        return count;
    }

    int get(int i) {
        return all[i];
    }

    /** Adds one that is not a member. */
    void add(int member) {
        at[member] = count;
        all[count++] = member;
    }

    /** The last takes the place of the one removed. */
    void remove(int member) {
        int last = all[--count];
        all[at[member]] = last;
        at[last] = at[member];
    }

    /** Says how many were copied. */
    int copyTo(int[] members) {
        System.arraycopy(all, 0, members, 0, count);
        return count;
    }

    /** These and no others. */
    void set(int[] members, int size) {
        count = 0;
        for (int i = 0; i < size; i++) {
            add(members[i]);
        }
    }
}
