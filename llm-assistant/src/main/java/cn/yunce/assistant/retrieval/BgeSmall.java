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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * BAAI bge-small-zh-v1.5, quantized, in process: the weights that LangChain4j ships, run by an ONNX session of our own with one thread
 * a text, so that two texts do not fight over the cores with spinning helpers (docs/decisions/0021). The vector is the first token's
 * ([CLS]); a text of more than 510 tokens is embedded in windows whose vectors are averaged by length.
 *
 * <p>Texts are not batched: the model quantizes activations over a whole batch, so that a text's vector would depend on its neighbours.
 */
final class BgeSmall {
    static final String WEIGHTS = "bge-small-zh-v1.5-q.onnx";
    static final String TOKENIZER = "bge-small-zh-v1.5-q-tokenizer.json";
    private static final int WINDOW = 510;
    private static final long CLS = 101;
    private static final long SEP = 102;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    /** Kept, as the session reads their memory for as long as it lives. */
    @SuppressWarnings("unused")
    private final Map<String, OnnxTensor> weights;

    private final HuggingFaceTokenizer tokenizer;

    /** @param weights that stand for the model's own of the same name; of its shape and type */
    BgeSmall(Map<String, OnnxTensor> weights) {
        this.weights = Map.copyOf(weights);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                InputStream model = resource(WEIGHTS);
                InputStream vocabulary = resource(TOKENIZER)) {
            options.setIntraOpNumThreads(1);
            for (Map.Entry<String, OnnxTensor> weight : weights.entrySet()) {
                options.addInitializer(weight.getKey(), weight.getValue());
            }
            session = environment.createSession(model.readAllBytes(), options);
            tokenizer = HuggingFaceTokenizer.newInstance(
                    vocabulary, Map.of("padding", "false", "truncation", "false", "addSpecialTokens", "false"));
        } catch (OrtException e) {
            throw new IllegalStateException("the embedding model cannot be loaded: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InputStream resource(String name) {
        InputStream in = BgeSmall.class.getClassLoader().getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException(
                    name + " is not on the class path. Maybe langchain4j-embeddings-bge-small-zh-v15-q changed?");
        }
        return in;
    }

    /** Of length 1. */
    float[] embed(String text) {
        long[] tokens = tokenizer.encode(text).getIds();
        float[] sum = new float[TextEmbedder.DIMENSION];
        for (int from = 0; from == 0 || from < tokens.length; from += WINDOW) {
            int to = Math.min(tokens.length, from + WINDOW);
            add(normalised(embed(tokens, from, to)), to - from, sum);
        }
        return normalised(sum);
    }

    /** In the order of {@code texts}, on all cores. */
    List<float[]> embed(List<String> texts) {
        int cores = Runtime.getRuntime().availableProcessors();
        try (ExecutorService workers = Executors.newFixedThreadPool(cores)) {
            List<Future<float[]>> vectors = texts.stream()
                    .map(text -> workers.submit(() -> embed(text)))
                    .toList();
            return vectors.stream().map(BgeSmall::result).toList();
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

    /** Of {@code tokens} from..to, not normalised. */
    private float[] embed(long[] tokens, int from, int to) {
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
