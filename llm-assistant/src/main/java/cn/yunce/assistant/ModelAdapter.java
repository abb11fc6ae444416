package cn.yunce.assistant;

import java.nio.file.Path;
import java.util.Set;

/**
 * What a language model was tuned to do (low-rank adapter, Hu et al. 2021).
 *
 * @param file GGUF, for one base model
 */
public record ModelAdapter(Path file, Set<ModelTask> tasks) {
    public ModelAdapter {
        tasks = Set.copyOf(tasks);
    }
}
