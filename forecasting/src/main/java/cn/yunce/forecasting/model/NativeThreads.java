package cn.yunce.forecasting.model;

import org.bytedeco.openblas.global.openblas;

/**
 * Keeps OpenBLAS, which Smile and ND4J share, on one thread: matrices this small gain nothing from more, a busy machine loses
 * minutes at its barriers, and sums keep their order, so forecasts are the same to the bit.
 */
final class NativeThreads {
    private NativeThreads() {}

    static void useOne() {
        openblas.blas_set_num_threads(1);
    }
}
