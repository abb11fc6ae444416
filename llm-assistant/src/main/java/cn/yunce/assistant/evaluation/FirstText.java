package cn.yunce.assistant.evaluation;

import cn.yunce.assistant.Assistant.Progress;
import java.util.Optional;

/** Tells when an answer's first words came. */
final class FirstText implements Progress {
    private final long start = System.nanoTime();
    private long first = -1;

    @Override
    public void onStep(String step) {}

    @Override
    public void onText(String piece) {
        if (first < 0) {
            first = System.nanoTime();
        }
    }

    @Override
    public boolean cancelled() {
        return false;
    }

    Optional<Long> millis() {
        return first < 0 ? Optional.empty() : Optional.of((first - start) / 1_000_000);
    }
}
