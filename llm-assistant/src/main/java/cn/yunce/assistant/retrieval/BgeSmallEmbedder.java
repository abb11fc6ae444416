package cn.yunce.assistant.retrieval;

import cn.yunce.assistant.corpus.TextEmbedder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** {@link BgeSmall} as it is, loaded at first use. */
@Component
final class BgeSmallEmbedder implements TextEmbedder {
    private static final int RECENT = 256;
    private static final float LOAD = 0.75f;

    /** Once a process. */
    private static final class Model {
        static final BgeSmall INSTANCE = new BgeSmall(Map.of());

        private Model() {}
    }

    /** The last questions: what kind a question is, what its parts are and which articles answer it, each asks for its vector. */
    private final Map<String, float[]> recent = Collections.synchronizedMap(new LinkedHashMap<>(RECENT, LOAD, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > RECENT;
        }
    });

    @Override
    public float[] embedQuestion(String question) {
        float[] known = recent.get(question);
        if (known == null) {
            known = Model.INSTANCE.embed(question);
            recent.put(question, known);
        }
        return known.clone();
    }

    @Override
    public List<float[]> embedPassages(List<String> passages) {
        return Model.INSTANCE.embed(passages);
    }
}
