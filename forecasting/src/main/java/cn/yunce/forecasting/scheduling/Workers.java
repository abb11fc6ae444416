package cn.yunce.forecasting.scheduling;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Threads for searches, one for each processor, up to four. */
final class Workers implements AutoCloseable {
    private static final int MOST = 4;

    private final int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST);
    private final ExecutorService pool = Executors.newFixedThreadPool(threads);

    int threads() {
        return threads;
    }

    List<Future<?>> start(Stream<Runnable> work) {
        return work.<Future<?>>map(pool::submit).toList();
    }

    /** Does all the work before it returns. */
    void run(Stream<Runnable> work) {
        await(start(work));
    }

    /** @throws IllegalStateException when one failed */
    static void await(List<Future<?>> started) {
        for (Future<?> work : started) {
            try {
                work.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the search was interrupted", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("the search failed: " + e.getCause(), e.getCause());
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
