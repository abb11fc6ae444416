package cn.yunce.assistant;

import cn.yunce.assistant.ModelChoices.Offer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Port: where the weights of a language model come from. */
public interface ModelWeights {

    /**
     * The GGUF file of a model of the manifest, fetched and checked when it is not there yet. May take minutes; called in the
     * background.
     *
     * @param name in the manifest; empty for the one that is used by default
     * @throws IllegalArgumentException when the manifest has no such model
     */
    Path fetch(String name) throws IOException, InterruptedException;

    /**
     * What a model of the manifest was tuned to do.
     *
     * @throws IOException when its file is not what the manifest says
     */
    default Optional<ModelAdapter> findAdapter(String name) throws IOException {
        return Optional.empty();
    }

    /**
     * Lays an adapter that is kept elsewhere beside the weights, so that a model can be loaded with it.
     *
     * @param sha256 of its content
     * @param content asked for where it does not lie there yet
     */
    default Path layAdapter(String sha256, Supplier<byte[]> content) throws IOException {
        throw new IOException("adapter " + sha256 + " cannot be laid beside these weights");
    }

    /** The models of the manifest. */
    default List<Offer> listOffers() {
        return List.of();
    }

    /** The model that is used by default. */
    String defaultName();
}
