package cn.yunce.app.weights;

import cn.yunce.assistant.ModelTask;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Models whose weights can be fetched; the first is used by default.
 *
 * @param adapters that come with the product
 */
record ModelManifest(List<Model> models, List<Adapter> adapters) {
    ModelManifest {
        models = List.copyOf(models);
        adapters = List.copyOf(adapters);
    }

    /**
     * What a model was tuned for.
     *
     * @param base name of the model
     * @param file on the class path, beside the manifest
     */
    record Adapter(String base, String file, String licence, Set<ModelTask> tasks, String sha256) {}

    /** The one that comes with the product. */
    static ModelManifest builtIn() {
        try (InputStream in = Objects.requireNonNull(
                ModelManifest.class.getResourceAsStream("models.json"), "models.json is in the jar")) {
            return JsonMapper.shared().readValue(in, ModelManifest.class);
        } catch (IOException e) {
            throw new IllegalStateException("models.json cannot be read", e);
        }
    }

    /**
     * @param name empty for the default
     * @throws IllegalArgumentException naming the models there are
     */
    Model get(String name) {
        if (name.isEmpty()) {
            return models.getFirst();
        }
        return models.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("YUNCE_MODEL must be none, a GGUF file, a URL or one of "
                                + models.stream().map(Model::name).collect(Collectors.joining(", ")) + ", was "
                                + name));
    }

    /**
     * One GGUF file.
     *
     * @param sha256 of the whole file: a file of this checksum from any source is this model
     * @param packages whose one .bin or .gguf entry each holds a part; {@code {part}} stands for 1..{@code parts}
     * @param version of the packages
     */
    record Model(
            String name,
            String title,
            String licence,
            String source,
            long bytes,
            String sha256,
            String packages,
            int parts,
            String version) {

        List<String> requirements() {
            return IntStream.rangeClosed(1, parts)
                    .mapToObj(part -> packages.replace("{part}", String.valueOf(part)) + "==" + version)
                    .toList();
        }
    }
}
