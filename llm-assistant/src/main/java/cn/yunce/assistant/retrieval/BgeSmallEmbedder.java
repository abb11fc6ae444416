package cn.yunce.assistant.retrieval;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import cn.yunce.assistant.corpus.TextEmbedder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.stereotype.Component;

/**
 * BAAI bge-small-zh-v1.5, quantized, in process: the weights that LangChain4j ships, run by an ONNX session of our own with one thread
 * a text, so that two texts do not fight over the cores with spinning helpers (docs/decisions/0021). The vector is the first token's
 * ([CLS]); a text of more than 510 tokens is embedded in windows whose vectors are averaged by length. Loaded at first use.
 *
 * <p>Texts are not batched: the model quantizes activations over a whole batch, so that a text's vector would depend on its neighbours.
 */
@Component
final class BgeSmallEmbedder implements TextEmbedder {
    private static final int WINDOW = 510;
    private static final int RECENT = 256;
    private static final float LOAD = 0.75f;
    private static final long CLS = 101;
    private static final long SEP = 102;

    /** The model and its tokenizer, once a process. */
    private static final class Model {
        static final Model INSTANCE = new Model();

        final OrtEnvironment environment = OrtEnvironment.getEnvironment();
        final OrtSession session;
        final HuggingFaceTokenizer tokenizer;

        private Model() {
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                    InputStream weights = resource("bge-small-zh-v1.5-q.onnx");
                    InputStream vocabulary = resource("bge-small-zh-v1.5-q-tokenizer.json")) {
                options.setIntraOpNumThreads(1);
                session = environment.createSession(weights.readAllBytes(), options);
                tokenizer = HuggingFaceTokenizer.newInstance(
                        vocabulary, Map.of("padding", "false", "truncation", "false", "addSpecialTokens", "false"));
            } catch (OrtException e) {
                throw new IllegalStateException("the embedding model cannot be loaded: " + e.getMessage(), e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static InputStream resource(String name) {
            InputStream in = Model.class.getClassLoader().getResourceAsStream(name);
            if (in == null) {
                throw new IllegalStateException(
                        name + " is not on the class path. Maybe langchain4j-embeddings-bge-small-zh-v15-q changed?");
            }
            return in;
        }

        /** Of {@code tokens} from..to, not normalised. */
        float[] embed(long[] tokens, int from, int to) {
            long[] ids = new long[to - from + 2];
            ids[0] = CLS;
            System.arraycopy(tokens, from, ids, 1, to - from);
            ids[ids.length - 1] = SEP;
            long[] ones = new long[ids.length];
            Arrays.fill(ones, 1);
            try (OnnxTensor input = OnnxTensor.createTensor(environment, new long[][] {ids});
                    OnnxTensor mask = OnnxTensor.createTensor(environment, new long[][] {ones});
                    OnnxTensor types = OnnxTensor.createTensor(environment, new long[1][ids.length]);
                    OrtSession.Result result =
                            session.run(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
                return ((float[][][]) result.get(0).getValue())[0][0];
            } catch (OrtException e) {
                throw new IllegalStateException("embedding failed: " + e.getMessage(), e);
            }
        }
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
            known = embed(question);
            recent.put(question, known);
        }
        return known.clone();
    }

    @Override
    public List<float[]> embedPassages(List<String> passages) {
        int cores = Runtime.getRuntime().availableProcessors();
        try (ExecutorService workers = Executors.newFixedThreadPool(cores)) {
            List<Future<float[]>> vectors = passages.stream()
                    .map(passage -> workers.submit(() -> embed(passage)))
                    .toList();
            return vectors.stream().map(BgeSmallEmbedder::result).toList();
        }
    }

    private static float[] result(Future<float[]> vector) {
        try {
            return vector.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while embedding", e);
        }
    }

    private static float[] embed(String text) {
        Model model = Model.INSTANCE;
        long[] tokens = model.tokenizer.encode(text).getIds();
        float[] sum = new float[DIMENSION];
        for (int from = 0; from == 0 || from < tokens.length; from += WINDOW) {
            int to = Math.min(tokens.length, from + WINDOW);
            add(normalised(model.embed(tokens, from, to)), to - from, sum);
        }
        return normalised(sum);
    }

    private static void add(float[] vector, int weight, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += Math.max(1, weight) * vector[i];
        }
    }

    private static float[] normalised(float[] vector) {
        double squares = 0;
        for (float x : vector) {
            squares += x * x;
        }
        float length = (float) Math.sqrt(squares);
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = vector[i] / length;
        }
        return unit;
    }
}
