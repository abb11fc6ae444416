package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which series add up to which: leaves, and totals each of which is the sum of some leaves. Holds trees, crossed groups (tier ×
 * product × direction) and blocks of time alike. Its series, in the order of every array: totals first, then leaves.
 */
public final class Hierarchy {
    private final List<String> totals;
    private final List<String> leaves;
    private final int[][] leavesByTotal;

    private Hierarchy(List<String> totals, List<String> leaves, int[][] leavesByTotal) {
        this.totals = List.copyOf(totals);
        this.leaves = List.copyOf(leaves);
        this.leavesByTotal = leavesByTotal;
    }

    /**
     * @param totalsOf ids of the totals that a leaf is part of; totals stand in the order of their first mention
     * @throws IllegalArgumentException when there is no leaf, or an id stands for two series
     */
    public static Hierarchy of(List<String> leaves, Function<String, List<String>> totalsOf) {
        Checks.inRange("leaves", leaves.size(), 1, 1_000_000);
        Map<String, List<Integer>> members = new LinkedHashMap<>();
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            for (String total :
                    totalsOf.apply(leaves.get(leaf)).stream().distinct().toList()) {
                members.computeIfAbsent(total, id -> new ArrayList<>()).add(leaf);
            }
        }
        HashSet<String> ids = new HashSet<>(members.keySet());
        for (String leaf : leaves) {
            if (!ids.add(leaf)) {
                throw new IllegalArgumentException("each id must name one leaf or one total, named two: " + leaf);
            }
        }
        int[][] leavesByTotal = members.values().stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        return new Hierarchy(List.copyOf(members.keySet()), leaves, leavesByTotal);
    }

    /**
     * Stretches of time that add up: for 28 days and blocks of 7 and 28, four weeks and the whole. Ids are {@code 7:0} for the first
     * block of seven, {@code 1:0} for the first leaf.
     *
     * @throws IllegalArgumentException when a block does not divide the leaves
     */
    public static Hierarchy ofBlocks(int leaves, int... blocks) {
        for (int block : blocks) {
            if (block < 2 || leaves % block != 0) {
                throw new IllegalArgumentException("block must be above 1 and divide " + leaves + ", was " + block);
            }
        }
        List<String> ids = IntStream.range(0, leaves).mapToObj(t -> "1:" + t).toList();
        return of(ids, id -> {
            int t = Integer.parseInt(id.substring(2));
            return Arrays.stream(blocks)
                    .mapToObj(block -> block + ":" + t / block)
                    .toList();
        });
    }

    public List<String> totals() {
        return totals;
    }

    public List<String> leaves() {
        return leaves;
    }

    /** Ids of all series: totals, then leaves. */
    public List<String> ids() {
        return Stream.concat(totals.stream(), leaves.stream()).toList();
    }

    public int size() {
        return totals.size() + leaves.size();
    }

    /** Indices into {@link #leaves()} of what a total sums, ascending. */
    public int[] leavesOf(int total) {
        return leavesByTotal[total].clone();
    }

    /** Values of all series from those of the leaves; a total with a NaN leaf is NaN. */
    public double[] sum(double[] leafValues) {
        double[] all = new double[size()];
        System.arraycopy(leafValues, 0, all, totals.size(), leaves.size());
        for (int total = 0; total < leavesByTotal.length; total++) {
            for (int leaf : leavesByTotal[total]) {
                all[total] += leafValues[leaf];
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return "Hierarchy[" + totals.size() + " totals, " + leaves.size() + " leaves]";
    }
}
